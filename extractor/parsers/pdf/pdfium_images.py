"""Images painted over text: what an opaque one covers is in the text layer, but nobody sees it. Scans with their recognised
text below the picture are made so; watermarks and logos with a mask leave the text visible."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as c

from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf.pdfium_objects import bounds_of

_SMALLEST = 100.0  # square points
_OPAQUE = 0.98
_MAX_BYTES = 64 << 20


class Texts:
    """The text objects painted so far; their boxes are asked for when an image comes over them."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Any, mx.Matrix]] = []
        self._boxes: list[Box] = []

    def add(self, obj: Any, matrix: mx.Matrix) -> None:
        self._waiting.append((obj, matrix))

    def below(self, box: Box) -> bool:
        """Does a text painted before stand in `box`?"""
        self._boxes += [b for obj, matrix in self._waiting if (b := bounds_of(obj, matrix))]
        self._waiting.clear()
        return any(box.contains(b.center, b.middle) for b in self._boxes)


def covers(document: Any, page: Any, obj: Any, box: Box, texts: Texts) -> bool:
    """Does this image hide text?"""
    if box.width * box.height < _SMALLEST or not texts.below(box) or c.FPDFPageObj_HasTransparency(obj):
        return False
    return opaque(document, page, obj)


def opaque(document: Any, page: Any, obj: Any) -> bool:
    """Are all pixels of the image painted in full, its mask taken into account?"""
    bitmap = c.FPDFImageObj_GetRenderedBitmap(document, page, obj)
    if not bitmap:
        return False
    try:
        width, height, stride = c.FPDFBitmap_GetWidth(bitmap), c.FPDFBitmap_GetHeight(bitmap), c.FPDFBitmap_GetStride(bitmap)
        if c.FPDFBitmap_GetFormat(bitmap) != c.FPDFBitmap_BGRA or not 0 < stride * height < _MAX_BYTES:
            return False
        data = ctypes.string_at(c.FPDFBitmap_GetBuffer(bitmap), stride * height)
        alpha: Sequence[bytes] = [data[row * stride + 3 : row * stride + 4 * width : 4] for row in range(height)]
        return bool(sum(row.count(255) for row in alpha) >= _OPAQUE * width * height)
    finally:
        c.FPDFBitmap_Destroy(bitmap)
