"""All facts as CSV, one row each: for people with a spreadsheet and for anything that reads rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from extractor.model import Extraction, Fact
from extractor.writers.plain import plain

COLUMNS = (
    "report", "broker", "date",
    "id", "kind", "entity", "entity_id", "product", "metric", "label", "row_header", "column_header", "section",
    "basis", "versus", "superseded", "period", "period_type", "status", "forecaster",
    "value", "low", "high", "decimals", "unit", "from", "qualifiers", "raw", "item",
    "page", "boxes", "table", "row", "column", "start", "end", "confidence",
)  # fmt: skip
"""Report, broker and date, then every field of a fact; those of its source stand last, unfolded."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+%?")


def fact_rows(extraction: Extraction, report: str) -> str:
    """The rows of one report, without the header; LF line ends. `report` is the stem of its JSON file."""
    head = (report, extraction.report.broker, extraction.report.date)
    return "".join(csv_row((*head, *fact_values(fact))) for fact in extraction.facts)


def csv_row(values: Iterable[Any]) -> str:
    """One line, with its line feed, that no spreadsheet takes for a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([_cell(value) for value in values])
    return text.getvalue()


def fact_values(fact: Fact) -> list[Any]:
    """A fact's own columns, those behind report, broker and date; lists and mappings as text."""
    record = plain(fact)
    source = record.pop("source")
    record["section"] = " | ".join(record["section"])
    record["from"] = " ".join(f"{part}={origin}" for part, origin in record["from"].items())
    record["qualifiers"] = " ".join(record["qualifiers"])
    source["boxes"] = " ".join(",".join(map(str, box)) for box in source["boxes"])
    record |= source
    return [record[column] for column in COLUMNS[3:]]


def _cell(value: Any) -> Any:
    """Empty for null, `true`/`false` for flags. Spreadsheets run text that begins with `= + - @` as a formula, and the
    text comes from a stranger's PDF: such a cell gets a leading apostrophe, unless it is a plain number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value
