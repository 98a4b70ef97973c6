"""Numbers that recognition was not sure of, or that look misread beside their row: said as problems, never facts.

Ten reports were printed at 150 and 200 dpi and read back: of 7,800 numbers one was wrong, with a score of 0.73. Of 1,900
numbers printed blurred and noisy at 130 dpi, 3 % were wrong, two thirds of them below the bar. The others follow three
habits, whatever their score: a comma becomes a point (1,525 → 1.525), the percent sign a digit (13% → 135), a lost mark
leaves a point in front (-34 → .34).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.model import Fact, Message, Problem

BAR = 0.9
_THOUSANDS = re.compile(r"[-(（]?\d{1,3}\.\d{3}[)）]?")
_HEADLESS = re.compile(r"[-(（]?\.\d")


def sure_of(facts: Iterable[Fact]) -> tuple[list[Fact], list[Problem]]:
    """The facts whose print was read for sure, and a problem for each other number."""
    given = list(facts)
    if all(fact.source.confidence is None for fact in given):
        return given, []
    percent = _percent_rows(given)
    kept: list[Fact] = []
    problems: list[Problem] = []
    for fact in given:
        why = _why(fact, percent)
        if why is None:
            kept.append(fact)
        else:
            problems.append(_doubt(fact, why))
    return kept, problems


def _why(fact: Fact, percent: set[tuple[str | None, str, int | None]]) -> Message | None:
    sure, raw = fact.source.confidence, fact.raw.replace(" ", "")
    if sure is None:
        return None
    if sure < BAR:
        return Message(f"可信度 {sure:.2f} 不足", f"a confidence of {sure:.2f} is too low")
    if _HEADLESS.match(raw):
        return Message("小数点前缺数字或符号", "something is missing before its point")
    if fact.kind == "table" and _THOUSANDS.fullmatch(raw):
        return Message("小数点可能是千分位逗号", "its point may be a comma")
    if fact.kind == "table" and not _in_percent(fact) and all(place in percent for place in _places(fact)):
        return Message("同行皆有百分号，此处没有", "the rest of its row is in percent")
    return None


def _percent_rows(facts: Sequence[Fact]) -> set[tuple[str | None, str, int | None]]:
    """Rows that are printed in percent nearly throughout, and columns where the sign stands at all."""
    cells: Counter[tuple[str | None, str, int | None]] = Counter()
    signs: Counter[tuple[str | None, str, int | None]] = Counter()
    for fact in facts:
        if fact.kind == "table" and fact.item == 1:
            for place in _places(fact):
                cells[place] += 1
                signs[place] += _in_percent(fact)
    rows = {place for place, count in cells.items() if place[1] == "row" and signs[place] >= max(2, 0.5 * count)}
    return rows | {place for place in cells if place[1] == "column" and signs[place]}


def _places(fact: Fact) -> tuple[tuple[str | None, str, int | None], ...]:
    return ((fact.source.table, "row", fact.source.row), (fact.source.table, "column", fact.source.column))


def _in_percent(fact: Fact) -> bool:
    return fact.raw.rstrip(")） ").endswith(("%", "％"))


def _doubt(fact: Fact, why: Message) -> Problem:
    box = fact.source.boxes[0] if fact.source.boxes else None
    place = f" [{box.x0:.0f}, {box.top:.0f}, {box.x1:.0f}, {box.bottom:.0f}]" if box else ""
    name = " · ".join(part for part in (fact.label, fact.column_header or fact.period) if part)
    zh = f"OCR 读作“{fact.raw}”（{name}），{why.zh}，不作为事实{place}"
    return Problem("ocr_doubtful", fact.source.page, Message(zh, f"OCR reads '{fact.raw}' ({name}): {why.en}; not taken as a fact{place}"))
