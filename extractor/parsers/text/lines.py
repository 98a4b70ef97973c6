"""A text's lines with their places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """`text` is `[start, end)` of the page's text; for a line, without its line feed."""

    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def lines_of(text: str) -> tuple[Span, ...]:
    """Every line, blank ones too."""
    out, at = [], 0
    for line in text.split("\n"):
        out.append(Span(line, at, at + len(line)))
        at += len(line) + 1
    return tuple(out)
