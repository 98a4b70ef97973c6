"""What a number says of its metric: the value itself, its growth, its change, its share."""

from __future__ import annotations

import re

from extractor.finders.prose.draft import Draft, Gap, Label, Mind
from extractor.finders.prose.labels import is_move
from extractor.finders.prose.vocabulary import measured
from extractor.model import Basis, Period, Quantity

_REVISING = re.compile(r"(?:调整|微调|修正)了?(?:[+-]?[\d.]+%[/、])*$")
_GROWTHS: frozenset[Basis] = frozenset(("yoy", "qoq", "mom", "cagr"))


def basis_of(q: Quantity, printed: Basis | None, gap: Gap, mind: Mind, label: Label, on: Draft | None, text: str) -> Basis | None:
    """The basis, or None where the print leaves it open. `printed` is the word beside the number, `on` the claim that a bracket
    with this number comments on."""
    kind = q.unit.kind if q.unit else None
    relative = kind in ("ratio", "points")
    signed = q.change or (q.low is not None and q.low < 0 and relative)
    if printed == "share" and (kind == "points" or not relative):
        printed = None if not relative else "change"
    if printed in _GROWTHS and not relative:
        printed = None if not q.change and kind != "multiple" else "change" if kind != "multiple" else printed  # 同比多增2万亿元
    if _is_price_change(label.text):
        return printed or "value"
    if printed:
        return printed
    if gap.since and signed:
        return "change"
    if relative and signed and _REVISING.search(text, max(q.start - 24, 0), q.start):
        return "change"  # 将净利润预测调整+2.0%/-1.7%
    compared = gap.compared if gap.comparing and gap.compared else mind.compared
    if compared and signed:
        return _against(compared, mind)
    if gap.growth and relative:
        return "yoy"
    if on and not gap.labels:
        if not relative:
            return "change" if q.change else "value" if on.basis in _GROWTHS else on.basis
        if on.basis in _GROWTHS:
            return "qoq" if signed and on.basis == "yoy" and gap.comparing else on.basis
        return "yoy" if signed or kind == "points" else None
    behind = kind == "ratio" and not signed and label.place > q.start and _is_level(label.text)
    if behind and text[label.place + len(label.text) :][:1] not in ("增", "同", "的"):
        return "share"  # 98%收入来自广告
    if is_move(label.text) and signed:
        return "change"
    if gap.reached and not gap.labels and not signed:
        return "share" if mind.last == "share" and relative else "value"  # 占比由27%降至24%
    if kind == "ratio" and text[q.start] in "+-" and _is_level(label.text):
        return next((b for b in mind.bases if b in _GROWTHS), "yoy")  # 5.6亿元，-4.2%: a sum has no percentage but its growth
    if kind == "ratio" and not gap.labels and mind.last in _GROWTHS and _is_level(label.text):
        return mind.last  # 增速预计5%，有望达到5.6%: a sum has no other percentage
    if not signed or (q.low is not None and q.low < 0 and not q.change and relative and not mind.bases):
        return "value"
    last = next((b for b in mind.bases if b in _GROWTHS), None)
    if last and relative:
        return last
    if not _is_level(label.text) and measured(label.text) is not None:
        return "change"  # 存款准备金率下调0.25%
    if not mind.periods or len(mind.periods[-1].id) == 10:
        return "change"
    if relative and "增" in text[max(q.start - 6, 0) : q.start] + text[q.start : q.start + 1]:
        return "yoy"
    if kind == "ratio" and text[q.start : q.start + 1] in "下减降跌衰缩负":
        return "yoy"
    return "change"


def _is_price_change(name: str) -> bool:
    """Whether the metric is itself a change, so that the number is its value."""
    match = measured(name)
    return match is not None and match.metric == "price_change"


def _is_level(name: str) -> bool:
    """Whether the term is a sum or a count, which no percentage can be the value of."""
    match = measured(name)
    return match is not None and match.unit_kind in ("money", "count", "physical", "per_share")


def _against(period: Period, mind: Mind) -> Basis:
    """较2023年增长: growth on the year before is yoy; on any other period it is a change."""
    compared = period.id
    own = mind.periods[-1].id if mind.periods else ""
    own = own[:4] if own.endswith("-12-31") and len(compared) == 4 else own
    if own[:4].isdigit() and compared[:4].isdigit() and own[4:] == compared[4:] and int(own[:4]) - int(compared[:4]) == 1:
        return "yoy"
    return "change"
