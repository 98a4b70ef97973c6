"""Growth rates (24-YoY, 同比, 环比) as relations to the levels written beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.arithmetic.interval import divide
from extractor.validators.curated.constraints import Constraint, stated
from extractor.validators.curated.reading import Curated
from extractor.validators.curated.sums import relation_id

CODE = "CUR03"
_ONE = Decimal(1)


def growth_rates(numbers: Iterable[Curated]) -> tuple[Constraint, ...]:
    """One constraint for every rate whose two levels are written once each. A negative base on which the rate does not come
    out is left alone: brokers use several conventions there."""
    numbers = tuple(numbers)
    levels: dict[tuple[object, ...], list[Curated]] = {}
    for number in numbers:
        if number.fact.basis == "value":
            levels.setdefault(_key(number, number.fact.period), []).append(number)
    return tuple(_pairs(numbers, levels))


def _pairs(numbers: Iterable[Curated], levels: dict[tuple[object, ...], list[Curated]]) -> Iterator[Constraint]:
    for rate in numbers:
        before = previous(rate.fact.period, rate.fact.basis)
        if before is None or rate.fact.unit != "ratio":
            continue
        current = levels.get(_key(rate, rate.fact.period), [])
        base = levels.get(_key(rate, before), [])
        if len(current) != 1 or len(base) != 1 or current[0].fact.unit != base[0].fact.unit:
            continue
        terms = ((current[0], _ONE), (base[0], _ONE))
        constraint = Constraint("growth", CODE, relation_id(CODE, rate, terms), rate, terms)
        positive = divide(stated(base[0].fact), stated(base[0].fact)) is not None and (base[0].fact.value or 0) > 0
        if constraint.holds is not None and (positive or constraint.holds):
            yield constraint


def _key(number: Curated, period: str) -> tuple[object, ...]:
    """Levels and rates meet in one row of one wide table, or by name in the long form."""
    entry = number.entry
    table = (entry.place.file, entry.place.sheet, entry.table, number.line) if entry.column >= 0 else (entry.source, -1)
    return (*table, entry.entity, number.fact.metric, entry.product, period)


def previous(period: str, basis: str) -> str | None:
    """The period that a growth rate compares with; None where the basis or period has none.

    >>> previous("2024Q1", "yoy"), previous("2024Q1", "qoq"), previous("2024-01", "mom"), previous("2024", "cagr")
    ('2023Q1', '2023Q4', '2023-12', None)
    """
    match = re.fullmatch(r"(\d{4})(Q[1-4]|H[12]|Q1-Q[234]|-\d{2}(?:-\d{2})?)?", period)
    if match is None:
        return None
    year, rest = int(match[1]), match[2] or ""
    if basis == "yoy":
        return f"{year - 1}{rest}"
    if basis == "qoq" and re.fullmatch(r"Q[1-4]", rest):
        return f"{year}Q{int(rest[1]) - 1}" if rest != "Q1" else f"{year - 1}Q4"
    if basis == "mom" and re.fullmatch(r"-\d{2}", rest):
        month = int(rest[1:])
        return f"{year}-{month - 1:02d}" if month > 1 else f"{year - 1}-12"
    return None
