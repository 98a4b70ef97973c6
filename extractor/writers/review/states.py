"""What each fact rests on: the one word that colours its box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

State = Literal["inconsistent", "confirmed", "unchecked", "unmapped", "ocr"]
STATES: tuple[State, ...] = ("inconsistent", "confirmed", "unchecked", "unmapped", "ocr")


def fact_states(content: Mapping[str, Any]) -> dict[str, State]:
    """Fact id → state, of a report that satisfies the schema.

    A failing check tells on every fact in it, whatever else confirms them: which one is misprinted is for people to say. A
    consistent check confirms also what is unmapped or recognised in a picture. What no check judges is `ocr`, `unmapped` or
    `unchecked`, in this order.
    """
    failing = {fact for check in content["checks"] if check["status"] == "inconsistent" for fact in named(check)}
    holding = {fact for check in content["checks"] if check["status"] == "consistent" for fact in named(check)}
    return {fact["id"]: _state(fact, failing, holding) for fact in content["facts"]}


def _state(fact: Mapping[str, Any], failing: set[str], holding: set[str]) -> State:
    if fact["id"] in failing:
        return "inconsistent"
    if fact["id"] in holding:
        return "confirmed"
    if fact["source"].get("confidence") is not None:
        return "ocr"
    return "unmapped" if fact["metric"] is None else "unchecked"


def named(check: Mapping[str, Any]) -> Iterator[str]:
    """The facts that a check names: the reported one, then its terms."""
    yield check["reported"]["fact"]
    for term in check["terms"]:
        yield term["fact"]


def unread(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Table cells with numbers of which no fact was made: what a reader would otherwise have to look for. `{page, bbox, text}`."""
    read = {(fact["source"]["table"], fact["source"]["row"], fact["source"]["column"]) for fact in content["facts"]}
    return [
        {"page": cell["page"], "bbox": cell["bbox"], "text": cell["text"]}
        for table in content["tables"]
        for row in table["body_rows"]
        for cell in row
        if cell["kind"] in ("number", "multi") and cell["bbox"] and (table["id"], cell["row"], cell["column"]) not in read
    ]
