"""Lines of one wide table that share a name: a line copied by mistake, or 其他 under two parents?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.model.curated import Entry

Row = tuple[str, str, int, int]
"""File, sheet, table and row."""
_ENOUGH = 6
"""Digits: rows of one-digit percentages agree here and there by accident."""


def table_lines(entries: Iterable[Entry]) -> Mapping[Row, int]:
    """For the rows of wide tables that repeat an earlier name: which line of that name each is. A row that repeats half or
    more of the earlier row's cells, and enough digits to be no accident, is taken for the same line: the duplicate rules see it."""
    rows: dict[Row, dict[int, str]] = {}
    named: dict[tuple[str, ...], list[Row]] = {}
    for entry in entries:
        if entry.column >= 0:
            row = (entry.place.file, entry.place.sheet, entry.table, entry.row)
            if row not in rows:
                named.setdefault((*map(str, row[:3]), entry.metric, entry.product, entry.basis if _own_basis(entry) else ""), []).append(
                    row
                )
            rows.setdefault(row, {})[entry.column] = entry.value
    lines: dict[Row, int] = {}
    for same in named.values():
        if len(same) > 1:
            distinct: list[Row] = []
            for row in same:
                twin = next((k for k, other in enumerate(distinct, start=1) if _alike(rows[row], rows[other])), None)
                if twin is None:
                    distinct.append(row)
                lines[row] = twin or len(distinct)
    return lines


def _own_basis(entry: Entry) -> bool:
    """Whether the row itself (同比 below 营业收入), not its column, names the basis."""
    return bool(entry.basis) and not entry.header.lower().endswith(entry.basis)


def _alike(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    shared = one.keys() & other.keys()
    equal = [one[column] for column in shared if one[column] == other[column]]
    return 2 * len(equal) >= len(shared) and sum(char.isdigit() for text in equal for char in text) >= _ENOUGH
