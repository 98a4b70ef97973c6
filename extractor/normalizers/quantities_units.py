"""The unit that follows a number in running text: scale, surplus (150余亿), unit, rate (/月), closing bound (以上)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.model import Qualifier, Unit
from extractor.taxonomy.quantity_words import QuantityWords

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LONE_SCALES = frozenset("BbMmKk")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the digits: `end` is after the unit, `closed` after a closing bound, `unit` carries the scale."""

    unit: Unit | None
    end: int
    closed: int
    qualifiers: tuple[Qualifier, ...]


def read_tail(text: str, at: int, currency: str | None, words: QuantityWords) -> Tail:
    """Read what follows the digits that end at `at`; `currency` is the one printed before them
    (US$3.5bn), "" where the print leaves it open ($3.5bn: Hong Kong, US and Taiwan reports all print it)."""
    place, surplus = _surplus(text, at, words)
    place = _space(text, place, words)
    place, exponent = _scale(text, place, currency is not None, words)
    if exponent and text[place : place + 1] in words.surplus:
        place, surplus = place + 1, True
    unit = _unit(text, place, words) or _unit(text, _space(text, place, words), words)
    if unit is None and exponent == 0:
        surplus, place = False, at
    end, read = unit if unit else (place, None)
    read = _combined(read, exponent, currency)
    if read is not None:
        end, read = _rate(text, end, read, words)
    tail = read_closing(text, end, read, words)
    return replace(tail, qualifiers=("above", *tail.qualifiers)) if surplus else tail


def read_closing(text: str, end: int, unit: Unit | None, words: QuantityWords) -> Tail:
    """The bound that may close a number whose unit ends at `end`: 40%以上, 20%+, 4%左右."""
    at = _skip(text, end)
    bound = words.after.starting(text, at)
    if not bound or words.after_guards.starting(text, at):
        return Tail(unit, end, end, ())
    word, qualifier = bound
    if word == "+" and (at != end or text[at + 1 : at + 2].isdigit()):
        return Tail(unit, end, end, ())
    return Tail(unit, end, at + len(word), (qualifier,))


def _skip(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _space(text: str, at: int, words: QuantityWords) -> int:
    """A single space between digits and unit is print, not meaning; before another number it parts two numbers."""
    return at + 1 if text[at : at + 1] == " " and not text[at + 1 : at + 2].isdigit() else at


def _surplus(text: str, at: int, words: QuantityWords) -> tuple[int, bool]:
    if text[at : at + 1] not in words.surplus or not text[at : at + 1]:
        return at, False
    follows = words.scales.starting(text, at + 1) or words.units.starting(text, at + 1)
    return (at + 1, True) if follows else (at, False)


def _scale(text: str, at: int, money: bool, words: QuantityWords) -> tuple[int, int]:
    """`(place, exponent)` after the scale; lone letters (3.5m) are scales only of a currency printed before."""
    found = words.scales.starting(text, at)
    if not found:
        return at, 0
    word, exponent = found
    end = at + len(word)
    if word[-1] in _LETTERS and (text[end : end + 1] in _LETTERS or (word in _LONE_SCALES and not money)):
        return at, 0
    return end, exponent


def _unit(text: str, at: int, words: QuantityWords) -> tuple[int, Unit] | None:
    found = words.units.starting(text, at)
    if not found:
        return None
    word, unit = found
    guard = words.unit_guards.starting(text, at)
    if guard and len(guard[0]) > len(word):
        return None  # 2025成为, 3部分: the character begins another word
    end = at + len(word)
    following = text[end : end + 1]
    if word[-1] in _LETTERS and following:
        # a multiple may touch the name of its ratio (23xPE); any other unit of letters ends where its letters end
        runs_on = following in _LETTERS and not (word in "xX" and following.isupper())
        if runs_on or following.isdigit():
            return None
    return end, unit


def _combined(unit: Unit | None, exponent: int, currency: str | None) -> Unit | None:
    if unit is None:
        if currency is not None:
            return Unit(currency or None, exponent, "money")
        return Unit(None, exponent, None) if exponent else None
    if currency is not None and unit.kind in (None, "money"):
        return Unit(currency or unit.id, exponent + unit.exponent, "money")
    return Unit(unit.id, unit.exponent + exponent, unit.kind) if exponent else unit


def _rate(text: str, end: int, unit: Unit, words: QuantityWords) -> tuple[int, Unit]:
    """`元/股`, `万片/月`: the unit of what it is counted per."""
    if text[end : end + 1] != "/" or text.startswith("人民币", end + 1):
        return end, unit
    found = words.per.starting(text, end + 1)
    if not found or (found[0][-1] in _LETTERS and text[end + 1 + len(found[0]) : end + 2 + len(found[0])] in _LETTERS):
        return end, unit
    word, per = found
    kind = "per_share" if per == "share" else "price" if unit.kind == "money" else unit.kind
    return end + 1 + len(word), Unit(f"{unit.id or 'count'}/{per}", unit.exponent, kind)
