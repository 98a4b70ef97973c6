"""Rows → lines with offsets: the page text that facts index, and the way back from characters to boxes."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Block, BlockKind, Line, Word, union
from extractor.parsers.layout.tokens import Row, join


class PageText:
    """Collects a page's text block by block. Blocks are separated by a line feed, lines within a block too."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, kind: BlockKind, rows: Sequence[Row]) -> None:
        if not rows:
            return
        if self._length:
            self._write("\n")
        start = self._length
        lines = []
        for i, row in enumerate(rows):
            if i:
                self._write("\n")
            lines.append(self._line(sorted((w for t in row.tokens for w in t.words), key=lambda w: w.box.x0)))
        self.blocks.append(Block(kind, start, self._length, union(r.box for r in rows), tuple(lines)))

    def _line(self, words: Sequence[Word]) -> Line:
        start = self._length
        offsets = []
        for i, word in enumerate(words):
            if i:
                # `join` decides about the space; the words themselves are written unchanged.
                pair = join((words[i - 1], word))
                self._write(pair[len(words[i - 1].text) : len(pair) - len(word.text)])
            offsets.append(self._length)
            self._write(word.text)
        return Line(start, self._length, union(w.box for w in words), tuple(words), tuple(offsets))

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
