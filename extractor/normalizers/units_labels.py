"""Units inside headers: `总市值（百万元）`, `EPS(摊薄/元)`, `股价/元`, `ROE%`, `营业收入 亿元`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.model import Unit
from extractor.normalizers.characters import fold
from extractor.normalizers.units_expression import read_unit, read_units, unspaced
from extractor.taxonomy.units import unit_words

_OPEN, _CLOSE = "([{【〔", ")]}】〕"
_PLAIN = rf"[^{re.escape(_OPEN + _CLOSE)}]"
_BRACKET = re.compile(rf"[{re.escape(_OPEN)}]((?:{_PLAIN}|[{re.escape(_OPEN)}]{_PLAIN}*[{re.escape(_CLOSE)}])*)(?:[{re.escape(_CLOSE)}]|$)")
_EDGES = _OPEN + _CLOSE + "/:,、-_| "
_INNER = re.compile(r"[/,、:;]")
_TAIL = re.compile(r"[/,、:;|\s_-]+")
_PERCENT = re.compile(r"^\s*[%‰]|(?<![\d.])[%‰]\s*$")
_SCALED_MONEY = re.compile(r"(?:[十百千]?[万亿]|百万|十亿)[^\x00-\x7f]{0,3}元$")
_NOT_BY_SLASH = ("count", "physical")


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit in a header. `label[start:end]` is what states it, its brackets or slash included: what `without_unit` cuts."""

    unit: Unit
    start: int
    end: int


@cache
def find_unit(label: str) -> FoundUnit | None:
    """The unit that a header states, or None. The last bracket that reads wins; then an end after a slash, colon or space.

    >>> find_unit("总市值（百万元）").unit.exponent
    6
    """
    text = fold(label)
    for start, end, unit in _candidates(text.text):
        first, last = text.span(start, end)
        return FoundUnit(unit, first, last)
    return None


@cache
def without_unit(label: str) -> str:
    """The header without its unit: `EPS(摊薄/元)` is `EPS(摊薄)`. A label that is nothing but a unit stays."""
    found = find_unit(label)
    if found is None:
        return label
    rest = (label[: found.start].rstrip() + label[found.end :]).strip()
    return rest or label


def _candidates(text: str) -> Iterator[tuple[int, int, Unit]]:
    for bracket in reversed(list(_BRACKET.finditer(text))):
        if len(read_units(bracket[1])) > 1:
            return  # 百万元，%: which of the two a cell has is not said
        unit = _stated(bracket[1])
        if unit and unit.kind == "money" and not unit.exponent and (before := next(_candidates(text[: bracket.start()]), None)):
            start, end, scaled = before  # 营业收入（百万元）（人民币）: one unit in two brackets
            both = read_unit(text[start:end].strip(_EDGES) + bracket[1]) if scaled.kind in ("money", None) else None
            if both:
                yield start, bracket.end(), both
            return
        if unit:
            yield bracket.start(), bracket.end(), unit
        yield from _inner(text, bracket.start(1), bracket.end(1))
    if unit := _stated(text):
        yield 0, len(text), unit
    if percent := _PERCENT.search(text):
        unit = read_unit(percent[0].strip())
        start = len(_unsigned(text[: percent.start()]))
        if unit and text != percent[0]:
            yield start, percent.end(), unit
    for cut in _TAIL.finditer(text):
        unit = _stated(text[cut.end() :]) if cut.start() else None
        if unit and not ("/" in cut[0] and unit.kind in _NOT_BY_SLASH and not unit.exponent):
            yield cut.start(), len(text), unit  # 价格/吨 is a price by the tonne: a bare unit after a slash states nothing
    if money := _SCALED_MONEY.search(text):
        unit = _stated(money[0]) if money.start() else None
        if unit and unit.kind == "money":
            yield money.start(), money.end(), unit


def _inner(text: str, start: int, end: int) -> Iterator[tuple[int, int, Unit]]:
    """A unit that shares its bracket with a remark: (摊薄/元), (%，同比)."""
    for cut in _INNER.finditer(text, start, end):
        if cut[0] == "/" and _stated(text[start : cut.start()]):
            return  # 亿股/亿元: two units for two numbers
        if unit := _stated(text[cut.end() : end]):
            yield cut.start(), end, unit
        if cut[0] != "/" and (unit := _stated(text[start : cut.start()])):
            yield start, cut.end(), unit


def _stated(part: str) -> Unit | None:
    return None if unspaced(part).strip("()").lower() in unit_words().never_alone else read_unit(part)


def _unsigned(before: str) -> str:
    """What stands before the percent sign, without its slash or the +/- of a header of changes."""
    for sign in unit_words().signs:
        before = before.removesuffix(sign)
    return before.rstrip("/ ")
