"""Model values as JSON values, field for field and in the model's order."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from extractor.model import Box

_NAMES = {"from_": "from"}
"""`from` is a Python keyword; everything else is written under the model's own name."""


def plain(value: object) -> Any:
    """A frozen value as dicts, lists, strings and numbers.

    A Decimal becomes a plain decimal string that keeps its printed zeros and never has an exponent
    (`Decimal("2.96E+9")` → `"2960000000"`, `Decimal("0.30")` → `"0.30"`); floats are places on a page and keep two
    digits; mappings are sorted by key, so that no order of insertion shows.
    """
    match value:
        case None | str() | bool() | int():
            return value
        case Decimal():
            return format(value, "f")
        case float():
            return round(value, 2) + 0.0  # + 0.0 turns -0.0 into 0.0
        case Box():
            return [plain(value.x0), plain(value.top), plain(value.x1), plain(value.bottom)]
        case tuple() | list():
            return [plain(item) for item in value]
        case Mapping():
            return {str(key): plain(value[key]) for key in sorted(value)}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {written: plain(getattr(value, name)) for name, written in _fields(type(value))}
        case _:
            raise TypeError(f"{type(value).__name__} is no value of the contract")


@cache
def _fields(kind: type) -> tuple[tuple[str, str], ...]:
    """Name in the model and name in the JSON of each field."""
    return tuple((field.name, _NAMES.get(field.name, field.name)) for field in dataclasses.fields(kind))
