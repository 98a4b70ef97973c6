"""Child processes, one a report: at most `jobs` at a time, each killed when its time is up."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess

from extractor.model import Message, Problem
from extractor.runner.outcome import Summary
from extractor.runner.worker import Task, work


@dataclass(frozen=True, slots=True)
class Child:
    place: int
    process: BaseProcess
    results: Connection
    began: float


Context = ForkServerContext | SpawnContext

Answer = tuple[int, Summary | Problem, float]
"""Place of the task, what came of it, and the seconds it took."""

Target = Callable[[Task, Connection], None]


def answers(tasks: Sequence[Task], jobs: int, timeout: float, target: Target = work) -> Iterator[Answer]:
    """Run `target` on every task in a process of its own; yield as they end, in any order. A crash (the native PDF engine may
    abort) or a hang costs that task only; `timeout` is in seconds, 0 means none. Leaving the iterator early kills what still runs."""
    context = _context()
    waiting = list(enumerate(tasks))[::-1]
    running: list[Child] = []
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                place, task = waiting.pop()
                running.append(_start(context, target, place, task))
            left = min(child.began for child in running) + timeout - time.monotonic()
            wait([child.results for child in running], timeout=max(left, 0) if timeout else None)
            for child in list(running):
                answer = _answer(child, timeout)
                if answer is not None:
                    running.remove(child)
                    yield child.place, answer, time.monotonic() - child.began
    finally:
        for child in running:
            _end(child)


def _context() -> Context:
    """A fork server that has the program loaded already makes a fresh process cost milliseconds; where there is none
    (Windows), each process loads it anew."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extractor.runner.worker", "extractor.runner.warm"])
    return context


def _start(context: Context, target: Target, place: int, task: Task) -> Child:
    results, theirs = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(task, theirs), daemon=True)
    process.start()
    theirs.close()
    return Child(place, process, results, time.monotonic())


def _answer(child: Child, timeout: float) -> Summary | Problem | None:
    """What the child sent, or why it will send nothing; None while it works."""
    if child.results.poll():
        try:
            answer: Summary | Problem = child.results.recv()
        except EOFError:  # the pipe closed without a word: the process is gone
            child.process.join()
            answer = _crashed(child.process.exitcode)
        _end(child)
        return answer
    if not timeout or time.monotonic() - child.began < timeout:
        return None
    child.process.kill()
    _end(child)
    return Problem("timeout", None, Message(f"超时（{timeout:g} 秒），已终止", f"stopped after {timeout:g} seconds (--timeout)"))


def _crashed(code: int | None) -> Problem:
    return Problem("crashed", None, Message(f"解析进程崩溃（退出码 {code}）", f"the process that read it crashed (exit code {code})"))


def _end(child: Child) -> None:
    child.process.join(timeout=0.5)
    if child.process.is_alive():
        child.process.kill()
        child.process.join()
    child.process.close()
    child.results.close()
