"""The words of printed units, from `units.json` and `currencies.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from extractor.errors import TaxonomyError
from extractor.model import Unit
from extractor.resources import schemas_dir

Role = Literal["scale", "letter", "currency", "yuan", "part", "unit", "per"]


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What one word of a unit expression says. `id` is the currency, unit or divisor; a scale has only an exponent.
    `unit` and `per` may both be set: 吨 is a unit, and what a price is counted by."""

    role: Role
    id: str | None = None
    exponent: int = 0
    unit: Unit | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class UnitWords:
    """`exact` by the word as written, `lower` by its lower case where no two words differ in case only."""

    exact: Mapping[str, UnitWord]
    lower: Mapping[str, UnitWord]
    longest: int
    leads: tuple[str, ...]
    exceptions: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]
    never_alone: frozenset[str]


@cache
def unit_words() -> UnitWords:
    """Loaded once; a word that says two things is an error of the data."""
    units, money = _read("units.json"), _read("currencies.json")
    words: dict[str, UnitWord] = {}
    for word, exponent in units["scales"].items():
        _add(words, word, UnitWord("scale", exponent=exponent))
    for word, exponent in units["scale_letters"].items():
        _add(words, word, UnitWord("letter", exponent=exponent))
    for word in money["yuan"]:
        _add(words, word, UnitWord("yuan", "CNY"))
    for word in money["unknown"]:
        _add(words, word, UnitWord("currency"))
    for code, currency in money["currencies"].items():
        for word in currency["words"]:
            _add(words, word, UnitWord("currency", code))
        for word, exponent in currency["parts"].items():
            _add(words, word, UnitWord("part", code, exponent))
    for entry in units["units"]:
        unit = Unit(entry["id"], entry.get("exponent", 0), entry["kind"])
        for word in entry["words"]:
            _add(words, word, UnitWord("unit", unit.id, unit.exponent, unit))
    for divisor, names in units["per"].items():
        for word in names:
            known = words.get(word)
            if known and (known.role != "unit" or known.per):
                raise _twice(word)
            words[word] = UnitWord("unit", known.id, known.exponent, known.unit, divisor) if known else UnitWord("per", per=divisor)
    return UnitWords(
        exact=words,
        lower=_lower(words),
        longest=max(map(len, words)),
        leads=tuple(sorted(units["leads"], key=len, reverse=True)),
        exceptions=tuple((first, then) for first, then in units["exceptions"]),
        signs=tuple(units["signs"]),
        never_alone=frozenset(word.lower() for word in units["never_alone"]),
    )


def _add(words: dict[str, UnitWord], word: str, meaning: UnitWord) -> None:
    if word in words:
        raise _twice(word)
    words[word] = meaning


def _lower(words: Mapping[str, UnitWord]) -> dict[str, UnitWord]:
    found: dict[str, UnitWord] = {}
    clash = set()
    for word, meaning in words.items():
        if found.setdefault(word.lower(), meaning) != meaning:
            clash.add(word.lower())
    return {word: meaning for word, meaning in found.items() if word not in clash or word in words}


def _twice(word: str) -> TaxonomyError:
    return TaxonomyError("unit_word_twice", f"单位表中“{word}”有两个含义", f"the unit tables give {word!r} two meanings")


def _read(name: str) -> Any:
    return json.loads((schemas_dir() / "taxonomy" / name).read_text(encoding="utf-8"))
