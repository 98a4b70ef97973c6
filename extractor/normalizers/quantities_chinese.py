"""Chinese numerals: 一点五亿, 两千三百亿, 三成五, 三分之一, 百分之三十."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: n for n, chars in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in chars
}
_TENS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_SCALES = {"万": 4, "亿": 8}
_ALL = "".join((*_DIGITS, *_TENS, *_SCALES))

NUMERAL = re.compile(rf"[{_ALL}点]+")
"""A run that may be a numeral; `read_numeral` decides."""

PARTS = re.compile(rf"([{_ALL}]+)分之([{_ALL}点]+)")
"""三分之一: denominator, then numerator."""

TENTHS = re.compile(r"([一二两三四五六七八九])成([一二三四五六七八九半])")
"""三成五: tenths, then hundredths."""


def read_numeral(text: str) -> Decimal | None:
    """The number that the whole string writes, or None: 两千三百亿 is 2300E+8, 一点五亿 1.5E+8.

    Runs that begin with a scale (千万级, 亿元) name no number and are None; so is a list of digits (二〇二四).
    """
    head, dot, rest = text.partition("点")
    if not dot:
        return _whole(head)
    cut = next((i for i, c in enumerate(rest) if c not in _DIGITS), len(rest))
    digits, scale = rest[:cut], rest[cut:]
    whole = _whole(head)
    exponent = _exponent(scale)
    if whole is None or not digits or exponent is None:
        return None
    return Decimal(f"{whole:f}.{''.join(str(_DIGITS[c]) for c in digits)}").scaleb(exponent)


def _exponent(scale: str) -> int | None:
    return sum(_SCALES[c] for c in scale) if all(c in _SCALES for c in scale) else None


def _whole(text: str) -> Decimal | None:
    """Digits and places in descending order; 万 and 亿 close a group."""
    if not text or text[0] in _SCALES or (text[0] in _TENS and text[0] not in "十拾"):
        return None
    total, group, digit, place = 0, 0, None, 4
    for c in text:
        if c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
        elif c in _TENS:
            if _TENS[c] >= place or (digit is None and c not in "十拾"):
                return None
            place = _TENS[c]
            group += (1 if digit is None else digit) * 10**place
            digit = None
        else:
            if group + (digit or 0) == 0:
                total *= 10 ** _SCALES[c]
            else:
                total += (group + (digit or 0)) * 10 ** _SCALES[c]
            group, digit, place = 0, None, 4
    total += group + (digit or 0)
    scale = _exponent(text[len(text.rstrip("万亿")) :]) or 0
    return Decimal(total // 10**scale).scaleb(scale)
