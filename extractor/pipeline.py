"""One report, whole: parse, find, check. Each room hands frozen values to the next; nothing goes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractor import parsers
from extractor.finders.cells import find_cells
from extractor.finders.cover import find_report
from extractor.finders.prose import find_claims
from extractor.model import Check, Coverage, Extraction, Fact, Ocr, TableCoverage
from extractor.validators import check_facts


def extract(path: Path, ocr: Ocr = "auto") -> Extraction:
    """Read one report; `ocr` says which pages of a PDF go through recognition. Raises UnreadableInput when the file cannot
    be read at all; all else becomes a problem."""
    parsed = parsers.parse(path, ocr=ocr)
    document = parsed.document
    report = find_report(document)
    cells = find_cells(document, report)
    claims = find_claims(document, report)
    facts = cells.facts + claims.facts
    checks = check_facts(facts, document.tables, parsed.source.words if parsed.source else None)
    coverage = Coverage(_judged(cells.coverage, facts, checks), claims.coverage)
    return Extraction(document, report, facts, checks, coverage, document.problems + cells.problems + claims.problems)


def _judged(tables: tuple[TableCoverage, ...], facts: tuple[Fact, ...], checks: tuple[Check, ...]) -> tuple[TableCoverage, ...]:
    """Fill in how many facts of each table a consistent check confirms, and how many no check judges."""
    consistent = {fact for check in checks if check.status == "consistent" for fact in _named(check)}
    judged = {fact for check in checks if check.status != "not_checked" for fact in _named(check)}
    own: dict[str | None, list[str]] = {}
    for fact in facts:
        own.setdefault(fact.source.table, []).append(fact.id)
    return tuple(
        replace(
            table,
            confirmed=sum(fact in consistent for fact in own.get(table.table, ())),
            unchecked=sum(fact not in judged for fact in own.get(table.table, ())),
        )
        for table in tables
    )


def _named(check: Check) -> tuple[str, ...]:
    return (check.reported.fact, *(term.fact for term in check.terms))
