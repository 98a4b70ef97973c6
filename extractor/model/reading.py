"""What a printed string says: units, quantities, periods. Readers return these or None, never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

UnitKind = Literal["money", "per_share", "ratio", "points", "multiple", "count", "physical", "price"]
PeriodType = Literal["instant", "duration", "ttm"]
Status = Literal["A", "E"]
Qualifier = Literal["approx", "nearly", "above", "at_least", "below", "at_most", "range"]
Basis = Literal["value", "yoy", "qoq", "mom", "cagr", "change", "share", "vs"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit: `id` in base units (`CNY`, `ratio`, `users`, …) and the power of ten that the print multiplies
    with: 百万元 is `Unit("CNY", 6, "money")`, % is `Unit("ratio", -2, "ratio")`. `id` is None for a bare scale (亿):
    the scale is printed, the unit is not."""

    id: str | None
    exponent: int
    kind: UnitKind | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed quantity. `low` and `high` carry the printed sign, digits and scale, in the base units of `unit` where one
    is printed with it, else the bare printed number; an open bound is None. `decimals` as in XBRL, of the scaled number;
    None where a qualifier other than `range` makes it no statement of precision. `start` and `end` are offsets into
    the string that was read, so `text[start:end]` is the quantity's own span (sign word, qualifier and unit included)."""

    low: Decimal | None
    high: Decimal | None
    decimals: int | None
    unit: Unit | None
    qualifiers: tuple[Qualifier, ...]
    start: int
    end: int
    change: bool = False
    """True where the print itself says that it is a change: a sign word (增长, 下降), a leading + or 个百分点."""

    def scaled(self, unit: Unit) -> Quantity:
        """The same print read under an inherited unit; only where no unit (or only a bare scale) was printed with it."""
        low = None if self.low is None else self.low.scaleb(unit.exponent)
        high = None if self.high is None else self.high.scaleb(unit.exponent)
        decimals = None if self.decimals is None else self.decimals - unit.exponent
        return Quantity(low, high, decimals, unit, self.qualifiers, self.start, self.end, self.change)


@dataclass(frozen=True, slots=True)
class Period:
    """A printed period in the contract's form (`2024`, `2024Q4`, `2025H1`, `2025Q1-Q3`, `2025-04`, `2025-05-06`,
    `2024-02/2025-11-13`); `status` only where the print carries the letter (2025E, 2024A)."""

    id: str
    type: PeriodType | None
    status: Status | None = None
