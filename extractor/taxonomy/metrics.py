"""Metrics and their names, from `metrics_*.json`: what a number may be a number of.

An alias belongs to a scope: `any`, a statement (少数股东权益 is a profit in the income statement), a section of one
(其他 below 流动资产), or `prose` (what running text means by it). One alias names one metric in a scope.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from extractor.model import PeriodType, UnitKind
from extractor.taxonomy.files import alias_key, contradiction, read_data

FILES = {
    "balance": "balance",
    "cashflow": "cashflow",
    "income": "income",
    "internet": "operating",
    "market": "market",
    "operating": "operating",
    "ratios": "ratios",
}
"""The parts of the metric files, and the statement that the metrics of a part stand in."""
ANY, PROSE = "any", "prose"
MetricUnit = UnitKind | Literal["text"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One entry. `unit` is the kind of unit its numbers have (`text`: no number at all, the name of a shareholder);
    `statement` where it stands; `aliases` by scope, the canonical names not among them; `unscanned` are the names that
    are too short or too common to be looked for in running text. Examples are `label` or `label @scope`."""

    id: str
    zh: str
    en: str
    unit: MetricUnit
    period: PeriodType | None
    statement: str
    gloss: str
    source: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]]
    unscanned: frozenset[str]
    scan: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def names(self, scope: str) -> tuple[str, ...]:
        """The names in one scope; the canonical ones hold in any."""
        own = self.aliases.get(scope, ())
        return (self.zh, self.en, *own) if scope == ANY else own


@cache
def metrics() -> Mapping[str, Metric]:
    """All metrics by id; loaded once. TaxonomyError on an id or a Chinese name that two entries claim."""
    found: dict[str, Metric] = {}
    names: dict[str, str] = {}
    for part, statement in FILES.items():
        name = f"metrics_{part}.json"
        for entry in read_data(name)["metrics"]:
            metric = _metric(entry, statement)
            if metric.id in found or names.setdefault(metric.zh, metric.id) != metric.id:
                raise contradiction(name, f"{metric.id}（{metric.zh}）重复", f"{metric.id} ({metric.zh}) stands twice")
            found[metric.id] = metric
    return MappingProxyType(found)


@cache
def metric_ids() -> Mapping[str, str]:
    """Metric ids by canonical Chinese name."""
    return MappingProxyType({metric.zh: metric.id for metric in metrics().values()})


@cache
def alias_index() -> Mapping[str, Mapping[str, str]]:
    """scope → key of the alias → metric id. TaxonomyError when one alias names two metrics in one scope."""
    return MappingProxyType(build_index(metrics().values()))


def build_index(entries: Any) -> dict[str, dict[str, str]]:
    """The alias index of these metrics; what `alias_index` holds for the shipped ones."""
    index: dict[str, dict[str, str]] = {ANY: {}}
    for metric in entries:
        for scope in (ANY, *metric.aliases):
            names = index.setdefault(scope, {})
            for alias in metric.names(scope):
                owner = names.setdefault(alias_key(alias), metric.id)
                if owner != metric.id:
                    raise contradiction(
                        "metrics",
                        f"“{alias}”在 {scope} 中同属 {owner} 与 {metric.id}",
                        f"{alias!r} in {scope} names both {owner} and {metric.id}",
                    )
    return index


def _metric(entry: Mapping[str, Any], statement: str) -> Metric:
    return Metric(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        unit=entry["unit"],
        period=entry.get("period"),
        statement=statement,
        gloss=entry["gloss"],
        source=tuple(entry.get("source", ())),
        aliases=MappingProxyType({scope: tuple(names) for scope, names in entry.get("aliases", {}).items()}),
        unscanned=frozenset(alias_key(alias) for alias in entry.get("unscanned", ())),
        scan=entry.get("scan", True),
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry.get("not", ())),
    )
