"""The child's part: one report, read to the end and written beside the others' parts. It may be killed at any moment."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from extractor import __version__, writers
from extractor.errors import UnreadableInput
from extractor.model import Message, Ocr, Problem
from extractor.runner.outcome import Summary, summary


@dataclass(frozen=True, slots=True)
class Task:
    """Read `path` as the report `stem`; write the parts `<part>.json` and `<part>.csv`; use at most `memory` bytes; `ocr` and
    `timeout` as in Options."""

    path: Path
    stem: str
    part: Path
    memory: int
    ocr: Ocr = "auto"
    timeout: float = 0


def work(task: Task, results: Connection) -> None:
    """Send the summary of the extraction, or the problem that stopped it. Whatever goes wrong costs this report only,
    so this is the one place that catches everything."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it ends its children
    _limit(task.memory)
    _outlive(task.timeout)
    answer: Summary | Problem
    try:
        answer = _extract(task)
    except UnreadableInput as error:
        answer = Problem(error.code, None, Message(error.zh, error.en))
    except MemoryError:
        answer = Problem("out_of_memory", None, Message("超出内存上限（--memory）", "needs more than the memory limit (--memory)"))
    except RecursionError:
        answer = Problem("too_deep", None, Message("嵌套过深，无法读取", "nested too deeply to be read"))
    except Exception as error:
        fault = f"{type(error).__name__}: {error} ({_where(error)})"
        answer = Problem("internal_error", None, Message(f"程序出错，请报告：{fault}", f"a fault of the program, please report: {fault}"))
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the parent was stopped: nobody listens any more
        results.send(answer)
    results.close()


def _extract(task: Task) -> Summary:
    from extractor import pipeline  # here, so that the parent never loads a PDF engine

    extraction = pipeline.extract(task.path, task.ocr)
    writers.write_whole(task.part.with_suffix(".json"), [writers.dumps(writers.report_json(extraction, __version__))])
    writers.write_whole(task.part.with_suffix(".csv"), [writers.fact_rows(extraction, task.stem)])
    return summary(extraction)


def _where(error: Exception) -> str:
    """The innermost places of the traceback, last call first."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))


def _outlive(timeout: float) -> None:
    """The parent stops a report that takes too long; should the parent itself be gone, the system does, native code included.
    What a report makes is gone with its process, so nothing is gained by looking for garbage in between."""
    gc.disable()
    if timeout and sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, timeout + 10)


def _limit(memory: int) -> None:
    """Cap the address space where the system can; a report that asks for more fails alone."""
    if sys.platform == "win32" or not memory:
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))
