"""Findings as text, JSON, SARIF and annotations, and the command that writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from curated_cases import ADS, wide

from extractor.cli import main
from extractor.model import Message
from extractor.model.curated import Finding, Place
from extractor.writers.findings import github

GOOD = wide("合计,823,887,827,1015", "甲,680,754,720,907", "乙,143,133,107,108")
BAD = GOOD.replace("720", "270")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.csv").write_text(GOOD, encoding="utf-8")
    Path("bad.csv").write_text(BAD.replace("示例公司", "别家"), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("good.csv",), 0),
        (("bad.csv",), 1),
        (("good.csv", "bad.csv"), 1),
        ((".",), 1),
        (("bad.csv", "--ignore", "CUR"), 0),
        (("bad.csv", "--select", "DUP,SCH"), 0),
        (("bad.csv", "--select", "CUR02"), 1),
        (("--explain", "CUR02"), 0),
        (("--explain", "cur02"), 0),
        (("--explain", "XXX99"), 2),
        (("bad.csv", "--select", "XXX"), 2),
        (("missing.csv",), 2),
        ((), 2),
        (("--format", "xml", "good.csv"), 2),
    ],
)
def test_exit_codes(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments).exit_code == code


def test_text_names_the_cell_in_both_languages(folder: Path) -> None:
    zh, en = run("bad.csv").stdout.splitlines()[:2]
    assert zh.startswith("bad.csv:6 单元格 2022 / 甲: CUR02 写的是 270，所涉关系只允许 719–721：")
    assert en.startswith("    cell 2022 / 甲: written 270, its relations allow 719–721: ")
    assert en.rstrip().endswith("]")


def test_a_clean_run_says_nothing_but_a_summary(folder: Path) -> None:
    result = run("good.csv")
    assert result.stdout == ""
    assert "0 findings" in result.stderr


def test_json(folder: Path) -> None:
    content = json.loads(run("bad.csv", "--format", "json").stdout)
    (finding,) = content["findings"]
    assert (finding["code"], finding["place"]["line"], finding["found"], finding["allowed"]) == ("CUR02", 6, "270", "719–721")
    assert set(finding["message"]) == {"zh", "en"}


def test_sarif(folder: Path) -> None:
    log = json.loads(run("bad.csv", "--format", "sarif").stdout)
    (one,) = log["runs"]
    assert (log["version"], one["tool"]["driver"]["name"]) == ("2.1.0", "yanbao")
    (result,) = one["results"]
    assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "CUR02"
    place = result["locations"][0]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "bad.csv"}, "region": {"startLine": 6}}
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "2022 / 甲"
    assert [related["id"] for related in result["relatedLocations"]] == [0, 1]


def test_sarif_and_json_of_a_clean_run_are_whole(folder: Path) -> None:
    assert json.loads(run("good.csv", "--format", "sarif").stdout)["runs"][0]["results"] == []
    assert json.loads(run("good.csv", "--format", "json").stdout)["findings"] == []


def test_annotations_escape_what_github_would_read() -> None:
    finding = Finding("CUR02", "error", Place("a,b.csv", 3, 2, "2024 / 甲: 100%"), Message("差\n一", "off"), "1", "2", ("c_1",))
    assert github([finding], {}, "0") == "::error file=a%2Cb.csv,line=3,title=CUR02 2024 / 甲%3A 100%25::差%0A一%0Aoff"


def test_notes_do_not_fail(folder: Path) -> None:
    Path("note.csv").write_text("metric,period,value,unit\n营业收入,2024,7.5,亿元\n营业收入,2024,748,百万元\n", encoding="utf-8")
    result = run("note.csv")
    assert (result.exit_code, "DUP03 提示：" in result.stdout) == (0, True)


def test_the_example_data_set_is_clean() -> None:
    result = run(str(ADS))
    assert (result.exit_code, result.stdout) == (0, "")
