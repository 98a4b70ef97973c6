"""Two outputs compared, as lines: facts gained, lost and changed by report, and what became of record and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.cli.explain_text import fact_line
from extractor.model import Extraction, Fact
from extractor.writers.plain import plain


@dataclass(frozen=True, slots=True)
class Difference:
    """What two readings of one report do not share; `changed` names the fields of a fact that stands in both."""

    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Mapping[str, tuple[Any, Any]]], ...]
    record: Mapping[str, tuple[Any, Any]]
    checks: Mapping[str, tuple[str | None, str | None]]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed or self.record or self.checks)


def difference(old: Extraction | None, new: Extraction | None) -> Difference:
    """None where the report is in one output only: all its facts are lost or gained then. An id is of a printed place, so a
    number that is read differently keeps it."""
    before = {fact.id: fact for fact in old.facts} if old else {}
    after = {fact.id: fact for fact in new.facts} if new else {}
    changed = [(fact, _fields(plain(before[name]), plain(fact))) for name, fact in after.items() if name in before]
    return Difference(
        gained=tuple(fact for name, fact in after.items() if name not in before),
        lost=tuple(fact for name, fact in before.items() if name not in after),
        changed=tuple((fact, fields) for fact, fields in changed if fields),
        record=_fields(plain(old.report), plain(new.report)) if old and new else {},
        checks=_fields(_judged(old), _judged(new)),
    )


def difference_lines(stem: str, found: Difference, limit: int) -> Iterator[str]:
    """A head with the counts, then at most `limit` facts (0: all)."""
    yield (
        f"{stem}: 多 gained {len(found.gained)} · 少 lost {len(found.lost)} · 变 changed {len(found.changed)}"
        f" · 核对变化 checks {len(found.checks)}"
    )
    for name, (old, new) in found.record.items():
        yield f"  记录 record    {name}: {_shown(old)} → {_shown(new)}"
    lines = [
        *(f"  + {fact.id} {fact_line(fact)}" for fact in found.gained),
        *(f"  - {fact.id} {fact_line(fact)}" for fact in found.lost),
        *(f"  ~ {fact.id} {fact_line(fact)}\n{_changes(fields)}" for fact, fields in found.changed),
        *(f"  ! {name} {old or '–'} → {new or '–'}" for name, (old, new) in found.checks.items() if "inconsistent" in (old, new)),
    ]
    shown = lines[:limit] if limit else lines
    yield from shown
    if len(lines) > len(shown):
        yield f"  … 另有 {len(lines) - len(shown)} 条，--limit 0 全部列出 · {len(lines) - len(shown)} more, all with --limit 0"


def _judged(extraction: Extraction | None) -> dict[str, str]:
    return {check.id: check.status for check in extraction.checks} if extraction else {}


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Name → (old, new) of whatever differs; what stands on one side only is None on the other."""
    names = dict.fromkeys((*old, *new))
    return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}


def _changes(fields: Mapping[str, tuple[Any, Any]]) -> str:
    return "\n".join(f"      {name}: {_shown(old)} → {_shown(new)}" for name, (old, new) in fields.items())


def _shown(value: Any) -> str:
    return "null" if value is None else str(value)
