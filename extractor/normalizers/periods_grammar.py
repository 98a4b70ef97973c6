"""The patterns of printed periods, built once from the taxonomy's words. They match folded text in upper case."""

from __future__ import annotations

import re
from functools import cache

from extractor.normalizers.patterns import any_of
from extractor.normalizers.periods_parts import day, months
from extractor.taxonomy.periods import period_words

YEAR = r"(?:19\d\d|20[0-6]\d)"
SHORT = r"[0-3]\d"
JOIN = r"\s?(?:-{1,2}|~|至|到)\s?"
_MONTH_SPAN = rf"(?:(?P<m1>\d{{1,2}}){JOIN})?(?P<m2>\d{{1,2}})\s?(?:月份?(?!\s?\d{{1,2}}\s?日|[期度内])|M)"
_QUARTER_SPAN = rf"(?:Q(?P<q1>[1-4]){JOIN}Q?(?P<q2>[1-4])|(?P<q3>[1-4]){JOIN}(?P<q4>[1-4])Q)"
_MONTH_DAY = r"(?P<mm>\d{1,2})\s?月\s?(?P<dd>\d{1,2})\s?日"
LATIN_PART = rf"(?:Q[1-4](?:{JOIN}Q?[1-4])?|(?:[1-4]{JOIN})?[1-4]Q|H[12]|[12]H|(?:\d{{1,2}}{JOIN})?\d{{1,2}}M)"
"""The parts that stand before their year as well as behind it: 3Q25, 1-9M25."""
_ENGLISH = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
ENGLISH_MONTH = rf"(?P<en>{'|'.join(_ENGLISH)})[A-Z]*\.?"


@cache
def part_pattern() -> str:
    """One part of a year, without groups."""
    spans = re.sub(r"\?P<\w+>", "?:", f"{_MONTH_DAY}|{_QUARTER_SPAN}|{_MONTH_SPAN}") + r"|M\d{1,2}(?!\d)"
    return f"(?:{spans}|{any_of(period_words().parts)})"


@cache
def read_part(text: str, beside_year: bool = False) -> str | None:
    """The part that the whole of `text` names: `9月30日`, `1-9月`, `Q1-Q3`, `前三季度`, `9M`. None where it names none."""
    text = re.sub(r"\s", "", text)
    known = period_words().parts.get(text)
    if known is not None:
        return known
    if m := re.fullmatch(_MONTH_DAY, text):
        return day(int(m["mm"]), int(m["dd"]))
    if m := re.fullmatch(_QUARTER_SPAN, text):
        first, last = int(m["q1"] or m["q3"]), int(m["q2"] or m["q4"])
        return f"Q{first}-Q{last}" if first < last else None
    if (m := re.fullmatch(r"M(\d{1,2})", text)) and beside_year:
        return months(int(m[1]), int(m[1]))
    if m := re.fullmatch(_MONTH_SPAN, text):
        if m["m1"] is None and text.endswith("M"):
            return months(1, int(m["m2"])) if beside_year else None  # 11M25 is eleven months of 2025, 11M so many millions
        return months(int(m["m1"] or m["m2"]), int(m["m2"]))
    return None


def english_month(name: str) -> int:
    return _ENGLISH.index(name[:3]) + 1


def full_year(text: str) -> int:
    """A year of two or four digits; research on listed companies speaks of 20xx."""
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
