"""The outline of a table's rows: sections, parents, and growth rows that speak of the row above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.finders.cells.grid import Grid, Row
from extractor.finders.cells.groups import groups
from extractor.finders.cells.heads import Head, read_head

_CHILD = re.compile(r"\s*(?:其中|of which|incl)\s*[:：]|\s*[-–—·•▪○]\s*(?=[^\d\s])", re.IGNORECASE)
_LEVELS = 4
_ALIGNED = 3.0  # points within which labels share an axis


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: `section` its ancestors' texts, outermost first; `heads` the same, read; `base` the row whose
    growth or share this row is; `under` the section row next above it, when that names what the rows below it split; `group` the subtotal
    of a statement that the row is a line of (流动资产合计); `before` the row with
    numbers right above."""

    section: tuple[str, ...] = ()
    heads: tuple[Head, ...] = ()
    base: Row | None = None
    under: Row | None = None
    group: str = ""
    before: Row | None = None


@dataclass(slots=True)
class _State:
    sections: list[Row] = field(default_factory=list)
    parents: list[Row] = field(default_factory=list)
    base: Row | None = None
    after_section: bool = False
    marks: bool = False  # a marked row has come since the last section
    unmarked: int = 0  # rows without a mark since then


def outline(grid: Grid) -> Mapping[int, Place]:
    """The place of every row by its index."""
    levels = _levels(grid) if grid.table.header_rows and grid.table.stub == 1 else {}
    state, places = _State(), dict[int, Place]()
    for row in grid.rows:
        if row.bare and not row.heads[0].label and row.heads[0].unit:
            places[row.index] = Place()  # a unit alone is the wrapped end of the label above, no section
            continue
        if row.bare and grid.table.header_rows:
            _enter(state, row, levels)
            places[row.index] = Place()
            continue
        places[row.index] = _place(state, row, levels)
    filled = [row for row in grid.rows if row.filled and row.heads]
    for above, row in pairwise(filled):
        if not any(above.index < other.index < row.index for other in grid.rows if other.bare):
            places[row.index] = replace(places[row.index], before=above)
    for index, group in groups(grid).items():
        places[index] = replace(places[index], group=group)
    return places


def _enter(state: _State, row: Row, levels: Mapping[int, int]) -> None:
    """A section row closes its like; right below another one it is a level deeper."""
    style = (row.bold, levels.get(row.index, 0))
    for n, open_row in enumerate(state.sections):
        if (open_row.bold, levels.get(open_row.index, 0)) == style and not (state.after_section and n == len(state.sections) - 1):
            del state.sections[n:]
            break
    else:
        if not state.after_section and levels.get(row.index, 0) == 0:
            state.sections.clear()
    state.sections.append(row)
    state.parents.clear()
    state.base = None
    state.marks, state.unmarked = False, 0
    state.after_section = True


def _place(state: _State, row: Row, levels: Mapping[int, int]) -> Place:
    under = state.sections[-1] if state.sections else None
    state.after_section = False
    texts = [section.header for section in state.sections]
    if row.heads and all(head.basis for head in row.heads[-1:]) and not row.heads[-1].label:
        base = state.base
        above = [base.header] if base else []
        return _made([*texts, *row.merged, *above], base, under)
    level = levels.get(row.index, 0)
    marked = bool(_CHILD.match(row.header))
    if marked and state.unmarked > 1 and state.marks and not levels:
        state.parents.clear()  # after several rows without a mark nobody can tell whose child a marked row is
    state.marks, state.unmarked = state.marks or marked, 0 if marked else state.unmarked + 1
    while state.parents and not _below(state.parents[-1], row, level, marked, levels):
        state.parents.pop()
    texts += [parent.header for parent in state.parents]
    state.parents.append(row)
    if row.filled:
        state.base = row
    return _made([*texts, *row.merged], None, under)


def _made(texts: list[str], base: Row | None, under: Row | None) -> Place:
    section = tuple(dict.fromkeys(text for text in texts if text))
    return Place(section, tuple(read_head(text) for text in section), base, under)


def _below(parent: Row, row: Row, level: int, marked: bool, levels: Mapping[int, int]) -> bool:
    """Indented deeper, or marked (其中：, a leading dash) under a row without a mark at the same indent."""
    depth = levels.get(parent.index, 0)
    return depth < level or (depth == level and marked and not _CHILD.match(parent.header))


def _levels(grid: Grid) -> Mapping[int, int]:
    """Indents as levels. Labels centred in their column, or set flush right, have many indents and no levels."""
    rows = grid.rows
    boxes = [cell.bbox for cells in grid.table.body_rows for cell in cells if cell.column == 0 and cell.bbox and cell.text.strip()]
    if boxes and _spread([b.x0 for b in boxes]) >= _ALIGNED > min(_spread([b.center for b in boxes]), _spread([b.x1 for b in boxes])):
        return {}
    characters = all(float(row.indent).is_integer() and row.indent < 12 for row in rows)
    step, spread = (1.0, 0.5) if characters else (4.0, 1.5)
    starts: list[float] = []
    for indent in sorted({row.indent for row in rows if row.heads}):
        if not starts or indent - starts[-1] >= step:
            starts.append(indent)
        elif indent - starts[-1] > spread:
            return {}
    if not 1 < len(starts) <= _LEVELS:
        return {}
    return {row.index: max(n for n, start in enumerate(starts) if start <= row.indent) for row in rows if row.heads}


def _spread(places: Sequence[float]) -> float:
    return max(places) - min(places)
