"""Slips that several columns show together: two cells of a row exchanged, a row set one column off.

A row that is off by one column fails everywhere, which looks like another definition; that the relation holds in every
column once the row is moved tells the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log10

from extractor.arithmetic.interval import ZERO
from extractor.arithmetic.matrix import Lattice
from extractor.arithmetic.relations import Sum, gap
from extractor.model import Fact
from extractor.taxonomy.relations import Relations
from extractor.validators.book import Series
from extractor.validators.formulas import Outcome, outcome_of

_COLUMNS = 3


def exchanged(grid: Lattice, relation: Sum) -> str | None:
    """The row of which two cells are exchanged: exactly two columns fail, and changing those two cells back mends both."""
    failing = [column for column, verdict in enumerate(relation.verdicts) if verdict is False]
    if len(failing) != 2 or relation.holding < 2:
        return None
    a, b = failing
    left, right = gap(grid, relation.total, relation.parts, a), gap(grid, relation.total, relation.parts, b)
    for row, weight in ((relation.total, -1), *relation.parts):
        here, there = grid.values[row][a], grid.values[row][b]
        if left is None or right is None or here is None or there is None or here == there:
            continue
        change = weight * (there - here)
        if abs(left[0] - change) <= left[1] and abs(right[0] + change) <= right[1]:
            return str(row)
    return None


def mended(result: Series, outcome: Outcome, declared: Relations, margin: float = 3.0) -> tuple[str, ...]:
    """Hints naming the row that is one column off, or two of whose cells are exchanged; empty where no single move
    makes every column hold, or where that could be chance: `margin` digits beyond
    the number of moves tried must speak for it."""
    if outcome.failing < 2:
        return ()
    columns = _columns(result, *outcome.series.values())
    tries: list[tuple[str, str | None, Series]] = []
    for operand, series in outcome.series.items():
        tries += [(hint, operand, other) for hint, other in _changes(series, outcome, columns)]
    tries += [(hint, None, other) for hint, other in _changes(result, outcome, columns)]
    found = []
    for hint, role, other in tries:
        own = result if role else other
        tried = outcome_of(own, outcome.formula, {**outcome.series, role: other} if role else outcome.series, declared)
        if len(tried.holds) >= _COLUMNS and not tried.failing and _closed(result, outcome, tried) >= margin + log10(len(tries)):
            found.append(hint)
    return tuple(found[:3])


def _closed(result: Series, before: Outcome, after: Outcome) -> float:
    """Digits that closing the gaps proves: how far they were beyond rounding."""
    digits = 0.0
    for period, computed, ok in zip(before.periods, before.computed, before.holds, strict=True):
        own = result.intervals[period]
        if not ok and period in after.periods and own.middle is not None and computed.middle is not None:
            slack = ((own.width or ZERO) + (computed.width or ZERO)) / 2
            digits += log10(abs(own.middle - computed.middle) / slack) if slack else 3.0
    return digits


def same_moved(series: Series, other: Series) -> bool:
    """Whether two tellings of one row differ in every column and agree in all but one once moved."""
    for _, shifted in _moves(other, _columns(series, other)):
        shared = [p for p in series.facts if p in shifted.facts]
        if len(shared) >= _COLUMNS and all(series.facts[p].value == shifted.facts[p].value for p in shared):
            return len({series.facts[p].value for p in shared}) >= _COLUMNS
    return False


def _changes(series: Series, outcome: Outcome, columns: Sequence[str]) -> Iterator[tuple[str, Series]]:
    """The series as it would stand without the slip: moved where most columns fail, two cells exchanged where few do."""
    label = series.head.row_header or series.head.label
    failing = [period for period, ok in zip(outcome.periods, outcome.holds, strict=True) if not ok]
    if len(failing) >= _COLUMNS and len(failing) * 2 > len(outcome.holds):
        for step, other in _moves(series, columns):
            yield f"column_shift {step:+d} {label}", other
    if 2 <= len(failing) <= 3 and len(outcome.holds) > len(failing):
        here = [period for period in series.facts if period in failing]
        for k, one in enumerate(here):
            for two in here[k + 1 :]:
                if series.facts[one].value != series.facts[two].value:
                    facts = {**series.facts, one: series.facts[two], two: series.facts[one]}
                    yield f"exchanged {label} {series.facts[one].raw} {series.facts[two].raw}", replace(series, facts=facts)


def _moves(series: Series, columns: Sequence[str]) -> Iterator[tuple[int, Series]]:
    """The series set one of the `columns` to the right and to the left, the way the print would stand if it were so."""
    if len(series.facts) >= _COLUMNS and len({fact.value for fact in series.facts.values()}) > 2:
        for step in (1, -1):
            pairs: dict[str, Fact] = {}
            for period, fact in series.facts.items():
                place = columns.index(period) + step
                if 0 <= place < len(columns):
                    pairs[columns[place]] = fact
            yield step, replace(series, facts=pairs)


def _columns(*lines: Series) -> list[str]:
    """The periods that the lines have together, in order."""
    return sorted({period for series in lines for period in series.facts})
