"""Shares: parts that are said to be all of it add up to 100 % (SHR01), and a share is its part over its whole (SHR02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.arithmetic.interval import Interval, add, divide, exact
from extractor.arithmetic.verdicts import Column, decide
from extractor.model import Check, Fact, Message
from extractor.taxonomy.relations import relations
from extractor.validators.book import Book, Series, akin, interval, single
from extractor.validators.build import ONE, Finding, check
from extractor.validators.chinese import count
from extractor.validators.hints import value_hints

_WHOLE = exact(Decimal(1))
_SENTENCE = 120
_LIST = 15
"""Shares whose products are not known belong together only as neighbours in a list: 24%/17%/41%."""


def check_shares(book: Book) -> Iterator[Check]:
    yield from _hundred(book)
    for series in book.series:
        if series.head.basis == "share" and series.head.unit == "ratio" and series.head.metric is not None:
            yield from _part_of_whole(book, series)


def _hundred(book: Book) -> Iterator[Check]:
    """Shares of one metric and period, of different products, side by side in one sentence, list or column."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if fact.basis == "share" and fact.unit == "ratio" and (fact.product or fact.kind == "text") and single(fact):
            groups[fact.kind, fact.source.page, fact.source.table, fact.source.column, fact.metric, fact.period, fact.entity].append(fact)
    for facts in groups.values():
        for run in _runs(facts):
            total = add(interval(fact) for fact in run)
            if len(run) >= 2 and total.meets(_WHOLE):
                yield check(book, _whole(run))


def _whole(run: Sequence[Fact]) -> Finding:
    """The largest share is the reported one: it is what the others leave of the whole."""
    reported = max(run, key=lambda fact: fact.value or 0)
    rest = tuple((fact, -ONE) for fact in run if fact is not reported)
    left = add([_WHOLE, *(Interval(-i.high, -i.low) for fact, _ in rest if (i := interval(fact)).low is not None and i.high is not None)])
    how = Message(zh=f"100% 减其余{count(len(rest))}项为", en=f"100% less the other {len(rest)}")
    return Finding("SHR01", "holds", reported, rest, left, how)


def _runs(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Prose: facts one sentence apart; tables: the whole column."""
    run: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (f.source.start or 0, f.source.row or 0, f.item)):
        reach = _SENTENCE if run and run[-1].product and fact.product else _LIST
        if run and fact.kind == "text" and (fact.source.start or 0) - (run[-1].source.start or 0) > reach:
            yield run
            run = []
        run.append(fact)
    if run:
        yield run


def _part_of_whole(book: Book, series: Series) -> Iterator[Check]:
    head = series.head
    parts = [s for s in book.by_metric.get(head.metric or "", ()) if s.head.basis == "value" and akin(s.head, head)]
    parts = sorted((s for s in parts if s.head.product == head.product), key=lambda s: (s.place[0] != series.place[0], s.rank))
    wholes = [s for s in book.by_metric.get(head.metric or "", ()) if head.product and not s.head.product and s.head.basis == "value"]
    wholes += [s for metric in relations().metrics("revenue") for s in book.by_metric.get(metric, ()) if s.head.basis == "value"]
    wholes = sorted((s for s in wholes if akin(s.head, head)), key=lambda s: (s.place[0] != series.place[0], s.rank))
    chosen: list[tuple[str, Fact, Fact, Interval, bool]] = []
    for part in parts[:3]:
        for whole in wholes[:3]:
            found = []
            for period in series.facts.keys() & part.facts.keys() & whole.facts.keys() if part is not whole else ():
                computed = divide(part.intervals[period], whole.intervals[period])
                if computed is not None and part.head.unit == whole.head.unit:
                    found.append((period, part.facts[period], whole.facts[period], computed, computed.meets(series.intervals[period])))
            if sum(f[4] for f in found) > sum(f[4] for f in chosen):
                chosen = sorted(found, key=lambda f: f[0])
    verdicts = decide([Column(f[4], series.history(f[0])) for f in chosen], False)
    failing = sum(1 for f in chosen if not f[4])
    for (period, top, bottom, computed, ok), verdict in zip(chosen, verdicts, strict=True):
        how = Message(zh=f"按 {top.raw} / {bottom.raw} 算得", en=f"{top.raw} / {bottom.raw} gives")
        hints = () if ok else value_hints(series.intervals[period], computed)
        yield check(
            book,
            Finding(
                "SHR02",
                verdict,
                series.facts[period],
                ((top, ONE), (bottom, ONE)),
                computed,
                how,
                len(chosen),
                failing,
                "basis",
                hints=hints,
            ),
        )
