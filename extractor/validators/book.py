"""The facts of one report in the order that arithmetic needs: lines of a table, and series over periods."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from extractor.arithmetic.interval import Interval, rounded
from extractor.arithmetic.matrix import Number
from extractor.model import Fact, Statement, Table

Place = tuple[str, int]
_STATEMENTS: dict[str, int] = {"balance": 0, "income": 0, "cashflow": 0, "ratios": 1, "summary": 2, "other": 3, "market": 4}
_NEAR = Decimal("0.05")
_YEAR_END = re.compile(r"(\d{4})-12-31")


def interval(fact: Fact) -> Interval:
    return rounded(fact.low, fact.high, fact.decimals)


def usable(fact: Fact) -> bool:
    """Whether the print states the number closely enough to be compared: no bound, no 约."""
    return fact.low is not None and fact.high is not None and fact.decimals is not None and not set(fact.qualifiers) - {"range"}


def single(fact: Fact) -> bool:
    return usable(fact) and fact.low == fact.high


def number(fact: Fact) -> Number | None:
    return Number(fact.value, fact.decimals) if fact.value is not None and single(fact) else None


def period_key(fact: Fact) -> str:
    """A year's end is the year: statements head their columns with the year, prose names the day."""
    match = _YEAR_END.fullmatch(fact.period)
    return match.group(1) if match else fact.period


def currency(fact: Fact) -> str | None:
    """CNY of CNY and of CNY/share; None where the unit is no money."""
    unit = (fact.unit or "").removesuffix("/share")
    return unit if len(unit) == 3 and unit.isupper() and unit.isalpha() else None


@dataclass(frozen=True, eq=False)
class Series:
    """The same metric over periods in one place: a row of a table (a column where periods stand in rows), or what the
    prose tells of it (told twice makes two series). `head` is its last fact (a forecast, where
    there is one) and speaks for metric, unit, entity, forecaster and label."""

    place: Place
    statement: Statement
    facts: dict[str, Fact]

    @cached_property
    def head(self) -> Fact:
        return next(reversed(self.facts.values()))

    @cached_property
    def intervals(self) -> dict[str, Interval]:
        return {period: interval(fact) for period, fact in self.facts.items()}

    @property
    def rank(self) -> int:
        return _STATEMENTS.get(self.statement, 3) if self.head.kind == "table" else 5

    def history(self, period: str) -> bool:
        """A reported period, not a forecast."""
        fact = self.facts.get(period)
        return fact is not None and fact.status != "E"


@dataclass(eq=False)
class Book:
    """All usable facts of one report, by table and as series."""

    facts: Sequence[Fact]
    tables: dict[str, Table]
    series: list[Series] = field(default_factory=list)
    by_metric: dict[str, list[Series]] = field(default_factory=lambda: defaultdict(list))
    by_table: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def statement(self, fact: Fact) -> Statement:
        table = self.tables.get(fact.source.table or "")
        return table.statement if table else "other"

    def caption(self, fact: Fact) -> str:
        table = self.tables.get(fact.source.table or "")
        return table.caption if table else ""

    def indent(self, fact: Fact) -> float:
        """How far the row's label is set in; 0 where the table is not at hand."""
        table = self.tables.get(fact.source.table or "")
        if table is None or fact.source.row is None or fact.source.row >= len(table.body_rows):
            return 0.0
        return next((cell.indent for cell in table.body_rows[fact.source.row] if cell.column < table.stub and cell.text.strip()), 0.0)

    def same_world(self, fact: Fact) -> list[Series]:
        """Series of the same entity, forecaster and generation of forecasts."""
        return [s for s in self.series if akin(s.head, fact)]


def entity(fact: Fact) -> str:
    return (fact.entity_id or fact.entity).split(".")[0]


def akin(a: Fact, b: Fact) -> bool:
    """Two facts that one relation may join: same entity, neither earlier forecast against new, nor report against others."""
    return (
        (entity(a) == entity(b) or (a.entity == b.entity and a.entity != ""))
        and a.superseded == b.superseded
        and (teller(a) == teller(b) or None in (teller(a), teller(b)))
    )


def near(a: Interval, b: Interval) -> bool:
    """Within a twentieth: numbers farther apart are more likely two things than one thing told wrongly."""
    if a.middle is None or b.middle is None:
        return False
    return abs(a.middle - b.middle) <= _NEAR * max(abs(a.middle), abs(b.middle))


def teller(fact: Fact) -> str | None:
    """Who forecasts the number; None for what is reported, which stands beside anybody's forecasts."""
    if fact.status == "A":
        return None
    return fact.forecaster or ("report" if fact.status == "E" and fact.kind == "table" else None)


def open_book(facts: Iterable[Fact], tables: Iterable[Table] = ()) -> Book:
    """Sorts the facts; several numbers in one cell, bounds and approximations stay out."""
    book = Book([fact for fact in facts if usable(fact)], {table.id: table for table in tables})
    crowded = {_cell(f) for f in book.facts if f.kind == "table" and f.item > 1}
    places: dict[tuple[object, ...], dict[str, Fact]] = {}
    tellings: Counter[tuple[tuple[object, ...], str]] = Counter()  # of one period in prose; each further one is a line of its own
    muddled: set[tuple[object, ...]] = set()  # one line says two numbers for one period: its headers tell less than they should
    for fact in book.facts:
        at: tuple[object, ...]
        told = (fact.superseded, fact.product, fact.entity, teller(fact) or "report")
        if fact.kind == "table":
            if _cell(fact) not in crowded:
                book.by_table[fact.source.table or ""].append(fact)
            sideways = fact.from_.get("period") in ("row_header", "section")
            line = ("column", fact.source.column) if sideways else ("row", fact.source.row)
            at = (fact.source.table, *line, fact.metric, fact.basis, fact.unit, *told)
            if _cell(fact) in crowded:
                at = (*at, fact.item)
        else:
            at = ("", fact.metric or fact.id, fact.basis, fact.unit, *told, fact.versus)
            said = (at, period_key(fact))
            at = (*at, tellings[said])
            tellings[said] += 1
        if places.setdefault(at, {}).setdefault(period_key(fact), fact).value != fact.value:
            muddled.add(at)
    for k, (at, found) in enumerate(places.items()):
        if at in muddled:
            continue
        head = next(iter(found.values()))
        series = Series((head.source.table or "", head.source.row if head.source.row is not None else -k), book.statement(head), found)
        book.series.append(series)
        if head.metric is not None:
            book.by_metric[head.metric].append(series)
    return book


def _cell(fact: Fact) -> tuple[object, ...]:
    return fact.source.table, fact.source.row, fact.source.column
