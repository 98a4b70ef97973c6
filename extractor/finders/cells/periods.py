"""Which period a cell speaks of, and whether it is actual or estimated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractor.finders.cells.grid import Column, Grid
from extractor.finders.cells.heads import Head, read_head
from extractor.model import Period, Status
from extractor.normalizers.periods import read_period

_PART = re.compile(
    r"(?:Q[1-4]|[1-4]Q|H[12]|[12]H|9M|[一二三四](?:季度?|季报)|上半年|下半年|前三季度|(?:[1-9]|1[0-2])月)[AE]?", re.IGNORECASE
)
_MIXED = re.compile(r"\d\s*A\s*/\s*E", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class When:
    """The period of a header and its status; `origin` where the status comes from, `""` when there is none."""

    period: Period
    status: Status | None
    origin: str = ""


def column_periods(grid: Grid) -> Mapping[int, When]:
    """The period of every column that has one. A column of growth without a period of its own speaks of the latest of
    the level columns next to it on its left."""
    found = {n: period for n, column in grid.columns.items() if (period := _of_heads(column.heads))}
    for n, column in grid.columns.items():
        if n not in found and any(head.basis for head in column.heads):
            beside = _beside(n, grid.columns, found)
            if beside:
                found[n] = beside
    mixed = frozenset(n for n in found if _MIXED.search(grid.columns[n].header))
    return _with_status(found, mixed)


def row_periods(grid: Grid, entities: bool) -> Mapping[int, When]:
    """The same for rows: tables whose rows are periods. A number in a row that names a company is no year."""
    found = {}
    for row in grid.rows:
        heads = (*map(read_head, row.merged), *row.heads)
        period = _of_heads(tuple(head for head in heads if not (entities and head.label)))
        if period:
            found[row.index] = period
    return _with_status(found, frozenset())


def _of_heads(heads: tuple[Head, ...]) -> Period | None:
    """The innermost period; a quarter below a year belongs to that year (`2024 | Q1`)."""
    periods = [head.period for head in heads if head.period]
    year = next((p.id for p in reversed(periods) if _YEAR.fullmatch(p.id)), None)
    part = next((head.label for head in reversed(heads) if head.label and _PART.fullmatch(head.label)), None)
    if year and part:
        joined = read_period(f"{year}{part}") or read_period(f"{year}年{part}")
        if joined:
            return joined
    return periods[-1] if periods else None


def _basis(column: Column) -> object:
    return next((head.basis for head in column.heads if head.basis), None)


def _beside(at: int, columns: Mapping[int, Column], found: Mapping[int, Period]) -> Period | None:
    block: list[Period] = []
    for n in range(at - 1, -1, -1):
        if n not in columns:
            break
        if n not in found or _basis(columns[n]):
            if block:
                break
            continue
        block.append(found[n])
    same = [p for p in block if block and p.type == block[0].type and len(p.id) == len(block[0].id)]
    return max(same, key=lambda p: p.id) if same and len(same) == len(block) else None


def _with_status(found: Mapping[int, Period], mixed: frozenset[int]) -> Mapping[int, When]:
    """A letter says A or E. Where some columns say E, those before them without a letter are the actual ones; a growth
    column has the status that the level column of the same period has. No letters at all: nothing is said; nor by
    2025A/E (`mixed`), which is one or the other by row."""
    lettered = {p.id: p.status for p in found.values() if p.status}
    estimated = [_end(p) for p, status in lettered.items() if status == "E"]
    out = {}
    for n, period in found.items():
        status = period.status
        if status is None and n not in mixed and period.id:
            status = lettered.get(period.id) or ("A" if estimated and _end(period.id) < min(estimated) else None)
        out[n] = When(replace(period, status=None), status, "column_header" if status else "")
    return out


def _end(period: str) -> str:
    """Year and month in which a period ends, so that periods of different length compare."""
    last = period.rpartition("/")[2]
    year, part = last[:4], last[4:].rpartition("-Q")[2] if "-Q" in last else last[4:]
    months = {"": "12", "Q1": "03", "1": "03", "Q2": "06", "2": "06", "H1": "06", "Q3": "09", "3": "09", "Q4": "12", "4": "12", "H2": "12"}
    return f"{year}-{months.get(part) or part[1:3]}"
