"""The declared relations between metrics: totals with their groups, identities, ratios (schemas/taxonomy/relations.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.resources import schemas_dir


@dataclass(frozen=True, slots=True)
class Group:
    """A printed total and the lines beside it that make it up. Metrics are ids, but `total` and `subtotals` are roles.
    With a `residual` line printed the group is closed: nothing can be missing."""

    total: str
    statement: str
    members: frozenset[str]
    residual: frozenset[str]
    subtotals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A total of an income statement and the sign with which each line above it enters: `+`, `-` or `?` (brokers
    print it either way). A line of `starts` sums up what stands above it; `memo` lines are not added."""

    total: str
    signs: Mapping[str, str]
    starts: frozenset[str]
    memo: frozenset[str]


@dataclass(frozen=True, slots=True)
class Formula:
    """`result` (a role) by the first of `formulas` that the report follows. `closed`: it holds by law."""

    rule: str
    result: str
    formulas: tuple[str, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Relations:
    roles: Mapping[str, tuple[str, ...]]
    scalars: frozenset[str]
    groups: tuple[Group, ...]
    chains: tuple[Chain, ...]
    identities: tuple[Formula, ...]
    ratios: tuple[Formula, ...]
    constants: tuple[Formula, ...]
    alternatives: tuple[frozenset[str], ...]

    def metrics(self, role: str) -> tuple[str, ...]:
        return self.roles.get(role, ())


def _signs(chain: Mapping[str, list[str]]) -> dict[str, str]:
    return {metric: sign for name, sign in (("plus", "+"), ("minus", "-"), ("either", "?")) for metric in chain[name]}


@cache
def relations() -> Relations:
    """The shipped relations; loaded once."""
    data = json.loads((schemas_dir() / "taxonomy" / "relations.json").read_text(encoding="utf-8"))
    return Relations(
        roles={role: tuple(metrics) for role, metrics in data["roles"].items()},
        scalars=frozenset(data["scalars"]),
        groups=tuple(
            Group(g["total"], g["statement"], frozenset(g["members"]), frozenset(g["residual"]), tuple(g["subtotals"]))
            for g in data["groups"]
        ),
        chains=tuple(
            Chain(total, _signs(c), frozenset(c["starts"]), frozenset(c["memo"])) for c in data["chains"] for total in c["totals"]
        ),
        identities=tuple(Formula(i["rule"], i["total"], tuple(i["formulas"]), i["closed"]) for i in data["identities"]),
        ratios=tuple(Formula(r["rule"], r["result"], tuple(r["formulas"])) for r in data["ratios"]),
        constants=tuple(Formula(c["rule"], c["multiple"], tuple(c["of"])) for c in data["constants"]),
        alternatives=tuple(frozenset(a) for a in data["alternatives"]),
    )
