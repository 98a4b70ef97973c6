"""The words of printed periods, from `periods.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.errors import TaxonomyError
from extractor.model import Basis, Status
from extractor.resources import schemas_dir


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Words in upper case to what they say. `parts`: of a year. `with_year_only`: parts that are none without a year."""

    parts: Mapping[str, str]
    with_year_only: frozenset[str]
    end: tuple[str, ...]
    ttm: tuple[str, ...]
    status: Mapping[str, Status]
    basis: Mapping[str, Basis]
    relative: Mapping[str, int]
    relative_not_after: tuple[str, ...]
    open_after: tuple[str, ...]
    versus_before: tuple[str, ...]
    count_before: tuple[str, ...]
    count_after: tuple[str, ...]


@cache
def period_words() -> PeriodWords:
    """Loaded once; a word that says two things is an error of the data."""
    data = json.loads((schemas_dir() / "taxonomy" / "periods.json").read_text(encoding="utf-8"))
    return PeriodWords(
        parts=_turned(data["parts"]),
        with_year_only=frozenset(data["with_year_only"]),
        end=tuple(data["end"]),
        ttm=tuple(data["ttm"]),
        status=_turned(data["status"]),  # type: ignore[arg-type]
        basis=_turned(data["basis"]),  # type: ignore[arg-type]
        relative=data["relative"],
        relative_not_after=tuple(data["relative_not_after"]),
        open_after=tuple(data["open_after"]),
        versus_before=tuple(data["versus_before"]),
        count_before=tuple(data["count_before"]),
        count_after=tuple(data["count_after"]),
    )


def _turned(lists: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, words in lists.items():
        for word in words:
            if word in found:
                raise TaxonomyError("period_word_twice", f"期间词“{word}”有两个含义", f"the period words give {word!r} two meanings")
            found[word] = meaning
    return found
