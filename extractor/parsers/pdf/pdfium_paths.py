"""Painted paths → ruling lines, fills and drawings."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as c

from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf.pdfium_objects import bounds_of, cut, matrix_of
from extractor.parsers.pdf.shapes import Shapes


def read_path(obj: Any, matrix: mx.Matrix, clip: Box | None, order: int, shapes: Shapes) -> None:
    bounds = bounds_of(obj, matrix)
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
    box = cut(bounds, clip)
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
        _strokes(obj, mx.then(matrix_of(obj), matrix), clip, min(count, 4000), shapes)


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
    box = cut(Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), clip)
    if box.width < 0 or box.height < 0:
        return
    if not curve and shapes.thin(box):
        shapes.rule(box)
    else:
        shapes.drawing(box)
