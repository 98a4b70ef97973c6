"""A folder of reports: what to read, each in a process of its own that may be killed, and what came of it."""

from extractor.runner.inputs import Input, find_inputs
from extractor.runner.outcome import Outcome, Run, Summary
from extractor.runner.run import Options, run

__all__ = ["Input", "Options", "Outcome", "Run", "Summary", "find_inputs", "run"]
