"""A damaged page costs that page; a PDF without a whole page is no input."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import UnreadableInput
from extractor.parsers.pdf.read import read_pdf


def pages(number: int) -> bytes:
    out = io.BytesIO()
    drawn = Canvas(out)
    for page in range(1, number + 1):
        drawn.drawString(72, 720, f"This is page {page} of a report, with enough words to be text.")
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def test_a_page_that_is_not_there_is_a_problem_and_the_others_are_read() -> None:
    data = pages(2)
    assert data.count(b"/Count 2") == 1
    document, source = read_pdf("a.pdf", data.replace(b"/Count 2", b"/Count 3"))
    assert [(problem.code, problem.page) for problem in document.problems] == [("damaged_page", 3)]
    assert [f"page {page.number}" in page.text for page in document.pages] == [True, True, False]
    assert source.words(3) == ()


def test_whole_pages_are_no_problem() -> None:
    document, _ = read_pdf("a.pdf", pages(2))
    assert document.problems == ()


def test_a_page_that_shows_nothing_is_said() -> None:
    """Fonts or content streams that cannot be decoded look like this: nothing there, and nobody the wiser."""
    out = io.BytesIO()
    drawn = Canvas(out)
    drawn.showPage()
    drawn.save()
    document, _ = read_pdf("a.pdf", out.getvalue())
    assert [(problem.code, problem.page) for problem in document.problems] == [("blank_page", 1)]
    assert document.text_layer == "none"


def test_no_whole_page_at_all() -> None:
    data = pages(1)
    assert data.count(b"/Kids [ 3 0 R ]") == 1
    with pytest.raises(UnreadableInput) as refused:
        read_pdf("a.pdf", data.replace(b"/Kids [ 3 0 R ]", b"/Kids [ 9 0 R ]"))
    assert refused.value.code == "damaged"
