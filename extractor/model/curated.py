"""Curated data as written: numbers that people keep by hand, where each stands, and what is wrong with them.

Strings are untouched print; `""` means that nothing is written. Reading them is the validators' work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from extractor.model.outcome import Message

CuratedForm = Literal["long", "wide"]
Level = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: `line` (the row of a sheet) and `column` count from 1; None where there is none. `field` is its name
    for people: a column's name (`value`), a cell (`2024 / 朋友圈`) or a pointer (`facts/12/unit`)."""

    file: str
    line: int | None = None
    column: int | None = None
    field: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One curated number, as written. `table`, `row` and `column` (0-based) are its place in its file's grids: in the wide
    form the printed grid, in the long form (-1) nothing. `label` is the row header with its leading marks."""

    place: Place
    entity: str
    metric: str
    product: str
    period: str
    value: str
    unit: str
    basis: str = ""
    status: str = ""
    decimals: str = ""
    source: str = ""
    id: str = ""
    label: str = ""
    header: str = ""
    table: int = 0
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, for people and machines. `found` and `allowed` are the two sides, as short text; `checks` the ids of the
    checks behind it; `keys` the natural keys of the numbers it names: what a waiver may name."""

    code: str
    level: Level
    place: Place
    message: Message
    found: str = ""
    allowed: str = ""
    checks: tuple[str, ...] = ()
    keys: tuple[Mapping[str, str], ...] = ()
    related: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class CuratedFile:
    """One file of curated data: its numbers, and what could not be read as any."""

    path: str
    form: CuratedForm
    entries: tuple[Entry, ...]
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A small structured file (relations.yaml, waivers.yaml) as written: every scalar a string; `lines` says on which line
    (from 1) the value at a path (`("relations", 0, "total")`) begins. `ends` is where the list under a top-level key ends."""

    path: str
    content: object
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    ends: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operand:
    """What a declared relation names: a product or metric by its written name, or both. `weight` is a decimal string."""

    name: str = ""
    metric: str = ""
    product: str = ""
    weight: str = "1"


@dataclass(frozen=True, slots=True)
class DeclaredRelation:
    """A total and its weighted parts, `equal` or `at_most`, within a scope (empty: everywhere)."""

    place: Place
    total: Operand
    parts: tuple[Operand, ...]
    relation: Literal["equal", "at_most"]
    entity: str = ""
    metric: str = ""
    periods: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody looked at and let stand: by check id, or by natural key (every given part must agree) and code."""

    place: Place
    reason: str
    check: str = ""
    code: str = ""
    key: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declarations:
    """What stands beside the data: relations, waivers, and the names of metrics that only this data set uses."""

    path: str
    relations: tuple[DeclaredRelation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    metrics: Mapping[str, str] = field(default_factory=dict)
