"""The same fact said twice in a report: cover table, statements, prose (AGR01)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.arithmetic.interval import Interval
from extractor.arithmetic.verdicts import Column, Verdict, decide
from extractor.model import Check, Fact, Message
from extractor.taxonomy.relations import relations
from extractor.validators.book import Book, Series, akin, interval
from extractor.validators.build import ONE, Finding, check
from extractor.validators.hints import value_hints
from extractor.validators.slips import same_moved

_NEAR = Decimal("0.05")

Pair = tuple[str, Fact, Fact, bool]


def check_agreement(book: Book) -> Iterator[Check]:
    """Each later telling against the best earlier one: statements tell first, then ratio tables, cover tables, prose.
    A term that may stand for a neighbour (净利润 for 归母净利润, 营收 for 营业总收入) agrees with it or says nothing."""
    order = {id(s): (s.rank, k) for k, s in enumerate(book.series)}
    for series in book.series:
        if series.head.metric is None:
            continue
        others = sorted(m for group in relations().alternatives if series.head.metric in group for m in group - {series.head.metric})
        tellings = [
            [o for o in book.by_metric.get(metric, ()) if order[id(o)] < order[id(series)] and _same(series.head, o.head)]
            for metric in (series.head.metric, *others)
        ]
        chosen = _closest(series, tellings[0])
        if not all(pair[3] for pair in chosen) or not chosen:
            loose = _closest(series, [o for group in tellings[1:] for o in group])
            if loose and all(pair[3] for pair in loose):
                chosen = loose
        yield from _judge(book, series, chosen)


def _closest(series: Series, tellings: list[Series]) -> list[Pair]:
    """The telling that agrees in most periods, as (period, fact, other, agrees)."""
    chosen: list[Pair] = []
    for other in tellings:
        pairs = [(p, fact, other.facts[p], agree(fact, other.facts[p])) for p, fact in series.facts.items() if p in other.facts]
        if pairs and (not chosen or sum(p[3] for p in pairs) > sum(p[3] for p in chosen)):
            chosen = pairs
    return chosen


def agree(a: Fact, b: Fact) -> bool:
    """Consistent as XBRL duplicates are: intervals meet, and equal precision means equal numbers."""
    if a.decimals == b.decimals:
        return a.low == b.low and a.high == b.high
    return interval(a).meets(interval(b))


def _judge(book: Book, series: Series, chosen: list[Pair]) -> Iterator[Check]:
    columns = [Column(ok, series.history(period)) for period, _, _, ok in chosen]
    found: tuple[Verdict, ...] = decide(columns, len(columns) == 1)
    failing = sum(1 for pair in chosen if not pair[3])
    shifted = failing >= 3 and failing * 2 > len(chosen) and same_moved(series, replace(series, facts={p: o for p, _, o, _ in chosen}))
    for (period, fact, other, _), verdict in zip(chosen, found, strict=True):
        hints = () if verdict == "holds" else value_hints(interval(fact), interval(other))
        if shifted:
            verdict, hints = "breaks", ("column_shift",)
        elif verdict == "breaks" and not (period and _comparable(fact, other, hints)):
            verdict = "open"
        how = Message(zh=f"{_where(book, other)}作", en=f"on p. {other.source.page}")
        yield check(book, Finding("AGR01", verdict, fact, ((other, ONE),), interval(other), how, len(chosen), failing, "basis", hints=hints))


def _comparable(fact: Fact, other: Fact, hints: tuple[str, ...]) -> bool:
    """Whether a difference is a finding: not a range (guidance beside a forecast), not a sign (资本开支 70亿 for an
    outflow of -70), and near or a power of ten away; numbers far apart are two things rather than one told wrongly."""
    if "range" in (*fact.qualifiers, *other.qualifiers) or "sign" in hints:
        return False
    return bool(hints) or _near(interval(fact), interval(other))


def _same(a: Fact, b: Fact) -> bool:
    return a.basis == b.basis and a.unit == b.unit and a.product == b.product and a.versus == b.versus and akin(a, b)


def _near(a: Interval, b: Interval) -> bool:
    if a.middle is None or b.middle is None:
        return False
    return abs(a.middle - b.middle) <= _NEAR * max(abs(a.middle), abs(b.middle))


def _where(book: Book, fact: Fact) -> str:
    caption = book.caption(fact)
    return f"第{fact.source.page}页" + (f"《{caption}》" if caption else "正文" if fact.kind == "text" else "")
