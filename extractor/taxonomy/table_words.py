"""The words of table headers and captions that are no metrics, from `table_words.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.model import Basis
from extractor.resources import schemas_dir


@dataclass(frozen=True, slots=True)
class TableWords:
    """Word sets are folded, without spaces, in lower case. `basis` is matched whole against such a header."""

    basis: tuple[tuple[Basis, re.Pattern[str]], ...]
    share: frozenset[str]
    growth_sections: frozenset[str]
    share_sections: frozenset[str]
    superseded: frozenset[str]
    consensus: frozenset[str]
    guidance: frozenset[str]
    entity_headers: frozenset[str]
    ticker_headers: frozenset[str]
    index_headers: frozenset[str]
    date_headers: frozenset[str]
    peer_captions: tuple[str, ...]
    peer_sums: frozenset[str]
    totals: tuple[str, ...]
    breakdowns: tuple[tuple[str, str], ...]
    caption_tails: tuple[str, ...]
    listings: Mapping[str, tuple[str, ...]]
    exchanges: Mapping[str, str]
    name_tails: tuple[str, ...]


_SETS = (
    *("share", "growth_sections", "share_sections", "superseded", "consensus", "guidance"),
    *("entity_headers", "ticker_headers", "index_headers", "date_headers", "peer_sums"),
)
_MARKS = r"[%()±+/\-:：,、]*"


@cache
def table_words() -> TableWords:
    """Loaded once."""
    data = json.loads((schemas_dir() / "taxonomy" / "table_words.json").read_text(encoding="utf-8"))
    tails = _any(data["tails"])
    rules: list[tuple[Basis, re.Pattern[str]]] = [
        (basis, re.compile(rf"{_MARKS}(?:{_any(words)})(?:{_MARKS}(?:{tails}))?{_MARKS}")) for basis, words in data["basis"].items()
    ]
    rules.append(("yoy", re.compile(rf"{_MARKS}(?:{_any(data['bare'])}){_MARKS}")))
    sets = {name: frozenset(data[name]) for name in _SETS}
    return TableWords(
        basis=tuple(rules),
        peer_captions=tuple(data["peer_captions"]),
        totals=tuple(data["totals"]),
        breakdowns=tuple((word, metric) for word, metric in data["breakdowns"]),
        caption_tails=tuple(sorted(data["caption_tails"], key=len, reverse=True)),
        listings={name: tuple(exchanges) for name, exchanges in data["listings"].items()},
        exchanges=data["exchanges"],
        name_tails=tuple(sorted(data["name_tails"], key=len, reverse=True)),
        **sets,
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
