"""The claims of real and of arbitrary text: every fact's span is its print, every number token is accounted for, in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import parsers
from extractor.finders.prose import Claims, find_claims
from extractor.model import Block, Document, Page, Report

SHARED = Path(__file__).resolve().parents[2] / "shared"
REPORTS = sorted(SHARED.glob("reports/*.pdf")) + sorted(SHARED.glob("seeds/*.txt"))
PAGE = (
    "2024年公司实现营收12.5亿元（+20.0%），归母净利润3.0亿元（-5.5%），毛利率41.3%，同比提升2.1pct。分业务看，制剂业务收入1.8亿元，"
    "同比下滑13%，原料药业务收入9.4亿元，同比增长127%。我们预计2025-2027年营收15/18/21亿元，同比增速20%/20%/17%，对应PE=30/25/21x。"
) * 10


def one_page(text: str) -> Document:
    page = Page(1, 0, 0, text, (Block("body", 0, len(text), None),))
    return Document("x.txt", "00", "text/plain", (page,), (), "good")


def hold(document: Document, claims: Claims) -> None:
    pages = {page.number: page.text for page in document.pages}
    for fact in claims.facts:
        source = fact.source
        assert pages[source.page][source.start : source.end] == fact.raw
        assert fact.low is not None or fact.high is not None
        assert fact.low is None or fact.high is None or fact.low <= fact.high
        assert (fact.versus is None) == (fact.basis != "vs")
        assert (fact.status == "A") == (fact.forecaster is None)
    for page in claims.coverage:
        assert page.seen == page.claimed + sum(page.refused.values())
        assert "unread" not in page.refused


@pytest.mark.skipif(not REPORTS, reason="the shared reports are not here: no claim of a real report is tested")
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_facts_of_a_report_are_its_print(path: Path) -> None:
    document = parsers.parse(path).document
    claims = find_claims(document, Report(date="2025-06-30"))
    hold(document, claims)
    assert len({(f.source.page, f.source.start) for f in claims.facts}) == len(claims.facts)


@given(st.text(alphabet="0123456789.%，。；、/（）()-~+至和 年月季同环比增长下降预计原为占营收毛利率亿元倍pctPEQ家公司\n", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    document = one_page(text)
    hold(document, find_claims(document, Report(date="2025-06-30")))


def test_a_page_is_read_in_milliseconds() -> None:
    document = one_page(PAGE[:1500])
    find_claims(document, Report())
    started = time.process_time()
    for _ in range(5):
        find_claims(document, Report())
    assert (time.process_time() - started) / 5 < 0.03  # 10 ms on an idle core


def test_a_long_passage_costs_no_more_per_character() -> None:
    short, long = one_page(PAGE), one_page(PAGE * 12)
    find_claims(short, Report())

    def cost(document: Document) -> float:
        started = time.process_time()
        find_claims(document, Report())
        return time.process_time() - started

    assert min(cost(long) for _ in range(2)) < 12 * 2.5 * max(cost(short) for _ in range(3))
