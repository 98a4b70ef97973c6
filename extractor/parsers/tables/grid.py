"""Draft → Table: every token into its cell, wrapped labels joined, header levels spread over their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.model import Box, Cell, Table, union
from extractor.normalizers.cell_numbers import cell_kind
from extractor.normalizers.terms import match_term
from extractor.parsers.layout.looks import look
from extractor.parsers.layout.tokens import Row, Token, join, token_of
from extractor.parsers.tables.blocks import split_statements
from extractor.parsers.tables.captions import caption_of, statement_of, unit_of
from extractor.parsers.tables.columns import Column, columns_of
from extractor.parsers.tables.headers import header_cells
from extractor.parsers.tables.model import Draft, is_data, is_header, numbers

# Lists of figures, of analysts, of sales offices.
_NO_TABLE = re.compile(r"^(?:图表|图|表)\s*\d|@|电话|传真|SAC No|SFC No|执业|邮编|S\d{13}|\.{6,}")
_FORMULA = re.compile(r"[\uf0e6-\uf0ef\uf0f6-\uf0fe].*[\uf0e6-\uf0ef\uf0f6-\uf0fe\uf03d]|\uf03d")
"""Pieces of tall brackets and the sign =, as the font Symbol maps them into private use: a set formula, no table."""


@dataclass(frozen=True, slots=True)
class Built:
    """Finished tables (several when one grid held several statements) and the rows of the page that they took."""

    tables: tuple[Table, ...]
    rows: tuple[Row, ...]

    @property
    def bbox(self) -> Box:
        return union(r.box for r in self.rows)


def build(draft: Draft, page: int, number: int, width: float) -> Built | None:
    """The table of a draft, or None when its rows make no table."""
    if draft.header and not any(is_header(r) for r in draft.header) and _is_box(draft):
        draft = Draft(draft.above, [], [*draft.header, *draft.body], draft.below, draft.rows)
    body = draft.body
    data = [r for r in body if is_data(r, width)]
    columns = columns_of(draft, data)
    values = [c for c in columns if not c.stub]
    if not values or not _is_table(draft, body, data, columns):
        return None
    stub = len(columns) - len(values)
    if not stub:
        return None
    edge = min(t.box.x0 for r in body for t in r.tokens)
    box = union(r.box for r in [*draft.header, *body])
    body_rows = tuple(_body_row(i, row, columns, page, edge) for i, row in enumerate(body))
    header_rows = header_cells(draft.header, columns, page)
    caption = caption_of(draft, header_rows)
    table = Table(
        id=f"p{page}.t{number}",
        page=page,
        bbox=box,
        caption=caption,
        unit=unit_of(draft, header_rows, caption),
        statement=statement_of(caption, header_rows, body_rows, stub),
        header_rows=header_rows,
        body_rows=body_rows,
        stub=stub,
        note="\n".join(r.text for r in draft.below),
    )
    parts = tuple(replace(part, id=f"p{page}.t{number + i}") for i, part in enumerate(split_statements(table)))
    if sum(c.kind in ("number", "multi") for row in body_rows for c in row[stub:]) < min(2, len(data)):
        return None
    return Built(parts, (*draft.rows, *draft.below))


def _is_box(draft: Draft) -> bool:
    """Keys and values: one value a row. What stands above such rows is a row like them, not a title."""
    return all(len(r.tokens) <= 2 for r in [*draft.header, *draft.body])


def _is_table(draft: Draft, body: Sequence[Row], data: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Values that labels name, in rows that agree where columns stand."""
    headed = any(is_header(r) for r in draft.header)
    if len(data) < (1 if headed or _is_quote(data) else 2):
        return False
    left = next(c.x0 for c in columns if not c.stub)
    labelled = sum(any(t.box.center < left for t in r.tokens) for r in data)
    if labelled < 0.6 * len(data):
        return False
    if sum(bool(_NO_TABLE.search(r.text) or _FORMULA.search(r.text)) for r in body) >= 0.3 * len(body):
        return False
    return headed or not (_is_sentences(data) or _is_bars(data, columns))


def _is_quote(data: Sequence[Row]) -> bool:
    """One line of a cover's box that stands alone: a price, a market value."""
    match = match_term(data[0].tokens[0].text, "market") if len(data) == 1 and len(data[0].tokens) == 2 else None
    return match is not None and match.metric is not None and match.statement == "market"


def _is_sentences(data: Sequence[Row]) -> bool:
    """Labels that are cut lines of running text: the numbers beside them belong to a chart."""
    cut = sum(any(mark in t.text for mark in "，。；") for r in data for t in r.tokens[:1])
    return cut >= 0.4 * len(data)


def _is_bars(data: Sequence[Row], columns: Sequence[Column]) -> bool:
    """One value a row, each at another place: the labels of a bar chart."""
    values = sum(not c.stub for c in columns)
    return values >= 2 and sum(len(numbers(r)) == 1 for r in data) >= 0.8 * len(data)


def _body_row(index: int, row: Row, columns: Sequence[Column], page: int, edge: float) -> tuple[Cell, ...]:
    homes: list[list[Token]] = [[] for _ in columns]
    for token in row.tokens:
        for part in _parted(token, columns):
            homes[_home(part, columns)].append(part)
    cells = []
    for j, (column, tokens) in enumerate(zip(columns, homes, strict=True)):
        if not tokens:
            cells.append(Cell(index, j, "", page, Box(column.x0, row.box.top, column.x1, row.box.bottom), kind="blank"))
            continue
        text = tokens[0].text
        for a, b in pairwise(tokens):
            text += join((a.words[-1], b.words[0]))[len(a.words[-1].text) : -len(b.words[0].text)] + b.text
        box = union(t.box for t in tokens)
        kind = "text" if column.stub else cell_kind(text)
        sure = min((t.confidence for t in tokens if t.confidence is not None), default=None)
        cells.append(
            Cell(
                index,
                j,
                text,
                page,
                box,
                kind=kind,
                bold=tokens[0].bold,
                indent=round(box.x0 - edge, 2) if j == 0 else 0.0,
                confidence=sure,
            )
        )
    return tuple(cells)


def _parted(token: Token, columns: Sequence[Column]) -> list[Token]:
    """A run of glyphs over two value columns (`86.47%-106.47%`, set without a gap) is parted between them, if both
    parts read as numbers."""
    values = [c for c in columns if not c.stub]
    covered = [c for c in values if token.box.x0 - 1 <= c.center <= token.box.x1 + 1]
    if len(token.words) != 1 or len(covered) < 2:
        return [token]
    word = token.words[0]
    cuts = [0]
    for a, b in pairwise(covered):
        middle = (a.x1 + b.x0) / 2
        near = sorted(range(cuts[-1] + 1, len(word.text)), key=lambda i: abs(word.edges[i] - middle))
        last = b is covered[-1]
        cut = next((i for i in near if _is_number(word.text[cuts[-1] : i]) and (not last or _is_number(word.text[i:]))), None)
        if cut is None:
            return [token]
        cuts.append(cut)
    cuts.append(len(word.text))
    parts = [
        replace(word, text=word.text[a:b], box=word.part(a, b), edges=word.edges[a:b], scores=word.scores[a:b]) for a, b in pairwise(cuts)
    ]
    return [token_of([part]) for part in parts]


def _is_number(text: str) -> bool:
    return look(text) == "number"


def _home(token: Token, columns: Sequence[Column]) -> int:
    """The column that a token belongs to: the one it overlaps most; text that overlaps none goes to the nearest at its left."""
    best = max(range(len(columns)), key=lambda j: columns[j].overlap(token))
    if columns[best].overlap(token) > 0 and not (token.look == "text" and columns[0].overlap(token) > 0):
        return best
    if columns[0].overlap(token) > 0:
        return 0
    if token.look == "text":
        return max((j for j in range(len(columns)) if columns[j].x0 <= token.box.x0 + 1), default=0)
    return min(range(len(columns)), key=lambda j: abs(columns[j].center - token.box.center))
