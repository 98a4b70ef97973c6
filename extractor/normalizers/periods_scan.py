"""Periods in running text, with or without their year.

`scan_periods` never guesses a year: 三季度 without one is found with `period` None and its part, for the reader to resolve
against a year carried over from an earlier clause.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractor.normalizers.characters import fold
from extractor.normalizers.periods_grammar import JOIN
from extractor.normalizers.periods_parts import is_day, period
from extractor.normalizers.periods_read import between
from extractor.normalizers.periods_single import FoundPeriod, read_singles
from extractor.taxonomy.periods import period_words


def scan_periods(text: str, today: date | None = None) -> tuple[FoundPeriod, ...]:
    """All periods of a text, left to right, without overlaps. `today`, the report's date, only bounds two-digit years.

    >>> [(f.period and f.period.id, f.part) for f in scan_periods("2024年收入增长，三季度放缓")]
    [('2024', ''), (None, 'Q3')]
    """
    source = fold(text)
    before = " " + source.text
    line = "".join(_letter(char, before[i], text[source.origin[i]]) for i, char in enumerate(source.text))
    found: list[FoundPeriod] = []
    for single in read_singles(line, today):
        if found and (joined := _joined(line, found[-1], single)):
            found[-1] = joined
        else:
            found.append(single)
    return tuple(_placed(f, line, *source.span(f.start, f.end)) for f in found)


def _letter(char: str, before: str, printed: str) -> str:
    """Upper case, but for what case tells: 2025e may be an estimate, 图22a is none. A full-width comma never groups digits."""
    if printed == "，":
        return printed
    upper = char.upper()
    return char if len(upper) > 1 or (before.isdigit() and char in "aefp") else upper


def _placed(f: FoundPeriod, line: str, start: int, end: int) -> FoundPeriod:
    """At the source's offsets, with what the words around it say."""
    words = period_words()
    since = line[f.end :].lstrip().startswith(words.open_after)
    versus = line[: f.start].rstrip().endswith(words.versus_before)
    return replace(f, start=start, end=end, open=since, versus=versus)


def _joined(line: str, first: FoundPeriod, last: FoundPeriod) -> FoundPeriod | None:
    """2024年2月至2025年11月13日, 11月3日-11月9日: two periods with nothing but a connector between them."""
    if not re.fullmatch(JOIN, line[first.end : last.start]) or first.shift is not None or last.shift is not None:
        return None
    if first.period and first.year:
        until = last.period or (None if last.last_day else period(first.year, last.part))
        if until is None or "/" in first.period.id + until.id:
            return None
        whole = between(first.period, until)
        return FoundPeriod(whole, first.start, last.end, last.year or first.year, last.part) if whole else None
    if last.period is None and is_day(first.part) and is_day(last.part) and first.part < last.part:
        return FoundPeriod(None, first.start, last.end, None, f"{first.part}/{last.part}")
    return None
