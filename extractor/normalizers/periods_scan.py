"""Periods in running text, with or without their year.

`scan_periods` never guesses a year: 三季度 without one is found with `period` None and its part, for the reader to resolve
against a year carried over from an earlier clause. 近5年, 3年期 and 24年历史 are lengths of time, no periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from extractor.model import Period, Status
from extractor.normalizers.characters import fold
from extractor.normalizers.patterns import any_of
from extractor.normalizers.periods_grammar import JOIN, LATIN_PART, SHORT, YEAR, full_year, part_pattern, read_part
from extractor.normalizers.periods_parts import is_day, period
from extractor.normalizers.periods_read import between, read_compact
from extractor.taxonomy.periods import period_words

_STATUS: dict[str, Status] = {"E": "E", "F": "E", "P": "E", "A": "A"}
_FAR = 10
"""Two digits before 年 are a year only within so many years of the report's date."""


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period in a sentence: `text[start:end]`. `period` is None where no year stands with it; then `part` says what of a
    year it is (`Q3`, `09`, `11-13`, `""` for the year itself), `last_day` that its last day is meant, and `shift` how many years
    from the report's (去年: -1). `year` is the year that a later clause may carry on; of a range, its last. `open` where the
    text speaks of the time since or before it (2015年以来), `versus` where it is what the number is compared with (较2024年末)."""

    period: Period | None
    start: int
    end: int
    year: int | None = None
    part: str = ""
    last_day: bool = False
    shift: int | None = None
    open: bool = False
    versus: bool = False

    def resolve(self, year: int) -> Period:
        """This period in `year`; as it is where the print has a year of its own."""
        return self.period or period(year, self.part, None, self.last_day)


def scan_periods(text: str, today: date | None = None) -> tuple[FoundPeriod, ...]:
    """All periods of a text, left to right, without overlaps. `today`, the report's date, only bounds two-digit years.

    >>> [(f.period and f.period.id, f.part) for f in scan_periods("2024年收入增长，三季度放缓")]
    [('2024', ''), (None, 'Q3')]
    """
    source = fold(text)
    before = " " + source.text
    line = "".join(_letter(char, before[i], text[source.origin[i]]) for i, char in enumerate(source.text))
    found: list[FoundPeriod] = []
    for single in _singles(line, today):
        if found and (joined := _joined(line, found[-1], single)):
            found[-1] = joined
        else:
            found.append(single)
    return tuple(_placed(f, line, *source.span(f.start, f.end)) for f in found)


def _letter(char: str, printed: str) -> str:
    """Upper case; a full-width comma stays one, for it never groups digits."""
    if printed == "，":
        return printed
    upper = char.upper()
    return upper if len(upper) == 1 else char


def _placed(f: FoundPeriod, line: str, start: int, end: int) -> FoundPeriod:
    """At the source's offsets, with what the words around it say."""
    words = period_words()
    since = line[f.end :].lstrip().startswith(words.open_after)
    versus = line[: f.start].rstrip().endswith(words.versus_before)
    return FoundPeriod(f.period, start, end, f.year, f.part, f.last_day, f.shift, since, versus)


def _letter(char: str, before: str, printed: str) -> str:
    """Upper case, but for what case tells: 2025e may be an estimate, 图22a is none. A full-width comma never groups digits."""
    if printed == "，" or (before.isdigit() and char in "aefp"):
        return "，" if printed == "，" else char
    upper = char.upper()
    return upper if len(upper) == 1 else char


@cache
def _pattern() -> re.Pattern[str]:
    """One alternative for each way to print a period; longer ones first."""
    words = period_words()
    s, part = r"\s?", part_pattern()
    end = rf"(?:{s}(?:{any_of(words.end)})(?![端部片盘尾]))"
    year = rf"(?:(?:FY)?(?:{YEAR}|{SHORT}(?={s}年|[QHEFPA]|\d?[前一二三四上下])|(?<=FY){SHORT}))"
    relative = any_of(words.relative)
    alternatives = (
        rf"(?P<list>(?:{YEAR}|{SHORT})(?:{s}年?E?{s}[/、,和及与]{s}(?:{YEAR}|{SHORT}))+{s}(?:年(?!前)|E(?![A-Z])))",
        rf"(?P<date>{YEAR}(?P<sep>[-/.])\d{{1,2}}(?P=sep)\d{{1,2}})",
        rf"(?P<range>(?P<r1>{YEAR}|{SHORT})[AEFP]?{s}年?{JOIN}(?P<r2>{YEAR}|{SHORT}){s}(?P<re>年(?!前)|[EFP](?![A-Z])))",
        rf"(?P<range4>(?P<r3>{YEAR}){JOIN}(?P<r4>{YEAR})(?!{s}[\d年]))",
        rf"(?P<whole>(?P<y1>{year}){s}(?:年度?)?{s}(?P<p1>{part})(?P<s1>[EF](?![A-Z]))?(?P<e1>{end})?)",
        rf"(?P<turned>(?P<p2>{LATIN_PART}){s}['’]?(?:FY)?(?P<y2>{YEAR}|{SHORT})(?![\d.,%])(?:{s}年)?(?P<s2>[EFe](?![A-Za-z]))?)",
        rf"(?P<year>(?P<y3>{year}){s}(?:年度?|财年)(?P<s3>[EF](?![A-Z]))?(?P<e3>{end})?)",
        rf"(?P<letter>(?P<y4>{YEAR}(?=[AEFPaefp])|{SHORT}(?=[AEFP]))(?P<s4>[AEFPaefp])(?![A-Za-z0-9]))",
        rf"(?P<fy>FY{s}(?P<y5>{YEAR}|{SHORT})(?P<s5>[AEFP])?)",
        rf"(?P<relative>(?P<w>{relative}){s}(?P<p6>{part})?(?P<e6>{end})?)",
        rf"(?P<part>(?P<p7>{part})(?P<e7>{end})?)",
        r"(?P<yearend>年(?:末|底))",
    )
    return re.compile(rf"(?<![\dA-Za-z.$])(?<!\d,)(?:{'|'.join(alternatives)})(?:(?<=[^\dA-Za-z])|(?!\d))")


def _singles(line: str, today: date | None) -> Iterator[FoundPeriod]:
    at = 0
    pattern = _pattern()
    while m := pattern.search(line, at):
        results = _read(m, line, today)
        yield from results
        at = m.end() if results else m.start() + 1


def _read(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    kind = m.lastgroup and next(name for name in _KINDS if m[name])
    return _KINDS[kind](m, line, today) if kind else ()


def _one(m: re.Match[str], line: str, today: date | None, year: str, part: str, status: str | None, end: bool) -> tuple[FoundPeriod, ...]:
    number = full_year(year.removeprefix("FY").strip())
    code = read_part(part, beside_year=True) if part else ""
    if code is None or not _is_year(m, line, today, year, part):
        return ()
    return (FoundPeriod(period(number, code, _STATUS.get((status or "").upper()), end), m.start(), m.end(), number, code, end),)


def _is_year(m: re.Match[str], line: str, today: date | None, year: str, part: str) -> bool:
    """Two digits before 年 are as often a length of time; letters (25Q1, 25E) make them a year."""
    digits = year.removeprefix("FY").strip()
    if len(digits) == 4 or year.startswith("FY"):
        return True
    low, high = (today.year - _FAR, today.year + _FAR) if today else (2012, 2039)
    if not low <= full_year(digits) <= high:
        return False
    return bool(part) or not _is_length(line, m.start(), m.end())


def _is_length(line: str, start: int, end: int) -> bool:
    words = period_words()
    return line[:start].rstrip().endswith(words.count_before) or line[end:].lstrip().startswith(words.count_after)


def _date(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    found = read_compact(m[0])
    return (FoundPeriod(found, m.start(), m.end(), int(found.id[:4]), found.id[5:]),) if found else ()


def _list(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    """2025/26/27年, 2025、2026年: one period each; the last has the 年."""
    items = list(re.finditer(rf"({YEAR}|{SHORT})(?:\s?年)?E?", m[0]))
    years = [full_year(item[1]) for item in items]
    if len(items[0][1]) == 2 and _is_length(line, m.start(), m.end()):
        return ()
    if any(b != a + 1 for a, b in pairwise(years)) and any(len(item[1]) == 2 for item in items):
        return ()
    status: Status | None = "E" if m[0].endswith("E") else None
    return tuple(
        FoundPeriod(period(year, "", status), m.start() + item.start(), m.start() + item.end(), year)
        for item, year in zip(items, years, strict=True)
    )


def _range(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    first, last = (m["r1"], m["r2"]) if m["r1"] else (m["r3"], m["r4"])
    a, b = full_year(first), full_year(last)
    if not a < b <= a + 40 or (len(first) == 2 and (_is_length(line, m.start(), m.end()) or not _is_year(m, line, today, last, ""))):
        return ()
    status: Status | None = "E" if (m["re"] or "") in ("E", "F", "P") and m["re"] else None
    return (FoundPeriod(Period(f"{a}/{b}", "duration", status), m.start(), m.end(), b),)


def _relative(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    part = read_part(m["p6"]) if m["p6"] else ""
    if part is None or line[m.end() :].startswith(period_words().relative_not_after):
        return ()
    shift = period_words().relative[m["w"]]
    return (FoundPeriod(None, m.start(), m.end(), None, part, bool(m["e6"]), shift),)


def _bare_part(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    text = re.sub(r"\s", "", m["p7"])
    part = read_part(text)
    if part is None or text in period_words().with_year_only:
        return ()
    before, after = line[: m.start()].rstrip(), line[m.end() : m.end() + 1]
    if text[0].isdigit() and not is_day(part) and before.endswith(period_words().count_before):
        return ()  # 近3月 is a length of time
    if before.endswith(("第", "每", "个", "近")) or after in ("报", "度", "内") or (text.isascii() and after.isascii() and after.isalnum()):
        return ()
    return (FoundPeriod(None, m.start(), m.end(), None, part, bool(m["e7"])),)


def _year_end(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    return (FoundPeriod(None, m.start(), m.end(), None, "", True),)


_KINDS = {
    "date": _date,
    "list": _list,
    "range": _range,
    "range4": _range,
    "whole": lambda m, line, today: _one(m, line, today, m["y1"], m["p1"], m["s1"], bool(m["e1"])),
    "turned": lambda m, line, today: _one(m, line, today, m["y2"], m["p2"], m["s2"], False),
    "year": lambda m, line, today: _one(m, line, today, m["y3"], "", m["s3"], bool(m["e3"])),
    "letter": lambda m, line, today: _one(m, line, today, m["y4"], "FY", m["s4"], False),
    "fy": lambda m, line, today: _one(m, line, today, m["y5"], "", m["s5"], False),
    "relative": _relative,
    "part": _bare_part,
    "yearend": _year_end,
}


def _joined(line: str, first: FoundPeriod, last: FoundPeriod) -> FoundPeriod | None:
    """2024年2月至2025年11月13日, 11月3日-11月9日: two periods with nothing but a connector between them."""
    if not re.fullmatch(JOIN, line[first.end : last.start]) or first.shift is not None or last.shift is not None:
        return None
    if first.period and last.period is None and first.year and not last.last_day:
        last_period: Period | None = period(first.year, last.part)
    else:
        last_period = last.period
    if first.period and last_period and "/" not in first.period.id + last_period.id:
        whole = between(first.period, last_period)
        return FoundPeriod(whole, first.start, last.end, last.year or first.year, last.part) if whole else None
    if first.period is None and last.period is None and is_day(first.part) and is_day(last.part) and first.part < last.part:
        return FoundPeriod(None, first.start, last.end, None, f"{first.part}/{last.part}")
    return None
