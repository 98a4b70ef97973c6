"""Printed units: whole strings, units inside headers, and the data that they are made of."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import TaxonomyError
from extractor.model import Unit
from extractor.normalizers.units import find_unit, per_share, read_unit, read_units, without_unit
from extractor.resources import schemas_dir
from extractor.taxonomy import units as tables

READ = [
    ("元", "CNY", 0),
    ("百万元", "CNY", 6),
    ("（百万元）", "CNY", 6),
    ("[亿元]", "CNY", 8),
    ("千元", "CNY", 3),
    ("万元", "CNY", 4),
    ("人民币亿元", "CNY", 8),
    ("百万人民币", "CNY", 6),
    ("亿元人民币", "CNY", 8),
    ("亿元（人民币）", "CNY", 8),
    ("人民币元", "CNY", 0),
    ("RMB mn", "CNY", 6),
    ("Rmb million", "CNY", 6),
    ("RMBm", "CNY", 6),
    ("百万美元", "USD", 6),
    ("十亿美元", "USD", 9),
    ("US$ bn", "USD", 9),
    ("美分", "USD", -2),
    ("亿港元", "HKD", 8),
    ("港币百万元", "HKD", 6),
    ("HK$m", "HKD", 6),
    ("亿日元", "JPY", 8),
    ("新台币百万元", "TWD", 6),
    ("单位：人民币百万元", "CNY", 6),
    ("单位：人民币百万元，除每股数据外", "CNY", 6),
    ("人民币亿元,除每股数据外", "CNY", 8),
    ("（人民币百万元，除特别注明外）", "CNY", 6),
    ("Unit: RMB mn, except per share data", "CNY", 6),
    ("RMB'000", "CNY", 3),
    ("(RMB in millions)", "CNY", 6),
    ("单位：元 币种：人民币", "CNY", 0),
    ("百万元 (RMB)", "CNY", 6),
    ("元/股", "CNY/share", 0),
    ("元每股", "CNY/share", 0),
    ("港元/股", "HKD/share", 0),
    ("US$/share", "USD/share", 0),
    ("元/吨", "CNY/t", 0),
    ("万元/吨", "CNY/t", 4),
    ("美元/桶", "USD/bbl", 0),
    ("元/平米/天", "CNY/m2/day", 0),
    ("%", "ratio", -2),
    ("％", "ratio", -2),
    ("+/-%", "ratio", -2),
    ("(+/-%)", "ratio", -2),
    ("‰", "ratio", -3),
    ("pct", "pp", 0),
    ("pp", "pp", 0),
    ("个百分点", "pp", 0),
    ("bp", "pp", -2),
    ("bps", "pp", -2),
    ("倍", "x", 0),
    ("X", "x", 0),
    ("亿股", "shares", 8),
    ("百万股", "shares", 6),
    ("人", "users", 0),
    ("万人", "users", 4),
    ("家", "count", 0),
    ("万片", "count", 4),
    ("天", "day", 0),
    ("GWh", "GWh", 0),
    ("亿千瓦时", "kWh", 8),
    ("万吨", "t", 4),
    ("万吨/年", "t/year", 4),
    ("百万", None, 6),
    ("亿", None, 8),
    ("mn", None, 6),
    ("港元/美元", None, 0),
    ("百万港元/美元", None, 6),
    ("$", None, 0),
]
NOT_READ = [
    "", "营业收入", "E", "B", "A", "m", "k", "b", "-", "/", "%%", "百万%", "亿倍", "元元", "元/元/元/元", "ROE", "YoY", "2025", "每股",
    "百万美元人民币", "百万吨元", "元/100克", "除每股数据外", "单位", "人民币/天气", "P/E", "百万元，%",
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "exponent"), READ)
def test_read_unit(text: str, unit: str | None, exponent: int) -> None:
    got = read_unit(text)
    assert got is not None
    assert (got.id, got.exponent) == (unit, exponent)


@pytest.mark.parametrize("text", NOT_READ)
def test_read_unit_refuses(text: str) -> None:
    assert read_unit(text) is None


def test_a_bare_scale_is_no_money_and_unknown_money_is() -> None:
    assert read_unit("百万") == Unit(None, 6, None)
    assert read_unit("百万港元/美元") == Unit(None, 6, "money")


def test_a_note_may_list_units() -> None:
    assert [u.id for u in read_units("单位：百万元，%，倍")] == ["CNY", "ratio", "x"]
    assert read_units("百万元，备注") == ()


def test_per_share() -> None:
    assert per_share(Unit("CNY", 0, "money")) == Unit("CNY/share", 0, "per_share")
    assert per_share(Unit(None, 0, "money")) == Unit(None, 0, "per_share")
    assert per_share(Unit("ratio", -2, "ratio")) == Unit("ratio", -2, "ratio")


FOUND = [
    ("总市值（百万元）", "CNY", 6, "总市值"),
    ("营业收入(百万元)", "CNY", 6, "营业收入"),
    ("营业收入 亿元", "CNY", 8, "营业收入"),
    ("营业收入亿元", "CNY", 8, "营业收入"),
    ("营业收入（百万元", "CNY", 6, "营业收入"),
    ("股价/元", "CNY", 0, "股价"),
    ("EPS(元/股)", "CNY/share", 0, "EPS"),
    ("EPS(摊薄/元)", "CNY", 0, "EPS(摊薄)"),
    ("EPS (当年)(元)", "CNY", 0, "EPS (当年)"),
    ("ROE%", "ratio", -2, "ROE"),
    ("%同比增速", "ratio", -2, "同比增速"),
    ("营收+/-%", "ratio", -2, "营收"),
    ("增速（%，同比）", "ratio", -2, "增速（同比）"),
    ("昨收盘（港元/美元）", None, 0, "昨收盘"),
    ("P/E(倍)", "x", 0, "P/E"),
    ("总股本/流通(亿股)", "shares", 8, "总股本/流通"),
    ("Revenue RMB mn", "CNY", 6, "Revenue"),
    ("收入：百万元", "CNY", 6, "收入"),
    ("2025E(亿元)", "CNY", 8, "2025E"),
    ("销量/万吨", "t", 4, "销量"),
    ("百万元", "CNY", 6, "百万元"),
    ("营业收入（百万元）（人民币）", "CNY", 6, "营业收入"),
    ("营业收入（百万）（美元）", "USD", 6, "营业收入"),
    ("营业收入 百万元（RMB）", "CNY", 6, "营业收入"),
    ("价格（元）（港币）", "HKD", 0, "价格"),
]
NOT_FOUND = [
    "T",
    "t",
    "超过10%",
    "普通（股）",
    "股本/市值（亿股/亿元）", "营收/增速（亿元/%）", "收入(百万美元)(人民币)",
    "总资产", "股价(2025-09-26)", "A股（688981.SH）指标", "净现金/(负债)", "52周内最高/最低价", "P/B", "EV/EBITDA", "净资产收益率（ROE）",
    "价格/吨", "Y/Y", "M/M", "月涨跌幅", "归母净利润（百万元，+/-%）", "固定资产（合计）", "普通股（A）", "每股收益(最新摊薄)", "",
]  # fmt: skip


@pytest.mark.parametrize(("label", "unit", "exponent", "rest"), FOUND)
def test_find_unit(label: str, unit: str | None, exponent: int, rest: str) -> None:
    found = find_unit(label)
    assert found is not None
    assert (found.unit.id, found.unit.exponent) == (unit, exponent)
    assert without_unit(label) == rest


@pytest.mark.parametrize("label", NOT_FOUND)
def test_find_unit_refuses(label: str) -> None:
    assert find_unit(label) is None
    assert without_unit(label) == label


@given(st.text(max_size=30))
def test_spans_lie_inside(label: str) -> None:
    found = find_unit(label)
    assert found is None or 0 <= found.start < found.end <= len(label)


@pytest.mark.parametrize(("scale", "exponent"), [("", 0), ("千", 3), ("万", 4), ("百万", 6), ("亿", 8), ("十亿", 9), ("万亿", 12)])
@pytest.mark.parametrize(("money", "code"), [("元", "CNY"), ("美元", "USD"), ("港元", "HKD"), ("人民币元", "CNY"), ("日元", "JPY")])
def test_scale_and_currency_compose(scale: str, exponent: int, money: str, code: str) -> None:
    assert read_unit(scale + money) == Unit(code, exponent, "money")


def test_a_unit_is_the_same_in_sentences_and_in_headers() -> None:
    prose = json.loads((schemas_dir() / "taxonomy" / "prose_units.json").read_text(encoding="utf-8"))
    differing = {}
    for word, (unit, exponent, kind) in prose["units"].items():
        got = read_unit(word)
        if got is not None and got != Unit(unit, exponent, kind):
            differing[word] = got
    assert differing == {}


def test_a_word_with_two_meanings_is_a_load_error(monkeypatch: pytest.MonkeyPatch) -> None:
    real = tables._read

    def doubled(name: str) -> object:
        data = real(name)
        if name == "units.json":
            data["units"].append({"id": "km", "kind": "physical", "words": ["元"]})
        return data

    monkeypatch.setattr(tables, "_read", doubled)
    tables.unit_words.cache_clear()
    try:
        with pytest.raises(TaxonomyError):
            tables.unit_words()
    finally:
        monkeypatch.undo()
        tables.unit_words.cache_clear()
