"""The characters that print and text layers confuse, from `characters.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.resources import schemas_dir


@dataclass(frozen=True, slots=True)
class Characters:
    """`replaced`: one character to the one that it shows, applied after NFKC. `brackets`: unified for comparison only."""

    replaced: Mapping[str, str]
    brackets: Mapping[str, str]


@cache
def characters() -> Characters:
    """Loaded once."""
    data = json.loads((schemas_dir() / "taxonomy" / "characters.json").read_text(encoding="utf-8"))
    dashes = dict.fromkeys(data["dashes"], "-")
    return Characters({**data["unified"], **data["slips"], **data["same"], **dashes}, data["brackets"])
