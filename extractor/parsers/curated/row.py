"""A row of strings with its line number, as written in a file kept by hand."""

from __future__ import annotations

from dataclasses import dataclass

BIGGEST = 64 * 1024 * 1024
"""Bytes: a table kept by hand is never larger; a hostile one stays unread."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written: its line in the file (or row of the sheet), from 1, and its cells without outer spaces."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        return not any(self.cells)

    def cell(self, column: int) -> str:
        """The cell at a 0-based column; rows may be short."""
        return self.cells[column] if column < len(self.cells) else ""
