"""Every rule does what its documentation shows, and nothing is told under a code that is not documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_curated_report import changed

from extractor import validators
from extractor.pipeline_validate import explain, validate
from extractor.validators.rules import Rule, rules

CODE = re.compile(r'"([A-Z]{3}\d{2})"')
ROOM = Path(validators.__file__).parent
RUN = [rule for rule in rules().values() if "text" not in rule.fails]


def told(tmp_path: Path, example: dict[str, dict[str, str]]) -> set[str]:
    if "files" in example:
        for name, text in example["files"].items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return {finding.code for finding in validate([tmp_path]).findings}
    path = changed(tmp_path, **{pointer.replace("/", "__"): value for pointer, value in example["report"].items()})
    return {finding.code for finding in validate([path]).findings}


@pytest.mark.parametrize("rule", RUN, ids=lambda rule: rule.code)
def test_the_failing_example_fails(tmp_path: Path, rule: Rule) -> None:
    assert rule.code in told(tmp_path, rule.fails)  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", RUN, ids=lambda rule: rule.code)
def test_the_passing_example_passes(tmp_path: Path, rule: Rule) -> None:
    assert told(tmp_path, rule.passes) == set()  # type: ignore[arg-type]


def test_every_code_is_documented() -> None:
    rooms = [*ROOM.rglob("*.py"), ROOM.parent / "pipeline_validate.py", *(ROOM.parent / "parsers" / "curated").glob("*.py")]
    used = {code for path in rooms for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert used == set(rules())


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_explanations_hold_all_parts(rule: Rule) -> None:
    text = explain(rule.code)
    for part in (rule.name, rule.what, rule.why):
        assert part.zh in text
        assert part.en in text
        assert part.zh != part.en
