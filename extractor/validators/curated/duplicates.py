"""The same number written twice: XBRL's three kinds of duplicates (complete, consistent, inconsistent)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.arithmetic.interval import intersect
from extractor.model import Message
from extractor.model.curated import Finding
from extractor.validators.curated.constraints import stated
from extractor.validators.curated.reading import Curated


def duplicates(numbers: Iterable[Curated]) -> Iterator[Finding]:
    """One finding for each number that repeats an earlier one. Two files, or two sources, may well state the same number;
    they may not contradict each other, and where only the sources differ that is a note."""
    groups: dict[tuple[str, ...], list[Curated]] = {}
    ids: dict[str, Curated] = {}
    for number in numbers:
        if number.entry.id:
            first = ids.setdefault(number.entry.id, number)
            if first is not number:
                message = Message(
                    f"编号 {number.entry.id} 已用于 {where(first)}", f"id {number.entry.id} is already used at {where(first)}"
                )
                yield _finding("DUP04", "error", number, first, message, number.entry.id, "")
        groups.setdefault(number.identity, []).append(number)
    for group in groups.values():
        for k, number in enumerate(group):
            if k:
                yield from _against(number, [other for other in group[:k] if _comparable(number, other)])


def _against(number: Curated, earlier: list[Curated]) -> Iterator[Finding]:
    clash = next((other for other in earlier if not consistent(number, other)), None)
    if clash is not None:
        zh = f"同一数据在 {where(clash)} 写作 {clash.entry.value}，此处为 {number.entry.value}，不一致"
        en = f"the same number is {clash.entry.value} at {where(clash)} and {number.entry.value} here"
        same_source = clash.entry.source == number.entry.source
        yield _finding("DUP02", "error" if same_source else "note", number, clash, Message(zh, en), number.entry.value, clash.entry.value)
        return
    twin = next((other for other in earlier if _same_origin(number, other)), None)
    if twin is None:
        return
    if twin.fact.decimals == number.fact.decimals:
        zh, en = f"与 {where(twin)} 完全重复", f"repeats {where(twin)}"
        yield _finding("DUP01", "error", number, twin, Message(zh, en), number.entry.value, "")
    else:
        zh = f"与 {where(twin)}（{twin.entry.value}）一致而精度不同，宜只留较精确者"
        en = f"agrees with {where(twin)} ({twin.entry.value}) at another precision; keep the more precise one"
        yield _finding("DUP03", "note", number, twin, Message(zh, en), number.entry.value, twin.entry.value)


def _comparable(one: Curated, other: Curated) -> bool:
    """A forecast and the actual of one period are two numbers; a status that is not written may be either. And whoever gives two
    rows of one table different names means two things, even where the terms know one metric for both (股东权益, 股东权益合计)."""
    statuses = {one.fact.status, other.fact.status}
    same_table = one.table is not None and one.table == other.table
    return (len(statuses) == 1 or None in statuses) and not (same_table and one.entry.metric != other.entry.metric)


def consistent(one: Curated, other: Curated) -> bool:
    """Equal precision demands equal values; otherwise the intervals must share something."""
    if one.fact.decimals == other.fact.decimals:
        return one.fact.value == other.fact.value
    return intersect((stated(one.fact), stated(other.fact))) is not None


def where(number: Curated) -> str:
    place = number.place
    return f"{place.file}:{place.line}" + (f" {place.field}" if number.entry.column >= 0 else "")


def _same_origin(one: Curated, other: Curated) -> bool:
    return one.entry.source == other.entry.source and one.place.file == other.place.file


def _finding(code: str, level: str, number: Curated, other: Curated, message: Message, found: str, allowed: str) -> Finding:
    kind = "error" if level == "error" else "note"
    return Finding(code, kind, number.place, message, found, allowed, (), (number.key,), (other.place,))  # type: ignore[arg-type]
