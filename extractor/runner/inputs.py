"""Which files a run reads, and under which name each is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.parsers.preflight import SUFFIXES

RESERVED = {"run"}
"""`run.json` is the run's own; a report `run.pdf` becomes `run-2.json`."""

LONGEST = 240
"""Bytes of an output's stem: file systems take 255 for a name, `-2.json` included."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file as given. `stem` is the name of its output; None when the file is skipped, and `skipped` says why."""

    path: Path
    stem: str | None
    skipped: str | None = None


def find_inputs(paths: Iterable[Path], out: Path) -> tuple[Input, ...]:
    """Every file named, and every file below every folder named, in a fixed order.

    Folders are walked sorted by name, without hidden entries and without `out`; links to folders are not followed, so
    a loop of links ends. A file that comes twice is read once. Output names are the stems; the second of one name
    (letter case aside) becomes `name-2`, the third `name-3`: never an overwrite.
    """
    taken = set(RESERVED)
    seen: set[str] = set()
    inputs = []
    for path, named in _files(paths, os.path.realpath(out)):
        real = os.path.realpath(path)  # unlike Path.resolve, no error for a link to itself
        if real in seen:
            inputs.append(Input(path, None, "same_file"))
        elif path.is_dir():
            inputs.append(Input(path, None, "linked_folder" if path.is_symlink() else "closed_folder"))
        elif not named and path.suffix.lower() not in SUFFIXES:
            inputs.append(Input(path, None, "other_type"))
        else:
            inputs.append(Input(path, _free(path.stem, taken), None))
        seen.add(real)
    return tuple(inputs)


def _files(paths: Iterable[Path], out: str) -> Iterator[tuple[Path, bool]]:
    """Each path with True where the caller named the file itself."""
    for path in paths:
        if not path.is_dir():
            yield path, True
            continue
        closed: list[OSError] = []
        for folder, folders, files in os.walk(path, onerror=closed.append):
            here = Path(folder)
            folders[:] = sorted(name for name in folders if not name.startswith(".") and os.path.realpath(here / name) != out)
            links = [name for name in folders if (here / name).is_symlink()]
            for name in sorted(files + links):
                if not name.startswith("."):
                    yield here / name, False
        yield from ((Path(error.filename), False) for error in closed)


def _free(stem: str, taken: set[str]) -> str:
    stem = os.fsencode(stem)[:LONGEST].decode("utf-8", "ignore") or "report"
    name, count = stem, 1
    while name.casefold() in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add(name.casefold())
    return name
