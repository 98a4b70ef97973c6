"""relations.yaml and waivers.yaml: from what is written to relations and waivers, once the schema is satisfied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from extractor.model import Message
from extractor.model.curated import Declarations, DeclaredRelation, Finding, Operand, Place, Waiver, Written
from extractor.validators.curated.schema import schema_faults


def read_declarations(written: Written) -> tuple[Declarations, tuple[Finding, ...]]:
    """The declarations of one file. A file that breaks the schema declares nothing, and every fault in it is a finding."""
    faults = schema_faults(written.content, "relations")
    if faults:
        return Declarations(written.path), tuple(
            Finding("CUR05", "error", _place(written, fault.path), fault.message, fault.found, fault.allowed) for fault in faults
        )
    content = cast("Mapping[str, Any]", written.content or {})
    relations = tuple(_relation(written, number, item) for number, item in enumerate(content.get("relations") or ()))
    waivers = tuple(_waiver(written, number, item) for number, item in enumerate(content.get("waivers") or ()))
    metrics = {name: note or "" for name, note in (content.get("metrics") or {}).items()}
    return Declarations(written.path, relations, waivers, metrics), tuple(_twice(relations))


def merged(parts: tuple[Declarations, ...]) -> Declarations:
    """The declarations of several files that stand beside the same data."""
    return Declarations(
        parts[0].path if parts else "",
        tuple(relation for part in parts for relation in part.relations),
        tuple(waiver for part in parts for waiver in part.waivers),
        {name: note for part in parts for name, note in part.metrics.items()},
    )


def _place(written: Written, path: tuple[str | int, ...]) -> Place:
    """The line of the innermost part of the path that has one."""
    for depth in range(len(path), -1, -1):
        if path[:depth] in written.lines:
            return Place(written.path, written.lines[path[:depth]], None, "/".join(map(str, path)))
    return Place(written.path, 1, None, "/".join(map(str, path)))


def _relation(written: Written, number: int, item: Mapping[str, Any]) -> DeclaredRelation:
    scope = item.get("scope") or {}
    return DeclaredRelation(
        place=_place(written, ("relations", number)),
        total=_operand(item["total"]),
        parts=tuple(map(_operand, item["parts"])),
        relation="at_most" if item.get("relation") == "at_most" else "equal",
        entity=scope.get("entity", ""),
        metric=scope.get("metric", ""),
        periods=tuple(scope.get("periods", ())),
        note=item.get("note") or "",
    )


def _operand(item: str | Mapping[str, str]) -> Operand:
    if isinstance(item, str):
        return Operand(name=item)
    return Operand(item.get("name", ""), item.get("metric", ""), item.get("product", ""), item.get("weight", "1"))


def _waiver(written: Written, number: int, item: Mapping[str, Any]) -> Waiver:
    return Waiver(
        _place(written, ("waivers", number)), item["reason"], item.get("check", ""), item.get("code", ""), dict(item.get("key") or {})
    )


def _twice(relations: tuple[DeclaredRelation, ...]) -> list[Finding]:
    """A total that is its own part, or a relation declared twice."""
    findings, seen = [], {}  # type: list[Finding], dict[object, Place]
    for relation in relations:
        if relation.total.name and any(part.name == relation.total.name for part in relation.parts):
            message = Message(f"“{relation.total.name}”是自己的分项", f"“{relation.total.name}” is a part of itself")
            findings.append(Finding("CUR05", "error", relation.place, message, relation.total.name))
        key = (relation.total, relation.parts, relation.relation, relation.entity, relation.metric, relation.periods)
        if key in seen:
            message = Message(f"关系重复声明（另见第 {seen[key].line} 行）", f"relation declared twice (see line {seen[key].line})")
            findings.append(Finding("CUR05", "error", relation.place, message, related=(seen[key],)))
        seen.setdefault(key, relation.place)
    return findings
