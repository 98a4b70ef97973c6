"""What holds in every output, whatever the report: each fault found as one line of text."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any


def broken(report: dict[str, Any]) -> Iterator[str]:
    yield from _evidence(report)
    yield from _numbers(report)
    yield from _references(report)
    yield from _coverage(report)


def _evidence(report: dict[str, Any]) -> Iterator[str]:
    """`raw` is what the page shows at the place that the fact names."""
    texts = {page["page"]: page["text"] for page in report["pages"]}
    cells = {(table["id"], cell["row"], cell["column"]): cell for table in report["tables"] for row in table["body_rows"] for cell in row}
    for fact in report["facts"]:
        source = fact["source"]
        if source["start"] is not None and not _printed(fact, texts[source["page"]][source["start"] : source["end"]]):
            yield f"{fact['id']}: {fact['raw']!r} is not at its offsets"
        if fact["kind"] == "table":
            cell = cells.get((source["table"], source["row"], source["column"]))
            if cell is None or cell["text"] != fact["raw"]:
                yield f"{fact['id']}: {fact['raw']!r} is not in its cell"
            elif cell["kind"] not in ("number", "multi", "text"):
                yield f"{fact['id']}: a {cell['kind']} cell became a fact"
        if report["source"]["media_type"] == "application/pdf" and not source["boxes"]:
            yield f"{fact['id']}: no box"


def _printed(fact: dict[str, Any], span: str) -> bool:
    """A claim is its span to the letter; a cell of an HTML table shows neither tags nor line ends."""
    if fact["kind"] == "text" or span == fact["raw"]:
        return bool(span == fact["raw"])
    shown = html.unescape(re.sub(r"<[^>]*>", "", span))
    return shown.split() == fact["raw"].split()


def _numbers(report: dict[str, Any]) -> Iterator[str]:
    for fact in report["facts"]:
        low, high = (None if fact[end] is None else Decimal(fact[end]) for end in ("low", "high"))
        if low is None and high is None:
            yield f"{fact['id']}: no bound at all"
        if low is not None and high is not None and low > high:
            yield f"{fact['id']}: low above high"
        if (fact["value"] is not None) != (low is not None and low == high):
            yield f"{fact['id']}: value {fact['value']} for {low}..{high}"


def _references(report: dict[str, Any]) -> Iterator[str]:
    for kind in ("tables", "facts", "checks"):
        twice = [key for key, count in Counter(one["id"] for one in report[kind]).items() if count > 1]
        if twice:
            yield f"{kind}: ids that come twice: {twice[:5]}"
    facts = {fact["id"] for fact in report["facts"]}
    for check in report["checks"]:
        named = {check["reported"]["fact"], *(term["fact"] for term in check["terms"])}
        if not named <= facts:
            yield f"{check['id']}: names facts that are not there"
        if check["status"] == "inconsistent" and not (check["message"]["zh"] and check["message"]["en"]):
            yield f"{check['id']}: no message"


def _coverage(report: dict[str, Any]) -> Iterator[str]:
    """Every table is counted, and the counts are those of the output."""
    own = Counter(fact["source"]["table"] for fact in report["facts"])
    counted = {one["table"]: one for one in report["coverage"]["tables"]}
    if set(counted) != {table["id"] for table in report["tables"]}:
        yield "coverage: not every table, or another one"
    for name, one in counted.items():
        if one["facts"] != own[name]:
            yield f"coverage: {name} says {one['facts']} facts, has {own[name]}"
        if not one["mapped"] <= one["facts"] or one["confirmed"] + one["unchecked"] > one["facts"]:
            yield f"coverage: {name} does not add up"
    for page in report["coverage"]["pages"]:
        if page["claimed"] + sum(page["refused"].values()) > page["seen"]:
            yield f"coverage: page {page['page']} claims more than it saw"
