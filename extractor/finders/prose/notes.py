"""What the words, periods and points between two numbers tell the reader."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.finders.prose.draft import Gap, Label, Mind
from extractor.finders.prose.labels import core, shared_tail
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.vocabulary import weak
from extractor.model import Basis, Period

_MARKED = re.compile(r"(?:\d{1,2}[)）.、]|[①-⑳])\s*$")
UNKNOWN = "?"
"""The subject is one that the reader cannot name: several companies at once."""
_OPENING = 6
"""How many characters (a bullet, a number) may stand before the entity that a passage opens with."""
_NOUNS = ("指引", "预期", "目标", "承诺", "规划", "计划")
"""Forecasts that are nouns hold for their clause; verbs (预计) for their sentence."""


def at_point(token: Token, mind: Mind, gap: Gap) -> Gap:
    """A comma, semicolon or full stop: what ends with the clause, and what with the sentence."""
    if token.kind == "stop":
        if token.strong:
            mind.next_sentence()
        else:
            mind.product, mind.superseded, mind.entity = "", False, mind.topic
            mind.settle()
            _end_fleeting(mind)
        return Gap(start=token.end)
    mind.near = mind.superseded = mind.cued = False
    mind.compared = None
    _end_fleeting(mind)
    kept = gap.labels if gap.labels and not gap.bases and gap.labels[-1].text not in weak() else ()
    waiting = (gap.labels, gap.bases) if gap.bases else ((), ())
    return replace(gap, start=token.end, copula=-1, labels=kept, bases=(), comparing=False, pending=waiting)


def _end_fleeting(mind: Mind) -> None:
    if mind.fleeting:
        mind.forecaster, mind.fleeting = None, False


def at_period(token: Token, period: Period, previous: Token | None, joined: bool, mind: Mind, gap: Gap) -> None:
    """A period holds from here on; behind 较 or 比 it is what a change is measured against; behind 从 it is where one began."""
    if previous and previous.end == token.start and previous.is_word("compared"):
        gap.compared, gap.comparing = period, True
        return
    if not period.id:
        mind.periods, mind.near, mind.fresh = (), False, False
        return
    if previous and previous.end == token.start and previous.is_word("from"):
        mind.outer = mind.periods if mind.fresh else ()
    elif not gap.periods:
        mind.outer = ()
        gap.before = mind.periods if mind.fresh else ()
    mind.periods = (*mind.periods, period) if joined and gap.periods else (period,)
    mind.near = mind.fresh = gap.periods = True
    mind.used, mind.aged, mind.listed = False, False, ()
    if period.type != "instant" and period.id[4:5] != "-":
        mind.lasting = mind.periods


def at_word(text: str, token: Token, previous: Token | None, joined: bool, companion: bool, mind: Mind, gap: Gap) -> None:
    """`joined` to the word before it by 、 or 和; `companion`: that word is an entity too, so that none of them is the subject."""
    word = token.word
    if word is None:
        return
    touching = previous is not None and previous.end == token.start
    if word.kind == "term":
        _term(text, token, word.value, previous, joined, mind, gap)
    elif word.kind == "basis":
        values: tuple[Basis, ...] = tuple(word.value.split("/"))  # type: ignore[arg-type]
        gap.bases = (*gap.bases, *values) if joined and gap.bases else values
        gap.total = word.text == "占"
        gap.basis_at, gap.basis_word = token.start, core(word.text)
    elif word.kind == "growth":
        gap.growth = True
        gap.bases = gap.bases or gap.pending[1]  # 均环比增长，增速分别为
    elif word.kind == "forecast":
        mind.forecaster, mind.fleeting, mind.cued = word.value, word.text.endswith(_NOUNS), True  # type: ignore[assignment]
        if mind.fleeting and mind.guide is None and mind.forecaster == "company":
            mind.guide, mind.told = mind.forecaster, mind.periods if mind.used else ()
        if previous and previous.is_word("other") and mind.forecaster == "report":
            mind.forecaster = "other"
    elif word.kind == "known" and word.text.endswith("市场预期"):
        mind.forecaster, mind.fleeting = "consensus", True
    elif word.kind == "superseded":
        if touching and previous and previous.is_word("compared"):
            gap.against = word.text
        else:
            mind.superseded = True
    elif word.kind == "since":
        gap.since = word.value
    elif word.kind == "revised":
        mind.superseded = False
    elif word.kind == "compared":
        gap.comparing = True
    elif word.kind == "copula":
        gap.copula = token.end
        gap.reached = gap.reached or word.text in ("至", "到")
        if touching and word.text in ("至", "到"):
            gap.growth = False  # 增长至7% names where it stands, not how much it grew
    elif word.kind == "listing":
        gap.listing = True
        if not gap.labels and not gap.bases:
            gap.labels, gap.bases = gap.pending
    elif word.kind == "entity":
        mind.entity, mind.product = (UNKNOWN if companion else word.value), ""
        if token.start <= _OPENING or text[token.end : token.end + 1] in (":", "："):
            mind.topic = mind.entity
            mind.scoped = bool(_MARKED.search(text[max(token.start - 6, 0) : token.start]))
    elif word.kind == "reset":
        mind.product = ""


def _term(text: str, token: Token, name: str, previous: Token | None, joined: bool, mind: Mind, gap: Gap) -> None:
    if gap.total or (previous and previous.word and previous.is_word("basis") and previous.word.text == "占"):
        gap.total = True
        if not gap.labels or gap.labels[-1].place < gap.start:
            gap.labels = (Label(name, token.start, mind.entity),)
        return
    if gap.labels and name in weak() and token.start - gap.labels[-1].place - len(gap.labels[-1].text) <= 1:
        return  # 合同负债金额, 资本开支规模: the amount of what is named
    label = Label(name, token.start, mind.entity)
    if joined and gap.labels:
        gap.labels = (*gap.labels, label)
    else:
        gap.earlier = gap.labels
        gap.labels = (*shared_tail(text, gap.start, token.start, name), label)
    gap.bases, gap.growth = (), False
