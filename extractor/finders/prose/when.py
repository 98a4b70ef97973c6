"""Periods of a passage with their years: one that prints none takes the year that the passage, or else the report, speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from extractor.model import Period
from extractor.normalizers.periods import FoundPeriod, scan_periods

Placed = tuple[int, int, Period]

UNRESOLVED = Period("", None)
"""A period that the print names and nobody can place: what was in mind before it no longer holds."""
_WHOLE, _REPORTED = "whole", "reported"
_CAUSES = ("因", "由于", "受", "起至", "随着", "有效期至", "延长至", "期限至")
_TO = ("至", "到", "-", "~")
_INSIDE = re.compile(r"(?<![\d近去来.])(2\d)年内")
_RANGE = re.compile(r"(?<![\d.])(20\d\d)[-~至](20\d\d)(?![\d年.,%]|[万亿元])")
_BEHIND = ("从", "由", "较", "比", "相比", "相较于", "对比")
"""Behind these stands a year that the sentence only looks back to: it is not the one that later clauses are about."""
_COMPARING = ("较", "比", "与", "同", "相比")
_SINCE = ("起", "以来", "至今", "开始", "之后", "以后", "后")
"""Behind a period, these make it where a time begins."""
_LISTED = re.compile(r"(?<![\dA-Za-z.])[1-4]Q(?:[/、][1-4]Q)*(?![\dA-Za-z])")


@dataclass(frozen=True, slots=True)
class Periods:
    """A passage's periods with their spans. `dated` are the ids whose year the report's date gives; `year` is the last one named."""

    spans: list[Placed]
    dated: frozenset[str]
    year: int | None


def placed(text: str, today: date | None, year: int | None, main: int | None, reported: Period | None) -> Periods:
    """The periods of a passage. `year` is what earlier passages last spoke of, where the report has no date; `main` the year
    that the report reports on, for 全年 (the full year); `reported` the period last reported on, for 报告期内. What stays
    unresolved stays out."""
    periods: list[Placed] = []
    dated: set[str] = set()
    years: dict[str, int] = {}
    year = None if today else year
    found = list(_named(scan_periods(text, today), text))
    taken = {at for f in found for at in range(f.start, f.end)}
    found = sorted(
        [*found, *(f for f in (*_quarters(text), *_ranges(text), *_reporting(text)) if f.start not in taken)], key=lambda f: f.start
    )
    for f in found:
        if f.period is not None:
            if f.year and not text.endswith(_BEHIND, 0, f.start):
                year = years[f.part] = f.year
            periods.append((f.start, f.end, f.period))
            continue
        if f.part == _REPORTED:
            if reported and not periods:
                periods.append((f.start, f.end, reported))
            continue
        if f.part == _WHOLE:
            if main or year:
                periods.append((f.start, f.end, Period(str(_near(periods, text, f.start) or main or year), "duration")))
            continue
        if f.shift is not None:
            if today is None:
                if not text.endswith(_COMPARING, 0, f.start):
                    periods.append((f.start, f.end, UNRESOLVED))
                continue
            own = f.resolve(today.year + f.shift)
        elif today is not None and _is_day(f.part) and f"{today.year}-{f.part[:5]}" <= today.isoformat():
            own = f.resolve(today.year)
        elif f.part in years or year is not None:
            own = f.resolve(years.get(f.part, year or 0))
        elif today is not None:
            own = f.resolve(today.year)
            if own.id > _through(own, today):
                own = f.resolve(today.year - 1)
        else:
            continue
        if f.shift is not None or year is None:
            dated.add(own.id)
        periods.append((f.start, f.end, own))
    return Periods(_spans(text, periods), frozenset(dated), year)


def _spans(text: str, periods: list[Placed]) -> list[Placed]:
    """1月至3月: two periods of one size with a connector between them are one span of time."""
    joined: list[Placed] = []
    for start, end, period in periods:
        if joined and period.id and text[joined[-1][1] : start] in _TO and len(joined[-1][2].id) == len(period.id) and "/" not in period.id:
            first, _, begun = joined.pop()
            period = Period(f"{begun.id}/{period.id}", "duration", period.status) if begun.id < period.id else period
            start = first
        joined.append((start, end, period))
    return joined


def _named(found: Iterable[FoundPeriod], text: str) -> Iterator[FoundPeriod]:
    """Without those that only say why (因去年新增产能) or how long (至2026年12月31日止)."""
    last = 0
    for f in found:
        last_years = f.last_day and not f.part and text.endswith("上", 0, f.start)  # 上年末
        if not (last_years or text.endswith(_CAUSES, 0, f.start) or text.startswith(_SINCE, f.end)):
            yield f
            yield from _wholes(text, last, f.start)
            last = f.end
    yield from _wholes(text, last, len(text))


def _wholes(text: str, start: int, end: int) -> Iterator[FoundPeriod]:
    at = text.find("全年", start, end)
    while at >= 0:
        if not text.endswith("年", 0, at):
            yield FoundPeriod(None, at, at + 2, None, _WHOLE)
        at = text.find("全年", at + 2, end)


def _quarters(text: str) -> Iterator[FoundPeriod]:
    """1Q, or 1Q/2Q/3Q/4Q: quarters whose year stands before them."""
    for m in _LISTED.finditer(text):
        for quarter in re.finditer(r"[1-4]", m[0]):
            at = m.start() + quarter.start()
            yield FoundPeriod(None, at, at + 2, None, f"Q{quarter[0]}")


def _reporting(text: str) -> Iterator[FoundPeriod]:
    """报告期内: the period that the report reports on."""
    at = text.find("报告期内")
    if at >= 0:
        yield FoundPeriod(None, at, at + 4, None, _REPORTED)


def _ranges(text: str) -> Iterator[FoundPeriod]:
    """预计2025-2027归母净利润, 24年内: years without 年, or with more behind it."""
    for m in _INSIDE.finditer(text):
        yield FoundPeriod(Period(f"20{m[1]}", "duration"), m.start(), m.end(), 2000 + int(m[1]))
    for m in _RANGE.finditer(text):
        if int(m[1]) < int(m[2]) < int(m[1]) + 40:
            yield FoundPeriod(Period(f"{m[1]}/{m[2]}", "duration"), m.start(), m.end(), int(m[2]))


def _is_day(part: str) -> bool:
    """A day without a year is a day of late: reports date what lies further back."""
    return len(part) >= 5 and part[2:3] == "-"


def _near(periods: list[Placed], text: str, at: int) -> str | None:
    """The year named in the same sentence."""
    if periods and periods[-1][1] > max(text.rfind(c, 0, at) for c in "。；;"):
        return periods[-1][2].id[:4]
    return None


def is_past(period: Period, today: date) -> bool:
    """Whether the period had ended on the day."""
    return last_day(period.id) <= today.isoformat()


def is_future(period: Period, today: date) -> bool:
    return last_day(period.id) > today.isoformat()


def last_day(period: str) -> str:
    """The period's last day as a string that sorts; the 31st stands for the end of any month."""
    last = period.rsplit("/", 1)[-1]
    part = last[4:]
    ends = {"": "-12-31", "Q1": "-03-31", "Q2": "-06-30", "Q3": "-09-30", "Q4": "-12-31", "H1": "-06-30", "H2": "-12-31", "Q1-Q3": "-09-30"}
    if part in ends:
        return last[:4] + ends[part]
    return last if len(last) == 10 else last + "-31"


def _through(period: Period, today: date) -> str:
    """`period.id` sorts above this only when the period begins after the day."""
    return period.id if not period.id[4:] or first_day(period.id) <= today.isoformat() else ""


def first_day(period: str) -> str:
    first = period.split("/")[0]
    part = first[4:]
    starts = {
        "": "-01-01",
        "Q1": "-01-01",
        "Q2": "-04-01",
        "Q3": "-07-01",
        "Q4": "-10-01",
        "H1": "-01-01",
        "H2": "-07-01",
        "Q1-Q3": "-01-01",
    }
    if part in starts:
        return first[:4] + starts[part]
    return first if len(first) == 10 else first + "-01"
