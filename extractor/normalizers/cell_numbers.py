"""The numbers of a table cell. A cell is nothing but its numbers with their signs and units, or it is text.

    cell   = number | number "/" number … [unit] | low ("-" | "~") high [unit] | number "(" signed number ")"
    number = [bound] [currency] ["("] [sign] digits [")"] [unit] [footnote mark]

Text with digits in it (600570.SH, GLP-1, 2025-03-31, 买入(首次)) is text; so are split digits (`1 234`), digits grouped
otherwise than by three, and a cell that holds a glyph which may have been a sign. An accounting bracket is a minus.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extractor.model import CellKind, Quantity, UnitKind
from extractor.normalizers.cell_single import NUMBER, Single, bounded, read_single
from extractor.normalizers.characters import Folded, fold, key, unreadable
from extractor.normalizers.periods_read import compact, read_compact
from extractor.taxonomy.cells import cell_words

_TWO = re.compile(rf"[+-]?{NUMBER}")
_LISTED = re.compile(r"(.*?)\s?[/|;、]\s?")
_FROM_TO = re.compile(r"(.*?)\s?(?:~|至|到)\s?")
_LOW_HIGH = re.compile(r"(.*?)\s?-\s?")
_WITH_CHANGE = re.compile(r"([^()]+?)\s?\(([+-][^()]+)\)")
_MOST_ITEMS = 6
_GUIDED: tuple[UnitKind | None, ...] = ("ratio", "points", "multiple")
"""Kinds of number that print gives as a guided range (毛利率 45-48%), never as a low and a high of the market."""


@cache
def read_cell(text: str) -> tuple[Quantity, ...]:
    """The quantities of a cell in print order: one, several (`81.50/41.80元` share the unit), or none.

    >>> [str(q.low) for q in read_cell("(1,234.5)")]
    ['-1234.5']
    >>> read_cell("2025-03-31")
    ()
    """
    source = fold(text)
    if not any(c.isdigit() for c in source.text) or unreadable(text):
        return ()
    return tuple(_quantity(item, source) for item in _items(source.text))


@cache
def cell_kind(text: str) -> CellKind:
    """What a cell holds. A dash or N/A is a placeholder, nothing at all is blank: neither is a zero."""
    form = key(text)
    if not form:
        return "text" if unreadable(text) else "blank"
    if form in cell_words().placeholders or not form.strip("-"):
        return "placeholder"
    found = read_cell(text)
    return "text" if not found else "number" if len(found) == 1 else "multi"


def _items(line: str) -> tuple[Single, ...]:
    if single := read_single(line, 0):
        return (single,)
    if read_compact(compact(line)):
        return ()
    if m := _WITH_CHANGE.fullmatch(line):
        level, change = read_single(m[1], 0), read_single(m[2], m.start(2))
        return (level, change) if level and change and change.unit else ()
    return _several(line)


def _several(line: str) -> tuple[Single, ...]:
    """Numbers side by side: every gap between two is a unit at most, and one kind of separator."""
    numbers = list(_TWO.finditer(line))
    if not 2 <= len(numbers) <= _MOST_ITEMS:
        return ()
    starts = [0] + [m.start() for m in numbers[1:]]
    for separator in (_LISTED, _FROM_TO, _LOW_HIGH):
        cuts = _cuts(line, numbers, separator)
        if cuts is None:
            continue
        starts = [0] + [end for _, end in cuts]
        stops = [start for start, _ in cuts] + [len(line)]
        parts = [read_single(line[a:b], a) for a, b in zip(starts, stops, strict=True)]
        singles = _shared([part for part in parts if part])
        if len(singles) != len(parts):
            return ()
        if separator is _LISTED:
            return () if _date_like(singles, line) else singles
        return _span(singles, separator is _FROM_TO)
    return ()


def _cuts(line: str, numbers: list[re.Match[str]], separator: re.Pattern[str]) -> list[tuple[int, int]] | None:
    """Where each separator begins and ends, or None where a gap has none."""
    cuts = []
    for left, right in pairwise(numbers):
        end = right.start() + (separator is _LOW_HIGH and right[0].startswith("-"))
        m = separator.fullmatch(line, left.end(), end)
        if not m:
            return None
        cuts.append((m.end(1), end))
    return cuts


def _shared(singles: list[Single]) -> tuple[Single, ...]:
    """The last number's unit is everybody's where no other has one; otherwise each needs its own."""
    unit = singles[-1].unit if singles else None
    if unit is None or all(single.unit for single in singles):
        return tuple(singles) if unit or not any(single.unit for single in singles) else ()
    return tuple(s.under(unit) for s in singles) if not any(s.unit for s in singles[:-1]) else ()


def _date_like(singles: tuple[Single, ...], line: str) -> bool:
    """9/30, 21/1/20, 1/3: days of a year and fractions, no list of numbers. Spaces around the slash or a unit tell otherwise."""
    whole = all(s.places == 0 and s.unit is None and 0 < s.value <= 31 for s in singles)
    return whole and " " not in line and any(s.value <= 12 for s in singles)


def _span(singles: tuple[Single, ...], sure: bool) -> tuple[Single, ...]:
    """`low ~ high` and `45-48%` are one quantity with two bounds; `15.24-59.7` (the year's lowest and highest price) stays two
    numbers, and only where it can be nothing else."""
    if len(singles) != 2 or singles[0].value >= singles[1].value or any(s.bound for s in singles):
        return ()
    low, high = singles
    if sure or (high.unit is not None and high.unit.kind in _GUIDED):
        return (bounded(low, high),)
    marked = any(s.places or s.unit or s.value > 999 for s in singles) or low.value > 31
    return singles if marked and low.value >= 0 and not (low.places == 0 and 1900 <= low.value <= 2100) else ()


def _quantity(item: Single, source: Folded) -> Quantity:
    start, end = source.span(item.start, item.end)
    return item.quantity(start, end)
