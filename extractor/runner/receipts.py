"""What earlier runs left behind, in `OUT/.yanbao`: a receipt and the CSV rows of every report read, so that a second run reads
only what changed. A receipt is written last and taken away first, so a run that is killed at any point leaves none that is
not true; and it holds only while the output that it speaks of is there, byte for byte."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO

from extractor import __version__, writers
from extractor.errors import UsageError
from extractor.model import Message, Ocr, Problem, Report
from extractor.runner.inputs import Input
from extractor.runner.outcome import Summary

_ENGINES = ("pypdfium2", "pdfplumber", "camelot-py", "rapidocr", "onnxruntime", "rapidfuzz")


class Receipts:
    """The folder of one output. One run at a time may write to it; leftovers of a run that was killed are cleared away."""

    def __init__(self, out: Path, ocr: Ocr) -> None:
        self._out, self._ocr = out, ocr
        self._home = out / ".yanbao"
        self.parts = self._home / "parts"
        self._lock: BinaryIO | None = None

    def __enter__(self) -> Receipts:
        self._home.mkdir(exist_ok=True)
        self._lock = _locked(self._home / "lock")
        self._clear()
        self.parts.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()
        if self._lock is not None:
            self._lock.close()

    def _clear(self) -> None:
        """Only what this program makes: parts, and files whose writing was cut short."""
        shutil.rmtree(self.parts, ignore_errors=True)
        for place in (self._out, self._home):
            for unfinished in place.glob(".*.tmp"):
                unfinished.unlink(missing_ok=True)

    def rows(self, stem: str) -> Path:
        """The CSV rows of the report `stem`."""
        return self._home / f"{stem}.csv"

    def keep(self, given: Input, part: Path, found: Summary) -> None:
        """Move the parts of a report that was read into their places."""
        stem = given.stem or ""
        receipt = self._home / f"{stem}.json"
        receipt.unlink(missing_ok=True)
        output = self._out / f"{stem}.json"
        part.with_suffix(".csv").replace(self.rows(stem))
        written = _sha256(part.with_suffix(".json"))
        part.with_suffix(".json").replace(output)
        record = {"key": self._key(given, found.sha256), "output": written, "summary": writers.plain(found)}
        writers.write_whole(receipt, [json.dumps(record, ensure_ascii=False)])

    def found(self, given: Input) -> Summary | None:
        """The summary of a report that an earlier run read from the same bytes in the same way; its record stays in its JSON."""
        stem = given.stem or ""
        try:
            record = json.loads((self._home / f"{stem}.json").read_text(encoding="utf-8"))
            if not given.path.is_file() or record["key"] != self._key(given, _sha256(given.path)):
                return None
            if not self.rows(stem).is_file() or record["output"] != _sha256(self._out / f"{stem}.json"):
                return None
            return _summary(record["summary"])
        except (OSError, ValueError, KeyError, TypeError):  # none, or none that can be read: read the report again
            return None

    def _key(self, given: Input, sha256: str) -> list[str]:
        return [sha256, str(given.path), self._ocr, _program()]


def _summary(record: dict[str, Any]) -> Summary:
    inconsistent = tuple(Message(**message) for message in record["inconsistent"])
    problems = tuple(Problem(one["code"], one["page"], Message(**one["message"])) for one in record["problems"])
    return Summary(**{**record, "report": Report(), "inconsistent": inconsistent, "problems": problems})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _program() -> str:
    """The version, and what else decides how a report is read: the program's files as they stand (a checkout changes without
    its version), and the engines that are installed."""
    root = Path(__file__).resolve().parents[1]
    folders = [folder for folder in (root, root.parent / "schemas") if folder.is_dir()]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".json"))
    stated = [f"{path}:{(stat := path.stat()).st_size}:{stat.st_mtime_ns}" for path in files]
    digest = hashlib.sha256("\n".join([*stated, *_engines()]).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{__version__} {digest[:16]}"


def _engines() -> Iterator[str]:
    for name in _ENGINES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            yield f"{name} {metadata.version(name)}"


def _locked(path: Path) -> BinaryIO:
    """The lock ends with the process, however it ends."""
    file = path.open("wb")
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise UsageError("busy", f"另一次运行正在写入 {path.parent.parent}", f"another run writes to {path.parent.parent}") from error
    os.set_inheritable(file.fileno(), False)
    return file
