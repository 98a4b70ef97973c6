"""What came of each input, and of the run: small values that cross from the child process to the parent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model import Extraction, Message, Problem, Report


@dataclass(frozen=True, slots=True)
class Summary:
    """An extraction in figures: enough to say what was read, without its facts."""

    sha256: str
    report: Report
    pages: int
    tables: int
    facts: int
    mapped: int
    text: int
    consistent: int
    inconsistent: tuple[Message, ...]
    not_checked: int
    problems: tuple[Problem, ...]


def summary(extraction: Extraction) -> Summary:
    facts, checks = extraction.facts, extraction.checks
    return Summary(
        sha256=extraction.document.sha256,
        report=extraction.report,
        pages=len(extraction.document.pages),
        tables=len(extraction.document.tables),
        facts=len(facts),
        mapped=sum(fact.metric is not None for fact in facts),
        text=sum(fact.kind == "text" for fact in facts),
        consistent=sum(check.status == "consistent" for check in checks),
        inconsistent=tuple(check.message for check in checks if check.status == "inconsistent"),
        not_checked=sum(check.status == "not_checked" for check in checks),
        problems=extraction.problems,
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input: `output` is the name of its JSON file, `problem` why it was skipped or failed, `seconds` how long;
    `reused`: an earlier run read it, and it has not changed (its `summary` has no record then)."""

    path: str
    status: Literal["read", "skipped", "failed"]
    output: str | None
    seconds: float
    problem: Problem | None
    summary: Summary | None
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """The whole run, in the order of the inputs."""

    outcomes: tuple[Outcome, ...]
    seconds: float

    def count(self, status: Literal["read", "skipped", "failed"]) -> int:
        return sum(outcome.status == status for outcome in self.outcomes)

    @property
    def inconsistent(self) -> int:
        return sum(len(outcome.summary.inconsistent) for outcome in self.outcomes if outcome.summary)
