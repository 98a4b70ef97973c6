"""Running headers and footers: rows at a page's edge that other pages repeat at the same place, digits aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractor.model import Word
from extractor.parsers.layout.looks import look
from extractor.parsers.layout.rows import rows_of
from extractor.parsers.layout.tokens import Row, row_of
from extractor.taxonomy.pages import page_words

_EDGE = 0.11  # of the page's height
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:第?\d{1,3}页?(?:\s*[/|共of]+\s*\d{1,3}页?)?|P\.?\d{1,3})[-–—\s]*")


def split_furniture(pages: Sequence[tuple[float, Sequence[Word]]]) -> list[tuple[list[Word], list[Row]]]:
    """For each page `(height, words)`: the words of its body, and the furniture as rows."""
    marks = _marks(pages)
    strips = [[*_strips(words), *(w for w in words if id(w) in marks)] for _, words in pages]
    edges = [_edge_rows(height, words) for height, words in pages]
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, rows in enumerate(edges):
        for row in rows:
            for key in _keys(row):
                seen[key].add(number)
    enough = 2 if len(pages) < 8 else 3
    result = []
    for (height, words), rows, strip in zip(pages, edges, strips, strict=True):
        furniture = [r for r in rows if any(len(seen[k]) >= enough for k in _keys(r)) or _is_furniture_alone(r, height)]
        furniture.extend(row_of([w]) for w in strip)
        taken = {id(w) for r in furniture for t in r.tokens for w in t.words}
        result.append(([w for w in words if id(w) not in taken], furniture))
    return result


def _marks(pages: Sequence[tuple[float, Sequence[Word]]]) -> set[int]:
    """Words that stand at one spot of the edge on three pages or more: a logo set beside the headings of slides."""
    spots: dict[tuple[str, int, int], list[Word]] = defaultdict(list)
    for height, words in pages:
        for word in words:
            middle = word.box.middle
            if not _EDGE * height <= middle <= (1 - _EDGE) * height and look(word.text) == "text":
                spots[(word.text, int(word.box.x0 / 2), int(middle / 2))].append(word)
    return {id(word) for words in spots.values() if len(words) >= 3 for word in words}


def _strips(words: Sequence[Word]) -> list[Word]:
    """Text set downwards along a page's side, one character a line: a series' name, not the page's text."""
    if not words:
        return []
    left, right = min(w.box.x0 for w in words), max(w.box.x1 for w in words)
    found: list[Word] = []
    for edge in (left, right):
        column = [w for w in words if len(w.text) <= 2 and not w.text.isascii() and abs(w.box.center - edge) < 2.2 * w.size]
        beside = [w for w in words if abs(w.box.center - edge) < 2.2 * w.size and len(w.text) > 2]
        if len(column) >= 4 and len(beside) <= 0.2 * len(column):
            centers = [w.box.center for w in column]
            if max(centers) - min(centers) < 6:
                found.extend(column)
    return found


def _edge_rows(height: float, words: Sequence[Word]) -> list[Row]:
    edge = [w for w in words if w.box.middle < _EDGE * height or w.box.middle > (1 - _EDGE) * height]
    return [row for row in rows_of(edge) if not any(t.look == "period" for t in row.tokens[1:])]


def _keys(row: Row) -> list[tuple[str, int]]:
    text = re.sub(r"\d+", "#", row.text.replace(" ", ""))
    at = int(row.box.middle / 4)
    return [(text, at - 1), (text, at), (text, at + 1)] if text not in {"#", ""} else []


def _is_furniture_alone(row: Row, height: float) -> bool:
    """A footer that only this page has: a page number, or the pointer to the legal pages."""
    low = row.box.middle > (1 - _EDGE) * height
    text = row.text.strip()
    if low and (_PAGE_NUMBER.fullmatch(text) or page_words().footers.search(text)):
        return True
    return low and any(page_words().footers.search(t.text) for t in row.tokens)
