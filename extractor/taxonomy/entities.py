"""Companies and indices that reports name, from `entities.json`; what they sell, from `products.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from extractor.taxonomy.files import contradiction, read_data
from extractor.taxonomy.metrics import metrics


@dataclass(frozen=True, slots=True)
class Entity:
    """`ticker` is the main listing's, `""` where there is none or it is not certain."""

    name: str
    kind: Literal["company", "index"]
    ticker: str
    aliases: tuple[str, ...]


@cache
def entities() -> Mapping[str, Entity]:
    """Every printed name to its entity; TaxonomyError when one names two."""
    found: dict[str, Entity] = {}
    for entry in read_data("entities.json")["entities"]:
        entity = Entity(entry["name"], entry["kind"], entry.get("ticker", ""), tuple(entry.get("aliases", ())))
        for name in (entity.name, *entity.aliases):
            if found.setdefault(name, entity) is not entity:
                raise contradiction("entities.json", f"“{name}”属于两个主体", f"{name!r} names two entities")
    return MappingProxyType(found)


@cache
def unscanned_entities() -> frozenset[str]:
    """Names that are everyday words too."""
    return frozenset(read_data("entities.json")["unscanned"])


@cache
def products() -> Mapping[tuple[str, str], str]:
    """(entity, product) to the metric that the product is part of."""
    found: dict[tuple[str, str], str] = {}
    for entry in read_data("products.json")["products"]:
        if entry["metric"] not in metrics() or entry["entity"] not in entities():
            raise contradiction(
                "products.json", f"没有 {entry['metric']} 或 {entry['entity']}", f"no {entry['metric']} or {entry['entity']}"
            )
        found.update(((entry["entity"], name), entry["metric"]) for name in entry["names"])
    return MappingProxyType(found)
