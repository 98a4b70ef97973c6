"""Outputs read again are the extractions that were written; what is no output says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor import resources
from extractor.errors import UnreadableInput, UsageError
from extractor.pipeline_outputs import read_naming, read_outputs
from extractor.writers import dumps, report_json

EXAMPLE = resources.schemas_dir() / "examples" / "report.json"


def test_written_and_read_again_is_the_same(fixture_outputs: Path) -> None:
    stems = []
    for output in read_outputs(fixture_outputs):
        assert dumps(report_json(output.extraction, output.extractor)) == output.path.read_text(encoding="utf-8")
        stems.append(output.stem)
    assert stems == [path.stem for path in sorted(fixture_outputs.glob("*.json")) if path.name != "run.json"]


def test_the_worked_example_is_read_whole() -> None:
    (output,) = read_outputs(EXAMPLE)
    assert report_json(output.extraction, output.extractor) == json.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_only_reports_that_name_an_id_are_read(fixture_outputs: Path) -> None:
    (found,) = read_outputs(fixture_outputs / "company.json")
    assert [output.stem for output in read_naming(fixture_outputs, found.extraction.facts[0].id)] == ["company"]
    assert list(read_naming(fixture_outputs, "f_isnowhere")) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "json"), ("[]", "no_report"), ('{"facts": []}', "schema")],
)
def test_a_named_file_that_is_no_output_is_an_error(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInput) as raised:
        list(read_outputs(tmp_path / "a.json"))
    assert raised.value.code == code


def test_foreign_json_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"name": "package"}', encoding="utf-8")
    assert list(read_outputs(tmp_path)) == []


@pytest.mark.parametrize("code", ["no_file", "no_output"])
def test_a_folder_without_outputs_says_what_to_do(tmp_path: Path, code: str) -> None:
    with pytest.raises(UsageError, match="yanbao extract") as raised:
        list(read_outputs(tmp_path / "none" if code == "no_file" else tmp_path))
    assert raised.value.code == code
