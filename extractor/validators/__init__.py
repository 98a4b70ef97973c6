"""What holds: every relation between facts that arithmetic can judge, each result stored, three-valued."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.model import Check, Fact, Table
from extractor.validators.evidence import Words


def check_facts(facts: Iterable[Fact], tables: Iterable[Table] = (), words: Words | None = None) -> tuple[Check, ...]:
    """All checks over the facts of one report, in a stable order, each id once. `tables` give captions and statements;
    `words(page)` gives the painted words, for the evidence check (nothing is said of it without them)."""
    from extractor.validators.agreement import check_agreement
    from extractor.validators.book import open_book
    from extractor.validators.culprits import with_culprits
    from extractor.validators.evidence import check_evidence
    from extractor.validators.growth import check_growth
    from extractor.validators.identities import check_identities
    from extractor.validators.parts import check_parts
    from extractor.validators.ratios import check_constants, check_ratios
    from extractor.validators.shares import check_shares
    from extractor.validators.sums import check_sums

    everything: Sequence[Fact] = tuple(facts)
    book = open_book(everything, tables)
    found: dict[str, Check] = {}
    for family in (check_sums, check_parts, check_identities, check_growth, check_shares, check_ratios, check_constants, check_agreement):
        for result in family(book):
            found.setdefault(result.id, result)
    found = with_culprits(found, {fact.id: fact for fact in everything})
    if words is not None:
        for result in check_evidence(book, everything, words):
            found.setdefault(result.id, result)
    return tuple(found.values())


__all__ = ["check_facts"]
