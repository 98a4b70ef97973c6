"""A run's output as tables: workbooks a report, or all facts and all checks in one file each. Files are whole or not there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from extractor import writers
from extractor.pipeline_outputs import read_outputs


@dataclass
class Written:
    """The files written, and how much stands in them."""

    paths: list[Path] = field(default_factory=list)
    reports: int = 0
    facts: int = 0


def export(out: Path, to: Path, form: str) -> Written:
    """Write `out`, a folder or one JSON file, in one of FORMATS. UsageError and UnreadableInput as reading outputs raises them;
    OSError where `to` cannot be written to."""
    written = Written()
    FORMATS[form](out, to, written)
    return written


def _xlsx(out: Path, to: Path, written: Written) -> None:
    from extractor.writers.xlsx import xlsx

    for output in read_outputs(out):
        to.mkdir(parents=True, exist_ok=True)
        with _whole(to / f"{output.stem}.xlsx", written) as beside:
            beside.write_bytes(xlsx(output.extraction, output.stem))
        written.reports += 1
        written.facts += len(output.extraction.facts)


def _csv(out: Path, to: Path, written: Written) -> None:
    """The parts are written one after the other, so each report is read twice and memory holds one."""
    from extractor.writers.check_records import CHECK_COLUMNS, check_rows

    def facts() -> Iterator[str]:
        yield ",".join(writers.COLUMNS) + "\n"
        for output in read_outputs(out):
            written.reports += 1
            written.facts += len(output.extraction.facts)
            yield writers.fact_rows(output.extraction, output.stem)

    def checks() -> Iterator[str]:
        yield ",".join(CHECK_COLUMNS) + "\n"
        for output in read_outputs(out):
            yield check_rows(output.extraction, output.stem)

    to.mkdir(parents=True, exist_ok=True)
    for path, parts in ((to / "facts.csv", facts()), (to / "checks.csv", checks())):
        writers.write_whole(path, parts)
        written.paths.append(path)


def _parquet(out: Path, to: Path, written: Written) -> None:
    from extractor.writers.parquet import Stemmed, write_parquet

    def reports() -> Iterator[Stemmed]:
        for output in read_outputs(out):
            written.reports += 1
            yield Stemmed(output.stem, output.extraction)

    to.mkdir(parents=True, exist_ok=True)
    with _whole(to / "facts.parquet", written) as facts, _whole(to / "checks.parquet", written) as checks:
        written.facts, _ = write_parquet(reports(), facts, checks, writers.SCHEMA)


FORMATS: Mapping[str, Callable[[Path, Path, Written], None]] = {"xlsx": _xlsx, "csv": _csv, "parquet": _parquet}


@contextmanager
def _whole(path: Path, written: Written) -> Iterator[Path]:
    """A file beside `path` to write to, which takes its place when all went well."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield beside
        beside.replace(path)
        written.paths.append(path)
    finally:
        beside.unlink(missing_ok=True)
