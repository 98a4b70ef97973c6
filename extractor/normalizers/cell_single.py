"""One number of a cell with its sign, brackets, currency, unit and bound."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from extractor.model import Qualifier, Quantity, Unit
from extractor.normalizers.patterns import any_of
from extractor.normalizers.units_expression import read_unit
from extractor.taxonomy.cells import cell_words

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?:[eE][+-]\d{1,2}(?!\d))?"
_MONEY = r"[^\d\s(+.<>≥≤≈~-]"
_MOBILE = re.compile(r"1[3-9]\d{9}")
_DATE = re.compile(r"(?:19|20)\d{6}")


@cache
def _pattern() -> re.Pattern[str]:
    """A currency stands before the number, its sign or its bracket; the unit after it, inside or outside the bracket."""
    return re.compile(
        rf"(?P<bound>{any_of(cell_words().before)})?\s?(?P<before>{_MONEY}{{1,4}}(?:\s?{_MONEY}{{1,4}})?)?\s?"
        rf"(?:\(\s?-?(?P<inner>{_MONEY}{{0,3}})(?P<bracketed>{NUMBER})\s?(?P<unit>[^()\d]*?)\s?\)"
        rf"|(?P<sign>[+-]?)(?P<behind>{_MONEY}{{0,3}})(?P<digits>{NUMBER}|\.\d+))(?P<after>\D.*)?"
    )


@dataclass(frozen=True, slots=True)
class Single:
    """A number as printed: signed `value` without unit or scale, `places` after the point (an exponent counted in), and the
    offsets of its span. `high` is set on a range only."""

    value: Decimal
    places: int
    unit: Unit | None
    start: int
    end: int
    bound: Qualifier | None = None
    plus: bool = False
    high: Decimal | None = None

    def under(self, unit: Unit) -> Single:
        return replace(self, unit=unit)

    def quantity(self, start: int, end: int) -> Quantity:
        """In base units, at the given offsets into the print."""
        exponent = self.unit.exponent if self.unit else 0
        low: Decimal | None = self.value.scaleb(exponent)
        high = low if self.high is None else self.high.scaleb(exponent)
        if self.bound in ("above", "at_least"):
            high = None
        elif self.bound in ("below", "at_most"):
            low = None
        qualifiers: tuple[Qualifier, ...] = (self.bound,) if self.bound else ()
        exact = self.bound in (None, "range")
        change = self.plus or (self.unit is not None and self.unit.kind == "points")
        return Quantity(low, high, self.places - exponent if exact else None, self.unit, qualifiers, start, end, change)


def bounded(low: Single, high: Single) -> Single:
    """One quantity from two ends, at the coarser precision."""
    return replace(low, high=high.value, end=high.end, places=min(low.places, high.places), bound="range")


def read_single(text: str, at: int) -> Single | None:
    """The number that the whole (folded) text prints; `at` is the text's offset in its cell."""
    marks = cell_words().marks
    start, end = len(text) - len(text.lstrip().lstrip(marks)), len(text.rstrip())
    m = _pattern().fullmatch(text, start, end)
    if not m:
        return None
    after, bound = (m["after"] or "").strip(), cell_words().before.get(m["bound"] or "")
    if not bound:
        after, bound = _bound_after(after)
    front = (m["before"] or "") + (m["inner"] or m["behind"] or "")
    unit = _unit(front, (m["unit"] or "") + after)
    bare = after.rstrip(marks)
    if unit is None and bare != after:
        unit = _unit(front, (m["unit"] or "") + bare)
        end -= len(after) - len(bare)
        after = bare
    digits = m["bracketed"] or m["digits"]
    if (unit is None and (front or m["unit"] or after)) or _no_number(digits, unit):
        return None
    value = Decimal(digits.replace(",", ""))
    negative = (m["bracketed"] is not None or m["sign"] == "-") and bool(value)
    places = -int(value.as_tuple().exponent)
    end = len(text[:end].rstrip())
    return Single(value.copy_negate() if negative else value, places, unit, at + start, at + end, bound, m["sign"] == "+")


def _unit(front: str, behind: str) -> Unit | None:
    """The unit around a number. In front stands a currency or nothing: US$3.5bn, 人民币12亿元."""
    if front:
        money = read_unit(front)
        if money is None or money.kind != "money" or money.exponent:
            return None
    return read_unit(front + behind) if front + behind else None


def _bound_after(after: str) -> tuple[str, Qualifier | None]:
    """100+, 5%以上; the + may also stand before the unit (100+家)."""
    for word, bound in cell_words().after.items():
        if after.endswith(word):
            return after.removesuffix(word).rstrip(), bound
        if after.startswith(word):
            return after.removeprefix(word).lstrip(), bound
    return after, None


def _no_number(digits: str, unit: Unit | None) -> bool:
    """Codes with leading zeros, mobile numbers, dates without separators, and calendar years with their 年."""
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return True
    if unit is None and (_MOBILE.fullmatch(digits) or (_DATE.fullmatch(digits) and _is_date(digits))):
        return True
    return unit is not None and unit.id == "year" and "." not in digits and len(digits) > 1


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
