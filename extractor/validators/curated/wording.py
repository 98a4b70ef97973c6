"""Findings about arithmetic, in words an analyst acts on: which cell, what is written, what the relations allow, and why."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.arithmetic.interval import Interval
from extractor.model import Message
from extractor.model.curated import Finding
from extractor.validators.curated.constraints import Constraint
from extractor.validators.curated.duplicates import where
from extractor.validators.curated.grids import name_of
from extractor.validators.curated.locate import Suspect
from extractor.validators.curated.reading import Curated
from extractor.validators.curated.sums import FOUND

_FEW = 4
_LONG = 8


def worded(suspect: Suspect) -> Finding:
    """One suspect as a finding at its cell; the other numbers of its relations are related places."""
    member, first = suspect.member, suspect.failing[0]
    allowed = span(*suspect.allowed) if suspect.allowed else ""
    zh, en = [f"写的是 {member.entry.value}"], [f"written {member.entry.value}"]
    if allowed:
        zh.append(f"所涉关系只允许 {allowed}")
        en.append(f"its relations allow {allowed}")
    reasons = [_reason(constraint) for constraint in suspect.failing[:_FEW]]
    text_zh, text_en = "，".join(zh) + "：" + "；".join(r.zh for r in reasons), ", ".join(en) + ": " + "; ".join(r.en for r in reasons)
    if suspect.rivals:
        names = ", ".join(f"{where(rival)} ({rival.entry.value})" for rival in suspect.rivals[:_LONG])
        text_zh += f"。错的也可能是：{names}"
        text_en += f". The wrong one may also be: {names}"
    related = {id(m): m.place for constraint in suspect.failing for m in constraint.members if m is not member}
    named = {id(m): m.key for m in (member, *suspect.rivals, *(constraint.reported for constraint in suspect.failing))}
    return Finding(
        first.code, "error", member.place, Message(text_zh, text_en), member.entry.value, allowed,
        tuple(constraint.check for constraint in suspect.failing), tuple(named.values()), tuple(related.values()),
    )  # fmt: skip


def _reason(constraint: Constraint) -> Message:
    return _growth(constraint) if constraint.kind == "growth" else _sum(constraint)


def _growth(constraint: Constraint) -> Message:
    rate, current, base = constraint.members
    name = f"{name_of(rate)} {rate.fact.period} {rate.fact.basis}"
    computed = span(*_digits(constraint.computed, rate), "%")
    zh = f"{name} 写 {rate.entry.value}，由 {base.entry.value} → {current.entry.value} 得 {computed}"
    en = f"{name} says {rate.entry.value}, {base.entry.value} → {current.entry.value} gives {computed}"
    return Message(zh, en)


def _sum(constraint: Constraint) -> Message:
    total, sign = constraint.reported, "≥" if constraint.relation == "at_most" else "="
    formula = f"{name_of(total)} {sign} {_formula(constraint.terms)}"
    computed = span(*_digits(constraint.computed, total))
    held, failed = constraint.others
    origin_zh, origin_en = _origin(constraint)
    holds_zh = (f"，另 {held} 期成立" if held else "") + (f"，{failed} 期不成立" if failed else "")
    holds_en = (f", holds in {held} other periods" if held else "") + (f", fails in {failed}" if failed else "")
    zh = f"{formula}（{origin_zh}{holds_zh}）在 {total.fact.period} 不成立：写 {total.entry.value}，分项得 {computed}"
    en = f"{formula} ({origin_en}{holds_en}) fails in {total.fact.period}: written {total.entry.value}, the parts give {computed}"
    return Message(zh, en)


def _origin(constraint: Constraint) -> tuple[str, str]:
    if constraint.declared:
        return f"{constraint.declared} 声明", f"declared at {constraint.declared}"
    if constraint.code == FOUND:
        return "数据中可见", "seen in the data"
    return f"规则 {constraint.code}", f"rule {constraint.code}"


def _formula(terms: Sequence[tuple[Curated, Decimal]]) -> str:
    shown = []
    for k, (term, weight) in enumerate(terms[:_LONG]):
        sign = "" if weight > 0 and not k else "- " if weight < 0 else "+ "
        factor = "" if abs(weight) == 1 else f"{abs(weight)}×"
        shown.append(f"{sign}{factor}{name_of(term)}")
    return " ".join(shown) + (" + …" if len(terms) > _LONG else "")


def _digits(interval: Interval | None, like: Curated) -> tuple[Decimal | None, Decimal | None]:
    """An interval in the digits that `like` is written in, with one more place than it has."""
    if interval is None:
        return None, None
    places = max((like.fact.decimals or 0) + like.exponent, 0) + 1
    step = Decimal(1).scaleb(-places)
    low, high = (None if end is None else end.scaleb(-like.exponent).quantize(step) for end in (interval.low, interval.high))
    return low, high


def span(low: Decimal | None, high: Decimal | None, unit: str = "") -> str:
    """`361–365`, `≥ 361`, `363`."""
    if low is None:
        return f"≤ {high:f}{unit}" if high is not None else "…"
    if high is None:
        return f"≥ {low:f}{unit}"
    return f"{low:f}{unit}" if low == high else f"{low:f}–{high:f}{unit}"
