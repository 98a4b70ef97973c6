"""Rating words and their levels, from `ratings.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from extractor.taxonomy.files import contradiction, read_data


@dataclass(frozen=True, slots=True)
class RatingWords:
    """`levels`: a rating word to its level of stocks and of industries (`""` where it is used of one alone). `actions`: what was
    done to it, by printed word. `labels`: what stands before a rating."""

    levels: Mapping[str, tuple[str, str]]
    actions: Mapping[str, str]
    labels: tuple[str, ...]


@cache
def rating_words() -> RatingWords:
    """Loaded once; TaxonomyError when a word has two levels."""
    data = read_data("ratings.json")
    levels: dict[str, tuple[str, str]] = {}
    for entry in data["ratings"]:
        level = (entry.get("stock", ""), entry.get("industry", ""))
        for word in entry["words"]:
            if levels.setdefault(word, level) != level:
                raise contradiction("ratings.json", f"“{word}”有两个级别", f"{word!r} has two levels")
    actions = {word: action for action, words in data["actions"].items() for word in words}
    return RatingWords(MappingProxyType(levels), MappingProxyType(actions), tuple(data["labels"]))
