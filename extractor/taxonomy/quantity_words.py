"""The words of the quantity grammar, from `qualifiers.json` and `prose_units.json`: what may touch a number, and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from extractor.model import Qualifier, Unit
from extractor.resources import schemas_dir

V = TypeVar("V")


class Words(Generic[V]):
    """A look-up of words by the text that touches a place: the longest word that ends there, or that begins there."""

    __slots__ = ("_by_first", "_by_last", "_words")

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._words = dict(entries)
        self._by_last = _grouped(entries, -1)
        self._by_first = _grouped(entries, 0)

    def exactly(self, word: str) -> V | None:
        return self._words.get(word)

    def ending(self, text: str, end: int) -> tuple[str, V] | None:
        """The longest word that ends just before `end`."""
        for word, value in self._by_last.get(text[end - 1 : end], ()):
            if text.startswith(word, max(end - len(word), 0)) and end >= len(word):
                return word, value
        return None

    def starting(self, text: str, start: int) -> tuple[str, V] | None:
        """The longest word that begins at `start`."""
        for word, value in self._by_first.get(text[start : start + 1], ()):
            if text.startswith(word, start):
                return word, value
        return None


@dataclass(frozen=True, slots=True)
class QuantityWords:
    before: Words[Qualifier]
    after: Words[Qualifier]
    after_guards: Words[bool]
    containers: Words[bool]
    directions: Words[int]
    losses: Words[bool]
    fillers: Words[bool]
    ranges: Words[bool]
    lists: Words[bool]
    doublings: Words[str]
    doubling_cues: Words[bool]
    surplus: frozenset[str]
    units: Words[Unit]
    unit_guards: Words[bool]
    scales: Words[int]
    currencies: Words[str]
    per: Words[str]
    names_before: Words[bool]
    counted_after: Words[bool]


@cache
def quantity_words() -> QuantityWords:
    """Loaded once. The two files are hand-edited data; a word may stand in one role only a list."""
    beside, units = _read("qualifiers.json"), _read("prose_units.json")
    return QuantityWords(
        before=Words(beside["before"]),
        after=Words(beside["after"]),
        after_guards=_set(beside["after_guards"]),
        containers=_set(beside["containers"]),
        directions=Words(beside["directions"]),
        losses=_set(beside["losses"]),
        fillers=_set(beside["fillers"]),
        ranges=_set(beside["ranges"]),
        lists=_set(beside["lists"]),
        doublings=Words(beside["doublings"]),
        doubling_cues=_set(beside["doubling_cues"]),
        surplus=frozenset(beside["surplus"]),
        units=Words({name: Unit(*entry) for name, entry in units["units"].items()}),
        unit_guards=_set(units["unit_guards"]),
        scales=Words(units["scales"]),
        currencies=Words(units["currencies"]),
        per=Words(units["per"]),
        names_before=_set(units["names_before"]),
        counted_after=_set(units["counted_after"]),
    )


def _set(words: Iterable[str]) -> Words[bool]:
    return Words(dict.fromkeys(words, True))


def _grouped(entries: Mapping[str, V], at: int) -> dict[str, tuple[tuple[str, V], ...]]:
    groups: dict[str, list[tuple[str, V]]] = {}
    for word, value in sorted(entries.items(), key=lambda entry: -len(entry[0])):
        groups.setdefault(word[at], []).append((word, value))
    return {key: tuple(group) for key, group in groups.items()}


def _read(name: str) -> Any:
    return json.loads((schemas_dir() / "taxonomy" / name).read_text(encoding="utf-8"))
