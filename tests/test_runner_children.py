"""A crash, a hang, a fault or a hunger for memory costs one report; the others never notice."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from doomed import doomed, faulty, greedy

from extractor.model import Problem
from extractor.runner.children import Target, answers
from extractor.runner.worker import Task


def task(name: str, memory: int = 0) -> Task:
    return Task(Path(f"{name}.md"), name, Path("part"), memory)


def codes(names: list[str], jobs: int, timeout: float) -> dict[str, str]:
    found = {}
    for place, answer, _ in answers([task(name) for name in names], jobs, timeout, doomed):
        assert isinstance(answer, Problem)
        found[names[place]] = answer.code
    return found


@pytest.mark.parametrize("jobs", [1, 3])
def test_each_failure_costs_its_own_report(jobs: int) -> None:
    names = ["good", "abort", "hang", "silent", "slow", "last"]
    assert codes(names, jobs, timeout=2) == {
        "good": "fine", "abort": "crashed", "hang": "timeout", "silent": "crashed", "slow": "fine", "last": "fine",
    }  # fmt: skip


def test_a_crash_says_how_it_ended() -> None:
    ((_, answer, _),) = answers([task("abort")], 1, 5, doomed)
    assert isinstance(answer, Problem)
    assert "-6" in answer.message.en  # SIGABRT
    assert "-6" in answer.message.zh


def test_no_time_limit() -> None:
    assert codes(["slow"], jobs=1, timeout=0) == {"slow": "fine"}


def test_leaving_early_ends_the_children() -> None:
    began = time.monotonic()
    running = answers([task("good"), task("hang")], 2, 30, doomed)
    next(running)
    running.close()
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("target", "code", "words"), [(greedy, "out_of_memory", "--memory"), (faulty, "internal_error", "KeyError: '列' (doomed.py:")]
)
def test_the_worker_turns_every_fault_into_a_problem(tmp_path: Path, target: Target, code: str, words: str) -> None:
    report = tmp_path / "a.md"
    report.write_text("# 标题\n")
    ((_, answer, _),) = answers([Task(report, "a", tmp_path / "0", 2 << 30)], 1, 20, target)
    assert isinstance(answer, Problem)
    assert answer.code == code
    assert words in answer.message.en
    assert list(tmp_path.iterdir()) == [report]
