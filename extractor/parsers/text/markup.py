"""HTML: the tables in it, as written in a page or inside Markdown, and the text that a page shows."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from extractor.parsers.text.grid import Grid, RawCell

_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK = frozenset(
    [
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tbody", "tfoot", "thead", "tr", "ul"),
    ]
)
_HIDDEN = frozenset(("head", "script", "style", "template", "noscript"))
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class _Open:
    """A table while it is being read."""

    start: int
    cells: list[RawCell] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    headed: int = 0
    in_head: bool = False
    plain: bool = False  # the row has a <td>
    name: str | None = None


@dataclass(slots=True)
class _Cell:
    """A cell (or caption) while it is being read: its pieces and where they stand."""

    start: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    text: str = ""
    end: int = 0
    bold: bool = False
    indent: int = 0


class _Reader(HTMLParser):
    """Collects grids. With `show` it also writes the shown text, and places count in that; else in the source."""

    def __init__(self, base: int = 0, show: bool = False) -> None:
        super().__init__(convert_charrefs=False)
        self.base, self.show = base, show
        self.grids: list[Grid] = []
        self.headings: list[tuple[int, int]] = []
        self.shown = ""
        self._hidden = 0
        self._tables: list[_Open] = []
        self._cell: _Cell | None = None
        self._caption = False
        self._heading: int | None = None
        self._starts: list[int] = [0]

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![` without a name behind it is text gone wrong; the library's own reader stops there with an AssertionError."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def read(self, source: str) -> None:
        for line in source.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.feed(source)
        self.close()
        while self._tables:
            self.handle_endtag("table")

    def _at(self) -> int:
        line, column = self.getpos()
        return self.base + self._starts[line - 1] + column

    def _break(self) -> None:
        if self.show and self._cell is None and self.shown and not self.shown.endswith("\n"):
            self.shown = self.shown.rstrip(" \t") + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        given = {key: value or "" for key, value in attrs}
        if tag == "br" and self._cell is not None:
            self._write("\n", self._at(), 0)
        elif tag in _BLOCK:
            self._break()
        if tag == "table":
            self._end_cell()
            self._break()
            self._tables.append(_Open(len(self.shown) if self.show else self._at()))
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading = len(self.shown)
        elif tag in ("b", "strong") and self._cell is not None and not self._cell.text.strip():
            self._cell.bold = True
        if not self._tables:
            return
        table = self._tables[-1]
        if tag == "thead":
            table.in_head = True
        elif tag == "caption":
            self._caption, table.name = True, ""
        elif tag == "tr":
            self._end_cell()
            table.row += 1
            table.plain = False
        elif tag in ("td", "th"):
            self._end_cell()
            table.row = max(table.row, 0)
            at = len(self.shown) if self.show else self._at()
            table.plain |= tag == "td"
            self._cell = _Cell(at, _span(given.get("rowspan")), _span(given.get("colspan")), tag == "th", end=at)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6") and self._heading is not None:
            self.headings.append((self._heading, len(self.shown)))
            self._heading = None
        if self._tables:
            table = self._tables[-1]
            if tag in ("td", "th"):
                self._end_cell()
            elif tag == "tr":
                self._end_cell()
                own = [c for c in table.cells if c.row == table.row]
                if own and (table.in_head or not table.plain) and table.headed == table.row:
                    table.headed += 1
            elif tag == "thead":
                table.in_head = False
            elif tag == "caption":
                self._caption = False
            elif tag == "table":
                self._end_cell()
                self._tables.pop()
                self._close(table, len(self.shown) if self.show else self._at())
        if tag in _BLOCK:
            self._break()

    def handle_data(self, data: str) -> None:
        self._write(data, self._at(), len(data))

    def handle_entityref(self, name: str) -> None:
        self._write(html.unescape(f"&{name};"), self._at(), len(name) + 2)

    def handle_charref(self, name: str) -> None:
        self._write(html.unescape(f"&#{name};"), self._at(), len(name) + 3)

    def _write(self, text: str, at: int, length: int) -> None:
        if self._hidden:
            return
        if self._caption and self._tables and self._tables[-1].name is not None:
            self._tables[-1].name = (self._tables[-1].name or "") + text
        cell = self._cell
        if cell is not None:
            if not cell.text.strip():
                lead = len(text) - len(text.lstrip())
                cell.indent += sum(ch in "\xa0\u3000\u2003" for ch in text[:lead])
                cell.start = at + min(lead, length)
            cell.text += text if text == "\n" else _SPACES.sub(" ", text)
            if text.strip():
                cell.end = at + (len(text.rstrip()) if length == len(text) else length)
        elif self.show and (not self._tables or self._caption):
            piece = _SPACES.sub(" ", text)
            self.shown += piece.lstrip(" ") if not self.shown or self.shown.endswith("\n") else piece

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or not self._tables:
            return
        table = self._tables[-1]
        column = 0
        while (table.row, column) in table.taken:
            column += 1
        text = cell.text.strip()
        start, end = cell.start, max(cell.end, cell.start)
        if self.show:
            if any(c.row == table.row for c in table.cells):
                self.shown += "\t"
            start = len(self.shown)
            self.shown += text.replace("\n", " ")
            end = len(self.shown)
        table.taken |= {(table.row + r, column + c) for r in range(cell.row_span) for c in range(cell.column_span)}
        table.cells.append(
            RawCell(table.row, column, text, start, end, cell.row_span, cell.column_span, cell.bold or cell.header, cell.indent)
        )

    def _close(self, table: _Open, end: int) -> None:
        """Blanks where the markup leaves a row short; spans that reach past the last row end there."""
        height, width = table.row + 1, max((c + 1 for _, c in table.taken), default=0)
        cells = [replace(c, row_span=max(1, min(c.row_span, height - c.row))) for c in table.cells]
        cells += [RawCell(r, c, "", end, end) for r in range(height) for c in range(width) if (r, c) not in table.taken]
        cells.sort(key=lambda c: (c.row, c.column))
        name = _SPACES.sub(" ", table.name or "").strip()
        self.grids.append(Grid(tuple(cells), table.start, end, table.headed or None, True, name))


def _span(value: str | None) -> int:
    """A span as written; 1 where it is no number, and never more than a real table has."""
    return min(max(int(value), 1), 200) if value and value.isdecimal() else 1


def tables_in(text: str) -> tuple[Grid, ...]:
    """The grids of the `<table>` elements inside a text; places are places in that text."""
    out: list[Grid] = []
    for found in _TABLE.finditer(text):
        reader = _Reader(found.start())
        reader.read(found[0])
        out += [Grid(g.cells, found.start(), found.end(), g.headed, True, g.name) for g in reader.grids]
    return tuple(out)


def shown(source: str) -> tuple[str, tuple[Grid, ...], tuple[tuple[int, int], ...]]:
    """What an HTML page shows: its text (a line a block, cells between tabs), its grids and its headings, with places
    in that text."""
    reader = _Reader(show=True)
    reader.read(source)
    return reader.shown, tuple(reader.grids), tuple(reader.headings)
