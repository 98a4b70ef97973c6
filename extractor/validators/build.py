"""Turns what a rule found into a stored check: id, status, both intervals, hints, and a message to act on."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.arithmetic.interval import Interval
from extractor.arithmetic.verdicts import Verdict
from extractor.model import Check, CheckStatus, Computed, Fact, Message, Relation, Reported, Term
from extractor.validators.book import Book, interval
from extractor.validators.chinese import Scale, count, shown, worded

ONE = Decimal(1)
_STATUS: dict[Verdict, CheckStatus] = {"holds": "consistent", "breaks": "inconsistent", "open": "not_checked"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One judged relation in one column. `how` words the computed side (所列四项之和), `of` is how many columns the
    relation was tried in and `failing` in how many it fails. `reason` explains an open verdict."""

    rule: str
    verdict: Verdict
    reported: Fact
    terms: tuple[tuple[Fact, Decimal], ...]
    computed: Interval | None
    how: Message
    of: int = 1
    failing: int = 0
    reason: str = "incomplete"
    relation: Relation = "equal"
    hints: tuple[str, ...] = ()


def check(book: Book, found: Finding) -> Check:
    """The check that is stored."""
    own = interval(found.reported)
    status = _STATUS[found.verdict]
    return Check(
        id=check_id(found.rule, [found.reported.id, *(fact.id for fact, _ in found.terms)]),
        rule=found.rule,
        status=status,
        reason=found.reason if status == "not_checked" else None,
        reported=Reported(found.reported.id, own.low, own.high),
        computed=None if found.computed is None else Computed(found.computed.low, found.computed.high),
        terms=tuple(Term(fact.id, weight) for fact, weight in found.terms),
        relation=found.relation,
        hints=found.hints if status != "consistent" else (),
        message=message(book, found),
    )


def check_id(rule: str, facts: Sequence[str]) -> str:
    """`c_` and 16 base-32 characters: a hash of the rule and the facts, reported first, in order."""
    digest = hashlib.sha256("\x1f".join((rule, *facts)).encode()).digest()
    return "c_" + base64.b32encode(digest)[:16].decode().lower()


def message(book: Book, found: Finding) -> Message:
    """`第5页《资产负债表》2024：流动资产合计 2,006，所列四项之和 1,798（±2.5），差 208，五列中四列有缺口：有未列示的行，未核对`."""
    fact, scale = found.reported, Scale(found.reported)
    caption = book.caption(fact)
    where_zh = f"第{fact.source.page}页" + (f"《{caption}》" if caption else "") + (fact.period or fact.column_header or "")
    where_en = f"p. {fact.source.page}" + (f" “{caption}”" if caption else "") + f" {fact.period or fact.column_header or ''}".rstrip()
    label = fact.row_header if fact.kind == "table" and fact.row_header else fact.label
    zh, en = f"{where_zh}：{label} {shown(fact)}", f"{where_en}: {label} {shown(fact)}"
    if found.computed is not None:
        zh += f"，{found.how.zh} {scale.range(found.computed)}"
        en += f"; {found.how.en} {scale.range(found.computed).replace('（', ' (').replace('）', ')')}"
        if found.verdict != "holds" and found.relation == "equal" and found.computed.middle is not None and fact.value is not None:
            apart = scale.number(abs(fact.value - found.computed.middle), 1)
            zh, en = f"{zh}，差 {apart}", f"{en}; gap {apart}"
    elif found.rule == "EVD01":
        zh, en = f"{zh}，{found.how.zh}", f"{en}; {found.how.en}"
    tail = _tail(found)
    hints = [worded(hint) for hint in found.hints] if found.verdict != "holds" else []
    zh, en = f"{zh}，{tail.zh}", f"{en}; {tail.en}"
    if hints:
        zh += f"（{'；'.join(hint[0] for hint in hints)}）"
        en += f" ({'; '.join(hint[1] for hint in hints)})"
    return Message(zh=zh, en=en)


def _tail(found: Finding) -> Message:
    if found.verdict == "holds":
        return Message(zh="相符", en="agrees")
    if found.verdict == "breaks":
        if found.of == 1:
            return Message(zh="不符", en="does not agree")
        if found.failing == 1:
            return Message(zh=f"{count(found.of)}列中仅此一列不符", en=f"the only one of {found.of} columns that does not agree")
        return Message(
            zh=f"{count(found.of)}列中{count(found.failing)}列不符", en=f"does not agree, in {found.failing} of {found.of} columns"
        )
    share_zh, share_en = f"{count(found.of)}列中{count(found.failing)}列", f"{found.failing} of {found.of} columns"
    words = {
        "incomplete": (f"{share_zh}有缺口：有未列示的行，未核对", f"gaps in {share_en}: lines not listed, not checked"),
        "basis": (f"{share_zh}不符：口径或定义不同，未核对", f"no fit in {share_en}: another definition, not checked"),
        "currency": ("币种不同，未核对", "different currencies, not checked"),
        "negative_base": ("基数为负，未核对", "negative base, not checked"),
        "zero_base": ("基数可能为零，未核对", "the base may be zero, not checked"),
    }
    zh, en = words.get(found.reason, ("未核对", "not checked"))
    return Message(zh=zh, en=en)
