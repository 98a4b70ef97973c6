"""Facts and checks of many reports as Parquet, typed for pandas, polars and DuckDB.

Numbers are exact decimal strings (no binary fraction holds 0.1, and no one decimal type holds both tokens and shares), each with
a convenience column of type float64 that says so in its name. Needs the extra `parquet` (pyarrow).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.model import Extraction, Fact
from extractor.writers.check_records import CHECK_COLUMNS, check_records
from extractor.writers.plain import plain
from extractor.writers.standing import standings

FROM = ("unit", "period", "metric", "entity", "status")


@dataclass(frozen=True, slots=True)
class Stemmed:
    """A report and the stem of its JSON file, which names it in every row."""

    stem: str
    extraction: Extraction


def write_parquet(reports: Iterable[Stemmed], facts: Path, checks: Path, version: str) -> tuple[int, int]:
    """Write both files, a row group a report, so that memory holds one report; the number of rows in each. `version` is the
    contract's, kept in the files' metadata. UsageError without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        zh, en = "写 Parquet 需要 pyarrow：pip install 'yanbao[parquet]'", "Parquet needs pyarrow: pip install 'yanbao[parquet]'"
        raise UsageError("extra_parquet", zh, en) from error
    metadata = {"yanbao.schema": version}
    shapes = [pa.schema(fields, metadata=metadata) for fields in (_fact_fields(pa), _check_fields(pa))]
    counts = [0, 0]
    with pq.ParquetWriter(facts, shapes[0]) as fact_file, pq.ParquetWriter(checks, shapes[1]) as check_file:
        for report in reports:
            rows = [fact_records(report), check_records(report.extraction, report.stem)]
            for number, file in enumerate((fact_file, check_file)):
                if rows[number]:
                    file.write_table(pa.Table.from_pylist(rows[number], schema=shapes[number]))
                counts[number] += len(rows[number])
    return counts[0], counts[1]


def fact_records(report: Stemmed) -> list[dict[str, Any]]:
    """One record a fact: report, broker, date, the fact's fields with its source unfolded, and its standing."""
    record, extraction = report.extraction.report, report.extraction
    marks = standings(extraction.facts, extraction.checks)
    lead = {"report": report.stem, "broker": record.broker, "date": _day(record.date)}
    return [lead | _fact(fact) | {"standing": marks[fact.id]} for fact in extraction.facts]


def _day(text: str | None) -> date | None:
    """None too for a printed date that is no day (2025-02-30): the JSON keeps it as printed."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def _fact(fact: Fact) -> dict[str, Any]:
    found: dict[str, Any] = plain(fact)
    source: dict[str, Any] = found.pop("source")
    found["from"] = {part: found["from"].get(part) for part in FROM}
    return found | _floats(value=fact.value, low=fact.low, high=fact.high) | source


def _floats(**numbers: Decimal | None) -> dict[str, float | None]:
    return {f"{name}_float64": None if number is None else float(number) for name, number in numbers.items()}


def _fact_fields(pa: Any) -> Sequence[Any]:
    text, texts = pa.string(), pa.list_(pa.string())
    kinds = {
        "date": pa.date32(),
        "section": texts,
        "superseded": pa.bool_(),
        "decimals": pa.int32(),
        "from": pa.struct([(part, text) for part in FROM]),
        "qualifiers": texts,
        "item": pa.int32(),
        "page": pa.int32(),
        "boxes": pa.list_(pa.list_(pa.float64())),
        "row": pa.int32(),
        "column": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "confidence": pa.float64(),
    } | {f"{name}_float64": pa.float64() for name in ("value", "low", "high")}
    return [(name, kinds.get(name, text)) for name in FACT_COLUMNS]


FACT_COLUMNS = (
    "report", "broker", "date",
    "id", "kind", "entity", "entity_id", "product", "metric", "label", "row_header", "column_header", "section",
    "basis", "versus", "superseded", "period", "period_type", "status", "forecaster",
    "value", "low", "high", "value_float64", "low_float64", "high_float64", "decimals", "unit", "from", "qualifiers", "raw", "item",
    "page", "boxes", "table", "row", "column", "start", "end", "confidence", "standing",
)  # fmt: skip


def _check_fields(pa: Any) -> Sequence[Any]:
    text = pa.string()
    kinds = {"terms": pa.list_(pa.struct([("fact", text), ("weight", text)])), "hints": pa.list_(text)}
    return [(name, kinds.get(name, text)) for name in CHECK_COLUMNS]
