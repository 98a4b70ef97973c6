"""Identities, margins and ratios between the metrics of one entity: the same rules as for reports, on curated numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.model import Check, Fact, Message, Source
from extractor.model.curated import Finding
from extractor.validators import check_facts
from extractor.validators.curated.reading import Curated

_FAMILIES = ("IDN", "RAT")
"""Sums, growth rates and duplicates have curated rules of their own, which know files and cells."""


def check_identities(numbers: Iterable[Curated]) -> tuple[tuple[Finding, ...], int]:
    """The findings, and how many identities hold. Entities are judged one by one, each source and file apart; numbers of single
    products stay out, since identities are of the whole company, and so do rows of one table that share a metric under two names:
    one of them means something else."""
    groups: dict[tuple[str, str, str], list[Curated]] = {}
    numbers = tuple(numbers)
    spellings: dict[tuple[object, ...], set[str]] = {}
    for number in numbers:
        spellings.setdefault((number.table, number.fact.metric), set()).add(number.entry.metric)
    for number in numbers:
        clear = number.table is None or len(spellings[number.table, number.fact.metric]) == 1
        if not number.entry.product and number.line == 1 and clear:
            groups.setdefault((number.entry.entity, number.entry.source, number.place.file), []).append(number)
    findings: list[Finding] = []
    holding = 0
    for group in groups.values():
        if len({number.fact.metric for number in group}) > 1:
            by_id = {number.fact.id: number for number in group}
            checks = [check for check in check_facts(_placed(group)) if check.rule.startswith(_FAMILIES)]
            holding += sum(1 for check in checks if check.status == "consistent")
            findings += [_finding(check, by_id) for check in checks if check.status == "inconsistent"]
    return tuple(findings), holding


def _placed(group: Iterable[Curated]) -> Iterator[Fact]:
    """The facts as one table: a row a metric and basis, a column a period."""
    rows: dict[tuple[str | None, str], int] = {}
    columns: dict[tuple[str, str | None], int] = {}
    for number in group:
        fact = number.fact
        row = rows.setdefault((fact.metric, fact.basis), len(rows))
        column = columns.setdefault((fact.period, fact.status), len(columns))
        yield replace(fact, source=Source(page=1, table="curated", row=row, column=column))


def _finding(check: Check, by_id: dict[str, Curated]) -> Finding:
    """The check's own words without the page of a report, which curated numbers have none of."""
    named = by_id[check.reported.fact]
    terms = [by_id[term.fact] for term in check.terms if term.fact in by_id]
    zh, en = check.message.zh.partition("：")[2] or check.message.zh, check.message.en.partition(": ")[2] or check.message.en
    related = tuple({id(term): term.place for term in terms if term is not named}.values())
    return Finding(check.rule, "error", named.place, Message(zh, en), named.entry.value, "", (check.id,), (named.key,), related)
