"""How much it proves that a sum comes out right: decimal digits by which chance is ruled out.

A column in which the total must fall into a slack of w on a scale of M comes out right by accident about once in M/w
times, so it proves log10(M/w) digits. A column that repeats another proves nothing new, one that differs from it by
little proves as much as it differs; zeros, and a total that merely repeats its one part, prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10

from extractor.arithmetic.matrix import Lattice


def digits(grid: Lattice, total: int, parts: Sequence[tuple[int, int]], columns: Iterable[int]) -> float:
    """The digits that the columns in which the sum holds prove together."""
    rows = [total, *(row for row, _ in parts)]
    seen: list[tuple[int, ...]] = []
    proved = 0.0
    for column in columns:
        here = tuple(grid.values[row][column] or 0 for row in rows)
        if sum(1 for value in here[1:] if value) < 2:
            continue
        width = max(sum(grid.slack[row][column] for row in rows), 1)
        news = min((max(abs(a - b) for a, b in zip(here, other, strict=True)) for other in seen), default=abs(here[0]))
        scale = min(news, max(abs(value) for value in here))
        proved += log10(scale / width) if scale > width else 0.0
        seen.append(here)
    return proved
