"""What one number must satisfy given the others: a sum or a growth rate, solved for any of its members.

A misprint seldom sits in the total. The member that alone, changed, would satisfy every relation it takes part in is the
one to look at; `room` says what that would allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.arithmetic import interval as iv
from extractor.arithmetic.interval import Interval
from extractor.model import Fact
from extractor.validators.curated.reading import Curated

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Constraint:
    """`sum`: reported = (at most: ≥) the weighted terms; `growth`: reported = terms[0] / terms[1] - 1. `code` is the rule,
    `others` how many further columns or periods the same relation holds in and fails in, `check` the id of the check."""

    kind: Literal["sum", "growth"]
    code: str
    check: str
    reported: Curated
    terms: tuple[tuple[Curated, Decimal], ...]
    relation: Literal["equal", "at_most"] = "equal"
    others: tuple[int, int] = (0, 0)
    declared: str = ""

    @property
    def members(self) -> tuple[Curated, ...]:
        return (self.reported, *(term for term, _ in self.terms))

    @property
    def computed(self) -> Interval | None:
        """What the terms allow the reported number to be; None where they do not decide (a base that may be zero)."""
        return self.room(self.reported)

    @property
    def holds(self) -> bool | None:
        """Whether the written numbers agree at their printed precision; None where that is undecided."""
        computed = self.computed
        return None if computed is None else computed.meets(stated(self.reported.fact))

    def room(self, member: Curated) -> Interval | None:
        """The numbers that `member` may stand for, by this relation alone; None where it does not decide."""
        return self._room_in_sum(member) if self.kind == "sum" else self._room_in_growth(member)

    def _room_in_sum(self, member: Curated) -> Interval | None:
        if member is self.reported:
            total = iv.add(iv.scale(stated(term.fact), weight) for term, weight in self.terms)
            return Interval(total.low, None, total.low_closed) if self.relation == "at_most" else total
        rest, own = stated(self.reported.fact), _ONE
        for term, weight in self.terms:
            if term is member:
                own = weight
            else:
                rest = iv.subtract(rest, iv.scale(stated(term.fact), weight))
        room = iv.scale(rest, _ONE / own)
        if self.relation == "at_most":
            return Interval(None, room.high, True, room.high_closed) if own > 0 else Interval(room.low, None, room.low_closed)
        return room

    def _room_in_growth(self, member: Curated) -> Interval | None:
        current, previous = self.terms[0][0], self.terms[1][0]
        if member is self.reported:
            return iv.growth(stated(current.fact), stated(previous.fact))
        factor = iv.add((iv.exact(_ONE), stated(self.reported.fact)))
        if member is current:
            return iv.multiply(stated(previous.fact), factor)
        return iv.divide(stated(current.fact), factor)


def stated(fact: Fact) -> Interval:
    """The interval that a fact's printed precision leaves open."""
    return iv.rounded(fact.low, fact.high, fact.decimals)


def common_room(member: Curated, constraints: Sequence[Constraint]) -> Interval | None:
    """What all the relations together allow the printed `member` to be, its own rounding included; None: nothing."""
    rooms = [room for constraint in constraints if (room := constraint.room(member)) is not None]
    half = stated(member.fact)
    slack = (half.width or Decimal(0)) / 2
    wide = [
        Interval(None if r.low is None else r.low - slack, None if r.high is None else r.high + slack, r.low_closed, r.high_closed)
        for r in rooms
    ]
    return iv.intersect(wide)


def printable(room: Interval, member: Curated) -> tuple[Decimal | None, Decimal | None] | None:
    """The lowest and highest number inside `room` that can be written as `member` is (its unit and its digits), in written
    digits; None where no such number lies inside."""
    decimals = member.fact.decimals
    if decimals is None:
        places = -(member.fact.value or Decimal(0)).as_tuple().exponent  # type: ignore[operator]
        decimals = int(places)
    step = Decimal(1).scaleb(-decimals)
    low = None if room.low is None else (room.low / step).to_integral_value(rounding="ROUND_CEILING")
    high = None if room.high is None else (room.high / step).to_integral_value(rounding="ROUND_FLOOR")
    if low is not None and room.low is not None and low * step == room.low and not room.low_closed:
        low += 1
    if high is not None and room.high is not None and high * step == room.high and not room.high_closed:
        high -= 1
    if low is not None and high is not None and low > high:
        return None
    power = -decimals - member.exponent
    return (None if low is None else low.scaleb(power), None if high is None else high.scaleb(power))
