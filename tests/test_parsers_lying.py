"""Text layers that lie: text below an opaque picture, private-use codes, Chinese that a wrong font map makes up."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas as Sheet

from extractor.model import Box, Word
from extractor.parsers.ocr import engine
from extractor.parsers.ocr.page import recognised
from extractor.parsers.pdf.glyphs import Canvas
from extractor.parsers.pdf.pdfium import PdfiumEngine
from extractor.parsers.pdf.trust import doubt

PLAIN = "公司发布年报收入增长利润增长现金流稳定资产负债表显示投资收益" * 6


def covered(alpha: int) -> tuple[str, dict[str, int]]:
    """What is read of a page whose second line lies below a picture of this opacity, and its third line on top of it."""
    out = io.BytesIO()
    sheet = Sheet(out, pagesize=(400, 300))
    sheet.drawString(50, 250, "seen 1,234")
    sheet.drawString(50, 150, "below 9,999")
    sheet.drawImage(ImageReader(Image.new("RGBA", (200, 60), (200, 230, 255, alpha))), 40, 130, 200, 60, mask="auto")
    sheet.drawString(60, 138, "above 77")
    sheet.save()
    opened = PdfiumEngine(out.getvalue())
    canvas = opened.canvas(1)
    opened.close()
    return "".join(g.char for g in canvas.glyphs).replace(" ", ""), dict(canvas.hidden)


def test_text_below_an_opaque_picture_is_no_print() -> None:
    text, hidden = covered(255)
    assert text == "seen1,234above77"
    assert hidden["covered"] == len("below 9,999")


def test_a_watermark_leaves_the_text_visible() -> None:
    assert covered(80) == ("seen1,234below9,999above77", {})


@pytest.mark.parametrize(
    ("text", "hidden", "why"),
    [
        (PLAIN, {}, None),
        ("\uf0d8" + PLAIN, {}, None),  # a bullet
        ("\ue123\ue124\ue125" * 20 + "公司" * 20, {}, "private"),
        ("".join(chr(ord(char) + 1) for char in PLAIN), {}, "unlikely"),
        ("Revenue grew by 20% in 2024. " * 8, {}, None),
        (PLAIN, {"unmapped": 30}, None),
        (PLAIN[:60], {"unmapped": 90}, "unmapped"),
        ("\ue123" * 10, {}, None),  # too little to say
    ],
)
def test_layers_that_cannot_be_believed(text: str, hidden: dict[str, int], why: str | None) -> None:
    word = Word(text, Box(0, 0, 500, 10), tuple(float(n) for n in range(len(text))), "", 10.0)
    assert doubt(Canvas(1, 595, 842, (), hidden=hidden), [word]) == why


def test_without_recognition_such_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    text = "\ue123" * 100
    word = Word(text, Box(0, 0, 500, 10), tuple(float(n) for n in range(100)), "", 10.0)
    found = recognised(None, Canvas(1, 595, 842, ()), (word,), "auto")  # type: ignore[arg-type]
    assert found.words == ()
    assert [p.code for p in found.problems] == ["unusable_text"]


def test_a_strange_page_whose_picture_agrees_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.parsers.ocr import page

    text = "".join(chr(ord(char) + 1) for char in PLAIN)
    word = Word(text, Box(0, 0, 500, 10), tuple(float(n) for n in range(len(text))), "", 10.0)
    monkeypatch.setattr(engine, "available", lambda: True)
    monkeypatch.setattr(page, "_read", lambda *_: (word,))
    found = recognised(None, Canvas(1, 595, 842, ()), (word,), "auto")  # type: ignore[arg-type]
    assert found.words == (word,)
    assert found.problems == ()
