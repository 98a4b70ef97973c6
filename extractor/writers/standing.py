"""How far each fact can be trusted, in one word: what colours a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from extractor.model import Check, Fact, Message

Standing = Literal["inconsistent", "confirmed", "ocr", "unmapped", "unchecked"]

STANDINGS: Mapping[Standing, Message] = {
    "inconsistent": Message("有核对不一致", "a check is inconsistent"),
    "confirmed": Message("有核对相符", "confirmed by a check"),
    "ocr": Message("图中识别，未经核对", "recognised in a picture, in no check"),
    "unmapped": Message("未对应指标", "no metric known"),
    "unchecked": Message("已对应指标，无核对", "metric known, in no check"),
}
"""Each standing in words, the most urgent first."""


def standings(facts: Iterable[Fact], checks: Iterable[Check]) -> dict[str, Standing]:
    """Fact id → standing. A fact stands in a check as its reported side or as a term; an inconsistent check marks all of them,
    for the arithmetic alone cannot tell which of its numbers is wrong. Checks that judge nothing count for nothing."""
    agree: set[str] = set()
    differ: set[str] = set()
    for check in checks:
        if check.status != "not_checked":
            named = agree if check.status == "consistent" else differ
            named.update((check.reported.fact, *(term.fact for term in check.terms)))
    return {fact.id: _standing(fact, fact.id in agree, fact.id in differ) for fact in facts}


def _standing(fact: Fact, agrees: bool, differs: bool) -> Standing:
    if differs:
        return "inconsistent"
    if agrees:
        return "confirmed"
    if fact.source.confidence is not None:
        return "ocr"
    return "unmapped" if fact.metric is None else "unchecked"


def checks_of(checks: Iterable[Check]) -> dict[str, list[Check]]:
    """Fact id → the checks that it stands in, failing ones first, in their order otherwise."""
    found: dict[str, list[Check]] = {}
    for check in sorted(checks, key=lambda check: ("inconsistent", "consistent", "not_checked").index(check.status)):
        for fact in dict.fromkeys((check.reported.fact, *(term.fact for term in check.terms))):
            found.setdefault(fact, []).append(check)
    return found
