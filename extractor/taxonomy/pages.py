"""Words of covers and page layout, from `schemas/taxonomy/pages.json`, as compiled alternatives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.model import ReportKind, Statement
from extractor.taxonomy.files import read_data


@dataclass(frozen=True, slots=True)
class PageWords:
    """Patterns without anchors: `search` in a label, or embed `.pattern` in a larger one."""

    sectors: re.Pattern[str]
    titles: re.Pattern[str]
    no_names: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], ReportKind], ...]
    close_price: re.Pattern[str]
    target_price: re.Pattern[str]
    no_price: re.Pattern[str]
    legal: re.Pattern[str]
    footers: re.Pattern[str]
    boxes: re.Pattern[str]
    statements: tuple[tuple[re.Pattern[str], Statement], ...]
    general: re.Pattern[str]


@cache
def page_words() -> PageWords:
    """Loaded once; TaxonomyError when the file is missing or no JSON."""
    data = read_data("pages.json")
    names = ("sectors", "titles", "no_names", "close_price", "target_price", "no_price", "legal", "footers", "boxes", "general")
    return PageWords(
        **{name: _any(data[name]) for name in names},
        kinds=tuple((_any(entry["words"]), entry["kind"]) for entry in data["kinds"]),
        statements=tuple((_any(entry["words"]), entry["statement"]) for entry in data["statements"]),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words) + ")")
