"""What kind of report: the cover says so (公司研究, 行业周报, …)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finders.cover.lines import Piece
from extractor.model import ReportKind

# In this order: 行业投资策略 (a sector strategy) is an industry report, so 行业 comes before 策略.
_WORDS: tuple[tuple[str, ReportKind], ...] = (
    (r"金融工程|金工|量化(?!宽松)|多因子|衍生品系列|基金研究", "quant"),
    (r"公司(?:研究|点评|快报|深度|信息|简评|动态|跟踪|评级|首次|报告|更新)|个股|(?:季|年|半年|中)报点评|上市公司|首次覆盖", "company"),
    (r"行业(?:研究|点评|周报|月报|深度|专题|动态|跟踪|报告|投资策略|年度|策略|评论|首次)|专题研究|海外市场专题|产业", "industry"),
    (r"宏观|债券研究|固定收益|货币政策", "macro"),
    (r"策略|政策研究|大类资产|投资机遇", "strategy"),
)


def read_kind(pieces: Sequence[Piece], title: str | None, has_company: bool) -> ReportKind | None:
    """By the labels of the cover; a company with its ticker in the heading makes a company report; None when nothing says."""
    largest = max((p.size for p in pieces), default=0.0)
    small = [p for p in pieces if p.size < 0.8 * largest]
    labels = [p.text for p in small if p.kind in ("furniture", "heading", "side", "chart", "table") or len(p.text) <= 24]
    short = " ".join(t for t in labels if len(t) <= 60)
    if has_company:
        return "company"
    for text in (short, title or ""):
        for pattern, kind in _WORDS:
            if kind == "company":
                continue
            if re.search(pattern, text):
                return kind
    return "company" if re.search(_WORDS[1][0], short) else None
