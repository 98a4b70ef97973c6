"""Column headers that say more than a period: `23-YoY`, `YoY 2025E`, `2025E同比`, `EPS 2025E`, `2025E(亿元)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.model import Basis, Period
from extractor.normalizers.characters import folded
from extractor.normalizers.patterns import any_of
from extractor.normalizers.periods_read import compact, read_compact
from extractor.taxonomy.cells import cell_words
from extractor.taxonomy.periods import period_words

_EDGES = " \t-_/|:,;()[]+"
_SIGNS = re.compile(r"^[\s\-_/|:,;]+|[\s\-_/|:,;]+$")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_WEAK = ("change", "share")
"""Bases whose words (变动, 占比) are as well part of a metric's name: they count only beside a period alone."""
_MARK = re.compile(r"\d\d|TTM", re.IGNORECASE)
_LONGEST = 24
"""Characters of a printed period, at most."""


@dataclass(frozen=True, slots=True)
class HeaderPeriod:
    """A header taken apart. `basis` is set where a basis word stands in it; `rest` is what is neither (a unit, a metric, 原)."""

    period: Period | None
    basis: Basis | None
    rest: str


@cache
def read_header_period(text: str) -> HeaderPeriod | None:
    """The period and the basis word of a header; None where it has no period, unless it is nothing but a basis word.

    >>> read_header_period("23-YoY")
    HeaderPeriod(period=Period(id='2023', type='duration', status=None), basis='yoy', rest='')
    """
    line = re.sub(r"\s+", " ", folded(text)).strip().rstrip(cell_words().marks)
    if whole := read_compact(compact(line)):
        return HeaderPeriod(whole, None, "")
    basis, rest = _basis(line) or (None, line)
    if basis and not (core := rest.strip(" %" + _EDGES)):
        return HeaderPeriod(None, basis, _tidy(rest))
    if basis and (bare := read_compact(compact(core), bare=True)):
        return HeaderPeriod(bare, basis, "%" if "%" in rest else "")
    found = _split(rest)
    if basis in _WEAK and found and found[1]:
        basis, found = None, _split(line)  # 营运资金变动 is a metric, and no change of 营运资金
    if found is None or _split(found[1]):
        return None  # 2025Q3 vs 2024Q3: two periods are none
    return HeaderPeriod(found[0], basis, found[1])


def _split(line: str) -> tuple[Period, str] | None:
    """The longest period in a header, and what stands around it."""
    for start, end in _places(line):
        if period := read_compact(compact(line[start:end])):
            return period, _tidy(f"{line[:start]} {line[end:]}")
    return None


def _basis(line: str) -> tuple[Basis, str] | None:
    m = _basis_pattern().search(line.upper())
    if not m or len(line.upper()) != len(line):
        return None
    return period_words().basis[m[0]], f"{line[: m.start()]} {line[m.end() :]}"


@cache
def _basis_pattern() -> re.Pattern[str]:
    """Basis words; those in Latin letters must not run on into a word."""
    words = period_words().basis
    latin, chinese = [w for w in words if w.isascii()], [w for w in words if not w.isascii()]
    return re.compile(rf"{any_of(chinese)}|(?<![A-Z])(?:{any_of(latin)})(?![A-Z])")


def _places(line: str) -> list[tuple[int, int]]:
    """Stretches that may be a period, longest first: free of letters and digits on both sides, with a year's digits or TTM inside."""
    free = [i for i in range(len(line) + 1) if not (0 < i < len(line) and _joined(line[i - 1], line[i]))]
    spans = [(a, b) for a in free for b in free if 2 <= b - a <= _LONGEST and line[a:b].strip(_EDGES) == line[a:b]]
    return sorted((s for s in spans if _MARK.search(line, *s)), key=lambda s: (s[0] - s[1], s[0]))


def _joined(left: str, right: str) -> bool:
    """Whether a cut between two characters would cut a word or number: 20|25, 1,|234, E|BIT."""
    if left.isdigit() or right.isdigit():
        return (left.isdigit() and (right.isdigit() or right in ".,%" or (right.isascii() and right.isalpha()))) or (
            right.isdigit() and (left in ".,$" or (left.isascii() and left.isalpha()))
        )
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()


def _tidy(rest: str) -> str:
    return _SIGNS.sub("", _EMPTY.sub("", re.sub(r"\s+", " ", rest))).strip()
