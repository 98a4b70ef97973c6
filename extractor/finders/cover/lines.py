"""The cover as lines with size and place: what every part of the report record is read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model import Block, BlockKind, Box, Document, Line, Page, union

_RELATED = re.compile(r"相关(?:研究|报告|研报)|近期(?:研究|报告)|往期")
_PEOPLE = re.compile(r"[SA]\d{13}|分析师|研究员|联系人|执业|电话[：:]")
_MARKS = re.compile(r"^\s*(?:#{1,6}|[-*•>])\s+|\*\*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without a wide gap. Text inputs have no box; their `size` is 30 − 4 × heading level, else 10."""

    text: str
    size: float
    bold: bool
    kind: BlockKind
    box: Box | None
    line: int


def pieces(document: Document) -> tuple[Piece, ...]:
    """The cover's pieces in reading order, lists of related reports left out. For text inputs: the lines before the
    third heading of the first level, at most 80."""
    if not document.pages:
        return ()
    page = document.pages[0]
    found: list[Piece] = []
    related = False
    for block in page.blocks:
        text = page.text[block.start : block.end]
        if _RELATED.match(text.strip()):
            related = True
            if len(text) > 12 and block.kind != "table":
                continue
        elif related and (block.kind == "side" or text.startswith(("《", "<<", "1.", "[", "【"))) and not _PEOPLE.search(text):
            continue
        else:
            related = False
        found.extend(_of_block(page, block, len(found)))
        if not block.lines and len(found) > 80:
            break
    return tuple(found)


def _of_block(page: Page, block: Block, start: int) -> Iterator[Piece]:
    if not block.lines:
        for i, raw in enumerate(page.text[block.start : block.end].split("\n")):
            level = len(raw) - len(raw.lstrip("#"))
            text = _MARKS.sub("", raw).strip()
            if text:
                yield Piece(text, 30.0 - 4 * level if 0 < level < 5 else 10.0, level > 0, block.kind, None, start + i)
        return
    for i, line in enumerate(block.lines):
        run: list[int] = []
        for k, word in enumerate(line.words):
            if run:
                last = line.words[run[-1]]
                if word.box.x0 - last.box.x1 > 1.1 * min(word.size, last.size) or abs(word.size - last.size) > 0.3 * last.size:
                    yield _piece(page, block, line, run, start + i)
                    run = []
            run.append(k)
        if run:
            yield _piece(page, block, line, run, start + i)


def _piece(page: Page, block: Block, line: Line, run: list[int], number: int) -> Piece:
    first, last = run[0], run[-1]
    text = page.text[line.offsets[first] : line.offsets[last] + len(line.words[last].text)]
    words = [line.words[k] for k in run]
    size = max(w.size for w in words)
    return Piece(text.strip(), size, sum(w.bold for w in words) * 2 > len(words), block.kind, union(w.box for w in words), number)
