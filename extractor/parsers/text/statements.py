"""Which statement a table shows, by its caption or its corner cell (利润表, 资产负债表, …), and the unit they print."""

from __future__ import annotations

import re

from extractor.model import Statement

_NAMES: tuple[tuple[Statement, re.Pattern[str]], ...] = (
    ("balance", re.compile(r"资产负债表|资产负债简表|财务状况表|balance sheet", re.IGNORECASE)),
    ("income", re.compile(r"利润表|损益表|收益表(?!现)|income statement|profit and loss|P&L", re.IGNORECASE)),
    ("cashflow", re.compile(r"现金流量表|现金流表|cash ?flow", re.IGNORECASE)),
    (
        "ratios",
        re.compile(
            r"财务(?:与估值)?(?:比率|指标)|财务分析|估值指标|(?:主要|基本|重要|预测|每股)(?:财务)?(?:指标|比率)|ratios", re.IGNORECASE
        ),
    ),
    ("summary", re.compile(r"盈利预测|财务摘要|财务数据|预测与估值|估值简表|投资摘要|forecast|summary", re.IGNORECASE)),
    ("market", re.compile(r"(?:基础|市场|交易|股票|行情)数据|基本(?:数据|情况|资料)|收益表现|股价表现|market data", re.IGNORECASE)),
)
_UNIT = re.compile(
    r"[(（\[]\s*(?:单位\s*[:：])?\s*(?P<in>[^()（）\[\]]{1,24}?)\s*[)）\]]\s*$|(?:货币)?单位\s*[:：]\s*(?P<after>[^\s()（）]+)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"元|美金|股|吨|%|％|倍|亿|百万|千万|万|USD|RMB|CNY|HKD|mn|million|bn|billion|pct|GWh?|MWh?|台|辆|人|户", re.IGNORECASE
)


def statement_of(*names: str) -> Statement:
    """By the first of `names` that names one; `other` when none does."""
    return next((kind for name in names for kind, rule in _NAMES if rule.search(name)), "other")


def unit_in(text: str) -> str:
    """The unit printed at the end of a caption or in a corner cell, as printed, else `""`."""
    found = _UNIT.search(text)
    unit = (found["in"] or found["after"] or "") if found else ""
    return unit if _MEASURE.search(unit) else ""
