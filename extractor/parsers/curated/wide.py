"""The wide form: tables as analysts keep them. A block of keys (公司, 指标, 单位), a header row of periods, rows of numbers.

    entity,腾讯
    metric,广告收入
    unit,亿元
    ,2023,2024,24-YoY
    腾讯广告总计,1015,1214,20%

A file may hold several such tables one after another; keys that a later block leaves out are not inherited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.model import Message
from extractor.model.curated import Entry, Finding, Place
from extractor.normalizers.cell_numbers import cell_kind
from extractor.normalizers.periods import read_period
from extractor.normalizers.units import find_unit, without_unit
from extractor.parsers.curated.names import fold, names, split_basis
from extractor.parsers.curated.rows import Row

KEYS = ("entity", "metric", "unit", "product", "source", "status")
_MARKS = re.compile(r"^[\s\-–—－·•+]+(?=[^\s\d])")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of numbers: its header, and the period and basis that it names."""

    at: int
    header: str
    period: str
    basis: str


def header(row: Row) -> tuple[_Column, ...]:
    """The columns of a wide header row: at least one names a period, and the first cell is no number; else empty."""
    columns = []
    for at, cell in enumerate(row.cells[1:], start=1):
        period, basis = split_basis(cell)
        if cell and _is_period(period, basis):
            columns.append(_Column(at, cell, period, basis))
    return tuple(columns)


def read_wide(path: Path, sheet: str, rows: Sequence[Row]) -> tuple[list[Entry], list[Finding]]:
    """All tables of a sheet, as entries; what stands outside of any is a fault."""
    entries: list[Entry] = []
    faults: list[Finding] = []
    block: dict[str, str] = {}
    table, columns = -1, ()  # type: int, tuple[_Column, ...]
    parent: dict[int, str] = {}
    for number, row in enumerate(rows):
        if row.blank:
            continue
        key = _block_key(row)
        if key is not None:
            if columns:
                block, columns = {}, ()
            block[key] = row.cell(1)
            continue
        if found := header(row):
            if not row.cell(0) or fold(row.cell(0)) in names().fields or not columns:
                columns, table = found, table + 1
                faults += _odd_columns(path, sheet, row, found)
                continue
        if not columns:
            place = Place(str(path), row.line, 1, row.cell(0), sheet)
            allowed = "键（公司/指标/单位）或期间表头 / a key (entity, metric, unit) or a header row of periods"
            faults.append(Finding("SCH01", "error", place, Message("表头之前的一行不是键值", "a row before the header is no key"), row.cell(0), allowed))
            continue
        entries += _cells(path, sheet, row, columns, block, table, number, parent)
    if table < 0:
        zh, en = "没有期间表头：既不是长表也不是宽表", "no header row of periods: neither the long nor the wide form"
        faults.append(Finding("SCH01", "error", Place(str(path), rows[0].line if rows else None, None, "", sheet), Message(zh, en)))
    return entries, faults


def _block_key(row: Row) -> str | None:
    """`entity,腾讯` names a key and its value, and nothing else stands in the row."""
    name = names().fields.get(fold(row.cell(0)))
    return name if name in KEYS and row.cell(1) and not any(row.cells[2:]) and not header(row) else None


def _is_period(text: str, basis: str) -> bool:
    if read_period(text) is not None:
        return True
    return bool(basis) and re.fullmatch(r"\d{2}", text) is not None and read_period(f"20{text}") is not None


def _odd_columns(path: Path, sheet: str, row: Row, columns: Sequence[_Column]) -> Iterator[Finding]:
    known = {column.at for column in columns}
    for at, cell in enumerate(row.cells[1:], start=1):
        if cell and at not in known and fold(cell) not in names().ignored and names().fields.get(fold(cell)) not in ("unit", "source"):
            place = Place(str(path), row.line, at + 1, cell, sheet)
            allowed = "2024, 2025E, 24Q4, 2025H1, 24-YoY, 备注 …"
            yield Finding("SCH05", "error", place, Message(f"列头“{cell}”不是期间", f"column header “{cell}” is no period"), cell, allowed)


def _cells(
    path: Path, sheet: str, row: Row, columns: Sequence[_Column], block: Mapping[str, str], table: int, number: int, parent: dict[int, str]
) -> Iterator[Entry]:
    """The numbers of one body row. A row that is named by a basis alone (同比) speaks of the row above it."""
    label = row.cell(0)
    name = _MARKS.sub("", label).strip()
    unit = find_unit(name)
    printed_unit = name[unit.start : unit.end] if unit else ""
    name = without_unit(name) if unit else name
    name, row_basis = split_basis(name)
    if row_basis and not name:
        name = parent.get(table, "")
    else:
        parent[table] = name
    has_metric = bool(block.get("metric"))
    for column in columns:
        text = row.cell(column.at)
        if cell_kind(text) in ("blank", "placeholder"):
            continue
        basis = column.basis or row_basis
        yield Entry(
            place=Place(str(path), row.line, column.at + 1, f"{column.header} / {_MARKS.sub('', label).strip()}", sheet),
            entity=block.get("entity", ""),
            metric=block["metric"] if has_metric else name,
            product=name if has_metric else block.get("product", ""),
            period=column.period if read_period(column.period) else f"20{column.period}",
            value=text,
            unit="" if basis not in ("", "value") else printed_unit or block.get("unit", ""),
            basis=basis,
            status=block.get("status", ""),
            source=block.get("source", ""),
            label=label,
            header=column.header,
            table=table,
            row=number,
            column=column.at,
        )
