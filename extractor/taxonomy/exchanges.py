"""Exchanges and the forms of their tickers, from `exchanges.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from extractor.taxonomy.files import contradiction, read_data


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """`code` is a pattern; `ranges` code prefixes with the currency that they trade in, for codes without a suffix."""

    id: str
    zh: str
    suffixes: tuple[str, ...]
    currency: str
    code: str
    ranges: Mapping[str, str]


@cache
def exchanges() -> Mapping[str, Exchange]:
    """Exchanges by suffix; TaxonomyError when two share one."""
    found: dict[str, Exchange] = {}
    for entry in read_data("exchanges.json")["exchanges"]:
        exchange = Exchange(
            entry["id"], entry["zh"], tuple(entry["suffixes"]), entry["currency"], entry["code"], MappingProxyType(entry.get("ranges", {}))
        )
        for suffix in exchange.suffixes:
            if found.setdefault(suffix, exchange) is not exchange:
                raise contradiction("exchanges.json", f"后缀 {suffix} 属于两个交易所", f"suffix {suffix} names two exchanges")
    return MappingProxyType(found)
