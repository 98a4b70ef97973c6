"""Findings for people and machines: plain text, JSON, SARIF 2.1.0 and GitHub annotations.

Pure: findings in, one string out. Every format names the place, the code, what was found and what is allowed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from extractor.model.curated import Finding, Place
from extractor.writers.plain import plain

RuleTexts = Mapping[str, tuple[str, str]]
"""Code → (name, one line of description), for SARIF."""


def text(findings: Sequence[Finding], rules: RuleTexts, version: str) -> str:
    """Two lines a finding, Chinese and English:

    ads.csv:9 单元格 2024 / 朋友圈: CUR02 写的是 368，…
        cell 2024 / 朋友圈: written 368, … [c_…]
    """
    lines = []
    for finding in findings:
        zh, en = _field(finding.place)
        note_zh, note_en = ("提示：", "note: ") if finding.level == "note" else ("", "")
        ids = f" [{', '.join(finding.checks)}]" if finding.checks else ""
        lines.append(f"{position(finding.place)}{zh}: {finding.code} {note_zh}{finding.message.zh}{_sides(finding, '写为', '应为')}")
        lines.append(f"    {en}{note_en}{finding.message.en}{_sides(finding, 'found', 'allowed')}{ids}")
    return "\n".join(lines)


def as_json(findings: Sequence[Finding], rules: RuleTexts, version: str) -> str:
    return json.dumps({"schema": "1.0", "extractor": version, "findings": plain(findings)}, ensure_ascii=False, indent=1)


def github(findings: Sequence[Finding], rules: RuleTexts, version: str) -> str:
    """Workflow commands; GitHub shows them at the line of the changed file."""
    lines = []
    for finding in findings:
        place = finding.place
        parts = {"file": place.file, "line": place.line, "title": f"{finding.code} {place.field}".strip()}
        shown = ",".join(f"{name}={_escaped(str(part), ',:')}" for name, part in parts.items() if part is not None)
        kind = "notice" if finding.level == "note" else "error"
        said = f"{finding.message.zh}{_sides(finding, '写为', '应为')}\n{finding.message.en}{_sides(finding, 'found', 'allowed')}"
        lines.append(f"::{kind} {shown}::{_escaped(said)}")
    return "\n".join(lines)


def sarif(findings: Sequence[Finding], rules: RuleTexts, version: str) -> str:
    """One run with the rules that occur; columns are cells, so regions name lines only and the cell is a logical location."""
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "yanbao",
        "version": version,
        "informationUri": "https://github.com/yanbao/yanbao",
        "rules": [
            {"id": code, "name": rules.get(code, (code, code))[0], "shortDescription": {"text": rules.get(code, (code, code))[1]}}
            for code in codes
        ],
    }
    results = [_result(finding, codes) for finding in findings]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Sequence[Finding], RuleTexts, str], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}


def position(place: Place) -> str:
    """`ads.csv:9`, `ads.xlsx[收入]:9`."""
    sheet = f"[{place.sheet}]" if place.sheet else ""
    return f"{place.file}{sheet}" + (f":{place.line}" if place.line else "")


def _field(place: Place) -> tuple[str, str]:
    if not place.field:
        return "", ""
    zh, en = ("单元格", "cell") if " / " in place.field else ("字段", "field")
    return f" {zh} {place.field}", f"{en} {place.field}: "


def _sides(finding: Finding, found: str, allowed: str) -> str:
    """What was found and what is allowed, unless the message says so already."""
    if finding.checks:
        return ""
    sides = [
        f"{name} {side}" for name, side in ((found, finding.found), (allowed, finding.allowed)) if side and side not in finding.message.zh
    ]
    return f" ({'; '.join(sides)})" if sides else ""


def _escaped(value: str, more: str = "") -> str:
    for mark in "%\r\n" + more:
        value = value.replace(mark, f"%{ord(mark):02X}")
    return value


def _result(finding: Finding, codes: Sequence[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.level,
        "message": {"text": f"{finding.message.zh}\n{finding.message.en}"},
        "locations": [_location(finding.place)],
        "partialFingerprints": {"yanbao/v1": ":".join((finding.code, finding.place.file, finding.place.field, *finding.checks))},
        "properties": {"found": finding.found, "allowed": finding.allowed, "checks": list(finding.checks)},
    }
    if finding.related:
        result["relatedLocations"] = [{"id": number, **_location(place)} for number, place in enumerate(finding.related)]
    return result


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": place.file.replace("\\", "/")}}}
    if place.line:
        location["physicalLocation"]["region"] = {"startLine": place.line}
    if place.field:
        location["logicalLocations"] = [
            {"fullyQualifiedName": f"{place.sheet}!{place.field}" if place.sheet else place.field, "kind": "member"}
        ]
    return location
