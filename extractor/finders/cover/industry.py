"""The industry line of a cover, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finders.cover.lines import Piece
from extractor.taxonomy.pages import page_words

_SECTOR = page_words().sectors.pattern  # the line is taken whole, second level included
_LINE = re.compile(rf"^{_SECTOR}[\u4e00-\u9fffⅠⅡⅢIV]*(?:\s*[·/|｜\-—]\s*[\u4e00-\u9fffⅠⅡⅢIV]+)*(?:行业)?$")
_AFTER = re.compile(rf"(?:证券研究报告|公司研究|行业研究)\s*[：:|｜/]\s*(?P<name>{_SECTOR}[\u4e00-\u9fff]*(?:行业)?)")


def read_industry(pieces: Sequence[Piece]) -> str | None:
    """The first label of the cover that is a sector's name, or None."""
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.kind not in ("disclaimer", "note", "caption") and not (piece.kind == "body" and len(piece.text) > 40):
            by_line.setdefault(piece.line, []).append(piece)
    for row in by_line.values():
        for text in (" ".join(p.text for p in row), *(p.text for p in row)):
            if len(text) <= 24 and _LINE.match(text.strip()):
                return text.strip()
            after = _AFTER.search(text)
            if after and len(text) <= 40:
                return after["name"]
    return None
