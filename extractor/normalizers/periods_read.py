"""Periods that are a whole string: column headers and cells (`2025E`, `1Q25`, `9M25`, `2025/9/30`, `2025-2027E`, `TTM`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.model import Period, Status
from extractor.normalizers.characters import folded
from extractor.normalizers.patterns import any_of
from extractor.normalizers.periods_grammar import ENGLISH_MONTH, SHORT, YEAR, english_month, full_year, part_pattern, read_part
from extractor.normalizers.periods_parts import day, months, period
from extractor.taxonomy.cells import cell_words
from extractor.taxonomy.periods import period_words


@dataclass(frozen=True, slots=True)
class Point:
    """One year with a part of it; `end` is its last day. `sure` is False for a bare two-digit number."""

    year: int
    part: str
    end: bool = False
    sure: bool = True


@cache
def read_period(text: str) -> Period | None:
    """The period that the whole string prints, or None. A year keeps `duration`; a day and a year's end are instants.

    >>> read_period("2025E")
    Period(id='2025', type='duration', status='E')
    >>> read_period("前三季度 2025").id
    '2025Q1-Q3'
    """
    return read_compact(compact(text).rstrip(cell_words().marks))


def compact(text: str) -> str:
    """The form that is matched: folded, without spaces, upper case."""
    return re.sub(r"\s", "", folded(text)).upper()


def read_compact(text: str, bare: bool = False) -> Period | None:
    """`read_period` of a compact string. `bare` lets two digits be a year (`23` beside YoY)."""
    core, status = _without_status(text)
    ttm = re.fullmatch(rf"(?:{any_of(period_words().ttm)})?(.*?)(?:{any_of(period_words().ttm)})?", core)
    if ttm and len(ttm[1]) < len(core):
        point = _point(ttm[1]) if ttm[1] else None
        return None if ttm[1] and point is None else Period(period(point.year, point.part).id if point else "", "ttm", status)
    point = _point(core)
    if point and (point.sure or status or bare):
        return period(point.year, point.part, status, point.end)
    return _range(core, status, bare)


def _without_status(text: str) -> tuple[str, Status | None]:
    """2025E, 2025年(预测), E2025: the status that the print carries, and the rest."""
    words = period_words()
    for word, status in sorted(words.status.items(), key=lambda item: -len(item[0])):
        for closing in (f"({word})", word):
            if text.endswith(closing) and len(text) > len(closing):
                return text[: -len(closing)], status
    return text, None


_DATE = re.compile(
    rf"({YEAR})([-/.])(\d{{1,2}})\2(\d{{1,2}})|({YEAR})年(\d{{1,2}})月(\d{{1,2}})日?|({YEAR})(\d\d)(\d\d)|({SHORT})年(\d{{1,2}})月(\d{{1,2}})日"
)
_MONTH = re.compile(rf"({YEAR})(?:[-/](\d{{1,2}})|\.(\d\d)|年(\d{{1,2}})月份?)|({SHORT})年(\d{{1,2}})月份?")
_ENGLISH = re.compile(rf"(?:(?P<d1>\d{{1,2}})[-/.]?)?{ENGLISH_MONTH}[-/.,']?(?:(?P<d2>\d{{1,2}})(?:ST|ND|RD|TH)?,)?[-/.,']?(?P<y>{YEAR})")
# Without 年 a number before 1980 is a strike price or a count, not a reporting year.
_YEAR = re.compile(rf"(?:FY)?((?!19[0-7]\d$){YEAR}|'?{SHORT})(年度?|财年|财政年度|FY)?")


@cache
def _point(text: str) -> Point | None:
    end = next((word for word in period_words().end if text.endswith(word) and len(text) > len(word)), "")
    core = text.removesuffix(end) if end else text
    found = _day(core) or _month(core) or _year(core) or _with_part(core)
    if found is None or not end:
        return found
    return Point(found.year, found.part, True, found.sure) if found.sure else None


def _day(text: str) -> Point | None:
    m = _DATE.fullmatch(text)
    if m:
        year, month, number = (int(g) for g in m.groups() if g and g.isdigit())
        year = full_year(f"{year:02}")
        part = day(month, number, year)
        return Point(year, part) if part else None
    m = _ENGLISH.fullmatch(text)
    if not m or (m["d1"] and m["d2"]):
        return None
    month, number_text = english_month(m["en"]), m["d1"] or m["d2"]
    part = day(month, int(number_text), int(m["y"])) if number_text else f"{month:02}"
    return Point(int(m["y"]), part) if part else None


def _month(text: str) -> Point | None:
    m = _MONTH.fullmatch(text)
    if not m:
        return None
    year, month = (g for g in m.groups() if g)
    part = months(int(month), int(month))
    return Point(full_year(year), part) if part else None


def _year(text: str) -> Point | None:
    m = _YEAR.fullmatch(text)
    if not m:
        return None
    sure = len(m[1]) == 4 or bool(m[2]) or text.startswith(("FY", "'"))
    return Point(full_year(m[1]), "", sure=sure)


@cache
def _part_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    year = rf"(?:FY)?(?P<y>{YEAR}|'?{SHORT})"
    return (
        re.compile(rf"{year}(?:年度?|财年)?[-/.]?(?P<p>{part_pattern()})"),
        re.compile(rf"(?P<p>{part_pattern()})[-/.]?{year}年?"),
    )


def _with_part(text: str) -> Point | None:
    for pattern in _part_patterns():
        m = pattern.fullmatch(text)
        part = read_part(m["p"], beside_year=True) if m else None
        if m and part is not None:
            return Point(full_year(m["y"]), part)
    return None


_YEARS = re.compile(rf"(?:FY)?({YEAR}|{SHORT})([AEFP])?年?[-~至到]({YEAR}|{SHORT})(年)?")


def _range(text: str, status: Status | None, bare: bool) -> Period | None:
    """2025-2027E, 24-26年, 2024Q4-2025Q3, 2025/1/1-2025/9/30. Two bare two-digit numbers are no years without a mark."""
    m = _YEARS.fullmatch(text)
    if m:
        first, last = full_year(m[1]), full_year(m[3])
        sure = len(m[1]) == 4 or m[4] or status or bare
        return Period(f"{first}/{last}", "duration", status) if first < last and sure else None
    for cut in re.finditer(r"[-~至到]", text):
        start, end = _point(text[: cut.start()]), _point(text[cut.end() :])
        if start and end and start.sure and end.sure:
            return between(period(start.year, start.part, None, start.end), period(end.year, end.part, status, end.end))
    return None


def between(first: Period, last: Period) -> Period | None:
    """The range from one period to another, or None where they are not in order. Quarters of one year have their own form."""
    if not first.id < last.id:
        return None
    if first.id[4:5] == last.id[4:5] == "Q" and first.id[:4] == last.id[:4] and len(first.id) == len(last.id) == 6:
        return Period(f"{first.id}-{last.id[4:]}", "duration", last.status)
    return Period(f"{first.id}/{last.id}", "duration", last.status)
