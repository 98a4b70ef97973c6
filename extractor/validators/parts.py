"""Sums beyond one table's rows: 其中 lines are at most their parent (SUM03), quarters make the year (SUM04), and products
named in a sentence make up its total (SUM05)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.arithmetic.interval import Interval, add, at_most
from extractor.arithmetic.verdicts import Column, decide
from extractor.model import Check, Fact, Message
from extractor.validators.book import Book, Series, interval, number, single
from extractor.validators.build import ONE, Finding, check
from extractor.validators.chinese import count
from extractor.validators.sums import grids

_OF_WHICH = ("其中", "of which", "including")
_WHOLES = (("", ("Q1", "Q2", "Q3", "Q4")), ("", ("H1", "H2")), ("", ("Q1-Q3", "Q4")), ("H1", ("Q1", "Q2")), ("Q1-Q3", ("Q1", "Q2", "Q3")))
_SENTENCE = 160
_SKIPPED = 2
_DIGITS = 2
"""Digits that a sum of prose must prove: 16.2 = 11.3 + 4.9 does, 5 = 3 + 2 is chance."""
_COVERED = Decimal("0.8")


def check_parts(book: Book) -> Iterator[Check]:
    yield from _of_which(book)
    yield from _quarters(book)
    yield from _named(book)


def _of_which(book: Book) -> Iterator[Check]:
    for facts in book.by_table.values():
        for grid in grids(facts):
            labels = [(grid.head(row).row_header or grid.head(row).label).strip().lower() for row in range(len(grid.rows))]
            for row, label in enumerate(labels):
                if row == 0 or not label.startswith(_OF_WHICH):
                    continue
                parent = next((r for r in range(row - 1, -1, -1) if not labels[r].startswith(_OF_WHICH)), None)
                pairs = [(grid.cells[parent][c], grid.cells[row][c], c) for c in range(len(grid.columns))] if parent is not None else []
                judged = [(p, f, c, at_most(interval(f), interval(p))) for p, f, c in pairs if p and f and _positive(p) and _positive(f)]
                verdicts = decide([Column(ok, grid.history(c)) for _, _, c, ok in judged], True)
                failing = sum(1 for j in judged if not j[3])
                how = Message(zh=f"{labels[row]}为", en=f"{labels[row]} is")
                for (whole, part, _, _), verdict in zip(judged, verdicts, strict=True):
                    found = Finding("SUM03", verdict, whole, ((part, ONE),), interval(part), how, len(judged), failing, relation="at_most")
                    yield check(book, found)


def _positive(fact: Fact) -> bool:
    return fact.value is not None and fact.value >= 0


def _quarters(book: Book) -> Iterator[Check]:
    """A year and its quarters; balances do not add up over time, so what fails is a finding only where most lines of
    the same table hold."""
    tried: dict[str, list[tuple[Fact, tuple[Fact, ...], Interval, bool]]] = defaultdict(list)
    for series in book.series:
        if series.head.basis == "value" and series.head.unit not in ("ratio", "pp", "x") and series.head.period_type != "instant":
            tried[series.place[0]] += _spans(series)
    for lines in tried.values():
        columns = [Column(ok, True) for *_, ok in lines]
        verdicts = decide(columns, False) if len(lines) > 3 else tuple("holds" if c.holds else "open" for c in columns)
        failing = sum(1 for c in columns if not c.holds)
        for (whole, parts, computed, _), verdict in zip(lines, verdicts, strict=True):
            how = Message(zh=f"各{'季' if len(parts) > 2 else '期'}之和", en="its periods add up to")
            terms = tuple((fact, ONE) for fact in parts)
            yield check(book, Finding("SUM04", verdict, whole, terms, computed, how, len(lines), failing, "basis"))


def _spans(series: Series) -> Iterator[tuple[Fact, tuple[Fact, ...], Interval, bool]]:
    for year in sorted({period[:4] for period in series.facts if len(period) >= 4}):
        for whole, parts in _WHOLES:
            at, of = year + whole, [year + part for part in parts]
            if at in series.facts and all(period in series.facts for period in of):
                facts = tuple(series.facts[period] for period in of)
                computed = add(map(interval, facts))
                yield series.facts[at], facts, computed, computed.meets(interval(series.facts[at]))


def _named(book: Book) -> Iterator[Check]:
    """营收16.3亿元，其中A产品11.3亿元、B产品4.9亿元: products of one metric after (or before) their total. Prose seldom
    says that a list is complete, so a sum that falls short is no finding."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if fact.kind == "text" and fact.basis == "value" and fact.metric and single(fact) and fact.unit not in ("ratio", "pp", "x"):
            groups[fact.source.page, fact.metric, fact.period, fact.unit, fact.entity, fact.superseded].append(fact)
    for facts in groups.values():
        facts = sorted(facts, key=lambda f: (f.source.start or 0, f.item))
        for k, whole in enumerate(facts):
            after, before = facts[k + 1 :], facts[:k][::-1]
            tries = [_run(whole, others[skip:]) for others in (after, before) for skip in range(_SKIPPED + 1)]
            exact = [run for run in tries if run is not None and add(map(interval, run)).meets(interval(whole))]
            short = [run for run in (tries[0], tries[_SKIPPED + 1]) if run is not None]
            for run in (exact or short)[:1]:
                yield from _judge(book, whole, run)


def _run(whole: Fact, others: Sequence[Fact]) -> list[Fact] | None:
    """The shortest run of differently named parts that reaches the total, or covers most of it."""
    run: list[Fact] = []
    names = {whole.product}
    for fact in others:
        if abs((fact.source.start or 0) - ((run[-1] if run else whole).source.start or 0)) > _SENTENCE or fact.product in names:
            break
        if not fact.product or number(fact) is None:
            break
        names.add(fact.product)
        run.append(fact)
        computed = add(map(interval, run))
        if len(run) >= 2 and computed.meets(interval(whole)) and 2 * (whole.value or 0) >= 10**_DIGITS * (computed.width or 0):
            return run
    total = sum((fact.value or 0 for fact in run), Decimal(0))
    return run if len(run) >= 2 and whole.value and _COVERED * whole.value <= total < whole.value else None


def _judge(book: Book, whole: Fact, run: Sequence[Fact]) -> Iterator[Check]:
    computed = add(map(interval, run))
    ok = computed.meets(interval(whole))
    how = Message(zh=f"所列{count(len(run))}项之和", en=f"the {len(run)} parts named add up to")
    terms = tuple((fact, ONE) for fact in run)
    yield check(book, Finding("SUM05", "holds" if ok else "open", whole, terms, computed, how, 1, 0 if ok else 1))
