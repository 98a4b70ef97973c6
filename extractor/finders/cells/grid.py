"""A table as its headers read it: what stands above each column, and left of and above each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.finders.cells.heads import Head, read_head
from extractor.finders.cells.merged import group_names
from extractor.model import Cell, Table
from extractor.normalizers.characters import key
from extractor.taxonomy.table_words import table_words

JOIN = " | "


@dataclass(frozen=True, slots=True)
class Column:
    """The header levels over a column, outermost first; a title over several columns stands over each."""

    index: int
    header: str
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A body row. `header` joins its own header cells (`heads`, in the columns `stubs`); `merged` are texts of header
    cells that reach down to it from a row above. `values` are its cells right of the headers."""

    index: int
    header: str
    heads: tuple[Head, ...]
    stubs: tuple[int, ...]
    merged: tuple[str, ...]
    values: tuple[Cell, ...]
    indent: float
    bold: bool

    @property
    def filled(self) -> bool:
        """It holds a number or a placeholder."""
        return any(cell.kind in ("number", "multi", "placeholder") for cell in self.values)

    @property
    def bare(self) -> bool:
        """A name and nothing else."""
        return len(self.heads) == 1 and not any(cell.text.strip() for cell in self.values)


@dataclass(frozen=True, slots=True)
class Grid:
    table: Table
    columns: Mapping[int, Column]
    rows: tuple[Row, ...]
    corner: tuple[Head, ...]
    stub_heads: Mapping[int, Head]


def read_grid(table: Table) -> Grid:
    """Read all headers of a table."""
    width = 1 + max((c.column + c.column_span - 1 for row in (*table.header_rows, *table.body_rows) for c in row), default=0)
    columns = {n: _column(table, n) for n in range(table.stub, width)}
    corner = tuple(read_head(text) for text in dict.fromkeys(c.text.strip() for c in _stub_cells(table)) if text)
    stub_heads = {c.column: read_head(c.text) for c in _stub_cells(table) if c.text.strip()}
    return Grid(table, columns, tuple(_rows(table)), corner, stub_heads)


def _stub_cells(table: Table) -> list[Cell]:
    return [cell for row in table.header_rows for cell in row if cell.column < table.stub]


def _column(table: Table, index: int) -> Column:
    """Spanned titles count for each column below them; the same text on two levels counts once."""
    texts: list[str] = []
    for row in table.header_rows:
        for cell in row:
            text = _joined(cell.text)
            if cell.column <= index < cell.column + cell.column_span and text and text not in texts and cell.column >= table.stub:
                texts.append(text)
    return Column(index, JOIN.join(texts), tuple(read_head(text) for text in texts))


def _rows(table: Table) -> list[Row]:
    """A header cell that spans rows is the section of all of them; ratings (买入) are no headers."""
    words = table_words()
    ratings = {c.column for c in _stub_cells(table) if key(c.text) in words.rating_headers}
    reach: dict[int, tuple[int, str]] = {}  # column → last row that a header cell reaches, its text
    rows = []
    for index, cells in enumerate(table.body_rows):
        stubs = [c for c in cells if c.column < table.stub and c.text.strip()]
        reach |= {c.column: (index + c.row_span - 1, _joined(c.text)) for c in stubs if c.row_span > 1}
        merged = tuple(text for column, (last, text) in sorted(reach.items()) if index <= last)
        heads = [c for c in stubs if c.row_span == 1 and c.column not in ratings]
        rows.append(_row(index, heads, merged, tuple(c for c in cells if c.column >= table.stub)))
    return _filled_down(rows, table)


def _row(index: int, heads: Sequence[Cell], merged: tuple[str, ...], values: tuple[Cell, ...]) -> Row:
    texts = [_joined(c.text) for c in heads]
    return Row(
        index,
        JOIN.join(texts),
        tuple(read_head(text) for text in texts),
        tuple(c.column for c in heads),
        merged,
        values,
        heads[0].indent if heads else 0.0,
        bool(heads) and all(c.bold for c in heads),
    )


def _filled_down(rows: list[Row], table: Table) -> list[Row]:
    """Print merges a group's name without saying so: the first header column is blank on rows whose other header cells
    are filled. A name that stands between two rows, in the middle of its group, comes as a row of its own."""
    if table.stub < 2:
        return rows
    first = {index: c for index, cells in enumerate(table.body_rows) for c in cells if c.column == 0}
    group = [row for row in rows if row.index in first and row.heads and not row.bare]
    names = [_joined(first[row.index].text) for row in group]
    labels = [row.heads[-1].text for row in group]
    alone = [row for row in rows if row.bare and row.stubs == (0,)]
    between = [(sum(other.index < row.index for other in group) - 0.5, row.header) for row in alone]
    if (not any(names) and not between) or all(names):
        return rows
    found = group_names(names, _places(group, first), labels, between)
    merged = {row.index: name for row, name in zip(group, found, strict=True)}
    out = []
    for row in rows:
        heads = [c for c in table.body_rows[row.index] if c.column in row.stubs and c.column]
        name = merged.get(row.index, "")
        if row not in alone:
            out.append(_row(row.index, heads, (name,), row.values) if name else row)
    return out


def _places(rows: Sequence[Row], first: Mapping[int, Cell]) -> list[float]:
    """Where each row's first cell stands among the rows, in rows: 2.5 is between the third and the fourth."""
    middles = [next((c.bbox.middle for c in row.values if c.bbox and c.text.strip()), None) for row in rows]
    known = [m for m in middles if m is not None]
    if len(known) < len(rows) or known != sorted(set(known)):
        return [float(n) for n in range(len(rows))]
    places = []
    for n, row in enumerate(rows):
        box = first[row.index].bbox
        if box is None or not first[row.index].text.strip():
            places.append(float(n))
            continue
        at = max((k for k, m in enumerate(known) if m <= box.middle), default=0)
        below = known[at + 1] if at + 1 < len(known) else known[at] + 1
        places.append(at + (box.middle - known[at]) / (below - known[at]))
    return places


def left_label(row: Row, cell: Cell, first: Sequence[Cell]) -> tuple[Head, ...]:
    """In a box of keys and values without header: the nearest text left of the value, else the row's own headers."""
    texts = [c for c in first if c.column < cell.column and c.kind == "text" and c.text.strip()]
    return (read_head(_joined(texts[-1].text)),) if texts else row.heads


def _joined(text: str) -> str:
    """A header cell's lines as one: without a gap inside Chinese, with a space between Latin words."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    out = parts[0] if parts else ""
    for part in parts[1:]:
        out += (" " if out[-1].isascii() and part[0].isascii() else "") + part
    return out
