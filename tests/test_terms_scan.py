"""Terms in running text: the longest name, over line breaks, with its closing basis word, and never inside a word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalizers.terms import scan_terms

TEXTS = [
    ("预计公司归母净利润为3亿元", [("归母净利润", "parent_net_profit", "value")]),
    ("归属于\n上市公司股东的净利润2亿元", [("归属于\n上市公司股东的净利润", "parent_net_profit", "value")]),
    ("收入增速放缓，毛利率回升", [("收入增速", "revenue", "yoy"), ("毛利率", "gross_margin", "value")]),
    ("广告收入占比约20%", [("广告收入占比", "advertising_revenue", "share")]),
    ("营业收入同比增长10%", [("营业收入", "revenue", "value")]),
    ("对应23xPE、2倍PB", [("PE", "pe", "value"), ("PB", "pb", "value")]),
    ("月活跃用户达到5亿，ARPU为12元", [("月活跃用户", "mau", "value"), ("ARPU", "arpu", "value")]),
    ("产能利用率92%，月产能6万片", [("产能利用率", "capacity_utilization", "value"), ("月产能", "monthly_capacity", "value")]),
    ("扣除非经常性损益后的净利润1亿元", [("扣除非经常性损益后的净利润", "recurring_parent_net_profit", "value")]),
    ("毛利率、净利率分别为40%和20%", [("毛利率", "gross_margin", "value"), ("净利率", "net_margin", "value")]),
    ("Non-GAAP净利润5亿元", [("Non-GAAP净利润", "adjusted_net_profit", "value")]),
]


@pytest.mark.parametrize(("text", "want"), TEXTS)
def test_terms_are_found(text: str, want: list[tuple[str, str, str]]) -> None:
    assert [(text[t.start : t.end], t.match.metric, t.match.basis) for t in scan_terms(text)] == want


@pytest.mark.parametrize("text", ["SPEED测试", "人均可支配收入提高", "UPGRADE", "现金牛业务", "产能过剩", "我们建议关注", "PBX", ""])
def test_nothing_is_found(text: str) -> None:
    assert scan_terms(text) == ()


@given(st.text(max_size=60))
def test_spans_are_in_order_and_apart(text: str) -> None:
    end = 0
    for term in scan_terms(text):
        assert end <= term.start < term.end <= len(text)
        end = term.end


def test_a_page_takes_milliseconds() -> None:
    page = "公司2024年实现营业收入12亿元，同比增长10%；归母净利润2亿元，毛利率为40%。" * 40
    scan_terms(page)
    start = time.process_time()
    scan_terms(page)
    assert time.process_time() - start < 0.02
