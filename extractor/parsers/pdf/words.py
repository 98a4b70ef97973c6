"""Glyphs → words. Rows first (by baseline), then runs without a gap; content order decides nothing here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.model import Box, Word
from extractor.normalizers.characters import folded
from extractor.parsers.pdf.glyphs import Glyph

_GAP = 0.28  # of the font size: Chinese text set in justified lines stretches to about a quarter
_SPACES = frozenset(" \t\r\n\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\u00ad\u0000")


def words_of(glyphs: Iterable[Glyph]) -> tuple[Word, ...]:
    """Words in rows from top to bottom, left to right. Characters that paint nothing (spaces, controls) separate
    words and are dropped; a glyph painted twice on one spot (fake bold) counts once."""
    found: list[Word] = []
    for row in rows_of(glyphs):
        found.extend(_words_of_row(row))
    return tuple(found)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that share a baseline (within a fifth of their size), each row from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        if rows and abs(glyph.base - rows[-1][-1].base) <= 0.2 * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda g: (g.x0, g.x1))
    return rows


def _words_of_row(row: Sequence[Glyph]) -> list[Word]:
    found: list[Word] = []
    run: list[Glyph] = []
    spaced = False
    for glyph in row:
        if glyph.char in _SPACES or ord(glyph.char) < 32 or 0xFFF0 <= ord(glyph.char) <= 0xFFFF:
            spaced = True
            continue
        if run:
            last = run[-1]
            if abs(glyph.x0 - last.x0) < 0.4 * (last.x1 - last.x0) and _same(glyph.char, last.char):
                if last.char != folded(last.char):
                    run[-1] = glyph
                continue
            gap = glyph.x0 - last.x1
            size = min(glyph.size, last.size)
            if (
                gap > _GAP * size
                or (spaced and gap > 0.04 * size)
                or gap < -0.9 * size
                or abs(glyph.size - last.size) > 0.45 * size
                or (last.char in ")）" and glyph.char.isdigit() and gap > -0.2 * size)
            ):
                found.append(_word(run))
                run = []
        run.append(glyph)
        spaced = False
    if run:
        found.append(_word(run))
    return found


def _same(a: str, b: str) -> bool:
    """The same character, also where one of the two is a Kangxi radical or compatibility form (⽉ over 月)."""
    return a == b or folded(a) == folded(b)


def _word(run: Sequence[Glyph]) -> Word:
    box = Box(run[0].x0, min(g.top for g in run), max(g.x1 for g in run), max(g.bottom for g in run))
    bold = sum(g.bold for g in run) * 2 > len(run)
    return Word("".join(g.char for g in run), box, tuple(g.x0 for g in run), run[0].font, run[0].size, bold)
