"""Facts laid out as an analyst lays them out: a row a metric as printed, periods across, in the order of the print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.model import Fact, Status, Table

PLACELESS = 1 << 30
"""The place of a fact that stands in no table: behind all that do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One period; `status` where its facts are actual or estimate."""

    period: str
    status: Status | None

    @property
    def title(self) -> str:
        return (self.period or "–") + (self.status or "")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `facts` by column, and `first`, the fact that names it (all agree in what they are numbers of)."""

    first: Fact
    facts: Mapping[Column, Fact]

    @property
    def decimals(self) -> int | None:
        """The finest printed precision in the row; None where none states one."""
        return max((fact.decimals for fact in self.facts.values() if fact.decimals is not None), default=None)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one table (with the tables that continue it)."""

    table: Table | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Blocks that share their columns, the periods in order of time; facts without a period stand last."""

    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]


def across(facts: Iterable[Fact], tables: Iterable[Table] = ()) -> Grid:
    """Every fact stands in the grid exactly once: where two claim one place, the second gets a row of its own."""
    own = list(facts)
    columns = _columns(own)
    heads = _heads(tables)
    order = {table: number for number, table in enumerate(heads)}
    groups: dict[str | None, list[Fact]] = {}
    for fact in sorted(own, key=lambda fact: _place(fact, order)):
        head = heads.get(fact.source.table or "")
        groups.setdefault(head.id if head else None, []).append(fact)
    blocks = tuple(Block(heads.get(table or ""), _rows(group, columns)) for table, group in groups.items())
    return Grid(tuple(sorted(set(columns.values()), key=_time)), blocks)


def _columns(facts: Iterable[Fact]) -> dict[tuple[str, Status | None], Column]:
    """(period, status) → column. A cell without a status stands with those of its period that have one, if they have only one."""
    seen: dict[str, dict[Status | None, None]] = {}
    for fact in facts:
        seen.setdefault(fact.period, {})[fact.status] = None
    found = {}
    for period, statuses in seen.items():
        known = [status for status in statuses if status]
        for status in statuses:
            found[period, status] = Column(period, status or (known[0] if len(known) == 1 else None))
    return found


def _time(column: Column) -> tuple[bool, str, str]:
    return not column.period, column.period, column.status or ""


def _heads(tables: Iterable[Table]) -> dict[str, Table]:
    """Table id → the table that it continues, or itself."""
    heads: dict[str, Table] = {}
    for table in tables:
        heads[table.id] = heads.get(table.continues or "", table)
    return heads


def _place(fact: Fact, order: Mapping[str, int]) -> tuple[int, int, int, int]:
    table = order.get(fact.source.table or "", PLACELESS)
    return table, fact.source.row or 0, fact.source.column or 0, fact.item


def _rows(facts: Iterable[Fact], columns: Mapping[tuple[str, Status | None], Column]) -> tuple[Row, ...]:
    rows: dict[tuple[object, ...], tuple[Fact, dict[Column, Fact]]] = {}
    for fact in facts:
        column = columns[fact.period, fact.status]
        number = 0
        while column in rows.setdefault((number, *_named(fact)), (fact, {}))[1]:
            number += 1
        rows[number, *_named(fact)][1][column] = fact
    return tuple(Row(first, found) for first, found in rows.values())


def _named(fact: Fact) -> tuple[object, ...]:
    """What a row's facts agree in. Actuals have no forecaster and the report's own estimates continue them."""
    whose = fact.forecaster if fact.forecaster != "report" else None
    names = (fact.entity, fact.entity_id, fact.section, fact.label, fact.product, fact.metric)
    return (*names, fact.basis, fact.versus, fact.superseded, fact.unit, whose)
