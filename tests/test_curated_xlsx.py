"""XLSX: numbers as the sheet shows them."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from curated_cases import ADS, only

from extractor.parsers.curated import read_data
from extractor.parsers.curated.xlsx import shown
from extractor.pipeline_validate import validate

SHOWN = [
    # value, number format, what the sheet shows
    (0.23, "0%", "23%"),
    (0.235, "0.0%", "23.5%"),
    (823.4567, "0", "823"),
    (823.4567, "#,##0.00", "823.46"),
    (-823.4567, "#,##0.0_);(#,##0.0)", "-823.5"),
    (1234567, "#,##0", "1234567"),
    (12.5, "General", "12.5"),
    (12.0, "General", "12"),
    (0.1 + 0.2, "General", "0.3"),
    (1214, "General", "1214"),
    (1e10, "General", "10000000000"),
    (12.3, '¥0.00"元"', "12.30"),
    (12.3, "some format that we cannot read", "12.3"),
    ("甲", "General", "甲"),
    (None, "General", ""),
    (datetime.datetime(2024, 12, 31), "yyyy-mm-dd", "2024-12-31"),  # noqa: DTZ001 - a sheet's dates have no zone
]


@pytest.mark.parametrize(("value", "number_format", "expected"), SHOWN)
def test_shown(value: object, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected


def workbook(tmp_path: Path) -> Path:
    """腾讯广告拆分 as a workbook: numbers as numbers, rates as formatted fractions."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "拆分"
    for line in (ADS / "ads.csv").read_text(encoding="utf-8").splitlines():
        sheet.append([_cell(text) for text in line.split(",")])
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, float):
                cell.number_format = "0%"
    book.create_sheet("空白")
    (tmp_path / "relations.yaml").write_text((ADS / "relations.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "ads.xlsx"
    book.save(path)
    return path


def _cell(text: str) -> object:
    if text.endswith("%"):
        return int(text[:-1]) / 100
    return int(text) if text.isdigit() else text or None


def test_the_workbook_says_what_the_csv_says(tmp_path: Path) -> None:
    sheet, csv = read_data(workbook(tmp_path)).entries, read_data(ADS / "ads.csv").entries
    assert [(e.product, e.period, e.basis, e.value, e.unit) for e in sheet] == [
        (e.product, e.period, e.basis, e.value, e.unit) for e in csv
    ]
    assert not validate([tmp_path]).findings


def test_a_finding_names_sheet_row_and_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["拆分"]["F8"] = 393
    book.save(path)
    finding = only(validate([path]))
    assert (finding.place.sheet, finding.place.line, finding.place.column, finding.place.field) == ("拆分", 8, 6, "2024 / 朋友圈")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"entity,x\n"])
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    assert only(validate([tmp_path])).code == "SCH01"
