"""The claims of one number, or of one list of numbers: term, basis, period and subject of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.finders.prose.basis import basis_of
from extractor.finders.prose.choice import choose
from extractor.finders.prose.draft import Draft, Gap, Label, Mind
from extractor.finders.prose.expected import expectation, unbound
from extractor.finders.prose.labels import is_flow, is_move, trailing, unfit
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.notes import UNKNOWN
from extractor.finders.prose.pairing import spread
from extractor.finders.prose.runs import Item
from extractor.finders.prose.subjects import Subjects, versus_of
from extractor.model import Basis, Forecaster, Period, Quantity
from extractor.normalizers.periods import expand

_LISTING = re.compile(r"[/、]")


@dataclass(frozen=True, slots=True)
class Claimed:
    """One draft a number, None where it was refused; `refused` with the reasons."""

    drafts: list[Draft | None]
    refused: list[tuple[Quantity, str]]
    used: Token | None = None
    """The basis word behind the number, which says nothing of the next number."""


def claim(
    text: str,
    subjects: Subjects,
    items: Sequence[Item],
    tokens: Sequence[Token],
    after: int,
    mind: Mind,
    gap: Gap,
    comment_on: Draft | None,
) -> Claimed:
    """Read one number or list; `tokens[after]` stands behind it. The mind keeps what carries over."""
    count, first, last = len(items), items[0], items[-1]
    used = None
    if not gap.bases and (printed := trailing(text, last.end, tokens, after)):
        gap.bases, gap.basis_at, used = (printed[0],), printed[1].start, printed[1]
        gap.basis_word = text[printed[1].start : printed[1].end]
    expected = expectation(text, last.end, tokens, after)
    labels, carried = choose(text, items, tokens, after, mind, gap, comment_on)
    reason = unfit(first.quantity, labels, carried, gap, text, last.end) if labels else "no_metric"
    if reason:
        return Claimed([None] * count, [(item.quantity, reason) for item in items])
    names = subjects.listed(text, gap, labels, first.start, count)
    if gap.given:
        single = (mind.entity, mind.product)
    elif carried:
        single = (mind.entity, subjects.named(text, gap, first.start, tokens) if gap.bases in ((), ("share",)) and not comment_on else "")
        single = single if single[1] else (mind.entity, mind.product)
    else:
        mind.product = ""
        single = subjects.of(text, tokens, labels[0].place, mind)
        if labels[0].place < gap.start and (part := subjects.named(text, gap, first.start, tokens)):
            single = (mind.entity, part)  # 市场份额较低，其中丙占10%: the clause of the number names the part
        if is_move(labels[0].text) and single[1]:
            single = (UNKNOWN, single[1])  # 闪迪涨14%: whoever moved is named, though unknown
    periods = _periods(labels, count, mind, gap)
    if gap.comparing and gap.compared and count == 1 and not first.quantity.change:
        periods, mind.compared = (gap.compared,), gap.compared  # 相较于2024年初的1000亿增长…: the number it is compared with
    chain = _chain(labels, periods, carried, count, mind, gap)
    by_label: list[Label | None] = spread(labels, count)
    by_period: list[Period | None] = spread(periods, count) if periods else [None] * count
    alone = not names and not chain and count not in (len(labels), len(gap.bases)) and not _LISTING.search(text, gap.start, first.start)
    if len(periods) == 1 and count > 1 and alone and text[first.end : first.end + 1] == "/":
        by_period = [None] * count  # three numbers of one metric have not one period: the print leaves open which is which
    if mind.superseded and len(periods) > count:
        by_period = list(periods[:count])
    by_basis: list[Basis | None] = spread(gap.bases, count) if gap.bases else [None] * count
    replaced = after < len(tokens) and tokens[after].is_word("revised")  # 从2.16亿元下调至: the number before is the old one
    found: list[Draft | None] = []
    refused: list[tuple[Quantity, str]] = []
    for i, item in enumerate(items):
        label = by_label[i] or labels[-1]
        entity, product = names[i] if names else single
        if chain:  # 收入10亿元，净利润2亿元，同比分别增长5%和6%
            label, by_period[i], entity, product = chain[i].label, chain[i].period, chain[i].entity, chain[i].product
        measured = "vs" if _against(gap, item.quantity) else basis_of(item.quantity, by_basis[i], gap, mind, label, comment_on, text)
        if measured is None:
            refused.append((item.quantity, "unclear"))
            found.append(None)
            continue
        draft = _draft(text, item, label, measured, by_period[i], mind, gap, expected)
        draft.entity, draft.product = (draft.entity or entity or mind.entity), product
        draft.superseded = draft.superseded or replaced
        found.append(draft)
    _remember(labels, first, found, mind, gap)
    if not names:
        mind.entity, mind.product = single[0] or mind.entity, single[1]
    return Claimed(found, refused, used)


def _draft(
    text: str, item: Item, label: Label, basis: Basis, period: Period | None, mind: Mind, gap: Gap, expected: Forecaster | None
) -> Draft:
    quantity = (unbound(text, item.quantity) if expected else None) or item.quantity
    against = _against(gap, quantity)
    versus = (against, False) if against else versus_of(text, gap, quantity, item.start, label)
    entity = ""
    if quantity.unit and quantity.unit.kind == "money":
        mind.currency = quantity.unit.id
    if versus and (basis == "value" or against or (quantity.unit and quantity.unit.kind == "points")):
        basis, entity = "vs", label.owner
        if versus[1] and "approx" not in quantity.qualifiers:
            quantity = replace(quantity, qualifiers=("approx", *quantity.qualifiers), decimals=None)
    near_label = text[max(label.place - 12, 0) : label.place + len(label.text)] if label.place >= 0 else label.text
    return Draft(
        quantity, label, basis, period, mind.near, mind.fresh, expected or mind.forecaster, mind.cued or expected is not None,
        mind.superseded, entity, "", near_label, versus[0] if versus and basis == "vs" else None, mind.currency, mind.guide,
    )  # fmt: skip


def _against(gap: Gap, q: Quantity) -> str:
    """What the number is measured against: an earlier forecast, or a moment without a date; a sum from such a moment is a change."""
    return gap.against or (gap.since if q.unit is not None and q.unit.kind == "ratio" and q.change else "")


def _periods(labels: Sequence[Label], count: int, mind: Mind, gap: Gap) -> tuple[Period, ...]:
    """The periods in mind, as many as the list has numbers where a range runs along it."""
    periods = mind.periods
    if gap.reached and not gap.periods and mind.outer:
        periods, mind.periods, mind.outer = mind.outer, mind.outer, ()  # 到2030年从2025年的…升至: the end of the way
    if mind.aged and mind.lasting != mind.periods and periods[-1:] and periods[-1].type == "instant" and is_flow(labels[-1].text):
        return mind.lasting  # a balance date holds for balances; income goes back to the period before it
    if count > 1 and len(periods) == 1:
        along = expand(periods[0])
        if len(along) == count or (mind.superseded and len(along) == count + 1):
            mind.listed, mind.fresh = tuple(along[:count]), True
            if gap.before and not gap.labels:
                mind.periods = gap.before  # 前三季度同比增速分别为…: an aside, after which the sentence goes back to its period
            return mind.listed
    if count > 1 and len(periods) != count == len(mind.listed) and not gap.labels:
        return mind.listed
    return periods


def _chain(labels: Sequence[Label], periods: Sequence[Period], carried: bool, count: int, mind: Mind, gap: Gap) -> list[Draft]:
    """The values of this sentence that a list of growth rates runs along, as many as it has numbers."""
    if not carried or count < 2 or len(labels) != 1 or len(periods) > 1 or not gap.bases:
        return []
    chain = mind.chain[-count:]
    apart = {(d.label.text, d.period, d.product) for d in chain}
    return chain if len(chain) == len(apart) == count else []


def _remember(labels: tuple[Label, ...], first: Item, found: Sequence[Draft | None], mind: Mind, gap: Gap) -> None:
    mind.labels, mind.bases = labels, gap.bases
    mind.unit = first.quantity.unit.id if first.quantity.unit else None
    mind.used = mind.used or mind.fresh
    if mind.used and all(period.type != "instant" for period in mind.periods):
        mind.lasting = mind.periods
    mind.chain += [draft for draft in found if draft and draft.basis == "value"]
    mind.last = next((draft.basis for draft in reversed(found) if draft), mind.last)
