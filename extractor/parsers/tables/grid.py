"""Draft → Table: every token into its cell, wrapped labels joined, header levels spread over their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Box, Cell, Table, union
from extractor.normalizers.cell_numbers import cell_kind
from extractor.parsers.layout.tokens import Row, Token, join, row_of
from extractor.parsers.tables.captions import caption_of, statement_of, unit_of
from extractor.parsers.tables.columns import Column, columns_of
from extractor.parsers.tables.headers import header_cells
from extractor.parsers.tables.model import Draft, is_data, is_header, numbers, pitch


@dataclass(frozen=True, slots=True)
class Built:
    """A finished table and the rows of the page that it took."""

    table: Table
    rows: tuple[Row, ...]


def build(draft: Draft, page: int, number: int, width: float) -> Built | None:
    """The table of a draft, or None when its rows make no table."""
    if draft.header and not any(is_header(r) for r in draft.header) and _is_box(draft):
        draft = Draft(draft.above, [], [*draft.header, *draft.body], draft.below)
    body = _joined(draft.body)
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
    return Built(table, tuple([*draft.rows, *draft.below]))


def _is_box(draft: Draft) -> bool:
    """Keys and values: one value a row. What stands above such rows is a row like them, not a title."""
    return all(len(r.tokens) <= 2 for r in [*draft.header, *draft.body])


def _is_table(draft: Draft, body: Sequence[Row], data: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Values that labels name, in rows that agree where columns stand."""
    headed = any(is_header(r) for r in draft.header)
    if len(data) < (1 if headed else 2):
        return False
    left = next(c.x0 for c in columns if not c.stub)
    labelled = sum(any(t.box.center < left for t in r.tokens) for r in data)
    if labelled < 0.6 * len(data):
        return False
    listed = sum(r.tokens[0].text.startswith(("图表", "图 ", "表 ")) for r in data)
    return listed < 0.4 * len(data)


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Rows with the lines of wrapped labels joined to the row whose values they name: a line of text closer to its
    neighbour than half-way to a row of its own."""
    step = pitch([r for r in rows if numbers(r)])
    groups: list[list[Row]] = [[r] for r in rows]
    i = 0
    while i + 1 < len(groups):
        here, after = groups[i][-1], groups[i + 1][0]
        near = after.box.middle - here.box.middle < 0.72 * step
        one_empty = not (numbers(here) and numbers(after))
        if near and one_empty and len(groups[i]) < 3:
            groups[i].extend(groups.pop(i + 1))
        else:
            i += 1
    return [g[0] if len(g) == 1 else _merged(g) for g in groups]


def _merged(rows: Sequence[Row]) -> Row:
    """Several lines as one row: texts that stand over one another become one token."""
    tokens: list[list[Token]] = []
    for row in rows:
        for token in row.tokens:
            home = next((g for g in tokens if token.look == "text" and g[0].look == "text" and _over(g[-1], token)), None)
            if home is None:
                tokens.append([token])
            else:
                home.append(token)
    joined = [g[0] if len(g) == 1 else _stacked(g) for g in tokens]
    joined.sort(key=lambda t: t.box.x0)
    return Row(tuple(joined), union(r.box for r in rows))


def _over(a: Token, b: Token) -> bool:
    return min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0) > 0.3 * min(a.box.width, b.box.width)


def _stacked(group: Sequence[Token]) -> Token:
    text = group[0].text
    for token in group[1:]:
        text += (" " if text[-1].isascii() and text[-1].isalpha() and token.text[0].isascii() else "") + token.text
    return Token(tuple(w for t in group for w in t.words), text, union(t.box for t in group), "text")


def _body_row(index: int, row: Row, columns: Sequence[Column], page: int, edge: float) -> tuple[Cell, ...]:
    homes: list[list[Token]] = [[] for _ in columns]
    for token in row.tokens:
        homes[_home(token, columns)].append(token)
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
        cells.append(Cell(index, j, text, page, box, kind=kind, bold=tokens[0].bold, indent=round(box.x0 - edge, 2) if j == 0 else 0.0))
    return tuple(cells)


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


__all__ = ["Built", "build", "row_of"]
