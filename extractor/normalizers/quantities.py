"""The closed grammar for quantities in running Chinese text: numbers with unit, sign, bound and range, each with its span.

Digits that are no quantities (dates, codes, names, ordinals) are refused with a reason, never dropped in silence. Growth by a
multiple (增长1.5倍) is read as a ratio; 倍 alone is a multiple. What a number is about is for the finders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.model import Quantity, Unit
from extractor.normalizers.quantities_atoms import Atom, read_atom
from extractor.normalizers.quantities_joins import join
from extractor.normalizers.quantities_numbers import find_han, find_numbers
from extractor.normalizers.quantities_refused import refused_spans
from extractor.taxonomy.quantity_words import QuantityWords, quantity_words

WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0xFF01 + i) not in ",;:?!()"} | {
    0x2212: 0x2D,
    0xFE63: 0x2D,
    0x00A0: 0x20,
    0x3000: 0x20,
}
"""Width forms to ASCII, one for one, so that spans keep; Chinese punctuation stays, or a comma would part thousands."""

_PRICED = re.compile(r"[-~](?!(?:19|20)\d\d(?!\d))\d{4,}")
"""1000-1999元: what looks like a year begins a range that ends in none."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Digits that were seen and not read: `text[start:end]` and a stable reason."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    quantities: tuple[Quantity, ...]
    refused: tuple[Refused, ...]


def scan(text: str, periods: Sequence[tuple[int, int]] = ()) -> Scan:
    """All quantities of a text and all digits refused, left to right. `periods` are spans already read as periods.

    >>> [str(q.high) for q in scan("毛利率41.3%，2025年收入30-35亿元").quantities]
    ['0.413', '3.5E+9']
    """
    text = text.translate(WIDTH)
    words = quantity_words()
    masks = sorted([(start, end, "period") for start, end in periods] + refused_spans(text))
    atoms: list[Atom] = []
    refused: list[Refused] = []
    at = floor = taken = 0
    numbers = sorted([*find_numbers(text), *find_han(text)], key=lambda n: n.start)
    for number in numbers:
        while at < len(masks) and masks[at][1] <= number.start:
            floor = max(floor, masks[at][1])
            at += 1
        if number.start < taken:
            continue
        if at < len(masks) and masks[at][0] < number.end:
            if number.style != "han":
                refused.append(Refused(number.start, number.end, masks[at][2]))
            continue
        atom = read_atom(text, number, floor, words)
        reason = _refusal(text, atom, words)
        if reason is None:
            atoms.append(atom)
        elif reason:
            refused.append(Refused(number.start, number.end, reason))
        else:
            continue
        floor = taken = atom.closed if reason is None else number.end + (4 if reason == "split" else 0)
    quantities = join(text, atoms, words) + list(_doublings(text, words))
    return Scan(tuple(sorted(quantities, key=lambda q: q.start)), tuple(refused))


def _refusal(text: str, atom: Atom, words: QuantityWords) -> str | None:
    """Why the atom is no quantity; None when it is one; "" when a Chinese run is no number at all."""
    number, unit = atom.number, atom.unit
    if number.style == "han":
        return _han_refusal(text, atom)
    if atom.symbol:
        return "symbol"
    before, after = text[atom.head - 1 : atom.head], text[atom.end : atom.end + 1]
    if words.names_before.ending(text, number.start):
        return "name"
    glued = before.isascii() and (before.isalpha() or before == "_")
    hyphened = (
        text[number.start - 1 : number.start] == "-"
        and text[number.start - 2 : number.start - 1].isascii()
        and text[number.start - 2 : number.start - 1].isalnum()
    )
    if (glued or hyphened) and (unit is None or unit.kind in ("count", "physical") or unit.id is None):
        return "name"
    if unit is None:
        if after.isascii() and after.isalpha():
            return "name"
        if words.counted_after.starting(text, number.end):
            return "ordinal"
        digits = text[number.start : number.end]
        if digits.isdigit() and len(digits) == 4 and digits[:2] in ("19", "20") and not atom.sign and not _PRICED.match(text, number.end):
            return "year"
        if digits.isdigit() and len(digits) >= 6:
            return "code"
        if before in ("(", "（") and after in (")", "）"):
            return "bracketed"
        if before == "." or (after == "." and text[atom.end + 1 : atom.end + 2].isdigit()):
            return "split"
    if (
        text[number.end : number.end + 1] == " "
        and text[number.end + 1 : number.end + 4].isdigit()
        and not text[number.end + 4 : number.end + 5].isdigit()
    ):
        return "split"
    return None


def _han_refusal(text: str, atom: Atom) -> str | None:
    """Chinese numerals count only with a unit that measures; 一家 and 一个 are articles, 三大 and 两方面 are no numbers."""
    unit, number = atom.unit, atom.number
    if unit is None or unit.kind is None:
        return "" if unit is None and int(number.value.as_tuple().exponent) <= 0 else None
    if unit.id == "ratio" and number.style == "han" and text[atom.end : atom.end + 1] in ("以", "本"):
        return ""
    if unit.kind in ("count", "physical") and number.value < 2:
        return ""
    return None


def _doublings(text: str, words: QuantityWords) -> Iterator[Quantity]:
    """翻倍, 翻番: growth by once its own size, where a word of growth or comparison touches it; elsewhere only a figure of speech."""
    at = text.find("翻")
    while at >= 0:
        hit = words.doublings.starting(text, at)
        if hit and words.doubling_cues.ending(text, at):
            unit = Unit("ratio", 0, "ratio")
            yield Quantity(Decimal(hit[1]), Decimal(hit[1]), 0, unit, (), at, at + len(hit[0]), True)
        at = text.find("翻", at + 1)
