"""How a number of a unit and a printed precision is shown: to spreadsheets as a number format, to terminals as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MOST_DIGITS = 8
_MILLION = 6
_BIG = -3
"""Money and counts printed to the thousand or coarser are shown in millions."""
_SUFFIXES = {"x": "x", "pp": "pct"}
_AMOUNT = re.compile(r"[A-Z]{3}|shares|users|count|tokens")


@dataclass(frozen=True, slots=True)
class Shown:
    """`shift` is the power of ten that showing divides by (a ratio's -2 turns 0.203 into 20.3%), `digits` those behind the
    point, `suffix` what stands behind the number."""

    shift: int
    digits: int
    suffix: str

    @property
    def note(self) -> str:
        """What a header must say of the numbers below it: that they are shown in millions."""
        return "百万 mn" if self.shift == _MILLION else ""

    @property
    def excel(self) -> str:
        """The number format; the cell keeps the whole number, `,,` only shows it in millions."""
        scale = ",," if self.shift == _MILLION else ""
        suffix = "%" if self.suffix == "%" else f'"{self.suffix}"' if self.suffix else ""
        return "#,##0" + ("." + "0" * self.digits if self.digits else "") + scale + suffix

    def text(self, value: Decimal) -> str:
        rounded = value.scaleb(-self.shift).quantize(Decimal(1).scaleb(-self.digits), ROUND_HALF_UP)
        return f"{rounded:,f}{self.suffix}"


def shown(unit: str | None, decimals: int | None, value: Decimal | None = None) -> Shown:
    """For a base unit and printed precision (as in XBRL); where the print states none, the digits of `value` speak."""
    if decimals is None:
        decimals = 0 if value is None or not value else -int(value.normalize().as_tuple().exponent)
    if unit == "ratio":
        return Shown(-2, _digits(decimals - 2), "%")
    if unit is not None and _AMOUNT.fullmatch(unit) and decimals <= _BIG:
        return Shown(_MILLION, _digits(decimals + _MILLION), "")
    return Shown(0, _digits(decimals), _SUFFIXES.get(unit or "", ""))


def _digits(decimals: int) -> int:
    return min(max(decimals, 0), MOST_DIGITS)
