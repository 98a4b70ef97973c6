"""Identities, margins and ratios between the metrics of one entity: the same rules as for reports, on curated numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.arithmetic.interval import add, scale
from extractor.model import Check, Fact, Message, Source
from extractor.model.curated import Finding
from extractor.validators import check_facts
from extractor.validators.curated.constraints import Constraint, stated
from extractor.validators.curated.reading import Curated

_FAMILIES = ("IDN", "RAT", "SUM02", "SUM03", "SUM04")
"""Sums, growth rates and duplicates have curated rules of their own, which know files and cells."""


@dataclass(frozen=True, slots=True)
class Identities:
    """The sums among the checks as constraints, so that the wrong number can be looked for; of the others, the findings and
    how many hold."""

    constraints: tuple[Constraint, ...]
    findings: tuple[Finding, ...]
    holding: int


def check_identities(numbers: Sequence[Curated]) -> Identities:
    """Entities are judged one by one, each source and file apart. Numbers of single products stay out, since identities are of
    the whole company, and so do rows of one table that share a metric under two names: one of them means something else."""
    groups: dict[tuple[str, str, str], list[Curated]] = {}
    spellings: dict[tuple[object, ...], set[str]] = {}
    for number in numbers:
        spellings.setdefault((number.table, number.fact.metric), set()).add(number.entry.metric)
    for number in numbers:
        clear = number.table is None or len(spellings[number.table, number.fact.metric]) == 1
        if not number.entry.product and number.line == 1 and clear:
            groups.setdefault((number.entry.entity, number.entry.source, number.place.file), []).append(number)
    constraints: list[Constraint] = []
    findings: list[Finding] = []
    holding = 0
    for group in groups.values():
        if len({number.fact.metric for number in group}) > 1:
            by_id = {number.fact.id: number for number in group}
            for check in check_facts(_placed(group)):
                if check.rule.startswith(_FAMILIES) and check.status != "not_checked":
                    constraint = _constraint(check, by_id)
                    if constraint is not None:
                        constraints.append(constraint)
                    elif check.status == "inconsistent":
                        findings.append(_finding(check, by_id))
                    else:
                        holding += 1
    return Identities(tuple(constraints), tuple(findings), holding)


def _constraint(check: Check, by_id: Mapping[str, Curated]) -> Constraint | None:
    """The check as a sum of curated numbers; None where it is another formula (a margin, a turnover)."""
    if check.relation == "at_least" or check.computed is None or not check.terms:
        return None
    if not all(name in by_id for name in (check.reported.fact, *(term.fact for term in check.terms))):
        return None
    terms = tuple((by_id[term.fact], term.weight) for term in check.terms)
    total = add(scale(stated(number.fact), weight) for number, weight in terms)
    if (total.low, total.high) != (check.computed.low, check.computed.high):
        return None
    return Constraint("sum", check.rule, check.id, by_id[check.reported.fact], terms, check.relation)


def _placed(group: Iterable[Curated]) -> Iterator[Fact]:
    """The facts in the tables they stand in; the long form as one table, a row a metric and basis, a column a period."""
    rows: dict[tuple[str | None, str], int] = {}
    columns: dict[tuple[str, str | None], int] = {}
    for number in group:
        fact, entry = number.fact, number.entry
        if number.table is not None:
            yield replace(fact, source=Source(page=1, table=f"{entry.place.sheet}#{entry.table}", row=entry.row, column=entry.column))
        else:
            row = rows.setdefault((fact.metric, fact.basis), len(rows))
            column = columns.setdefault((fact.period, fact.status), len(columns))
            yield replace(fact, source=Source(page=1, table="", row=row, column=column))


def _finding(check: Check, by_id: Mapping[str, Curated]) -> Finding:
    """The check's own words without the page of a report, which curated numbers have none of."""
    named = by_id[check.reported.fact]
    terms = [by_id[term.fact] for term in check.terms if term.fact in by_id]
    zh, en = check.message.zh.partition("：")[2] or check.message.zh, check.message.en.partition(": ")[2] or check.message.en
    related = tuple({id(term): term.place for term in terms if term is not named}.values())
    return Finding(check.rule, "error", named.place, Message(zh, en), named.entry.value, "", (check.id,), (named.key,), related)
