"""Periods of a passage with their years: one that prints none takes the year that the passage, or else the report, speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractor.model import Period
from extractor.normalizers.periods import FoundPeriod

Placed = tuple[int, int, Period]


def placed(found: Iterable[FoundPeriod], today: date | None) -> tuple[list[Placed], frozenset[str]]:
    """Spans with their periods, and the ids whose year comes from the report's date. Unresolved ones stay out."""
    periods: list[Placed] = []
    dated: set[str] = set()
    year: int | None = None
    for f in found:
        if f.period is not None:
            year = f.year or year
            periods.append((f.start, f.end, f.period))
            continue
        if f.shift is not None:
            if today is None:
                continue
            own = f.resolve(today.year + f.shift)
        elif year is not None:
            own = f.resolve(year)
        elif today is not None:
            own = f.resolve(today.year)
            if own.id > _through(own, today):
                own = f.resolve(today.year - 1)
        else:
            continue
        if f.shift is not None or year is None:
            dated.add(own.id)
        periods.append((f.start, f.end, own))
    return periods, frozenset(dated)


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
