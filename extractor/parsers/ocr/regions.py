"""Which parts of a page need recognition: the whole page where its text layer holds next to nothing, and pictures large
enough to hold a table or running text. Charts are pictures too; the words found in them must not become facts."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Box, Word, union
from extractor.parsers.layout.looks import look
from extractor.parsers.layout.rows import rows_of
from extractor.parsers.layout.tokens import Row
from extractor.parsers.ocr.engine import Line
from extractor.parsers.pdf.glyphs import Canvas

POOR = 40
"""Characters; a page with fewer, and pictures, has no text layer worth the name."""

_OUTLINES = 100
"""Curves on a page without text: more are letters turned into outlines."""

_NEAR = 6.0  # points; closer pictures are parts of one: Word cuts large pictures into strips, some tools every glyph
_SMALLEST = (110.0, 36.0)  # points; a smaller picture holds no table
_MAX_PICTURES = 4000


def is_poor(canvas: Canvas, words: Sequence[Word]) -> bool:
    """Has the page pictures (or letters drawn as curves), and no text to speak of?"""
    return sum(len(w.text) for w in words) < POOR and (bool(canvas.pictures) or len(canvas.drawings) >= _OUTLINES)


def regions_of_pictures(canvas: Canvas, words: Sequence[Word]) -> list[Box]:
    """Pictures, joined where they touch, that may hold a table: large, and without words of the text layer on them."""
    page = Box(0, 0, canvas.width, canvas.height)
    boxes = [_within(p, page) for p in canvas.pictures[:_MAX_PICTURES] if p.overlaps(page)]
    joined = _joined([b for b in boxes if b.width > 1 and b.height > 1])
    large = [b for b in joined if b.width >= _SMALLEST[0] and b.height >= _SMALLEST[1]]
    return [b for b in large if not _written_on(b, words)]


def _within(box: Box, page: Box) -> Box:
    return Box(max(box.x0, page.x0), max(box.top, page.top), min(box.x1, page.x1), min(box.bottom, page.bottom))


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes around groups of boxes that lie closer than `_NEAR`."""
    groups: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b.top, b.x0)):
        wide = Box(box.x0 - _NEAR, box.top - _NEAR, box.x1 + _NEAR, box.bottom + _NEAR)
        touching = [g for g in groups if g.overlaps(wide)]
        groups = [g for g in groups if g not in touching] + [union([box, *touching])]
    return groups


def _written_on(box: Box, words: Sequence[Word]) -> bool:
    """Do words of the text layer stand on it? Then it is a background, or a chart with written labels."""
    return sum(len(w.text) for w in words if box.contains(w.box.center, w.box.middle)) > 6


def may_be_grid(lines: Sequence[Line]) -> bool:
    """Do the places of the lines (not read yet) form rows of several cells, as a table's do? A chart's labels form one
    row along its foot, and pairs at both sides."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.top + one.bottom):
        if rows and abs(line.top + line.bottom - rows[-1][0].top - rows[-1][0].bottom) < 0.9 * min(line.height, rows[-1][0].height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return len(rows) >= 3 and sum(len(row) >= 3 for row in rows) >= max(3, 0.5 * len(rows))


def is_grid(words: Sequence[Word]) -> bool:
    """Rows of a label and two values or more, most values in columns: a table."""
    rows = rows_of(words)
    full = [row for row in rows if _is_row(row)]
    if len(full) < 3 or len(full) < 0.5 * len(rows):
        return False
    edges = [(t.box.x0, t.box.x1) for row in full for t in row.tokens if t.look != "text"]
    shared = sum(sum(x0 < b and a < x1 for a, b in edges) >= 0.4 * len(full) for x0, x1 in edges)
    return shared >= 0.7 * len(edges)


def _is_row(row: Row) -> bool:
    return any(t.look == "text" for t in row.tokens) and sum(look(t.text) in ("number", "placeholder") for t in row.tokens) >= 2
