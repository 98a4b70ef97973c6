"""The names that curated tables use for their own parts (指标, 单位, 同比 …), from `schemas/taxonomy/curated.json`."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.taxonomy.files import read_data


@dataclass(frozen=True, slots=True)
class Names:
    """Written name (folded) → the contract's name. `totals` are words that a total's label carries; `basis_at` splits a header
    into what stands before and the basis."""

    fields: Mapping[str, str]
    ignored: frozenset[str]
    basis: Mapping[str, str]
    status: Mapping[str, str]
    totals: tuple[str, ...]
    basis_at: re.Pattern[str]


def fold(text: str) -> str:
    """The form in which names are compared: half width, lower case, no outer spaces or closing colon."""
    return unicodedata.normalize("NFKC", text).strip().rstrip(":").strip().lower()


@functools.cache
def names() -> Names:
    data = read_data("curated.json")

    def turned(group: Mapping[str, list[str]]) -> dict[str, str]:
        return {fold(word): name for name, words in group.items() for word in words}

    basis = turned(data["basis"])
    closing = {fold(word) for name in data["basis_suffix"] for word in data["basis"][name]} - set(map(fold, data["basis_suffix_not"]))
    words = "|".join(re.escape(word) for word in sorted(closing, key=len, reverse=True))
    return Names(
        fields=turned(data["fields"]),
        ignored=frozenset(map(fold, data["ignored"])),
        basis=basis,
        status=turned(data["status"]),
        totals=tuple(map(fold, data["totals"])),
        basis_at=re.compile(rf"^(?P<rest>.*?)[\s\-_/()|:]*(?P<basis>{words})[\s)%(]*$"),
    )


def split_basis(text: str) -> tuple[str, str]:
    """`23-YoY` → (`23`, `yoy`); `2024` → (`2024`, ``): a header without its closing basis word, and the basis."""
    match = names().basis_at.match(fold(text))
    if match is None:
        return text.strip(), ""
    return text.strip()[: len(match["rest"])].strip(" -_/(（|:："), names().basis[match["basis"]]
