"""A matrix of printed numbers, and the same on an integer lattice where sums are exact and fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """One printed number and its printed precision (`decimals` as in XBRL; None: exact)."""

    value: Decimal
    decimals: int | None


Matrix = Sequence[Sequence[Number | None]]
"""Rows of columns; None is a blank cell (or one that is no single number). All numbers in one unit."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """`values[row][column]` twice the number and `slack[row][column]` twice its half rounding unit, as integers in
    units of the finest printed place; None and 0 where the cell is blank."""

    values: tuple[tuple[int | None, ...], ...]
    slack: tuple[tuple[int, ...], ...]
    width: int

    def blank(self, row: int) -> bool:
        return all(value is None for value in self.values[row])


def lattice(matrix: Matrix) -> Lattice:
    """The matrix on the lattice of its finest place; short rows are filled with blanks."""
    numbers = [cell for row in matrix for cell in row if cell is not None]
    places = [_places(cell) for cell in numbers] + [cell.decimals for cell in numbers if cell.decimals is not None]
    place = max(places, default=0)
    width = max((len(row) for row in matrix), default=0)
    values, slack = [], []
    for row in matrix:
        cells = [*row, *([None] * (width - len(row)))]
        values.append(tuple(None if cell is None else 2 * int(cell.value.scaleb(place)) for cell in cells))
        slack.append(tuple(0 if cell is None or cell.decimals is None else 10 ** (place - cell.decimals) for cell in cells))
    return Lattice(tuple(values), tuple(slack), width)


def _places(number: Number) -> int:
    """The decimal places that the value itself needs: more than `decimals` only in hand-edited data."""
    exponent = number.value.normalize().as_tuple().exponent if number.value else 0
    return -exponent if isinstance(exponent, int) else 0
