"""Which columns a table has, from where its values stand. Headers name columns; they do not make them, except where a
column is empty."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractor.parsers.layout.tokens import Row, Token
from extractor.parsers.tables.model import Draft, is_header, numbers


@dataclass(frozen=True, slots=True)
class Column:
    """The stretch of x that a column's cells take, in points. `stub`: it holds row headers."""

    x0: float
    x1: float
    stub: bool = False

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2

    def overlap(self, token: Token) -> float:
        return min(self.x1, token.box.x1) - max(self.x0, token.box.x0)


def columns_of(draft: Draft, data: Sequence[Row]) -> list[Column]:
    """Stub columns first, then value columns, left to right; empty when there is nothing to stand in columns."""
    values = [(row, token) for row in data for token in numbers(row)]
    if not values:
        return []
    spans = _split_crowded(_merge([(t.box.x0, t.box.x1) for _, t in values]), data)
    spans = _with_empty(spans, draft)
    spans, stub_spans = _leading(spans, data)
    left = spans[0][0] if spans else float("inf")
    texts = [t for row in data for t in row.tokens if t.look == "text"]
    stub_spans += _text_columns([t for t in texts if t.box.center < left], data, left)
    extra = [t for t in texts if t.box.center >= left and not any(_inside(t, s) for s in spans)]
    spans = sorted(spans + _extra_columns(extra, spans, data))
    stubs = [Column(a, b, True) for a, b in sorted(stub_spans)]
    return [*stubs, *(Column(a, b) for a, b in spans)]


def _merge(spans: Sequence[tuple[float, float]], slack: float = 0.0) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 <= merged[-1][1] + slack:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _split_crowded(spans: list[tuple[float, float]], data: Sequence[Row]) -> list[tuple[float, float]]:
    """Where one stretch holds several values of one row, wide cells have bridged two columns: part them at the places
    where the crowded rows' values stand."""
    result: list[tuple[float, float]] = []
    for span in spans:
        groups = [[t for t in numbers(row) if span[0] <= t.box.center <= span[1]] for row in data]
        most = max((len(g) for g in groups), default=1)
        crowded = [g for g in groups if len(g) == most]
        if most < 2 or len(crowded) < max(2, 0.3 * sum(bool(g) for g in groups)):
            result.append(span)
            continue
        cuts = [span[0]]
        for k in range(most - 1):
            cuts.append(median((g[k].box.x1 + g[k + 1].box.x0) / 2 for g in crowded))
        cuts.append(span[1])
        result.extend(itertools.pairwise(cuts))
    return result


def _with_empty(spans: list[tuple[float, float]], draft: Draft) -> list[tuple[float, float]]:
    """Add a column for every period header that no value stands under."""
    heads = [t for row in draft.header if is_header(row) for t in row.tokens if t.look == "period"]
    if len({round(t.box.x0) for t in heads}) < 2 or max(_counts(draft)) <= len(spans):
        return spans
    for token in heads:
        if any(min(token.box.x1, b) - max(token.box.x0, a) > -2 for a, b in spans):
            continue
        nearest = min(spans, key=lambda s: abs((s[0] + s[1]) / 2 - token.box.center), default=None)
        owned = nearest and any(min(t.box.x1, nearest[1]) - max(t.box.x0, nearest[0]) > -2 for t in heads)
        if nearest and not owned and abs((nearest[0] + nearest[1]) / 2 - token.box.center) < 30:
            continue
        spans = sorted([*spans, (token.box.x0, token.box.x1)])
    return spans


def _counts(draft: Draft) -> list[int]:
    return [sum(t.look == "period" for t in row.tokens) for row in draft.header if is_header(row)] or [0]


def _leading(spans: list[tuple[float, float]], data: Sequence[Row]) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Numbers left of the labels (序号, codes) are row headers, not values."""
    stubs: list[tuple[float, float]] = []
    while len(spans) > 1:
        first = spans[0]
        after = [t for row in data for t in row.tokens if t.look == "text" and first[1] - 1 < t.box.x0 and t.box.x1 < spans[1][0] + 1]
        before = [t for row in data for t in row.tokens if t.look == "text" and t.box.x1 < first[0] + 1]
        if len(after) >= 0.6 * len(data) and len(before) < 0.3 * len(data):
            stubs.append(first)
            spans = spans[1:]
        else:
            break
    return spans, stubs


def _text_columns(tokens: Sequence[Token], data: Sequence[Row], left: float) -> list[tuple[float, float]]:
    """Stub columns: stretches of labels. A second one counts only when most rows have it."""
    spans = _merge([(t.box.x0, min(t.box.x1, left)) for t in tokens], 1.0)
    if len(spans) <= 1:
        return spans
    kept = [spans[0]]
    for span in spans[1:]:
        filled = sum(any(span[0] - 1 <= t.box.center <= span[1] + 1 for t in row.tokens) for row in data)
        if filled >= 0.4 * len(data):
            kept.append(span)
        else:
            kept[-1] = (kept[-1][0], span[1])
    return kept


def _inside(token: Token, span: tuple[float, float]) -> bool:
    return min(token.box.x1, span[1]) - max(token.box.x0, span[0]) > 0.4 * min(token.box.width, span[1] - span[0])


def _extra_columns(tokens: Sequence[Token], spans: Sequence[tuple[float, float]], data: Sequence[Row]) -> list[tuple[float, float]]:
    """Text columns between or right of value columns (评级, 备注)."""
    found = []
    for x0, x1 in _merge([(t.box.x0, t.box.x1) for t in tokens], 1.0):
        cut = [s for s in spans if s[0] < x1 and x0 < s[1]]
        if not cut and sum(x0 - 1 <= t.box.center <= x1 + 1 for t in tokens) >= max(2, 0.25 * len(data)):
            found.append((x0, x1))
    return found
