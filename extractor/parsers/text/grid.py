"""Raw grids, as tabs, pipes or tags give them, and how they fall into tables: panels side by side, blocks below one
another, header rows, row headers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractor.normalizers.cell_numbers import cell_kind
from extractor.normalizers.periods import read_period

_INDEX = re.compile(r"序号|排名|编号|no\.?|#|rank|.*代码|ticker|code", re.IGNORECASE)
_LABELS = re.compile(r"指标|项目|名称|科目|内容|数值|数据|数|金额|类别|公司|说明|item|value|label|metric", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell where it was written: absolute `row` and `column`, the printed text, its span in the page's text."""

    row: int
    column: int
    text: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one written table. `headed` is how many header rows the markup itself marks; None when it has no say.
    `spans` is false where the form has none (tabs, pipes), so that a blank may stand for a merged cell. `name` is a
    written caption (`<caption>`). `start` and `end` bound the whole in the page's text."""

    cells: tuple[RawCell, ...]
    start: int
    end: int
    headed: int | None = None
    spans: bool = False
    name: str = ""

    @property
    def height(self) -> int:
        return max((c.row + c.row_span for c in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((c.column + c.column_span for c in self.cells), default=0)

    def rows(self) -> list[list[str]]:
        """The texts, spans filled on the right and below."""
        out = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    out[row][column] = cell.text
        return out

    def part(self, rows: range, columns: range) -> Grid:
        """The cells inside, counted from the part's own corner; spans are cut at its edges."""
        kept = []
        for cell in self.cells:
            top, left = max(cell.row, rows.start), max(cell.column, columns.start)
            height = min(cell.row + cell.row_span, rows.stop) - top
            width = min(cell.column + cell.column_span, columns.stop) - left
            if height > 0 and width > 0:
                kept.append(replace(cell, row=top - rows.start, column=left - columns.start, row_span=height, column_span=width))
        headed = None if rows.start else self.headed
        return Grid(tuple(kept), self.start, self.end, headed, self.spans, "" if rows.start or columns.start else self.name)


def is_period(text: str) -> bool:
    return bool(text.strip()) and read_period(text.strip()) is not None


def is_number(text: str) -> bool:
    """A number (or several) that is no year or other period."""
    return cell_kind(text) in ("number", "multi") and not is_period(text)


def split(grid: Grid) -> Iterator[Grid]:
    """Tables inside one written grid: two statements side by side, several blocks each under its own years."""
    for panel in _panels(grid):
        yield from _blocks(panel)


def _panels(grid: Grid) -> Iterator[Grid]:
    """Cut before a second column of labels: text between the periods of the header, over a column without numbers."""
    rows = grid.rows()
    head = next((row for row in rows[:3] if sum(map(is_period, row)) >= 2), None)
    edges = [0]
    if head is not None:
        dates = [is_period(cell) for cell in head]
        for column in range(1, grid.width):
            body = [row[column] for row in rows if row is not head]
            labels = not dates[column] and sum(bool(b.strip()) for b in body) >= 2 and not any(map(is_number, body))
            if labels and any(dates[edges[-1] : column]) and any(dates[column:]):
                edges.append(column)
    for left, right in zip(edges, [*edges[1:], grid.width], strict=True):
        part = grid.part(range(grid.height), range(left, right))
        texts = part.rows()
        while right - left > 1 and all(not row[right - left - 1].strip() for row in texts):
            right -= 1
        yield grid.part(range(grid.height), range(left, right))


def _blocks(grid: Grid) -> Iterator[Grid]:
    """Cut before each further row of periods: a block of rows with its own year header."""
    rows = grid.rows()
    first = header_height(grid)
    cuts = [0, *(n for n in range(max(first, 1) + 1, grid.height - 1) if _year_row(rows[n])), grid.height]
    for top, bottom in itertools.pairwise(cuts):
        yield grid.part(range(top, bottom), range(grid.width))


def _year_row(row: list[str]) -> bool:
    """Periods all along, and so written that no row of amounts can be meant: with letters, or year after year."""
    cells = [cell.strip() for cell in row[1:]]
    if len(cells) < 2 or not all(map(is_period, cells)):
        return False
    lettered = any(not cell.isdigit() for cell in cells)
    return lettered or all(int(b) - int(a) == 1 for a, b in itertools.pairwise(cells))


def header_height(grid: Grid) -> int:
    """How many rows on top are column headers."""
    rows = grid.rows()
    if not rows:
        return 0
    if any(map(is_number, rows[0])) and sum(map(is_period, rows[0])) < 2:
        return 0
    if grid.headed is None and grid.width == 2 and _keyed(rows):
        return 0
    reach = max((c.row + c.row_span for c in grid.cells if c.row == 0 and c.row_span < grid.height), default=1)
    height = max(1, min(reach, grid.headed or 1) if grid.headed else reach)
    while height < grid.height - 1 and _continues(rows, height):
        height += 1
    return max(height, min(grid.headed or 0, grid.height - 1))


def _keyed(rows: list[list[str]]) -> bool:
    """Two columns, keys and values, with no header above them."""
    key, value = rows[0][0].strip(), rows[0][1].strip()
    return bool(key) and bool(value) and not is_period(value) and not (_LABELS.fullmatch(key) or _LABELS.fullmatch(value))


def _continues(rows: list[list[str]], at: int) -> bool:
    """Row `at` is a further header level: periods (or texts under a row that has gaps), no number, above numbers."""
    row, above = rows[at], rows[at - 1]
    cells = [cell for cell in row[1:] if cell.strip()]
    if len(cells) < 2 or any(map(is_number, row)) or sum(map(is_period, above)) >= 2:
        return False
    repeated = any(a.strip() and a == b for a, b in itertools.pairwise(above))
    gaps = repeated or any(not cell.strip() for cell in above[1:])
    return gaps and (sum(map(is_period, cells)) >= 2 or (repeated and any(map(is_number, rows[at + 1]))))


def stub_width(rows: Iterable[list[str]], header: list[str]) -> int:
    """How many columns on the left are row headers: those before the first that holds numbers. Running numbers and
    tickers are no amounts."""
    body = list(rows)
    for column in range(len(header)):
        index = bool(_INDEX.fullmatch(header[column].strip()))
        if not index and any(is_number(row[column]) for row in body) and column:
            return column
    return 1
