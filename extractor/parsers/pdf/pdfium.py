"""The fast engine: PDFium through its C interface. One call a character is the price of exact boxes; everything that
belongs to a text object (font, clip, colour) is asked once."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from extractor.errors import UnreadableInput
from extractor.model import Box
from extractor.parsers.pdf import matrix as mx
from extractor.parsers.pdf.glyphs import Canvas
from extractor.parsers.pdf.pdfium_calls import address, typed
from extractor.parsers.pdf.pdfium_images import Texts, covers
from extractor.parsers.pdf.pdfium_objects import bounds_of, cut, objects
from extractor.parsers.pdf.pdfium_paths import read_path
from extractor.parsers.pdf.pdfium_text import Style, read_glyphs, style_of
from extractor.parsers.pdf.shapes import Shapes


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
        try:
            page = self._pdf[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadableInput("damaged_page", f"第 {number} 页已损坏：未读取", f"page {number} is damaged: not read") from error
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

    def pixels(self, number: int, scale: float, region: Box | None = None) -> Any:
        page = self._pdf[number - 1]
        try:
            width, height = page.get_size()
            cut = (region.x0, height - region.bottom, width - region.x1, region.top) if region else (0, 0, 0, 0)
            return page.render(scale=scale, crop=tuple(max(side, 0) for side in cut), rev_byteorder=True).to_numpy()[..., :3].copy()
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
    styles: dict[int, Style] = {}
    fonts: dict[int, tuple[str, bool]] = {}
    texts = Texts()
    for order, (obj, kind, matrix, clip) in enumerate(objects(address(handle), to_page)):
        if kind == c.FPDF_PAGEOBJ_TEXT:
            styles[obj] = style_of(obj, matrix, clip, order, fonts)
            texts.add(obj, matrix)
        elif kind == c.FPDF_PAGEOBJ_PATH:
            read_path(obj, matrix, clip, order, shapes)
        elif kind in (c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING):
            bounds = bounds_of(obj, matrix)
            if bounds:
                box = cut(bounds, clip)
                shapes.picture(box)
                if kind == c.FPDF_PAGEOBJ_IMAGE and covers(page.pdf.raw, handle, typed(obj), box, texts):
                    shapes.cover(box, order)
    glyphs = read_glyphs(handle, to_page, styles, shapes, visible, hidden)
    return Canvas(number, width, height, glyphs, *shapes.found(), dict(hidden))
