"""Model values as JSON values, field for field and in the model's order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from extractor.model import Box

_NAMES = {"from_": "from"}
"""`from` is a Python keyword; everything else is written under the model's own name."""


def plain(value: Any) -> Any:
    """A frozen value as dicts, lists, strings and numbers.

    A Decimal becomes a plain decimal string that keeps its printed zeros and never has an exponent
    (`Decimal("2.96E+9")` → `"2960000000"`, `Decimal("0.30")` → `"0.30"`); floats are places on a page and keep two
    digits; mappings are sorted by key, so that no order of insertion shows.
    """
    kind = value.__class__
    return value if kind in _AS_IS else _writer(kind)(value)


_AS_IS = frozenset({type(None), str, bool, int})


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """How values of one type are written; a report has a million values of a dozen types."""
    if issubclass(kind, (str, int)):
        return lambda value: value
    if issubclass(kind, Decimal):
        return lambda value: format(value, "f")
    if issubclass(kind, float):
        return _rounded
    if issubclass(kind, Box):
        return lambda box: [plain(side) for side in (box.x0, box.top, box.x1, box.bottom)]
    if issubclass(kind, (tuple, list)):
        return lambda values: [plain(item) for item in values]
    if issubclass(kind, Mapping):
        return lambda mapping: {str(key): plain(mapping[key]) for key in sorted(mapping)}
    if dataclasses.is_dataclass(kind):
        fields = [(field.name, _NAMES.get(field.name, field.name)) for field in dataclasses.fields(kind)]
        return lambda record: {written: plain(getattr(record, name)) for name, written in fields}
    raise TypeError(f"{kind.__name__} is no value of the contract")


def _rounded(value: float) -> float:
    return round(value, 2) + 0.0  # + 0.0 turns -0.0 into 0.0
