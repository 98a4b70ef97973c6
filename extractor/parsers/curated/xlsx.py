"""XLSX sheets as rows of strings: numbers as the sheet shows them, since the shown digits are the stated precision."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableInput
from extractor.parsers.curated.row import BIGGEST, Row

_GENERAL = Context(prec=10, rounding=ROUND_HALF_UP)
"""The General format shows up to eleven characters; the digits beyond are noise of binary fractions."""

_NUMBER_FORMAT = re.compile(r"^[#,0?]*0(?:\.(?P<digits>0+))?(?P<percent>%)?$")
_NO_PRINT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[()\s$¥€£]')


def read_sheets(path: Path) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The visible sheets that hold anything. UnreadableInput for what is no workbook, or one that unpacks beyond 64 MB."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > BIGGEST:
            raise UnreadableInput("too_large", f"{path}：解压后超过 64 MB，未读", f"{path}: unpacks beyond 64 MB, not read")
        yield from _sheets(path)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableInput("xlsx", f"{path}：不是可读的 XLSX（{error}）", f"{path}: not a readable XLSX ({error})") from error


def _sheets(path: Path) -> Iterator[tuple[str, tuple[Row, ...]]]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(path, data_only=True, read_only=True)
        try:
            for sheet in workbook.worksheets:
                if sheet.sheet_state == "visible":
                    rows = tuple(
                        Row(number, tuple(shown(cell.value, cell.number_format if cell.value is not None else "") for cell in cells))
                        for number, cells in enumerate(sheet.iter_rows(), start=1)
                    )
                    if not all(row.blank for row in rows):
                        yield sheet.title, rows
        finally:
            workbook.close()


def shown(value: Any, number_format: str) -> str:
    """A cell's value as the sheet shows it: `0.23` under `0%` is `23%`. A format that we cannot read counts as General."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).strip()
    number = Decimal(repr(value))
    match = _NUMBER_FORMAT.match(_NO_PRINT.sub("", number_format.split(";")[0]))
    if match is None:
        general = +number if isinstance(value, int) else _GENERAL.plus(number)
        return format(general.normalize() if general != general.to_integral_value() else general.to_integral_value(), "f")
    if match["percent"]:
        number = number.scaleb(2)
    step = Decimal(1).scaleb(-len(match["digits"] or ""))
    return format(number.quantize(step, rounding=ROUND_HALF_UP), "f") + (match["percent"] or "")
