"""Page objects through PDFium's C interface: forms opened, maps composed, clips cut."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as c

from extractor.model import Box
from extractor.parsers.pdf import matrix as mx

_MAX_DEPTH = 12  # nested form XObjects; deeper is hostile
_MAX_OBJECTS = 60_000


def objects(page: Any, to_page: mx.Matrix) -> Iterator[tuple[Any, mx.Matrix, Box | None]]:
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
        own = clip_of(obj, matrix, clip)
        if c.FPDFPageObj_GetType(obj) == c.FPDF_PAGEOBJ_FORM:
            if len(stack) < _MAX_DEPTH:
                stack.append((obj, 0, c.FPDFFormObj_CountObjects(obj), mx.then(matrix_of(obj), matrix), own))
        else:
            yield obj, matrix, own


def address(obj: Any) -> int:
    return ctypes.cast(obj, ctypes.c_void_p).value or 0


def matrix_of(obj: Any) -> mx.Matrix:
    m = c.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if c.FPDFPageObj_GetMatrix(obj, m) else mx.IDENTITY


def bounds_of(obj: Any, matrix: mx.Matrix) -> Box | None:
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    if not c.FPDFPageObj_GetBounds(obj, x0, y0, x1, y1):
        return None
    return mx.box(matrix, x0.value, y0.value, x1.value, y1.value)


def cut(box: Box, clip: Box | None) -> Box:
    if clip is None:
        return box
    return Box(max(box.x0, clip.x0), max(box.top, clip.top), min(box.x1, clip.x1), min(box.bottom, clip.bottom))


def clip_of(obj: Any, matrix: mx.Matrix, outer: Box | None) -> Box | None:
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
            found = box if found is None else cut(box, found)
    return found
