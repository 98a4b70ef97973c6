"""Recognised lines → words in page points, shaped like those of a text layer, so that the same layout reads both.

The engine's boxes are padded and its character places rough; the ink itself says where words begin and end. A word's
box is its em box around the ink's middle, since rows and columns are found by middles and edges.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.model import Box, Word, union
from extractor.parsers.ocr.engine import Char, Line, Pixels

_GAP = 0.42  # of the size: ink this far apart belongs to two words
_PUNCTUATED = 0.9  # beside full-width punctuation, which is mostly white
_WHITE = frozenset("，。、；：？！（）《》【】“”‘’「」·….,;:!?()")
_TALL_MARKS = frozenset("()（）[]【】《》/|{}$¥￥")
_NUMERIC = frozenset("0123456789.,-+−()（）% ")
_BARE = frozenset("0123456789.,-()")
_BROKEN = 0.7  # of the size: numbers this close are no neighbours of two columns
_DOUBTFUL = 0.5

_RIC = re.compile(r"([A-Z]{1,5})\.0")
"""A NASDAQ ticker as Wind writes it, `AAPL.O`: what follows the letters' point is a letter."""

_WIDE = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture cut out of a page: where it begins, in points, and how many pixels a point has."""

    left: float
    top: float
    scale: float


@dataclass(frozen=True, slots=True)
class _Ink:
    """The ink of a line, in pixels: its rows' extent and the stretches of x that hold ink."""

    top: float
    bottom: float
    runs: tuple[tuple[float, float], ...]


def words_of_lines(grey: Pixels, lines: Sequence[Line], frame: Frame) -> tuple[Word, ...]:
    """Words from top to bottom. `grey` is the picture that the lines were read from, in grey values."""
    measured = [(line, ink, _size(line, ink)) for line in lines for ink in [_ink(grey, line)]]
    sizes = _usual([size for _, _, size in measured])
    found: list[Word] = []
    for line, ink, size in measured:
        found.extend(_words(line, ink, sizes[size], frame))
    return tuple(_mended(sorted(found, key=lambda w: (w.box.middle, w.box.x0))))


def _mended(words: Sequence[Word]) -> list[Word]:
    """Two numbers closer than columns stand are one that the engine broke, perhaps at a mark that it did not see: one
    word with a space in it, and nothing to rely on."""
    found: list[Word] = []
    for word in words:
        last = next((i for i, w in enumerate(found) if _breaks(w, word)), None)
        if last is None:
            found.append(word)
            continue
        a, b = sorted((found[last], word), key=lambda w: w.box.x0)
        edges = (*a.edges, a.box.x1, *b.edges)
        found[last] = replace(a, text=f"{a.text} {b.text}", box=union((a.box, b.box)), edges=edges, scores=(0.0,) * len(edges))
    return found


def _breaks(a: Word, b: Word) -> bool:
    if abs(a.box.middle - b.box.middle) > 0.3 * a.size or not (set(a.text) | set(b.text)) <= _NUMERIC:
        return False
    left = a if a.box.x0 < b.box.x0 else b
    if left.text[-1] in "%)）":
        return False  # a number that has ended
    return max(a.box.x0, b.box.x0) - min(a.box.x1, b.box.x1) < _BROKEN * a.size and a.text.strip("-") != "" != b.text.strip("-")


def _ink(grey: Pixels, line: Line) -> _Ink:
    """Where the line is darker (or lighter) than its background, without the rules and neighbours that its box touches."""
    import numpy as np

    y0, x0 = max(int(line.top), 0), max(int(line.x0), 0)
    crop = grey[y0 : int(line.bottom) + 1, x0 : int(line.x1) + 1].astype(np.int16)
    whole = _Ink(line.top + 0.18 * line.height, line.bottom - 0.18 * line.height, ())
    if crop.size == 0:
        return whole
    off = np.abs(crop - int(np.median(crop)))
    peak = float(np.percentile(off, 98))
    mask = off > max(0.5 * peak, 30.0)
    if peak < 40 or mask.mean() > 0.55:
        return whole
    height, width = mask.shape
    rows = mask.mean(axis=1)
    first = max((i + 1 for i in range(int(0.3 * height)) if rows[i] > 0.85), default=0)
    last = min((i for i in range(int(0.7 * height), height) if rows[i] > 0.85), default=height)
    mask = mask[first:last]
    columns = mask.mean(axis=0)
    margin = max(int(0.35 * height), 1)
    for i in (*range(min(margin, width)), *range(max(width - margin, 0), width)):
        if columns[i] > 0.9:
            mask[:, i] = False
    body = [run for run in _runs(mask.any(axis=1)) if run[1] > 0.2 * len(mask) and run[0] < 0.8 * len(mask)]
    if not body:
        return whole
    top, bottom = body[0][0], body[-1][1]
    runs = _runs(mask[top:bottom].any(axis=0))
    return _Ink(y0 + first + top, y0 + first + bottom, tuple((x0 + a, x0 + b) for a, b in runs))


def _runs(flags: Pixels) -> list[tuple[int, int]]:
    """Half-open stretches of true values."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _size(line: Line, ink: _Ink) -> float:
    """The font size in pixels, from the height of the ink and the letters that make it."""
    height = ink.bottom - ink.top
    text = {c.text for c in line.chars}
    if any("\u2e80" <= t < "\uff00" and t not in _WHITE for t in text) or text & _TALL_MARKS:
        em = height / 0.94
    elif any(t.isalnum() for t in text):
        em = height / (0.86 if text & set(",gjpqy") else 0.73)
    else:
        em = 0.0  # dashes and dots: their ink tells no size
    usual = 0.62 * line.height
    return em if 0.6 * usual < em < 1.7 * usual else usual


def _usual(sizes: Sequence[float]) -> dict[float, float]:
    """Each size with the usual one near it: lines of one font differ by a pixel or two, and that means nothing."""
    counts: Counter[float] = Counter(sizes)
    near = {size: sum(n for other, n in counts.items() if abs(other - size) <= 0.06 * size) for size in counts}
    found: dict[float, float] = {}
    for size in counts:
        found[size] = max((o for o in counts if abs(o - size) <= 0.13 * size), key=lambda o: (near[o], o))
    return found


def _words(line: Line, ink: _Ink, size: float, frame: Frame) -> list[Word]:
    middle = (ink.top + ink.bottom) / 2
    if any(c.text in ",，" for c in line.chars) and not any(c.text in _TALL_MARKS or c.text > "\u2e80" for c in line.chars):
        middle -= 0.06 * size  # the comma's tail
    groups = _split(line, ink, size)
    found = []
    for chars, x0, x1 in groups:
        em = size / frame.scale
        box = Box(
            round(frame.left + x0 / frame.scale, 2),
            round(frame.top + middle / frame.scale - em / 2, 2),
            round(frame.left + x1 / frame.scale, 2),
            round(frame.top + middle / frame.scale + em / 2, 2),
        )
        text = _ric("".join(c.text for c in chars).translate(_WIDE))
        scores = tuple(round(c.score, 3) for c in chars for _ in c.text)
        if set(text) <= _BARE and sum(x0 <= a < x1 for a, _ in ink.runs) > len(text):
            scores = tuple(min(score, _DOUBTFUL) for score in scores)  # more strokes than characters: one was not read
        places = tuple(round(frame.left + x / frame.scale, 2) for x in _edges(chars, x0, x1))
        found.append(Word(text, box, _per_character(chars, places), "", round(em, 2), False, scores))
    return found


def _ric(text: str) -> str:
    ticker = _RIC.fullmatch(text)
    return f"{ticker[1]}.O" if ticker else text


def _per_character(chars: Sequence[Char], places: Sequence[float]) -> tuple[float, ...]:
    """One edge a code point: the engine's characters may hold several."""
    return tuple(x for c, x in zip(chars, places, strict=True) for _ in c.text)


def _edges(chars: Sequence[Char], x0: float, x1: float) -> list[float]:
    """Left edges: the first at the ink's beginning, the others as the engine places them, never backwards."""
    edges = [x0]
    for char in chars[1:]:
        edges.append(min(max(char.x0, edges[-1]), x1))
    return edges


def _split(line: Line, ink: _Ink, size: float) -> list[tuple[list[Char], float, float]]:
    """The line's characters in words, each with the ends of its ink."""
    chars = list(line.chars)
    if not ink.runs:
        return [(chars, chars[0].x0, chars[-1].x1)]
    cuts: list[tuple[int, float, float]] = []  # index of the word's first character, end of ink before, begin of ink after
    for (_, before), (after, _) in pairwise(ink.runs):
        gap, center = after - before, (before + after) / 2
        if gap < 0.2 * size:
            continue
        at = sum((c.x0 + c.x1) / 2 < center for c in chars)
        if not 0 < at < len(chars):
            continue
        beside = {chars[at - 1].text, chars[at].text} & _WHITE
        spaced = _is_spaced(line.text, at)
        if gap >= (_PUNCTUATED if beside else _GAP) * size or (spaced and not beside):
            cuts.append((at, before, after))
    cuts = [cut for i, cut in enumerate(cuts) if i == 0 or cut[0] > cuts[i - 1][0]]
    starts = [(0, ink.runs[0][0]), *((at, after) for at, _, after in cuts)]
    ends = [*((at, before) for at, before, _ in cuts), (len(chars), ink.runs[-1][1])]
    return [(chars[a:b], x0, x1) for (a, x0), (b, x1) in zip(starts, ends, strict=True) if a < b]


def _is_spaced(text: str, at: int) -> bool:
    """Does the engine see a space before its character `at`, between two Latin letters or digits?"""
    seen = 0
    for i, char in enumerate(text):
        if char != " ":
            if seen == at:
                return (
                    i > 1 and text[i - 1] == " " and char.isascii() and char.isalnum() and text[i - 2].isascii() and text[i - 2].isalnum()
                )
            seen += 1
    return False
