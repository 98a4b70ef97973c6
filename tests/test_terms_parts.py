"""Labels of a product and a metric in one, and labels that are none."""

from __future__ import annotations

import pytest

from extractor.normalizers.terms_parts import match_part
from extractor.taxonomy.metrics import metrics
from extractor.taxonomy.term_words import term_words

PARTS = [
    ("屈光业务收入占比", "屈光业务", "revenue", "share"),
    ("800G光模块出货量（万只）", "800G光模块", "shipments", "value"),
    ("Scale up交换芯片ASP", "Scale up交换芯片", "asp", "value"),
    ("超节点渗透率", "超节点", "penetration_rate", "value"),
    ("-视光服务收入", "视光服务", "revenue", "value"),
    ("微信广告收入", "微信", "advertising_revenue", "value"),
    ("消费电子营收(百万元)", "消费电子", "revenue", "value"),
    ("白内障收入同比增速", "白内障", "revenue", "yoy"),
    ("海外业务毛利率", "海外业务", "gross_margin", "value"),
]


@pytest.mark.parametrize(("label", "product", "metric", "basis"), PARTS)
def test_product_and_metric(label: str, product: str, metric: str, basis: str) -> None:
    found = match_part(label)
    assert found is not None
    assert (found.product, found.match.metric, found.match.basis) == (product, metric, basis)


@pytest.mark.parametrize(
    "label",
    [
        "归母净利润",
        "收入",
        "净收入",
        "政府补助收入",
        "营业外其他收入",
        "利息收入",
        "投资性收入",
        "综合毛利率",
        "朋友圈",
        "经调整某毛利率",
        "",
        "占比",
        "总毛利率",
    ],
)
def test_no_product(label: str) -> None:
    assert match_part(label) is None


def test_heads_are_metrics() -> None:
    assert set(term_words().heads) <= set(metrics())
