"""The lines of a statement's subtotals: what 其他 means stands in the subtotal that it is a part of.

Brokers print a subtotal before its lines (流动资产, then cash, …) or after them (流动资产合计 last). Which of the two a
statement does is seen from the lines whose place is known: cash is a current asset, capital expenditure is invested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.finders.cells.grid import Grid, Row
from extractor.normalizers.terms import match_term, section_of
from extractor.taxonomy.relations import relations

_ENDS = ("assets", "liabilities", "equity", "total")
"""Roles of totals that end the groups before them."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its metric; `subtotal` when it sums an area, `end` when it closes all areas above it."""

    row: Row
    metric: str | None
    subtotal: bool
    end: bool


def groups(grid: Grid) -> Mapping[int, str]:
    """The header of the subtotal that each row is a line of, by row; empty where the print does not show it."""
    statement = grid.table.statement
    if statement not in ("balance", "cashflow"):
        return {}
    lines = [_line(row, statement) for row in grid.rows if row.filled and row.heads]
    after, before = _assigned(lines), _assigned(lines[::-1])
    fit_after, fit_before = _fit(lines, after), _fit(lines, before)
    if fit_after == fit_before:
        return {}
    chosen = after if fit_after > fit_before else before
    return {index: line.row.header for index, line in chosen.items()}


def _line(row: Row, statement: str) -> _Line:
    label = row.heads[-1].label
    found = match_term(label, statement) if label else None
    metric = found.metric if found and found.basis == "value" else None
    subtotal = bool(metric) and section_of(label) is not None
    return _Line(row, metric, subtotal, bool(metric) and not subtotal and metric in _totals())


def _assigned(lines: Sequence[_Line]) -> Mapping[int, _Line]:
    """Each line with the last subtotal before it in this order."""
    group: _Line | None = None
    out = {}
    for line in lines:
        if line.subtotal or line.end:
            group = line if line.subtotal else None
        elif group:
            out[line.row.index] = group
    return out


def _fit(lines: Sequence[_Line], assigned: Mapping[int, _Line]) -> int:
    """How many lines stand with the subtotal that they belong to, less those that stand with another."""
    score = 0
    for line in lines:
        group = assigned.get(line.row.index)
        own = _subtotals_of(line.metric) if line.metric else frozenset()
        if group and own:
            score += 1 if group.metric in own else -1
    return score


@cache
def _subtotals_of(metric: str) -> frozenset[str]:
    """The totals that a metric is declared to be a part of."""
    known = relations()
    return frozenset(total for group in known.groups if metric in group.members for total in known.metrics(group.total))


@cache
def _totals() -> frozenset[str]:
    known = relations()
    return frozenset(metric for role in _ENDS for metric in known.metrics(role)) | {"total_liabilities_and_equity", "net_cash_change"}
