"""Characters of a page with their boxes, fonts, and whether they show."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Any, NamedTuple

import pypdfium2.raw as c

from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf import pdfium_calls as call
from extractor.parsers.pdf.glyphs import Glyph
from extractor.parsers.pdf.pdfium_objects import matrix_of
from extractor.parsers.pdf.shapes import Shapes


class Style(NamedTuple):
    order: int
    font: str
    bold: bool
    hidden: str
    white: bool
    clip: Box | None


_PLAIN = Style(1 << 30, "", False, "", False, None)
"""For characters whose text object is not found among the page's objects: shown, painted last."""


def style_of(obj: int, matrix: mx.Matrix, clip: Box | None, order: int, fonts: dict[int, tuple[str, bool]]) -> Style:
    font = call.text_font(obj) or 0
    if font not in fonts:
        fonts[font] = _font(font)
    name, bold = fonts[font]
    mode = call.text_render_mode(obj)
    known = call.object_fill(obj, *call.AT_INT)
    r, g, b, a = call.INTS if known else (0, 0, 0, 0)
    hidden = "invisible" if mode in (3, 7) or (known and a == 0 and mode in (0, 4)) else ""
    if not hidden and _is_turned(mx.then(matrix_of(obj), matrix)):
        hidden = "turned"
    white = bool(known) and mode in (0, 4) and min(r, g, b) >= 250
    return Style(order, name, bold or mode in (2, 6), hidden, white, clip)


def _is_turned(m: mx.Matrix) -> bool:
    """Is text under this map set at an angle? Watermarks are; they would interleave with the lines they cross."""
    return abs(m[1]) > 0.05 * (abs(m[0]) + abs(m[1])) or m[0] < 0


def _font(font: int) -> tuple[str, bool]:
    buffer = ctypes.create_string_buffer(128)
    call.font_name(font, ctypes.addressof(buffer), 128)
    name = buffer.value.decode("utf-8", "replace").split("+")[-1]
    bold = call.font_weight(font) >= 600 or any(mark in name for mark in ("Bold", "Hei", "Black", "黑"))
    return name, bold


_Entry = tuple[int, int, Glyph]
"""Painting order of the text object, index of the character, the glyph."""


def read_glyphs(
    handle: Any, to_page: mx.Matrix, styles: dict[int, Style], shapes: Shapes, visible: Box, hidden: Counter[str]
) -> tuple[Glyph, ...]:
    """The characters that show, in content order; `hidden` counts the others by reason."""
    page = c.FPDFText_LoadPage(handle)
    text = call.address(page)
    try:
        found: list[_Entry] = []
        remainders: dict[Box, list[_Entry]] = {}
        owner, style, size = -1, _PLAIN, 0.0
        for i in range(call.count_chars(text)):
            if call.is_generated(text, i) == 1:
                continue
            code = call.char_code(text, i)
            if code > 0x10FFFF or 0xD800 <= code < 0xE000:
                hidden["unmapped"] += 1
                continue
            obj = call.char_object(text, i) or 0
            if obj != owner:  # a text object has one style and one size
                owner, style, size = obj, styles.get(obj, _PLAIN), call.char_size(text, i)
            if style.hidden:
                hidden[style.hidden] += 1
                continue
            glyph = _glyph(text, i, chr(0x2D if code == 2 else code), style, size, to_page)  # PDFium writes a line's last hyphen as 2
            reason = _hidden(style, glyph, shapes, visible)
            if not reason:
                found.append((style.order, i, glyph))
                continue
            hidden[reason] += 1
            if reason == "remainder" and style.clip is not None:
                remainders.setdefault(style.clip, []).append((style.order, i, _moved(glyph, style.clip)))
        found.extend(_completing(remainders, found, hidden))
        found.sort()  # no two entries share an index
        return tuple(glyph for _, _, glyph in found)
    finally:
        c.FPDFText_ClosePage(page)


def _glyph(text: int, i: int, char: str, style: Style, size: float, to_page: mx.Matrix) -> Glyph:
    call.char_box(text, i, call.AT_FLOATS)
    call.char_origin(text, i, *call.AT_DOUBLE)
    left, upper, right, lower = call.FLOATS[:4]
    x, y = call.DOUBLES
    x0, top, x1, bottom = mx.bounds(to_page, left, lower, right, upper)
    height = bottom - top
    # The font size is the text operator's; the text matrix may scale it, so the box says how large it is seen.
    seen = size if 0.6 < size / (height or 1) < 1.4 else height
    return Glyph(char, x0, top, x1, bottom, to_page[1] * x + to_page[3] * y + to_page[5], seen, style.font, style.bold)


def _moved(glyph: Glyph, cell: Box) -> Glyph:
    """Up to the cell's edge, so that it reads as the last line of its own cell and not as part of the next."""
    height = glyph.bottom - glyph.top
    up = (glyph.top + glyph.bottom) / 2 - cell.bottom + 0.2 * height
    return glyph._replace(top=glyph.top - up, bottom=glyph.bottom - up, base=glyph.base - up)


def _completing(remainders: dict[Box, list[_Entry]], found: list[_Entry], hidden: Counter[str]) -> list[_Entry]:
    """The remainders that close a bracket which the lines shown in their cell leave open; the others count as clipped."""
    kept: list[_Entry] = []
    for cell, rest in remainders.items():
        shown = "".join(g.char for _, _, g in found if cell.contains((g.x0 + g.x1) / 2, (g.top + g.bottom) / 2))
        if shown.count("（") + shown.count("(") > shown.count("）") + shown.count(")"):
            kept.extend(rest)
        else:
            hidden["clipped"] += len(rest)
            hidden["remainder"] -= len(rest)
    return kept


def _hidden(style: Style, glyph: Glyph, shapes: Shapes, visible: Box) -> str:
    """Why a character of a style that shows is not seen, or `""`. `remainder`: the rest of a label that its table cell cuts off below the
    lines that show; digits never are."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    if style.clip is not None and not style.clip.contains(x, y):
        return "remainder" if _is_remainder(glyph, x, y, style.clip) else "clipped"
    if style.white and glyph.char != " " and not shapes.dark_at(x, y):
        return "white"
    if shapes.covered(x, y, style.order):
        return "covered"
    return "" if visible.contains(x, y) else "off_page"


def _is_remainder(glyph: Glyph, x: float, y: float, cell: Box) -> bool:
    height = glyph.bottom - glyph.top
    below = cell.x0 <= x <= cell.x1 and 0 <= y - cell.bottom < 0.9 * height <= cell.height
    return below and not glyph.char.isdigit() and glyph.char not in ".,%-+" and not (glyph.char.isascii() and glyph.char.isalpha())
