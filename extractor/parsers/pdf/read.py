"""PDF bytes → Document: canvases, words, layout, tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from extractor.errors import UnreadableInput
from extractor.model import Document, Message, Ocr, Page, Problem, Table, TextLayer, Word
from extractor.parsers.layout.furniture import split_furniture
from extractor.parsers.layout.page import lay_out
from extractor.parsers.ocr.page import recognised
from extractor.parsers.ocr.regions import is_poor
from extractor.parsers.pdf.complaints import complaints
from extractor.parsers.pdf.glyphs import Canvas, Engine
from extractor.parsers.pdf.pdfium import PdfiumEngine
from extractor.parsers.pdf.tags import without_tags
from extractor.parsers.pdf.trust import doubt
from extractor.parsers.pdf.words import words_of
from extractor.parsers.tables.continued import continued

_MAX_PAGES = 3000
_A4 = (595.28, 841.89)


class PdfSource:
    """An open PDF behind `model.PageSource`; `words` are those that were cut when it was read, page by page."""

    def __init__(self, engine: Engine, words: tuple[tuple[Word, ...], ...]) -> None:
        self._engine = engine
        self._words = words

    def words(self, page: int) -> tuple[Word, ...]:
        return self._words[page - 1]

    def picture(self, page: int, scale: float) -> bytes:
        return self._engine.picture(page, scale)

    def close(self) -> None:
        self._engine.close()


def read_pdf(path: str, data: bytes, engine: Callable[[bytes], Engine] = PdfiumEngine, ocr: Ocr = "auto") -> tuple[Document, PdfSource]:
    """Raises UnreadableInput when the bytes are no readable PDF."""
    opened = engine(data)
    if opened.pages == 0:
        raise UnreadableInput("no_pages", "PDF 没有页面", "the PDF has no page")
    problems: list[Problem] = []
    count = opened.pages
    if count > _MAX_PAGES:
        count = _MAX_PAGES
        problems.append(
            Problem(
                "too_many_pages",
                None,
                Message(f"只读前 {_MAX_PAGES} 页，共 {opened.pages} 页", f"read the first {_MAX_PAGES} of {opened.pages} pages"),
            )
        )
    canvases: list[Canvas] = []
    words: list[tuple[float, tuple[Word, ...]]] = []
    poor = 0
    for number in range(1, count + 1):
        try:
            canvas = opened.canvas(number)
        except UnreadableInput as error:  # one damaged page; the others are whole
            problems.append(Problem(error.code, number, Message(error.zh, error.en)))
            canvases.append(Canvas(number, *_A4, ()))
            words.append((_A4[1], ()))
            continue
        found = words_of(without_tags(canvas.glyphs)[0])
        problems.extend(complaints(canvas, found))
        poor += is_poor(canvas, found) or doubt(canvas, found) is not None
        seen = recognised(opened, canvas, found, ocr)
        problems.extend(seen.problems)
        canvas, found = seen.canvas, seen.words
        canvases.append(replace(canvas, glyphs=(), hidden={}))
        words.append((canvas.height, found))
    if all(problem.code == "damaged_page" for problem in problems) and len(problems) == count:
        raise UnreadableInput("damaged", "PDF 已损坏：没有一页可读", "the PDF is damaged: no page can be read")
    pages: list[Page] = []
    tables: list[Table] = []
    legal = False
    for canvas, (body, furniture) in zip(canvases, split_furniture(words), strict=True):
        laid = lay_out(canvas, body, furniture, legal)
        pages.append(laid.page)
        tables.extend(laid.tables)
        legal = laid.legal and canvas.number >= 0.55 * count and canvas.number > 1
    document = Document(
        path,
        hashlib.sha256(data).hexdigest(),
        "application/pdf",
        tuple(pages),
        tuple(continued(tables, {page.number: page.height for page in pages})),
        _text_layer(poor, count) if any(found for _, found in words) else "none",
        tuple(problems),
    )
    return document, PdfSource(opened, tuple(found for _, found in words))


def _text_layer(poor: int, pages: int) -> TextLayer:
    """Of the PDF's own text layer, whatever recognition added."""
    if poor == 0:
        return "good"
    return "none" if poor >= 0.8 * pages else "partial"
