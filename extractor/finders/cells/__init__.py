"""Table cells → facts. Headers decide, never positions: what a number is stands in the header cells of its row and
column, in the rows above it, in the corner, the caption and the notes."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.finders.cells.entities import Entity, Known, known
from extractor.finders.cells.facts import Context, facts_of
from extractor.finders.cells.grid import Grid, read_grid
from extractor.finders.cells.metrics import title_of
from extractor.finders.cells.outline import outline
from extractor.finders.cells.periods import When, column_periods, row_periods
from extractor.finders.cells.reader import make_reader
from extractor.finders.cells.settle import settle
from extractor.finders.doubt import sure_of
from extractor.model import Document, Fact, Problem, Report, Table, TableCoverage
from extractor.normalizers.periods import scan_periods
from extractor.taxonomy.table_words import table_words

_BAND = 20.0  # points within which two tables begin side by side


@dataclass(frozen=True, slots=True)
class CellFindings:
    """The facts of all tables, what each table held, and what could not be settled."""

    facts: tuple[Fact, ...]
    coverage: tuple[TableCoverage, ...]
    problems: tuple[Problem, ...]


def find_cells(document: Document, report: Report) -> CellFindings:
    """Read every table of a document. `confirmed` and `unchecked` of the coverage are filled in after the checks."""
    grids = [read_grid(table) for table in sorted(document.tables, key=_place)]
    names = known(report, grids)
    facts: list[Fact] = []
    coverage: list[TableCoverage] = []
    problems: list[Problem] = []
    for grid in grids:
        context = _context(document.sha256, grid, names)
        cells = [] if _unread(grid) else [(row, cell) for row in grid.rows for cell in row.values if cell.kind in ("number", "multi")]
        own, doubtful = sure_of(fact for row, cell in cells for fact in facts_of(row, cell, context))
        facts += own
        coverage.append(_coverage(grid, own))
        problems += [*context.problems.values(), *doubtful]
    return CellFindings(tuple(settle(facts, document.tables)), tuple(coverage), tuple(problems))


def _place(table: Table) -> tuple[int, int, float]:
    """Row by row over the page: tables side by side from left to right."""
    box = table.bbox
    return (table.page, round(box.top / _BAND), box.x0) if box else (table.page, 0, 0.0)


def _context(sha256: str, grid: Grid, names: Known) -> Context:
    places = outline(grid)
    caption = grid.table.caption
    entity = _subject(grid, names)
    reader = make_reader(grid, places, names)
    return Context(
        sha256, grid, places, reader, column_periods(grid), row_periods(grid, reader.entities), entity, names, _caption_period(caption)
    )


def _subject(grid: Grid, names: Known) -> Entity:
    """The company that caption or corner names; else the first of the cover; in an industry report nobody."""
    for origin, text in (("caption", title_of(grid.table.caption)), *(("corner", head.text) for head in grid.corner)):
        named = names.in_text(text, origin) if text else None
        if named:
            return named
    first = names.companies[0] if names.companies else None
    return Entity(first.name, first.ticker or None, "cover") if first else Entity("", None, "")


def _caption_period(caption: str) -> When | None:
    """The one period that a caption names."""
    found = [one.period for one in scan_periods(caption) if one.period]
    return When(found[0], found[0].status, "caption" if found[0].status else "") if len(found) == 1 else None


def _unread(grid: Grid) -> bool:
    """Definitions of ratings and lists of people: their numbers are no facts."""
    return any(word in grid.table.caption for word in table_words().unread_captions)


def _coverage(grid: Grid, facts: list[Fact]) -> TableCoverage:
    cells = [cell for row in grid.table.body_rows for cell in row if cell.column >= grid.table.stub]
    numbers = sum(cell.kind in ("number", "multi") for cell in cells)
    return TableCoverage(grid.table.id, len(cells), numbers, len(facts), sum(fact.metric is not None for fact in facts), 0, 0)
