"""Publishers of research, from `brokers.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from extractor.taxonomy.files import contradiction, read_data


@dataclass(frozen=True, slots=True)
class Broker:
    """`name` as reports print it; `legal` who signs; `domains` of its mail; `levels` where its rating scale is its own."""

    name: str
    legal: str
    en: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    levels: Mapping[str, str]


@cache
def brokers() -> tuple[Broker, ...]:
    """All of them, by name; TaxonomyError when two claim one name."""
    found = tuple(
        Broker(
            entry["name"],
            entry["legal"],
            entry["en"],
            tuple(entry.get("domains", ())),
            tuple(entry.get("aliases", ())),
            MappingProxyType(entry.get("levels", {})),
        )
        for entry in read_data("brokers.json")["brokers"]
    )
    owners: dict[str, str] = {}
    for broker in found:
        for name in {broker.name, broker.legal, *broker.aliases}:
            if owners.setdefault(name, broker.name) != broker.name:
                raise contradiction("brokers.json", f"“{name}”属于两家", f"{name!r} names two brokers")
    return found
