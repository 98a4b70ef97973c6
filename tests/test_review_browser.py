"""Review pages as people meet them: in a real Chromium, from disk, with mouse and keys. Skipped, and said so, where there is none."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browser import Browser, browsing
from review_cases import HOSTILE, MISPRINT, example, extracted, hostile, write

from extractor.pipeline_review import review


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    path = extracted(MISPRINT, folder)
    write(recognised(json.loads(path.read_text(encoding="utf-8"))), folder / "recognised.json")
    write(hostile(), folder / "hostile.json")
    write(example(), folder / "textonly.json")
    review(folder, None, 60, lambda _: None)
    return folder


def recognised(content: Any) -> Any:
    """The same report as if every number had been read in a picture, and none was checked."""
    for fact in content["facts"]:
        fact["source"]["confidence"] = 0.93
    return content | {"checks": []}


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def report(started: Browser, out: Path) -> Browser:
    started.open(out / "review" / "company-misprint.html")
    started.run("localStorage.clear(); if (language !== 'zh') toggleLanguage(); history.replaceState(null, '', '#')")
    return started


@pytest.fixture
def content(out: Path) -> Any:
    return json.loads((out / "company-misprint.json").read_text(encoding="utf-8"))


def count(browser: Browser, selector: str) -> int:
    return int(browser.run(f"document.querySelectorAll({json.dumps(selector)}).length"))


def text(browser: Browser, selector: str) -> str:
    return str(browser.run(f"document.querySelector({json.dumps(selector)}).innerText"))


@pytest.mark.parametrize("name", ["company-misprint", "textonly", "hostile", "index"])
def test_it_opens_without_a_complaint_and_without_a_request(started: Browser, out: Path, name: str) -> None:
    started.errors.clear()
    started.requests.clear()
    started.open(out / "review" / f"{name}.html")
    started.run("new Promise((done) => setTimeout(done, 200))")
    assert started.errors == []
    assert [address for address in started.requests if not address.startswith(("file:", "data:", "about:"))] == []
    for key in ("1", "2", "3", "4"):
        started.key(key)
        shown = started.run("document.body.innerText")
        assert not [slip for slip in ("[object", "undefined", "null", "NaN", "false") if slip in shown]


def test_failing_checks_come_first_with_their_arithmetic(report: Browser, content: Any) -> None:
    failing = [check for check in content["checks"] if check["status"] == "inconsistent"]
    assert count(report, ".row-check.inconsistent") == len(failing) == count(report, ".sum.inconsistent")
    assert report.run("document.querySelector('#list .row-check').classList.contains('inconsistent')")
    first = text(report, ".sum.inconsistent .formula").replace("\n", "")
    assert "≠" in first
    assert "1,802" in first
    assert "2,736" in first


def test_click_a_fact_and_see_its_box(report: Browser, content: Any) -> None:
    wanted = next(fact for fact in content["facts"] if fact["source"]["page"] == 3)
    report.key("2")
    report.key("/")
    report.type(wanted["id"])
    report.key("Escape")
    report.click(f'.row-fact[data-fact="{wanted["id"]}"]')
    assert count(report, ".box.on") == len(wanted["source"]["boxes"]) > 0
    shown, stage = report.run(
        "[document.querySelector('.box.on'), document.querySelector('.page')].map((e) => e.getBoundingClientRect().toJSON())"
    )
    page = content["pages"][2]
    x0, top, x1, bottom = wanted["source"]["boxes"][0]
    scale = stage["width"] / page["width"]
    assert shown["x"] - stage["x"] == pytest.approx((x0 - 1) * scale, abs=1.5)
    assert shown["y"] - stage["y"] == pytest.approx((top - 1) * scale, abs=1.5)
    assert (shown["width"], shown["height"]) == pytest.approx(((x1 - x0 + 2) * scale, (bottom - top + 2) * scale), abs=1.5)
    assert 0 < shown["y"] < 950
    assert report.run("document.querySelector('.page img').naturalWidth") > 100


def test_click_a_box_and_see_its_fact(report: Browser) -> None:
    box = report.run("document.querySelectorAll('.box[data-fact]')[5].dataset.fact")
    report.click(f'.box[data-fact="{box}"]')
    assert report.run("document.querySelector('.row-fact.on').dataset.fact") == box
    assert report.run("location.hash") == f"#{box}"
    row = report.run("document.querySelector('.row-fact.on').getBoundingClientRect().toJSON()")
    assert 0 < row["top"] < 950
    assert "编号" in text(report, ".detail")


def test_a_check_marks_its_numbers_and_leads_to_them(report: Browser, content: Any) -> None:
    failing = next(check for check in content["checks"] if check["status"] == "inconsistent")
    report.click(f'.row-check[data-check="{failing["id"]}"]')
    assert count(report, ".box.on") == 1
    assert count(report, ".box.term") == 1 + len(failing["terms"])
    term = failing["terms"][0]["fact"]
    report.click(f'.formula [data-term="{term}"]')
    assert report.run("document.querySelector('.box.on').dataset.fact") == term


def test_a_link_to_a_fact_opens_it(started: Browser, out: Path, content: Any) -> None:
    wanted = content["facts"][-1]["id"]
    started.open(out / "review" / "company-misprint.html", fragment=f"#{wanted}")
    assert started.run("document.querySelector('.box.on').dataset.fact") == wanted


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("metric", lambda fact: fact["metric"]),
        ("period", lambda fact: fact["period"]),
        ("page", lambda fact: str(fact["source"]["page"])),
    ],
)
def test_filters(report: Browser, content: Any, name: str, of: Any) -> None:
    value = of(content["facts"][40])
    report.key("2")
    found = f"document.querySelector('[data-filter={name}]')"
    report.run(f"{found}.value = {json.dumps(value)}; {found}.dispatchEvent(new Event('change'))")
    report.run("more(document.getElementById('list'), 9999)")
    assert count(report, ".row-fact") == sum(of(fact) == value for fact in content["facts"]) > 0
    report.click("#clear")
    assert report.run("filtering()") is False


def test_filter_by_state_and_search(report: Browser) -> None:
    states = report.run("DATA.states")
    report.key("2")
    report.click('#chips [data-state="inconsistent"]')
    assert count(report, ".row-fact") == sum(state == "inconsistent" for state in states.values()) > 0
    assert count(report, ".box.dim") > 0
    report.key("Escape")
    report.key("/")
    report.type("营业收入 2025")
    assert count(report, ".row-fact") > 0
    assert report.run("[...document.querySelectorAll('.row-fact')].every((r) => FACTS.get(r.dataset.fact).period.includes('2025'))")


def test_keys(report: Browser) -> None:
    page = lambda: report.run("shownNow.page")  # noqa: E731
    report.key("n")
    assert page() == 2
    report.key("p")
    assert page() == 1
    report.key("p")
    assert page() == 1
    report.key("2")
    report.key("j")
    first = report.run("shownNow.fact")
    report.key("j")
    assert report.run("shownNow.fact") != first
    report.key("k")
    assert report.run("shownNow.fact") == first
    report.key("Escape")
    assert report.run("shownNow.fact") is None
    report.key("/")
    report.type("j")
    assert report.run("filter.text") == "j"
    report.run("document.getElementById('search').select()")
    report.type("2025")
    report.key("Enter")
    report.key("j")
    assert report.run("visibleFacts().findIndex((fact) => fact.id === shownNow.fact)") == 1


def test_help_names_the_keys(report: Browser) -> None:
    report.key("?")
    shown = text(report, "dialog")
    assert "[object" not in shown
    assert all(key in shown for key in ("j", "n", "/", "Esc"))
    report.click("dialog")
    assert count(report, "dialog") == 0


def test_chinese_and_english(report: Browser) -> None:
    assert "核对" in text(report, "#tabs")
    report.key("l")
    assert "Checks" in text(report, "#tabs")
    assert "printed" in text(report, ".sum")
    assert report.run("document.documentElement.lang") == "en"
    assert report.run("Object.values(TEXTS).every((both) => both.length === 2 && both.every(Boolean))")
    report.key("l")
    assert "核对" in text(report, "#tabs")


def test_only_the_page_in_sight_is_in_the_document(report: Browser, content: Any) -> None:
    for page in content["pages"]:
        boxes = sum(len(fact["source"]["boxes"]) for fact in content["facts"] if fact["source"]["page"] == page["page"])
        assert report.run("document.querySelectorAll('.box[data-fact]').length") == boxes
        assert count(report, "img") == 1
        report.key("n")


@pytest.mark.parametrize("name", ["hostile", "index"])
def test_hostile_text_stays_text(started: Browser, out: Path, name: str) -> None:
    started.requests.clear()
    started.open(out / "review" / f"{name}.html")
    if name == "hostile":
        assert started.run("document.querySelector('h1').textContent") == HOSTILE[0]
        for key in ("1", "2", "3", "4", "2", "j", "l", "1", "j"):
            started.key(key)
            assert started.run("window.stolen") is None
    else:
        assert HOSTILE[0] in started.run("document.body.textContent")
    assert started.run("window.stolen") is None
    assert count(started, "script:not([id])") == 1
    assert count(started, "img[onerror], b b") == 0
    assert [address for address in started.requests if not address.startswith(("file:", "data:"))] == []


def test_without_pictures_the_text_is_marked_and_cells_are_coloured(started: Browser, out: Path) -> None:
    started.open(out / "review" / "textonly.html")
    assert count(started, ".notice") == 1
    assert count(started, ".grid td.fact.confirmed") > 0
    started.click(".text button[data-fact]")
    assert count(started, ".text button.on") == 1
    assert count(started, ".row-fact.on") == 1


def test_recognised_numbers_look_different(started: Browser, out: Path) -> None:
    started.open(out / "review" / "recognised.html")
    assert count(started, ".box.ocr.recognised") == count(started, ".box[data-fact]") > 0
    assert started.run("getComputedStyle(document.querySelector('.box.ocr')).borderTopStyle") == "dashed"
    started.click('#chips [data-state="ocr"]')
    assert count(started, ".row-fact") > 0
    started.click(".row-fact")
    assert "0.93" in text(started, ".detail")


def test_exact_decimals(started: Browser, out: Path) -> None:
    started.open(out / "review" / "textonly.html")
    cases = {
        "moved('540000000', -6)": "540.000000", "moved('0.3225', 2)": "32.25", "moved('-5', -3)": "-0.005", "moved('12', 3)": "12000",
        "rounded('2.5', 0)": "2", "rounded('3.5', 0)": "4", "rounded('-0.0049', 2)": "0.00", "rounded('1234567', -3)": "1235000",
        "grouped('1234567.5')": "1,234,567.5", "minus('2735500000', '2719000000')": "16500000", "minus('0.01', '0.4')": "-0.39",
    }  # fmt: skip
    assert {script: started.run(script) for script in cases} == cases


def test_print_has_the_findings_the_pages_and_the_facts(report: Browser) -> None:
    printed = pypdfium2.PdfDocument(io.BytesIO(report.pdf()))
    try:
        texts = [page.get_textpage().get_text_range() for page in printed]
    finally:
        printed.close()
    assert "1,802" in texts[0]
    assert "全部" not in "".join(texts)
    assert any("第3页" in text for text in texts[1:])


def test_the_index_leads_to_the_reports(started: Browser, out: Path) -> None:
    started.open(out / "review" / "index.html")
    assert count(started, "tbody tr") == 4
    started.click('[data-column="facts"]')
    facts = started.run("[...document.querySelectorAll('tbody tr td:nth-child(5)')].map((cell) => Number(cell.textContent))")
    assert facts == sorted(facts, reverse=True)
    started.run("document.getElementById('search').focus()")
    started.type("301987 misprint")
    assert count(started, "tbody tr") == 1
    started.click("tbody a")
    started.run("new Promise((done) => setTimeout(done, 500))")
    assert count(started, ".box") > 0
