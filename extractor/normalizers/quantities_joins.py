"""Numbers that stand together: ranges (30-35%, 30亿-35亿元) and lists that print their unit once (22.8/30.0/38.3亿元)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model import Quantity, Unit
from extractor.normalizers.quantities_atoms import Atom, quantity, with_unit
from extractor.taxonomy.quantity_words import QuantityWords

_FALLING = frozenset("至到")


def join(text: str, atoms: Sequence[Atom], words: QuantityWords) -> list[Quantity]:
    """The quantities of a text's atoms, which stand in its order."""
    shared = _shared_units(text, list(atoms), words)
    found: list[Quantity] = []
    at = 0
    while at < len(shared):
        last = shared[at + 1] if at + 1 < len(shared) else None
        pair = _range(text, shared[at], last, words) if last else None
        if pair:
            found.append(quantity(*pair))
            at += 2
        else:
            found.append(quantity(shared[at]))
            at += 1
    return found


def _gap(text: str, left: Atom, right: Atom) -> str:
    return text[left.closed : right.start].strip()


def _joined(text: str, left: Atom, right: Atom, words: QuantityWords, ranges: bool, lists: bool) -> bool:
    gap = _gap(text, left, right)
    return bool(gap) and len(gap) <= 2 and bool((ranges and words.ranges.exactly(gap)) or (lists and words.lists.exactly(gap)))


def _shared_units(text: str, atoms: list[Atom], words: QuantityWords) -> list[Atom]:
    """Give a unit printed once at the end of a list or range to the numbers before it, and the sign word printed once at its
    beginning to those after it (分别下降18%和2%). A bare scale takes the unit, never the scale (30亿-35亿元)."""
    for right in range(len(atoms) - 1, 0, -1):
        left = atoms[right - 1]
        unit = atoms[right].unit
        if unit is None or not _joined(text, left, atoms[right], words, ranges=True, lists=True):
            continue
        if left.number.style == "han" or left.after:
            continue
        if left.unit is None:
            atoms[right - 1] = with_unit(left, unit)
        elif left.unit.id is None and unit.id is not None and unit.kind != "ratio":
            atoms[right - 1] = with_unit(left, Unit(unit.id, left.unit.exponent, unit.kind))
    for i in range(1, len(atoms)):
        atoms[i] = _inherited(text, atoms[i - 1], atoms[i], words)
    return atoms


def _inherited(text: str, left: Atom, right: Atom, words: QuantityWords) -> Atom:
    """The sign word or bound that a list prints once, before its first number (不低于3亿元、4亿元), holds for all."""
    if left.unit != right.unit or not _joined(text, left, right, words, ranges=False, lists=True):
        return right
    if right.sign == 0 and right.direction == 0 and not right.loss and left.direction and left.sign == 0:
        right = replace(right, direction=left.direction)
    return replace(right, before=left.before) if left.before and not right.before and not right.after else right


def _range(text: str, left: Atom, right: Atom, words: QuantityWords) -> tuple[Atom, Atom] | None:
    """Two atoms as one range, or None: the units must be one, and nothing may bound the left one from behind."""
    if left.after or right.before or not _joined(text, left, right, words, ranges=True, lists=False):
        return None
    if left.unit is None or right.unit is None:
        return (left, right) if left.unit is right.unit else None
    if left.unit.id != right.unit.id:
        return None
    if right.sign == 0 and right.direction == 0:
        right = replace(right, sign=left.sign if left.sign > 0 else 0, direction=left.direction, loss=left.loss)
    gap = _gap(text, left, right)
    if gap in _FALLING and (abs(left.value) > abs(right.value) or _leaves(text, left) or _steps(left)):
        return None  # 由40%至30%, 增长2万片至97万片: two states, not a range
    return left, right


def _steps(left: Atom) -> bool:
    """Is the left number how far a level moved? A percentage may be a range of growth (下降4%至6%), a sum is not."""
    return left.direction != 0 and left.unit is not None and left.unit.kind not in ("ratio", "points")


def _leaves(text: str, atom: Atom) -> bool:
    """Does 从 or 由 (from) stand just before, so that 至 names where the number went?"""
    return any(c in "从由自" for c in text[max(atom.start - 6, 0) : atom.start])
