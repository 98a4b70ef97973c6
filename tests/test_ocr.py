"""Recognition: a report printed as pictures gives the facts of its text layer, or says what it could not read.

The tests that recognise need the extra (`pip install -e '.[ocr]'`, `make test-ocr`); without it they skip and say so.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor import pipeline
from extractor.finders.doubt import BAR, sure_of
from extractor.model import Box, Extraction, Fact, Source, Word
from extractor.parsers.ocr import engine
from extractor.parsers.ocr import page as ocr_page
from extractor.parsers.ocr.engine import Line
from extractor.parsers.ocr.regions import is_grid, is_poor, may_be_grid, regions_of_pictures
from extractor.parsers.pdf.glyphs import Canvas

REPORT = Path(__file__).resolve().parents[1] / "fixtures" / "reports" / "company.pdf"
needs_ocr = pytest.mark.skipif(not engine.available(), reason="the extra `ocr` is not installed: recognition is not tested")


def printed(path: Path, to: Path, dpi: int = 200) -> Path:
    """The report as pictures, a page each, as a scanner makes them."""
    with pdfium.PdfDocument(path) as document:
        pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    pages[0].save(to, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=85)
    return to


def word(text: str, x0: float, x1: float, top: float, scores: tuple[float, ...] = ()) -> Word:
    step = (x1 - x0) / len(text)
    return Word(text, Box(x0, top, x1, top + 8), tuple(x0 + step * i for i in range(len(text))), "", 8.0, False, scores)


def number(raw: str, confidence: float | None, row: int = 0, column: int = 0) -> Fact:
    source = Source(1, (Box(0, 0, 10, 10),), "p1.t1", row, column, confidence=confidence)
    nothing = {"entity": "", "entity_id": None, "product": "", "metric": None, "label": "x", "row_header": None, "column_header": None}
    more = {"section": (), "basis": "value", "versus": None, "superseded": False, "period": "", "period_type": None, "status": None}
    rest = {"forecaster": None, "value": None, "low": None, "high": None, "decimals": None, "unit": None, "from_": {}, "qualifiers": ()}
    return Fact(id=raw, kind="table", **nothing, **more, **rest, raw=raw, item=1, source=source)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    return pipeline.extract(printed(REPORT, tmp_path_factory.mktemp("ocr") / "printed.pdf"))


def said(extraction: Extraction) -> set[tuple[str, str, str, str | None]]:
    """Numbers with what makes them facts, labels aside: of `(+/-%)` a letter may be misread."""
    return {(f.period, f.raw, str(f.value), f.metric) for f in extraction.facts if f.kind == "table" and f.metric}


@needs_ocr
def test_printed_tables_say_what_the_text_layer_says(read_back: Extraction) -> None:
    written = said(pipeline.extract(REPORT))
    assert not said(read_back) - written
    assert len(said(read_back)) >= 0.9 * len(written)


@needs_ocr
def test_facts_read_from_pictures_carry_their_confidence(read_back: Extraction) -> None:
    assert read_back.facts
    assert all(f.source.confidence is not None and f.source.confidence >= BAR for f in read_back.facts)


@needs_ocr
def test_the_text_layer_is_the_files_own(read_back: Extraction) -> None:
    assert read_back.document.text_layer == "none"
    assert {p.code for p in read_back.problems} >= {"no_text_layer"}


@needs_ocr
def test_a_recognised_box_holds_its_number(read_back: Extraction) -> None:
    assert not [check for check in read_back.checks if check.rule == "EVD01"]


@needs_ocr
def test_off_reads_no_picture(tmp_path: Path) -> None:
    found = pipeline.extract(printed(REPORT, tmp_path / "printed.pdf", 72), "off")
    assert not found.facts
    assert {p.code for p in found.problems} == {"no_text_layer"}


def test_without_the_extra_the_problem_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    found = pipeline.extract(printed(REPORT, tmp_path / "printed.pdf", 50))
    assert not found.facts
    assert all("yanbao[ocr]" in p.message.en and "yanbao[ocr]" in p.message.zh for p in found.problems)
    assert [p.code for p in found.problems] == ["no_text_layer"] * len(found.document.pages)


def test_a_written_page_is_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "available", lambda: True)
    monkeypatch.setattr(ocr_page, "_read", lambda *_: pytest.fail("a page with a text layer went through recognition"))
    assert pipeline.extract(REPORT).document.text_layer == "good"


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ([number("1,525", 0.99)], ["1,525"]),
        ([number("1,525", BAR - 0.01)], []),
        ([number("1.525", 0.99)], []),  # a comma read as a point
        ([number("1.525", None)], ["1.525"]),  # written, not recognised
        ([number("12.53", 0.99)], ["12.53"]),
        ([number(".34", 0.99)], []),
        ([number("13%", 0.99, 0, 0), number("135", 0.99, 0, 1), number("14%", 0.99, 0, 2), number("9%", 0.99, 1, 1)], ["13%", "14%", "9%"]),
        ([number("13%", 0.99, 0, 0), number("27.5", 0.99, 0, 1), number("14%", 0.99, 0, 2)], ["13%", "27.5", "14%"]),  # a column of its own
    ],
)
def test_doubtful_numbers_are_problems(facts: list[Fact], kept: list[str]) -> None:
    sure, problems = sure_of(facts)
    assert [f.raw for f in sure] == kept
    assert [p.code for p in problems] == ["ocr_doubtful"] * (len(facts) - len(kept))


@pytest.mark.parametrize(
    ("text", "scores", "span", "sure"),
    [
        ("1,204", (0.9, 0.8, 0.95, 0.99, 1.0), (0, 5), 0.8),
        ("收入12亿", (0.2, 0.3, 0.9, 0.95, 0.1), (0, 5), 0.9),
        ("收入12亿", (0.2, 0.3, 0.9, 0.95, 0.1), (0, 2), 0.2),
        ("收入", (), (0, 2), None),
    ],
)
def test_a_number_answers_for_its_own_characters(text: str, scores: tuple[float, ...], span: tuple[int, int], sure: float | None) -> None:
    assert word(text, 0, 50, 0, scores).sure(*span) == sure


def grid_of(rows: int, columns: int) -> list[Word]:
    return [word("营业收入" if c == 0 else f"{r}{c}.5", 60 * c, 60 * c + 24, 12 * r, ()) for r in range(rows) for c in range(columns)]


@pytest.mark.parametrize(
    ("words", "grid"),
    [
        (grid_of(5, 4), True),
        (grid_of(2, 4), False),
        (grid_of(6, 2), False),  # a chart's scales at both sides look like this
        ([word(f"{n}0", 40 * n, 40 * n + 12, 100) for n in range(9)], False),  # the foot of a chart
    ],
)
def test_only_rows_of_a_label_and_several_values_are_a_table(words: list[Word], grid: bool) -> None:
    assert is_grid(words) is grid


def test_a_table_is_suspected_from_places_alone() -> None:
    lines = [Line("", 60.0 * c, 12.0 * r, 60.0 * c + 24, 12.0 * r + 9, ()) for r in range(5) for c in range(4)]
    assert may_be_grid(lines)
    assert not may_be_grid([line for line in lines if line.x0 in (0.0, 180.0)])


def test_strips_of_one_picture_are_joined() -> None:
    strips = tuple(Box(50, 100 + 30 * n, 400, 130 + 30 * n) for n in range(5))
    canvas = Canvas(1, 595, 842, (), pictures=(*strips, Box(20, 20, 60, 40)))
    assert regions_of_pictures(canvas, []) == [Box(50, 100, 400, 250)]
    assert regions_of_pictures(canvas, [word("写在图上的字", 100, 200, 150), word("二", 100, 110, 170)]) == []


def test_a_page_of_outlines_has_no_text_layer() -> None:
    curves = tuple(Box(10 + n, 10, 12 + n, 20) for n in range(300))
    assert is_poor(Canvas(1, 595, 842, (), drawings=curves), [])
    assert not is_poor(Canvas(1, 595, 842, (), drawings=curves[:20]), [])
    assert not is_poor(Canvas(1, 595, 842, ()), [])


@needs_ocr
def test_words_stand_where_their_ink_is() -> None:
    from extractor.parsers.ocr.words import Frame, words_of_lines

    with pdfium.PdfDocument(REPORT) as document:
        image = document[0].render(scale=200 / 72).to_pil().convert("RGB")
    assert isinstance(image, Image.Image)
    import numpy as np

    pixels = np.asarray(image)
    found = words_of_lines(pixels.mean(axis=2), engine.read_lines(pixels), Frame(0, 0, 200 / 72))
    written = {w.text: w.box for w in pipeline.parsers.parse(REPORT).source.words(1)}  # type: ignore[union-attr]
    same = [(w.box, written[w.text]) for w in found if w.text in written and any(c.isdigit() for c in w.text) and len(w.text) > 3]
    assert len(same) > 20
    near = [a for a, b in same if abs(a.middle - b.middle) < 2 and abs(a.x1 - b.x1) < 2]
    assert len(near) >= 0.8 * len(same)  # a number that stands twice on the page has one of its two boxes in `written`


def test_png_is_no_detour() -> None:
    """The picture for people and the pixels for recognition show the same page."""
    np = pytest.importorskip("numpy", reason="numpy comes with the extra `ocr`")
    from extractor.parsers.pdf.pdfium import PdfiumEngine

    opened = PdfiumEngine(REPORT.read_bytes())
    pixels = opened.pixels(1, 1.0)
    picture = np.asarray(Image.open(io.BytesIO(opened.picture(1, 1.0))).convert("RGB"))
    opened.close()
    assert pixels.shape == picture.shape
    assert np.abs(pixels.astype(int) - picture).mean() < 1
