"""Waivers: findings that somebody looked at and let stand, with a reason. One that lets nothing stand any more is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.model import Message
from extractor.model.curated import Finding, Waiver


def apply_waivers(findings: Sequence[Finding], waivers: Sequence[Waiver], used: set[int]) -> tuple[Finding, ...]:
    """The findings that no waiver covers; `used` collects the waivers that covered one."""
    left = []
    for finding in findings:
        covering = [waiver for waiver in waivers if covers(waiver, finding)]
        used |= {id(waiver) for waiver in covering}
        if not covering:
            left.append(finding)
    return tuple(left)


def waived_checks(failing: Sequence[str], waivers: Sequence[Waiver], used: set[int]) -> set[str]:
    """The failing checks that a waiver names: they take no part in the search for the wrong number."""
    waived = set()
    for waiver in waivers:
        named = {check for check in failing if waiver.check and check.startswith(waiver.check)}
        if named:
            used.add(id(waiver))
            waived |= named
    return waived


def covers(waiver: Waiver, finding: Finding) -> bool:
    """By check id (a prefix will do), else by code and natural key: every part that the waiver gives must agree."""
    if waiver.code and not finding.code.startswith(waiver.code):
        return False
    if waiver.check:
        return any(check.startswith(waiver.check) for check in finding.checks)
    return any(_agrees(waiver.key, key) for key in finding.keys)


def _agrees(wanted: Mapping[str, str], key: Mapping[str, str]) -> bool:
    return all(key.get(name, "value" if name == "basis" else "") == part for name, part in wanted.items())


def unused(waivers: Sequence[Waiver], used: set[int]) -> tuple[Finding, ...]:
    """A waiver that covers no finding: what it excused is gone, or it never named anything."""
    return tuple(
        Finding(
            "CUR06", "error", waiver.place,
            Message("豁免没有对应的发现，可删除", "this waiver covers no finding and can go"),
            waiver.check or "/".join(waiver.key.values()), "",
        )
        for waiver in waivers
        if id(waiver) not in used
    )  # fmt: skip
