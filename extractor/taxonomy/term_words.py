"""What stands around a term in a label, from `term_words.json`, and the sections of statements, from `sections.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from extractor.model import Basis
from extractor.taxonomy.files import contradiction, read_data
from extractor.taxonomy.metrics import metrics


@dataclass(frozen=True, slots=True)
class TermWords:
    """`basis`: words at the end of a label, longest first, with the basis that they give. `inherits`: whole labels that
    belong to the row above. `same`: spellings to unify. `telling`: bracket contents that are part of a name. `heads`:
    metrics whose name may follow a product; `no_products`: what is none. `scanned`: basis words that close a term in
    running text; `blocked`: phrases there that only look like a term."""

    leads: tuple[str, ...]
    tails: tuple[str, ...]
    same: tuple[tuple[str, str], ...]
    basis: tuple[tuple[str, Basis], ...]
    scanned: tuple[tuple[str, Basis], ...]
    blocked: tuple[str, ...]
    inherits: Mapping[str, Basis]
    telling: tuple[str, ...]
    apart: frozenset[str]
    unclipped: frozenset[str]
    heads: tuple[str, ...]
    no_products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An area of a statement. `basis` is what it makes of the metrics below, `statement` what it says of the table."""

    area: str
    statement: str
    basis: Basis | None


@cache
def term_words() -> TermWords:
    """Loaded once."""
    data = read_data("term_words.json")
    words = [(word, basis) for basis, group in data["basis"].items() for word in group]
    bases: dict[str, Basis] = dict(words)
    inherits = dict(bases)
    inherits.update((word, basis) for basis, group in data["inherits"].items() for word in group)
    return TermWords(
        leads=tuple(sorted(data["leads"], key=len, reverse=True)),
        tails=tuple(data["tails"]),
        same=tuple((old, new) for old, new in data["same"]),
        basis=tuple(sorted(words, key=lambda pair: -len(pair[0]))),
        scanned=tuple((word, bases[word]) for word in sorted(data["scanned"], key=len, reverse=True)),
        blocked=tuple(data["blocked"]),
        inherits=MappingProxyType(inherits),
        telling=tuple(data["telling"]),
        apart=frozenset(data["apart"]),
        unclipped=frozenset(data["unclipped"]),
        heads=tuple(data["heads"]),
        no_products=tuple(data["no_products"]),
    )


@cache
def sections() -> tuple[Mapping[str, Section], Mapping[str, Section]]:
    """Sections by the key of their label, and by the metric whose row opens them. TaxonomyError when two claim one."""
    labels: dict[str, Section] = {}
    rows: dict[str, Section] = {}
    for entry in read_data("sections.json")["sections"]:
        section = Section(entry["area"], entry["statement"], entry.get("basis"))
        for table, keys in ((labels, entry["labels"]), (rows, entry.get("metrics", ()))):
            for name in keys:
                if table.setdefault(name, section) != section:
                    raise contradiction("sections.json", f"“{name}”属于两个分区", f"{name!r} opens two sections")
    if unknown := sorted(set(rows) - set(metrics())):
        raise contradiction("sections.json", f"没有指标 {unknown}", f"no such metrics: {unknown}")
    return MappingProxyType(labels), MappingProxyType(rows)
