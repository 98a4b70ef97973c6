"""The score over the hand-labelled reports stays above the floors in `fixtures/floors.json`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extractor.cli import main

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS: dict[str, dict[str, float]] = {
    k: v for k, v in json.loads((ROOT / "fixtures" / "floors.json").read_text(encoding="utf-8")).items() if k != "note"
}


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared/gold is missing: the score is not held to its floors")
    out = tmp_path_factory.mktemp("score")
    names = sorted(folder.parent.name for folder in (SHARED / "gold").glob("*/meta.json"))
    inputs = [path for name in names for path in (SHARED / "reports" / f"{name}.pdf", SHARED / "seeds" / f"{name}.txt") if path.exists()]
    done = CliRunner().invoke(main, ["extract", *map(str, inputs), "-o", str(out), "--ocr", "off"], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    scored = subprocess.run(
        [sys.executable, str(SHARED / "eval" / "score.py"), str(SHARED / "gold"), str(out), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(scored.stdout)
    return found


def value(summary: dict[str, Any], name: str) -> float:
    """`text.metric.accuracy` is the field `accuracy` of the entry `text.metric`."""
    entry, field = name.rsplit(".", 1)
    return float(summary[entry][field])


@pytest.mark.parametrize("name", FLOORS["least"])
def test_not_below(summary: dict[str, Any], name: str) -> None:
    assert value(summary, name) >= FLOORS["least"][name]


@pytest.mark.parametrize("name", FLOORS["most"])
def test_not_above(summary: dict[str, Any], name: str) -> None:
    assert value(summary, name) <= FLOORS["most"][name]
