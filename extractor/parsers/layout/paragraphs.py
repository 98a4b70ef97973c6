"""Rows of running text → paragraphs, each with its kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from extractor.model import BlockKind
from extractor.parsers.layout.tokens import Row
from extractor.parsers.tables.model import CAPTION, SOURCE

_BULLET = re.compile(r"[•●■◼◆❖➢➤▶►⚫✓√◎○□▪\-–·*\u2022\ue000-\uf8ff]|[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)")
_LEADERS = re.compile(r"[.．·…]{6,}")  # dot leaders of a list of contents
_END = frozenset("。！？!?；;：:")


def paragraphs(rows: Sequence[Row]) -> list[tuple[BlockKind, list[Row]]]:
    """Group rows that run on into each other: `(kind, rows)` in order. Kinds: body, heading, caption, note."""
    if not rows:
        return []
    left = min(r.box.x0 for r in rows)
    right = max(r.box.x1 for r in rows)
    size = median(_size(r) for r in rows)
    groups: list[list[Row]] = [[rows[0]]]
    for before, row in itertools.pairwise(rows):
        if _begins(before, row, left, right):
            groups.append([row])
        else:
            groups[-1].append(row)
    return [(_kind(g, size, right - left), g) for g in groups]


def _begins(before: Row, row: Row, left: float, right: float) -> bool:
    height = max(before.box.height, row.box.height)
    if row.box.top - before.box.bottom > 0.95 * height:
        return True
    if abs(_size(row) - _size(before)) > 0.16 * _size(before) and not _same_line_mix(before, row):
        return True
    if CAPTION.match(row.text) or SOURCE.match(row.text) or _BULLET.match(row.text.lstrip()):
        return True
    short = before.box.x1 < right - 2.5 * before.tokens[0].size
    if short and (before.text[-1] in _END or row.box.x0 > before.box.x0 + row.tokens[0].size):
        return True
    if CAPTION.match(before.text) and short:
        return True
    if SOURCE.match(before.text):
        return short
    return row.box.x0 > left + 1.4 * row.tokens[0].size and before.text[-1] in _END and row.box.x0 > before.box.x0 + row.tokens[0].size


def _size(row: Row) -> float:
    """The size of the line's text: of its widest token, since a bullet before it may be set smaller."""
    return max(row.tokens, key=lambda t: t.box.width).size


def _same_line_mix(before: Row, row: Row) -> bool:
    """A number set smaller at the line's start does not begin a paragraph."""
    sizes = {round(w.size) for r in (before, row) for t in r.tokens for w in t.words}
    return len(sizes) > 2


def _kind(rows: Sequence[Row], size: float, width: float) -> BlockKind:
    text = rows[0].text
    if any(_LEADERS.search(r.text) for r in rows):
        return "note"
    if CAPTION.match(text) and len(text) < 90:
        return "caption"
    if SOURCE.match(text):
        return "note"
    whole = "".join(r.text for r in rows)
    big = _size(rows[0]) > 1.15 * size
    bold = all(t.bold for r in rows for t in r.tokens)
    if len(whole) <= 60 and whole[-1] not in "。；;，,、" and (big or bold) and len(rows) <= 2:
        return "heading"
    return "body"
