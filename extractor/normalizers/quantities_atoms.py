"""One number with everything that touches it: bound, sign word, currency, sign, digits, scale, unit, closing bound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.model import Qualifier, Quantity, Unit
from extractor.normalizers.quantities_numbers import Number
from extractor.normalizers.quantities_units import read_closing, read_tail
from extractor.taxonomy.quantity_words import QuantityWords

_MINUS = frozenset("-−－–—‐‑")
_MINUS_AFTER = frozenset("0123456789%‰)）")
"""After these a dash is a range or a code, not a sign."""
_RATIO = Unit("ratio", 0, "ratio")
_OPEN: dict[Qualifier, tuple[bool, bool]] = {
    "above": (True, False),
    "at_least": (True, False),
    "below": (False, True),
    "at_most": (False, True),
}
_ORDER: tuple[Qualifier, ...] = ("approx", "nearly", "above", "at_least", "below", "at_most", "range")


@dataclass(frozen=True, slots=True)
class Atom:
    """One number and its neighbours. `sign` is the printed + or -, `direction` the sign word's (下降 -1, 增长 +1), `loss` says
    that the level itself is negative (亏损)."""

    number: Number
    start: int
    head: int
    """Where sign, currency or digits begin: what a range or a list joins at."""
    end: int
    closed: int
    unit: Unit | None
    sign: int
    direction: int
    loss: bool
    before: tuple[Qualifier, ...]
    after: tuple[Qualifier, ...]
    symbol: bool = False
    """▲ or △ touches the number: what it means needs a legend."""

    @property
    def value(self) -> Decimal:
        """The signed number in the unit's base: a printed minus is the sign; else a sign word of falling or of a loss is."""
        negative = self.sign < 0 or (self.sign == 0 and (self.direction < 0 or self.loss))
        scaled = self.number.value.scaleb(self.unit.exponent) if self.unit else self.number.value
        return -scaled if negative else scaled


def read_atom(text: str, number: Number, floor: int, words: QuantityWords) -> Atom:
    """Read around `number`; nothing left of `floor` belongs to it."""
    at = number.start
    at, sign = _sign(text, at, floor)
    at, currency = _currency(text, at, floor, words)
    if not sign:
        at, sign = _sign(text, at, floor)
    share = number.style == "fraction"
    tail = read_closing(text, number.end, _RATIO, words) if share else read_tail(text, number.end, currency, words)
    if currency is not None and (tail.unit is None or tail.unit.kind not in ("money", "per_share", "price")):
        at, sign = _sign(text, number.start, floor)  # 人民币 +61%: the currency is the clause's, not the number's
    head = at
    symbol = at > floor and text[at - 1] in "▲△▼▽↑↓"
    start, direction, loss, before = _before(text, at, floor, words)
    unit = tail.unit
    if direction and unit is not None and unit.id == "x":
        unit = Unit("ratio", unit.exponent, "ratio")  # 增长1.5倍 is growth of 150%
    return Atom(number, start, head, tail.end, tail.closed, unit, sign, direction, loss, before, tail.qualifiers, symbol)


def _sign(text: str, at: int, floor: int) -> tuple[int, int]:
    if at <= floor:
        return at, 0
    c = text[at - 1]
    if c == "+":
        return at - 1, 1
    if (
        c in _MINUS
        and not (at - 1 > floor and (text[at - 2] in _MINUS_AFTER or text[at - 2] in _MINUS))
        and not (at - 1 == floor and floor)
    ):
        return at - 1, -1
    return at, 0


def _currency(text: str, at: int, floor: int, words: QuantityWords) -> tuple[int, str | None]:
    for end in (at, at - 1 if at > floor and text[at - 1] == " " else at):
        found = words.currencies.ending(text, end)
        if found and end - len(found[0]) >= floor:
            return end - len(found[0]), found[1]
    return at, None


def _before(text: str, at: int, floor: int, words: QuantityWords) -> tuple[int, int, bool, tuple[Qualifier, ...]]:
    """Bounds and sign words that touch the number from the left, with fillers between them (下降了约, 降幅达)."""
    bounds: list[Qualifier] = []
    start, place, direction, loss = at, at, 0, False
    while place > floor:
        if text[place - 1] == " " and place - 1 > floor:
            place -= 1
            continue
        bound = words.before.ending(text, place)
        way = words.directions.ending(text, place)
        lost = words.losses.ending(text, place)
        longest = max((len(found[0]) for found in (bound, way, lost) if found), default=0)
        filler = words.fillers.ending(text, place)
        if longest and not (filler and len(filler[0]) > longest):
            place -= longest
            if place < floor:
                break
            if bound and len(bound[0]) == longest:
                if place == floor and floor and words.ranges.exactly(bound[0]):
                    break  # 18%~20%: between two numbers the tilde is a range
                if _contained(text, place + longest, longest, words):
                    break
                if not bounds or direction == 0:
                    bounds.append(bound[1])
                    start = place
                continue
            if _contained(text, place + longest, longest, words):
                break  # 涨跌幅1.26% has no sign
            if way and len(way[0]) == longest:
                direction = way[1]
                start = place if direction < 0 else start
            else:
                loss, start = True, place
            break
        if not filler or filler[0] == "":
            break
        place -= len(filler[0])
    return start, direction, loss, tuple(dict.fromkeys(bounds))


def _contained(text: str, end: int, length: int, words: QuantityWords) -> bool:
    """Is the word of `length` that ends here only the tail of another (合约, 涨跌幅, 最高)?"""
    found = words.containers.ending(text, end)
    return found is not None and len(found[0]) > length


def quantity(first: Atom, last: Atom | None = None) -> Quantity:
    """The quantity of one atom, or of the range from `first` to `last`."""
    final = last or first
    values = sorted((first.value, final.value))
    found: list[Qualifier] = [*first.before, *final.after] + (["range"] if last else [])
    qualifiers = tuple(q for q in _ORDER if q in found)
    low: Decimal | None = values[0]
    high: Decimal | None = values[-1]
    opens = next((_OPEN[q] for q in qualifiers if q in _OPEN), None)
    if opens and not last:
        worded = first.sign == 0 and values[0] < 0  # 下降超10% bounds from above, 不低于-10% from below
        keep_low, keep_high = (opens[1], opens[0]) if worded else opens
        low, high = (low if keep_low else None), (high if keep_high else None)
    exact = not [q for q in qualifiers if q != "range"]
    decimals = -max(int(first.value.as_tuple().exponent), int(final.value.as_tuple().exponent)) if exact else None
    change = first.direction != 0 or first.sign > 0 or bool(final.unit and final.unit.kind == "points")
    return Quantity(low, high, decimals, final.unit, qualifiers, first.start, final.closed, change)


def with_unit(atom: Atom, unit: Unit) -> Atom:
    """The same number under the unit that a range or list prints once, at its end."""
    return replace(atom, unit=unit)
