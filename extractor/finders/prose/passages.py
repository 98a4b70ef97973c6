"""Where claims stand: the readable blocks of a page as passages of folded text with their way back to the print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model import BlockKind, Document, Page
from extractor.normalizers.characters import fold

READ: frozenset[BlockKind] = frozenset(("body", "heading", "caption"))
"""Running text. Side columns, furniture, disclaimers, tables, charts and source lines are not read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[i]` is the character at `origin[i]` of the page's text. Chinese commas stay commas, and spaces go where they mean
    nothing: beside a Chinese character, where Latin words and numbers are set off by them."""

    page: Page
    kind: BlockKind
    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the page's text of `text[start:end]`."""
        return self.origin[start], self.origin[end - 1] + 1


def passages(document: Document) -> Iterator[Passage]:
    for page in document.pages:
        for block in page.blocks:
            if block.kind in READ:
                yield passage(page, block.kind, block.start, block.end)


def passage(page: Page, kind: BlockKind, start: int, end: int) -> Passage:
    source = page.text[start:end]
    folded = fold(source)
    letters: list[str] = []
    origin: list[int] = []
    text = folded.text
    for i, char in enumerate(text):
        at = folded.origin[i]
        if char == " " and letters and _idle(letters[-1], text[i + 1 : i + 2], source[at]):
            continue
        if char == "," and not (source[at] == char and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()):
            char = "，"
        letters.append(char)
        origin.append(start + at)
    return Passage(page, kind, "".join(letters), tuple(origin))


def _idle(before: str, after: str, printed: str) -> bool:
    """Does the space between these two mean nothing? So beside a Chinese character, and where a line ends in a minus or a dash."""
    return before >= "\u2e80" or after >= "\u2e80" or (before == "-" and after.isdigit() and printed in "\r\n")
