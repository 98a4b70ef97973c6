"""From drafts to facts: metric, unit, status and source of each claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extractor.finders.identity import fact_id
from extractor.finders.prose.draft import Draft
from extractor.finders.prose.notes import UNKNOWN
from extractor.finders.prose.passages import Passage
from extractor.finders.prose.vocabulary import measured
from extractor.finders.prose.when import is_future, is_past
from extractor.model import Fact, Forecaster, Period, Quantity, Source, Status, Unit
from extractor.normalizers.terms import TermMatch

_TARGETS = ("目标价", "目标市值", "合理价值", "合理估值")
_UNREPORTED = timedelta(days=120)
"""A year may have ended and still be a forecast: annual reports come out within four months."""
_PER_SHARE = ("EPS", "每股", "BPS", "BVPS", "DPS")
_OF_ALL = ("全国", "我国", "全球", "世界")
"""A market's number is not the company's that the report is about."""
_MOVED = frozenset(("涨幅", "跌幅", "升幅", "上涨", "下跌", "涨", "跌"))
_QUOTED = frozenset(("close_price", "target_price"))
"""Prices of a security on a day: no year's and no quarter's."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all claims of a report share."""

    sha256: str
    today: date | None
    company: str
    ticker: str | None
    dated: frozenset[str]


def fact(draft: Draft, passage: Passage, setting: Setting) -> Fact:
    match = measured(draft.label.text)
    origins: dict[str, str] = {}
    quantity, unit = _unit(draft, match, origins)
    status, forecaster = _status(draft, setting.today)
    period = draft.period
    if period and not draft.fresh and not match_carries(match, draft):
        period = None
    if period and not draft.fresh and not draft.forecaster and setting.today and is_future(period, setting.today):
        period = None  # what is to come does not carry over to sentences that tell what is
    if period and match and match.metric in _QUOTED and (period.type != "instant" or not draft.fresh):
        period = None
    if period and period.id in setting.dated:
        origins["period"] = "cover"
    elif period and not draft.near:
        origins["period"] = "clause"
    if match and match.metric == "price_change" and draft.label.text in _MOVED and not draft.entity:
        match = None  # 销售面积跌幅收窄至…: it is not said whose price moved
    of_all = draft.product.startswith(_OF_ALL) and (len(draft.product) > 3 or draft.product in ("全国", "我国"))
    of_all = of_all or bool(match and match.metric == "market_size")
    entity = "" if draft.entity == UNKNOWN or (of_all and draft.entity in ("", setting.company)) else draft.entity or setting.company
    if entity and not draft.entity:
        origins["entity"] = "cover"
    basis = draft.basis
    if match and match.basis and match.basis != "value" and basis == "value":
        basis = match.basis
    start, end = passage.span(draft.quantity.start, draft.quantity.end)
    boxes = passage.page.boxes(start, end)
    raw = passage.page.text[start:end]
    single = quantity.low == quantity.high
    return Fact(
        id=fact_id(setting.sha256, passage.page.number, raw, 1, boxes, start, end),
        kind="text",
        entity=entity,
        entity_id=setting.ticker if entity and entity == setting.company else None,
        product=draft.product,
        metric=match.metric if match else None,
        label=draft.label.text,
        row_header=None,
        column_header=None,
        section=(),
        basis=basis,
        versus=draft.versus if basis == "vs" else None,
        superseded=draft.superseded,
        period=period.id if period else "",
        period_type=period.type if period else None,
        status=status,
        forecaster=forecaster,
        value=quantity.low if single else None,
        low=quantity.low,
        high=quantity.high,
        decimals=quantity.decimals,
        unit=unit,
        from_=origins,
        qualifiers=quantity.qualifiers,
        raw=raw,
        item=1,
        source=Source(passage.page.number, boxes, start=start, end=end, confidence=passage.page.confidence(start, end)),
    )


def match_carries(match: TermMatch | None, draft: Draft) -> bool:
    """A period holds from sentence to sentence for what a period is reported of (income, growth), not for capacities or shares."""
    return draft.basis in ("yoy", "qoq", "mom") or bool(match and match.unit_kind in ("money", "ratio", "multiple", "per_share"))


def _unit(draft: Draft, match: TermMatch | None, origins: dict[str, str]) -> tuple[Quantity, str | None]:
    """The unit as printed, or as the clause gives it: a bare scale of money takes the currency of the numbers before it."""
    q, kind = draft.quantity, match.unit_kind if match else None
    unit = q.unit
    if unit is not None and unit.id is not None:
        per_share = kind == "per_share" or draft.label.text.startswith(_PER_SHARE)
        if unit.kind == "money" and unit.exponent == 0 and per_share:
            return q, f"{unit.id}/share"
        return q, unit.id
    if unit is not None and kind == "money" and draft.currency:
        origins["unit"] = "clause"
        return q, draft.currency
    if unit is not None and "token" in draft.near_label.lower():
        origins["unit"] = "clause"
        return q, "tokens"
    if unit is not None and (kind == "count" or draft.label.text.endswith(("数", "数量", "人数", "户数"))):
        origins["unit"] = "clause"
        return q, "count"
    if unit is None and kind == "multiple":
        origins["unit"] = "clause"
        return q, "x"
    return q, None


def _status(draft: Draft, today: date | None) -> tuple[Status, Forecaster | None]:
    period: Period | None = draft.period
    if draft.label.text.startswith(_TARGETS):
        return "E", draft.forecaster if draft.forecaster == "consensus" else "report"
    if any(word in draft.label.text for word in ("预估", "预计", "计划", "目标", "承诺")):
        return "E", draft.forecaster or "company"
    if draft.superseded:
        return "E", draft.forecaster or "report"
    if period and period.status:
        return period.status, (draft.forecaster or "report") if period.status == "E" else None
    if draft.forecaster:
        lag = _UNREPORTED if period and len(period.id) == 4 else timedelta()
        past = bool(period and today and is_past(period, today - lag)) and not draft.cued
        past = past and (draft.forecaster == "report" or (period is not None and len(period.id) < 10))
        return ("A", None) if past else ("E", draft.forecaster)
    if period and today and is_future(period, today) and len(period.id) < 10:
        return "E", draft.guide or "report"
    return "A", None


__all__ = ["Setting", "Unit", "fact"]
