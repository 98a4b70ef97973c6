"""Margins, returns, leverage, turnover, per-share numbers and valuation multiples (RAT01-RAT08).

A ratio has several conventions (on closing or average balances, on parent's or all profit); the one that holds in most
columns is the report's. Where none does, nothing is decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.arithmetic.interval import Interval, divide, intersect, multiply
from extractor.arithmetic.verdicts import Column, Verdict, decide
from extractor.model import Check, Fact, Message
from extractor.taxonomy.relations import Formula, relations
from extractor.validators.book import Book, Series, akin, currency, near
from extractor.validators.build import Finding, check
from extractor.validators.formulas import TINY, Outcome, best, gap_share, outcomes, verdicts
from extractor.validators.hints import value_hints
from extractor.validators.slips import mended

ONE = Decimal(1)
_AGED = ("RAT05", "RAT06", "RAT07")
_MAINLAND = ("SH", "SZ", "BJ")
_PEERS = 4
RULES = ("RAT01", "RAT02", "RAT03", "RAT04", "RAT05", "RAT06", "RAT07", "RAT08", "RAT09")
_RATIOS = ("RAT01", "RAT02")


def check_ratios(book: Book) -> Iterator[Check]:
    declared = relations()
    for formula in declared.ratios:
        judged: list[tuple[Series, Outcome]] = []
        for series in _results(book, formula):
            if formula.rule not in _RATIOS or series.head.unit in ("ratio", None):
                chosen = best(outcomes(book, series, formula.formulas, declared))
                if chosen is not None:
                    judged.append((series, chosen))
        odd = _odd_rows(judged)
        for series, chosen in judged:
            yield from _judge(book, series, formula, chosen, id(series) in odd)


def _odd_rows(judged: Sequence[tuple[Series, Outcome]]) -> set[int]:
    """In a table of peers, the few rows that fail throughout where the others of the same exchange hold: there the
    convention is the table's, so the row is the exception."""
    groups: dict[tuple[str, str], list[tuple[Series, Outcome]]] = defaultdict(list)
    for series, chosen in judged:
        market = (series.head.entity_id or "").partition(".")[2]
        if market and all(fact.source.table == series.place[0] for fact, _ in chosen.operands[0]):
            groups[series.place[0], "A" if market in _MAINLAND else market].append((series, chosen))
    odd = set()
    for rows in groups.values():
        holding = sum(1 for _, chosen in rows if not chosen.failing)
        if len({series.place[1] for series, _ in rows}) >= _PEERS and holding >= 3 * (len(rows) - holding):
            odd |= {id(series) for series, chosen in rows if chosen.failing}
    return odd


def check_constants(book: Book) -> Iterator[Check]:
    """A multiple times its base is one price in all columns, even where that price is not printed (RAT08)."""
    declared = relations()
    for formula in declared.constants:
        for series in _results(book, formula):
            bases = [
                base
                for role in formula.formulas
                for metric in declared.metrics(role)
                for base in book.by_metric.get(metric, ())
                if base.head.basis == "value" and base.head.kind == series.head.kind == "table" and akin(base.head, series.head)
            ]
            bases.sort(key=lambda s: (s.place[0] != series.place[0], s.place[1] != series.place[1], s.rank))
            yield from _constant(book, series, bases)


def _results(book: Book, formula: Formula) -> Iterator[Series]:
    for metric in relations().metrics(formula.result):
        for series in book.by_metric.get(metric, ()):
            if series.head.basis == "value":
                yield series


def _judge(book: Book, series: Series, formula: Formula, chosen: Outcome, odd: bool) -> Iterator[Check]:
    slip = mended(series, chosen, relations())
    found: tuple[Verdict, ...] = verdicts(series, chosen, False, formula.rule in _AGED, 2 * len(formula.formulas))
    if odd or slip:
        found = tuple("holds" if ok else "breaks" for ok in chosen.holds)
    for k, verdict in enumerate(found):
        reported = series.facts[chosen.periods[k]]
        if reported.kind == "text" and verdict != "holds" and not near(series.intervals[chosen.periods[k]], chosen.computed[k]):
            continue  # prose seldom says of which product; a rate far off is of another
        how = Message(zh=f"按 {_words(chosen.operands[k])} 算得", en=f"computed ({chosen.formula})")
        reason = "currency" if _mixed((reported, *(fact for fact, _ in chosen.operands[k]))) else "basis"
        hints = () if verdict == "holds" else slip or value_hints(series.intervals[chosen.periods[k]], chosen.computed[k])
        yield check(
            book,
            Finding(
                formula.rule, verdict, reported, chosen.operands[k], chosen.computed[k], how, len(chosen.periods), chosen.failing, reason,
                hints=hints,
            ),
        )  # fmt: skip


def _constant(book: Book, series: Series, bases: Sequence[Series]) -> Iterator[Check]:
    chosen: tuple[list[str], list[bool], Series] | None = None
    for base in bases[:6]:
        periods = [p for p in series.facts if p in base.facts]
        prices = {p: multiply(series.intervals[p], base.intervals[p]) for p in periods}
        known = {p: price for p, price in prices.items() if price is not None}
        if len(known) < 2:
            continue
        holds = _agreeing(series, known)
        if chosen is None or sum(holds) > sum(chosen[1]):
            chosen = (list(known), holds, base)
    if chosen is None or sum(chosen[1]) < 2:
        return
    periods, holds, base = chosen
    columns = [Column(ok, series.history(p)) for p, ok in zip(periods, holds, strict=True)]
    found: tuple[Verdict, ...] = decide(columns, False) if len(periods) > 3 else tuple("holds" if ok else "open" for ok in holds)
    for k, period in enumerate(periods):
        others = [p for p, ok in zip(periods, holds, strict=True) if ok and p != period]
        price = intersect(part for p in others if (part := multiply(series.intervals[p], base.intervals[p])) is not None)
        computed = None if price is None else divide(price, base.intervals[period])
        terms = [(base.facts[period], ONE)] + [(fact, ONE) for p in others for fact in (series.facts[p], base.facts[p])]
        how = Message(zh=f"按其余各列 {series.head.label} × {base.head.row_header or base.head.label} 应为", en="by the other columns")
        verdict = found[k]
        apart = base.place[0] != series.place[0]  # equity of another table may be all equity where the multiple rests on the parent's
        if verdict == "breaks" and (apart or computed is None or gap_share(series.facts[period], computed, ()) <= TINY):
            verdict = "open"
        finding = Finding("RAT08", verdict, series.facts[period], tuple(terms), computed, how, len(periods), holds.count(False), "basis")
        yield check(book, finding)


def _agreeing(series: Series, prices: dict[str, Interval]) -> list[bool]:
    """Which columns share one price: all, all forecasts, or all but one."""
    periods = list(prices)
    groups = [periods, [p for p in periods if not series.history(p)], *([p for p in periods if p != left] for left in periods)]
    for group in groups:
        if len(group) >= 2 and intersect(prices[p] for p in group) is not None:
            shared = intersect(prices[p] for p in group)
            return [p in group or (shared is not None and shared.meets(prices[p])) for p in periods]
    return [False] * len(periods)


def _mixed(facts: Sequence[Fact]) -> bool:
    return len({currency(fact) for fact in facts} - {None}) > 1


def _words(terms: Sequence[tuple[Fact, Decimal]]) -> str:
    return "、".join(f"{fact.row_header or fact.label} {fact.raw}" for fact, _ in terms)
