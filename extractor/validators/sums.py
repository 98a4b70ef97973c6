"""Sums within a table: the hierarchy that the table itself shows (SUM01), and totals of statements whose lines stand
beside them but do not all add up (SUM02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.arithmetic.interval import add, scale
from extractor.arithmetic.matrix import Lattice, lattice
from extractor.arithmetic.relations import Sum, gap, search
from extractor.arithmetic.verdicts import Column, Verdict, decide
from extractor.model import Check, Fact, Message
from extractor.taxonomy.relations import Relations, relations
from extractor.validators.book import Book, interval, number
from extractor.validators.build import Finding, check
from extractor.validators.chinese import count
from extractor.validators.groups import Block, blocks
from extractor.validators.hints import explained, sum_hints
from extractor.validators.slips import exchanged

_APART = ("x", "ratio", "pp")
_TOTAL_WORDS = ("合计", "总计", "小计", "总额", "总和", "共计", "total")
_LIKELY = 2.0
_SLIGHT, _TINY = 0.1, 0.01
"""Gaps of the size of a minor line, and of a line too small to list."""
_FEWEST = 3
_OPEN: Verdict = "open"


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers of one unit in one table: `cells[row][column]`, with the table's own row and column numbers."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: tuple[tuple[Fact | None, ...], ...]
    lattice: Lattice

    def head(self, row: int) -> Fact:
        return next(fact for fact in self.cells[row] if fact is not None)

    def history(self, column: int) -> bool:
        return not any(row[column] is not None and row[column].status == "E" for row in self.cells)  # type: ignore[union-attr]


def check_sums(book: Book) -> Iterator[Check]:
    for facts in book.by_table.values():
        for grid in grids(facts):
            yield from _check_grid(book, grid, relations())
            for rows in _of_one_metric(grid):
                yield from _check_grid(book, rows, None)


def _of_one_metric(grid: Grid) -> Iterator[Grid]:
    """The rows of each metric by themselves: a table that splits the business prints revenue, cost and margin of one
    product after the other, so the parts of total revenue do not stand side by side."""
    metrics = [grid.head(row).metric for row in range(len(grid.rows))]
    for metric in dict.fromkeys(metrics):
        rows = [row for row, own in enumerate(metrics) if own == metric]
        if metric is not None and _FEWEST <= len(rows) < len(metrics):
            cells = tuple(grid.cells[row] for row in rows)
            yield Grid(tuple(grid.rows[row] for row in rows), grid.columns, cells, _lattice(cells))


def grids(facts: Sequence[Fact]) -> Iterator[Grid]:
    """One grid a unit; ratios, multiples and per-share numbers do not add up along a table."""
    by_unit: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        apart = fact.unit in _APART or (fact.unit or "").endswith("/share")
        if fact.basis in ("value", "change") and not fact.superseded and not apart and number(fact):
            by_unit[fact.unit].append(fact)
    for found in by_unit.values():
        cells = {(fact.source.row, fact.source.column): fact for fact in found}
        rows = tuple(sorted({row for row, _ in cells if row is not None}))
        columns = tuple(sorted({column for _, column in cells if column is not None}))
        if len(rows) >= _FEWEST and columns:
            matrix = tuple(tuple(cells.get((row, column)) for column in columns) for row in rows)
            yield Grid(rows, columns, matrix, _lattice(matrix))


def _lattice(cells: Sequence[Sequence[Fact | None]]) -> Lattice:
    return lattice([[None if fact is None else number(fact) for fact in row] for row in cells])


def _check_grid(book: Book, grid: Grid, declared: Relations | None) -> Iterator[Check]:
    likely = [_LIKELY if any(word in _label(grid.head(row)).lower() for word in _TOTAL_WORDS) else 0.0 for row in range(len(grid.rows))]
    found = search(grid.lattice, likely)
    heads = [grid.head(row) for row in range(len(grid.rows))]
    if declared is None:
        found_blocks: Iterable[Block] = (Block("SUM01", relation, True) for relation in found)
    else:
        found_blocks = blocks(heads, found, grid.lattice, declared, book.statement(heads[0]))
    for block in found_blocks:
        yield from _judge(book, grid, block)


def _judge(book: Book, grid: Grid, block: Block) -> Iterator[Check]:
    relation = block.sum
    bound = [column for column, verdict in enumerate(relation.verdicts) if verdict is not None]
    tiny = [not block.whole and _share(grid.lattice, relation, c) <= _TINY for c in bound]
    closed = block.closed
    if block.rule == "SUM01" and all(t and grid.history(c) for t, c in zip(tiny, bound, strict=True) if not relation.verdicts[c]):
        closed = False
    if block.rule == "SUM02" and 2 * relation.failing >= len(bound) > 1:
        closed = False
    columns = [
        Column(bool(relation.verdicts[c]), grid.history(c), not block.whole and _share(grid.lattice, relation, c) <= _SLIGHT, t)
        for c, t in zip(bound, tiny, strict=True)
    ]
    verdicts: tuple[Verdict, ...] = decide(columns, closed)
    failing = sum(1 for c in bound if not relation.verdicts[c])
    if failing == 2 and 4 <= len(bound) < 8:
        swapped = exchanged(grid.lattice, relation) is not None
        if swapped or block.rule == "SUM01":
            verdicts = tuple("holds" if v == "holds" else "breaks" if swapped else "open" for v in verdicts)
    if block.slip:
        verdicts = tuple("holds" if relation.verdicts[c] else "breaks" for c in bound)
    missing = [c for c in range(len(grid.columns)) if c not in bound and gap(grid.lattice, relation.total, relation.parts, c)]
    bound, verdicts = [*bound, *missing], (*verdicts, *(_OPEN for _ in missing))
    parts = len(relation.parts)
    how = Message(zh=f"所列{count(parts)}项之和", en=f"the {parts} lines listed add up to")
    for column, verdict in zip(bound, verdicts, strict=True):
        reported = grid.cells[relation.total][column]
        terms = tuple((fact, Decimal(weight)) for row, weight in relation.parts if (fact := grid.cells[row][column]) is not None)
        if reported is None or not terms:
            continue
        hints = () if verdict == "holds" else block.slip or _hints(grid, relation, reported, terms, column)
        computed = add(scale(interval(fact), weight) for fact, weight in terms)
        if verdict == "open" and column not in missing and len(bound) - failing >= 2 and explained(hints, reported, computed):
            verdict = "breaks"
        yield check(book, Finding(block.rule, verdict, reported, terms, computed, how, len(bound), failing + len(missing), hints=hints))


def _share(grid: Lattice, relation: Sum, column: int) -> float:
    """The gap as a share of the largest number in the column's sum."""
    found = gap(grid, relation.total, relation.parts, column)
    largest = max(abs(grid.values[row][column] or 0) for row in (relation.total, *(row for row, _ in relation.parts)))
    return abs(found[0]) / largest if found is not None and largest else 0.0


def _hints(grid: Grid, relation: Sum, reported: Fact, terms: tuple[tuple[Fact, Decimal], ...], column: int) -> tuple[str, ...]:
    """Neighbouring columns are tried only where every part is printed, so that rows and terms stand side by side."""
    rows: list[list[Fact]] = []
    if len(terms) == len(relation.parts):
        for row in (relation.total, *(row for row, _ in relation.parts)):
            beside = (grid.cells[row][c] for c in (column - 1, column + 1) if 0 <= c < len(grid.columns))
            rows.append([fact for fact in beside if fact is not None])
    return sum_hints(reported, terms, rows)


def _label(fact: Fact) -> str:
    return fact.row_header or fact.label
