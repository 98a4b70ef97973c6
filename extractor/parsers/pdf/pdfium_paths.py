"""Painted paths → ruling lines, fills and drawings."""

from __future__ import annotations

import pypdfium2.raw as c

from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf import pdfium_calls as call
from extractor.parsers.pdf.pdfium_objects import bounds_of, cut, matrix_of
from extractor.parsers.pdf.shapes import Shapes


def read_path(obj: int, matrix: mx.Matrix, clip: Box | None, order: int, shapes: Shapes) -> None:
    bounds = bounds_of(obj, matrix)
    if bounds is None:
        return
    call.path_draw_mode(obj, *call.AT_INT[:2])
    filled, stroked = (bool(mode) for mode in call.INTS[:2])
    if not (filled or stroked):
        return
    if not (call.object_stroke if stroked else call.object_fill)(obj, *call.AT_INT):
        return
    r, g, b, a = call.INTS
    if a == 0:
        return
    white = min(r, g, b) >= 250
    box = cut(bounds, clip)
    if box.width < 0 or box.height < 0:
        return
    count = call.path_count_segments(obj)
    if shapes.thin(box):
        if not white:
            shapes.rule(box)
        return
    if filled and count <= 6:
        opaque = a == 255 and not stroked and not call.object_transparent(obj)
        shapes.fill(box, white, order, opaque)
        if not stroked:
            return
    if filled and not stroked:
        shapes.fill(box, white) if count > 400 else shapes.drawing(box)
        return
    if not white:
        _strokes(obj, mx.then(matrix_of(obj), matrix), clip, min(count, 4000), shapes)


def _strokes(obj: int, matrix: mx.Matrix, clip: Box | None, count: int, shapes: Shapes) -> None:
    """A stroked path's straight, upright pieces are rules; a slanted or curved one makes it a drawing."""
    at_x, at_y = call.AT_FLOAT[:2]
    start = last = (0.0, 0.0)
    for i in range(count):
        segment = call.path_segment(obj, i)
        call.segment_point(segment, at_x, at_y)
        here = mx.point(matrix, *call.FLOATS[:2])
        kind = call.segment_type(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = here
        else:
            _stroke(last, here, kind == c.FPDF_SEGMENT_BEZIERTO, clip, shapes)
        if call.segment_closes(segment):
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
