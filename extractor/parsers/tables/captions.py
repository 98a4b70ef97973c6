"""What stands around a grid: caption, unit note, and which statement it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from extractor.model import Cell, Statement, Table
from extractor.parsers.tables.model import CAPTION, STATEMENT, UNIT_NOTE, Draft
from extractor.taxonomy.pages import page_words

_UNIT_IN = re.compile(r"[（(]\s*((?:单位[：:])?\s*[^（）()]*(?:元|美元|港元|%|mn|RMB|USD|HK\$)[^（）()]*)[)）]\s*$")


def caption_of(draft: Draft, header: Sequence[Sequence[Cell]]) -> str:
    """The caption as printed, without the unit note that stands at its side; else the corner cell if it names a statement."""
    above = draft.above
    for row in reversed(above):
        for token in row.tokens:
            if not UNIT_NOTE.fullmatch(token.text) and (CAPTION.match(token.text) or STATEMENT.search(token.text)):
                return _without_note(token.text)
    corner = header[-1][0].text if header and header[-1] else ""
    if STATEMENT.search(corner):
        return corner
    for row in reversed(above):
        texts = [t.text for t in row.tokens if not UNIT_NOTE.fullmatch(t.text)]
        if len(texts) == 1 and "：" not in texts[0]:
            return _without_note(texts[0])
    return ""


def _without_note(text: str) -> str:
    return UNIT_NOTE.sub("", text).strip() or text


def unit_of(draft: Draft, header: Sequence[Sequence[Cell]], caption: str) -> str:
    """The unit note as printed: `单位:百万元`, or the bracket that ends the caption or the corner cell; `""` when none."""
    for row in [*reversed(draft.above), *draft.header]:
        for token in row.tokens:
            note = UNIT_NOTE.search(token.text)
            if note:
                return note.group(0)
    corner = header[-1][0].text if header and header[-1] else ""
    for text in (caption, corner, *(r.text for r in reversed(draft.above))):
        found = _UNIT_IN.search(text)
        if found:
            return found.group(1)
    return ""


def statement_of(caption: str, header: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]], stub: int) -> Statement:
    """By name (caption, corner), else by what most of its row labels belong to."""
    corner = header[-1][0].text if header and header[-1] else ""
    for text in (caption, corner):
        statement = statement_named(text)
        if statement:
            return statement
    return _by_labels(body)


def statement_named(text: str) -> Statement | None:
    """The statement that a caption names, or None."""
    return next((statement for pattern, statement in page_words().statements if pattern.search(text)), None)


def _by_labels(body: Sequence[Sequence[Cell]]) -> Statement:
    from extractor.normalizers.terms import match_term

    votes: Counter[str] = Counter()
    for row in body:
        match = match_term(row[0].text) if row and row[0].text else None
        if match and match.statement:
            votes[match.statement] += 1
    best, count = votes.most_common(1)[0] if votes else ("", 0)
    kinds: dict[str, Statement] = {kind: kind for kind in get_args(Statement)}  # a metric may stand elsewhere too (operating)
    return kinds.get(best, "other") if count >= 0.5 * sum(votes.values()) and count >= min(3, len(body)) else "other"


def with_page_unit(tables: Sequence[Table]) -> list[Table]:
    """A unit printed once over all statements of a page (`财务报表(百万元)`) is every statement's that prints none."""
    statements = [t for t in tables if t.statement in ("balance", "income", "cashflow")]
    titles = [t.caption for t in tables] + [t.header_rows[-1][0].text for t in tables if t.header_rows and t.header_rows[-1]]
    general = any(page_words().general.search(text) for text in titles)
    units = {t.unit for t in statements if t.unit}
    if not general or len(units) != 1:
        return list(tables)
    unit = units.pop()
    return [replace(t, unit=unit) if t in statements and not t.unit else t for t in tables]
