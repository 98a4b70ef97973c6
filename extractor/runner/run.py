"""One run over many reports: every input ends as read, skipped or failed, and nothing of a failed one is written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor import __version__, writers
from extractor.errors import UsageError
from extractor.model import Message, Ocr, Problem
from extractor.runner.children import answers
from extractor.runner.inputs import Input
from extractor.runner.outcome import Outcome, Run, Summary
from extractor.runner.receipts import Receipts
from extractor.runner.worker import Task

_SKIPPED = {
    "same_file": Message("同一文件已读过", "the same file as one before"),
    "linked_folder": Message("指向目录的链接，不跟随", "a link to a folder, not followed"),
    "closed_folder": Message("目录无法打开", "a folder that cannot be opened"),
    "other_type": Message("不是报告的文件类型", "no type of file that reports come in"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """`jobs` processes at a time; `timeout` in seconds and `memory` in bytes are for one report (0: no limit); `ocr` says
    which pages of a PDF go through recognition."""

    jobs: int
    timeout: float
    memory: int
    ocr: Ocr = "auto"


def run(inputs: Sequence[Input], out: Path, options: Options, told: Callable[[Outcome], None]) -> Run:
    """Read the inputs into `out`: a JSON file each, `facts.csv` and `run.json`. What an earlier run read from the same bytes in
    the same way stays as it is, so a run that was killed goes on where it stopped. `told` hears of each outcome in the
    order of the inputs, as soon as all before it are known. Raises UsageError when `out` cannot be written to."""
    began = time.monotonic()
    try:
        out.mkdir(parents=True, exist_ok=True)
        with Receipts(out, options.ocr) as receipts:
            outcomes = []
            for outcome in _outcomes(inputs, receipts, options):
                outcomes.append(outcome)
                told(outcome)
            writers.write_whole(out / "facts.csv", _all_facts(outcomes, inputs, receipts))
            done = Run(tuple(outcomes), time.monotonic() - began)
            writers.write_whole(out / "run.json", [writers.dumps(run_json(done, options))])
    except BrokenPipeError:  # whoever was told is gone; no fault of `out`
        raise
    except OSError as error:
        raise UsageError("output", f"无法写入 {out}：{error}", f"cannot write to {out}: {error}") from error
    return done


def _outcomes(inputs: Sequence[Input], receipts: Receipts, options: Options) -> Iterator[Outcome]:
    """Outcomes in the order of the inputs; children may end in any order."""
    known = {place: outcome for place, given in enumerate(inputs) if (outcome := _known(given, receipts))}
    places = [place for place in range(len(inputs)) if place not in known]
    tasks = [
        Task(inputs[place].path, inputs[place].stem or "", receipts.parts / f"{place}", options.memory, options.ocr, options.timeout)
        for place in places
    ]
    following = 0
    ended = answers(tasks, options.jobs, options.timeout)
    while following < len(inputs):
        if following not in known:
            task, answer, seconds = next(ended)
            place = places[task]
            known[place] = _outcome(inputs[place], answer, seconds, receipts, receipts.parts / f"{place}")
            continue
        yield known.pop(following)
        following += 1


def _known(given: Input, receipts: Receipts) -> Outcome | None:
    """What can be said of an input without reading it: why it is skipped, or what an earlier run made of it."""
    if given.stem is None:
        code = given.skipped or ""
        return Outcome(str(given.path), "skipped", None, 0.0, Problem(code, None, _SKIPPED[code]), None)
    found = receipts.found(given)
    return Outcome(str(given.path), "read", f"{given.stem}.json", 0.0, None, found, reused=True) if found else None


def _outcome(given: Input, answer: Summary | Problem, seconds: float, receipts: Receipts, part: Path) -> Outcome:
    """A read report's JSON moves into its place; an older output of a failed one stays as it was."""
    if isinstance(answer, Problem):
        return Outcome(str(given.path), "failed", None, seconds, answer, None)
    receipts.keep(given, part, answer)
    return Outcome(str(given.path), "read", f"{given.stem}.json", seconds, None, answer)


def _all_facts(outcomes: Sequence[Outcome], inputs: Sequence[Input], receipts: Receipts) -> Iterator[str]:
    yield ",".join(writers.COLUMNS) + "\n"
    for given, outcome in zip(inputs, outcomes, strict=True):
        if outcome.status == "read":
            with receipts.rows(given.stem or "").open(encoding="utf-8", newline="") as rows:
                yield rows.read()


def run_json(done: Run, options: Options) -> dict[str, Any]:
    """`run.json`: the only output that tells the time, so that all others are the same whenever they are made."""
    return {
        "schema": writers.SCHEMA,
        "extractor": __version__,
        "options": {"jobs": options.jobs, "timeout": options.timeout, "memory": options.memory, "ocr": options.ocr},
        "seconds": writers.plain(done.seconds),
        "read": done.count("read"),
        "skipped": done.count("skipped"),
        "failed": done.count("failed"),
        "inputs": [_input_json(outcome) for outcome in done.outcomes],
    }


def _input_json(outcome: Outcome) -> dict[str, Any]:
    found = outcome.summary
    return {
        "path": outcome.path,
        "status": outcome.status,
        "output": outcome.output,
        "reused": outcome.reused,
        "seconds": writers.plain(outcome.seconds),
        "problem": writers.plain(outcome.problem),
        "sha256": found and found.sha256,
        "pages": found and found.pages,
        "tables": found and found.tables,
        "facts": found and found.facts,
        "consistent": found and found.consistent,
        "inconsistent": found and len(found.inconsistent),
        "not_checked": found and found.not_checked,
        "problems": found and len(found.problems),
    }
