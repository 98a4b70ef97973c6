"""What several rooms' tests need and is slow to make: the outputs of some fixtures, extracted once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ("company", "company-misprint", "dual", "peers", "segments")


@pytest.fixture(scope="session")
def fixture_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that `yanbao extract` wrote: five typeset reports and the founding report. To be read, not written to."""
    out = tmp_path_factory.mktemp("outputs") / "out"
    inputs = [str(ROOT / "fixtures" / "reports" / f"{name}.pdf") for name in REPORTS] + [str(ROOT / "seeds" / "founding-report.md")]
    done = CliRunner().invoke(main, ["extract", *inputs, "-o", str(out)], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return out
