"""Regular expressions from words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An alternation without a group, longest word first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
