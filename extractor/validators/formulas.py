"""Judges one printed series against formulas over other series: picks the convention that the report follows, and
says in which columns it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from math import log10

from extractor.arithmetic.formula import Name, Node, Operation, evaluate, names, read
from extractor.arithmetic.interval import Interval
from extractor.arithmetic.verdicts import Column, Verdict, decide
from extractor.model import Fact
from extractor.taxonomy.relations import Relations
from extractor.validators.book import Book, Series, akin, currency

_COMBINATIONS = 12
_YEAR = 4
"""Only years have a period before that balances roll over from; quarters compare with last year's."""
_NEAREST = 3
_SLIGHT, TINY = Decimal("0.1"), Decimal("0.01")
"""Gaps of the size of a minor line, and of a slightly different base."""
_PROOF = 4.0
"""Digits that the columns which hold must prove before one that fails is called wrong."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One formula over all periods: per period the computed interval and its operands in the formula's order."""

    formula: str
    periods: tuple[str, ...]
    computed: tuple[Interval, ...]
    operands: tuple[tuple[tuple[Fact, Decimal], ...], ...]
    holds: tuple[bool, ...]
    series: Mapping[str, Series]

    @property
    def failing(self) -> int:
        return self.holds.count(False)


def earlier(period: str) -> str | None:
    """The period before: 2023 of 2024, 2024Q1 of 2025Q1; None where there is none to name."""
    return f"{int(period[:4]) - 1}{period[4:]}" if period[:4].isdigit() and "/" not in period and len(period) != 10 else None


def outcomes(book: Book, result: Series, formulas: Sequence[str], declared: Relations, kind: str = "table") -> Iterator[Outcome]:
    """Every formula with every choice of printed operands that has something to compute, preferred ones first; operands stand in
    tables, or where `kind` is text, in prose."""
    for formula in formulas:
        roles = list(dict.fromkeys(name.name for name in names(formula)))
        once = {name.name for name in names(formula) if not name.back}
        choices = [_candidates(book, result, declared.metrics(role), role not in once, kind) for role in roles]
        if all(choices):
            for chosen in islice(product(*choices), _COMBINATIONS):
                found = outcome_of(result, formula, dict(zip(roles, chosen, strict=True)), declared)
                if found.periods and len({currency(s.head) for s in chosen} - {None}) <= 1:
                    yield found


def best(found: Iterable[Outcome]) -> Outcome | None:
    """The outcome that holds in most columns; the first that holds in all ends the search."""
    chosen: Outcome | None = None
    for outcome in found:
        if not outcome.failing:
            return outcome if chosen is None or len(outcome.holds) >= chosen.holds.count(True) else chosen
        if chosen is None or outcome.holds.count(True) > chosen.holds.count(True):
            chosen = outcome
    return chosen


def verdicts(result: Series, outcome: Outcome, closed: bool, aged: bool = False, tried: int = 1) -> tuple[Verdict, ...]:
    """What each period's failure means; a finding needs proof in the periods that hold. `aged`: reported years may rest
    on older prices or share counts, so their failures are none. `tried`: how many conventions the outcome won against."""
    columns = []
    money = (currency(result.head) is not None or result.head.unit is None) and not (result.head.unit or "").endswith("/share")
    for period, ok, computed, operands in zip(outcome.periods, outcome.holds, outcome.computed, outcome.operands, strict=True):
        share = gap_share(result.facts[period], computed, operands)
        slight = aged or (money and share <= _SLIGHT)
        columns.append(Column(ok, result.history(period), slight, share <= TINY))
    found = decide(columns, closed)
    if "breaks" in found and len(columns) > 1 and proof(result, outcome) < (1.0 if closed else _PROOF + log10(tried)):
        return tuple("open" if verdict == "breaks" else verdict for verdict in found)
    return found


def gap_share(reported: Fact, computed: Interval, operands: Sequence[tuple[Fact, Decimal]]) -> Decimal:
    """The gap as a share of the number, for sums of money of the largest number in them. 1 where it is not known."""
    if reported.value is None or computed.middle is None:
        return Decimal(1)
    scale = abs(reported.value)
    if currency(reported) is not None and not (reported.unit or "").endswith("/share"):
        scale = max([scale, *(abs(fact.value) for fact, _ in operands if fact.value is not None and fact.unit == reported.unit)])
    return abs(reported.value - computed.middle) / scale if scale else Decimal(1)


def proof(result: Series, outcome: Outcome) -> float:
    """Decimal digits by which the columns that hold rule out chance."""
    digits = 0.0
    for period, computed, ok in zip(outcome.periods, outcome.computed, outcome.holds, strict=True):
        own = result.intervals[period]
        if ok and own.width is not None and computed.width is not None and own.middle:
            width = own.width + computed.width
            digits += max(log10(abs(own.middle) / width), 0.0) if width else 3.0
    return digits


def _candidates(book: Book, result: Series, metrics: Sequence[str], earlier_only: bool, kind: str) -> list[Series]:
    """The series that may play an operand: same entity, plain values, near the result first. A series is its own
    operand only one period earlier."""
    wanted = currency(result.head)
    found = [
        s
        for metric in metrics
        for s in book.by_metric.get(metric, ())
        if (earlier_only or s is not result)
        and s.head.basis in ("value", "change")
        and s.head.kind == kind
        and s.head.product == result.head.product
        if akin(s.head, result.head) and (wanted is None or currency(s.head) in (None, wanted))
    ]
    found.sort(key=lambda s: (s.place[0] != result.place[0], s.rank, -len(s.facts.keys() & result.facts.keys())))
    return found[:_NEAREST]


def outcome_of(result: Series, formula: str, chosen: Mapping[str, Series], declared: Relations) -> Outcome:
    """One formula with one choice of operands, over all periods of the result."""
    periods, computed, operands, holds = [], [], [], []
    weights = _weights(read(formula))
    for period in result.facts:
        used: dict[Name, Fact] = {}

        def lookup(role: str, back: int, period: str = period, used: dict[Name, Fact] = used) -> Interval | None:
            series = chosen[role]
            at = period if not back else earlier(period) if len(period) == _YEAR else None
            if role in declared.scalars and len(series.facts) == 1 and not back:
                at = next(iter(series.facts))
            if at is None or at not in series.facts:
                return None
            used[Name(role, back)] = series.facts[at]
            return series.intervals[at]

        value = evaluate(formula, lookup)
        if value is not None:
            periods.append(period)
            computed.append(value)
            operands.append(tuple((fact, weights.get(name, Decimal(1))) for name, fact in used.items()))
            holds.append(value.meets(result.intervals[period]))
    return Outcome(formula, tuple(periods), tuple(computed), tuple(operands), tuple(holds), chosen)


def _weights(node: Node, sign: int = 1) -> dict[Name, Decimal]:
    """+1 or -1 of each operand of a sum; operands of products stand with the sign of their product."""
    if isinstance(node, Name):
        return {node: Decimal(sign)}
    if not isinstance(node, Operation):
        return {}
    if node.sign in "*/":
        return {name: Decimal(1) for name in (*_weights(node.left), *_weights(node.right))}
    return _weights(node.left, sign) | _weights(node.right, sign if node.sign == "+" else -sign)
