"""Cells that hold several numbers: `11907/11907百万元` under `总市值/流通市值`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.model import Quantity, Statement
from extractor.normalizers.terms import match_term
from extractor.taxonomy.table_words import table_words

_CUT = re.compile(r"\s*[/／|、]\s*")
_ENDS = re.compile(r"最高价?\s*最低|最低价?\s*最高")


def range_parts(label: str, found: Sequence[Quantity]) -> tuple[str, ...]:
    """`12个月价格区间`: the highest and the lowest price, in the order of the two numbers."""
    words = table_words()
    values = [q.low for q in found if q.low is not None and q.low == q.high]
    for word in words.price_ranges:
        if word in label and len(values) == len(found) == 2:
            high, low = (label.replace(word, end) for end in words.price_ends)
            return (high, low) if values[0] > values[1] else (low, high)
    return ()


def as_range(found: Sequence[Quantity]) -> Quantity:
    """`45–48%` under a label of one metric: the numbers between which it lies."""
    lows, highs = [q.low for q in found if q.low is not None], [q.high for q in found if q.high is not None]
    decimals = [q.decimals for q in found if q.decimals is not None]
    first = found[0]
    qualifiers = tuple(dict.fromkeys((*first.qualifiers, "range")))
    return Quantity(
        min(lows, default=None), max(highs, default=None), min(decimals, default=None), first.unit, qualifiers, first.start, found[-1].end
    )  # fmt: skip


def label_parts(label: str, statement: Statement) -> tuple[str, ...]:
    """The label of each number, completed with what the parts share: `总股本/流通` is 总股本 and 流通股本. Empty when the
    label does not fall into parts that name metrics."""
    text = label
    joint = _ENDS.search(text)
    if joint and not _CUT.search(text):
        at = text.index("最", joint.start() + 1)
        text = f"{text[:at]}/{text[at:]}"
    pieces = [piece.strip() for piece in _CUT.split(text) if piece.strip()]
    if len(pieces) < 2:
        return ()
    out = [_named(first, statement) for first in _completed(pieces[0], pieces[-1], True)]
    first = next((name for name in out if name), "")
    rest = [next((name for form in _completed(piece, pieces[0], False) if (name := _named(form, statement))), "") for piece in pieces[1:]]
    parts = (first or pieces[0], *(name or piece for name, piece in zip(rest, pieces[1:], strict=True)))
    return parts if first or any(rest) else ()


def _named(label: str, statement: Statement) -> str:
    """A label made up from two parts must be a term as it stands; a likeness is not enough."""
    found = match_term(label, statement)
    return label if found and found.metric and found.method != "fuzzy" else ""


def _completed(piece: str, other: str, first: bool) -> Iterator[str]:
    """The piece itself, and with ever longer ends borrowed from the other: the first part lacks what stands after the
    last (最高/最低价), the last what stands before the first (52周内最高价/最低价), or its noun (总股本/流通)."""
    if first:
        yield piece
        yield from (piece + other[-n:] for n in range(1, min(len(other), 4)))
        return
    yield from (other[:n] + piece for n in range(len(other) - 1, 0, -1))
    yield piece
    yield from (piece + other[-n:] for n in range(len(other) - 1, 0, -1))


def part_label(label: str, parts: Sequence[str], count: int, item: int) -> str:
    """The label of number `item` (from 1) of `count`; the whole label where parts and numbers do not pair up."""
    return parts[item - 1] if len(parts) == count > 1 else label
