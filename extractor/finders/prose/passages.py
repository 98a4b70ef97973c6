"""Where claims stand: the readable blocks of a page as passages of folded text with their way back to the print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model import BlockKind, Document, Page
from extractor.normalizers.characters import fold

_RATING = re.compile(r"(?:相对|优于|弱于|超越|强于|跑赢|落后)[^。]{0,24}(?:指数|大盘|大市|市场|基准|沪深|标普|恒生)[^。]{0,40}?\d+\s?[%％]")
_LEVELS = re.compile(r"推荐|买入|增持|中性|减持|回避|卖出|强于大市|弱于大市|同步大市|优于大市|领先|持有")
_POINTS = re.compile(r"[，。；：,;:]")
_SCALE = re.compile(r"\d%?\s+-?(?=\d)")
_BROKEN = re.compile(r"[：:，][^。！？；：:]{2,}[一-鿿A-Za-z0-9]\s*$")
_LEADERS = "......"
_LONG = 1500
"""A text without lines is one passage; what a line of it is does not make the whole so."""
_OPEN = re.compile(r"[、，,/（(]\s*$")
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
        for kind, start, end in _joined(page):
            found = passage(page, kind, start, end)
            if not _defines_ratings(found.text) and not _is_label(found.text):
                yield found


def _joined(page: Page) -> Iterator[tuple[BlockKind, int, int]]:
    """The readable blocks. One that breaks off inside a sentence (bold lead words, a lone first line) goes on in the next."""
    kind: BlockKind = "body"
    start, end = -1, -1
    for block in page.blocks:
        if block.kind not in READ:
            continue
        text = page.text[start:end] if start >= 0 else ""
        broken = _BROKEN.search(text) if kind == "heading" else _OPEN.search(text)
        if broken and block.kind == "body" and 0 <= block.start - end <= 2:
            kind, end = "body", block.end
            continue
        if start >= 0:
            yield kind, start, end
        kind, start, end = block.kind, block.start, block.end
    if start >= 0:
        yield kind, start, end


def _defines_ratings(text: str) -> bool:
    """Is this the legal page's definition of the rating levels (买入: 相对同期基准指数涨幅10%以上), wherever it is printed?"""
    return len(text) < _LONG and bool(_RATING.search(text)) and len(set(_LEVELS.findall(text))) >= 3


def _is_label(text: str) -> bool:
    """Is this a line of a table of contents, or the scale of a drawing: numbers side by side and nothing like a sentence?"""
    if _LEADERS in text and len(text) < _LONG:
        return True
    return not _POINTS.search(text) and len(_SCALE.findall(text)) >= 2


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
    """Does the space between these two mean nothing? So beside a Chinese character, and where a line
    ends inside a number or a range."""
    return (
        before >= "\u2e80"
        or after >= "\u2e80"
        or (before in "-.,~" and after.isdigit() and printed in "\r\n")
        or (after == "~" and printed in "\r\n")
    )
