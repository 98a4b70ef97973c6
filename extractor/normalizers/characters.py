"""Characters as the reader means them: one form for each, with a way back to the print.

NFKC alone is not enough. It leaves the CJK Radicals Supplement (⻘) and every minus sign, and it loses meaning where a
character's position is its meaning: a footnote's ¹ is no digit, ① no 1, ½ no 1⁄2. Those stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.taxonomy.characters import characters

_KEPT = ("<super>", "<sub>", "<circle>", "<fraction>")
_SOFT_HYPHEN = "\u00ad"
_SPACE = " "
_GAP = "\ue000"
"""Stands for what cannot be read (private use, U+FFFD) until the spaces are settled; it is never dropped as a space in a word."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` in one form; `origin[i]` is the offset in the source of the character that `text[i]` comes from."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of a non-empty `text[start:end]`."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Widths, radicals, compatibility ideographs, dashes (all `-`) and spaces in one form.

    Runs of white space become one space, and none between two Chinese characters (a line break or letter-spacing inside a
    word). What is invisible goes; what cannot be read (private use) leaves a space. Case stays.

    >>> fold("毛⻓－１２．３％").text
    '毛长-12.3%'
    """
    letters: list[str] = []
    origin: list[int] = []
    space, gap = -1, ""
    for run in _runs().finditer(text):
        at, char = run.start(), text[run.start()]
        forms = _forms(char)
        if char == _SOFT_HYPHEN and text[at + 1 : at + 2].isdigit():
            forms = "-"  # painted before a digit it is a minus: fonts map the hyphen's glyph to U+00AD
        for form in forms:
            if form in (_SPACE, _GAP):
                if space < 0 or form == _GAP:
                    space = at
                    gap = form
                continue
            if space >= 0:
                if letters and (gap == _GAP or not (_wide(text[origin[-1]]) and _wide(char))):
                    letters.append(_SPACE)
                    origin.append(space)
                space = -1
            letters.append(form)
            origin.append(at)
        if run.end() > at + 1:
            letters.extend(text[at + 1 : run.end()])
            origin.extend(range(at + 1, run.end()))
    return Folded("".join(letters), tuple(origin))


@cache
def _runs() -> re.Pattern[str]:
    """Runs of characters that are their own form (most of any text), and every other character by itself."""
    replaced = "".join(char for char in characters().replaced if "\u4e00" <= char <= "\u9fff")
    return re.compile(rf"(?:(?![{replaced}])[0-9A-Za-z\u4e00-\u9fff])+|.", re.DOTALL)


@lru_cache(maxsize=32768)
def folded(text: str) -> str:
    """`fold(text).text`."""
    return fold(text).text


@lru_cache(maxsize=32768)
def key(text: str) -> str:
    """A form for comparing: folded, without spaces, lower case, all brackets round. `净利润 【亿元】` is `净利润(亿元)`."""
    brackets = characters().brackets
    return "".join(brackets.get(c, c) for c in folded(text) if c != _SPACE).lower()


def unreadable(text: str) -> bool:
    """Whether the print holds a glyph without a meaning: private use, unmapped (U+FFFD) or a control character.

    Next to a number such a glyph may be its sign; whoever reads a number must refuse it.
    """
    return any(_forms(c) == _GAP or (unicodedata.category(c) == "Cc" and not c.isspace()) for c in text)


@cache
def _forms(char: str) -> str:
    """What one character becomes; empty for what is invisible."""
    category = unicodedata.category(char)
    if char.isspace() or category == "Zs":
        return _SPACE
    if category in ("Co", "Cn", "Cs") or char == "\ufffd":
        return _GAP
    if category in ("Cc", "Cf") or 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF:
        return ""
    replaced = characters().replaced
    if char in replaced:
        return replaced[char]
    if unicodedata.decomposition(char).startswith(_KEPT):
        return char
    forms = unicodedata.normalize("NFKC", char)
    if forms.startswith(_SPACE):
        return char  # an accent on its own (´, ¯): NFKC would make it a space and a combining mark
    return "".join(replaced.get(c, c) for c in forms)


@cache
def _wide(char: str) -> bool:
    """Chinese characters and punctuation, between which a space means nothing; not the full-width digits and letters."""
    return ((ord(char) >= 0x2E80 or char in "“”‘’") and not _forms(char).isascii()) or char in "（），：；！？［］｛｝％／"
