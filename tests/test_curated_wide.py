"""The wide form as analysts keep it: which cells are numbers, of what, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from curated_cases import judged, only, told, wide

from extractor.model.curated import Entry
from extractor.parsers.curated import read_data


def entries(tmp_path: Path, text: str, name: str = "data.csv", encoding: str = "utf-8") -> tuple[Entry, ...]:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    file = read_data(path)
    assert (file.form, file.faults) == ("wide", ())
    return file.entries


def said(entry: Entry) -> tuple[str, ...]:
    return (entry.entity, entry.metric, entry.product, entry.period, entry.basis, entry.value, entry.unit)


BLOCKS = {
    "english": "entity,示例\nmetric,营业收入\nunit,亿元\n,2023,2024E\n甲,1,2\n",
    "chinese": "公司,示例\n指标,营业收入\n单位,亿元\n,2023,2024E\n甲,1,2\n",
    "colon in one cell": "公司：示例,\n指标：营业收入,\n单位：亿元,\n,2023,2024E\n甲,1,2\n",
    "title above": "某某拆分表,,\nentity,示例,\nmetric,营业收入,\nunit,亿元,\n,2023,2024E\n甲,1,2\n",
    "blank lines": "entity,示例\n\nmetric,营业收入\nunit,亿元\n,,\n产品,2023,2024E\n\n甲,1,2\n",
    "unit in the corner": "entity,示例\nmetric,营业收入\n亿元,2023,2024E\n甲,1,2\n",
    "unit column": "entity,示例\nmetric,营业收入\n产品,单位,2023,2024E\n甲,亿元,1,2\n",
    "tabs": "entity\t示例\nmetric\t营业收入\nunit\t亿元\n\t2023\t2024E\n甲\t1\t2\n",
    "semicolons": "entity;示例\nmetric;营业收入\nunit;亿元\n;2023;2024E\n甲;1;2\n",
}


@pytest.mark.parametrize("text", BLOCKS.values(), ids=list(BLOCKS))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_header_blocks(tmp_path: Path, text: str, encoding: str) -> None:
    found = entries(tmp_path, text, encoding=encoding)
    assert [said(entry) for entry in found] == [
        ("示例", "营业收入", "甲", "2023", "", "1", "亿元"),
        ("示例", "营业收入", "甲", "2024E", "", "2", "亿元"),
    ]


def test_without_a_metric_the_rows_are_metrics(tmp_path: Path) -> None:
    found = entries(tmp_path, "entity,示例\nunit,亿元\n,2023\n营业收入,12\n毛利率（%）,30.5\n")
    assert [said(entry) for entry in found] == [
        ("示例", "营业收入", "", "2023", "", "12", "亿元"),
        ("示例", "毛利率", "", "2023", "", "30.5", "（%）"),
    ]


def test_blank_and_dash_cells_are_no_numbers(tmp_path: Path) -> None:
    found = entries(tmp_path, wide("甲,,-,—,0", "乙,1,,,"))
    assert [(entry.product, entry.period, entry.value) for entry in found] == [("甲", "2023", "0"), ("乙", "2020", "1")]


@pytest.mark.parametrize("label", ["甲", "-甲", "--甲", " - 甲", "－甲", "· 甲", "　甲"])
def test_marks_of_the_hierarchy_are_no_part_of_the_name(tmp_path: Path, label: str) -> None:
    assert entries(tmp_path, wide(f"{label},1,2,3,4"))[0].product == "甲"


@pytest.mark.parametrize(
    ("header", "period", "basis"),
    [
        ("24-YoY", "2024", "yoy"),
        ("2024 YoY", "2024", "yoy"),
        ("2024同比", "2024", "yoy"),
        ("2024年同比", "2024年", "yoy"),
        ("2025E", "2025E", ""),
    ],
)
def test_growth_columns(tmp_path: Path, header: str, period: str, basis: str) -> None:
    entry = entries(tmp_path, wide("甲,5,5%", head=f",2023,{header}"))[1]
    assert (entry.period, entry.basis, entry.unit) == (period, basis, "" if basis else "亿元")


def test_a_growth_row_speaks_of_the_row_above(tmp_path: Path) -> None:
    found = entries(tmp_path, wide("甲,100,110,121,133", "同比,,10%,10%,10%"))
    assert {(entry.product, entry.basis) for entry in found} == {("甲", ""), ("甲", "yoy")}


def test_two_tables_in_one_file(tmp_path: Path) -> None:
    text = wide("甲,1,2,3,4") + "\n" + "entity,别家\nunit,百万元\n,2024\n营业收入,7\n"
    assert said(entries(tmp_path, text)[-1]) == ("别家", "营业收入", "", "2024", "", "7", "百万元")


def test_a_row_of_numbers_that_read_as_years_is_no_header(tmp_path: Path) -> None:
    assert len(entries(tmp_path, wide("甲,2019,2020,2021,2022", "乙,2019,2020,2021,1.5"))) == 8


FAULTS = {
    "no header at all": ("甲,乙\n丙,丁\n", [("SCH01", 1, "")]),
    "a row above the header": (wide("甲,1,2,3,4", block="甲,乙,丙\nmetric,营业收入\nunit,亿元\n"), [("SCH01", 1, "甲")]),
    "a column that is no period": (wide("甲,1,2", head=",2023,20z4"), [("SCH05", 4, "20z4")]),
    "notes are no fault": (wide("甲,1,看涨", head=",2023,备注"), []),
    "no unit": (
        wide("甲,1,2", head=",2023,2024", block="metric,营业收入\n"),
        [("SCH06", 3, "2023 / 甲")] * 1 + [("SCH06", 3, "2024 / 甲")],
    ),
    "a rate without %": (wide("甲,100,110,10", head=",2023,2024,24-YoY"), [("SCH06", 5, "24-YoY / 甲")]),
    "words for a number": (wide("甲,1,约十二", head=",2023,2024"), [("SCH07", 5, "2024 / 甲")]),
    "an unknown metric, told once": (wide("甲,1,2", head=",2023,2024", block="metric,外星收入\nunit,亿元\n"), [("SCH04", 4, "2023 / 甲")]),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=list(FAULTS))
def test_faults(tmp_path: Path, text: str, expected: list[tuple[str, int, str]]) -> None:
    assert told(judged(tmp_path, data_csv=text)) == expected


def test_a_copied_row_is_a_duplicate_and_two_of_one_name_are_not(tmp_path: Path) -> None:
    copied = judged(tmp_path, data_csv=wide("甲,1.5,2.5,3.5,4.5", "甲,1.5,2.5,3.5,4.6"))
    assert [f.code for f in copied.findings] == ["DUP01", "DUP01", "DUP01", "DUP02"]
    apart = judged(tmp_path, data_csv=wide("手机,1,2,3,4", "其他,7,8,9,10", "电脑,1,2,3,4", "其他,11,15,16,17"))
    assert not apart.findings


def test_broken_csv_is_told_with_its_line(tmp_path: Path) -> None:
    finding = only(judged(tmp_path, data_csv=wide("甲,1,2,3,4") + '乙,"1'))
    assert finding.code == "SCH01"
    assert ":6" in finding.message.zh


STATEMENT = """公司,示例公司
单位,百万元
,2022,2023,2024,2025E
营业收入,1000,1200,1500,1800
营业成本,600,700,900,1050
毛利,400,500,{},750
毛利率（%）,40.0,41.7,40.0,41.7
归母净利润,100,130,160,200
净利润,102,133,165,205
少数股东损益,2,3,5,5
"""


def test_identities_and_ratios_between_metrics(tmp_path: Path) -> None:
    assert not judged(tmp_path, data_csv=STATEMENT.format(600)).findings
    assert not judged(tmp_path, data_csv=STATEMENT.format(601)).findings  # within rounding of three numbers
    finding = only(judged(tmp_path, data_csv=STATEMENT.format(620)))
    assert (finding.code, finding.place.field, finding.allowed) == ("IDN03", "2024 / 毛利", "599–601")
    ratio = only(judged(tmp_path, data_csv=STATEMENT.format(600).replace("41.7,40.0", "41.7,40.9")))
    assert (ratio.code[:3], ratio.place.field) == ("RAT", "2024 / 毛利率（%）")
