"""The index of aliases, asked scope by scope: exact, then the same name in another spelling, clipped, or mistyped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.model import Basis, PeriodType
from extractor.normalizers.terms_labels import loose
from extractor.taxonomy.metrics import ANY, MetricUnit, alias_index, metrics
from extractor.taxonomy.term_words import term_words

Method = Literal["exact", "alias", "fuzzy"]
CLIPPED_FROM = 5
"""A clipped label keeps at least this many characters and loses at most CLIPPED_TO: 归属母公司股东权 is 归属母公司股东权益."""
CLIPPED_TO = 2
FUZZY_FROM = 8
"""A label with one wrong, lost or doubled character has at least this many; shorter ones have too many neighbours."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """What a label names. `metric` is None for a basis alone, which belongs to the row above (`inherits`): (+/-%), YoY,
    占比. `statement` is the one the metric stands in; `why` says in one line how the label was read."""

    metric: str | None
    basis: Basis
    unit_kind: MetricUnit | None
    method: Method
    why: str
    inherits: bool = False
    statement: str | None = None
    period_type: PeriodType | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The metric, the alias that named it, its scope, and how it was found."""

    metric: str
    alias: str
    scope: str
    method: Method
    how: str


def look_up(text: str, scopes: Sequence[str]) -> Found | None:
    """The metric of a key in the first scope that knows it, exactly or in another spelling."""
    index = alias_index()
    for scope in scopes:
        if metric := index.get(scope, {}).get(text):
            entry = metrics()[metric]
            canonical = scope == ANY and text == entry.zh.lower()
            return Found(metric, text, scope, "exact" if canonical else "alias", "canonical name" if canonical else "alias")
    spelled = loose(text)
    for scope in scopes:
        if metric := _loose_index().get(scope, {}).get(spelled):
            return Found(metric, text, scope, "alias", "alias in another spelling")
    return None


def look_clipped(text: str, scopes: Sequence[str]) -> Found | None:
    """The one metric whose names begin with a clipped label."""
    if len(text) < CLIPPED_FROM or text.isascii():
        return None
    spelled = loose(text)
    claims = {
        (metric, alias, scope)
        for scope in scopes
        for alias, metric in _beginnings().get(scope, {}).get(spelled[:2], ())
        if alias.startswith(spelled)
    }
    if len({metric for metric, _, _ in claims}) != 1:
        return None
    metric, alias, scope = min(claims, key=lambda claim: (len(claim[1]), claim))
    lost = alias[len(spelled) :]
    if len(lost) > CLIPPED_TO or any(char in term_words().unclipped for char in lost):
        return None
    return Found(metric, alias, scope, "fuzzy", "clipped")


def look_mistyped(text: str, scopes: Sequence[str]) -> Found | None:
    """The one metric with a name one character away, where that character keeps no two terms apart."""
    if len(text) < FUZZY_FROM or text.isascii():
        return None
    choices = {alias: metric for scope in reversed(scopes) for alias, metric in _loose_index().get(scope, {}).items()}
    return mistyped(loose(text), choices)


def mistyped(text: str, choices: Mapping[str, str]) -> Found | None:
    """The fuzzy bar itself. Every name within one edit must agree on the metric, and the edit must not be a telling one."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    close = extract(text, choices.keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=None)
    if len({choices[alias] for alias, _, _ in close}) != 1:
        return None
    for alias, _, _ in close:
        if not any(char in term_words().apart for char in _edited(text, alias)):
            return Found(choices[alias], alias, ANY, "fuzzy", "one character away")
    return None


def _edited(text: str, alias: str) -> set[str]:
    """The characters that one name has and the other lacks, at the place of the edit."""
    start = next((i for i, (a, b) in enumerate(zip(text, alias, strict=False)) if a != b), min(len(text), len(alias)))
    tail = min(len(text), len(alias)) - start
    end = next((i for i in range(tail) if text[-1 - i] != alias[-1 - i]), tail)
    return {*text[start : len(text) - end], *alias[start : len(alias) - end]}


@cache
def _beginnings() -> Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]:
    """The loose index by the first two characters of its keys."""
    result: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
    for scope, names in _loose_index().items():
        found = result.setdefault(scope, {})
        for alias, metric in names.items():
            found[alias[:2]] = (*found.get(alias[:2], ()), (alias, metric))
    return result


@cache
def _loose_index() -> Mapping[str, Mapping[str, str]]:
    """The index under loose keys; a key that two metrics would share is left out."""
    result: dict[str, dict[str, str]] = {}
    for scope, names in alias_index().items():
        found: dict[str, str | None] = {}
        for alias, metric in names.items():
            spelled = loose(alias)
            found[spelled] = metric if found.get(spelled, metric) == metric else None
        result[scope] = {alias: metric for alias, metric in found.items() if metric}
    return result
