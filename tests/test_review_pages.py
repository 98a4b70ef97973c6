"""Review pages as files: what is in them, what keeps strangers' text from being more than text, what happens when parts are missing."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from review_cases import HOSTILE, MISPRINT, example, extracted, hostile, write

from extractor.cli import main
from extractor.writers.review import fact_states, html, small
from extractor.writers.review.arithmetic import written
from extractor.writers.review.states import unread


def review(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["review", *map(str, arguments)], catch_exceptions=False)


def data(page: Path) -> Any:
    """The page's data, found as the browser finds it: up to the first end of a script."""
    text = page.read_text(encoding="utf-8")
    return json.loads(text.split('id="data">', 1)[1].split("</script", 1)[0])


@pytest.fixture(scope="module")
def misprint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the misprinted report extracted and reviewed."""
    out = tmp_path_factory.mktemp("out")
    extracted(MISPRINT, out)
    assert review(out, "--dpi", 50).exit_code == 0
    return out


def test_a_report_has_its_page_with_pictures_and_the_folder_its_index(misprint: Path) -> None:
    page = misprint / "review" / "company-misprint.html"
    content = json.loads((misprint / "company-misprint.json").read_text(encoding="utf-8"))
    text = page.read_text(encoding="utf-8")
    assert len(re.findall(r'id="picture-\d+">data:image/(?:png|jpeg);base64,', text)) == content["source"]["pages"]
    assert data(page)["content"] == content
    assert data(page)["without"] is None
    (row,) = data(misprint / "review" / "index.html")["reports"]
    assert row["href"] == "company-misprint.html"
    assert row["inconsistent"] == sum(check["status"] == "inconsistent" for check in content["checks"]) > 0


def test_nothing_is_asked_of_a_network_and_no_script_runs_but_ours(misprint: Path) -> None:
    for page in (misprint / "review").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]  # type: ignore[index]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        script = text.rsplit("<script>", 1)[1].rsplit("</script>", 1)[0]
        assert f"script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy
        without_data = re.sub(r'<script type="[^"]*" id="[^"]*">.*?</script>', "", text, flags=re.DOTALL)
        assert not re.search(
            r"https?:|\bfetch\(|XMLHttpRequest|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", without_data
        )


def test_pages_are_the_same_byte_for_byte(misprint: Path, tmp_path: Path) -> None:
    assert review(misprint, "--dpi", 50, "--out", tmp_path).exit_code == 0
    for page in (misprint / "review").glob("*.html"):
        assert (tmp_path / page.name).read_bytes() == page.read_bytes()


def test_hostile_text_stays_inside_the_data(tmp_path: Path) -> None:
    write(hostile(), tmp_path / "hostile.json")
    review(tmp_path)
    for page in (tmp_path / "review").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not [attack for attack in HOSTILE if attack in text]
        assert "\u2028" not in text
        assert text.count("<script") == 2
    assert data(tmp_path / "review" / "hostile.html")["content"]["report"]["title"] == HOSTILE[0]


@given(st.text(st.characters(codec=None), max_size=40))
@settings(max_examples=60, deadline=None)
def test_embedded_json_is_the_same_value_and_holds_no_markup(text: str) -> None:
    shown = html.embedded({"x": text})
    assert not set("<>&\u2028\u2029") & set(shown)
    shown.encode("utf-8")
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert json.loads(shown) == {"x": text}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"path": "gone.pdf"}, "原件不在"),
        ({"path": str(MISPRINT)}, "校验和不同"),
        ({"media_type": "text/plain"}, "输入是文本"),
    ],
    ids=["gone", "changed", "text"],
)
def test_without_the_document_there_is_text_and_it_is_said(tmp_path: Path, change: dict[str, str], said: str) -> None:
    content = example()
    content["source"] |= change
    path = write(content, tmp_path / "one.json")
    done = review(path)
    assert done.exit_code == 0
    assert said in done.stderr
    page = tmp_path / "review" / "one.html"
    assert said in data(page)["without"]["zh"]
    assert "picture-1" not in page.read_text(encoding="utf-8")
    assert not (tmp_path / "review" / "index.html").exists()


def test_a_document_moved_beside_its_json_is_found(misprint: Path, tmp_path: Path) -> None:
    content = json.loads((misprint / "company-misprint.json").read_text(encoding="utf-8"))
    content["source"]["path"] = "/elsewhere/company-misprint.pdf"
    write(content, tmp_path / "a.json")
    (tmp_path / MISPRINT.name).write_bytes(MISPRINT.read_bytes())
    review(tmp_path, "--dpi", 30)
    assert data(tmp_path / "review" / "a.html")["without"] is None


def test_what_cannot_be_shown_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    write(example(), tmp_path / "good.json")
    write(example() | {"facts": 3}, tmp_path / "broken.json")
    (tmp_path / "cut.json").write_text('{"facts": [', encoding="utf-8")
    (tmp_path / "foreign.json").write_text('{"a": 1}', encoding="utf-8")
    message = {"zh": "空文件", "en": "an empty file"}
    failed = {"path": "in/empty.pdf", "status": "failed", "problem": {"code": "empty", "page": None, "message": message}}
    (tmp_path / "run.json").write_text(json.dumps({"inputs": [failed, {"path": "x", "status": "read"}]}), encoding="utf-8")
    done = review(tmp_path, "--dpi", 0)
    assert done.exit_code == 1
    index = data(tmp_path / "review" / "index.html")
    assert [row["name"] for row in index["reports"]] == ["good"]
    assert [row["name"] for row in index["failed"]] == ["broken", "cut", "in/empty.pdf"]
    assert {path.name for path in (tmp_path / "review").iterdir()} == {"good.html", "index.html"}


def test_a_report_called_index_does_not_take_the_place_of_the_index(tmp_path: Path) -> None:
    write(example(), tmp_path / "index.json")
    review(tmp_path)
    assert data(tmp_path / "review" / "index.html")["reports"][0]["href"] == "index-report.html"
    assert data(tmp_path / "review" / "index-report.html")["stem"] == "index"


@pytest.mark.parametrize("name", ["50% #1 ?.json", "研报 一.json", "a'b.json"])
def test_links_lead_to_odd_names(tmp_path: Path, name: str) -> None:
    from urllib.parse import unquote

    write(example(), tmp_path / name)
    review(tmp_path)
    (row,) = data(tmp_path / "review" / "index.html")["reports"]
    assert (tmp_path / "review" / unquote(row["href"])).is_file()
    assert not set("%#?") & set(re.sub(r"%[0-9A-F]{2}", "", row["href"]))


def test_nothing_to_review(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        done = review(place)
        assert done.exit_code == 2
        assert "yanbao extract" in done.stderr or "does not exist" in done.stderr


def fact(name: str, metric: str | None = "revenue", confidence: float | None = None) -> dict[str, Any]:
    return {"id": name, "metric": metric, "source": {"confidence": confidence, "table": None, "row": None, "column": None}}


def check(status: str, reported: str, *terms: str, rule: str = "SUM01", weights: str = "") -> dict[str, Any]:
    signs = weights or "+" * len(terms)
    weighed = [{"fact": name, "weight": "-1" if sign == "-" else "1"} for name, sign in zip(terms, signs, strict=True)]
    return {"rule": rule, "status": status, "reported": {"fact": reported}, "terms": weighed}


def test_states() -> None:
    facts = [fact("a"), fact("b"), fact("c"), fact("d", None), fact("e", confidence=0.9), fact("f", confidence=0.9), fact("g", None)]
    checks = [check("inconsistent", "a", "b"), check("consistent", "b", "f", "g"), check("not_checked", "c", "c")]
    assert fact_states({"facts": facts, "checks": checks}) == {
        "a": "inconsistent", "b": "inconsistent", "c": "unchecked", "d": "unmapped", "e": "ocr", "f": "confirmed", "g": "confirmed",
    }  # fmt: skip


def test_numbers_of_tables_that_became_no_fact_are_shown() -> None:
    content = example()
    assert not unread(content)
    gone = next(fact for fact in content["facts"] if fact["kind"] == "table")
    content["facts"].remove(gone)
    assert [cell["text"] for cell in unread(content)] == [gone["raw"]]


@pytest.mark.parametrize(
    ("made", "metrics", "wanted"),
    [
        (check("consistent", "t", "a", "b", "c", weights="+-+"), {}, [0, "−", 1, "+", 2]),
        (check("consistent", "t", "a", "b", weights="-+", rule="IDN03"), {}, ["−", 0, "+", 1]),
        (check("consistent", "t", "a", rule="AGR01"), {}, [0]),
        (check("consistent", "t", "a", "b", rule="GRW01"), {}, [0, "÷", 1, "−", "1"]),
        (check("consistent", "t", "a", "b", rule="SHR01"), {}, ["100%", "−", 0, "−", 1]),
        (check("consistent", "t", "a", "b", "c", rule="RAT08"), {}, ["(", 1, "×", 2, ")", "÷", 0]),
        (
            check("consistent", "t", "a", "b", "c", rule="RAT03"),
            {"t": "quick_ratio", "a": "current_assets", "b": "inventories", "c": "current_liabilities"},
            ["(", 0, "−", 1, ")", "÷", 2],
        ),
        (check("consistent", "t", "a", "b", rule="RAT03"), {"t": "quick_ratio", "a": "revenue", "b": "inventories"}, None),
        (check("inconsistent", "t", rule="EVD01"), {}, None),
    ],
    ids=["sum", "identity", "twice", "growth", "shares", "price", "ratio", "other operands", "print"],
)
def test_arithmetic_is_written_out(made: dict[str, Any], metrics: dict[str, str], wanted: object) -> None:
    assert written(made, metrics) == wanted


def test_conventions_that_differ_only_in_a_sign_are_not_told_apart() -> None:
    metrics = {"t": "gross_margin", "a": "operating_cost", "b": "revenue"}
    assert written(check("consistent", "t", "a", "b", rule="RAT01"), metrics) is None


def test_pictures_are_small_and_still_the_page() -> None:
    image = Image.new("RGB", (400, 300), "white")
    image.paste("navy", (40, 40, 90, 60))
    png = io.BytesIO()
    image.save(png, "PNG")
    kind, coded = small(png.getvalue()).split(";base64,")
    assert kind == "data:image/png"
    with Image.open(io.BytesIO(base64.b64decode(coded))) as again:
        assert again.size == (400, 300)
        assert again.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
