"""Every report at hand, real ones too: none fails, and every output is valid and keeps its word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from invariants import broken

from extractor.cli import main
from extractor.validators.curated.schema import schema_faults

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GROUPS = {"fixtures": [ROOT / "fixtures" / "reports", ROOT / "seeds"], "real": [SHARED / "reports", SHARED / "seeds"]}
LISTS = {"facts": "fact", "checks": "check", "tables": "table"}


@pytest.fixture(scope="module", params=GROUPS)
def out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over all reports of a group."""
    paths = GROUPS[request.param]
    if not all(path.is_dir() for path in paths):
        pytest.skip(f"no reports at hand: {', '.join(map(str, paths))}")
    folder = tmp_path_factory.mktemp(str(request.param))
    done = CliRunner().invoke(main, ["extract", *map(str, paths), "-o", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return folder


def reports(out: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.json")) if path.name != "run.json"}


def test_every_report_is_read(out: Path) -> None:
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["failed"] == 0
    assert run["read"] == len(reports(out)) > 0


def test_every_output_is_valid(out: Path) -> None:
    faults = {
        name: [f"{'.'.join(map(str, fault.path))}: {fault.message.en}" for fault in found][:3]
        for name, report in reports(out).items()
        if (found := schema_faults(report, "report", LISTS))
    }
    assert faults == {}


def test_every_output_keeps_its_word(out: Path) -> None:
    faults = {name: found[:3] for name, report in reports(out).items() if (found := list(broken(report)))}
    assert faults == {}


def test_no_program_fault_hides_in_the_problems(out: Path) -> None:
    codes = {problem["code"] for report in reports(out).values() for problem in report["problems"]}
    assert not codes & {"internal_error", "crashed"}


def test_nothing_but_outputs_is_left_behind(out: Path) -> None:
    receipts = out / ".yanbao"
    assert {path.suffix for path in out.iterdir() if path != receipts} == {".json", ".csv"}
    unfinished = [*out.rglob(".*.tmp"), receipts / "parts"]
    assert not [path for path in unfinished if path.exists()]
