"""One period in running text: the ways to print it, and what is read of each.

The text is folded and in upper case (`periods_scan` prepares it). 近5年, 3年期 and 24年历史 are lengths of time, no periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from extractor.model import Period
from extractor.normalizers.patterns import any_of
from extractor.normalizers.periods_grammar import JOIN, LATIN_PART, SHORT, YEAR, full_year, part_pattern, read_part
from extractor.normalizers.periods_parts import is_day, period
from extractor.normalizers.periods_read import read_compact
from extractor.taxonomy.periods import period_words

_FAR = 10
"""Two digits before 年 are a year only within so many years of the report's date."""
_NEVER_YET = (2012, 2039)
"""The same, where the report's date is not known."""


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period in a sentence: `text[start:end]`. `period` is None where no year stands with it; then `part` says what of a
    year it is (`Q3`, `09`, `11-13`, `""` for the year itself), `last_day` that its last day is meant, and `shift` how many
    years from the report's (去年: -1). `year` is the year that a later clause may carry on; of a range, its last. `open`
    where the text speaks of the time since or before it (2015年以来), `versus` where it is what the number is compared with
    (较2024年末)."""

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


def read_singles(line: str, today: date | None) -> Iterator[FoundPeriod]:
    """Every period of the line, left to right, without overlaps; two with a connector between them are still two."""
    at, pattern = 0, _pattern()
    while m := pattern.search(line, at):
        found = _read(m, line, today)
        yield from found
        at = m.end() if found else m.start() + 1


@cache
def _pattern() -> re.Pattern[str]:
    """One alternative for each way to print a period, the longer ones first; the first group of each names it."""
    words = period_words()
    s, part, either = r"\s?", part_pattern(), f"{YEAR}|{SHORT}"
    end = rf"(?:{s}(?:{any_of(words.end)})(?![端部片盘尾]))"
    year = rf"(?:(?:FY)?(?:{YEAR}|{SHORT}(?={s}年|[QH]|\d?[前一二三四上下])))"
    alternatives = (
        rf"(?P<list>(?:{either})(?:{s}年?E?{s}[/、,和及与]{s}(?:{either}))+{s}(?:年(?!前)|E(?![A-Z])))",
        rf"(?P<date>{YEAR}(?P<sep>[-/.])\d{{1,2}}(?P=sep)\d{{1,2}})",
        rf"(?P<range>(?P<from>{either})[AEFP]?{s}年?{JOIN}(?P<to>{either}){s}(?P<mark>年(?!前)|[EFP](?![A-Z])))",
        rf"(?P<plain>(?P<from4>{YEAR}){JOIN}(?P<to4>{YEAR})(?={s}(?:期间|CAGR|复合|年均|$|[,，。;；:：)）])))",
        rf"(?P<whole>(?P<whole_y>{year}){s}(?:年度?)?{s}(?P<whole_p>{part})(?P<whole_s>[EF](?![A-Z]))?(?P<whole_e>{end})?)",
        rf"(?P<turned>(?P<turned_p>{LATIN_PART}){s}['’]?(?:FY)?(?P<turned_y>{either})(?![\d.,%])(?:{s}年)?(?P<turned_s>[EFe](?![A-Za-z]))?)",
        rf"(?P<year>(?P<year_y>{year}){s}(?:年度?|财年)(?P<year_s>[EF](?![A-Z]))?(?P<year_e>{end})?)",
        rf"(?P<letter>(?P<letter_y>{YEAR}(?=[AEFPaefp])|{SHORT}(?=E))(?P<letter_s>[AEFPaefp])(?![A-Za-z0-9]))",
        rf"(?P<fiscal>FY{s}(?P<fiscal_y>{either})(?P<fiscal_s>[AEFP])?)",
        rf"(?P<relative>(?P<word>{any_of(words.relative)}){s}(?P<relative_p>{part})?(?P<relative_e>{end})?)",
        rf"(?P<part>(?P<part_p>{part})(?P<part_e>{end})?)",
        r"(?P<close>年[末底])",
    )
    return re.compile(rf"(?<![\dA-Za-z.$])(?<!\d,)(?:{'|'.join(alternatives)})(?:(?<=[^\dA-Za-z])|(?!\d))")


def _read(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    groups = {name: value for name, value in m.groupdict().items() if value is not None}
    kind = next(iter(groups))
    if kind == "list":
        return _list(m, line, today)
    if kind == "date":
        found = read_compact(m[0])
        return (FoundPeriod(found, m.start(), m.end(), int(found.id[:4]), found.id[5:]),) if found else ()
    if kind in ("range", "plain"):
        return _range(m, line, today)
    if kind in ("relative", "part", "close"):
        return _without_year(m, line, groups)
    return _with_year(m, line, today, groups, kind)


def _with_year(m: re.Match[str], line: str, today: date | None, groups: dict[str, str], kind: str) -> tuple[FoundPeriod, ...]:
    year, printed = groups[f"{kind}_y"], groups.get(f"{kind}_p", "")
    part = read_part(printed, beside_year=True) if printed else ""
    digits = year.removeprefix("FY")
    marked = bool(printed) or kind in ("letter", "fiscal") or year != digits
    if part is None or not _is_year(digits, today) or (not marked and len(digits) == 2 and _is_length(m, line)):
        return ()
    status = period_words().status.get(groups.get(f"{kind}_s", "").upper())
    end, number = f"{kind}_e" in groups, full_year(digits)
    return (FoundPeriod(period(number, part, status, end), m.start(), m.end(), number, part, end),)


def _without_year(m: re.Match[str], line: str, groups: dict[str, str]) -> tuple[FoundPeriod, ...]:
    words = period_words()
    printed = re.sub(r"\s", "", groups.get("relative_p") or groups.get("part_p") or "")
    part = read_part(printed) if printed else ""
    before, after = line[: m.start()].rstrip(), line[m.end() : m.end() + 1]
    if part is None or line.startswith(words.relative_not_after, m.end()):
        return ()
    if "part" in groups and (
        printed in words.with_year_only
        or before.endswith(("第", "每", "个", "近"))
        or after in ("报", "度", "内")
        or (printed.isascii() and after.isascii() and after.isalnum())
        or (printed[0].isdigit() and not is_day(part) and before.endswith(words.count_before))
    ):
        return ()  # 近3月 is a length of time, 三季报 a document, Q3A a name
    shift = words.relative[groups["word"]] if "relative" in groups else None
    last_day = "close" in groups or "relative_e" in groups or "part_e" in groups
    return (FoundPeriod(None, m.start(), m.end(), None, part, last_day, shift),)


def _list(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    """2025/26/27年, 2025、2026年: one period each; the last has the 年. Two-digit years must follow one another."""
    items = list(re.finditer(rf"({YEAR}|{SHORT})(?:\s?年)?E?", m[0]))
    years = [full_year(item[1]) for item in items]
    if any(len(item[1]) == 2 for item in items) and any(b != a + 1 for a, b in pairwise(years)):
        return ()
    if len(items[0][1]) == 2 and (_is_length(m, line) or not all(_is_year(item[1], today) for item in items)):
        return ()
    status = period_words().status["E"] if m[0].endswith("E") else None
    return tuple(
        FoundPeriod(period(year, "", status), m.start() + item.start(), m.start() + item.end(), year)
        for item, year in zip(items, years, strict=True)
    )


def _range(m: re.Match[str], line: str, today: date | None) -> tuple[FoundPeriod, ...]:
    first, last = m["from"] or m["from4"], m["to"] or m["to4"]
    a, b = full_year(first), full_year(last)
    if not a < b <= a + 40 or (len(first) == 2 and (_is_length(m, line) or not _is_year(last, today))):
        return ()
    status = period_words().status.get(m["mark"] or "")
    return (FoundPeriod(Period(f"{a}/{b}", "duration", status), m.start(), m.end(), b),)


def _is_year(digits: str, today: date | None) -> bool:
    low, high = (today.year - _FAR, today.year + _FAR) if today else _NEVER_YET
    return len(digits) == 4 or low <= full_year(digits) <= high


def _is_length(m: re.Match[str], line: str) -> bool:
    """近24年, 24年历史: two digits before 年 are as often a length of time."""
    words = period_words()
    return line[: m.start()].rstrip().endswith(words.count_before) or line[m.end() :].lstrip().startswith(words.count_after)
