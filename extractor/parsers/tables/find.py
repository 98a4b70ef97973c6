"""Where the tables of a region are: runs of rows that hold values, split at every new row of column periods."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.parsers.layout.regions import Region
from extractor.parsers.layout.tokens import Row, titles_of
from extractor.parsers.tables.model import (
    CAPTION,
    STATEMENT,
    UNIT_NOTE,
    Draft,
    is_data,
    is_header,
    is_prose,
    is_source,
    numbers,
    pitch,
    unwrapped,
)

_BRIDGE = 3  # label-only rows in a row that a table may hold (a section's name, wrapped labels)
_LABEL = 24  # characters that a label row may have


def find_drafts(region: Region) -> list[Draft]:
    """Table drafts of one region, top to bottom, without columns yet."""
    rows = region.rows
    width = region.box.width
    found: list[Draft] = []
    at = 0
    while at < len(rows):
        if not (is_data(rows[at], width) or is_header(rows[at])):
            at += 1
            continue
        end = _run_end(rows, at, width)
        floor = max((_last_row(rows, d) for d in found), default=-1) + 1
        found.extend(_split(rows, at, end, floor, width))
        at = end
    return found


def _last_row(rows: Sequence[Row], draft: Draft) -> int:
    last = draft.body[-1] if draft.body else draft.header[-1]
    return next(i for i, r in enumerate(rows) if r is last)


def _run_end(rows: Sequence[Row], start: int, width: float) -> int:
    """The index after the last row of the run that begins at `start`."""
    end = start + 1
    bridge = 0
    step = pitch(rows[start : start + 12])
    for i in range(start + 1, len(rows)):
        gap = rows[i].box.top - rows[i - 1].box.bottom
        if gap > max(2.6 * step, 30) or is_source(rows[i]):
            break
        if is_data(rows[i], width) or is_header(rows[i]):
            end = i + 1
            bridge = 0
            continue
        bridge += 1
        if bridge > _BRIDGE or is_prose(rows[i], width) or (len(rows[i].text) > _LABEL and len(rows[i].tokens) == 1):
            break
    return end


def _split(rows: Sequence[Row], start: int, end: int, floor: int, width: float) -> list[Draft]:
    """Cut a run into tables: each period header that follows data begins a new one, with the caption rows above it."""
    heads = [i for i in range(start, end) if is_header(rows[i]) and _heads(rows, i, end, width)]
    if is_header(rows[start]) and start not in heads:
        start = next((i for i in range(start + 1, end) if is_data(rows[i], width) or i in heads), end)
        if start == end:
            return []
    starts: list[int] = []
    for i in heads:
        if starts and not any(is_data(rows[k], width) for k in range(starts[-1], i)):
            continue
        starts.append(i)
    if not starts or any(is_data(rows[k], width) for k in range(start, starts[0])):
        starts.insert(0, start)
    drafts: list[Draft] = []
    low = floor
    for n, first in enumerate(starts):
        top = _caption_top(rows, first, low, width)
        if drafts:
            drafts[-1].body = [r for r in drafts[-1].body if r.box.middle < rows[top].box.middle]
            drafts[-1].rows = [r for r in drafts[-1].rows if r.box.middle < rows[top].box.middle]
        stop = starts[n + 1] if n + 1 < len(starts) else end
        body = first
        while body < stop and is_header(rows[body]):
            body += 1
        drafts.append(_draft(rows, top, first, body, stop, width))
        low = stop if n + 1 == len(starts) else first + 1
    last = drafts[-1]
    for i in range(end, min(end + 4, len(rows))):
        if is_source(rows[i]) and rows[i].box.top - rows[i - 1].box.bottom < 30:
            last.below.append(rows[i])
    return drafts


def _heads(rows: Sequence[Row], i: int, end: int, width: float) -> bool:
    """Do the rows below have values for the periods of row `i`? The scale of a chart above a box has none."""
    periods = sum(t.look == "period" for t in rows[i].tokens)
    below = [len(numbers(r)) for r in rows[i + 1 : min(i + 7, end)] if is_data(r, width)]
    return not below or max(below) * 2 >= periods


def _draft(rows: Sequence[Row], top: int, first: int, body: int, stop: int, width: float) -> Draft:
    """Rows `top..first` are captions or upper header levels, `first..body` period headers, `body..stop` the body."""
    above: list[Row] = []
    upper: list[Row] = []
    for row in unwrapped(rows[top:first]):
        # Below a row of titles everything down to the values is titles, set lower in their cells.
        lower = bool(upper) and all(t.look != "number" for t in row.tokens)
        (upper if lower or _is_upper_header(row, rows[body:stop], width) else above).append(row)
    if len(upper) >= 2 and _names_all(upper[0], upper[1], rows[first:stop]):
        above.append(upper.pop(0))
    return Draft(above, [*upper, *rows[first:body]], list(rows[body:stop]), rows=list(rows[top:stop]))


def _names_all(top: Row, second: Row, below: Sequence[Row]) -> bool:
    """One title over a level of several, in the middle of the whole table: the table's name, not the middle columns'."""
    x0, x1 = min(r.box.x0 for r in below), max(r.box.x1 for r in below)
    return len(top.tokens) == 1 and len(titles_of(second).tokens) >= 2 and abs(top.box.center - (x0 + x1) / 2) < 0.02 * (x1 - x0)


def _is_upper_header(row: Row, body: Sequence[Row], width: float) -> bool:
    """Column titles above the values: several short texts of which one at least stands over the values."""
    if CAPTION.match(row.text) or (UNIT_NOTE.search(row.text) and len(row.tokens) <= 2):
        return False
    values = [t for r in body for t in numbers(r)]
    if not values:
        return False
    left = min(t.box.x0 for t in values)
    titles = titles_of(row).tokens
    over = [t for t in titles if t.box.x1 > left - 2 and not UNIT_NOTE.fullmatch(t.text)]
    if not over or (STATEMENT.search(row.text) and len(row.tokens) <= 2):
        return False
    below = [t for r in body for t in r.tokens]
    hits = sum(any(t.box.x0 < v.box.x1 + 12 and v.box.x0 - 12 < t.box.x1 for v in below) for t in over)
    return hits == len(over) and (len(titles) >= 2 or titles[0].box.x0 > left - 12) and all(len(t.text) <= 22 for t in over)


def _caption_top(rows: Sequence[Row], first: int, floor: int, width: float) -> int:
    """The first row above `first` that belongs to the table: column titles, unit note, caption."""
    top = first
    step = pitch(rows[first : first + 12])
    for i in range(first - 1, max(floor, first - 6) - 1, -1):
        row = rows[i]
        near = rows[i + 1].box.top - row.box.bottom < max(2.2 * step, 22)
        title = CAPTION.match(row.text) or (STATEMENT.search(row.text) and len(row.text) <= 16)
        larger = row.tokens[0].size > 1.3 * rows[first].tokens[-1].size and not title
        if not near or larger or is_source(row) or is_data(row, width) or is_header(row):
            break
        named = bool(CAPTION.match(row.text) or STATEMENT.search(row.text) or UNIT_NOTE.search(row.text))
        parts = titles_of(row).tokens
        titles = len(parts) >= 2 and all(len(t.text) <= 22 for t in parts)
        short = len(row.tokens) == 1 and len(row.text) <= 14 and row.text[-1] not in "。；;，,、：:"
        if not (named or titles or short) or (is_prose(titles_of(row), width) and not CAPTION.match(row.text)):
            break
        top = i
        if CAPTION.match(row.text) or STATEMENT.search(row.text):
            break
    return top


def stretches(draft: Draft, width: float) -> list[Draft]:
    """A draft that made no table, cut where label-only rows stand: boxes of a side column that ran together."""
    found: list[Draft] = []
    above: list[Row] = []
    body: list[Row] = []
    for row in [*draft.body, None]:
        if row is not None and is_data(row, width) and any(t.look == "text" for t in row.tokens):
            body.append(row)
            continue
        if len(body) >= 2:
            titled = bool(above) and _is_upper_header(above[-1], body, width)
            found.append(Draft([] if titled else above[-1:], above[-1:] if titled else [], body, rows=[*above[-1:], *body]))
        above = ([] if body else above) + ([row] if row is not None else [])
        body = []
    return found if sum(len(d.body) for d in found) < len(draft.body) else []
