"""One number that two relations blame: each fails by the same amount, they share nothing else, and no sum confirms it.

A gap by itself may be a line that is not listed. That a second, independent relation has exactly the same gap, and that
one number set right would close both, is no longer explained by that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.model import Check, Fact, Message
from extractor.validators.chinese import Scale, shown

_LINEAR = ("SUM01", "SUM02", "IDN01", "IDN02", "IDN03", "IDN04", "IDN05")
_CLEAR = 10
"""How many times the rounding slack the common gap must be, lest small gaps meet by chance."""


@dataclass(frozen=True, slots=True)
class Blame:
    """`check` would hold if the fact were `change` higher; `slack` is what rounding leaves open."""

    check: Check
    change: Decimal
    slack: Decimal


def with_culprits(checks: Mapping[str, Check], facts: Mapping[str, Fact]) -> dict[str, Check]:
    """The checks, those that two relations blame on one number made findings."""
    blamed: dict[str, list[Blame]] = defaultdict(list)
    confirmed: set[str] = set()
    for check in checks.values():
        if check.rule in _LINEAR and check.computed is not None and check.status == "consistent":
            confirmed |= {check.reported.fact, *(term.fact for term in check.terms)}
        elif check.rule in _LINEAR and check.relation == "equal":
            for name, blame in _blames(check):
                blamed[name].append(blame)
    found = dict(checks)
    for name, blames in blamed.items():
        if name in confirmed or name not in facts:
            continue
        for one in blames:
            if any(_independent(one.check, two.check, name) and _same(one, two) for two in blames):
                found[one.check.id] = _found(one, facts[name])
    return found


def _blames(check: Check) -> list[tuple[str, Blame]]:
    """The change in each of its numbers that would close the gap of a sum."""
    own, computed = check.reported, check.computed
    if own.low is None or own.high is None or computed is None or computed.low is None or computed.high is None:
        return []
    gap = (own.low + own.high - computed.low - computed.high) / 2
    slack = (own.high - own.low + computed.high - computed.low) / 2
    if abs(gap) <= _CLEAR * slack:
        return []
    return [(own.fact, Blame(check, -gap, slack)), *((term.fact, Blame(check, gap / term.weight, slack)) for term in check.terms)]


def _independent(one: Check, two: Check, name: str) -> bool:
    """Different rules that have only this number in common."""
    first, second = ({check.reported.fact, *(term.fact for term in check.terms)} for check in (one, two))
    return one.rule != two.rule and first & second == {name}


def _same(one: Blame, two: Blame) -> bool:
    return abs(one.change - two.change) <= one.slack + two.slack


def _found(blame: Blame, fact: Fact) -> Check:
    check = blame.check
    right = Scale(fact).number((fact.value or Decimal(0)) + blame.change)
    name = fact.row_header or fact.label
    zh = f"{_stem(check.message.zh, '，')}，与另一处同差：{name} {shown(fact)} 若为 {right}，两处均相符"
    en = f"{_stem(check.message.en, '; ')}; a second relation has the same gap: {name} {shown(fact)}, were it {right}, would close both"
    hint = f"culprit {shown(fact)} {right}"
    return replace(check, status="inconsistent", reason=None, hints=(hint, *check.hints), message=Message(zh=zh, en=en))


def _stem(text: str, separator: str) -> str:
    """The message without its last clause, the verdict."""
    return text.rpartition(separator)[0]
