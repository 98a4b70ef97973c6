"""Intervals of decimal numbers: what a printed number may stand for, and what follows from several of them.

Semantics of XBRL Calculations 1.1 (round to nearest): a number printed to 10^-d stands for [v - u/2, v + u/2], u = 10^-d,
both ends closed, since nobody knows how the author rounds a tie. Two numbers agree when their intervals meet. There
are no tolerances anywhere: a digit that rounding cannot explain is a digit that differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

_HALF = Decimal("0.5")
_PRECISE = Context(prec=40)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; an end that is None is unbounded, and closed ends belong to the interval."""

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True

    @property
    def bounded(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def middle(self) -> Decimal | None:
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    @property
    def width(self) -> Decimal | None:
        return None if self.low is None or self.high is None else self.high - self.low

    def holds(self, value: Decimal) -> bool:
        """Whether `value` lies inside."""
        above = self.low is None or self.low < value or (self.low == value and self.low_closed)
        return above and (self.high is None or value < self.high or (self.high == value and self.high_closed))

    def meets(self, other: Interval) -> bool:
        return intersect((self, other)) is not None


def exact(value: Decimal) -> Interval:
    return Interval(value, value)


def rounded(low: Decimal | None, high: Decimal | None, decimals: int | None) -> Interval:
    """The interval of a number printed to `decimals` places (negative: thousands and up; None: exact).

    >>> rounded(Decimal("10.3"), Decimal("10.3"), 1)
    Interval(low=Decimal('10.25'), high=Decimal('10.35'), low_closed=True, high_closed=True)
    """
    half = ZERO if decimals is None else _HALF.scaleb(-decimals)
    return Interval(None if low is None else low - half, None if high is None else high + half)


def truncated(value: Decimal, decimals: int) -> Interval:
    """The interval of a number cut off (not rounded) after `decimals` places; the cut-off end is open."""
    unit = Decimal(1).scaleb(-decimals)
    if value == 0:
        return Interval(-unit, unit, False, False)
    return Interval(value, value + unit, True, False) if value > 0 else Interval(value - unit, value, False, True)


def add(parts: Iterable[Interval]) -> Interval:
    """The sum; an end is closed if it is closed in every part."""
    low: Decimal | None = ZERO
    high: Decimal | None = ZERO
    low_closed = high_closed = True
    for part in parts:
        low = None if low is None or part.low is None else low + part.low
        high = None if high is None or part.high is None else high + part.high
        low_closed, high_closed = low_closed and part.low_closed, high_closed and part.high_closed
    return Interval(low, high, low_closed, high_closed)


def scale(part: Interval, weight: Decimal) -> Interval:
    """`weight` times the interval; a negative weight swaps the ends, zero gives exactly zero."""
    if weight == 0:
        return exact(ZERO)
    low = None if part.low is None else part.low * weight
    high = None if part.high is None else part.high * weight
    if weight > 0:
        return Interval(low, high, part.low_closed, part.high_closed)
    return Interval(high, low, part.high_closed, part.low_closed)


def negate(part: Interval) -> Interval:
    return scale(part, Decimal(-1))


def subtract(left: Interval, right: Interval) -> Interval:
    return add((left, negate(right)))


def multiply(left: Interval, right: Interval) -> Interval | None:
    """The product of two bounded intervals, None where an end is open to infinity."""
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return None
    ends = [
        (a * b, a_closed and b_closed)
        for a, a_closed in ((left.low, left.low_closed), (left.high, left.high_closed))
        for b, b_closed in ((right.low, right.low_closed), (right.high, right.high_closed))
    ]
    low, high = min(v for v, _ in ends), max(v for v, _ in ends)
    return Interval(low, high, any(c for v, c in ends if v == low), any(c for v, c in ends if v == high))


def divide(left: Interval, right: Interval) -> Interval | None:
    """The quotient; None where the divisor may be zero or an end is unbounded."""
    if right.low is None or right.high is None or right.low <= 0 <= right.high:
        return None
    with localcontext(_PRECISE):
        return multiply(left, Interval(1 / right.high, 1 / right.low, right.high_closed, right.low_closed))


def magnitude(part: Interval) -> Interval | None:
    """The absolute value; None where the interval straddles zero (its sign is not known)."""
    if part.low is not None and part.low >= 0:
        return part
    return negate(part) if part.high is not None and part.high <= 0 else None


def growth(current: Interval, previous: Interval) -> Interval | None:
    """(current - previous) / |previous|: the usual growth rate on a positive base, and what most brokers print on a
    negative one. None where the base may be zero."""
    base = magnitude(previous)
    if base is None:
        return None
    ratio = divide(current, base)
    return None if ratio is None else add((ratio, exact(Decimal(-1 if previous is base else 1))))


def cagr(start: Interval, end: Interval, periods: int) -> Interval | None:
    """(end / start) ^ (1 / periods) - 1, both positive; None otherwise."""
    if periods < 1 or start.low is None or start.low <= 0 or end.low is None or end.low <= 0:
        return None
    ratio = divide(end, start)
    if ratio is None or ratio.low is None or ratio.high is None:
        return None
    with localcontext(_PRECISE):
        power = Decimal(1) / periods
        low, high = ratio.low**power - 1, ratio.high**power - 1
    return Interval(low, high, ratio.low_closed, ratio.high_closed)


def intersect(parts: Iterable[Interval]) -> Interval | None:
    """What all intervals share, or None. An end is closed if it is closed in every interval that has that end."""
    low: Decimal | None = None
    high: Decimal | None = None
    low_closed = high_closed = True
    for part in parts:
        if part.low is not None:
            if low is None or part.low > low:
                low, low_closed = part.low, part.low_closed
            elif part.low == low:
                low_closed = low_closed and part.low_closed
        if part.high is not None:
            if high is None or part.high < high:
                high, high_closed = part.high, part.high_closed
            elif part.high == high:
                high_closed = high_closed and part.high_closed
    if low is not None and high is not None and (low > high or (low == high and not (low_closed and high_closed))):
        return None
    return Interval(low, high, low_closed, high_closed)


def at_most(computed: Interval, reported: Interval) -> bool:
    """Whether the computed number can be no more than the reported one (其中, of which)."""
    if computed.low is None or reported.high is None or computed.low < reported.high:
        return True
    return computed.low == reported.high and computed.low_closed and reported.high_closed


def at_least(computed: Interval, reported: Interval) -> bool:
    return at_most(reported, computed)
