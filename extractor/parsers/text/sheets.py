"""Pages that another program has read: its texts and tables, written out in reading order and read as a text page is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractor.model import Block, Box, Cell, Page, Table
from extractor.parsers.text.grid import Grid, RawCell
from extractor.parsers.text.markup import shown
from extractor.parsers.text.pages import read_page


@dataclass(frozen=True, slots=True)
class Part:
    """A cell as another program gives it, with its box on the page where it says one."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    box: Box | None = None


@dataclass(slots=True)
class Sheet:
    """One page while it is written out. Boxes are in points from the page's top left."""

    number: int
    width: float = 0.0
    height: float = 0.0
    _text: str = ""
    _grids: list[Grid] = field(default_factory=list)
    _headings: list[tuple[int, int]] = field(default_factory=list)
    _furniture: list[tuple[int, int]] = field(default_factory=list)
    _boxes: list[tuple[int, int, Box]] = field(default_factory=list)
    _places: dict[tuple[int, int], Box] = field(default_factory=dict)

    def write(self, text: str, box: Box | None = None, heading: bool = False, furniture: bool = False) -> None:
        """A paragraph. Its line ends are the other program's, not the print's meaning: one line."""
        line = " ".join(text.split())
        if not line:
            return
        start = self._begin()
        self._text += line
        span = (start, len(self._text))
        if heading:
            self._headings.append(span)
        if furniture:
            self._furniture.append(span)
        if box:
            self._boxes.append((*span, box))

    def write_html(self, source: str, box: Box | None = None) -> None:
        """The tables (and texts between them) of a piece of HTML."""
        text, grids, _ = shown(source)
        start = self._begin()
        self._text += text.rstrip("\n")
        self._grids += [replace(g, cells=tuple(_moved(c, start) for c in g.cells), start=g.start + start, end=g.end + start) for g in grids]
        if box:
            self._boxes.append((start, len(self._text), box))

    def write_table(self, parts: Iterable[Part], box: Box | None = None) -> None:
        """A table of cells. Overlapping cells: the first one stands."""
        taken: set[tuple[int, int]] = set()
        cells: list[RawCell] = []
        start = self._begin()
        row = -1
        for part in sorted(parts, key=lambda p: (p.row, p.column)):
            places = {(part.row + r, part.column + c) for r in range(part.row_span) for c in range(part.column_span)}
            if places & taken:
                continue
            taken |= places
            if row not in (-1, part.row):
                self._text += "\n"
            elif row == part.row:
                self._text += "\t"
            row = part.row
            at = len(self._text)
            self._text += " ".join(part.text.split())
            cells.append(RawCell(part.row, part.column, self._text[at:], at, len(self._text), part.row_span, part.column_span, part.header))
            if part.box:
                self._places[at, len(self._text)] = part.box
        if not cells:
            return
        height, width = max(r for r, _ in taken) + 1, max(c for _, c in taken) + 1
        end = len(self._text)
        cells += [RawCell(r, c, "", end, end) for r in range(height) for c in range(width) if (r, c) not in taken]
        headed = 0
        while headed < height and all(c.bold for c in cells if c.row == headed and c.text.strip() and c.column):
            headed += 1
        ordered = tuple(sorted((replace(c, bold=False) for c in cells), key=lambda c: (c.row, c.column)))
        self._grids.append(Grid(ordered, start, end, headed if 0 < headed < height else None, True))
        if box:
            self._boxes.append((start, end, box))

    def _begin(self) -> int:
        if self._text:
            self._text += "\n"
        return len(self._text)

    def read(self) -> tuple[Page, tuple[Table, ...]]:
        """The page and its tables, ids `p3.t1`, `p3.t2`, …"""
        blocks, tables = read_page(self._text, self._grids, self._headings)
        page = Page(self.number, round(self.width, 2), round(self.height, 2), self._text, tuple(self._block(b) for b in blocks))
        return page, tuple(self._table(t) for t in tables)

    def _block(self, block: Block) -> Block:
        furniture = any(start <= block.start and block.end <= end for start, end in self._furniture)
        box = next((b for start, end, b in self._boxes if start <= block.start and block.end <= end), None)
        return replace(block, kind="furniture" if furniture else block.kind, box=box)

    def _table(self, table: Table) -> Table:
        first = next((c.start for row in (*table.header_rows, *table.body_rows) for c in row if c.start is not None), 0)
        box = next((b for start, end, b in self._boxes if start <= first <= end), None)
        head = tuple(tuple(self._cell(c) for c in row) for row in table.header_rows)
        body = tuple(tuple(self._cell(c) for c in row) for row in table.body_rows)
        return replace(table, id=f"p{self.number}.{table.id}", page=self.number, bbox=box, header_rows=head, body_rows=body)

    def _cell(self, cell: Cell) -> Cell:
        box = self._places.get((cell.start, cell.end)) if cell.start is not None and cell.end is not None else None
        return replace(cell, page=self.number, bbox=box)


def _moved(cell: RawCell, by: int) -> RawCell:
    return replace(cell, start=cell.start + by, end=cell.end + by)
