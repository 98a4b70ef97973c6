"""Labels of a product and a metric in one: `屈光业务收入占比`, `800G光模块出货量（万只）`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.normalizers.characters import folded
from extractor.normalizers.terms import match_term
from extractor.normalizers.terms_labels import bare
from extractor.normalizers.terms_lookup import TermMatch
from extractor.taxonomy.metrics import ANY, alias_index
from extractor.taxonomy.term_words import term_words

_LINKS = "-:的"
_GENERIC = ("service_revenue", "product_revenue")
"""Revenues that say nothing of what is sold: 视光服务收入 is the revenue of 视光服务."""


@dataclass(frozen=True, slots=True)
class PartMatch:
    """`product` as the label prints it, without marks; `match` is the metric that it is part of."""

    product: str
    match: TermMatch


@cache
def match_part(label: str, statement: str | None = None) -> PartMatch | None:
    """The product and the metric of a label that is no term itself, or None. Only names of metrics that products have
    count, and nothing that would make another metric of them: 归母净利润 is no profit of a product 归母.

    >>> match_part("屈光业务收入占比").product
    '屈光业务'
    """
    if match_term(label, statement):
        return None
    text = bare(label)
    basis = next((word for word, _ in term_words().basis if text.endswith(word)), "")
    stem = text[: -len(basis)].rstrip("-:(") if basis else text
    name = next((name for name in _names() if stem.endswith(name)), "")
    product = stem[: -len(name)].strip(_LINKS) if name and _names()[name] else ""
    if len(product) < 2 or any(word in product for word in term_words().no_products):
        return None
    found = match_term(text[stem.rindex(name) :], statement)
    printed = _printed(label, product)
    return PartMatch(printed, found) if found and found.metric and printed else None


def _printed(label: str, product: str) -> str:
    """The product in its own letters and spaces; `bare` took them away."""
    found = re.search(r"\s*".join(map(re.escape, product)), folded(label), re.IGNORECASE)
    return found[0] if found else ""


@cache
def _names() -> Mapping[str, bool]:
    """Keys of names that may end a label, the longest first, and whether a product may stand before them. A longer name of a
    metric that has no products stands in the way: 利息收入 is not the revenue of a product 利息."""
    heads = set(term_words().heads)
    names = {alias: metric in heads for alias, metric in alias_index()[ANY].items() if len(alias) > 1 and metric not in _GENERIC}
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))
