"""Growth from levels: year on year (GRW01), quarter or month on the one before (GRW02), compound (GRW03), and changes
of rates in percentage points (GRW04)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.arithmetic.interval import Interval, cagr, growth, scale, subtract
from extractor.arithmetic.verdicts import Column, Verdict, decide
from extractor.model import Check, Fact, Message
from extractor.taxonomy.relations import relations
from extractor.validators.book import Book, Series, akin, entity, interval, teller
from extractor.validators.build import ONE, Finding, check
from extractor.validators.chinese import shown
from extractor.validators.formulas import earlier
from extractor.validators.hints import value_hints

_BEFORE = {"Q1": ("Q4", 1), "Q2": ("Q1", 0), "Q3": ("Q2", 0), "Q4": ("Q3", 0), "H1": ("H2", 1), "H2": ("H1", 0)}
_SPAN = re.compile(r"(\d{4})/(\d{4})")
_SENTENCE = 80

Step = tuple[str, Fact, Fact, tuple[Interval, ...], bool]
"""period, current level, previous level, computed growth (one, or one a bound of a range), whether it holds"""


def previous(period: str, basis: str) -> str | None:
    """The period that `basis` compares with; None where the form of the period leaves it open."""
    if basis in ("yoy", "change"):
        return earlier(period)
    if basis == "qoq" and len(period) == 6 and period[4:] in _BEFORE:
        part, back = _BEFORE[period[4:]]
        return f"{int(period[:4]) - back}{part}"
    if basis == "mom" and re.fullmatch(r"\d{4}-\d\d", period):
        year, month = int(period[:4]), int(period[5:])
        return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02d}"
    return None


def check_growth(book: Book) -> Iterator[Check]:
    """Rows (or columns) of one table share their convention: where they fail one and all, nothing is decided."""
    judged: list[tuple[Series, list[Step]]] = []
    for series in book.series:
        if series.head.basis in ("yoy", "qoq", "mom", "cagr") and series.head.unit in ("ratio", "pp", None):
            tries = [steps for levels in _levels(book, series) if (steps := list(_steps(series, levels)))]
            if tries:
                judged.append((series, max(tries, key=lambda steps: (sum(step[4] for step in steps), -len(steps)))))
    support: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for series, steps in judged:
        support[series.place[0], series.head.basis] += [step[4] for step in steps]
    for series, steps in judged:
        told = support[series.place[0], series.head.basis]
        backed = series.head.kind == "text" or len(told) == len(steps) or told.count(True) >= 3 * told.count(False)
        yield from _judge(book, series, steps, backed)


def _judge(book: Book, series: Series, chosen: Sequence[Step], backed: bool) -> Iterator[Check]:
    own_line = backed and all(_beside(series.facts[period], now) for period, now, *_ in chosen)
    columns = [Column(ok, series.history(period)) for period, _, _, _, ok in chosen]
    failing = sum(1 for column in columns if not column.holds)
    borrowed = series.head.metric is not None and chosen[0][1].metric != series.head.metric
    sure = own_line and (len(columns) == 1 or failing < len(columns) - failing)
    found = decide(columns, sure) if len(columns) > 1 or sure else tuple("holds" if c.holds else "open" for c in columns)
    for (period, now, before, computed, ok), verdict in zip(chosen, found, strict=True):
        reported = series.facts[period]
        if verdict == "breaks" and (borrowed or (reported.kind == "text" and not _near(reported, computed))):
            verdict = "open"  # the levels of a neighbouring metric (净利润 for 归母净利润), or of something else
        rule = "GRW04" if reported.unit == "pp" else {"yoy": "GRW01", "cagr": "GRW03"}.get(reported.basis, "GRW02")
        yield check(book, _finding(rule, verdict, reported, now, before, computed, chosen, ok))


def _finding(
    rule: str, verdict: Verdict, reported: Fact, now: Fact, before: Fact, computed: tuple[Interval, ...], steps: Sequence[Step], ok: bool
) -> Finding:
    reason, negative = "basis", before.high is not None and before.high < 0
    if not ok and negative:
        verdict, reason = "open", "negative_base"
    whole = Interval(computed[0].low, computed[-1].high)
    how = Message(zh=f"按 {shown(now)} 对 {shown(before)} 算得", en=f"from {shown(now)} after {shown(before)}")
    hints = () if ok else value_hints(interval(reported), whole)
    failing = sum(1 for step in steps if not step[4])
    return Finding(rule, verdict, reported, ((now, ONE), (before, ONE)), whole, how, len(steps), failing, reason, hints=hints)


def _levels(book: Book, series: Series) -> Iterator[dict[str, Fact]]:
    """Levels to try, nearest first: the same row, the same table, statements; for prose also its own levels, completed
    by the tables'. A period of which prose tells two levels is left out: one of them is of something else."""
    head = series.head
    if head.metric is None:
        beside = [s for s in book.series if s.place == series.place and s.head.basis == "value" and s.head.label == head.label]
        yield from (s.facts for s in beside)
        return
    metrics = [head.metric, *(m for group in relations().alternatives if head.metric in group for m in sorted(group) if m != head.metric)]
    found = [
        s
        for metric in metrics
        for s in book.by_metric.get(metric, ())
        if s.head.basis == "value" and s.head.product == head.product and (akin(s.head, head) or _told_beside(series, s))
    ]
    order = {metric: k for k, metric in enumerate(metrics)}
    found.sort(key=lambda s: (s.place != series.place, s.place[0] != series.place[0], s.rank, order[s.head.metric or ""]))
    printed = [s for s in found if s.head.kind == "table"]
    yield from (s.facts for s in printed)
    if head.kind == "text":
        prose: dict[str, list[Fact]] = defaultdict(list)
        for s in found:
            for period, fact in s.facts.items() if s.head.kind == "text" else ():
                prose[period].append(fact)
        clear = {p: facts[0] for p, facts in prose.items() if all(interval(f).meets(interval(facts[0])) for f in facts)}
        yield clear
        units = {fact.unit for fact in clear.values()}
        yield from ({**s.facts, **clear} for s in printed if s.head.unit in units)


def _told_beside(series: Series, other: Series) -> bool:
    """Whether some claim of `other` stands in one sentence with one of `series`."""
    if series.head.kind != "text" or other.head.kind != "text" or entity(series.head) != entity(other.head):
        return False
    if series.head.superseded != other.head.superseded or teller(other.head) in ("consensus", "other"):
        return False
    return any(_beside(fact, other.facts[period]) for period, fact in series.facts.items() if period in other.facts)


def _near(reported: Fact, computed: tuple[Interval, ...]) -> bool:
    """A printed rate far from the computed one is more likely of something else than wrong."""
    own, other = interval(reported).middle, Interval(computed[0].low, computed[-1].high).middle
    span = Decimal(5) if reported.unit == "pp" else Decimal("0.05")
    return own is not None and other is not None and abs(own - other) <= span


def _steps(series: Series, levels: dict[str, Fact]) -> Iterator[Step]:
    for period, fact in series.facts.items():
        tried: Step | None = None
        for start, at, years in _spans(period, fact.basis):
            if at not in levels or start not in levels:
                continue
            now, before = levels[at], levels[start]
            if now.unit != before.unit or "range" in before.qualifiers:
                continue
            computed = _computed(fact, now, before, years)
            if computed and (tried is None or not tried[4]):
                step = (period, now, before, computed, _agrees(fact, computed))
                tried = step if tried is None or step[4] else tried
        if tried is not None:
            yield tried


def _spans(period: str, basis: str) -> Iterator[tuple[str, str, int]]:
    """(first, last, years): a compound rate of 2024-2026 runs from 2024, and with some authors from the year before."""
    if basis != "cagr":
        start = previous(period, basis)
        if start is not None:
            yield start, period, 1
        return
    span = _SPAN.fullmatch(period)
    if span:
        first, last = int(span.group(1)), int(span.group(2))
        yield str(first), str(last), last - first
        yield str(first - 1), str(last), last - first + 1


def _computed(fact: Fact, now: Fact, before: Fact, years: int) -> tuple[Interval, ...]:
    """One interval; for a range grown from a range one a bound, since both bounds are statements."""
    base = interval(before)
    both = "range" in fact.qualifiers and "range" in now.qualifiers and now.low != now.high
    ends = [_end(now, now.low), _end(now, now.high)] if both else [interval(now)]
    found = []
    for end in ends:
        if fact.unit == "pp":
            part = scale(subtract(end, base), Decimal(100)) if now.unit == "ratio" else None
        else:
            part = cagr(base, end, years) if fact.basis == "cagr" else growth(end, base)
        if part is None:
            return ()
        found.append(part)
    return tuple(found)


def _agrees(fact: Fact, computed: tuple[Interval, ...]) -> bool:
    if len(computed) == 1:
        return computed[0].meets(interval(fact))
    return computed[0].meets(_end(fact, fact.low)) and computed[1].meets(_end(fact, fact.high))


def _end(fact: Fact, value: Decimal | None) -> Interval:
    half = Decimal("0.5").scaleb(-(fact.decimals or 0))
    return Interval(None if value is None else value - half, None if value is None else value + half)


def _beside(fact: Fact, level: Fact) -> bool:
    """The level stands in the growth's own row, or in its own sentence: then both speak of the same thing."""
    if fact.kind != level.kind or fact.source.page != level.source.page:
        return False
    if fact.kind == "table":
        return fact.source.table == level.source.table and fact.source.row == level.source.row
    starts = (fact.source.start, level.source.start)
    return None not in starts and abs((starts[0] or 0) - (starts[1] or 0)) <= _SENTENCE
