"""Finds sums in a matrix of numbers: which row is the total of which rows next to it, over all columns.

`find_sums` is the search: nested, totals before or after their parts, blanks ignored, bounded in time, and with the
evidence that the relation is no coincidence. `judge_sum` decides one given relation column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from extractor.arithmetic.evidence import digits
from extractor.arithmetic.matrix import Lattice, Matrix, lattice

MARGIN = 3.0
"""Digits of evidence beyond the number of hypotheses tried: one false find in a thousand tables of noise."""
DOUBT = 3.0
"""Digits more where the relation fails in a column: to contradict the print takes more than to confirm it."""
LONGEST = 40
"""The most parts a total is searched for."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` = the weighted `parts`, as (row, +1 or -1). `verdicts` says for each column True: holds at printed
    precision, False: does not, None: not bound (the total or all parts blank, or a part missing).
    `evidence` is in decimal digits (see `evidence.digits`)."""

    total: int
    parts: tuple[tuple[int, int], ...]
    verdicts: tuple[bool | None, ...]
    evidence: float

    @property
    def holding(self) -> int:
        return sum(1 for verdict in self.verdicts if verdict)

    @property
    def failing(self) -> int:
        return sum(1 for verdict in self.verdicts if verdict is False)


def find_sums(matrix: Matrix, likely: Sequence[float] = ()) -> tuple[Sum, ...]:
    """The sums that the matrix itself shows, innermost first.

    `matrix` holds one row a printed line and one column a period, all in one unit; None is a blank cell. A row that is
    blank throughout (a heading) is looked through. Parts of one total stand next to it, before or after; a total that
    is itself a part stands for its own parts, so hierarchies are found from the inside out. `likely` gives, per row,
    digits of evidence for its being a total that its label adds (合计, total); none by default.

    A sum is found when it holds in all columns where it is bound, or fails in a few while the others prove it
    (`Sum.verdicts` tells which). Time grows with rows², so a table of 100 rows takes a few milliseconds.

    >>> from decimal import Decimal
    >>> from extractor.arithmetic.matrix import Number
    >>> rows = [(1456, 1748, 2097), (1318, 1595, 1930), (139, 153, 168)]
    >>> [s.parts for s in find_sums([[Number(Decimal(v), 0) for v in row] for row in rows])]
    [((1, 1), (2, 1))]
    """
    return search(lattice(matrix), likely)


def search(grid: Lattice, likely: Sequence[float] = ()) -> tuple[Sum, ...]:
    """`find_sums` on a lattice."""
    open_rows = [row for row in range(len(grid.values)) if not grid.blank(row)]
    tried = max(2 * len(open_rows) * min(len(open_rows), LONGEST), 1)
    found: list[Sum] = []
    known: set[tuple[int, tuple[tuple[int, int], ...]]] = set()
    while True:
        best: dict[int, Sum] = {}
        for total, parts in _candidates(grid, open_rows):
            candidate = judge_sum(grid, total, parts)
            bonus = likely[total] if total < len(likely) else 0.0
            if (total, parts) not in known and convincing(candidate, log10(tried) - bonus):
                rival = best.get(total)
                if rival is None or _merit(grid, candidate) > _merit(grid, rival):
                    best[total] = candidate
        # a total that is a part of another total first gathers its own parts
        inner = [c for c in best.values() if not any(row in best for row, _ in c.parts)] or list(best.values())
        taken: set[int] = set()
        for candidate in sorted(inner, key=lambda c: (c.failing, len(c.parts), -c.evidence, c.total)):
            children = {row for row, _ in candidate.parts}
            if taken & (children | {candidate.total}):
                continue
            taken |= children | {candidate.total}
            found.append(candidate)
            known.add((candidate.total, candidate.parts))
            open_rows = [row for row in open_rows if row not in children]
        if not taken:
            return tuple(found)


def convincing(candidate: Sum, hypotheses: float, margin: float = MARGIN) -> bool:
    """Whether the columns that hold prove the sum against `hypotheses` (log10 of how many were tried), and those that
    fail are few enough to be the exception."""
    need = hypotheses + margin
    if candidate.failing == 0:
        return candidate.holding > 0 and candidate.evidence >= need
    bound = candidate.holding + candidate.failing
    few = max(1, bound // 4, 2 if bound >= 5 else 1)
    return candidate.failing <= few and candidate.holding >= 3 and candidate.evidence >= need + DOUBT


def judge_sum(grid: Lattice, total: int, parts: Sequence[tuple[int, int]]) -> Sum:
    """Decides `total` = weighted `parts` in every column, blanks ignored. A column that fails with a part blank is
    decided only where another column with the same blanks holds: there the blank is nothing rather than missing."""
    raw = [_verdict(grid, total, parts, column) for column in range(grid.width)]
    blanks = [frozenset(row for row, _ in parts if grid.values[row][column] is None) for column in range(grid.width)]
    empty = {blanks[column] for column, verdict in enumerate(raw) if verdict}
    verdicts = tuple(
        None if verdict is False and blanks[column] and blanks[column] not in empty else verdict for column, verdict in enumerate(raw)
    )
    holding = [column for column, verdict in enumerate(verdicts) if verdict]
    return Sum(total, tuple(parts), verdicts, digits(grid, total, parts, holding))


def gap(grid: Lattice, total: int, parts: Sequence[tuple[int, int]], column: int) -> tuple[int, int] | None:
    """(total - parts, slack) on the lattice; None where the total or all parts are blank."""
    reported = grid.values[total][column]
    if reported is None:
        return None
    computed, slack, bound = 0, grid.slack[total][column], False
    for row, weight in parts:
        value = grid.values[row][column]
        if value is not None:
            computed, slack, bound = computed + weight * value, slack + grid.slack[row][column], True
    return (reported - computed, slack) if bound else None


def _verdict(grid: Lattice, total: int, parts: Sequence[tuple[int, int]], column: int) -> bool | None:
    found = gap(grid, total, parts, column)
    if found is None:
        return None
    return abs(found[0]) <= found[1]


def _merit(grid: Lattice, candidate: Sum) -> tuple[int, int, float]:
    """More columns hold, fewer fail, and the smaller the residue the better."""
    residue = 0.0
    for column, verdict in enumerate(candidate.verdicts):
        found = gap(grid, candidate.total, candidate.parts, column) if verdict else None
        residue += abs(found[0]) / max(found[1], 1) if found else 0.0
    return candidate.holding, -candidate.failing, -residue


def _candidates(grid: Lattice, rows: Sequence[int]) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """Contiguous blocks right before or after a row that sum to it in one of three pivot columns."""
    pivots = sorted(range(grid.width), key=lambda c: (-sum(1 for row in rows if grid.values[row][c] is not None), c))[:3]
    found: dict[tuple[int, tuple[tuple[int, int], ...]], None] = {}
    for column in pivots:
        values, slack = [grid.values[row][column] for row in rows], [grid.slack[row][column] for row in rows]
        for at, reported in enumerate(values):
            if reported is None:
                continue
            for block in (range(at - 1, max(at - 1 - LONGEST, -1), -1), range(at + 1, min(at + 1 + LONGEST, len(rows)))):
                for size in _hits(values, slack, reported, slack[at], block):
                    found[rows[at], tuple((rows[k], 1) for k in sorted(block[:size]))] = None
    return list(found)


def _hits(values: Sequence[int | None], slack: Sequence[int], reported: int, own: int, block: range) -> list[int]:
    """The sizes of the block at which its running sum meets the reported number, two parts at least."""
    left, allowed, terms = reported, own, 0
    hits = []
    for size, row in enumerate(block, start=1):
        value = values[row]
        if value is not None:
            left, allowed, terms = left - value, allowed + slack[row], terms + (value != 0)
        if -allowed <= left <= allowed and terms >= 2:
            hits.append(size)
    return hits
