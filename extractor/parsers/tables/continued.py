"""Tables that go on over the page: the part on the next page keeps its own cells and page, and names the part before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.model import Table

_MORE = re.compile(r"[（(]\s*(?:续表?|接上[页表]|continued)\s*[)）]|^续?表?\s*续$", re.I)  # （续）: continued
_NUMBER = re.compile(r"^(?:图表|图|表)\s*\d+")


def continued(tables: Sequence[Table], heights: Mapping[int, float]) -> list[Table]:
    """Tables in page order, with `continues` set. A part without a header of its own takes the header cells, caption,
    unit and statement that are printed over the part before it. `heights` are the pages', in points."""
    found: list[Table] = []
    for i, table in enumerate(tables):
        before = found[-1] if found else None
        if before is not None and _is_first(tables, i) and _is_last(found, before, table) and _goes_on(before, table, heights):
            table = _joined(before, table)
        found.append(table)
    return found


def _is_first(tables: Sequence[Table], i: int) -> bool:
    """The topmost table of its page."""
    same = [t.bbox.top for t in tables if t.page == tables[i].page and t.bbox]
    box = tables[i].bbox
    return box is not None and box.top <= min(same) + 1


def _is_last(found: Sequence[Table], before: Table, table: Table) -> bool:
    """The lowest table of the page before."""
    lowest = max((t.bbox.bottom for t in found if t.page == before.page and t.bbox), default=0.0)
    return before.page == table.page - 1 and before.bbox is not None and before.bbox.bottom >= lowest - 1


def _goes_on(before: Table, table: Table, heights: Mapping[int, float]) -> bool:
    if before.bbox is None or table.bbox is None or not before.body_rows or not table.body_rows:
        return False
    if _MORE.search(table.caption):
        return len(before.body_rows[0]) == len(table.body_rows[0])
    ends_low = before.bbox.bottom > 0.72 * heights[before.page] and not before.note
    starts_high = table.bbox.top < 0.25 * heights[table.page]
    own = table.caption and table.caption != before.caption and bool(_NUMBER.match(table.caption))
    return ends_low and starts_high and not own and _same_columns(before, table)


def _same_columns(before: Table, table: Table) -> bool:
    """As many columns, at the same places; and the same header, or none at all on the second part."""
    a, b = before.body_rows[0], table.body_rows[0]
    if len(a) != len(b) or before.stub != table.stub:
        return False
    edges = [(_right(before, j), _right(table, j)) for j in range(before.stub, len(a))]
    if any(x is None or y is None or abs(x - y) > 8 for x, y in edges):
        return False
    return not table.header_rows or [c.text for c in table.header_rows[-1]] == [c.text for c in before.header_rows[-1]]


def _right(table: Table, column: int) -> float | None:
    """Where a column's values end, in points."""
    ends = [row[column].bbox for row in table.body_rows if len(row) > column and row[column].kind != "blank"]
    return max((box.x1 for box in ends if box), default=None)


def _joined(before: Table, table: Table) -> Table:
    header = table.header_rows or before.header_rows
    caption = before.caption if not table.caption or not table.header_rows else table.caption
    statement = before.statement if table.statement == "other" else table.statement
    return replace(table, header_rows=header, caption=caption, unit=table.unit or before.unit, statement=statement, continues=before.id)
