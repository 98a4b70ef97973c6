"""Which term a number measures: the one before it, the one behind it, an unknown one, or the one carried over."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finders.prose.draft import Draft, Gap, Label, Mind
from extractor.finders.prose.labels import behind, counted, far, fits, headed, is_uncounted, lasting, moved, plain, stated
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.runs import Item
from extractor.finders.prose.vocabulary import measured, vocabulary, weak

_SHARES = ("占比", "比重")
"""Basis words that are nouns, and say at least what kind of number it is where nothing else is named."""
_GROWTHS = ("yoy", "qoq", "mom", "cagr")


def choose(
    text: str, items: Sequence[Item], tokens: Sequence[Token], after: int, mind: Mind, gap: Gap, comment_on: Draft | None
) -> tuple[tuple[Label, ...], bool]:
    """The terms of a number or list, and whether they are carried over from an earlier clause; none where nothing names it."""
    first = items[0]
    if first.quantity.unit is not None and first.quantity.unit.id == "count" and is_uncounted(text, first.end):
        return (), False
    if comment_on and (not gap.labels or gap.total):
        return mind.labels, True
    if len(items) > 1 and len(gap.labels) == len(items):
        return gap.labels, False
    if own := _own(text, first, tokens, mind, gap):
        return own, False
    if found := behind(text, items[-1], tokens, after):
        return found, False
    if not mind.labels and mind.previous and text.startswith("其中", gap.start):
        return mind.previous, True
    growing = bool(gap.bases or gap.growth or first.quantity.change)
    if (not growing or not mind.labels) and (found := headed(text, gap, first.start, tokens)):
        return found, False
    if found := moved(text, first.quantity, mind):
        return found, False
    return _carried(text, first, tokens, mind, gap)


def _own(text: str, first: Item, tokens: Sequence[Token], mind: Mind, gap: Gap) -> tuple[Label, ...]:
    """The terms of the number's own clause, where it can be measured in them."""
    if gap.labels and not fits(first.quantity, gap.labels[-1].text):
        gap.labels = gap.earlier if gap.earlier and fits(first.quantity, gap.earlier[-1].text) else ()
    if not gap.labels:
        return ()
    doubtful = _uncounted(first, gap.labels[-1].text) or (gap.labels[-1].text in weak() and bool(mind.labels))
    if not far(text, gap, tokens, first.start):
        return gap.labels
    nearer = headed(text, gap, first.start, tokens)  # 销量前十的车型数量分别为5、4款
    if nearer and nearer[0].place > gap.labels[-1].place + len(gap.labels[-1].text):
        return nearer
    physical = first.quantity.unit is not None and first.quantity.unit.kind == "physical" and gap.labels[-1].place < gap.start
    return () if doubtful or physical else gap.labels


def _uncounted(item: Item, name: str) -> bool:
    """Is the number a count, and the term none that is known to be counted? Then only a term right before it is its own."""
    if item.quantity.unit is None or item.quantity.unit.kind != "count":
        return False
    match = measured(name)
    return match is None or match.unit_kind not in ("count", "physical")


def _is_foreign(name: str) -> bool:
    """Is the term one that no list knows, so that it may hold the name of its owner (甲公司某收入) and be none of the next?"""
    return measured(name) is None and name not in vocabulary().terms


def _carried(text: str, first: Item, tokens: Sequence[Token], mind: Mind, gap: Gap) -> tuple[tuple[Label, ...], bool]:
    unit = first.quantity.unit
    counts = unit is not None and unit.kind == "count"
    if mind.labels and counts and measured(mind.labels[-1].text) is None and (found := counted(text, gap, first.start, tokens)):
        return found, False
    if mind.labels and _is_foreign(mind.labels[-1].text) and plain(text, gap.start, first.start, tokens) > 2:
        mind.labels = ()
        return (), True
    if mind.labels and (not counts or (unit and unit.id == mind.unit)):
        other = unit is not None and unit.kind == "physical" and unit.id != mind.unit
        return (() if other else mind.labels), True
    if counts and (found := counted(text, gap, first.start, tokens)):
        return found, False
    if mind.labels:
        return (), True
    if found := stated(text, gap, first.start, tokens):
        return found, False
    if found := lasting(text, gap.start, first.start):
        return found, False
    if mind.previous and gap.bases and gap.bases[0] in _GROWTHS:
        return mind.previous, True
    if gap.basis_word.endswith(_SHARES):
        return (Label(gap.basis_word, gap.basis_at, mind.entity),), False
    return (), True
