"""The report's date: as printed on the cover, never the day of a price or of a related report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finders.cover.lines import Piece

_DATE = re.compile(r"(20\d\d)\s*(?:年|[-/.])\s*(1[0-2]|0?[1-9])\s*(?:月|[-/.])\s*(3[01]|[12]\d|0?[1-9])(?:\s*日|(?!\d))")
_LABEL = re.compile(r"(?:报告|发布|撰写|出版)(?:日期|时间|日)|(?:日期|时间)[：:]")  # 报告日期 (report date), 发布时间 (released)
_OTHER = re.compile(r"数据|截[至止]|股价|收盘|评级|注[：:]|来源|上市|成立|《|》|——|---?|<<")  # days of prices, of data, of other reports
_ALONE = re.compile(r"^[\s|｜·•]*(?:证券研究报告|研究报告)?[\s|｜│·•/]*(?:中国(?:内地|香港))?$")


def read_date(pieces: Sequence[Piece]) -> str | None:
    """ISO date, or None. A date that stands alone wins over a labelled one, that over one inside a short line."""
    best: tuple[int, int, str] | None = None
    for order, piece in enumerate(pieces):
        found = _DATE.search(piece.text)
        if not found or len(piece.text) > 60:
            continue
        rest = (piece.text[: found.start()] + piece.text[found.end() :]).strip()
        if _OTHER.search(rest):
            continue
        if _ALONE.match(rest) and piece.kind != "table":
            rank = 0
        elif _LABEL.search(rest):
            rank = 1
        elif len(rest) <= 16 and piece.kind in ("heading", "furniture", "side", "chart"):
            rank = 2
        elif piece.kind == "table" and len(rest) <= 2:
            rank = 3
        else:
            continue
        date = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        if best is None or (rank, order) < best[:2]:
            best = (rank, order, date)
    return best[2] if best else None
