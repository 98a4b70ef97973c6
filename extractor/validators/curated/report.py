"""Judges extracted data: contract JSON whose schema holds, fact by fact, with its arithmetic done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.model import Check, Fact, Message
from extractor.model.curated import Finding, Place
from extractor.validators.curated.schema import SchemaFault, schema_faults

LISTS = {"facts": "fact", "checks": "check", "tables": "table"}
LineOf = Callable[[str], int | None]


def check_schema(path: str, content: Any, line_of: LineOf) -> tuple[Finding, ...]:
    """What breaks `schemas/report.schema.json`. Nothing further can be judged where something does."""
    return tuple(_schema(path, content, line_of, fault) for fault in schema_faults(content, "report", LISTS))


def _schema(path: str, content: Any, line_of: LineOf, fault: SchemaFault) -> Finding:
    line = None
    if len(fault.path) > 1 and fault.path[0] in LISTS:
        item = content[fault.path[0]][fault.path[1]]
        line = line_of(item["id"]) if isinstance(item, dict) and isinstance(item.get("id"), str) else None
    return Finding("SCH10", "error", Place(path, line, None, "/".join(map(str, fault.path))), fault.message, fault.found, fault.allowed)


def check_report(
    path: str, content: Mapping[str, Any], facts: Sequence[Fact], checks: Sequence[Check], line_of: LineOf
) -> Iterator[Finding]:
    """`checks` are the checks done afresh on `facts`. Ids, digits, places, stored checks, and what does not add up."""
    places = {fact.id: Place(path, line_of(fact.id), None, f"facts/{number}") for number, fact in reversed(list(enumerate(facts)))}
    yield from _ids(path, facts, content, places)
    print_of = _print(content)
    for number, fact in enumerate(facts):
        for code, field, message, found, allowed in (*_digits(fact), *_evidence(fact, print_of)):
            named = Place(path, line_of(fact.id), None, f"facts/{number}/{field}")
            yield Finding(code, "error", named, message, found, allowed, (), (_key(fact),))
    by_id = {fact.id: fact for fact in facts}
    for check in checks:
        if check.status == "inconsistent":
            fact = by_id[check.reported.fact]
            terms = tuple(places[term.fact] for term in check.terms if term.fact in places)
            yield Finding(check.rule, "error", places[fact.id], check.message, fact.raw, "", (check.id,), (_key(fact),), terms)
    yield from _stored(path, content["checks"], checks, by_id, line_of)


def _key(fact: Fact) -> Mapping[str, str]:
    parts = {
        "entity": fact.entity,
        "metric": fact.metric or "",
        "product": fact.product,
        "period": fact.period,
        "status": fact.status or "",
    }
    return {name: part for name, part in {**parts, "basis": fact.basis}.items() if part}


def _ids(path: str, facts: Sequence[Fact], content: Mapping[str, Any], places: Mapping[str, Place]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, fact in enumerate(facts):
        if fact.id in seen:
            zh, en = f"编号 {fact.id} 已用于 {places[fact.id].field}", f"id {fact.id} is already used at {places[fact.id].field}"
            yield Finding("DUP04", "error", Place(path, places[fact.id].line, None, f"facts/{number}/id"), Message(zh, en), fact.id)
        seen.add(fact.id)
    for kind in ("tables", "checks"):
        known: set[str] = set()
        for number, item in enumerate(content[kind]):
            if item["id"] in known:
                message = Message(f"编号 {item['id']} 重复", f"id {item['id']} is used twice")
                yield Finding("DUP04", "error", Place(path, None, None, f"{kind}/{number}/id"), message, item["id"])
            known.add(item["id"])


_Fault = tuple[str, str, Message, str, str]
"""Code, field, message, found, allowed."""


def _digits(fact: Fact) -> Iterator[_Fault]:
    """More digits than `decimals` states (in both ends of a range, which may be printed at two precisions); bounds that are
    crossed; a value that is not both its bounds."""
    ends = [(field, number) for field, number in (("low", fact.low), ("high", fact.high)) if number is not None]
    if ends and fact.decimals is not None and all(_excess(number, fact.decimals) for _, number in ends):
        field, number = ends[0]
        zh, en = f"位数多于 decimals={fact.decimals} 所称", f"more digits than decimals={fact.decimals} states"
        allowed = number.scaleb(fact.decimals).to_integral_value().scaleb(-fact.decimals)
        yield "SCH08", field, Message(zh, en), f"{number:f}", f"{allowed:f}"
    if fact.low is not None and fact.high is not None and fact.low > fact.high:
        yield "SCH11", "low", Message("下限大于上限", "low is above high"), f"{fact.low:f}", f"≤ {fact.high:f}"
    expected = fact.low if fact.low == fact.high else None
    if fact.value != expected:
        zh, en = "value 须等于 low 与 high，两者不同时为 null", "value must equal low and high, and be null where they differ"
        yield (
            "SCH11",
            "value",
            Message(zh, en),
            "null" if fact.value is None else f"{fact.value:f}",
            "null" if expected is None else f"{expected:f}",
        )


def _excess(number: Decimal, decimals: int) -> bool:
    shifted = number.scaleb(decimals)
    return shifted != shifted.to_integral_value()


def _print(content: Mapping[str, Any]) -> Callable[[Fact], str | None]:
    """What stands at a fact's place: the text of its cell, or the span of its page; None where there is no such place."""
    pages = {page["page"]: page["text"] for page in content["pages"]}
    cells: dict[tuple[object, ...], str] = {
        (table["id"], number, cell["column"]): cell["text"]
        for table in content["tables"]
        for number, row in enumerate(table["body_rows"])
        for cell in row
    }

    def print_of(fact: Fact) -> str | None:
        source = fact.source
        if fact.kind == "table":
            return cells.get((source.table, source.row, source.column))
        return pages[source.page][source.start : source.end] if source.page in pages else None

    return print_of


def _evidence(fact: Fact, print_of: Callable[[Fact], str | None]) -> Iterator[_Fault]:
    """`raw` must stand where the fact says: at its offsets in the page's text, or in its cell of the table."""
    found = print_of(fact)
    field = "source/row" if fact.kind == "table" else "source/start"
    if found is None:
        yield "EVD02", field, Message("所指之处不存在", "the place it names does not exist"), "", fact.raw
    elif found != fact.raw:
        yield "EVD02", field, Message("所指之处不是 raw", "another text than raw stands at its place"), found[:60], fact.raw


def _stored(
    path: str, stored: Sequence[Mapping[str, Any]], checks: Sequence[Check], by_id: Mapping[str, Fact], line_of: LineOf
) -> Iterator[Finding]:
    """A stored check must name facts that exist, and say what the arithmetic says today."""
    fresh = {check.id: check for check in checks}
    for number, item in enumerate(stored):
        names = [item["reported"]["fact"], *(term["fact"] for term in item["terms"])]
        lost = [name for name in names if name not in by_id]
        place = Place(path, line_of(item["id"]), None, f"checks/{number}")
        if lost:
            message = Message(f"所指事实不存在：{', '.join(lost)}", f"names facts that do not exist: {', '.join(lost)}")
            yield Finding("EVD03", "error", place, message, lost[0], "", (item["id"],))
        elif item["id"] in fresh and fresh[item["id"]].status != item["status"]:
            status = fresh[item["id"]].status
            message = Message(f"存的结论是 {item['status']}，重算为 {status}", f"stored as {item['status']}, done again it is {status}")
            yield Finding("EVD03", "error", place, message, item["status"], status, (item["id"],))
