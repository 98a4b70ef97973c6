"""A printed label without what is no part of its term: list marks, 其中：, units, footnote marks, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.normalizers.characters import folded, key
from extractor.normalizers.units import without_unit
from extractor.taxonomy.term_words import term_words

_MARKS = re.compile(
    r"^(?:[-•·▪●○■□◆◇▲△►▶*#+>★☆ ]+|\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]"
    r"|\(\d{1,2}\)|\d{1,2}[、)]|\d{1,2}\.(?!\d)|[①-⑳])\s*"
)
_FOOTNOTES = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰*#†‡①-⑳]+|\((?:注|备注)\s*\d*\)|\[\d+\]|注\d{1,2})+$")
_ROUND = re.compile(r"\(([^()]*)\)")


@cache
def bare(label: str) -> str:
    """The key of a label without marks, unit and footnotes: `-其中：营业收入（百万元）*` is `营业收入`."""
    text = folded(label).strip()
    text = _FOOTNOTES.sub("", text) or text
    while (shorter := _MARKS.sub("", text)) != text and shorter:
        text = shorter
    text = key(without_unit(text)).strip(":,;|")
    words = term_words()
    for tail in words.tails:
        text = text.replace(f"({key(tail)})", "")
    for lead in words.leads:
        for colon in (f"{lead}:", f"({lead}):", f"({lead})"):
            if text.startswith(colon) and len(text) > len(colon):
                return _MARKS.sub("", text[len(colon) :]) or text
    return text


@cache
def loose(text: str) -> str:
    """A key without the spellings that change no meaning: 归属于母公司所有者的净利润 and 归属母公司所有者净利润."""
    for old, new in term_words().same:
        text = text.replace(old, new)
    return text


def without_brackets(text: str) -> Iterator[str]:
    """Shorter forms of a key, the least cut first. Brackets that are part of the name are never cut: 净利润(经调整).

    A bracket that lost its other half to a clipped cell goes too: `每股经营现金流薄)`, `每股收益(最新`.
    """
    while True:
        found = [m for m in _ROUND.finditer(text) if not _telling(m[1])]
        if not found or text in (found[-1][0],):
            break
        text = text[: found[-1].start()] + text[found[-1].end() :]
        yield text
    if text.count("(") > text.count(")"):
        cut = text.rindex("(")
        if cut and not _telling(text[cut + 1 :]):
            yield text[:cut]
    elif text.count(")") > text.count("("):
        for keep in range(len(text) - 1, max(len(text) - 6, 2), -1):
            yield text[:keep]


def turned(text: str) -> str | None:
    """净利润(经调整) as 经调整净利润; None where nothing telling closes the label in a bracket."""
    found = re.fullmatch(r"([^()]+)\(([^()]+)\)", text)
    return found[2] + found[1] if found and _telling(found[2]) else None


def _telling(content: str) -> bool:
    return any(word in content for word in term_words().telling)
