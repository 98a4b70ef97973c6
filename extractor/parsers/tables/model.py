"""A table while it is being built: rows of tokens with their part in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.parsers.layout.tokens import Row, Token, over, stacked_row
from extractor.taxonomy.pages import page_words

CAPTION = re.compile(
    r"(?:图表|附图|附表|图|表格?|Figure|Table|Exhibit|Chart)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[-–.]\d+)?\s*[：:.、\s]?\s*\S|(?:图表|附表|图|表)\s*[：:]"
)
SOURCE = re.compile(r"(?:资料|数据|信息)来源|来源[：:]|(?:备?注|说明)\s*\d?[：:]|Source[：:]|^注\d?[：:. ]")
UNIT_NOTE = re.compile(r"[（(]?\s*(?:货币)?单位\s*[：:].+")
STATEMENT = page_words().boxes


def is_header(row: Row) -> bool:
    """A row of column periods: two or more periods and no plain number. Bare years that step by one are periods."""
    periods = [t for t in row.tokens if t.look == "period"]
    if any(t.look == "number" for t in row.tokens) or not periods:
        return False
    if len(periods) == 1:  # 2023/4/26 | 一季度 (first quarter) | 年初以来 (year to date)
        return len(row.tokens) >= 3 and all(len(t.text) <= 8 for t in row.tokens if t.look == "text")
    bare = [t.text for t in periods if re.fullmatch(r"(?:19|20)\d\d", t.text)]
    if len(bare) == len(periods) and len(row.tokens) > len(periods):
        years = [int(y) for y in bare]
        return all(abs(b - a) == 1 or b == years[0] for a, b in itertools.pairwise(years))
    return True


def numbers(row: Row) -> list[Token]:
    """The row's tokens that stand as values: numbers and placeholders; in a row that is no header bare years too."""
    if is_header(row):
        return []
    return [t for t in row.tokens if t.look != "text"]


def is_source(row: Row) -> bool:
    """A source line or a footnote below a table."""
    return any(SOURCE.match(t.text) for t in row.tokens)


def is_prose(row: Row, width: float) -> bool:
    """Running text: one long token, or text that fills most of the column's width."""
    longest = max(row.tokens, key=lambda t: len(t.text))
    if len(longest.text) >= 26 and longest.look == "text" and longest.box.width > 0.45 * width:
        return True
    return len(row.text) > 60 and sum(t.box.width for t in row.tokens) > 0.8 * width and any(len(t.text) > 16 for t in row.tokens)


def is_data(row: Row, width: float) -> bool:
    """A row that holds values apart from its label."""
    values = numbers(row)
    if not values or is_prose(row, width) or is_source(row) or CAPTION.match(row.text):
        return False
    if len(row.tokens) == 1:
        return False
    texts = [t for t in row.tokens if t.look == "text"]
    if len(values) == 1 and len(texts) >= 1 and values[0] is row.tokens[0] and len(row.tokens) == 2 and len(texts[0].text) > 14:
        return False  # "1 Introduction": a numbered line
    return not any("....." in t.text or "……" in t.text for t in texts)


@dataclass(slots=True)
class Draft:
    """One table in the making: caption and unit rows above, header rows, body rows, notes below."""

    above: list[Row] = field(default_factory=list)
    header: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    """The region's rows that the draft takes, as they stand on the page (wrapped titles not joined)."""


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """Rows above a table with wrapped titles joined: each text of the lower row stands right below one of the upper."""
    joined: list[Row] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last is not None and _wraps(last, row):
            joined[-1] = stacked_row((last, row))
        else:
            joined.append(row)
    return joined


def _wraps(upper: Row, lower: Row) -> bool:
    texts = [*upper.tokens, *lower.tokens]
    if any(t.look != "text" for t in texts) or lower.box.middle - upper.box.middle >= 1.35 * min(t.box.height for t in texts):
        return False
    below = [t for t in lower.tokens if any(over(u, t) and abs(u.size - t.size) < 1 for u in upper.tokens)]
    beside = [t for t in lower.tokens if t not in below]
    named = any(p.search(t.text) for t in below for p in (CAPTION, STATEMENT, UNIT_NOTE))
    if not below or named or not all(UNIT_NOTE.search(t.text) for t in beside):
        return False
    joined = stacked_row((upper, lower)).text
    return len(below) >= 3 or any(p.search(joined) for p in (CAPTION, STATEMENT))


def pitch(rows: Sequence[Row]) -> float:
    """The usual distance between two rows, in points."""
    steps = sorted(b.box.middle - a.box.middle for a, b in itertools.pairwise(rows))
    steps = [s for s in steps if s > 2]
    return steps[len(steps) // 2] if steps else 12.0
