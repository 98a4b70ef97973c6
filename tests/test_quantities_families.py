"""The quantity grammar, family by family: what is read, with span, bounds, unit and precision, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Quantity
from extractor.normalizers.quantities import scan

# text, then per quantity: raw | low | high | unit | decimals | qualifiers ("-" is None)
READ = [
    ("收入1500亿元", "1500亿元|150000000000|150000000000|CNY|-8|"),
    ("约12.3 亿美元", "约12.3 亿美元|1230000000|1230000000|USD|-|approx"),
    ("1,234.56亿元", "1,234.56亿元|123456000000|123456000000|CNY|-6|"),
    ("5,000万人", "5,000万人|50000000|50000000|users|-4|"),
    ("人民币1,500百万元", "人民币1,500百万元|1500000000|1500000000|CNY|-6|"),
    ("RMB1,500mn", "RMB1,500mn|1500000000|1500000000|CNY|-6|"),
    ("US$3.5bn", "US$3.5bn|3500000000|3500000000|USD|-8|"),
    ("$3.5bn", "$3.5bn|3500000000|3500000000|-|-8|"),
    ("USD 3.5 billion", "USD 3.5 billion|3500000000|3500000000|USD|-8|"),
    ("HK$34.5亿", "HK$34.5亿|3450000000|3450000000|HKD|-7|"),
    ("68.4亿人民币", "68.4亿人民币|6840000000|6840000000|CNY|-7|"),
    ("十四亿元", "十四亿元|1400000000|1400000000|CNY|-8|"),
    ("两千三百亿元", "两千三百亿元|230000000000|230000000000|CNY|-8|"),
    ("一点五亿", "一点五亿|150000000|150000000|-|-7|"),
    ("壹佰万元", "壹佰万元|1000000|1000000|CNY|-4|"),
    ("近150亿元", "近150亿元|15000000000|15000000000|CNY|-|nearly"),
    ("超150亿元", "超150亿元|15000000000|-|CNY|-|above"),
    ("不足10亿元", "不足10亿元|-|1000000000|CNY|-|below"),
    ("150余亿元", "150余亿元|15000000000|-|CNY|-|above"),
    ("10亿元以上", "10亿元以上|1000000000|-|CNY|-|at_least"),
    ("约在20%+", "约在20%+|0.2|-|ratio|-|approx at_least"),
    ("150天内", "150天内|-|150|day|-|at_most"),
    ("30-35亿元", "30-35亿元|3000000000|3500000000|CNY|-8|range"),
    ("30亿-35亿元", "30亿-35亿元|3000000000|3500000000|CNY|-8|range"),
    ("30%-35%", "30%-35%|0.3|0.35|ratio|2|range"),
    ("30-35%", "30-35%|0.3|0.35|ratio|2|range"),
    ("+13%～17%", "+13%～17%|0.13|0.17|ratio|2|range"),
    ("下降4%~6%", "下降4%~6%|-0.06|-0.04|ratio|2|range"),
    ("3-7倍", "3-7倍|3|7|x|0|range"),
    ("由40%至30%", "40%|0.4|0.4|ratio|2|", "30%|0.3|0.3|ratio|2|"),
    ("-3.2%", "-3.2%|-0.032|-0.032|ratio|3|"),
    ("净利润-3.2亿元", "-3.2亿元|-320000000|-320000000|CNY|-7|"),
    ("亏损3.2亿元", "亏损3.2亿元|-320000000|-320000000|CNY|-7|"),
    ("减亏1.2亿元", "1.2亿元|120000000|120000000|CNY|-7|"),
    ("下降超10%", "下降超10%|-|-0.1|ratio|-|above"),
    ("下降了约9%", "下降了约9%|-0.09|-0.09|ratio|-|approx"),
    ("跌幅为7.6%", "跌幅为7.6%|-0.076|-0.076|ratio|3|"),
    ("下降-5%", "下降-5%|-0.05|-0.05|ratio|2|"),
    ("下降至30%", "30%|0.3|0.3|ratio|2|"),
    ("−123.4万元", "−123.4万元|-1234000|-1234000|CNY|-3|"),
    ("12.3个百分点", "12.3个百分点|12.3|12.3|pp|1|"),
    ("+0.37pct、-0.15pct", "+0.37pct|0.37|0.37|pp|2|", "-0.15pct|-0.15|-0.15|pp|2|"),
    ("下降0.8ppt", "下降0.8ppt|-0.8|-0.8|pp|1|"),
    ("50bp", "50bp|0.5|0.5|pp|2|"),
    ("50个基点", "50个基点|0.5|0.5|pp|2|"),
    ("0.3‰", "0.3‰|0.0003|0.0003|ratio|4|"),
    ("千分之三", "千分之三|0.003|0.003|ratio|3|"),
    ("百分之三十", "百分之三十|0.3|0.3|ratio|2|"),
    ("3成", "3成|0.3|0.3|ratio|1|"),
    ("三成五", "三成五|0.35|0.35|ratio|2|"),
    ("增长1.5倍", "1.5倍|1.5|1.5|ratio|1|"),
    ("增长超过一倍", "超过一倍|1|-|ratio|-|above"),
    ("同比翻倍", "翻倍|1|1|ratio|0|"),
    ("25x", "25x|25|25|x|0|"),
    ("23xPE", "23x|23|23|x|0|"),
    ("占比约1/3", "约1/3|0.3333|0.3333|ratio|-|approx"),
    ("三分之一", "三分之一|0.3333|0.3333|ratio|4|"),
    ("0.85元/股", "0.85元/股|0.85|0.85|CNY/share|2|"),
    ("8.2美元/片", "8.2美元/片|8.2|8.2|USD/piece|1|"),
    ("12万片/月", "12万片/月|120000|120000|count/month|-4|"),
    ("12.5GWh", "12.5GWh|12.5|12.5|GWh|1|"),
    ("4,000kL", "4,000kL|4000|4000|kL|0|"),
    ("576亿次", "576亿次|57600000000|57600000000|count|-8|"),
    ("5.15万亿tokens", "5.15万亿tokens|5150000000000|5150000000000|tokens|-10|"),
    ("831个项目", "831个|831|831|count|0|"),
    ("2100多家", "2100多家|2100|-|count|-|above"),
    ("三款新品", "三款|3|3|count|0|"),
    ("22.8/30.0亿元", "22.8|2280000000|2280000000|CNY|-7|", "30.0亿元|3000000000|3000000000|CNY|-7|"),
    ("25.75、26.5和27亿元", "25.75|2575000000|2575000000|CNY|-6|",
     "26.5|2650000000|2650000000|CNY|-7|", "27亿元|2700000000|2700000000|CNY|-8|"),
    ("分别下降18%和2%", "下降18%|-0.18|-0.18|ratio|2|", "2%|-0.02|-0.02|ratio|2|"),
    ("-2.1%/5.6%", "-2.1%|-0.021|-0.021|ratio|3|", "5.6%|0.056|0.056|ratio|3|"),
    ("不低于-20万元、-3万元", "不低于-20万元|-200000|-|CNY|-|at_least", "-3万元|-30000|-|CNY|-|at_least"),
    ("增长2万片至97万片", "2万片|20000|20000|count|-4|", "97万片|970000|970000|count|-4|"),
    ("净利润5/6亿元", "5|500000000|500000000|CNY|-8|", "6亿元|600000000|600000000|CNY|-8|"),
    ("比上年同期低29个基点", "低29个基点|-0.29|-0.29|pp|2|"),
    ("至少7次", "至少7次|7|-|count|-|at_least"),
    ("最高29%", "29%|0.29|0.29|ratio|2|"),
    ("涨跌幅1.3%", "1.3%|0.013|0.013|ratio|3|"),
    ("1.5e9", "1.5e9|1500000000|1500000000|-|-8|"),
    ("１２．５％", "１２．５％|0.125|0.125|ratio|3|"),
]  # fmt: skip

# text, then the reasons of what is refused; nothing may be read
REFUSED = [
    ("2025年", "date"),
    ("2025-2027年", "date date"),
    ("24Q4", "date date"),
    ("9M25", "date date"),
    ("2024E", "date"),
    ("1-10月", "date date"),
    ("2020年9月12日", "date date date"),
    ("2021.01.20", "date date"),
    ("2025、2026年", "date date"),
    ("第3季度", "ordinal"),
    ("前5大客户", "ordinal"),
    ("图3", "reference"),
    ("1）需求", "section"),
    ("2、供给", "section"),
    ("3.2.1 行业", "section section"),
    ("600519.SH", "code"),
    ("S0980521120004", "code"),
    ("0755-82130833", "phone phone"),
    ("a2b@broker.com", "address"),
    ("沪深300指数", "name"),
    ("GPT-5.4", "name"),
    ("A800", "name"),
    ("5G手机", "name"),
    ("HBM2e", "name"),
    ("Q1", "date"),
    ("2024对应", "year"),
    ("净额（123.4）", "bracketed"),
    ("▲12.3%", "symbol"),
    ("1 234", "split"),
    ("3:1", "proportion proportion"),
    ("7*24", "expression expression"),
]

SILENT = ["一方面", "进一步", "万元", "三大业务", "两方面", "一家公司", "千亿参数", "成倍增长", "十四五", "翻倍空间", "数十万", "", "，。"]


def _shown(text: str, q: Quantity) -> str:
    def plain(value: Decimal | None) -> str:
        if value is None:
            return "-"
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"

    unit = (q.unit.id if q.unit else None) or "-"
    decimals = "-" if q.decimals is None else str(q.decimals)
    return f"{text[q.start : q.end]}|{plain(q.low)}|{plain(q.high)}|{unit}|{decimals}|{' '.join(q.qualifiers)}"


@pytest.mark.parametrize("case", READ, ids=lambda case: case[0])
def test_reads(case: tuple[str, ...]) -> None:
    text, *wanted = case
    assert [_shown(text, q) for q in scan(text).quantities] == wanted


@pytest.mark.parametrize(("text", "reasons"), REFUSED, ids=lambda value: value)
def test_refuses_with_a_reason(text: str, reasons: str) -> None:
    got = scan(text)
    assert [_shown(text, q) for q in got.quantities] == []
    assert [r.reason for r in got.refused] == reasons.split()


@pytest.mark.parametrize("text", SILENT)
def test_words_that_hold_no_number(text: str) -> None:
    got = scan(text)
    assert got.quantities == ()
    assert got.refused == ()


def test_periods_read_elsewhere_are_refused() -> None:
    assert [r.reason for r in scan("上年31个月", periods=[(0, 5)]).refused] == ["period"]


@pytest.mark.parametrize(("text", "change"), [("增长20%", True), ("+20%", True), ("20%", False), ("2.1pct", True), ("-20%", False)])
def test_says_when_the_print_itself_is_a_change(text: str, change: bool) -> None:
    assert scan(text).quantities[0].change is change


@given(st.text(alphabet="0123456789.,-+~/%()（）、，至倍亿万元个百分点年月约超下降增长以上xXpctGQHEA一二三成分之 \n", max_size=40))
def test_spans_are_ordered_apart_and_inside(text: str) -> None:
    got = scan(text)
    spans = sorted([(q.start, q.end) for q in got.quantities] + [(r.start, r.end) for r in got.refused])
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert all(q.low is None or q.high is None or q.low <= q.high for q in got.quantities)
    assert all(q.low is not None or q.high is not None for q in got.quantities)
