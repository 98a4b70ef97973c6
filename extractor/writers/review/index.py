"""The index of a folder: a row a report, what needs looking at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from extractor.model import Message
from extractor.writers.review.html import page
from extractor.writers.review.states import STATES, fact_states

STYLES = ("base.css", "index.css")
SCRIPTS = ("texts.js", "tools.js", "index.js")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: a report with its figures, or (`failed`) an input of which there is no page and why."""

    name: str
    figures: Mapping[str, Any] | None
    failed: Message | None = None


def listed(name: str, content: Mapping[str, Any]) -> Listed:
    """The row of a report that satisfies the schema."""
    report, states = content["report"], Counter(fact_states(content).values())
    checks = Counter(check["status"] for check in content["checks"])
    rating = report["rating"] or {}
    return Listed(
        name,
        {
            "href": quote(f"{name}.html"),
            "broker": report["broker"],
            "title": report["title"],
            "date": report["date"],
            "companies": [{"name": company["name"], "ticker": company["ticker"]} for company in report["companies"]],
            "rating": " ".join(part for part in (rating.get("printed"), rating.get("action")) if part),
            "pages": content["source"]["pages"],
            "facts": len(content["facts"]),
            "states": {state: states[state] for state in STATES},
            "consistent": checks["consistent"],
            "inconsistent": checks["inconsistent"],
            "not_checked": checks["not_checked"],
            "problems": len(content["problems"]),
        },
    )


def index_page(rows: Sequence[Listed]) -> Iterator[str]:
    """The parts of `index.html`."""
    data = {
        "reports": [{"name": row.name, **row.figures} for row in rows if row.figures is not None],
        "failed": [{"name": row.name, "zh": row.failed.zh, "en": row.failed.en} for row in rows if row.failed is not None],
    }
    return page("yanbao", STYLES, SCRIPTS, data, {})
