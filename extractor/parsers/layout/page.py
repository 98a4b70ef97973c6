"""One canvas → one page: regions, tables taken out, the rest as paragraphs, everything in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model import BlockKind, Box, Page, Table, Word
from extractor.parsers.layout.looks import look
from extractor.parsers.layout.paragraphs import paragraphs
from extractor.parsers.layout.regions import Region, regions_of
from extractor.parsers.layout.text import PageText
from extractor.parsers.layout.tokens import Row
from extractor.parsers.pdf.glyphs import Canvas
from extractor.parsers.tables.captions import with_page_unit
from extractor.parsers.tables.find import find_drafts, stretches
from extractor.parsers.tables.grid import Built, build
from extractor.taxonomy.pages import page_words

_LICENSE = re.compile(
    r"S\d{13}|执业证[书编]|[\w.]+@[\w.]+\.\w+|相关(?:研究|报告)|市场数据|基础数据|交易数据|基本数据|股价(?:走势|表现)|市场走势"
)


@dataclass(frozen=True, slots=True)
class Laid:
    """A page laid out. `legal`: the rest of the report from here on is legal text, if nothing else follows."""

    page: Page
    tables: tuple[Table, ...]
    legal: bool


def lay_out(canvas: Canvas, words: Sequence[Word], furniture: Sequence[Row], legal: bool) -> Laid:
    """`words` are the page's without its furniture; `legal` says that an earlier page began the legal part."""
    regions = regions_of(words, canvas.grids)
    text = PageText()
    tables: list[Table] = []
    above = [r for r in furniture if r.box.middle < canvas.height / 2]
    text.add("furniture", above)
    began = legal
    for region in regions:
        built = _tables(region, canvas, len(tables), legal)
        tables.extend(table for b in built for table in b.tables)
        side = _is_side(region, regions, canvas)
        began = _write(text, region, built, canvas, side, legal) or began
    text.add("furniture", [r for r in furniture if r.box.middle >= canvas.height / 2])
    page = Page(canvas.number, round(canvas.width, 2), round(canvas.height, 2), text.text, tuple(text.blocks))
    return Laid(page, tuple(with_page_unit(tables)), began)


def _tables(region: Region, canvas: Canvas, before: int, legal: bool) -> list[Built]:
    found: list[Built] = []
    legal_top = 0.0 if legal else min((r.box.top for r in region.rows if _is_legal(r.text, canvas.number)), default=canvas.height)
    width = region.box.width
    drafts = find_drafts(region)
    while drafts:
        draft = drafts.pop(0)
        built = build(draft, canvas.number, before + sum(len(b.tables) for b in found) + 1, width)
        if built is None:
            drafts = stretches(draft, width) + drafts
        elif not _is_drawn(built, canvas) and (built.bbox.top < legal_top or _has_periods(built)):
            found.append(built)
    return found


def _has_periods(built: Built) -> bool:
    """Is it a table of figures over periods? In the legal part nothing else is one: ratings, offices, phone numbers."""
    return any(look(c.text.replace(" ", "")) == "period" for table in built.tables for row in table.header_rows for c in row)


def _is_drawn(built: Built, canvas: Canvas) -> bool:
    """Do the values stand inside a chart's drawing? Then they are its labels."""
    box = built.bbox
    # A frame or a painted background holds a whole table; a chart's shapes lie among its labels.
    inside = [d for d in canvas.drawings if d.width > 12 and d.height > 8 and d.overlaps(box) and not _holds(d, box)]
    area = sum(_shared(box, d) for d in inside)
    return len(inside) >= 2 and area > 0.25 * box.width * box.height


def _holds(outer: Box, inner: Box) -> bool:
    return _shared(outer, inner) > 0.9 * inner.width * inner.height


def _shared(a: Box, b: Box) -> float:
    return max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.bottom, b.bottom) - max(a.top, b.top))


def _write(text: PageText, region: Region, built: Sequence[Built], canvas: Canvas, side: bool, legal: bool) -> bool:
    """Write a region's rows in order; True when a legal heading stood in it."""
    owner = {id(row): b for b in built for row in b.rows}
    pending: list[Row] = []
    state = legal

    def flush() -> None:
        nonlocal state
        for kind, rows in paragraphs(pending):
            if kind != "caption" and _is_legal(rows[0].text, canvas.number):
                state = True
            text.add(_final(kind, rows, canvas, side, state), rows)
        pending.clear()

    done: set[int] = set()
    for row in region.rows:
        home = owner.get(id(row))
        if home is None:
            pending.append(row)
            continue
        flush()
        if id(home) not in done:
            done.add(id(home))
            text.add("table", list(home.rows))
    flush()
    return state


def _is_legal(text: str, page: int) -> bool:
    """Does the line begin the legal part? On the cover 股票投资评级 is a box with the rating; only a statement is legal there."""
    found = len(text) <= 24 and page_words().legal.search(text)
    return bool(found) and (page > 1 or any(word in text for word in ("声明", "承诺", "免责")))


def _final(kind: BlockKind, rows: Sequence[Row], canvas: Canvas, side: bool, legal: bool) -> BlockKind:
    if legal:
        return "disclaimer"
    if side:
        return "side"
    if kind in ("body", "heading") and _is_chart_label(rows, canvas):
        return "chart"
    return kind


def _is_chart_label(rows: Sequence[Row], canvas: Canvas) -> bool:
    """Short texts and bare numbers on or beside a drawing."""
    if any(len(t.text) > 18 for r in rows for t in r.tokens):
        return False
    looks = [t.look for r in rows for t in r.tokens]
    numeric = sum(kind != "text" for kind in looks)
    if numeric * 2 > len(looks) or (numeric * 2 == len(looks) and looks.count("number") >= 2):
        return True
    box = rows[0].box
    return any(d.overlaps(box) for d in canvas.drawings) or any(p.overlaps(box) for p in canvas.pictures if p.width < 0.9 * canvas.width)


def _is_side(region: Region, regions: Sequence[Region], canvas: Canvas) -> bool:
    """The narrow column of a cover: market data, analysts, related reports."""
    if canvas.number > 1 or region.box.width > 0.4 * canvas.width:
        return False
    beside = any(
        r is not region and r.box.width > 1.3 * region.box.width and r.box.top < region.box.bottom and region.box.top < r.box.bottom
        for r in regions
    )
    return beside and bool(_LICENSE.search("\n".join(r.text for r in region.rows)))
