"""The words of table headers and captions that are no metrics, from `table_words.json`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.taxonomy.files import read_data


@dataclass(frozen=True, slots=True)
class TableWords:
    """Word sets are folded, without spaces, in lower case."""

    per_share: re.Pattern[str]
    no_money: re.Pattern[str]
    superseded: frozenset[str]
    revised: frozenset[str]
    consensus: frozenset[str]
    guidance: frozenset[str]
    entity_headers: frozenset[str]
    ticker_headers: frozenset[str]
    index_headers: frozenset[str]
    rating_headers: frozenset[str]
    date_headers: frozenset[str]
    peer_captions: tuple[str, ...]
    peer_sums: frozenset[str]
    targets: frozenset[str]
    bare_equity: frozenset[str]
    totals: tuple[str, ...]
    breakdowns: tuple[tuple[str, str], ...]
    contacts: re.Pattern[str]
    unread_captions: tuple[str, ...]
    what_if_captions: tuple[str, ...]
    splits: tuple[str, ...]
    price_ranges: tuple[str, ...]
    price_ends: tuple[str, str]
    caption_tails: tuple[str, ...]
    listings: Mapping[str, tuple[str, ...]]
    name_tails: tuple[str, ...]


_SETS = (
    "superseded",
    "revised",
    "consensus",
    "guidance",
    "entity_headers",
    "ticker_headers",
    "index_headers",
    "rating_headers",
    "date_headers",
    "peer_sums",
    "targets",
    "bare_equity",
)


@cache
def table_words() -> TableWords:
    """Loaded once."""
    data = read_data("table_words.json")
    sets = {name: frozenset(data[name]) for name in _SETS}
    return TableWords(
        per_share=_any(data["per_share"]),
        no_money=_any(data["no_money"]),
        peer_captions=tuple(data["peer_captions"]),
        totals=tuple(data["totals"]),
        breakdowns=tuple((word, metric) for word, metric in data["breakdowns"]),
        contacts=re.compile("|".join(data["contacts"])),
        unread_captions=tuple(data["unread_captions"]),
        what_if_captions=tuple(data["what_if_captions"]),
        splits=tuple(sorted(data["splits"], key=len, reverse=True)),
        price_ranges=tuple(data["price_ranges"]),
        price_ends=(data["price_ends"][0], data["price_ends"][1]),
        caption_tails=tuple(sorted(data["caption_tails"], key=len, reverse=True)),
        listings={name: tuple(exchanges) for name, exchanges in data["listings"].items()},
        name_tails=tuple(sorted(data["name_tails"], key=len, reverse=True)),
        **sets,
    )


def _any(words: list[str]) -> re.Pattern[str]:
    """Words in Latin letters must not run on into a longer one (eps in steps)."""
    return re.compile("|".join(rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w.isalpha() and w.isascii() else re.escape(w) for w in words))
