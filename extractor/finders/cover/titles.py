"""Title and subtitle: the largest lines of the cover that are neither a company's name, nor a rating, a date, a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finders.cover.lines import Piece
from extractor.model import Box
from extractor.normalizers.ratings import read_rating

_COMPANY = re.compile(r"^[^（(：:]{1,16}\s*[（(]\s*[\dA-Z.+/、,，\s]*\d{4,6}[\dA-Z.+/、,，\s]*[)）]\s*[：:]?\s*")
_LABEL = re.compile(
    r"^(?:[丨|·\s]*证券研究报告.*|[\u4e00-\u9fff]{2,4}研究|研究报告|核心观点|投资要点|主要观点|报告要点|报告摘要|摘要|要点|事件|点评|公司研究|行业研究|公司点评|公司快报|公司深度|策略研究|宏观研究"
    r"|[●■◆◼]?\s*市场数据|市场走势|目录|CONTENTS|Equity Research.*|[A-Z]{1,4})[：:]?$|(?:研究所|研究院|研究部|证券|公司)$"
)
_DATE_TAIL = re.compile(r"\s*20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*$|\s*20\d\d[-/.]\d\d?[-/.]\d\d?\s*$")
_RATING = re.compile(r"^(?:投资)?评级|[（(](?:维持|首次|上调|下调|首次覆盖|调高|调低)[)）]|目标价|收盘价")
_DASH = re.compile(r"^\s*[—–\-─―]{1,4}\s*")


def read_titles(pieces: Sequence[Piece]) -> tuple[str | None, str | None]:
    """`(title, subtitle)`. A subtitle begins with a dash or stands right below in a smaller size."""
    usable = [i for i, p in enumerate(pieces) if p.kind != "side" and _usable(p)] or [i for i, p in enumerate(pieces) if _usable(p)]
    if not usable:
        return None, None
    largest = max(pieces[i].size for i in usable)
    first = next(i for i in usable if pieces[i].size > 0.97 * largest)
    group = [first]
    for i in range(first + 1, len(pieces)):
        if _continues(pieces, group[-1], i):
            group.append(i)
    title = _clean("".join(_spaced([pieces[i].text for i in group])))
    return title or None, _subtitle(pieces, group)


def _usable(piece: Piece) -> bool:
    text = _DATE_TAIL.sub("", piece.text)
    bare = _COMPANY.sub("", text).strip()
    if piece.kind in ("furniture", "disclaimer", "table", "note", "caption") or len(bare) < 4:
        return False
    if _LABEL.search(bare) or _RATING.search(text) or _DASH.match(bare) or (len(bare) <= 8 and read_rating(bare)):
        return False
    return piece.size >= 12 and sum("\u4e00" <= ch <= "\u9fff" or ch.isalpha() for ch in bare) >= 4


def _continues(pieces: Sequence[Piece], last: int, i: int) -> bool:
    """Is piece `i` the next line of the same title: same size, right below?"""
    a, b = pieces[last], pieces[i]
    if abs(a.size - b.size) > 0.04 * a.size or i - last > 2 or a.kind != b.kind or _DASH.match(b.text) or _RATING.search(b.text):
        return False
    if a.box is None or b.box is None:
        return False
    aligned = _aside(a.box, b.box) < 3 * a.size
    return 0 <= b.box.top - a.box.top < 2.1 * a.size and aligned and not _COMPANY.match(b.text)


def _subtitle(pieces: Sequence[Piece], group: Sequence[int]) -> str | None:
    for i in range(group[-1] + 1, min(group[-1] + 4, len(pieces))):
        piece = pieces[i]
        if _DASH.match(piece.text) and len(piece.text) > 4:
            return _DASH.sub("", piece.text)
        if _stands_below(pieces[group[-1]], piece):
            return piece.text
        if piece.box is None and 4 < piece.size < pieces[group[-1]].size and piece.bold and not _LABEL.search(piece.text):
            return piece.text
    return None


def _stands_below(title: Piece, piece: Piece) -> bool:
    """A second line of the banner, set smaller: a subtitle if it says something of its own."""
    if title.box is None or piece.box is None or piece.kind != title.kind or not 0.55 * title.size < piece.size < 0.97 * title.size:
        return False
    aligned = _aside(title.box, piece.box) < 4
    near = 0 < piece.box.top - title.box.bottom < 1.5 * title.size
    return aligned and near and _usable(piece) and len(piece.text) >= 6 and piece.text[-1] not in "：:" and not _COMPANY.match(piece.text)


def _aside(a: Box, b: Box) -> float:
    """How far two lines are from standing flush left, centred or flush right, in points."""
    return min(abs(a.x0 - b.x0), abs(a.center - b.center), abs(a.x1 - b.x1))


def _spaced(texts: Sequence[str]) -> list[str]:
    """A line break between two Latin words stands for a space."""
    return [t + (" " if t[-1:].isascii() and n[:1].isascii() and n else "") for t, n in zip(texts, [*texts[1:], ""], strict=True)]


def _clean(text: str) -> str:
    return _DATE_TAIL.sub("", _COMPANY.sub("", text)).strip()
