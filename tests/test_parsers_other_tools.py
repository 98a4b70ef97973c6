"""One report in the forms that docling and MinerU write: the same facts from each, with pages, and boxes where given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import parsers, pipeline
from extractor.errors import UnreadableInput
from extractor.model import Fact

SAMPLES = Path(__file__).resolve().parents[1] / "fixtures" / "other_tools"
JSON_FILES = ("docling.json", "mineru_content_list.json", "mineru_middle.json")


def cells(name: str) -> list[Fact]:
    return [fact for fact in pipeline.extract(SAMPLES / name).facts if fact.kind == "table"]


@pytest.mark.parametrize("name", [*JSON_FILES, "mineru.md"])
def test_the_table_says_the_same_in_every_form(name: str) -> None:
    found = {(fact.row_header, fact.period, fact.status): (fact.raw, str(fact.value), fact.unit) for fact in cells(name)}
    assert len(found) == 12
    assert found["营业收入", "2024", "A"] == ("1,200", "1.200E+9", "CNY")
    assert found["归母净利润", "2026", "E"] == ("261", "2.61E+8", "CNY")


@pytest.mark.parametrize("name", [*JSON_FILES, "mineru.md"])
def test_the_prose_says_the_same_in_every_form(name: str) -> None:
    found = {(fact.metric, fact.basis, fact.period, fact.raw) for fact in pipeline.extract(SAMPLES / name).facts if fact.kind == "text"}
    assert {raw for _, _, _, raw in found} == {"12.00亿元", "20.0%", "1.50亿元", "25.0%"}
    assert {period for _, _, period, _ in found} == {"2024"}


@pytest.mark.parametrize("name", JSON_FILES)
def test_pages_and_offsets_are_those_of_the_print(name: str) -> None:
    document = parsers.parse(SAMPLES / name).document
    assert [page.number for page in document.pages] == [1, 2]
    assert [(table.id, table.page, table.statement) for table in document.tables] == [("p2.t1", 2, "income")]
    for row in document.tables[0].body_rows:
        for cell in row:
            assert document.pages[1].text[cell.start : cell.end] == cell.text
    assert [problem.code for problem in document.problems] == ["read_elsewhere"]


@pytest.mark.parametrize("name", JSON_FILES)
def test_running_headers_are_furniture(name: str) -> None:
    document = parsers.parse(SAMPLES / name).document
    kinds = {document.pages[0].text[b.start : b.end]: b.kind for b in document.pages[0].blocks}
    assert kinds["示例证券 公司点评"] == "furniture"


def test_docling_cells_keep_their_boxes() -> None:
    fact = next(fact for fact in cells("docling.json") if fact.raw == "1,200")
    assert [round(v) for b in fact.source.boxes for v in (b.x0, b.top, b.x1, b.bottom)] == [170, 120, 285, 135]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "not_json"),
        ("[]", "unknown_json"),
        ('{"schema": "1.0"}', "unknown_json"),
        ('[{"type": "text"}]', "unknown_json"),
        ('[{"type": "text", "text": "", "page_idx": 0}]', "empty"),
        ('[{"type": "text", "text": "x", "page_idx": "first"}]', "broken_json"),
        ('{"schema_name": "DoclingDocument", "pages": {"a": {}}}', "broken_json"),
        ('{"pdf_info": [{"para_blocks": []}]}', "broken_json"),
        ("[" * 100_000, "not_json"),
    ],
)
def test_other_json_is_refused_with_a_reason(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInput) as refused:
        parsers.parse(path)
    assert refused.value.code == code


def test_a_docling_reference_loop_ends(tmp_path: Path) -> None:
    data: dict[str, Any] = json.loads((SAMPLES / "docling.json").read_text(encoding="utf-8"))
    data["texts"][1]["children"] = [{"$ref": "#/texts/1"}, {"$ref": "#/texts/2"}, {"$ref": "#/nowhere/3"}]
    path = tmp_path / "loop.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert parsers.parse(path).document.pages[0].text.count("12.00亿元") == 1
