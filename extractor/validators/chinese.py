"""Numbers as people read them in messages: counts in Chinese words, amounts in the scale of the print."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

from extractor.arithmetic.interval import Interval
from extractor.model import Fact

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_POWERS = (0, 4, 6, 8)
_DIGITS = "零一二三四五六七八九"


def count(number: int) -> str:
    """四, 十二, 二十; figures beyond 99.

    >>> count(12)
    '十二'
    """
    if number < 10:
        return "两" if number == 2 else _DIGITS[number]
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


class Scale:
    """The scale and precision in which one fact is printed, to word computed numbers alike."""

    def __init__(self, fact: Fact) -> None:
        numbers = _NUMBER.findall(fact.raw.replace(",", "").replace("，", " "))
        decimals = fact.decimals or 0
        if len(numbers) == 1:
            self.fraction = len(numbers[0].partition(".")[2])
        else:  # a list such as 22.8/30.0/38.3亿元: the smallest usual scale that leaves no negative number of digits
            self.fraction = (
                next((decimals + power for power in _POWERS if decimals + power >= 0), 0) if fact.unit != "ratio" else decimals - 2
            )
        self.exponent = self.fraction - decimals
        self.percent = fact.unit == "ratio" and self.exponent == -2
        self.commas = "," in fact.raw or "，" in fact.raw

    def number(self, value: Decimal, extra: int = 0) -> str:
        place = Decimal(1).scaleb(-(self.fraction + extra))
        shown = value.scaleb(-self.exponent).quantize(place, ROUND_HALF_EVEN)
        text = f"{shown + 0:,f}" if abs(shown) >= 1000 else f"{shown + 0:f}"
        if extra and "." in text:
            text = text.rstrip("0").rstrip(".")
        return text + ("%" if self.percent else "")

    def range(self, part: Interval) -> str:
        """`1,798（±2.5）` for a narrow interval, `0.12～0.35` for a wide one."""
        if part.low is None or part.high is None:
            low = "" if part.low is None else self.number(part.low, 2)
            return f"{low}～{'' if part.high is None else self.number(part.high, 2)}"
        if part.low == part.high:
            return self.number(part.low, 1)
        middle, half = (part.low + part.high) / 2, (part.high - part.low) / 2
        if half < abs(middle) / 10:
            return f"{self.number(middle, 2)}（±{self.number(half, 3).removesuffix('%')}）"
        return f"{self.number(part.low, 2)}～{self.number(part.high, 2)}"


def shown(fact: Fact) -> str:
    """The printed characters on one line."""
    return "".join(part.strip() for part in fact.raw.splitlines())


def worded(hint: str) -> tuple[str, str]:
    """A hint as a clause in Chinese and English; its code stays in the data."""
    code, *rest = hint.split(" ")
    if code == "sign":
        return f"{rest[0] if rest else '此数'}若变号则相符", f"{rest[0] if rest else 'this number'} with the other sign would agree"
    if code == "scale":
        power = rest[0].removeprefix("10^")
        name = rest[1] if len(rest) > 1 else ""
        return f"{name or '此数'}若乘以10的{power}次方则相符", f"{name or 'this number'} times 10^{power} would agree"
    if code == "column":
        return f"{rest[0]}若取邻列的{rest[1]}则相符", f"{rest[1]} of the next column, for {rest[0]}, would agree"
    if code == "column_shift":
        return f"{rest[-1]}整行若移一列则相符", f"the row {rest[-1]}, moved by one column, would agree"
    if code == "exchanged":
        return f"{rest[-2]}与{rest[-1]}若互换则相符", f"{rest[-2]} and {rest[-1]}, exchanged, would agree"
    if code == "culprit":
        return f"{rest[0]}若为{rest[1]}则两处均相符", f"{rest[0]}, were it {rest[1]}, would agree twice"
    return {"truncated": ("截断而非四舍五入则相符", "cut off rather than rounded, it agrees")}.get(code, (hint, hint))
