"""One grid that holds several statements below one header (利润表 … 资产负债表 …): a table each, the header shared."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.model import Cell, Statement, Table, union
from extractor.parsers.tables.captions import statement_named

_TITLE = re.compile(r"(?:合并)?(?:资产负债表|利润表|损益表|现金流量表|主要财务比率|财务比率|主要财务指标)(?:[（(][^（）()]*[)）])?")


def split_statements(table: Table) -> list[Table]:
    """The table itself, or its parts when rows that only name a statement stand in its body. Ids are the caller's to give."""
    starts = [i for i, row in enumerate(table.body_rows) if _is_title(row, table.stub)]
    if not starts:
        return [table]
    bounds = sorted({0, *starts, len(table.body_rows)})
    parts: list[Table] = []
    for a, b in pairwise(bounds):
        rows = table.body_rows[a:b]
        titled = a in starts
        body = rows[1:] if titled else rows
        if not body:
            continue
        caption = rows[0][0].text if titled else table.caption
        statement: Statement = (statement_named(caption) or "other") if titled else table.statement
        parts.append(_part(table, tuple(body), caption, statement))
    return parts


def _is_title(row: tuple[Cell, ...], stub: int) -> bool:
    return bool(row[0].text and _TITLE.fullmatch(row[0].text.strip())) and all(c.kind == "blank" for c in row[stub:])


def _part(table: Table, body: tuple[tuple[Cell, ...], ...], caption: str, statement: Statement) -> Table:
    rows = tuple(tuple(replace(cell, row=i) for cell in row) for i, row in enumerate(body))
    boxes = [c.bbox for row in rows for c in row if c.bbox]
    return replace(table, caption=caption, statement=statement, body_rows=rows, bbox=union(boxes) if boxes else None)
