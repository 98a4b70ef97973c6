"""Header rows → header cells, spread over the columns that they name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.model import Box, Cell, union
from extractor.parsers.layout.tokens import Row, Token, join, titles_of
from extractor.parsers.tables.columns import Column
from extractor.parsers.tables.model import is_header


def header_cells(rows: Sequence[Row], columns: Sequence[Column], page: int) -> tuple[tuple[Cell, ...], ...]:
    """Header levels, outermost first; each level holds cells with their column spans. A title that wraps over several
    rows above one column is one cell of the lowest level."""
    if not rows:
        return ()
    placed = [_placed(titles_of(row), columns) for row in rows]
    base = next((i for i in range(len(rows) - 1, -1, -1) if is_header(rows[i])), len(rows) - 1)
    under = {j for j, t in _singles(placed[base]) if t.look == "period"}
    levels: list[list[Cell]] = []
    wrapped: dict[int, list[Token]] = {}
    for i, row in enumerate(placed):
        if i != base:
            spanning = [(span, token) for span, token in row if i < base and (len(span) > 1 or (span and span[0] in under))]
            if spanning:
                levels.append([_cell(len(levels), g, t, page) for g, t in _spread(spanning, placed[base], columns)])
        for span, token in row:
            if not (i < base and (len(span) > 1 or (span and span[0] in under))):
                for j in span[:1]:
                    wrapped.setdefault(j, []).append(token)
    lowest = []
    for j in range(len(columns)):
        tokens = wrapped.get(j)
        if tokens:
            text = _text(tokens)
            sure = min((t.confidence for t in tokens if t.confidence is not None), default=None)
            lowest.append(Cell(len(levels), j, text, page, union(t.box for t in tokens), kind="text", bold=tokens[0].bold, confidence=sure))
        else:
            top = min(r.box.top for r in rows)
            lowest.append(Cell(len(levels), j, "", page, Box(columns[j].x0, top, columns[j].x1, rows[-1].box.bottom), kind="blank"))
    levels.append(lowest)
    return tuple(tuple(level) for level in levels)


def _placed(row: Row, columns: Sequence[Column]) -> list[tuple[list[int], Token]]:
    """Each token with the columns below it: those whose middle it covers, else the nearest one."""
    found: list[tuple[list[int], Token]] = []
    used: set[int] = set()
    values = min((c.x0 for c in columns if not c.stub), default=0.0)
    for token in row.tokens:
        covered = [j for j, c in enumerate(columns) if token.box.x0 - 1 <= c.center <= token.box.x1 + 1]
        if len(covered) > 1 and not all(not columns[j].stub for j in covered):
            covered = covered[:1]
        if not covered and token.box.x1 < values + 1 and token.look != "period":
            stubs = [j for j, c in enumerate(columns) if c.stub]
            covered = [min(stubs, key=lambda j: max(0.0, columns[j].x0 - token.box.x1, token.box.x0 - columns[j].x1))]
        if not covered:
            free = [j for j in range(len(columns)) if j not in used] or list(range(len(columns)))
            touching = [j for j in free if columns[j].overlap(token) > 0]
            pool = touching or free
            covered = [min(pool, key=lambda j: abs(columns[j].center - token.box.center))]
        used.update(covered)
        found.append((covered, token))
    return found


def _singles(row: Sequence[tuple[list[int], Token]]) -> list[tuple[int, Token]]:
    return [(span[0], token) for span, token in row if len(span) == 1]


def _spread(
    spanning: Sequence[tuple[list[int], Token]], base: Sequence[tuple[list[int], Token]], columns: Sequence[Column]
) -> list[tuple[list[int], Token]]:
    """Upper titles over the groups of the row below. The groups begin anew where the periods start over."""
    singles = sorted(((s[0], t) for s, t in base if t.look == "period"), key=lambda item: item[0])
    groups: list[list[int]] = []
    seen: set[str] = set()
    for j, token in singles:
        if token.text in seen or not groups or j != groups[-1][-1] + 1:
            groups.append([])
            seen = set()
        groups[-1].append(j)
        seen.add(token.text)
    tokens = sorted((t for _, t in spanning), key=lambda t: t.box.x0)
    groups = [part for group in groups for part in _parted(group, tokens, columns)]
    if len(groups) == len(tokens):
        return list(zip(groups, tokens, strict=True))
    result: list[tuple[list[int], Token]] = []
    for group in groups:
        middle = (columns[group[0]].x0 + columns[group[-1]].x1) / 2
        token = min(tokens, key=lambda t: abs(t.box.center - middle))
        if token.box.x0 - 40 < middle < token.box.x1 + 40:
            result.append((group, token))
    return result or list(spanning)


def _parted(group: Sequence[int], tokens: Sequence[Token], columns: Sequence[Column]) -> list[list[int]]:
    """A group of columns below several titles (ROE 24A | PEG 25E) is a group for each: columns go to the nearest title."""
    left, right = columns[group[0]].x0, columns[group[-1]].x1
    above = [t for t in tokens if left - 6 <= t.box.center <= right + 6]
    if len(above) < 2 or len(group) < 2:
        return [list(group)]
    parts: dict[int, list[int]] = {}
    for j in group:
        nearest = min(range(len(above)), key=lambda i: abs(above[i].box.center - columns[j].center))
        parts.setdefault(nearest, []).append(j)
    return [parts[i] for i in sorted(parts)]


def _cell(level: int, group: Sequence[int], token: Token, page: int) -> Cell:
    return Cell(
        level, group[0], token.text, page, token.box, column_span=len(group), kind="text", bold=token.bold, confidence=token.confidence
    )


def _text(tokens: Sequence[Token]) -> str:
    """Titles of one column as one string: side by side as they stand apart, below one another without a space."""
    text = tokens[0].text
    for last, token in pairwise(tokens):
        a, b = last.words[-1], token.words[0]
        beside = abs(a.box.middle - b.box.middle) < 0.4 * a.box.height
        space = " " if not beside and text[-1].isascii() and text[-1].isalpha() and token.text[0].isascii() else ""
        text += join((a, b))[len(a.text) : -len(b.text)] + token.text if beside else space + token.text
    return text
