"""Text in columns on a terminal, where a Chinese character is two wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_WIDE = frozenset("WF")


def width(text: str) -> int:
    """Cells that the text takes on a terminal."""
    return sum((unicodedata.east_asian_width(char) in _WIDE) + 1 for char in text if not unicodedata.combining(char))


def cut(text: str, most: int) -> str:
    """The text on one line, in at most so many cells."""
    text = " ".join(text.split())
    if width(text) <= most:
        return text
    while text and width(text) > most - 1:
        text = text[:-1]
    return text + "…"


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Lines with aligned columns, the first `left` of them to the left and the rest (numbers) to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        cells = []
        for position, (text, most) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (most - width(text))
            cells.append(text + gap if position < left else gap + text)
        yield "  ".join(cells).rstrip()
