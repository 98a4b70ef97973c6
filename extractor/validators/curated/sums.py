"""Sums as relations between curated numbers: those found in the data, and those declared beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.arithmetic.matrix import lattice
from extractor.arithmetic.relations import Sum, find_sums, gap
from extractor.arithmetic.verdicts import Column, decide
from extractor.model.curated import DeclaredRelation, Operand
from extractor.validators.build import check_id
from extractor.validators.curated.constraints import Constraint
from extractor.validators.curated.grids import Grid, adds_up, grids
from extractor.validators.curated.reading import Curated

FOUND, DECLARED = "CUR02", "CUR01"
Reader = Callable[[str], str | None]
"""A written name → the metric's id, a written period → the contract's; None where it names none."""


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A sum that the data show, by the names of its rows, and the numbers of columns it holds and fails in."""

    file: str
    entity: str
    metric: str
    total: str
    parts: tuple[tuple[str, int], ...]
    holding: int
    failing: int
    evidence: float


def found_sums(numbers: Sequence[Curated]) -> tuple[tuple[FoundSum, tuple[Constraint, ...]], ...]:
    """The sums in every grid: row by row for people, and the constraint of each of its columns."""
    return tuple(
        (_named(grid, line), tuple(_columns(grid, line)))
        for grid in grids(numbers)
        if len(grid.cells) > 2
        for line in find_sums(grid.matrix, grid.likely)
    )


def _named(grid: Grid, line: Sum) -> FoundSum:
    entry = next(cell.entry for cell in grid.cells[line.total] if cell is not None)
    return FoundSum(
        file=entry.place.file,
        entity=entry.entity,
        metric=entry.metric if entry.product else "",
        total=grid.name(line.total),
        parts=tuple((grid.name(row), weight) for row, weight in line.parts),
        holding=line.holding,
        failing=line.failing,
        evidence=line.evidence,
    )


def _columns(grid: Grid, line: Sum) -> Iterator[Constraint]:
    """One constraint a column where the sum is bound and decided."""
    verdicts = _blanks_decided(grid, line)
    bound = [column for column, verdict in enumerate(verdicts) if verdict is not None]
    decided = decide([Column(bool(verdicts[column]), grid.history(column)) for column in bound], closed=False)
    holding, failing = decided.count("holds"), decided.count("breaks")
    for column, verdict in zip(bound, decided, strict=True):
        total = grid.cells[line.total][column]
        terms = tuple((cell, Decimal(weight)) for row, weight in line.parts if (cell := grid.cells[row][column]) is not None)
        if verdict != "open" and total is not None:
            others = (holding - (verdict == "holds"), failing - (verdict == "breaks"))
            yield Constraint("sum", FOUND, relation_id(FOUND, total, terms), total, terms, "equal", others)


def _blanks_decided(grid: Grid, line: Sum) -> list[bool | None]:
    """The verdicts, where a column with blanks that does not add up fails if the same blanks stand in a column that does: there
    a blank has shown itself to be nothing."""
    verdicts = list(line.verdicts)
    whole = lattice(grid.matrix)
    blanks = [frozenset(row for row, _ in line.parts if grid.cells[row][column] is None) for column in range(len(verdicts))]
    proved = {blanks[column] for column, verdict in enumerate(verdicts) if verdict}
    for column, verdict in enumerate(verdicts):
        if verdict is None and blanks[column] in proved and gap(whole, line.total, line.parts, column) is not None:
            verdicts[column] = False
    return verdicts


def declared_sums(
    relations: Sequence[DeclaredRelation],
    numbers: Iterable[Curated],
    metric_of: Reader,
    period_of: Reader,
) -> tuple[tuple[Constraint, ...], tuple[tuple[DeclaredRelation, tuple[str, ...]], ...]]:
    """One constraint wherever a declared relation is bound, and the relations that name something the data lack. A part that
    is not written is nothing (XBRL Calculations 1.1); with no part written, nothing is checked."""
    index: dict[tuple[object, ...], dict[tuple[str, str], list[Curated]]] = {}
    names: set[str] = set()
    for number in numbers:
        if adds_up(number):
            fact, entry = number.fact, number.entry
            dimension = (entry.entity, fact.period, fact.status, fact.unit, entry.source)
            index.setdefault(dimension, {}).setdefault((fact.metric or "", entry.product), []).append(number)
            names |= {fact.metric or "", entry.metric, entry.product}
    constraints: list[Constraint] = []
    dangling = []
    for relation in relations:
        unknown = tuple(operand_name(o) for o in (relation.total, *relation.parts) if not _names(o, metric_of) <= names)
        if unknown:
            dangling.append((relation, unknown))
        periods = {period_of(period) for period in relation.periods}
        bound = {
            constraint.check: constraint
            for dimension, cells in index.items()
            if (not relation.entity or relation.entity == dimension[0]) and (not periods or dimension[1] in periods)
            for constraint in _bind(relation, cells, metric_of)
        }
        held = sum(1 for constraint in bound.values() if constraint.holds)
        failed = sum(1 for constraint in bound.values() if constraint.holds is False)
        for constraint in bound.values():
            others = (held - (constraint.holds is True), failed - (constraint.holds is False))
            constraints.append(
                Constraint(
                    "sum", DECLARED, constraint.check, constraint.reported, constraint.terms, relation.relation, others, _where(relation)
                )
            )
    return tuple(constraints), tuple(dangling)


def _where(relation: DeclaredRelation) -> str:
    return f"{relation.place.file}:{relation.place.line}" if relation.place.line else relation.place.file


def operand_name(operand: Operand) -> str:
    return operand.name or "/".join(part for part in (operand.metric, operand.product) if part)


def _names(operand: Operand, metric_of: Reader) -> set[str]:
    """What of an operand must occur in the data; a bare name may be a product or any spelling of a metric."""
    if operand.name:
        return {metric_of(operand.name) or operand.name}
    return {part for part in (metric_of(operand.metric) or operand.metric, operand.product) if part}


def _bind(relation: DeclaredRelation, cells: Mapping[tuple[str, str], list[Curated]], metric_of: Reader) -> Iterator[Constraint]:
    """Totals and parts of one dimension; products bind within one metric, and within one file where the part is there too."""
    metrics = [metric_of(relation.metric) or relation.metric] if relation.metric else list(dict.fromkeys(metric for metric, _ in cells))
    for metric in metrics:
        for total in _find(relation.total, metric, cells, metric_of):
            terms = []
            for part in relation.parts:
                candidates = [number for number in _find(part, metric, cells, metric_of) if number is not total]
                same = [number for number in candidates if number.place.file == total.place.file]
                if chosen := (same or candidates):
                    terms.append((chosen[0], Decimal(part.weight)))
            if terms:
                fixed = tuple(terms)
                yield Constraint("sum", DECLARED, relation_id(DECLARED, total, fixed), total, fixed, relation.relation)


def _find(operand: Operand, metric: str, cells: Mapping[tuple[str, str], list[Curated]], metric_of: Reader) -> list[Curated]:
    if operand.name:
        # A product of the metric at hand; else a metric by itself, bound once: when the loop stands at that metric.
        own = metric_of(operand.name) or operand.name
        return cells.get((metric, operand.name)) or cells.get((own, ""), [])
    wanted = (metric_of(operand.metric) or operand.metric) if operand.metric else metric
    return cells.get((wanted, operand.product), [])


def relation_id(code: str, total: Curated, terms: Sequence[tuple[Curated, Decimal]]) -> str:
    """The id of the check, as every check has it; fact ids outlive corrected values, and so does this."""
    return check_id(code, [total.fact.id, *(number.fact.id for number, _ in terms)])
