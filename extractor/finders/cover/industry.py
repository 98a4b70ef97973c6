"""The industry line of a cover, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finders.cover.lines import Piece
from extractor.taxonomy.pages import page_words

_SECTOR = page_words().sectors.pattern  # the line is taken whole, second level included
_LINE = re.compile(rf"^{_SECTOR}(?!行业.)[\u4e00-\u9fffⅠⅡⅢIV]{{0,6}}(?:\s*[·/|｜\-—]\s*[\u4e00-\u9fffⅠⅡⅢIV]+)*(?:行业)?$")
_LEVELS = re.compile(r"[·/|｜\-—]")
_AFTER = re.compile(rf"(?:证券研究报告|公司研究|行业研究)\s*[：:|｜/]\s*(?P<name>{_SECTOR}[\u4e00-\u9fff]*(?:行业)?)")


def read_industry(pieces: Sequence[Piece]) -> str | None:
    """The first label of the cover that is a sector's name, or None."""
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.kind not in ("disclaimer", "note", "caption") and not (piece.kind == "body" and len(piece.text) > 40):
            by_line.setdefault(piece.line, []).append(piece)
    for row in by_line.values():
        for text in (" ".join(p.text for p in row), *(p.text for p in row)):
            found = _in_label(text.strip(), row[0].kind == "table") if len(text) <= 40 else None
            if found:
                return found
    return None


def _in_label(text: str, boxed: bool) -> str | None:
    """The sector in one label: the label itself, or what stands beside the kind of report (公司点评 | 医药生物). In a
    table's rows a bare sector is a section, so there it needs its second level."""
    if len(text) <= 24 and _LINE.match(text) and (not boxed or _LEVELS.search(text)):
        return text
    after = _AFTER.search(text)
    if after:
        return after["name"]
    parts = [part.strip() for part in re.split(r"[|｜│丨]", text)]
    kinds = [any(pattern.search(part) for pattern, _ in page_words().kinds) for part in parts]
    return next((part for part, kind in zip(parts, kinds, strict=True) if any(kinds) and not kind and _LINE.match(part)), None)
