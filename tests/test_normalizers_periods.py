"""Printed periods: whole strings, column headers and running text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Period
from extractor.normalizers.periods import expand, read_header_period, read_period, scan_periods

READ = [
    ("2025", "2025", None),
    ("2025年", "2025", None),
    ("2025年度", "2025", None),
    ("２０２５年", "2025", None),
    ("2024A", "2024", "A"),
    ("24A", "2024", "A"),
    ("2025E", "2025", "E"),
    ("25E", "2025", "E"),
    ("2025e", "2025", "E"),
    ("2026F", "2026", "E"),
    ("2027P", "2027", "E"),
    ("2025年E", "2025", "E"),
    ("2025（预测）", "2025", "E"),
    ("2024实际", "2024", "A"),
    ("FY25", "2025", None),
    ("FY2025E", "2025", "E"),
    ("2025财年", "2025", None),
    ("25Q3", "2025Q3", None),
    ("3Q25", "2025Q3", None),
    ("2025Q3", "2025Q3", None),
    ("Q3 2025", "2025Q3", None),
    ("3Q'25", "2025Q3", None),
    ("2025年三季度", "2025Q3", None),
    ("2025年第三季度", "2025Q3", None),
    ("1Q25E", "2025Q1", "E"),
    ("24Q4A", "2024Q4", "A"),
    ("1QFY26", "2026Q1", None),
    ("1H25", "2025H1", None),
    ("2025H1", "2025H1", None),
    ("2H24", "2024H2", None),
    ("2025年上半年", "2025H1", None),
    ("2025中报", "2025H1", None),
    ("9M25", "2025Q1-Q3", None),
    ("1-9M25", "2025Q1-Q3", None),
    ("2025年前三季度", "2025Q1-Q3", None),
    ("2025Q1-Q3", "2025Q1-Q3", None),
    ("2025年1-9月", "2025Q1-Q3", None),
    ("3M25", "2025Q1", None),
    ("11M24", "2024-01/2024-11", None),
    ("2025年1-10月", "2025-01/2025-10", None),
    ("2025-04", "2025-04", None),
    ("2025/04", "2025-04", None),
    ("2025.04", "2025-04", None),
    ("2025年4月", "2025-04", None),
    ("25年4月", "2025-04", None),
    ("2025M9", "2025-09", None),
    ("Sep-2025", "2025-09", None),
    ("2025/9/30", "2025-09-30", None),
    ("2025-09-30", "2025-09-30", None),
    ("2025年9月30日", "2025-09-30", None),
    ("20250930", "2025-09-30", None),
    ("31 Dec 2024", "2024-12-31", None),
    ("2024年末", "2024-12-31", None),
    ("2025年6月末", "2025-06-30", None),
    ("25Q3末", "2025-09-30", None),
    ("2025-2027", "2025/2027", None),
    ("2025-2027E", "2025/2027", "E"),
    ("2025E-2027E", "2025/2027", "E"),
    ("24-26年", "2024/2026", None),
    ("2025-26", "2025/2026", None),
    ("2024Q4-2025Q3", "2024Q4/2025Q3", None),
    ("2010-12", "2010-12", None),
]
NOT_READ = [
    "", "23", "24-26", "20256E", "12M", "1M", "1Y", "Q3", "1Q", "9M", "同比", "23-YoY", "2025E(亿元)", "2025/26/27", "2024/2025",
    "2025.4", "2025.13",
    "Sep-25", "2000家", "S0980", "2025年2月30日", "2025年13月", "2025A/E", "52周", "EPS", "全年", "2027-2025", "价格2025", "-", "3年期",
]  # fmt: skip


@pytest.mark.parametrize(("text", "want", "status"), READ)
def test_read_period(text: str, want: str, status: str | None) -> None:
    got = read_period(text)
    assert got is not None
    assert (got.id, got.status) == (want, status)


@pytest.mark.parametrize("text", NOT_READ)
def test_read_period_refuses(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2025", "duration"),
        ("2025Q3", "duration"),
        ("2025-09-30", "instant"),
        ("2024年末", "instant"),
        ("TTM", "ttm"),
        ("2025Q3 TTM", "ttm"),
    ],
)
def test_period_types(text: str, kind: str) -> None:
    got = read_period(text)
    assert got is not None
    assert got.type == kind


HEADERS = [
    ("23-YoY", "2023", "yoy", ""),
    ("YoY 2025E", "2025", "yoy", ""),
    ("2025E YoY", "2025", "yoy", ""),
    ("2025E同比", "2025", "yoy", ""),
    ("2025E YoY(%)", "2025", "yoy", "%"),
    ("1Q25 QoQ", "2025Q1", "qoq", ""),
    ("25Q3 环比", "2025Q3", "qoq", ""),
    ("24-27CAGR", "2024/2027", "cagr", ""),
    ("CAGR 2024-2027E", "2024/2027", "cagr", ""),
    ("2024年占比", "2024", "share", ""),
    ("同比", None, "yoy", ""),
    ("YoY(%)", None, "yoy", "(%)"),
    ("2025E", "2025", None, ""),
    ("EPS 2025E", "2025", None, "EPS"),
    ("P/E 2026E", "2026", None, "P/E"),
    ("PE(2025E)", "2025", None, "PE"),
    ("PE TTM", "", None, "PE"),
    ("2025E(亿元)", "2025", None, "(亿元)"),
    ("原2025E", "2025", None, "原"),
    ("股价(2025-09-26)", "2025-09-26", None, "股价"),
    ("营运资金变动 2025E", "2025", None, "营运资金变动"),
    ("2025E变动", "2025", "change", ""),
    ("2024A*", "2024", None, ""),
]


@pytest.mark.parametrize(("text", "period", "basis", "rest"), HEADERS)
def test_read_header_period(text: str, period: str | None, basis: str | None, rest: str) -> None:
    got = read_header_period(text)
    assert got is not None
    assert (got.period and got.period.id, got.basis, got.rest) == (period, basis, rest)


@pytest.mark.parametrize(
    "text",
    ["", "营业收入", "营业收入同比", "12M", "总市值（亿元）", "收盘价", "20256E", "600570.SH", "净利润", "Shares", "2025Q3 vs 2024Q3"],
)
def test_headers_without_a_period(text: str) -> None:
    assert read_header_period(text) is None


SCANNED = [
    ("2024年营收增长，24Q4回升", ["2024", "2024Q4"]),
    ("24年收入，25年一季度利润，1Q25，9M25", ["2024", "2025Q1", "2025Q1", "2025Q1-Q3"]),
    ("2025-2027年EPS", ["2025/2027"]),
    ("2020-2023年期间", ["2020/2023"]),
    ("24-26年归母净利润", ["2024/2026"]),
    ("2025/26/27年归母", ["2025", "2026", "2027"]),
    ("2025、2026年", ["2025", "2026"]),
    ("2024年、2025年和2026年", ["2024", "2025", "2026"]),
    ("2025 年 1-9 月", ["2025Q1-Q3"]),
    ("截至2025年6月末", ["2025-06-30"]),
    ("2024年底现金", ["2024-12-31"]),
    ("2024年2月至2025年11月13日", ["2024-02/2025-11-13"]),
    ("2025年1月1日至9月30日", ["2025-01-01/2025-09-30"]),
    ("2021年3月5G手机", ["2021-03"]),
    ("预计2025E收入", ["2025"]),
    ("FY25Q2营收", ["2025Q2"]),
    ("三季度放缓，上半年增长", ["Q3?", "H1?"]),
    ("1-9月，9月30日，Q3", ["Q1-Q3?", "09-30?", "Q3?"]),
    ("11月3日-11月9日", ["11-03/11-09?"]),
    ("11M20国内出货", ["2020-01/2020-11"]),
    ("2019-2024 CAGR为5%", ["2019/2024"]),
    ("今年上半年，明年", ["H1?0", "?1"]),
    ("9月末，年底", ["09?", "?"]),
]
NOTHING = [
    "近5年", "3年期", "价格1900-2000元", "预计全年", "增长5年", "2000家", "S0980521120004", "过去10年", "近3月", "有15年经验", "20年期国债",
    "10年以上", "未来3-5年", "20.24年", "M9芯片", "H20芯片", "图22a", "去年同期", "12个月",
    "1,500元", "9M用户", "第4个季度", "", "连续24年增长", "192H",
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), SCANNED)
def test_scan_periods(text: str, want: list[str]) -> None:
    found = scan_periods(text)
    assert [f.period.id if f.period else f"{f.part}?{'' if f.shift is None else f.shift}" for f in found] == want


@pytest.mark.parametrize("text", NOTHING)
def test_scan_finds_no_period(text: str) -> None:
    assert [text[f.start : f.end] for f in scan_periods(text)] == []


def test_a_part_is_resolved_against_a_carried_year_and_never_against_today() -> None:
    year, part, end = scan_periods("2024年收入，三季度利润，12月末现金", today=date(2026, 1, 1))
    assert (year.year, part.period) == (2024, None)
    assert part.resolve(2024) == Period("2024Q3", "duration")
    assert end.resolve(2024) == Period("2024-12-31", "instant")
    assert year.resolve(1999).id == "2024"


def test_what_a_period_is_not() -> None:
    assert [f.open for f in scan_periods("2015年以来，2020年营收，2021年之后")] == [True, False, True]
    assert [f.versus for f in scan_periods("较2024年末增长，2025年末")] == [True, False]


def test_the_date_of_the_report_bounds_two_digit_years() -> None:
    assert len(scan_periods("16年收入")) == 1
    assert scan_periods("13年收入", today=date(2025, 6, 1)) == ()


@pytest.mark.parametrize(
    ("period", "want"),
    [
        ("2025/2027", ["2025", "2026", "2027"]),
        ("2025Q1-Q3", ["2025Q1", "2025Q2", "2025Q3"]),
        ("2024Q4/2025Q2", ["2024Q4", "2025Q1", "2025Q2"]),
        ("2024-11/2025-01", ["2024-11", "2024-12", "2025-01"]),
        ("2025", ["2025"]),
        ("2024-02/2025-11-13", ["2024-02/2025-11-13"]),
    ],
)
def test_expand(period: str, want: list[str]) -> None:
    assert [p.id for p in expand(Period(period, "duration"))] == want


@given(st.text(max_size=60))
def test_spans_are_ordered_and_apart(text: str) -> None:
    end = 0
    for found in scan_periods(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize(("text", "want"), [("1965", None), ("1965年", "1965"), ("1980", "1980")])
def test_a_bare_number_before_1980_is_no_reporting_year(text: str, want: str | None) -> None:
    found = read_period(text)
    assert (found.id if found else None) == want


@given(st.integers(1980, 2060), st.sampled_from(["{}", "{}年", "{}E", "FY{}"]))
def test_years_round_trip(year: int, form: str) -> None:
    got = read_period(form.format(year))
    assert got is not None
    assert got.id == str(year)


@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d"]))
def test_days_round_trip(day: date, form: str) -> None:
    got = read_period(day.strftime(form))
    assert got == Period(day.isoformat(), "instant")
