"""JSON text to read and to compare: indented by one space, but whatever fits on a line stands on one line.

So a cell, a box or a term is one line, a fact a few, and a changed digit is one changed line in a diff.
"""

from __future__ import annotations

import json
from typing import Any

WIDTH = 240
"""Characters: a cell with all its fields fits."""


def dumps(value: Any) -> str:
    """`value` as JSON text that ends in a line feed; the same value always gives the same characters."""
    pieces: list[str] = []
    _write(value, 0, pieces)
    pieces.append("\n")
    return "".join(pieces)


_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _write(value: Any, depth: int, pieces: list[str]) -> None:
    if not isinstance(value, (dict, list)) or not value:
        pieces.append(_compact(value))
        return
    if _room(value, WIDTH - depth) >= 0:  # else no need to make the line in order to see that it is too long
        line = _compact(value)
        if len(line) + depth <= WIDTH:
            pieces.append(line)
            return
    lead = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        pieces.append("{")
        for place, (key, item) in enumerate(value.items()):
            pieces.append(f"{',' if place else ''}{lead}{_compact(key)}: ")
            _write(item, depth + 1, pieces)
        pieces.append(lead[:-1] + "}")
    else:
        pieces.append("[")
        for place, item in enumerate(value):
            pieces.append("," + lead if place else lead)
            _write(item, depth + 1, pieces)
        pieces.append(lead[:-1] + "]")


def _room(value: Any, room: int) -> int:
    """What is left at most of `room` characters beside `value` on one line; negative where it cannot fit."""
    if isinstance(value, str):
        return room - len(value) - 2
    if isinstance(value, dict):
        room -= sum(map(len, value)) + 6 * len(value)
        value = value.values()
    elif isinstance(value, list):
        room -= 2 * len(value)
    else:
        return room - 1
    for item in value:
        if room < 0:
            break
        room = _room(item, room)
    return room
