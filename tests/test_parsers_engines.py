"""The fast engine against the reference engine: on every page at hand they show the same characters.

pdfplumber knows neither clip paths nor paint order, so what the fast engine calls hidden (and says so) may be missing
from it. Every other disagreement is named below, with its reason, after looking at the page.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from extractor.parsers.pdf.glyphs import Glyph
from extractor.parsers.pdf.pdfium import PdfiumEngine
from extractor.parsers.pdf.plumber import PlumberEngine
from extractor.parsers.pdf.tags import without_tags
from extractor.parsers.pdf.words import words_of

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "reports"
OURS = sorted((ROOT / "fixtures" / "reports").glob("*.pdf"))
THEIRS = sorted(SHARED.glob("*.pdf"))

CODE = "a tracking code of 64 characters, set at size zero by the distributor: nothing of it shows"
# (report, page): how many characters only the reference engine has, and why.
MISSING = {
    **{(stem, 5): (64, CODE) for stem in ("b059", "b063", "b064", "b072", "b075", "b078", "b080", "b082")},
    **{(stem, 3): (64, CODE) for stem in ("b066", "b070")},
    ("b001", 33): (1, "two scales of one chart set over one another"),
    ("b059", 4): (12, "labels set upright along a chart's axis, which the reference engine takes apart differently"),
}
# One glyph that ToUnicode maps to two code points (a Kangxi radical and its ideograph); pdfplumber keeps such pairs as one.
PAIRED = {"b100"}


def shown(glyphs: Iterable[Glyph]) -> Counter[str]:
    """The characters of the page's words: what is painted twice on one spot counts once for both engines."""
    text = unicodedata.normalize("NFKC", "".join(w.text for w in words_of(without_tags(tuple(glyphs))[0])))
    return Counter(ch for ch in text if unicodedata.category(ch) not in ("Cc", "Cf", "Co"))


def disagreements(path: Path, step: int) -> list[str]:
    data = path.read_bytes()
    fast, reference = PdfiumEngine(data), PlumberEngine(data)
    assert fast.pages == reference.pages
    found = []
    for number in range(1, fast.pages + 1, step):
        a, b = fast.canvas(number), reference.canvas(number)
        assert abs(a.width - b.width) < 0.1
        assert abs(a.height - b.height) < 0.1
        missing = sum((shown(b.glyphs) - shown(a.glyphs)).values()) - sum(a.hidden.values())
        extra = sum((shown(a.glyphs) - shown(b.glyphs)).values())
        allowed, _ = MISSING.get((path.stem, number), (0, ""))
        if missing > allowed:
            found.append(f"{path.stem} p{number}: {missing} characters only in the reference engine")
        if extra and path.stem not in PAIRED:
            found.append(f"{path.stem} p{number}: {extra} characters only in the fast engine")
    fast.close()
    reference.close()
    return found


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_engines_agree_on_fixtures(path: Path) -> None:
    assert disagreements(path, 1) == []


@pytest.mark.skipif(not THEIRS, reason="../shared/reports is missing: engines not compared on real reports")
@pytest.mark.parametrize("path", THEIRS or [SHARED], ids=lambda p: p.stem)
def test_engines_agree_on_real_reports(path: Path) -> None:
    pages = PdfiumEngine(path.read_bytes()).pages
    assert disagreements(path, 1 if pages <= 10 else 4) == []


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_glyphs_stand_where_the_reference_puts_them(path: Path) -> None:
    data = path.read_bytes()
    fast, reference = PdfiumEngine(data), PlumberEngine(data)
    a, b = fast.canvas(1).glyphs, reference.canvas(1).glyphs
    places = {(g.char, round(g.x0), round(g.base)) for g in b}
    near = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    lost = [g for g in a if g.char.strip() and not any((g.char, round(g.x0) + dx, round(g.base) + dy) in places for dx, dy in near)]
    assert len(lost) <= 0.01 * len(a), lost[:5]
