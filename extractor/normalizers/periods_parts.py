"""Parts of a year, and the ids that the contract gives them with a year.

A part is `""` (the year), `Q1`..`Q4`, `H1`, `H2`, `Q1-Q3`, `09` (month), `04/10` (months), `11-13` (day) or `11-03/11-09`.
"""

from __future__ import annotations

import re
from calendar import monthrange

from extractor.model import Period, Status

_MONTHS = {
    (1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2", (1, 9): "Q1-Q3", (1, 12): "",
}  # fmt: skip
_LAST = {"": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}


def months(first: int, last: int) -> str | None:
    """The part from one month to another: 1-9月 is `Q1-Q3`, 4-10月 is `04/10`; None where they are no months in order."""
    if not 1 <= first <= last <= 12:
        return None
    return _MONTHS.get((first, last)) or ("" if (first, last) == (1, 12) else f"{first:02}" if first == last else f"{first:02}/{last:02}")


def day(month: int, number: int, year: int = 2024) -> str | None:
    """The part of one day, or None where the month has no such day (of a leap year, unless the year is known)."""
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return f"{month:02}-{number:02}"


def period(year: int, part: str, status: Status | None = None, end: bool = False) -> Period:
    """The period of a part in its year; with `end` its last day: (2025, `06`, end) is 2025-06-30."""
    if end and not is_day(part):
        month = _last_month(part)
        return Period(f"{year}-{month:02}-{monthrange(year, month)[1]:02}", "instant", status)
    if is_day(part):
        return Period("/".join(f"{year}-{side}" for side in part.split("/")), "duration" if "/" in part else "instant", status)
    if part[:1].isdigit():
        return Period("/".join(f"{year}-{side}" for side in part.split("/")), "duration", status)
    return Period(f"{year}{part}", "duration", status)


def is_day(part: str) -> bool:
    return bool(re.match(r"\d\d-\d\d", part))


def expand(whole: Period) -> tuple[Period, ...]:
    """The single periods of a range, for numbers that are listed along it: 2025/2027 is 2025, 2026, 2027; 2025Q1-Q3 its three
    quarters. A period that is no range of years, quarters or months is itself."""
    first, _, last = whole.id.partition("/")
    if quarters := re.fullmatch(r"(\d{4})Q([1-4])-Q([1-4])", whole.id):
        year, a, b = map(int, quarters.groups())
        return tuple(Period(f"{year}Q{n}", "duration", whole.status) for n in range(a, b + 1))
    for size, form in ((1, r"(\d{4})()"), (4, r"(\d{4})Q([1-4])"), (12, r"(\d{4})-(\d\d)")):
        a_match, b_match = re.fullmatch(form, first), re.fullmatch(form, last)
        if a_match and b_match:
            low, high = (int(m[1]) * size + int(m[2] or 1) - 1 for m in (a_match, b_match))
            steps = ((n // size, n % size + 1) for n in range(low, high + 1))
            names = {1: "{0}", 4: "{0}Q{1}", 12: "{0}-{1:02}"}[size]
            return tuple(Period(names.format(year, n), "duration", whole.status) for year, n in steps)
    return (whole,)


def _last_month(part: str) -> int:
    if part in _LAST:
        return _LAST[part]
    return int(part[-2:]) if part[:1].isdigit() else _LAST[part[-2:]]
