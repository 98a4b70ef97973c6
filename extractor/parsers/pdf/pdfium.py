"""The fast engine: PDFium through its C interface. One call a character is the price of exact boxes; everything that
belongs to a text object (font, clip, colour) is asked once."""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from extractor.errors import UnreadableInput
from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf.glyphs import Canvas, Glyph
from extractor.parsers.pdf.shapes import Shapes

_MAX_DEPTH = 12  # nested form XObjects; deeper is hostile
_MAX_OBJECTS = 60_000


class _Style(NamedTuple):
    order: int
    font: str
    bold: bool
    hidden: str
    white: bool
    clip: Box | None


class PdfiumEngine:
    """See `glyphs.Engine`. Raises UnreadableInput when the bytes are no PDF that can be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _unreadable(str(error)) from error

    @property
    def pages(self) -> int:
        return len(self._pdf)

    def canvas(self, number: int) -> Canvas:
        page = self._pdf[number - 1]
        try:
            return _canvas(page, number)
        finally:
            page.close()

    def picture(self, number: int, scale: float) -> bytes:
        page = self._pdf[number - 1]
        try:
            out = io.BytesIO()
            page.render(scale=scale).to_pil().save(out, "PNG")
            return out.getvalue()
        finally:
            page.close()

    def close(self) -> None:
        self._pdf.close()


def _unreadable(reason: str) -> UnreadableInput:
    if "password" in reason.lower():
        return UnreadableInput("encrypted", "文件有打开密码：请先解密", "the file needs a password to open: decrypt it first")
    if "data format" in reason.lower():
        return UnreadableInput(
            "not_a_pdf", "不是完整的 PDF（可能被截断或扩展名有误）", "not a whole PDF (cut off, or another type under this name)"
        )
    return UnreadableInput("unreadable_pdf", f"PDF 无法打开：{reason}", f"the PDF cannot be opened: {reason}")


def _canvas(page: Any, number: int) -> Canvas:
    handle = page.raw
    left, bottom, right, top = page.get_cropbox()
    rotation = page.get_rotation()
    to_page = mx.page_matrix(left, bottom, right, top, rotation)
    width, height = right - left, top - bottom
    if rotation in (90, 270):
        width, height = height, width
    hidden: Counter[str] = Counter()
    visible = Box(-1, -1, width + 1, height + 1)
    shapes = Shapes(visible)
    styles: dict[int, _Style] = {}
    fonts: dict[int, tuple[str, bool]] = {}
    for order, (obj, matrix, clip) in enumerate(_objects(handle, to_page)):
        kind = c.FPDFPageObj_GetType(obj)
        if kind == c.FPDF_PAGEOBJ_TEXT:
            styles[_address(obj)] = _style(obj, matrix, clip, order, fonts)
        elif kind == c.FPDF_PAGEOBJ_PATH:
            _path(obj, matrix, clip, order, shapes)
        elif kind in (c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING):
            bounds = _bounds(obj, matrix)
            if bounds:
                shapes.picture(_cut(bounds, clip))
    glyphs = _glyphs(handle, to_page, styles, shapes, visible, hidden)
    return Canvas(number, width, height, glyphs, *shapes.found(), dict(hidden))


def _objects(page: Any, to_page: mx.Matrix) -> Iterator[tuple[Any, mx.Matrix, Box | None]]:
    """Page objects in painting order, forms opened, each with its map to the page and its clip."""
    budget = _MAX_OBJECTS
    stack: list[tuple[Any, int, int, mx.Matrix, Box | None]] = [(None, 0, c.FPDFPage_CountObjects(page), to_page, None)]
    while stack and budget:
        form, at, count, matrix, clip = stack.pop()
        if at >= count:
            continue
        stack.append((form, at + 1, count, matrix, clip))
        obj = c.FPDFFormObj_GetObject(form, at) if form else c.FPDFPage_GetObject(page, at)
        budget -= 1
        if not obj:
            continue
        own = _clip(obj, matrix, clip)
        if c.FPDFPageObj_GetType(obj) == c.FPDF_PAGEOBJ_FORM:
            if len(stack) < _MAX_DEPTH:
                stack.append((obj, 0, c.FPDFFormObj_CountObjects(obj), mx.then(_matrix(obj), matrix), own))
        else:
            yield obj, matrix, own


def _address(obj: Any) -> int:
    return ctypes.cast(obj, ctypes.c_void_p).value or 0


def _matrix(obj: Any) -> mx.Matrix:
    m = c.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if c.FPDFPageObj_GetMatrix(obj, m) else mx.IDENTITY


def _bounds(obj: Any, matrix: mx.Matrix) -> Box | None:
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    if not c.FPDFPageObj_GetBounds(obj, x0, y0, x1, y1):
        return None
    return mx.box(matrix, x0.value, y0.value, x1.value, y1.value)


def _cut(box: Box, clip: Box | None) -> Box:
    if clip is None:
        return box
    return Box(max(box.x0, clip.x0), max(box.top, clip.top), min(box.x1, clip.x1), min(box.bottom, clip.bottom))


def _clip(obj: Any, matrix: mx.Matrix, outer: Box | None) -> Box | None:
    """The box that the object's clip path leaves visible, or None when nothing clips it."""
    path = c.FPDFPageObj_GetClipPath(obj)
    count = c.FPDFClipPath_CountPaths(path) if path else 0
    found = outer
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(max(count, 0), 8)):
        xs, ys = [], []
        for j in range(min(max(c.FPDFClipPath_CountPathSegments(path, i), 0), 64)):
            if c.FPDFPathSegment_GetPoint(c.FPDFClipPath_GetPathSegment(path, i, j), x, y):
                xs.append(x.value)
                ys.append(y.value)
        if xs:
            box = mx.box(matrix, min(xs), min(ys), max(xs), max(ys))
            found = box if found is None else _cut(box, found)
    return found


def _style(obj: Any, matrix: mx.Matrix, clip: Box | None, order: int, fonts: dict[int, tuple[str, bool]]) -> _Style:
    font = c.FPDFTextObj_GetFont(obj)
    key = _address(font)
    if key not in fonts:
        fonts[key] = _font(font)
    name, bold = fonts[key]
    mode = c.FPDFTextObj_GetTextRenderMode(obj)
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    known = c.FPDFPageObj_GetFillColor(obj, r, g, b, a)
    hidden = "invisible" if mode in (3, 7) or (known and a.value == 0 and mode in (0, 4)) else ""
    if not hidden and _is_turned(mx.then(_matrix(obj), matrix)):
        hidden = "turned"
    white = bool(known) and mode in (0, 4) and min(r.value, g.value, b.value) >= 250
    return _Style(order, name, bold or mode in (2, 6), hidden, white, clip)


def _is_turned(m: mx.Matrix) -> bool:
    """Is text under this map set at an angle? Watermarks are; they would interleave with the lines they cross."""
    return abs(m[1]) > 0.05 * (abs(m[0]) + abs(m[1])) or m[0] < 0


def _font(font: Any) -> tuple[str, bool]:
    buffer = ctypes.create_string_buffer(128)
    c.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace").split("+")[-1]
    bold = c.FPDFFont_GetWeight(font) >= 600 or any(mark in name for mark in ("Bold", "Hei", "Black", "黑"))
    return name, bold


def _path(obj: Any, matrix: mx.Matrix, clip: Box | None, order: int, shapes: Shapes) -> None:
    bounds = _bounds(obj, matrix)
    if bounds is None:
        return
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(obj, fill_mode, stroke)
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if fill_mode.value and not stroke.value:
        painted = bool(c.FPDFPageObj_GetFillColor(obj, r, g, b, a)) and a.value > 0
    else:
        painted = bool(c.FPDFPageObj_GetStrokeColor(obj, r, g, b, a)) and a.value > 0 and bool(stroke.value or fill_mode.value)
    if not painted:
        return
    white = min(r.value, g.value, b.value) >= 250
    box = _cut(bounds, clip)
    if box.width < 0 or box.height < 0:
        return
    count = c.FPDFPath_CountSegments(obj)
    if shapes.thin(box):
        if not white:
            shapes.rule(box)
        return
    if fill_mode.value and count <= 6:
        opaque = a.value == 255 and not stroke.value and not c.FPDFPageObj_HasTransparency(obj)
        shapes.fill(box, white, order, opaque)
        if not stroke.value:
            return
    if fill_mode.value and not stroke.value:
        shapes.fill(box, white) if count > 400 else shapes.drawing(box)
        return
    if not white:
        _strokes(obj, mx.then(_matrix(obj), matrix), clip, min(count, 4000), shapes)


def _strokes(obj: Any, matrix: mx.Matrix, clip: Box | None, count: int, shapes: Shapes) -> None:
    """A stroked path's straight, upright pieces are rules; a slanted or curved one makes it a drawing."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for i in range(count):
        segment = c.FPDFPath_GetPathSegment(obj, i)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        here = mx.point(matrix, x.value, y.value)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = here
        else:
            _stroke(last, here, kind == c.FPDF_SEGMENT_BEZIERTO, clip, shapes)
        if c.FPDFPathSegment_GetClose(segment):
            _stroke(here, start, False, clip, shapes)
        last = here


def _stroke(a: tuple[float, float], b: tuple[float, float], curve: bool, clip: Box | None, shapes: Shapes) -> None:
    box = _cut(Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), clip)
    if box.width < 0 or box.height < 0:
        return
    if not curve and shapes.thin(box):
        shapes.rule(box)
    else:
        shapes.drawing(box)


def _glyphs(
    handle: Any, to_page: mx.Matrix, styles: dict[int, _Style], shapes: Shapes, visible: Box, hidden: Counter[str]
) -> tuple[Glyph, ...]:
    text = c.FPDFText_LoadPage(handle)
    try:
        found: list[tuple[int, int, Glyph]] = []
        remainders: dict[Box, list[tuple[int, int, Glyph]]] = {}
        rect, ox, oy = c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        upright = to_page[1] == 0 == to_page[2]
        for i in range(c.FPDFText_CountChars(text)):
            if c.FPDFText_IsGenerated(text, i) == 1:
                continue
            style = styles.get(_address(c.FPDFText_GetTextObject(text, i)))
            code = c.FPDFText_GetUnicode(text, i)
            if code == 2:  # PDFium writes a hyphen at a line's end so
                code = 0x2D
            if code > 0x10FFFF or 0xD800 <= code < 0xE000:
                hidden["unmapped"] += 1
                continue
            c.FPDFText_GetLooseCharBox(text, i, rect)
            c.FPDFText_GetCharOrigin(text, i, ox, oy)
            if upright:
                box = Box(
                    min(rect.left, rect.right) + to_page[4],
                    to_page[5] - max(rect.top, rect.bottom),
                    max(rect.left, rect.right) + to_page[4],
                    to_page[5] - min(rect.top, rect.bottom),
                )
                base = to_page[5] - oy.value
            else:
                box = mx.box(to_page, rect.left, rect.bottom, rect.right, rect.top)
                base = mx.point(to_page, ox.value, oy.value)[1]
            x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
            reason = _hidden(style, box, x, y, code, shapes) if style is not None else ""
            if not reason and not visible.contains(x, y):
                reason = "off_page"
            if reason:
                hidden[reason] += 1
                if reason != "remainder" or style is None or style.clip is None:
                    continue
                # Moved up to the cell's edge, so that it reads as the last line of its own cell, not as part of the next.
                up = y - style.clip.bottom + 0.2 * box.height
                box = Box(box.x0, box.top - up, box.x1, box.bottom - up)
                base -= up
            order = style.order if style else len(styles)
            name, bold = (style.font, style.bold) if style else ("", False)
            size = c.FPDFText_GetFontSize(text, i)
            height = box.height
            # The font size is the text operator's; the text matrix may scale it, so the box says how large it is seen.
            seen = height if not 0.6 < size / (height or 1) < 1.4 else size
            entry = (order, i, Glyph(chr(code), box.x0, box.top, box.x1, box.bottom, base, seen, name, bold))
            if reason and style is not None and style.clip is not None:
                remainders.setdefault(style.clip, []).append(entry)
                continue
            found.append(entry)
        for clip, rest in remainders.items():
            shown = "".join(g.char for _, _, g in found if clip.contains((g.x0 + g.x1) / 2, (g.top + g.bottom) / 2))
            if shown.count("（") + shown.count("(") > shown.count("）") + shown.count(")"):
                found.extend(rest)
            else:
                hidden["clipped"] += len(rest)
                hidden["remainder"] -= len(rest)
        found.sort(key=lambda item: item[:2])
        return tuple(glyph for _, _, glyph in found)
    finally:
        c.FPDFText_ClosePage(text)


def _hidden(style: _Style, box: Box, x: float, y: float, code: int, shapes: Shapes) -> str:
    """Why a character is not seen, or `""`. `remainder`: the rest of a label that its table cell cuts off below the
    lines that show. It is kept only where it closes a bracket that the visible lines leave open; digits never are."""
    if style.hidden:
        return style.hidden
    if style.clip is not None and not style.clip.contains(x, y):
        cell = style.clip
        below = cell.contains(x, cell.middle) and 0 <= box.middle - cell.bottom < 0.9 * box.height
        label = not chr(code).isdigit() and chr(code) not in ".,%-+" and not (chr(code).isascii() and chr(code).isalpha())
        return "remainder" if below and label and cell.height >= 0.9 * box.height else "clipped"
    if style.white and code != 32 and not shapes.dark_at(x, y):
        return "white"
    return "covered" if shapes.covered(x, y, style.order) else ""
