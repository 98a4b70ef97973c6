"""Cells of a workbook: text that stays text, numbers with their format, colours, and the note with page and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from extractor.model import Check, Fact, Table
from extractor.writers.standing import STANDINGS, Standing

FILLS: Mapping[str, PatternFill] = {
    name: PatternFill("solid", start_color=colour)
    for name, colour in {
        "inconsistent": "F8B4AE",
        "confirmed": "DCEFDC",
        "ocr": "D9E4F7",
        "unmapped": "FBE8B6",
        "head": "1F3A5F",
        "estimate": "5B7FA8",
        "caption": "E9EDF2",
        "consistent": "DCEFDC",
        "not_checked": "F1F1F1",
    }.items()
}
"""A fact in no check keeps the white of the sheet; estimates are blue and slanted, as analysts mark them."""
HEAD = Font("Calibri", 11, bold=True, color="FFFFFF")
BOLD = Font("Calibri", 11, bold=True)
ESTIMATE = Font("Calibri", 11, italic=True, color="1F4E9E")
TOP = Alignment(vertical="top", wrap_text=True)
LONGEST_TEXT = 32_000
"""Spreadsheets hold 32,767 characters a cell."""
MOST_CHECKS = 3
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """Without what XML cannot hold; broken font maps yield such characters."""
    return _UNPRINTABLE.sub("�", text)[:LONGEST_TEXT]


def put(sheet: Worksheet, row: int, column: int, value: Any, **style: Any) -> Cell:
    """One cell. Text is written as text whatever it begins with, and is marked as quoted where a spreadsheet that is asked to
    edit or re-import it would take it for a formula: it comes from a stranger's PDF."""
    cell: Cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_RUNS)
    else:
        cell.value = value
    for name, part in style.items():
        setattr(cell, name, part)
    return cell


def note(fact: Fact, table: Table | None, checks: Iterable[Check], standing: Standing) -> Comment:
    """Page and place, the printed characters, where each part of the reading came from, and what the checks say."""
    said = STANDINGS[standing]
    lines = [f"{place(fact, table)}", f"原文 print: {fact.raw}" + (f" ({fact.item})" if fact.item > 1 else "")]
    if fact.from_:
        lines.append("来自 from: " + ", ".join(f"{part} {origin}" for part, origin in sorted(fact.from_.items())))
    lines.append(f"{said.zh} · {said.en}")
    failing = [check for check in checks if check.status == "inconsistent"]
    for check in failing[:MOST_CHECKS]:
        lines += [f"✗ {check.rule} {check.message.zh}", f"   {check.message.en}"]
    if len(failing) > MOST_CHECKS:
        lines.append(f"✗ +{len(failing) - MOST_CHECKS}")
    comment = Comment(clean("\n".join([*lines, fact.id])), "yanbao", height=40 + 22 * len(lines) + 40 * min(len(failing), MOST_CHECKS))
    comment.width = 380
    return comment


def place(fact: Fact, table: Table | None) -> str:
    """`第3页 p. 3 · 资产负债表 · 第2行第3列 row 2, column 3`; rows and columns of the body, from 1."""
    parts = [f"第{fact.source.page}页 p. {fact.source.page}"]
    if table:
        parts.append(table.caption or table.id)
    if fact.source.row is not None and fact.source.column is not None:
        row, column = fact.source.row + 1, fact.source.column + 1
        parts.append(f"第{row}行第{column}列 row {row}, column {column}")
    return " · ".join(" ".join(part.split()) for part in parts)


def number(fact: Fact) -> Decimal | str:
    """The value, or the print where it is a range or a bound."""
    return fact.raw if fact.value is None else fact.value
