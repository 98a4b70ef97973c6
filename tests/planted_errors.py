"""Plants errors in consistent statements, as misprints and misreadings make them, and says whether the checks tell."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.model import Check, Fact, Table
from extractor.validators import check_facts

KINDS = ("digit", "swap", "x10", "shift", "drop")
SOLID = ("SUM01", "SUM02", "IDN01", "IDN02", "IDN03", "IDN04", "AGR01")

Change = dict[str, Fact | None]


def set_to(fact: Fact, value: Decimal) -> Fact:
    return replace(fact, value=value, low=value, high=value)


def ids(check: Check) -> set[str]:
    return {check.reported.fact, *(term.fact for term in check.terms)}


class Bench:
    """One report's facts with what holds in them. A fact is worth planting in when a solid relation over three columns
    or more, without a failure, has it among its operands: then arithmetic can tell."""

    def __init__(self, facts: Sequence[Fact], tables: Sequence[Table]) -> None:
        self.facts, self.tables = facts, tables
        self.base = check_facts(facts, tables)
        self.by_id = {fact.id: fact for fact in facts}
        rows: dict[tuple[object, ...], list[Check]] = defaultdict(list)
        for check in self.base:
            total = self.by_id[check.reported.fact]
            if check.rule in SOLID and total.kind == "table":
                rows[check.rule, total.source.table, total.source.row].append(check)
        self.sound = [c for found in rows.values() if len(found) >= 3 and all(c.status == "consistent" for c in found) for c in found]
        self.slack: dict[str, Decimal] = {}
        for check in self.sound:
            width = Decimal(0)
            for side in (check.reported, check.computed):
                if side is not None and side.low is not None and side.high is not None:
                    width += side.high - side.low
            for name in ids(check):
                self.slack[name] = min(self.slack.get(name, width), width)
        self.pool = [
            f for f in facts if f.kind == "table" and f.id in self.slack and f.basis == "value" and f.value and f.unit not in ("x", "ratio")
        ]
        self.rows: dict[tuple[str | None, int | None], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.kind == "table" and fact.basis == "value" and fact.value is not None:
                self.rows[fact.source.table, fact.source.row].append(fact)

    def beyond(self, change: Change) -> bool:
        """Whether the change exceeds what rounding may hide."""
        moved = [(f, self.by_id[name]) for name, f in change.items() if f is not None and name in self.slack]
        return any(abs((f.value or 0) - (old.value or 0)) > self.slack[old.id] for f, old in moved)

    def plants(self, kind: str, count: int, chance: random.Random) -> Iterator[Change]:
        for _ in range(count if self.pool else 0):
            change = self._change(kind, chance.choice(self.pool), chance)
            if change and (kind == "drop" or self.beyond(change)):
                yield change

    def _change(self, kind: str, fact: Fact, chance: random.Random) -> Change:
        value = fact.value or Decimal(0)
        row = sorted(self.rows[fact.source.table, fact.source.row], key=lambda f: f.source.column or 0)
        if kind == "digit":
            place = max(value.adjusted() - chance.choice((0, 1)), -(fact.decimals or 0))
            return {fact.id: set_to(fact, value + Decimal(chance.choice((1, 2, 3, -1, -2, -3))).scaleb(place))}
        if kind == "x10":
            return {fact.id: set_to(fact, value.scaleb(1))}
        if kind == "swap":
            other = chance.choice(row)
            return {fact.id: set_to(fact, other.value or value), other.id: set_to(other, value)} if other.value != value else {}
        if kind == "shift":
            change: Change = {right.id: set_to(right, left.value or value) for left, right in pairwise(row)}
            return {**change, row[0].id: None} if len(row) > 3 and len({f.value for f in row}) == len(row) else {}
        totals = {c.reported.fact for c in self.sound}
        return {} if any(f.id in totals for f in row) else {f.id: None for f in row}

    def told(self, kind: str, change: Change) -> bool:
        """Whether a check now says so: inconsistent, or for a dropped row, that lines are missing."""
        facts = [f for fact in self.facts if (f := change.get(fact.id, fact)) is not None]
        now = check_facts(facts, self.tables)
        known = {c.id for c in self.base if c.status == "inconsistent"}
        if kind == "drop":
            totals = {c.reported.fact for c in self.sound if c.rule in ("SUM01", "SUM02") and ids(c) & change.keys()}
            return not totals or any(c.status != "consistent" and c.reported.fact in totals for c in now)
        return any(c.status == "inconsistent" and c.id not in known and ids(c) & change.keys() for c in now)
