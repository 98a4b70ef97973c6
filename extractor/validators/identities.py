"""Identities within and between the three statements (IDN01-IDN07), from the declared relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.model import Check, Fact, Message
from extractor.taxonomy.relations import Formula, relations
from extractor.validators.book import Book, Series
from extractor.validators.build import Finding, check
from extractor.validators.formulas import best, outcomes, verdicts
from extractor.validators.hints import explained, sum_hints
from extractor.validators.slips import mended

RULES = ("IDN01", "IDN02", "IDN03", "IDN04", "IDN05", "IDN06", "IDN07")
_INCOMPLETE = ("IDN02", "IDN03", "IDN04")
"""Where a gap means lines not listed; elsewhere it means another definition."""
_LOOSE = ("IDN05", "IDN06", "IDN07")
_SURE = 3
"""Amounts with many definitions: three columns must hold before one that fails is a finding."""


def check_identities(book: Book) -> Iterator[Check]:
    declared = relations()
    for formula in declared.identities:
        for metric in declared.metrics(formula.result):
            for series in book.by_metric.get(metric, ()):
                if series.head.basis == "value":
                    yield from _judge(book, series, formula)


def _judge(book: Book, series: Series, formula: Formula) -> Iterator[Check]:
    tried = list(outcomes(book, series, formula.formulas, relations(), series.head.kind))
    if formula.rule not in _LOOSE:
        tried = [outcome for outcome in tried if all(_together(series, operand) for operand in outcome.series.values())]
    chosen = best(iter(tried))
    if chosen is None:
        return
    slip: tuple[str, ...] = ()
    for outcome in (chosen, *tried) if chosen.failing > 1 else ():
        slip = mended(series, outcome, relations(), 1.5 if formula.closed else 3.0)
        if slip:
            chosen = outcome
            break
    reason = "incomplete" if formula.rule in _INCOMPLETE else "basis"
    found = verdicts(series, chosen, formula.closed)
    if formula.rule in _LOOSE and chosen.holds.count(True) < _SURE:
        found = tuple("open" if verdict == "breaks" else verdict for verdict in found)
    if slip:
        found = tuple("holds" if ok else "breaks" for ok in chosen.holds)
    for k, verdict in enumerate(found):
        reported, terms = series.facts[chosen.periods[k]], chosen.operands[k]
        hints = () if verdict == "holds" else slip or sum_hints(reported, terms)
        if verdict == "open" and chosen.failing < len(chosen.holds) - 1 and explained(hints, reported, chosen.computed[k]):
            verdict = "breaks"
        how = Message(zh=f"按 {_worded(terms)} 应为", en="by its parts")
        yield check(
            book,
            Finding(
                formula.rule, verdict, reported, terms, chosen.computed[k], how, len(chosen.periods), chosen.failing, reason, hints=hints
            ),
        )


def _together(series: Series, operand: Series) -> bool:
    """In one statement (or, in prose, on one page): a summary's 净利润 may be the parent's, a statement's is not."""
    if series.head.kind == "text" or operand.head.kind == "text":
        return series.head.kind == operand.head.kind and series.head.source.page == operand.head.source.page
    return operand.place[0] == series.place[0] or (operand.statement == series.statement in ("balance", "income", "cashflow"))


def _worded(terms: Sequence[tuple[Fact, Decimal]]) -> str:
    """`负债合计 1,358 ＋股东权益 2,189`."""
    words: list[str] = []
    for fact, weight in terms:
        words.append(("－" if weight < 0 else "＋" if words else "") + f"{fact.row_header or fact.label} {fact.raw}")
    return " ".join(words)
