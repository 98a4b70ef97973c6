"""Column headers that say more than a period: `23-YoY`, `YoY 2025E`, `2025E同比`, `EPS 2025E`, `2025E(亿元)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.model import Basis, Period
from extractor.normalizers.characters import folded
from extractor.normalizers.patterns import any_of
from extractor.normalizers.periods_read import compact, read_compact
from extractor.taxonomy.periods import period_words

_EDGES = " \t-_/|:,;()[]+"
_SIGNS = re.compile(r"^[\s\-_/|:,;]+|[\s\-_/|:,;]+$")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_LONGEST = 24


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
    line = re.sub(r"\s+", " ", folded(text)).strip()
    if whole := read_compact(compact(line)):
        return HeaderPeriod(whole, None, "")
    found = _basis(line)
    basis, rest = found if found else (None, line)
    if basis and not (core := rest.strip(" %" + _EDGES)):
        return HeaderPeriod(None, basis, _tidy(rest))
    if basis and (bare := read_compact(compact(core), bare=True)):
        return HeaderPeriod(bare, basis, "%" if "%" in rest else "")
    for start, end in _places(rest):
        if period := read_compact(compact(rest[start:end])):
            return HeaderPeriod(period, basis, _tidy(f"{rest[:start]} {rest[end:]}"))
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
    """Stretches that may be a period, longest first: free of letters and digits on both sides, with a digit or TTM inside."""
    free = [i for i in range(len(line) + 1) if not (0 < i < len(line) and _joined(line[i - 1], line[i]))]
    spans = [(a, b) for a in free for b in free if 2 <= b - a <= _LONGEST and line[a:b].strip(_EDGES) == line[a:b]]
    return sorted((s for s in spans if re.search(r"\d|TTM|LTM", line[slice(*s)].upper())), key=lambda s: (s[0] - s[1], s[0]))


def _joined(left: str, right: str) -> bool:
    """Whether a cut between two characters would cut a word or number: 20|25, 1,|234, E|BIT."""
    if left.isdigit() or right.isdigit():
        return (left.isdigit() and (right.isdigit() or right in ".,%" or (right.isascii() and right.isalpha()))) or (
            right.isdigit() and (left in ".,$" or (left.isascii() and left.isalpha()))
        )
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()


def _tidy(rest: str) -> str:
    return _SIGNS.sub("", _EMPTY.sub("", re.sub(r"\s+", " ", rest))).strip()
