"""Over the hand-labelled reports: what does not add up is told, little is cried, what holds is confirmed; and errors
planted in their statements are found. Skipped where the labelled reports are not at hand."""

from __future__ import annotations

import importlib.util
import json
import random
import time
from collections import Counter
from types import ModuleType
from typing import Any

import pytest
from gold_facts import GOLD, load, reports
from planted_errors import KINDS, Bench

from extractor.validators import check_facts

pytestmark = pytest.mark.skipif(not reports(), reason="NO LABELLED REPORTS: the validators are not measured")


def score() -> ModuleType:
    path = GOLD.parent / "eval" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcome(name: str) -> dict[str, Any]:
    report = load(name)
    checks = check_facts(report.facts, report.tables)
    document = {
        "facts": [
            {"id": f.id, "kind": f.kind, "raw": f.raw, "label": f.label, "row_header": f.row_header, "column_header": f.column_header}
            | {"source": {"page": f.source.page}}
            for f in report.facts
        ],
        "checks": [
            {"status": c.status, "reason": c.reason, "reported": {"fact": c.reported.fact}, "terms": [{"fact": t.fact} for t in c.terms]}
            for c in checks
        ],
    }
    meta = json.loads((GOLD / name / "meta.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = score().score_checks(GOLD / name, meta, document, [])
    return found


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # the scorer's open files
def test_what_the_labelled_reports_print() -> None:
    total: Counter[str] = Counter()
    for name in reports():
        total.update(outcome(name))
    assert total["told"] >= 0.97 * total["unlisted"]
    assert total["cried"] <= 0.02 * total["unlisted"]
    assert total["holds_found"] >= 0.93 * total["holds_want"]
    # one beyond the labels: b040 says 42.7% in a sentence and 42.6% in its table
    assert total["extra"] <= 1


@pytest.mark.parametrize(("kind", "floor"), [("digit", 0.9), ("swap", 0.9), ("x10", 0.9), ("shift", 0.75), ("drop", 0.6)])
def test_planted_errors_are_found(kind: str, floor: float) -> None:
    assert kind in KINDS
    chance = random.Random(11)
    tried = told = 0
    for name in reports():
        report = load(name)
        bench = Bench(report.facts, report.tables)
        for change in bench.plants(kind, 4, chance):
            tried += 1
            told += bench.told(kind, change)
    assert tried > 20
    assert told >= floor * tried, f"{kind}: {told} of {tried}"


def test_a_report_is_judged_in_a_tenth_of_a_second() -> None:
    report = max((load(name) for name in reports()), key=lambda r: len(r.facts))
    check_facts(report.facts, report.tables)
    start = time.process_time()
    check_facts(report.facts, report.tables)
    assert time.process_time() - start < 0.3  # about 0.05 s alone; room for a busy machine
