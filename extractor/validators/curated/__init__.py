"""Judges curated data: every number read, duplicates, declared and found sums, growth; one finding a fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model import Message
from extractor.model.curated import CuratedFile, Declarations, Finding
from extractor.validators.curated.constraints import Constraint
from extractor.validators.curated.declared import merged, read_declarations
from extractor.validators.curated.duplicates import duplicates
from extractor.validators.curated.growth import growth_rates
from extractor.validators.curated.identities import check_identities
from extractor.validators.curated.locate import locate
from extractor.validators.curated.reading import read_entries
from extractor.validators.curated.sums import FoundSum, declared_sums, found_sums
from extractor.validators.curated.waivers import apply_waivers, unused, waived_checks
from extractor.validators.curated.wording import worded
from extractor.validators.curated.written import metric_of, period_of

__all__ = ["Judgement", "check_curated", "merged", "read_declarations"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one data set comes to: findings, how many numbers were read, how many relations hold, and the sums found in the data
    that nobody has declared."""

    findings: tuple[Finding, ...]
    numbers: int
    holding: int
    sums: tuple[FoundSum, ...]


def check_curated(
    files: Sequence[CuratedFile], declarations: Declarations, further: Sequence[Finding] = (), whole: bool = True
) -> Judgement:
    """Judge the files of one folder together. `further` findings (of contract JSON in the folder) can be waived as well.
    `whole` says that these are all its files: only then does a waiver that covers nothing, or a relation that names nothing,
    mean anything."""
    findings = [*further, *(fault for file in files for fault in file.faults)]
    numbers, faults = read_entries(tuple(entry for file in files for entry in file.entries), declarations.metrics)
    findings += faults
    findings += duplicates(numbers)

    def metric(name: str) -> str | None:
        return metric_of(name, declarations.metrics)

    def period(text: str) -> str | None:
        found = period_of(text)
        return found.id if found else None

    declared, dangling = declared_sums(declarations.relations, numbers, metric, period)
    known = {_members(constraint) for constraint in declared}
    sums, seen = [], []
    for line, constraints in found_sums(numbers):
        new = [constraint for constraint in constraints if _members(constraint) not in known]
        seen += new
        if new:
            sums.append(line)
    identities = check_identities(numbers)
    known |= {_members(constraint) for constraint in seen}
    lawful = [constraint for constraint in identities.constraints if _members(constraint) not in known]
    relations = [*declared, *seen, *lawful, *growth_rates(numbers)]
    used: set[int] = set()
    waived = waived_checks([c.check for c in relations if c.holds is False], declarations.waivers, used)
    findings += [worded(suspect) for suspect in locate([c for c in relations if c.check not in waived])]
    findings += identities.findings
    if whole:
        for relation, names in dangling:
            zh, en = f"关系所指不在数据中：{', '.join(names)}", f"the relation names what the data lack: {', '.join(names)}"
            findings.append(Finding("CUR05", "error", relation.place, Message(zh, en), ", ".join(names)))
    left = apply_waivers(findings, declarations.waivers, used)
    if whole:
        left += unused(declarations.waivers, used)
    return Judgement(left, len(numbers), identities.holding + sum(1 for c in relations if c.holds), tuple(sums))


def _members(constraint: Constraint) -> frozenset[int]:
    return frozenset(map(id, constraint.members))
