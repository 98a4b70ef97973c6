"""The wide form: tables as analysts keep them. A block of keys (公司, 指标, 单位), a header row of periods, rows of numbers.

    entity,腾讯
    metric,广告收入
    unit,亿元
    ,2023,2024,24-YoY
    腾讯广告总计,1015,1214,20%

A file may hold several such tables one after another; a new block starts afresh. With a metric in the block the first column
names products, without one it names metrics. Columns headed 单位, 来源 … speak of their row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.model import Message
from extractor.model.curated import Entry, Finding, Place
from extractor.normalizers.cell_numbers import cell_kind
from extractor.normalizers.periods import read_period
from extractor.normalizers.units import find_unit, read_unit, without_unit
from extractor.parsers.curated.row import Row
from extractor.taxonomy.curated import fold, names, split_basis

KEYS = ("entity", "metric", "unit", "product", "source", "status")
_MARKS = re.compile(r"^[\s\-–—－·•+]+(?=[^\s\d])")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of numbers: its header, and the period and basis that it names."""

    at: int
    header: str
    period: str
    basis: str


@dataclass(slots=True)
class _Table:
    """The table being read: the block above it, its columns, and the last row that has a name of its own."""

    number: int = -1
    block: dict[str, str] = field(default_factory=dict)
    columns: tuple[_Column, ...] = ()
    attributes: dict[int, str] = field(default_factory=dict)
    above: str = ""


def period_columns(row: Row) -> tuple[_Column, ...]:
    """The columns of a wide header row; empty where no cell but the first names a period."""
    columns = []
    for at, cell in enumerate(row.cells[1:], start=1):
        rest, basis = split_basis(cell)
        period = _period(rest, basis) if cell else None
        if period is not None:
            columns.append(_Column(at, cell, period, basis))
    return tuple(columns)


def read_wide(path: Path, sheet: str, rows: Sequence[Row]) -> tuple[list[Entry], list[Finding]]:
    """All tables of a sheet, as entries; what stands outside of any is a fault."""
    entries: list[Entry] = []
    faults: list[Finding] = []
    table = _Table()
    for number, row in enumerate(rows):
        if row.blank:
            continue
        key = _block_key(row)
        if key is not None:
            if table.columns:
                table = _Table(table.number)
            table.block[key[0]] = key[1]
        elif _is_header(row, table):
            columns = period_columns(row)
            attributes = {at: names().fields[fold(cell)] for at, cell in enumerate(row.cells) if at and fold(cell) in names().fields}
            corner = {"unit": row.cell(0)} if read_unit(row.cell(0)) is not None else {}
            table = _Table(table.number + 1, {**table.block, **corner}, columns, attributes)
            faults += _odd_columns(path, sheet, row, table)
        elif table.columns:
            entries += _cells(path, sheet, row, table, number)
        elif any(row.cells[1:]):  # a lone first cell is a title
            faults.append(_outside(Place(str(path), row.line, 1, row.cell(0), sheet)))
    if table.number < 0:
        zh, en = "没有期间表头：既不是长表也不是宽表", "no header row of periods: neither the long nor the wide form"
        faults = [Finding("SCH01", "error", Place(str(path), rows[0].line if rows else None, None, "", sheet), Message(zh, en))]
    return entries, faults


def _block_key(row: Row) -> tuple[str, str] | None:
    """`entity,腾讯`, `公司：腾讯` in one cell, or a unit by itself (`单位：亿元`); nothing else stands in the row."""
    first, second = row.cell(0), row.cell(1)
    if any(row.cells[2:]):
        return None
    if not second:
        key, colon, value = first.replace("：", ":").partition(":")
        name = names().fields.get(fold(key)) if colon else None
        if name in KEYS and value.strip():
            return name, value.strip()
        return ("unit", first) if first and read_unit(first) is not None else None
    name = names().fields.get(fold(first))
    return (name, second) if name in KEYS and not period_columns(row) else None


def _is_header(row: Row, table: _Table) -> bool:
    """A header names periods. Below another header all its cells must, since a number such as 2024 reads as a year."""
    first = row.cell(0)
    if table.columns and first and fold(first) not in names().fields and read_unit(first) is None:
        return False
    columns = period_columns(row)
    if not columns or not table.columns:
        return bool(columns)
    named = {column.at for column in columns}
    return all(at in named or fold(cell) in names().fields for at, cell in enumerate(row.cells) if at and cell)


def _period(text: str, basis: str) -> str | None:
    """The period as written, or the year that `23` in `23-YoY` stands for; None where the text names none."""
    if read_period(text) is not None:
        return text
    return f"20{text}" if basis and re.fullmatch(r"\d{2}[AE]?", text) else None


def _odd_columns(path: Path, sheet: str, row: Row, table: _Table) -> Iterator[Finding]:
    known = {column.at for column in table.columns} | set(table.attributes)
    for at, cell in enumerate(row.cells[1:], start=1):
        if cell and at not in known and fold(cell) not in names().ignored:
            zh, en = f"列头“{cell}”不是期间", f"column header “{cell}” is no period"
            yield Finding(
                "SCH05",
                "error",
                Place(str(path), row.line, at + 1, cell, sheet),
                Message(zh, en),
                cell,
                "2024, 2025E, 24Q4, 2025H1, 24-YoY, 备注 …",
            )


def _outside(place: Place) -> Finding:
    message = Message("表头之前的一行不是键值", "a row above the header row is no key and value")
    return Finding("SCH01", "error", place, message, place.field, "entity|公司, metric|指标, unit|单位, …")


def _cells(path: Path, sheet: str, row: Row, table: _Table, number: int) -> Iterator[Entry]:
    """The numbers of one body row. A row that is named by a basis alone (同比) speaks of the row above it."""
    label = row.cell(0)
    bare = _MARKS.sub("", label).strip()
    unit = find_unit(bare)
    name, row_basis = split_basis(without_unit(bare) if unit else bare)
    if row_basis and not name:
        name = table.above
    table.above = name
    said = {**table.block, **{key: row.cell(at) for at, key in table.attributes.items() if row.cell(at)}}
    as_product = bool(said.get("metric"))
    for column in table.columns:
        text = row.cell(column.at)
        if cell_kind(text) in ("blank", "placeholder"):
            continue
        basis = column.basis or row_basis
        inherited = bare[unit.start : unit.end] if unit else said.get("unit", "")
        yield Entry(
            place=Place(str(path), row.line, column.at + 1, f"{column.header} / {bare}", sheet),
            entity=said.get("entity", ""),
            metric=said["metric"] if as_product else name,
            product=name if as_product else said.get("product", ""),
            period=column.period,
            value=text,
            # 亿元 in the block says nothing about a growth rate: that needs its own %.
            unit=inherited if not basis or (unit and not column.basis) else "",
            basis=basis,
            status=names().status.get(fold(said.get("status", "")), said.get("status", "")),
            source=said.get("source", ""),
            label=label,
            header=column.header,
            table=table.number,
            row=number,
            column=column.at,
        )
