"""Digits in running text that are no quantities: dates, codes, ordinals, section and phone numbers, names.

Knowledge of print, not of any report: a Chinese report numbers its sections (1), 2、, 3.1), names its periods (2025-2027年,
24Q4, 9M25), its securities (600519.SH) and its analysts' licences (S0980521120004).
"""

from __future__ import annotations

import re
from functools import cache

_YEAR = r"(?:19|20)\d\d"
_JOIN = r"\s*[-~—–/、\\和及与至到]\s*"
_STARTS = r"(?=[0-9A-Za-z+((【《〔\[\s第前图表附公专单])"
"""Only here can a refused span begin; most characters of a page are turned away by this one test."""
_PATTERNS = (
    ("address", r"[A-Za-z0-9_.+-]{1,40}@[A-Za-z0-9_.-]+|https?://[^\s一-鿿]+|www\.[^\s一-鿿]+"),
    ("phone", r"(?<!\d)(?:0\d{2,3}|400|\+?86)[- ]\d{3,4}-?\d{4}(?:-\d+)?|(?<!\d)1[3-9]\d{9}(?!\d)"),
    ("code", r"(?<![\d.])\d{6}\.[A-Z]{2,3}(?![A-Za-z])|(?<![\d.])\d{4,5}\.(?:HK|TW|KS|US|T|O|N)(?![A-Za-z])"
             r"|(?<![A-Za-z])[A-Z]{1,4}\d{6,}|(?<![\d.,])0\d{3,}(?![\d.%])"),
    ("clock", r"(?<![\d:])\d{1,2}[::]\d{2}(?:[::]\d{2})?(?!\d|[%倍])"),
    ("date", rf"{_YEAR}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*\d{{1,2}}(?!\d)"
             rf"|{_YEAR}(?:{_JOIN}(?:20)?\d\d)+(?=\s*年|[AEFaef](?![A-Za-z])|\s*[全分归营净收])"
             rf"|(?<!\d){_YEAR}\s*年(?:度|底|末|初|中)?(?:\s*\d{{1,2}}(?:{_JOIN}\d{{1,2}})?\s*月(?:份|末|底)?(?:\s*\d{{1,2}}\s*[日号])?)?"
             rf"|(?<![\d.,])[1-9]\d(?:{_JOIN}(?:20)?[1-9]\d)*(?:[AE]?{_JOIN}[1-9]\d[AE]?)*年(?!化|[内来期间])"
             rf"|(?<![\d.,])\d{{1,2}}(?:{_JOIN}\d{{1,2}})*月(?:份|末|底|初|中旬|上旬|下旬)?(?:\s*\d{{1,2}}(?:{_JOIN}\d{{1,2}})?\s*[日号])?"
             r"|(?<![\d.,])(?:[12]\d|3[01]|\d)[日号](?![元均圆线活本])"
             rf"|(?<![A-Za-z\d.])(?:(?:20)?\d\d[Qq][1-4]|(?:20)?\d\d[Hh][12]|(?:1-)?[1-4]Q(?:20)?\d\d|[12]H(?:20)?\d\d|(?:1-)?\d{{1,2}}M(?:20)?\d\d"
             rf"|Q[1-4]|H[12]|[1-4]Q|[12]H|FY(?:20)?\d\d|(?:20)?\d\d[AE])(?:{_JOIN}(?:Q?[1-4]|H?[12])(?![\d.%]))*[AEF]?(?![A-Za-z\d.])"),
    ("ordinal", r"第\s*\d+|前\s*\d+\s*(?=[大名家位强个种])|(?:TOP|Top|top|No\.?|NO\.?|CR)\s?\d+(?:/\d+)*|\d+强"),
    ("reference", r"(?:图表?|附?表格?|附图|附录|附注|公式|专栏|[Pp]age)\s*\d+(?:[-.]\d+)*|[《〔\[]\d{4}[》〕\]]"),
    ("section", r"[((]\s*\d{1,2}\s*[))]|【\s*\d+\s*】|(?<![\d.])\d{1,2}(?:\.\d{1,2}){2,}(?!\d)|(?<![\d.])\d{1,2}(?:\.\d{1,2})+[.、](?!\d)"
                r"|(?:^|(?<=[。;;::\n!!??,,•●·]))\s*\d{1,2}(?:[))、]|[..](?!\d))"
                r"|(?:^|(?<=\n))\s*\d{1,2}\.\d{1,2}\s+(?=[一-鿿A-Za-z])|(?<=\s)\d{1,2}[))]"),
    ("unit", r"单位[为是]?[::]?\s?[^，。;；)）\n]{0,10}"),
    ("proportion", r"(?<![\d.])\d+(?:\.\d+)?\s?[::]\s?\d+(?:\.\d+)?"),
    ("expression", r"\d+(?:\.\d+)?\s?[×*]\s?\d+(?:\.\d+)?"),
)  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    alternatives = "|".join(f"(?P<{name}>{body})" for name, body in _PATTERNS)
    return re.compile(f"{_STARTS}(?:{alternatives})")


def refused_spans(text: str) -> list[tuple[int, int, str]]:
    """Spans `(start, end, reason)` that hold digits but no quantity, left to right."""
    return [(m.start(), m.end(), m.lastgroup or "") for m in _pattern().finditer(text)]
