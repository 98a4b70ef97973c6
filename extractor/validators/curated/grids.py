"""Curated numbers as matrices: one for every table (wide) or entity (long) and unit, rows as written, columns periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.arithmetic.matrix import Number
from extractor.taxonomy.curated import fold, names
from extractor.validators.curated.reading import Curated

NOT_ADDITIVE = ("ratio", "pp", "x")
_TOTAL = 2.0


@dataclass(frozen=True, slots=True)
class Grid:
    """`cells[row][column]`, None where nothing is written. All levels, all in one unit that adds up."""

    cells: tuple[tuple[Curated | None, ...], ...]

    @property
    def matrix(self) -> tuple[tuple[Number | None, ...], ...]:
        return tuple(
            tuple(None if cell is None or cell.fact.value is None else Number(cell.fact.value, cell.fact.decimals) for cell in row)
            for row in self.cells
        )

    @property
    def likely(self) -> tuple[float, ...]:
        """Digits of evidence that each row's name adds to its being a total (合计)."""
        return tuple(_TOTAL if any(word in fold(self.name(row)) for word in names().totals) else 0.0 for row in range(len(self.cells)))

    def name(self, row: int) -> str:
        return next((name_of(cell) for cell in self.cells[row] if cell is not None), "")

    def history(self, column: int) -> bool:
        """Whether nothing in the column is a forecast."""
        return not any(row[column] is not None and row[column].fact.status == "E" for row in self.cells)  # type: ignore[union-attr]


def name_of(number: Curated) -> str:
    """What a person calls the row: its product, else its metric."""
    return number.entry.product or number.entry.metric


def adds_up(number: Curated) -> bool:
    """Levels in money, people or things add up; rates, multiples and amounts per share do not."""
    unit = number.fact.unit
    return number.fact.basis == "value" and unit is not None and unit not in NOT_ADDITIVE and not unit.endswith("/share")


def grids(numbers: Iterable[Curated]) -> tuple[Grid, ...]:
    """The matrices, in order of their first number."""
    groups: dict[tuple[object, ...], list[Curated]] = {}
    for number in numbers:
        if adds_up(number):
            entry = number.entry
            where = (entry.place.sheet, entry.table) if entry.column >= 0 else (entry.entity, entry.source)
            groups.setdefault((entry.place.file, entry.column >= 0, *where, number.fact.unit), []).append(number)
    return tuple(_grid(group) for group in groups.values())


def _grid(group: Sequence[Curated]) -> Grid:
    rows: dict[object, int] = {}
    columns: dict[object, int] = {}
    at: dict[tuple[int, int], Curated] = {}
    for number in sorted(group, key=lambda n: n.entry.row) if group[0].entry.column >= 0 else group:
        entry, fact = number.entry, number.fact
        row_key: object = entry.row if entry.column >= 0 else (fact.metric, entry.product)
        column_key: object = entry.column if entry.column >= 0 else (fact.period, fact.status)
        row = rows.setdefault(row_key, len(rows))
        column = columns.setdefault(column_key, len(columns))
        at.setdefault((row, column), number)
    return Grid(tuple(tuple(at.get((row, column)) for column in range(len(columns))) for row in range(len(rows))))
