"""A raw grid and the lines around it → tables of the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.model import Cell, Table
from extractor.normalizers.cell_numbers import cell_kind
from extractor.parsers.text.grid import Grid, RawCell, header_height, is_period, split, stub_width
from extractor.parsers.text.statements import statement_of, unit_in


@dataclass(frozen=True, slots=True)
class Around:
    """What the lines around a grid say of it: caption, unit note, source line (and other notes), as printed."""

    caption: str = ""
    unit: str = ""
    note: str = ""


def build(grid: Grid, around: Around, number: int) -> Iterator[Table]:
    """The tables in one written grid. Ids count from `number`: `t1`, `t2`, …"""
    for part in split(grid):
        if part.height and part.width > 1:
            yield _table(part, around, f"t{number}")
            number += 1


def _table(grid: Grid, around: Around, name: str) -> Table:
    height = header_height(grid)
    cells = grid.cells if grid.spans or height < 2 else tuple(_merged(grid, height))
    rows = grid.rows()
    head = [" ".join(rows[n][c] for n in range(height)) for c in range(grid.width)]
    corner = rows[0][0].strip() if height else ""
    caption = around.caption or grid.name
    named = statement_of(corner)
    if named != "other" and statement_of(caption) != named:
        caption = corner  # a panel or block under one written caption has its own name in its corner
    unit = unit_in(corner) or unit_in(caption) or around.unit
    statement = statement_of(caption, corner)
    header, body = _rows(cells, 0, height), _rows(cells, height, grid.height)
    return Table(name, 1, None, caption, unit, statement, header, body, stub_width(rows[height:], head), around.note)


def _merged(grid: Grid, height: int) -> Iterator[RawCell]:
    """Tabs and pipes know no spans: in the upper levels of a header a blank right of a text belongs to that text."""
    rows = grid.rows()
    for cell in grid.cells:
        if cell.row >= height - 1:
            yield cell
        elif cell.text.strip() or not any(x.strip() for x in rows[cell.row][: cell.column]):
            end = cell.column + 1
            while cell.text.strip() and end < grid.width and not rows[cell.row][end].strip() and is_period(rows[cell.row + 1][end]):
                end += 1
            yield replace(cell, column_span=end - cell.column)
        elif not is_period(rows[cell.row + 1][cell.column]):
            yield cell


def _rows(cells: tuple[RawCell, ...], top: int, bottom: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(
            Cell(
                raw.row - top, raw.column, raw.text, 1, None, raw.row_span, raw.column_span, cell_kind(raw.text),
                raw.start, raw.end, raw.bold, float(raw.indent),
            )
            for raw in cells
            if raw.row == row
        )
        for row in range(top, bottom)
    )  # fmt: skip
