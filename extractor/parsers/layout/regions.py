"""A page's words → regions that are read one after another: columns of text, side boxes, twin panels of tables.

A recursive cut along vertical gutters. White space alone cannot tell the gap between two number columns from the gap
between two tables; what stands on both sides can: a gutter has text starting along its right edge, and on its left
either running text or rows that already ended in numbers.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Box, Word, union
from extractor.parsers.layout.looks import look
from extractor.parsers.layout.rows import keyed, rows_of
from extractor.parsers.layout.tokens import Row

_MIN_GAP = 6.0
_TIGHT_GAP = 1.5  # between two dense statements, where many rows agree that nothing crosses
_MIN_ROWS = 3
_MANY_ROWS = 8
_STEP = 3.0
_NARROW = 240.0  # points; a side column


@dataclass(frozen=True, slots=True)
class Region:
    """Words that are read as one column, in rows."""

    rows: tuple[Row, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class _Gutter:
    x: float
    first: int
    last: int
    support: int
    gap: float

    @property
    def rank(self) -> tuple[bool, int, float]:
        """A gap that is plain to see comes before a tight one, whatever stands beside it."""
        return (self.gap >= _MIN_GAP - 1, self.support, self.gap)


def regions_of(words: Sequence[Word], solid: Sequence[Box] = ()) -> list[Region]:
    """Regions in reading order: above, left, right, below. No gutter runs through a `solid` box."""
    if not words:
        return []
    found: list[Region] = []
    _cut(list(words), found, 0, solid)
    return found


def _cut(words: list[Word], found: list[Region], depth: int, solid: Sequence[Box]) -> None:
    rows = _word_rows(words)
    gutter = _best_gutter(rows, solid) if depth < 12 else None
    if gutter is None:
        if words:
            box = union(w.box for w in words)
            narrow = box.width < _NARROW
            found.append(Region(tuple(keyed(r) if narrow else r for r in rows_of(words)), box))
        return
    top = [w for row in rows[: gutter.first] for w in row]
    middle = [w for row in rows[gutter.first : gutter.last + 1] for w in row]
    bottom = [w for row in rows[gutter.last + 1 :] for w in row]
    left = [w for w in middle if w.box.center < gutter.x]
    right = [w for w in middle if w.box.center >= gutter.x]
    for part in (top, left, right, bottom):
        if part:
            _cut(part, found, depth + 1, solid)


def _word_rows(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.middle, w.box.x0)):
        if rows and word.box.middle - rows[-1][0].box.middle <= 0.36 * min(word.box.height, rows[-1][0].box.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda w: w.box.x0)
    return rows


def _best_gutter(rows: Sequence[Sequence[Word]], solid: Sequence[Box]) -> _Gutter | None:
    if len(rows) < _MIN_ROWS:
        return None
    candidates: Counter[int] = Counter()
    for row in rows:
        for left, right in itertools.pairwise(row):
            gap = right.box.x0 - left.box.x1
            if gap >= _MIN_GAP or (gap >= _TIGHT_GAP and look(left.text) == "number" and look(right.text) == "text"):
                candidates[int(right.box.x0 / _STEP)] += 1
    starts = Counter(int(row[0].box.x0 / _STEP) for row in rows)
    for key, count in starts.items():
        if count >= _MIN_ROWS:
            candidates[key] += count
    best: _Gutter | None = None
    edges = [_edges(row, solid) for row in rows]
    for key, count in candidates.most_common(40):
        if count < 2:
            break
        for shift in (0.0, -2.5):
            gutter = _run(rows, edges, key * _STEP + shift - 0.5)
            if gutter and (best is None or gutter.rank > best.rank):
                best = gutter
    return best


_Edges = tuple[list[float], list[float]]


def _edges(row: Sequence[Word], solid: Sequence[Box]) -> _Edges:
    """Where what stands in a row begins, from left to right, and how far it and all before it reach."""
    boxes = sorted((b.x0, b.x1) for b in (*(w.box for w in row), *_beside(row, solid)))
    return [x0 for x0, _ in boxes], list(itertools.accumulate((x1 for _, x1 in boxes), max))


def _run(rows: Sequence[Sequence[Word]], edges: Sequence[_Edges], x: float) -> _Gutter | None:
    """The longest run of rows that no word crosses at `x`, if what stands on both sides makes it a gutter."""
    best: _Gutter | None = None
    first = 0
    for i in range(len(rows) + 1):
        if i == len(rows) or ((before := bisect_left(edges[i][0], x)) and edges[i][1][before - 1] > x):
            if i - first >= _MIN_ROWS:
                gutter = _judge(rows, first, i - 1, x)
                if gutter and (best is None or gutter.rank > best.rank):
                    best = gutter
            first = i + 1
    return best


def _beside(row: Sequence[Word], solid: Sequence[Box]) -> list[Box]:
    return [box for box in solid if box.top < row[0].box.middle < box.bottom]


def _judge(rows: Sequence[Sequence[Word]], first: int, last: int, x: float) -> _Gutter | None:
    both = [i for i in range(first, last + 1) if rows[i][0].box.x1 <= x <= rows[i][-1].box.x0]
    lefts = [i for i in range(first, last + 1) if rows[i][0].box.x1 <= x]
    rights = [i for i in range(first, last + 1) if rows[i][-1].box.x0 >= x]
    if len(lefts) < _MIN_ROWS or len(rights) < _MIN_ROWS:
        return None
    # Trim rows at both ends that stand on one side only and far from the others: they belong above or below.
    left_rows = [[w for w in rows[i] if w.box.x1 <= x] for i in lefts]
    right_rows = [[w for w in rows[i] if w.box.x0 >= x] for i in rights]
    gaps = [right[0].box.x0 - left[-1].box.x1 for left, right in _pairs(rows, both, x)]
    if gaps and min(gaps) < 0.2 * rows[both[0]][0].size:
        return None
    if sum(_is_bullet(r[-1]) for r in left_rows) >= 2 or _are_ranks([r[-1] for r in left_rows]):
        return None  # between a bullet or a rank and what it stands before
    if _are_ranks([r[1] for r in right_rows if len(r) > 1]):
        return None  # the ranks begin the right part; the text before them ends the left one
    right_edge = max(r[-1].box.x1 for r in left_rows)
    left_edge = min(r[0].box.x0 for r in right_rows)
    if left_edge - right_edge < (_TIGHT_GAP if len(both) >= _MANY_ROWS else _MIN_GAP - 1):
        return None
    if _cuts_rows(_pairs(rows, both, x)):
        return None
    if _is_a_column(right_rows, len(both)) or not _starts_in_text(right_rows) or not _is_complete(left_rows, right_rows, rows, both, x):
        return None
    return _Gutter(x, first, last, min(len(lefts), len(rights)), left_edge - right_edge)


def _are_ranks(words: Sequence[Word]) -> bool:
    """Numbers that count 1, 2, 3 … down a column, titles aside: they stand before what they rank."""
    numbers = [int(w.text) for w in words if w.text.isdecimal() and len(w.text) <= 3]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 4 and steps >= 0.9 * (len(numbers) - 1) and len(numbers) >= 0.7 * len(words)


def _is_bullet(word: Word) -> bool:
    return len(word.text) == 1 and not word.text.isalnum() and word.text not in ")）]】》」”%％+-–—−/.。，、：:；;"


def _pairs(rows: Sequence[Sequence[Word]], both: Sequence[int], x: float) -> list[tuple[list[Word], list[Word]]]:
    return [([w for w in rows[i] if w.box.x1 <= x], [w for w in rows[i] if w.box.x0 >= x]) for i in both]


def _cuts_rows(pairs: Sequence[tuple[list[Word], list[Word]]]) -> bool:
    """Do rows of numbers on the left go on in bare numbers on the right? Then the last column of a table would be lost."""
    numeric = [(left, right) for left, right in pairs if len(left) > 1 and look(left[-1].text) != "text"]
    on = sum(all(look(w.text) != "text" for w in right) for _, right in numeric)
    return on >= 3 and on >= 0.5 * len(numeric)


def _is_a_column(right: Sequence[Sequence[Word]], paired: int) -> bool:
    """One short word a row, each beside a row of the left: a column of the left side's table."""
    single = sum(len(row) == 1 and len(row[0].text) <= 8 for row in right)
    return single >= 0.7 * len(right) and paired >= 0.7 * len(right)


def _starts_in_text(right: Sequence[Sequence[Word]]) -> bool:
    """Text stands along the gutter's right edge, left-aligned. Lone numbers (a chart's scale) say nothing."""
    labelled = [row for row in right if len(row) > 1 or look(row[0].text) == "text"]
    heads = [row[0] for row in labelled]
    words = heads if _are_ranks(heads) else [w for w in heads if look(w.text) == "text"]
    if len(words) < 0.6 * len(heads) or len(words) < 2 or len(words) < 0.3 * len(right):
        return False
    edge = min(w.box.x0 for w in heads)
    near = sum(w.box.x0 - edge < 3.2 * w.size for w in heads)
    return near >= 0.6 * len(heads)


def _is_complete(
    left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]], rows: Sequence[Sequence[Word]], both: Sequence[int], x: float
) -> bool:
    """The left side needs nothing from the right: it is running text, or its rows end in numbers of their own."""
    if _are_ranks([row[0] for row in right]) and _are_ranks([row[0] for row in left]):
        return True
    width = max(r[-1].box.x1 for r in left) - min(r[0].box.x0 for r in left)
    running = sum(_filled(row) > 0.6 * width and any(len(w.text) >= 14 for w in row) for row in left)
    if running >= 0.4 * len(left) and width > 100:
        return True
    ends = sum(look(row[-1].text) != "text" and len(row) > 1 for row in left)
    if ends + running < 0.45 * len(left):
        right_width = max(r[-1].box.x1 for r in right) - min(r[0].box.x0 for r in right)
        right_running = sum(_filled(row) > 0.6 * right_width for row in right) >= 0.5 * len(right) and right_width > 150
        return right_running and len(both) < 0.5 * len(left)
    # A text column inside one table (评级: 买入, 买入, 增持) repeats itself; the labels of a second table do not.
    heads = [row[0].text for row in right if look(row[0].text) == "text"]
    return len(set(heads)) >= 0.6 * len(heads) and sum(len(h) for h in heads) >= 2.2 * len(heads)


def _filled(row: Sequence[Word]) -> float:
    return sum(w.box.width for w in row)
