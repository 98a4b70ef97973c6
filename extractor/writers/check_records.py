"""Checks as flat records, for files that hold those of many reports."""

from __future__ import annotations

from typing import Any

from extractor.model import Check, Extraction
from extractor.writers.facts_csv import csv_row
from extractor.writers.plain import plain

CHECK_COLUMNS = (
    "report", "id", "rule", "status", "reason", "fact", "reported_low", "reported_high", "computed_low", "computed_high",
    "terms", "relation", "hints", "zh", "en",
)  # fmt: skip
"""`fact` is the reported side; `terms` are records of `fact` and `weight`."""


def check_records(extraction: Extraction, report: str) -> list[dict[str, Any]]:
    """One record a check; decimals as strings."""
    return [{"report": report, **_record(check)} for check in extraction.checks]


def check_rows(extraction: Extraction, report: str) -> str:
    """The same as CSV without a header; terms as `weight*fact`, several separated by a space."""
    return "".join(csv_row({**record, **_joined(record)}.values()) for record in check_records(extraction, report))


def _joined(record: dict[str, Any]) -> dict[str, str]:
    terms = " ".join(f"{term['weight']}*{term['fact']}" for term in record["terms"])
    return {"terms": terms, "hints": " ".join(record["hints"])}


def _record(check: Check) -> dict[str, Any]:
    computed = check.computed
    low, high = (computed.low, computed.high) if computed else (None, None)
    return {
        "id": check.id,
        "rule": check.rule,
        "status": check.status,
        "reason": check.reason,
        "fact": check.reported.fact,
        "reported_low": plain(check.reported.low),
        "reported_high": plain(check.reported.high),
        "computed_low": plain(low),
        "computed_high": plain(high),
        "terms": plain(check.terms),
        "relation": check.relation,
        "hints": plain(check.hints),
        "zh": check.message.zh,
        "en": check.message.en,
    }
