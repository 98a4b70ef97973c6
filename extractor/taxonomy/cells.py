"""What cells print beside numbers, and in their place, from `cells.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.model import Qualifier
from extractor.resources import schemas_dir


@dataclass(frozen=True, slots=True)
class CellWords:
    """`placeholders` in the form of `normalizers.characters.key`; `marks` as single characters; bounds by their word."""

    placeholders: frozenset[str]
    marks: str
    before: Mapping[str, Qualifier]
    after: Mapping[str, Qualifier]


@cache
def cell_words() -> CellWords:
    """Loaded once."""
    data = json.loads((schemas_dir() / "taxonomy" / "cells.json").read_text(encoding="utf-8"))
    return CellWords(frozenset(data["placeholders"]), data["marks"], data["before"], data["after"])
