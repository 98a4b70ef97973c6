"""Words → rows, with wrapped labels joined to the row whose values they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.model import Word
from extractor.parsers.layout.looks import look
from extractor.parsers.layout.tokens import Row, row_of, stacked_row, token_of

_KEYED = re.compile(r"(?P<key>[^：:\d]{2,16}[：:])(?P<value>.+)")
_CONTACT = re.compile(r"电话|传真|邮编|编号|日期|时间|Tel|Fax", re.I)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words → rows from top to bottom. Words share a row when their middles lie within a third of the smaller height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.middle, w.box.x0)):
        if rows:
            last = rows[-1]
            anchor = last[0]
            if abs(word.box.middle - anchor.box.middle) <= 0.36 * min(word.box.height, anchor.box.height):
                last.append(word)
                continue
        rows.append([word])
    return _labelled([row_of(row) for row in rows])


def _labelled(rows: list[Row]) -> list[Row]:
    """Put the lines of a wrapped label to the row of values that they stand around: a line of text whose middle is less
    than three quarters of its height away from a row of values, and left of its values."""
    homes: dict[int, list[int]] = {}
    step = _step(rows)
    for i, row in enumerate(rows):
        if any(t.look != "text" for t in row.tokens):
            continue
        beside = [k for k in (i - 1, i + 1, i - 2, i + 2) if 0 <= k < len(rows) and _takes(rows[k], row)]
        beside = beside or [k for k in (i - 1, i + 1) if 0 <= k < len(rows) and _runs_on(rows[min(i, k)], rows[max(i, k)], step)]
        if beside:
            home = min(beside, key=lambda k: (rows[k].tokens[0].look == "text", abs(rows[k].box.middle - row.box.middle)))
            homes.setdefault(home, []).append(i)
    gone = {i for parts in homes.values() for i in parts}
    return [stacked_row([rows[k] for k in sorted([i, *homes.get(i, [])])]) for i in range(len(rows)) if i not in gone]


def _step(rows: Sequence[Row]) -> float:
    """The usual distance between neighbouring rows of values."""
    valued = [any(t.look != "text" for t in r.tokens) for r in rows]
    steps = sorted(b.box.middle - a.box.middle for (a, b), both in zip(pairwise(rows), pairwise(valued), strict=True) if all(both))
    return steps[len(steps) // 2] if steps else 0.0


def _runs_on(first: Row, second: Row, step: float) -> bool:
    """Is `second` the next line of the label of `first`: one of the two holds the values, they stand closer than rows
    do, and the first line is full?"""
    if _is_running(first) or _is_running(second):
        return False
    a, b = first.tokens[0], second.tokens[0]
    near = abs(a.box.x0 - b.box.x0) <= 2 and abs(a.size - b.size) <= 0.5 and b.look == "text"
    short = a.box.width < 12 * a.size and sum(t.look != "text" for t in second.tokens) >= 2
    if near and short and len(first.tokens) == 1 and _opens(a.text) and second.box.middle - first.box.middle < 1.6 * a.size:
        return True
    values = next((t for r in (first, second) for t in r.tokens if t.look == "number"), None)
    if values is None or len({a.look, b.look, "text"}) > 1 or a.bold != b.bold:
        return False
    if not near:
        return False
    full = a.box.width > 0.72 * (values.box.x0 - a.box.x0) - values.size
    return second.box.middle - first.box.middle < 0.8 * step and full and len(second.tokens[0].text) <= len(a.text)


def _opens(text: str) -> bool:
    """Does a bracket stay open?"""
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")


def _is_running(row: Row) -> bool:
    """A line of running text that holds a number: text goes on behind it, or a long text stands before a single one."""
    at = next((i for i, t in enumerate(row.tokens) if t.look != "text"), None)
    if at is None:
        return False
    behind = any(t.look == "text" and len(t.text) >= 4 for t in row.tokens[at:])
    single = sum(t.look != "text" for t in row.tokens) == 1
    return behind or (single and any(len(t.text) >= 16 for t in row.tokens[:at]))


def _takes(values: Row, label: Row) -> bool:
    first = next((t for t in values.tokens if t.look != "text"), None)
    if first is None or len(label.tokens) > 2 or _is_running(values):
        return False
    height = 1.1 * min(label.tokens[0].size, first.size)
    # A row of bare values takes its label from farther off than one that has a label of its own.
    # So does a row of periods: what stands below it is the first section, not its own title.
    bare = values.tokens[0].look != "text" and any(t.look != "period" for t in values.tokens)
    reach = 1.0 if bare else 0.75
    return abs(first.box.middle - label.box.middle) < reach * height and label.tokens[0].box.x1 < first.box.x0 + 1


def keyed(row: Row) -> Row:
    """A line `收盘价：43.00港元` of a narrow box as key and value; every other row unchanged."""
    if len(row.tokens) != 1 or len(row.text) > 30:
        return row
    match = _KEYED.fullmatch(row.text.replace(" ", ""))
    if match is None or look(match["value"]) != "number" or _CONTACT.search(match["key"]):
        return row
    words: list[Word] = []
    at = 0
    for word in row.tokens[0].words:
        cut = len(match["key"]) - at
        at += len(word.text)
        if 0 < cut < len(word.text):
            words.extend(_cut(word, cut))
        else:
            words.append(word)
    split = next(i for i in range(1, len(words) + 1) if sum(len(w.text) for w in words[:i]) >= len(match["key"]))
    return Row((token_of(words[:split]), token_of(words[split:])), row.box)


def _cut(word: Word, at: int) -> list[Word]:
    parts = ((0, at), (at, len(word.text)))
    return [Word(word.text[a:b], word.part(a, b), word.edges[a:b], word.font, word.size, word.bold, word.scores[a:b]) for a, b in parts]
