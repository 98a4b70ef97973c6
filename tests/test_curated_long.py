"""The long form: a row a number, CSV and JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curated_cases import LONG, judged, only, told

from extractor.parsers.curated import read_data

GOOD = {
    "english": LONG + "示例,营业收入,,2024,12,亿元\n",
    "chinese names": "公司,指标,期间,数值,单位\n示例,营业收入,2024,12,亿元\n",
    "notes": "metric,period,value,unit,备注\n营业收入,2024,12,亿元,随便\n",
    "base units": "metric,period,value,unit,decimals\n营业收入,2024,1200000000,CNY,-8\n",
    "growth": "metric,period,value,unit,basis\n营业收入,2024,12,亿元,\n营业收入,2023,10,亿元,value\n营业收入,2024,20%,%,同比\n",
    "separators": 'metric,period,value,unit\n营业收入,2024,"1,234.5",百万元\n',
    "exact": "metric,period,value,unit,decimals\n营业收入,2024,12.345,亿元,INF\n",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=list(GOOD))
def test_good_rows(tmp_path: Path, text: str) -> None:
    assert not judged(tmp_path, data_csv=text).findings


FAULTS = {
    "columns": ("metric,period,value,bassis\n营业收入,2024,12,yoy\n", [("SCH02", 1, "unit"), ("SCH03", 1, "bassis"), ("SCH06", 2, "unit")]),
    "empty cells": (
        "metric,period,value,unit\n,2024,12,亿元\n营业收入,,12,亿元\n营业收入,2024,,亿元\n",
        [("SCH02", 2, "metric"), ("SCH02", 3, "period"), ("SCH02", 4, "value")],
    ),
    "basis": ("metric,period,value,unit,basis\n营业收入,2024,12,亿元,往年比\n", [("SCH09", 2, "basis")]),
    "status against period": ("metric,period,value,unit,status\n营业收入,2025E,12,亿元,A\n", [("SCH09", 2, "status")]),
    "digits": ("metric,period,value,unit,decimals\n营业收入,2024,12.34,亿元,-7\n", [("SCH08", 2, "value")]),
    "decimals": ("metric,period,value,unit,decimals\n营业收入,2024,12,亿元,一\n", [("SCH08", 2, "decimals")]),
    "another unit in the value": ("metric,period,value,unit\n营业收入,2024,12%,亿元\n", [("SCH06", 2, "unit")]),
    "a column twice": ("metric,period,value,value,unit\n营业收入,2024,12,13,亿元\n", [("SCH01", 1, "value")]),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=list(FAULTS))
def test_faults(tmp_path: Path, text: str, expected: list[tuple[str, int, str]]) -> None:
    assert told(judged(tmp_path, data_csv=text)) == expected


ROWS = "示例,营业收入,甲,{},{},亿元\n"
PAIRS = [
    # written, written again, what is said; XBRL's kinds of duplicates
    ("7", "7", ["DUP01"]),
    ("748", "749", ["DUP02"]),
    ("7.5", "7.48", ["DUP03"]),
    ("100", "100.5", ["DUP03"]),
    ("100", "100.6", ["DUP02"]),
    ("7.0", "7", ["DUP03"]),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_duplicates(tmp_path: Path, one: str, other: str, expected: list[str]) -> None:
    verdict = judged(tmp_path, data_csv=LONG + ROWS.format(2024, one) + ROWS.format(2024, other))
    assert [f.code for f in verdict.findings] == expected
    assert [f.level for f in verdict.findings] == ["note" if "DUP03" in expected else "error"]


def test_two_sources_may_differ_with_a_note(tmp_path: Path) -> None:
    text = "metric,period,value,unit,source\n营业收入,2026E,12,亿元,甲证券\n营业收入,2026E,13,亿元,乙证券\n营业收入,2026E,12,亿元,丙证券\n"
    verdict = judged(tmp_path, data_csv=text)
    assert [(f.code, f.level) for f in verdict.findings] == [("DUP02", "note"), ("DUP02", "note")]


def test_two_files_may_agree_but_not_differ(tmp_path: Path) -> None:
    row = LONG + ROWS.format(2024, 12)
    assert not judged(tmp_path, a_csv=row, b_csv=row).findings
    assert only(judged(tmp_path, a_csv=row, b_csv=LONG + ROWS.format(2024, 13))).code == "DUP02"


def test_a_forecast_and_an_actual_are_two_numbers(tmp_path: Path) -> None:
    assert not judged(tmp_path, data_csv=LONG + ROWS.format("2024E", 12) + ROWS.format("2024A", 13)).findings


def test_json_lines_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text('{"metric": "营业收入", "period": 2024, "value": 12.50, "unit": "亿元", "entity": null}\n', encoding="utf-8")
    entry = read_data(path).entries[0]
    assert (entry.value, entry.period, entry.entity) == ("12.50", "2024", "")


def test_json_lines_faults(tmp_path: Path) -> None:
    good = {"metric": "营业收入", "period": "2024", "value": "12", "unit": "亿元"}
    lines = [json.dumps(good), "{", "[1]", json.dumps({**good, "period": "2023", "colour": "red"}), json.dumps({"metric": "营业收入"})]
    verdict = judged(tmp_path, data_jsonl="\n".join(lines))
    assert [(code, line) for code, line, _ in told(verdict)][:3] == [("SCH01", 2), ("SCH01", 3), ("SCH03", 4)]
    assert {f.code for f in verdict.findings if f.place.line == 5} == {"SCH02"}


def test_sums_and_growth_are_found_in_long_data(tmp_path: Path) -> None:
    table = {"合计": "823 887 827 1015 1214", "甲": "680 754 720 907 1092", "乙": "143 133 107 108 121"}
    rows = [f"示例,营业收入,{name},{2020 + k},{value},亿元\n" for name, line in table.items() for k, value in enumerate(line.split())]
    assert judged(tmp_path, data_csv=LONG + "".join(rows)).judgements[0][1].holding == 5
    rows[7] = rows[7].replace("720", "730")
    finding = only(judged(tmp_path, data_csv=LONG + "".join(rows)))
    # 827 may be wrong as well as 730: told at the total, with the others named
    assert (finding.code, finding.place.line, finding.allowed) == ("CUR02", 4, "836–838")
    assert "data.csv:9 (730)" in finding.message.zh
