"""Number tokens of a sentence: digits with thousands separators, Chinese numerals, fractions. No unit, sign or bound yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.normalizers.quantities_chinese import NUMERAL, PARTS, TENTHS, read_numeral

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,2}(?![\dA-Za-z]))?")
_FRACTION = re.compile(r"(?<![\d./])([1-9])/([2-9]|10)(?![\d./年月日亿万千百元美港倍%‰xXpP个家项款台部片颗吨])")
_BEFORE_FRACTION = frozenset("占约近超足到为达少多过降升出了的剩其有率额量入润模值")
_WHOLES = {"百": 2, "千": 3, "万": 4}


@dataclass(frozen=True, slots=True)
class Number:
    """Printed digits `text[start:end]`; the value's exponent is the printed precision. A `fraction` is a ratio by itself
    (1/3); a `han` number is written in Chinese numerals and needs a unit to be one at all."""

    start: int
    end: int
    value: Decimal
    style: Literal["arabic", "han", "fraction"] = "arabic"


def find_numbers(text: str) -> Iterator[Number]:
    """All number tokens, left to right, Arabic and Chinese; overlapping ones are left to the caller."""
    fractions = {m.start(): m for m in _FRACTION.finditer(text) if m.start() and text[m.start() - 1] in _BEFORE_FRACTION}
    end = 0
    for m in _ARABIC.finditer(text):
        if m.start() < end:
            continue
        if part := fractions.get(m.start()):
            end = part.end()
            yield Number(m.start(), end, _share(int(part[1]), int(part[2])), "fraction")
            continue
        value = Decimal(m[0].replace(",", ""))
        yield Number(m.start(), m.end(), value)


def find_han(text: str) -> Iterator[Number]:
    """Numbers in Chinese numerals: 一点五亿, 三分之一, 百分之三十. Most runs are no numbers (万元, 一方面); units decide."""
    end = 0
    for m in TENTHS.finditer(text):
        yield Number(m.start(), m.end(), Decimal(f"0.{_tenth(m[1])}{_tenth(m[2])}"), "fraction")
    for m in PARTS.finditer(text):
        number = _parts(m)
        if number:
            yield number
            end = m.end()
    for m in NUMERAL.finditer(text):
        if m.start() >= end and not (m.start() and (text[m.start() - 1].isdigit() or text[m.start() - 1] in "第几数第.之")):
            value = read_numeral(m[0])
            if value is not None:
                yield Number(m.start(), m.end(), value, "han")


def _tenth(digit: str) -> int:
    return 5 if digit == "半" else int(read_numeral(digit) or 0)


def _parts(m: re.Match[str]) -> Number | None:
    over = read_numeral(m[2])
    if m[1] in _WHOLES:
        return None if over is None else Number(m.start(), m.end(), over.scaleb(-_WHOLES[m[1]]), "fraction")
    under = read_numeral(m[1])
    if over is None or under is None or not under or over >= under or under > 10 or over % 1:
        return None
    return Number(m.start(), m.end(), _share(int(over), int(under)), "fraction")


def _share(over: int, under: int) -> Decimal:
    """A printed fraction as a ratio at four digits: 1/3 is 0.3333, and its precision says so."""
    return (Decimal(over) / Decimal(under)).quantize(Decimal("0.0001"))
