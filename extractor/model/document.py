"""What a page shows: words, lines, blocks, tables. No interpretation of any number lives here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from extractor.model.geometry import Box, union
from extractor.model.outcome import Problem

BlockKind = Literal["body", "heading", "caption", "note", "table", "chart", "side", "furniture", "disclaimer"]
"""body: running text to read claims from · heading · caption: of a table or figure · note: unit notes and source
lines · table: characters that stand in a table · chart: labels inside a drawing · side: side column of a cover
(analysts, market data, related reports) · furniture: running headers and footers · disclaimer: legal pages and
rating definitions."""

CellKind = Literal["number", "multi", "placeholder", "blank", "text"]
Statement = Literal["balance", "income", "cashflow", "ratios", "summary", "market", "other"]
TextLayer = Literal["good", "partial", "none"]
Ocr = Literal["auto", "off", "force"]
"""Which pages of a PDF go through recognition. auto: those without a usable text layer, and pictures of tables · off: none
· force: every page, whole, whatever its text layer says."""


_NUMERIC = frozenset("0123456789.,-+%()（）−")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of painted glyphs without a gap. `edges` are the left edges of its characters, in points; `scores` (0..1) how
    sure recognition was of each, empty where the word was written, not drawn."""

    text: str
    box: Box
    edges: tuple[float, ...]
    font: str
    size: float
    bold: bool = False
    scores: tuple[float, ...] = ()

    @property
    def confidence(self) -> float | None:
        """How sure recognition was of the whole; None where the word was written."""
        return self.sure(0, len(self.text))

    def sure(self, start: int, end: int) -> float | None:
        """Of `text[start:end]`: the score of the least sure character of its numbers, or of all where it has none."""
        if not self.scores:
            return None
        of = range(max(start, 0), min(end, len(self.text)))
        numeric = [i for i in of if self.text[i] in _NUMERIC] if any(self.text[i].isdigit() for i in of) else []
        return min((self.scores[i] for i in numeric or of), default=None)

    def part(self, start: int, end: int) -> Box:
        """The box of `text[start:end]`."""
        x1 = self.edges[end] if end < len(self.edges) else self.box.x1
        return Box(self.edges[start], self.box.top, x1, self.box.bottom)


@dataclass(frozen=True, slots=True)
class Rule:
    """A painted straight line (or thin rectangle): a table's ruling, an underline, a frame's side."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line of text. `text[start:end]` of its page is its text; `offsets` says where each word begins."""

    start: int
    end: int
    box: Box
    words: tuple[Word, ...]
    offsets: tuple[int, ...]

    def boxes(self, start: int, end: int) -> Box | None:
        """The box around the characters `[start, end)` of the page's text that stand on this line."""
        parts = []
        for word, at in zip(self.words, self.offsets, strict=True):
            a, b = max(start - at, 0), min(end - at, len(word.text))
            if a < b:
                parts.append(word.part(a, b))
        return union(parts) if parts else None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in reading order. A paragraph is one block, so a sentence never spans two, except
    over a page end. `text[start:end]` of the page holds it whole; its lines are joined by a line feed."""

    kind: BlockKind
    start: int
    end: int
    box: Box | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `text` is what `start` and `end` of facts index, in code points. Text inputs have one page, no boxes."""

    number: int
    width: float
    height: float
    text: str
    blocks: tuple[Block, ...]

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box a line for the characters `[start, end)`; empty for text inputs."""
        lines = (line for block in self.blocks if block.start < end and start < block.end for line in block.lines)
        return tuple(box for line in lines if line.start < end and start < line.end and (box := line.boxes(start, end)))

    def confidence(self, start: int, end: int) -> float | None:
        """That of the least sure recognised word among the characters `[start, end)`; None where none was recognised."""
        lines = (line for block in self.blocks if block.start < end and start < block.end for line in block.lines)
        words = (pair for line in lines if line.start < end and start < line.end for pair in zip(line.words, line.offsets, strict=True))
        found = [word.sure(start - at, end - at) for word, at in words if at < end and start < at + len(word.text)]
        return min((sure for sure in found if sure is not None), default=None)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid, with its printed text. `row` counts from 0 in its own part (header or body); `start` and
    `end` index the page's text for text inputs, else None. `bold` and `indent` (points right of the column's left
    edge; characters for text inputs) are what tells a parent row from its children."""

    row: int
    column: int
    text: str
    page: int
    bbox: Box | None
    row_span: int = 1
    column_span: int = 1
    kind: CellKind = "text"
    start: int | None = None
    end: int | None = None
    bold: bool = False
    indent: float = 0.0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as printed. Every body row has one cell a grid column (blank cells included; a spanned cell stands once,
    at its first row and column). Columns left of `stub` are row headers."""

    id: str
    page: int
    bbox: Box | None
    caption: str
    unit: str
    statement: Statement
    header_rows: tuple[tuple[Cell, ...], ...]
    body_rows: tuple[tuple[Cell, ...], ...]
    stub: int = 1
    note: str = ""
    continues: str | None = None
    selected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as printed: pages, tables, and what could not be read."""

    path: str
    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    text_layer: TextLayer
    problems: tuple[Problem, ...] = ()


class PageSource(Protocol):
    """The still open input, for whoever needs the print again: words for the evidence check, pictures for review."""

    def words(self, page: int) -> tuple[Word, ...]: ...

    def picture(self, page: int, scale: float) -> bytes: ...
