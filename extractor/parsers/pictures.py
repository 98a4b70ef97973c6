"""Opens a report only to look at it: page pictures, nothing read."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import UnreadableInput
from extractor.parsers.pdf.glyphs import Engine
from extractor.parsers.preflight import checked


def open_pictures(path: Path) -> Engine:
    """The open PDF, to be closed by the caller; `picture(page, scale)` is PNG. UnreadableInput for what is no readable PDF."""
    data, reader = checked(path)
    if reader != "PDF":
        raise UnreadableInput("no_picture", f"{path}：文本没有页面图", f"{path}: a text has no page pictures")
    from extractor.parsers.pdf.pdfium import PdfiumEngine

    return PdfiumEngine(data)
