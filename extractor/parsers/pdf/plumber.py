"""The reference engine: pdfplumber behind the same protocol. Slow and pure Python; the tests hold the fast engine to it."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from extractor.errors import UnreadableInput
from extractor.model import Box
from extractor.parsers.pdf.glyphs import Canvas, Glyph
from extractor.parsers.pdf.shapes import Shapes


class PlumberEngine:
    """See `glyphs.Engine`. Knows neither clip paths nor paint order, so it may show characters that the page hides."""

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data))
        except PDFPasswordIncorrect as error:
            raise UnreadableInput("encrypted", "文件有打开密码：请先解密", "the file needs a password to open: decrypt it first") from error
        except Exception as error:  # pdfminer raises many kinds for broken files; all mean the same here
            raise UnreadableInput("unreadable_pdf", f"PDF 无法打开：{error}", f"the PDF cannot be opened: {error}") from error

    @property
    def pages(self) -> int:
        return len(self._pdf.pages)

    def canvas(self, number: int) -> Canvas:
        page = self._pdf.pages[number - 1]
        try:
            glyphs = tuple(_glyph(c) for c in page.chars if c["text"] and len(c["text"]) == 1)
            shapes = Shapes(Box(-1, -1, float(page.width) + 1, float(page.height) + 1))
            for thing in [*page.lines, *page.rects]:
                box = Box(float(thing["x0"]), float(thing["top"]), float(thing["x1"]), float(thing["bottom"]))
                shapes.rule(box) if shapes.thin(box) else shapes.fill(box, False)
            for image in page.images:
                shapes.picture(Box(float(image["x0"]), float(image["top"]), float(image["x1"]), float(image["bottom"])))
            return Canvas(number, float(page.width), float(page.height), glyphs, *shapes.found())
        finally:
            page.close()

    def picture(self, number: int, scale: float) -> bytes:
        out = io.BytesIO()
        self._pdf.pages[number - 1].to_image(resolution=72 * scale).original.save(out, "PNG")
        return out.getvalue()

    def pixels(self, number: int, scale: float, region: Box | None = None) -> Any:
        import numpy as np

        image = self._pdf.pages[number - 1].to_image(resolution=72 * scale).original.convert("RGB")
        cut = (region.x0 * scale, region.top * scale, region.x1 * scale, region.bottom * scale) if region else None
        return np.asarray(image.crop(cut) if cut else image)

    def close(self) -> None:
        self._pdf.close()


def _glyph(char: dict[str, Any]) -> Glyph:
    top, bottom = float(char["top"]), float(char["bottom"])
    matrix = char.get("matrix")
    base = bottom if matrix is None else float(char["top"]) + (float(char["y1"]) - float(matrix[5]))
    font = str(char["fontname"]).split("+")[-1]
    bold = "Bold" in font or "Hei" in font
    return Glyph(char["text"], float(char["x0"]), top, float(char["x1"]), bottom, base, float(char["size"]), font, bold)
