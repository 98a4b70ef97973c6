"""Numbers of table cells: what each form means, what is no number, and what the gold cells hold."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalizers.cell_numbers import cell_kind, read_cell

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"

NUMBERS = [
    ("0", "0", 0, None),
    ("0.0", "0.0", 1, None),
    ("2025", "2025", 0, None),
    ("1,234.5", "1234.5", 1, None),
    ("1，234", "1234", 0, None),
    ("１２．３", "12.3", 1, None),
    (".52", "0.52", 2, None),
    ("(1,234.5)", "-1234.5", 1, None),
    ("（1,234）", "-1234", 0, None),
    ("( 12.3 )", "-12.3", 1, None),
    ("(-1.2%)", "-0.012", 3, "ratio"),
    ("-12.3", "-12.3", 1, None),
    ("−12.3", "-12.3", 1, None),
    ("–12.3", "-12.3", 1, None),
    ("\xad24.8%", "-0.248", 3, "ratio"),
    ("+57.21%", "0.5721", 4, "ratio"),
    ("(1.2%)", "-0.012", 3, "ratio"),
    ("(1.2)%", "-0.012", 3, "ratio"),
    ("12.3 %", "0.123", 3, "ratio"),
    ("3‰", "0.003", 3, "ratio"),
    ("12.3x", "12.3", 1, "x"),
    ("12倍", "12", 0, "x"),
    ("1.2pct", "1.2", 1, "pp"),
    ("50bp", "0.50", 2, "pp"),
    ("52.95元", "52.95", 2, "CNY"),
    ("85.83人民币元", "85.83", 2, "CNY"),
    ("43.00港元", "43.00", 2, "HKD"),
    ("HK$43.00", "43.00", 2, "HKD"),
    ("US$3.5bn", "3.5E+9", -8, "USD"),
    ("RMB 12.3bn", "1.23E+10", -8, "CNY"),
    ("人民币12.3亿元", "1.23E+9", -7, "CNY"),
    ("-US$3.5m", "-3.5E+6", -5, "USD"),
    ("52.95 元/股", "52.95", 2, "CNY/share"),
    ("67百万股", "6.7E+7", -6, "shares"),
    ("273.45百万元", "2.7345E+8", -4, "CNY"),
    ("1.5e+05", "1.5E+5", -4, None),
    ("1,234*", "1234", 0, None),
    ("1,234¹", "1234", 0, None),
    ("12.3%*", "0.123", 3, "ratio"),
    ("*12.3", "12.3", 1, None),
    ("5年", "5", 0, "year"),
    ("12个月", "12", 0, "month"),
    ("600570", "600570", 0, None),
]
TEXTS = [
    "GLP-1", "2025-03-31", "2025/3/31", "2025/05/08", "2025-09", "20250930", "600570.SH", "0772.HK", "000001", "021-12345678",
    "13812345678",
    "买入(首次)", "优于大市", "2025E", "2025年", "25年", "12月", "1Y", "1 234", "1. 36", "12,34", "1,2345", "1,234,56", "1.2.3",
    "5.", "3:1", "18:00",
    "9/30", "21/1/20", "1/2", "2019-2024", "1-3", "12.3\n15.4", "- 12.3", "--12.3", "(12.3", "12.3)", "(+5.2%)", "1,234 (5.6%)",
    "▲1.2", "↑1.2",
    "81.5/-", "12%/3", "3D", "5G", "10K", "12.3倍PE", "第12", "A股", "T+1", "\ue00012.3", "\x0212.3", "67.0%(2024)", "IQ.O", "~",
    "12-3", "5-3%",
]  # fmt: skip
SEVERAL = [
    ("81.50/41.80元", ["81.50", "41.80"], "CNY"),
    ("60.43/34.41", ["60.43", "34.41"], None),
    ("46 / 39", ["46", "39"], None),
    ("0.67 / 0.56", ["0.67", "0.56"], None),
    ("22,487/0", ["22487", "0"], None),
    ("11907/11907百万元", ["1.1907E+10", "1.1907E+10"], "CNY"),
    ("1.5x/2.0x", ["1.5", "2.0"], "x"),
    ("5%/3%/-2%", ["0.05", "0.03", "-0.02"], "ratio"),
    ("15.24-59.7", ["15.24", "59.7"], None),
    ("300-500", ["300", "500"], None),
]


@pytest.mark.parametrize(("text", "value", "decimals", "unit"), NUMBERS)
def test_one_number(text: str, value: str, decimals: int, unit: str | None) -> None:
    (got,) = read_cell(text)
    assert (got.low, got.high, got.decimals) == (Decimal(value), Decimal(value), decimals)
    assert str(got.low) == str(Decimal(value))
    assert (got.unit.id if got.unit else None) == unit
    assert cell_kind(text) == "number"


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_no_number(text: str) -> None:
    assert read_cell(text) == ()
    assert cell_kind(text) == "text"


@pytest.mark.parametrize("text", ["-", "–", "—", "--", "——", "－", "/", "N/A", "NA", "n.a.", "不适用", "无", "NM", "#N/A", "空", "N.M."])
def test_placeholders(text: str) -> None:
    assert cell_kind(text) == "placeholder"
    assert read_cell(text) == ()


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n", "\u200b"])
def test_blank(text: str) -> None:
    assert cell_kind(text) == "blank"


@pytest.mark.parametrize(("text", "values", "unit"), SEVERAL)
def test_several_numbers(text: str, values: list[str], unit: str | None) -> None:
    got = read_cell(text)
    assert [q.low for q in got] == [Decimal(v) for v in values]
    assert {q.unit.id if q.unit else None for q in got} == {unit}
    assert cell_kind(text) == "multi"


def test_items_have_their_own_spans() -> None:
    text = "81.50/41.80元"
    assert [text[q.start : q.end] for q in read_cell(text)] == ["81.50", "41.80元"]


def test_a_level_with_its_signed_change() -> None:
    level, change = read_cell("1,234 (+5.6%)")
    assert (level.low, level.unit, level.change) == (Decimal(1234), None, False)
    assert (change.low, change.change) == (Decimal("0.056"), True)


@pytest.mark.parametrize(
    ("text", "low", "high", "decimals"),
    [("4,000~5,000", "4000", "5000", 0), ("45–48%", "0.45", "0.48", 2), ("10%-15.5%", "0.10", "0.155", 2), ("20-25倍", "20", "25", 0)],
)
def test_a_clear_range_is_one_quantity(text: str, low: str, high: str, decimals: int) -> None:
    (got,) = read_cell(text)
    assert (got.low, got.high, got.qualifiers, got.decimals) == (Decimal(low), Decimal(high), ("range",), decimals)
    assert text[got.start : got.end] == text


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        (">100%", "1.00", None, "above"),
        ("<5", None, "5", "below"),
        ("≥3", "3", None, "at_least"),
        ("约100", "100", "100", "approx"),
        ("100+", "100", None, "at_least"),
        ("5%以上", "0.05", None, "at_least"),
    ],
)
def test_bounds(text: str, low: str | None, high: str | None, qualifier: str) -> None:
    (got,) = read_cell(text)
    assert (got.low and str(got.low), got.high and str(got.high), got.qualifiers) == (low, high, (qualifier,))
    assert got.decimals is None


def test_a_plus_and_points_are_changes() -> None:
    assert [q.change for text in ("+1.2%", "1.2pct", "1.2%", "-1.2%") for q in read_cell(text)] == [True, True, False, False]


def test_a_bare_scale_leaves_the_unit_open() -> None:
    (got,) = read_cell("12亿")
    assert got.low == Decimal("1.2E+9")
    assert got.unit is not None
    assert got.unit.id is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12),
    st.sampled_from(["{:,}", "{}", "{:,}%"]),
)
def test_formatted_numbers_read_back(value: Decimal, form: str) -> None:
    (got,) = read_cell(form.format(value))
    assert got.low == got.high == value.scaleb(-2 if "%" in form else 0)
    assert got.decimals == (4 if "%" in form else 2)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=1, min_value=0, max_value=10**9))
def test_brackets_are_a_minus(value: Decimal) -> None:
    assert [q.low for q in read_cell(f"({value:,})")] == [-value]


@given(st.text(max_size=20))
def test_any_text_is_read_without_error(text: str) -> None:
    kind = cell_kind(text)
    found = read_cell(text)
    assert (kind == "multi") == (len(found) > 1)
    assert (kind == "number") == (len(found) == 1)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert any(unicodedata.category(c) == "Nd" for c in text[q.start : q.end])


def test_every_numeric_cell_of_the_gold_is_a_number() -> None:
    """The gold says how 4,700 cells of real reports look; none that is plainly one number may be lost or read otherwise."""
    if not GOLD.is_dir():
        pytest.skip(f"the hand-labelled gold is not at {GOLD}")
    lost = []
    for path in sorted(GOLD.glob("*/tables/[0-9][0-9].tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
        for cell in (cell for row in rows[1:] for cell in row[1:]):
            plain = unicodedata.normalize("NFKC", cell).strip().replace(",", "").rstrip("%")
            try:
                want = Decimal(plain)
            except ArithmeticError:
                continue
            got = read_cell(cell)
            if len(got) != 1 or got[0].low != want.scaleb(-2 if "%" in cell or "％" in cell else 0):
                lost.append((path.parent.parent.name, path.stem, cell))
    assert lost == []
