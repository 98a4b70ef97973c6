"""One report, whole: what each room hands on arrives, and the coverage counts what the checks say."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import pipeline
from extractor.errors import UnreadableInput
from extractor.model import Extraction

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module", params=["fixtures/reports/company.pdf", "seeds/founding-report.md"])
def extraction(request: pytest.FixtureRequest) -> Extraction:
    return pipeline.extract(ROOT / request.param)


def test_every_room_has_its_say(extraction: Extraction) -> None:
    kinds = {fact.kind for fact in extraction.facts}
    assert kinds == {"table", "text"}
    assert extraction.report.title
    assert any(check.status == "consistent" for check in extraction.checks)


def test_coverage_counts_what_the_checks_say(extraction: Extraction) -> None:
    named: dict[str, set[str]] = {"consistent": set(), "inconsistent": set(), "not_checked": set()}
    for check in extraction.checks:
        named[check.status] |= {check.reported.fact, *(term.fact for term in check.terms)}
    for table in extraction.coverage.tables:
        own = {fact.id for fact in extraction.facts if fact.source.table == table.table}
        assert table.facts == len(own)
        assert table.confirmed == len(own & named["consistent"])
        assert table.unchecked == len(own - named["consistent"] - named["inconsistent"])
    assert sum(table.confirmed for table in extraction.coverage.tables) > 0


def test_nothing_but_unreadable_input_is_raised(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(UnreadableInput) as refused:
        pipeline.extract(tmp_path / "a.pdf")
    assert refused.value.code == "empty"


def test_the_same_file_gives_the_same_extraction(extraction: Extraction) -> None:
    again = pipeline.extract(Path(extraction.document.path))
    assert again.facts == extraction.facts
    assert again.checks == extraction.checks
    assert again == extraction
