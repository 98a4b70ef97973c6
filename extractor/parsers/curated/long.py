"""The long form: a row a number. CSV, tab-separated text, XLSX and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extractor.model import Message
from extractor.model.curated import Entry, Finding, Place
from extractor.parsers.curated.row import Row
from extractor.parsers.curated.rows import read_text
from extractor.taxonomy.curated import fold, names

REQUIRED = ("metric", "period", "value", "unit")


def header(row: Row) -> Mapping[int, str] | None:
    """Column → field of a long header row; None where the row is none (`period` and `value` make it one)."""
    known = {column: names().fields[fold(cell)] for column, cell in enumerate(row.cells) if fold(cell) in names().fields}
    return known if {"period", "value"} <= set(known.values()) else None


def read_long(path: Path, sheet: str, rows: Sequence[Row]) -> tuple[list[Entry], list[Finding]]:
    """The entries below the header row `rows[0]`, and what is wrong with its columns."""
    columns = header(rows[0]) or {}
    top = rows[0]
    faults = [_missing(Place(str(path), top.line, None, field, sheet)) for field in REQUIRED if field not in columns.values()]
    for column, field in columns.items():
        if list(columns.values()).index(field) != list(columns).index(column):
            faults.append(_twice(Place(str(path), top.line, column + 1, field, sheet)))
    for column, cell in enumerate(top.cells):
        if column not in columns and cell and fold(cell) not in names().ignored:
            faults.append(_unknown(Place(str(path), top.line, column + 1, cell, sheet)))
    at = {field: column for column, field in reversed(list(columns.items()))}
    entries = []
    for number, row in enumerate(rows[1:]):
        if not row.blank:
            values = {field: row.cell(column) for field, column in at.items()}
            entries.append(_entry(Place(str(path), row.line, at.get("value", 0) + 1, "value", sheet), values, number))
    return entries, faults


def read_jsonl(path: Path) -> tuple[list[Entry], list[Finding]]:
    """One JSON object a line. A line that is none is a fault; numbers keep their written digits."""
    entries: list[Entry] = []
    faults: list[Finding] = []
    for number, line in enumerate(read_text(path).splitlines()):
        place = Place(str(path), number + 1, None, "value")
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=str, parse_int=str)
        except (ValueError, RecursionError) as error:
            faults.append(
                Finding("SCH01", "error", place, Message(f"不是 JSON（{error}）", f"not JSON ({error})"), line[:40], "JSON object")
            )
            continue
        if not isinstance(record, dict):
            faults.append(Finding("SCH01", "error", place, Message("不是 JSON 对象", "not a JSON object"), line[:40], "JSON object"))
            continue
        values = dict(_fields(record))
        for name in record:
            if fold(name) not in names().fields and fold(name) not in names().ignored:
                faults.append(_unknown(Place(str(path), number + 1, None, name)))
        faults += [_missing(Place(str(path), number + 1, None, field)) for field in REQUIRED if field not in values]
        entries.append(_entry(place, values, number))
    return entries, faults


def _fields(record: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        field = names().fields.get(fold(name))
        if field is not None:
            yield field, "" if value is None else str(value).strip()


def _entry(place: Place, values: Mapping[str, str], row: int) -> Entry:
    return Entry(
        place=place,
        entity=values.get("entity", ""),
        metric=values.get("metric", ""),
        product=values.get("product", ""),
        period=values.get("period", ""),
        value=values.get("value", ""),
        unit=values.get("unit", ""),
        basis=_canonical(names().basis, values.get("basis", "")),
        status=_canonical(names().status, values.get("status", "")),
        decimals=values.get("decimals", ""),
        source=values.get("source", ""),
        id=values.get("id", ""),
        row=row,
    )


def _canonical(known: Mapping[str, str], text: str) -> str:
    """同比 → `yoy`; what is no known word stays as written, to be told."""
    return known.get(fold(text), text)


def _missing(place: Place) -> Finding:
    return Finding(
        "SCH02", "error", place, Message(f"缺少必填列 {place.field}", f"required column {place.field} is missing"), "", place.field
    )


def _twice(place: Place) -> Finding:
    return Finding("SCH01", "error", place, Message(f"列 {place.field} 出现两次", f"column {place.field} occurs twice"), place.field, "1")


def _unknown(place: Place) -> Finding:
    allowed = ", ".join(dict.fromkeys(names().fields.values()))
    zh, en = f"未知的列“{place.field}”", f"unknown column “{place.field}”"
    return Finding("SCH03", "error", place, Message(zh, en), place.field, allowed)
