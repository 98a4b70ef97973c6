"""Characters of a page with their boxes, fonts, and whether they show."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Any, NamedTuple

import pypdfium2.raw as c

from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf.glyphs import Glyph
from extractor.parsers.pdf.pdfium_objects import address, matrix_of
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


def style_of(obj: Any, matrix: mx.Matrix, clip: Box | None, order: int, fonts: dict[int, tuple[str, bool]]) -> Style:
    font = c.FPDFTextObj_GetFont(obj)
    key = address(font)
    if key not in fonts:
        fonts[key] = _font(font)
    name, bold = fonts[key]
    mode = c.FPDFTextObj_GetTextRenderMode(obj)
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    known = c.FPDFPageObj_GetFillColor(obj, r, g, b, a)
    hidden = "invisible" if mode in (3, 7) or (known and a.value == 0 and mode in (0, 4)) else ""
    if not hidden and _is_turned(mx.then(matrix_of(obj), matrix)):
        hidden = "turned"
    white = bool(known) and mode in (0, 4) and min(r.value, g.value, b.value) >= 250
    return Style(order, name, bold or mode in (2, 6), hidden, white, clip)


def _is_turned(m: mx.Matrix) -> bool:
    """Is text under this map set at an angle? Watermarks are; they would interleave with the lines they cross."""
    return abs(m[1]) > 0.05 * (abs(m[0]) + abs(m[1])) or m[0] < 0


def _font(font: Any) -> tuple[str, bool]:
    buffer = ctypes.create_string_buffer(128)
    c.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace").split("+")[-1]
    bold = c.FPDFFont_GetWeight(font) >= 600 or any(mark in name for mark in ("Bold", "Hei", "Black", "黑"))
    return name, bold


_Entry = tuple[int, int, Glyph]
"""Painting order of the text object, index of the character, the glyph."""


def read_glyphs(
    handle: Any, to_page: mx.Matrix, styles: dict[int, Style], shapes: Shapes, visible: Box, hidden: Counter[str]
) -> tuple[Glyph, ...]:
    """The characters that show, in content order; `hidden` counts the others by reason."""
    text = c.FPDFText_LoadPage(handle)
    try:
        found: list[_Entry] = []
        remainders: dict[Box, list[_Entry]] = {}
        for i in range(c.FPDFText_CountChars(text)):
            if c.FPDFText_IsGenerated(text, i) == 1:
                continue
            code = c.FPDFText_GetUnicode(text, i)
            if code > 0x10FFFF or 0xD800 <= code < 0xE000:
                hidden["unmapped"] += 1
                continue
            style = styles.get(address(c.FPDFText_GetTextObject(text, i)), _PLAIN)
            glyph = _glyph(text, i, chr(0x2D if code == 2 else code), style, to_page)  # PDFium writes a line's last hyphen as 2
            reason = _hidden(style, glyph, shapes, visible)
            if not reason:
                found.append((style.order, i, glyph))
                continue
            hidden[reason] += 1
            if reason == "remainder" and style.clip is not None:
                remainders.setdefault(style.clip, []).append((style.order, i, _moved(glyph, style.clip)))
        found.extend(_completing(remainders, found, hidden))
        found.sort(key=lambda entry: entry[:2])
        return tuple(glyph for _, _, glyph in found)
    finally:
        c.FPDFText_ClosePage(text)


def _glyph(text: Any, i: int, char: str, style: Style, to_page: mx.Matrix) -> Glyph:
    rect, ox, oy = c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetLooseCharBox(text, i, rect)
    c.FPDFText_GetCharOrigin(text, i, ox, oy)
    box = mx.box(to_page, rect.left, rect.bottom, rect.right, rect.top)
    base = to_page[1] * ox.value + to_page[3] * oy.value + to_page[5]
    size = c.FPDFText_GetFontSize(text, i)
    # The font size is the text operator's; the text matrix may scale it, so the box says how large it is seen.
    seen = size if 0.6 < size / (box.height or 1) < 1.4 else box.height
    return Glyph(char, box.x0, box.top, box.x1, box.bottom, base, seen, style.font, style.bold)


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
    """Why a character is not seen, or `""`. `remainder`: the rest of a label that its table cell cuts off below the
    lines that show; digits never are."""
    if style.hidden:
        return style.hidden
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
