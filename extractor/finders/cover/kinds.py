"""What kind of report: the cover says so (公司研究, 行业周报, …)."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finders.cover.lines import Piece
from extractor.model import ReportKind
from extractor.taxonomy.pages import page_words


def read_kind(pieces: Sequence[Piece], title: str | None, has_company: bool) -> ReportKind | None:
    """By the labels of the cover; a company with its ticker in the heading makes a company report; None when nothing says."""
    largest = max((p.size for p in pieces), default=0.0)
    small = [p for p in pieces if p.size < 0.8 * largest]
    labels = [p.text for p in small if p.kind in ("furniture", "heading", "side", "chart", "table") or len(p.text) <= 24]
    short = " ".join(t for t in labels if len(t) <= 60)
    if has_company:
        return "company"
    for text in (short, title or ""):
        for pattern, kind in page_words().kinds:
            if kind != "company" and pattern.search(text):
                return kind
    return next((kind for pattern, kind in page_words().kinds if kind == "company" and pattern.search(short)), None)
