"""Children that fail in every way a report can make one fail; the path's stem says which."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection

from extractor.model import Message, Problem
from extractor.runner.worker import Task, work


def doomed(task: Task, results: Connection) -> None:
    match task.path.stem:
        case "hang":
            time.sleep(60)
        case "abort":
            os.abort()
        case "silent":
            os._exit(3)
        case "slow":
            time.sleep(0.3)
    results.send(Problem("fine", None, Message(task.stem, task.stem)))


def greedy(task: Task, results: Connection) -> None:
    """A report that needs more memory than it may have, inside the real worker."""
    from extractor import pipeline

    pipeline.extract = lambda path, ocr: bytearray(1 << 40)  # type: ignore[assignment,return-value]
    work(task, results)


def faulty(task: Task, results: Connection) -> None:
    """A report that meets a fault of the program."""
    from extractor import pipeline

    pipeline.extract = lambda path, ocr: {}["列"]  # type: ignore[assignment]
    work(task, results)
