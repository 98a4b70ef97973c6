"""Which number is wrong? Failing relations that share a number point at it; relations that hold clear the others.

For every group of failing relations: the members that, changed alone, would satisfy all relations they are in, failing and
holding. Among several, the one that a single wrong digit explains. What remains open is told at the total, with candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.validators.curated.constraints import Constraint, common_room, printable
from extractor.validators.curated.reading import Curated

_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Suspect:
    """The number to look at. `allowed`: lowest and highest that satisfies all its relations, in written digits; None when no
    single change does. `sure` is False where several numbers could be the wrong one: those are `rivals`."""

    member: Curated
    failing: tuple[Constraint, ...]
    allowed: tuple[Decimal | None, Decimal | None] | None
    sure: bool
    rivals: tuple[Curated, ...] = ()


def locate(constraints: Sequence[Constraint]) -> tuple[Suspect, ...]:
    """One suspect for each fault that the failing relations show."""
    by_member: dict[int, list[Constraint]] = {}
    for constraint in constraints:
        for member in constraint.members:
            by_member.setdefault(id(member), []).append(constraint)
    left = [constraint for constraint in constraints if constraint.holds is False]
    suspects = []
    while left:
        suspect = _best(left, by_member)
        suspects.append(suspect)
        gone = {id(constraint) for constraint in suspect.failing}
        left = [constraint for constraint in left if id(constraint) not in gone]
    return tuple(suspects)


def _best(failing: Sequence[Constraint], by_member: dict[int, list[Constraint]]) -> Suspect:
    """The member that explains the most failing relations; of several, the one with the likeliest slip."""
    rated: list[tuple[tuple[int, int], Curated, tuple[Constraint, ...], tuple[Decimal | None, Decimal | None]]] = []
    for member in {id(m): m for constraint in failing for m in constraint.members}.values():
        own = tuple(constraint for constraint in failing if any(m is member for m in constraint.members))
        room = common_room(member, by_member[id(member)])
        allowed = printable(room, member) if room is not None else None
        if allowed is not None:
            rated.append(((-len(own), _slip(member, allowed)), member, own, allowed))
    if not rated:
        first = failing[0]
        return Suspect(first.reported, (first,), None, False)
    best = min(rate for rate, *_ in rated)
    chosen = [item for item in rated if item[0] == best]
    _, member, own, allowed = chosen[0]
    if len(chosen) == 1:
        return Suspect(member, own, allowed, True)
    first = own[0]
    if all(len(item[2]) == 1 for item in chosen):
        rivals = tuple(item[1] for item in chosen if item[1] is not first.reported)
        return Suspect(first.reported, (first,), _allowed_total(first), False, rivals)
    return Suspect(member, own, allowed, False, tuple(item[1] for item in chosen[1:]))


def _allowed_total(constraint: Constraint) -> tuple[Decimal | None, Decimal | None] | None:
    room = common_room(constraint.reported, (constraint,))
    return printable(room, constraint.reported) if room is not None else None


def _slip(member: Curated, allowed: tuple[Decimal | None, Decimal | None]) -> int:
    """How the written digits come from allowed ones: 0 one digit changed, 1 two neighbours swapped or the sign, 2 a digit
    more or less, 3 otherwise."""
    value = member.fact.value or Decimal(0)
    written = value.scaleb(-member.exponent)
    low, high = allowed
    if low is None or high is None:
        return 3
    exponent = written.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent))
    if (high - low) / step > _MANY:
        return 3
    best = 3
    digits = "".join(map(str, written.as_tuple().digits))
    at = low
    while at <= high and best:
        best = min(best, _distance(digits, written < 0, at.quantize(step)))
        at += step
    return best


def _distance(digits: str, negative: bool, other: Decimal) -> int:
    theirs = "".join(map(str, other.as_tuple().digits))
    if (other < 0) != negative:
        return 1 if theirs == digits else 3
    if len(theirs) == len(digits):
        differing = [k for k, (a, b) in enumerate(zip(digits, theirs, strict=True)) if a != b]
        if len(differing) <= 1:
            return 0
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return 1 if swapped and digits[differing[0]] == theirs[differing[1]] and digits[differing[1]] == theirs[differing[0]] else 3
    short, long = sorted((digits, theirs), key=len)
    if len(long) == len(short) + 1 and any(long[:k] + long[k + 1 :] == short for k in range(len(long))):
        return 2
    return 3
