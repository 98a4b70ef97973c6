"""What a header says of the metric: its id, its basis, the part of it that a row is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extractor.finders.cells.grid import Column
from extractor.finders.cells.heads import Head, read_head
from extractor.model import Basis, PeriodType, Statement, UnitKind
from extractor.normalizers.characters import key
from extractor.normalizers.terms import match_term
from extractor.taxonomy.table_words import table_words

Axis = Literal["row", "column"]
Origin = Literal["cell", "row_header", "column_header", "section", "corner", "caption"]

_NUMBERING = re.compile(
    r"^[\s*#]*(?:附?[图表]{1,2}|Figure|Table|Exhibit)\s*[0-9一二三四五六七八九十]*(?:[-.][0-9]+)?\s*[:：.、]?\s*", re.IGNORECASE
)
_MARKS = re.compile(r"^\s*(?:[-–—·•▪○]+\s*|其中\s*[:：]\s*|[减加]\s*[:：]\s*|[（(]?[一二三四五六七八九十\d]+[)）、.]\s*)(?=\D)")


@dataclass(frozen=True, slots=True)
class Metric:
    """`id` None: unmapped. `label` is the metric as printed, without its unit. `product` is what of it the row names."""

    id: str | None
    label: str
    basis: Basis = "value"
    kind: UnitKind | None = None
    origin: Origin = "row_header"
    product: str = ""
    period_type: PeriodType | None = None
    statement: str | None = None
    group: str = ""
    """The subtotal whose lines the row is one of, where only that says what its label (其他) means."""


@lru_cache(maxsize=8192)
def match(label: str, statement: Statement, section: tuple[str, ...] = ()) -> Metric | None:
    """The metric that a label names, with the share line before it (A股) and leading marks left out, or None."""
    found = match_term(label, statement, section)
    if found is None or found.metric is None:
        bare = _MARKS.sub("", label)
        for name in table_words().listings:
            if key(bare).startswith(name) and len(key(bare)) > len(name):
                bare = bare[len(name) :]
        found = match_term(bare, statement, section) if bare != label and bare else None
    if found is None or found.metric is None:
        return None
    kind = None if found.unit_kind == "text" else found.unit_kind
    return Metric(found.metric, label, found.basis, kind, period_type=found.period_type, statement=found.statement)


def column_metric(column: Column, statement: Statement) -> Metric | None:
    """The innermost level that names a metric; then all levels together (`净利润 | 同比增速`)."""
    labels = [head.label for head in column.heads if head.label]
    for n, label in reversed(list(enumerate(labels))):
        found = match(label, statement, tuple(labels[:n]))
        if found:
            return replace(found, origin="column_header")
    return None


def title_of(caption: str) -> str:
    """The caption without its number: `图12：` goes."""
    return _NUMBERING.sub("", caption)


def caption_labels(caption: str, names: Iterable[str]) -> tuple[str, ...]:
    """What a caption may name: its text without number, company, unit, and the words that close captions.

    >>> caption_labels("图12：腾讯广告收入预测（亿元）", ("腾讯",))
    ('广告收入',)
    """
    words = table_words()
    text = read_head(title_of(caption)).label
    for name in sorted(names, key=len, reverse=True):
        text = text.removeprefix(name)
    text = text.lstrip("的")
    out = []
    for word, metric in words.breakdowns:
        if text.endswith(word):
            out += [text.removesuffix(word), text.removesuffix(word) + metric]
    shorter = True
    while shorter:
        shorter = False
        for tail in words.caption_tails:
            if text.endswith(tail) and len(text) > len(tail):
                text, shorter = text.removesuffix(tail), True
    out.append(text)
    for split in words.splits:
        if text.startswith(split) and len(text) > len(split):
            out.append(text.removeprefix(split))
    return tuple(dict.fromkeys(out))


def part_of(label: str) -> str:
    """The product that a row's label names; `""` for the row of the total."""
    text = _MARKS.sub("", read_head(label).label or label).strip()
    return "" if any(key(text).endswith(total) for total in table_words().totals) else text


def with_basis(metric: Metric, basis: Basis | None) -> Metric:
    if basis is None or basis == "value" or metric.basis == basis:
        return metric
    return replace(metric, basis=basis)


def label_of(heads: tuple[Head, ...]) -> str:
    return next((head.label for head in reversed(heads) if head.label), "")
