"""Contract JSON judged again: schema, digits, places, ids, stored checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from curated_cases import only

from extractor.parsers.curated.contract import read_json, values
from extractor.pipeline_validate import validate
from extractor.resources import schemas_dir
from extractor.writers.plain import plain

EXAMPLE = schemas_dir() / "examples" / "report.json"


def changed(tmp_path: Path, **changes: Any) -> Path:
    """The example report with values exchanged at pointers (`facts__0__unit`)."""
    content = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    for pointer, value in changes.items():
        *parents, last = [int(part) if part.isdigit() else part for part in pointer.split("__")]
        node = content
        for part in parents:
            node = node[part]
        node[last] = value
    path = tmp_path / "report.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_the_example_is_clean() -> None:
    verdict = validate([EXAMPLE])
    assert (verdict.findings, verdict.facts > 0) == ((), True)


def test_values_come_back_as_they_were_written() -> None:
    content = read_json(EXAMPLE).content
    facts, tables = values(content)
    assert plain(facts) == content["facts"]
    assert plain(tables) == content["tables"]


CHANGES = {
    "an unknown kind": ({"facts__0__kind": "tabel"}, "SCH10", "facts/0/kind"),
    "a number for a string": ({"facts__3__unit": 5}, "SCH10", "facts/3/unit"),
    "excess digits": ({"facts__0__decimals": -10}, "SCH08", "facts/0/low"),
    "no value though bounds agree": ({"facts__0__value": None}, "SCH11", "facts/0/value"),
    "raw is not in its cell": ({"facts__0__raw": "1,201"}, "EVD02", "facts/0/source/row"),
    "no such table": ({"facts__0__source__table": "p9t9"}, "EVD02", "facts/0/source/row"),
    "a check of a lost fact": ({"checks__0__terms__0__fact": "f_aaaaaaaaaaaaaaaa"}, "EVD03", "checks/0"),
}


@pytest.mark.parametrize(("changes", "code", "field"), CHANGES.values(), ids=list(CHANGES))
def test_changes(tmp_path: Path, changes: dict[str, Any], code: str, field: str) -> None:
    path = changed(tmp_path, **changes)
    findings = [f for f in validate([path]).findings if f.code == code]
    assert field in [f.place.field for f in findings]
    found = next(f for f in findings if f.place.field == field)
    line = found.place.line
    item = field.split("/")[:2]
    assert line is not None
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content[item[0]][int(item[1])]["id"] in path.read_text(encoding="utf-8").splitlines()[line - 1]


def test_an_id_used_twice(tmp_path: Path) -> None:
    facts = json.loads(EXAMPLE.read_text(encoding="utf-8"))["facts"]
    path = changed(tmp_path, facts=[*facts, facts[0]])
    assert [(f.code, f.place.field) for f in validate([path]).findings if f.code == "DUP04"] == [("DUP04", f"facts/{len(facts)}/id")]


def test_what_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    assert only(validate([tmp_path / "a.json"])).code == "SCH01"
    (tmp_path / "a.json").write_text('{"facts": []}', encoding="utf-8")
    assert {f.code for f in validate([tmp_path / "a.json"]).findings} == {"SCH10"}
    (tmp_path / "a.json").write_text('{"name": "package of somebody else"}', encoding="utf-8")
    verdict = validate([tmp_path / "a.json"])
    assert (verdict.findings, verdict.skipped) == ((), (tmp_path / "a.json",))


def test_a_folder_is_searched_for_data_and_reports_only(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run.json").write_text("{}", encoding="utf-8")
    (tmp_path / "out" / "facts.csv").write_text("written by extract\n", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "else"}', encoding="utf-8")
    (tmp_path / "out" / "report.json").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    verdict = validate([tmp_path])
    assert [path.name for path in verdict.files] == ["report.json"]
    assert verdict.findings == ()
