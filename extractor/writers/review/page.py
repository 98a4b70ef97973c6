"""One report as a page: the contract's content, and what people need besides: names, states, arithmetic, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.model import Message
from extractor.taxonomy.metrics import metrics
from extractor.writers.review.arithmetic import written
from extractor.writers.review.html import page, plain_title
from extractor.writers.review.states import fact_states, unread

STYLES = ("base.css", "report.css", "print.css")
SCRIPTS = ("texts.js", "tools.js", "model.js", "sheet.js", "facts.js", "checks.js", "panel.js", "printing.js", "report.js")


@dataclass(frozen=True, slots=True)
class Names:
    """What a report's page needs to know of its surroundings: its own name, the rules' names, and why pictures are
    missing where they are (None: they are there)."""

    stem: str
    rules: Mapping[str, Message]
    index: bool
    without: Message | None = None


def report_page(content: Mapping[str, Any], pictures: Mapping[int, str], about: Names) -> Iterator[str]:
    """The parts of the HTML file. `content` satisfies the schema; `pictures` are data URIs by page number."""
    report = content["report"]
    used = {fact["metric"] for fact in content["facts"]}
    by_fact = {fact["id"]: fact["metric"] for fact in content["facts"]}
    known = metrics()
    data = {
        "stem": about.stem,
        "index": about.index,
        "without": about.without and _both(about.without),
        "content": content,
        "states": fact_states(content),
        "unread": unread(content),
        "metrics": {name: {"zh": known[name].zh, "en": known[name].en} for name in sorted(used & known.keys())},
        "rules": {code: _both(about.rules[code]) for code in sorted({c["rule"] for c in content["checks"]} & about.rules.keys())},
        "written": {check["id"]: form for check in content["checks"] if (form := written(check, by_fact))},
    }
    title = plain_title(report["title"] or about.stem, report["broker"], report["date"])
    return page(title, STYLES, SCRIPTS, data, pictures)


def _both(message: Message) -> dict[str, str]:
    return {"zh": message.zh, "en": message.en}
