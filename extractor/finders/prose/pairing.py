"""Lists in one sentence: names, periods and numbers that stand in the same order (分别为 22.8/30.0/38.3亿元)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_SLASHES = re.compile(r"[/\\]")
_COMMAS = re.compile(r"[、,，]|(?<=.)(?:以及|和|及|与)(?!.*[、/])")


def spread(items: Sequence[T], count: int) -> list[T | None]:
    """One item a number: in order where there are as many, the same for all where there is one, else nothing is known."""
    if len(items) == count:
        return list(items)
    return [items[-1]] * count if len(items) == 1 else [None] * count


def parts(text: str) -> tuple[str, ...]:
    """The names of a printed list: 抖音电商/拼多多/淘天; 中国、美国和欧亚. One name is no list."""
    for pattern in (_SLASHES, _COMMAS):
        found = tuple(part.strip() for part in pattern.split(text))
        if len(found) > 1 and all(found):
            return found
    return ()
