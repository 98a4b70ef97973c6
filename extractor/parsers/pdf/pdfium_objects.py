"""Page objects through PDFium's C interface: forms opened, maps composed, clips cut."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2.raw as c

from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf import pdfium_calls as call

_MAX_DEPTH = 12  # nested form XObjects; deeper is hostile
_MAX_OBJECTS = 60_000


def objects(page: int, to_page: mx.Matrix) -> Iterator[tuple[int, int, mx.Matrix, Box | None]]:
    """Addresses of page objects in painting order, forms opened, each with its type, its map to the page and its clip."""
    budget = _MAX_OBJECTS
    stack: list[tuple[int | None, int, int, mx.Matrix, Box | None]] = [(None, 0, call.page_count_objects(page), to_page, None)]
    while stack and budget:
        form, at, count, matrix, clip = stack.pop()
        for place in range(at, count):
            obj = call.form_object(form, place) if form else call.page_object(page, place)
            budget -= 1
            if obj:
                own = clip_of(obj, matrix, clip)
                kind = call.object_type(obj)
                if kind != c.FPDF_PAGEOBJ_FORM:
                    yield obj, kind, matrix, own
                elif len(stack) < _MAX_DEPTH - 1:
                    stack.append((form, place + 1, count, matrix, clip))
                    stack.append((obj, 0, call.form_count_objects(obj), mx.then(matrix_of(obj), matrix), own))
                    break
            if not budget:
                return


def matrix_of(obj: int) -> mx.Matrix:
    if not call.object_matrix(obj, call.AT_FLOATS):
        return mx.IDENTITY
    a, b, c, d, e, f = call.FLOATS
    return (a, b, c, d, e, f)


def bounds_of(obj: int, matrix: mx.Matrix) -> Box | None:
    if not call.object_bounds(obj, *call.AT_FLOAT[:4]):
        return None
    return mx.box(matrix, *call.FLOATS[:4])


def cut(box: Box, clip: Box | None) -> Box:
    if clip is None:
        return box
    return Box(max(box.x0, clip.x0), max(box.top, clip.top), min(box.x1, clip.x1), min(box.bottom, clip.bottom))


def clip_of(obj: int, matrix: mx.Matrix, outer: Box | None) -> Box | None:
    """The box that the object's clip path leaves visible, or None when nothing clips it."""
    path = call.object_clip(obj)
    count = call.clip_count_paths(path) if path else 0
    found = outer
    at_x, at_y = call.AT_FLOAT[:2]
    for i in range(min(count, 8)):
        xs, ys = [], []
        for j in range(min(call.clip_count_segments(path, i), 64)):
            if call.segment_point(call.clip_segment(path, i, j), at_x, at_y):
                x, y = call.FLOATS[:2]
                xs.append(x)
                ys.append(y)
        if xs:
            box = mx.box(matrix, min(xs), min(ys), max(xs), max(ys))
            found = box if found is None else cut(box, found)
    return found
