"""`show`, `explain` and `diff`: what a person asks of a run, answered from its output."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.cli.columns import aligned, cut, width
from extractor.pipeline_outputs import read_outputs

ROOT = Path(__file__).resolve().parents[1]


def yanbao(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def facts(out: Path, stem: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((out / f"{stem}.json").read_text(encoding="utf-8"))["facts"]
    return found


def edited(out: Path, to: Path, stem: str, edit: Callable[[dict[str, Any]], None]) -> Path:
    """A copy of an output in which one report says something else."""
    shutil.copytree(out, to)
    content = json.loads((to / f"{stem}.json").read_text(encoding="utf-8"))
    edit(content)
    (to / f"{stem}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return to


def test_show_has_record_forecasts_and_findings(fixture_outputs: Path) -> None:
    done = yanbao("show", fixture_outputs / "company-misprint.json")
    assert done.exit_code == 0
    for part in ("松泉证券 · 2025-04-29", "预测 forecasts  青梧医药", "2025E", "1,568", "22.0%", "✗ 第3页《资产负债表》2026"):
        assert part in done.stdout


def test_show_says_the_same_of_the_report_itself(fixture_outputs: Path) -> None:
    """But for the first line, which names the file."""
    read = yanbao("show", ROOT / "fixtures" / "reports" / "dual.pdf")
    written = yanbao("show", fixture_outputs / "dual.json")
    assert read.stdout.split("\n", 1)[1].strip() == written.stdout.split("\n", 1)[1].strip()


@pytest.mark.parametrize("stem", ["peers", "segments", "founding-report"])
def test_show_takes_any_report(fixture_outputs: Path, stem: str) -> None:
    assert "记录 record" in yanbao("show", fixture_outputs / f"{stem}.json").stdout


def test_show_of_nothing_says_what_to_do(tmp_path: Path) -> None:
    done = yanbao("show", tmp_path / "none.json")
    assert (done.exit_code, "OUT/<stem>.json" in done.stderr) == (2, True)


def test_explain_leads_from_print_to_value(fixture_outputs: Path) -> None:
    fact = next(fact for fact in facts(fixture_outputs, "company") if fact["label"] == "营业成本" and fact["period"] == "2024")
    done = yanbao("explain", fact["id"], fixture_outputs)
    assert done.exit_code == 0
    for part in (
        f"“{fact['raw']}”", str(fact["source"]["boxes"][0]), "501000000", "printed to 10^6", "unit note “单位：百万元”", "operating_cost",
        "canonical name of operating_cost", "column header", "✓ c_",
    ):  # fmt: skip
        assert part in done.stdout, part


def test_explain_shows_the_sentence_around_a_number(fixture_outputs: Path) -> None:
    fact = next(fact for fact in facts(fixture_outputs, "segments") if fact["kind"] == "text" and fact["metric"])
    assert f"【{fact['raw']}】" in yanbao("explain", fact["id"], fixture_outputs / "segments.json").stdout


def test_every_fact_and_check_can_be_explained(fixture_outputs: Path) -> None:
    """Of a report with prose, ranges, unmapped labels and no boxes."""
    from extractor.cli.explain_text import explain_check, explain_fact

    for output in read_outputs(fixture_outputs / "founding-report.json"):
        for fact in output.extraction.facts:
            assert fact.raw in "\n".join(explain_fact(fact, output.extraction, "a.json"))
        for check in output.extraction.checks:
            assert check.message.en in "\n".join(explain_check(check, output.extraction, "a.json"))


def test_explain_takes_checks_and_beginnings(fixture_outputs: Path) -> None:
    content = json.loads((fixture_outputs / "company-misprint.json").read_text(encoding="utf-8"))
    check = next(check for check in content["checks"] if check["status"] == "inconsistent")
    whole, part = (yanbao("explain", name, fixture_outputs) for name in (check["id"], check["id"][:12]))
    assert whole.stdout == part.stdout
    assert check["message"]["en"] in whole.stdout
    assert all(term["fact"] in whole.stdout for term in check["terms"])


@pytest.mark.parametrize(("name", "code"), [("f_nothingofthekind", 1), ("f_", 2)])
def test_explain_of_no_id(fixture_outputs: Path, name: str, code: int) -> None:
    assert yanbao("explain", name, fixture_outputs).exit_code == code


def test_diff_of_an_output_with_itself(fixture_outputs: Path) -> None:
    done = yanbao("diff", fixture_outputs, fixture_outputs)
    assert (done.exit_code, done.stdout) == (0, "")


def test_diff_names_gained_lost_changed(fixture_outputs: Path, tmp_path: Path) -> None:
    def edit(content: dict[str, Any]) -> None:
        del content["facts"][0]
        content["facts"][0]["metric"] = None
        content["report"]["broker"] = "别家证券"

    new = edited(fixture_outputs, tmp_path / "new", "dual", edit)
    lost, changed = facts(fixture_outputs, "dual")[:2]
    done = yanbao("diff", fixture_outputs, new)
    assert done.exit_code == 1
    assert done.stdout.startswith("dual: 多 gained 0 · 少 lost 1 · 变 changed 1")
    for part in (f"- {lost['id']}", f"~ {changed['id']}", f"metric: {changed['metric']} → null", "broker: 松泉证券 → 别家证券"):
        assert part in done.stdout
    assert f"+ {lost['id']}" in yanbao("diff", new / "dual.json", fixture_outputs / "dual.json").stdout


def test_diff_counts_a_report_that_is_gone(fixture_outputs: Path, tmp_path: Path) -> None:
    new = shutil.copytree(fixture_outputs, tmp_path / "new")
    (new / "peers.json").unlink()
    done = yanbao("diff", fixture_outputs, new, "--limit", 2)
    assert (done.exit_code, done.stdout.count("\n  - ")) == (1, 2)
    assert f"lost {len(facts(fixture_outputs, 'peers'))}" in done.stdout
    assert "--limit 0" in done.stdout


def test_what_a_report_prints_cannot_command_the_terminal(fixture_outputs: Path, tmp_path: Path) -> None:
    new = edited(fixture_outputs, tmp_path / "new", "dual", lambda content: content["report"].update(title="\x1b[2J清屏"))
    assert "\x1b" not in yanbao("show", new / "dual.json").stdout
    assert "\\x1b[2J清屏" in yanbao("diff", fixture_outputs, new).stdout


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("abc", 3), ("营业收入", 8), ("EPS（元）", 9), ("e\u0301", 1)])
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


def test_columns_align_by_width() -> None:
    lines = list(aligned([("营业收入", "1"), ("EPS", "22")]))
    assert lines == ["营业收入   1", "EPS       22"]
    assert list(aligned([])) == []


@pytest.mark.parametrize(("text", "most", "short"), [("营业收入", 8, "营业收入"), ("营业收入", 7, "营业收…"), ("a\nb", 9, "a b")])
def test_cut(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short
