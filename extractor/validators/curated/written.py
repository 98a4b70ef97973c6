"""Written strings of curated data → values: numbers, units, periods, metrics. None where a string is none; never a guess."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.model import Period, Unit, UnitKind
from extractor.normalizers.cell_numbers import read_cell
from extractor.normalizers.periods import read_period
from extractor.normalizers.terms import match_term
from extractor.normalizers.units import read_unit
from extractor.taxonomy.metrics import metrics

_PLAIN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,20})?(?:[eE][-+]?\d{1,2})?")
_BASE: Mapping[str, UnitKind] = {
    "ratio": "ratio",
    "pp": "points",
    "x": "multiple",
    "users": "count",
    "tokens": "count",
    "count": "count",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A written number: `value` and `decimals` under the unit it was read with, and its own unit where it carries one."""

    value: Decimal
    decimals: int
    unit: Unit | None


def read_number(text: str, unit: Unit | None) -> Number | None:
    """Exactly one number without qualifier; `unit` scales it where it carries none of its own."""
    exponent = unit.exponent if unit else 0
    if _PLAIN.fullmatch(text):
        plain = Decimal(text.replace(",", ""))
        return Number(plain.scaleb(exponent), -int(plain.as_tuple().exponent) - exponent, None)
    found = read_cell(text)
    if len(found) != 1:
        return None
    quantity, own = found[0], found[0].unit
    if own is None or own.id is None:
        quantity, own = quantity.scaled(unit) if unit and own is None else quantity, None
    if quantity.low is None or quantity.low != quantity.high or quantity.decimals is None or quantity.qualifiers:
        return None
    return Number(quantity.low, quantity.decimals, own)


@functools.cache
def period_of(text: str) -> Period | None:
    return read_period(text) if text else None


@functools.cache
def unit_of(text: str) -> Unit | None:
    """A printed unit (亿元) or one of the contract's base units (CNY, ratio, CNY/share)."""
    if text in _BASE:
        return Unit(text, 0, _BASE[text])
    if re.fullmatch(r"[A-Z]{3}(/share)?", text):
        return Unit(text, 0, "per_share" if "/" in text else "money")
    unit = read_unit(text)
    return unit if unit is not None and unit.id is not None else None


def metric_of(name: str, own: Mapping[str, str]) -> str | None:
    """The taxonomy's metric id, the written name itself where it is declared beside the data, else None."""
    return name if name in own else _known(name)


@functools.cache
def _known(name: str) -> str | None:
    if name in metrics():
        return name
    match = match_term(name)
    return match.metric if match is not None else None
