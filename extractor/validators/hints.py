"""What single slip would explain a failure: a sign, a power of ten, a neighbouring column, a missing line.

Hints are said, never applied: the print stays what it is, and an analyst decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.arithmetic.interval import Interval, add, scale
from extractor.model import Fact
from extractor.validators.book import interval


def sum_hints(reported: Fact, terms: Sequence[tuple[Fact, Decimal]], rows: Sequence[Sequence[Fact]] = ()) -> tuple[str, ...]:
    """Slips that would make a sum come out: `rows` holds, per row of the relation (total first), the facts of the
    other columns. Strings are `code argument...`."""
    own = interval(reported)
    parts = [scale(interval(fact), weight) for fact, weight in terms]
    found = []
    for k, (fact, _) in enumerate(terms):
        others = parts[:k] + parts[k + 1 :]
        if fact.value and add((*others, scale(parts[k], Decimal(-1)))).meets(own):
            found.append(f"sign {fact.raw}")
        found += [f"scale 10^{power} {fact.raw}" for power in _POWERS if fact.value and add((*others, _shift(parts[k], power))).meets(own)]
    computed = add(parts)
    if reported.value:
        found += [f"scale 10^{power} {reported.raw}" for power in _POWERS if _shift(own, power).meets(computed)]
        if scale(own, Decimal(-1)).meets(computed):
            found.append(f"sign {reported.raw}")
    for k, row in enumerate(rows):
        for other in row:
            moved = interval(other)
            if k == 0:
                if other.id != reported.id and other.raw != reported.raw and moved.meets(computed):
                    found.append(f"column {reported.raw} {other.raw}")
            elif other.raw != terms[k - 1][0].raw:
                rest = parts[: k - 1] + parts[k:]
                if add((*rest, scale(moved, terms[k - 1][1]))).meets(own):
                    found.append(f"column {terms[k - 1][0].raw} {other.raw}")
    return tuple(dict.fromkeys(found))[:3]


def explained(hints: Sequence[str], reported: Fact, computed: Interval) -> bool:
    """Whether a slip of one sign or power of ten explains a gap that is large against the rounding, so that a line
    left out would hardly come to the same."""
    own = interval(reported)
    if not any(hint.startswith(("sign", "scale")) for hint in hints) or own.middle is None or computed.middle is None:
        return False
    slack = (own.width or Decimal(0)) + (computed.width or Decimal(0))
    return abs(own.middle - computed.middle) > _CLEAR * slack / 2


def value_hints(reported: Interval, computed: Interval) -> tuple[str, ...]:
    """Slips that would make two intervals meet: a sign; a power of ten, where both carry three digits or more, since
    two short numbers are soon ten times one another."""
    found = []
    if scale(reported, Decimal(-1)).meets(computed) and reported.low != 0:
        found.append("sign")
    if _telling(reported) and _telling(computed):
        for power in (*_POWERS, -8, -4, 4, 8):
            if _shift(reported, power).meets(computed):
                found.append(f"scale 10^{power}")
    return tuple(found)


def _telling(part: Interval) -> bool:
    """Whether the interval is narrow enough to know three digits, and its sign."""
    if part.middle is None or part.width is None or not part.middle:
        return False
    return part.width * 50 <= abs(part.middle)


_CLEAR = 300
_POWERS = (-3, -2, -1, 1, 2, 3)


def _shift(part: Interval, power: int) -> Interval:
    return scale(part, Decimal(1).scaleb(power))
