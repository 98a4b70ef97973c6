"""JSON text to read and to compare: indented by one space, but whatever fits on a line stands on one line.

So a cell, a box or a term is one line, a fact a few, and a changed digit is one changed line in a diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

WIDTH = 240
"""Characters: a cell with all its fields fits."""


def dumps(value: Any) -> str:
    """`value` as JSON text that ends in a line feed; the same value always gives the same characters."""
    return "".join(_pieces(value, 0)) + "\n"


def _pieces(value: Any, depth: int) -> Iterator[str]:
    if not isinstance(value, (dict, list)) or not value:
        yield _compact(value)
        return
    line = _compact(value)
    if len(line) + depth <= WIDTH:
        yield line
        return
    open_, close = ("{", "}") if isinstance(value, dict) else ("[", "]")
    yield open_
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for place, (key, item) in enumerate(items):
        yield ("," if place else "") + "\n" + " " * (depth + 1)
        if key is not None:
            yield _compact(key) + ": "
        yield from _pieces(item, depth + 1)
    yield "\n" + " " * depth + close


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
