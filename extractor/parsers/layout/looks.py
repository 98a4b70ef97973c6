"""What a printed word looks like: number, placeholder, period or text. What it means is read later, from the finished cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Look = Literal["number", "placeholder", "period", "text"]

_SIGN = "[-+−–—－﹣‐‑()（）]"
_NUMBER = re.compile(
    rf"{_SIGN}{{0,3}}(?:[A-Z]{{2,3}}|HK\$|US\$|[¥￥$])?\d[\d,，]*(?:[.．]\d+)?(?:[/~～–-]{_SIGN}?\d[\d,，]*(?:[.．]\d+)?)*[)）]?"
    r"(?:%|％|‰|[xX倍]|[Pp]cts?|[Pp]pts?|pp|[Bb][Pp]s?|个?百分点|个?基点|[百千十]?[万亿]{0,2}(?:人民币|港|美|欧|日|英)?(?:元|币|镑|股|份)?)?[)）]?\**"
)
_DATE = re.compile(r"[(（]?(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?[)）]?|\d{4}[-/]\d{4}|0\d{2,3}-\d{7,8}")
_PLACEHOLDER = re.compile(r"-{1,3}|[–—−－/]{1,2}|N\.?/?A\.?|n\.?/?a\.?|NM|不适用|#N/A|#DIV/0!")
_YEAR = r"(?:199\d|20[0-4]\d)"
_PERIOD = re.compile(
    rf"(?:FY)?{_YEAR}\s?(?:A/E|[AEFP]|年|年度|年[AEF]|[AEF]年)?|FY\d\d[AEF]?|\d\d(?:A/E|[AEF])|\d\d/\d\d/\d\d|"
    rf"(?:{_YEAR}|\d\d)年?(?:Q[1-4]|H[12]|[1-4]Q|[12]H|9M)[AEF]?|(?:[1-4]Q|[12]H|9M|Q[1-4]|H[12])/?(?:{_YEAR}|\d\d)[AEF]?|"
    rf"{_YEAR}[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d\d?)?|{_YEAR}年\d\d?月(?:\d\d?日)?|{_YEAR}Q[1-3]-Q[1-4]|TTM|LTM",
)
_LOOK_FOLD = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


@lru_cache(maxsize=65536)
def look(text: str) -> Look:
    """What a word looks like. A bare year (2024) looks like a period; its row decides whether it is one."""
    folded = text.translate(_LOOK_FOLD)
    if _PERIOD.fullmatch(folded):
        return "period"
    if _NUMBER.fullmatch(folded) and not _DATE.fullmatch(folded):
        return "number"
    if _PLACEHOLDER.fullmatch(folded):
        return "placeholder"
    return "text"


def is_dated(text: str) -> bool:
    """A period with its letter (2025E): a column's name, never part of a label."""
    return text[-1:] in ("A", "E", "F", "P") and look(text) == "period"
