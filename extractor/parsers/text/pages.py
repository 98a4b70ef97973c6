"""Lines → blocks and tables of the one page that a text input has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model import Block, BlockKind, Table
from extractor.parsers.text.grid import Grid
from extractor.parsers.text.lines import Span, lines_of
from extractor.parsers.text.marks import bare, heading_level, is_caption, is_foot, is_legal, is_source, is_title, unit_note
from extractor.parsers.text.tabbed import piped, piped_end, tabbed, tabbed_end
from extractor.parsers.text.tables import Around, build

_REACH = 3
"""How many printed lines above a table may belong to it: caption, unit note, a line between."""


@dataclass(frozen=True, slots=True)
class Options:
    """`joined`: lines without a blank line between are one paragraph (Markdown), else a line is a paragraph."""

    joined: bool


def read_page(
    text: str, grids: Sequence[Grid] = (), headings: Sequence[tuple[int, int]] = (), options: Options = Options(False)
) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """`grids` and `headings` are those that markup has shown; tabbed and piped tables are found here."""
    lines = lines_of(text)
    legal = _legal_from(lines)
    kinds: list[BlockKind | None] = [_kind(line, legal, headings) for line in lines]
    tables: list[Table] = []
    areas: list[tuple[int, int]] = []
    for grid, first, last in sorted(_grids(lines, kinds, grids), key=lambda found: found[0].start):
        around = _around(lines, kinds, first, last)
        for n in range(first, last):
            kinds[n] = "table"
        areas.append((first, last))
        tables += build(grid, around, len(tables) + 1)
    return tuple(_blocks(lines, kinds, areas, options)), tuple(tables)


def _kind(line: Span, legal: int, headings: Sequence[tuple[int, int]]) -> BlockKind | None:
    if line.blank:
        return None
    if is_foot(line.text):
        return "furniture"
    if line.start >= legal:
        return "disclaimer"
    if is_caption(line.text):
        return "caption"
    if is_source(line.text) or unit_note(line.text):
        return "note"
    if heading_level(line.text) or any(start <= line.start and line.end <= end for start, end in headings):
        return "heading"
    return "body"


def _legal_from(lines: Sequence[Span]) -> int:
    """Where the legal pages begin: at the first of their headings after which no numbered figure or table comes. They
    end a report, so a heading in its first half is no such thing unless Markdown marks it as one."""
    size = lines[-1].end
    last = max((line.start for line in lines if is_caption(line.text)), default=-1)
    found = (
        line.start for line in lines if line.start > last and is_legal(line.text) and (heading_level(line.text) or line.start * 2 > size)
    )
    return next(found, size + 1)


def _grids(lines: Sequence[Span], kinds: Sequence[BlockKind | None], marked: Sequence[Grid]) -> list[tuple[Grid, int, int]]:
    """Every grid with the range of lines it takes. Legal pages define ratings; their tables are no data."""
    taken, out = set(), []
    for grid in marked:
        inside = [n for n, line in enumerate(lines) if line.start < grid.end and grid.start <= line.end and not line.blank]
        if inside:
            taken |= set(inside)
            if kinds[inside[0]] != "disclaimer":
                out.append((grid, inside[0], inside[-1] + 1))
    at = 0
    while at < len(lines):
        end = at
        if at not in taken and kinds[at] != "disclaimer":
            end = piped_end(lines, at)
            if end > at:
                out.append((piped(lines[at:end]), at, end))
            elif (end := tabbed_end(lines, at)) > at:
                out.append((tabbed(lines[at:end]), at, end))
        at = max(end, at + 1)
    return out


def _around(lines: Sequence[Span], kinds: Sequence[BlockKind | None], first: int, last: int) -> Around:
    """Caption and unit above, source lines and notes below. Blank lines do not separate; another table does."""
    caption, unit, notes = "", "", []
    above = [n for n in range(max(first - 4 * _REACH, 0), first) if kinds[n] is not None][-_REACH:]
    for n in reversed(above):
        text = lines[n].text
        if kinds[n] == "table" or is_source(text):
            break
        if unit_note(text):
            unit = unit or unit_note(text)
            notes.append(bare(text))
        elif kinds[n] in ("caption", "heading") or (is_title(text) and n == above[-1]):
            caption = bare(text)
            break
        elif caption or n != above[-1]:
            break
    below = [n for n in range(last, min(last + 2 * _REACH, len(lines))) if kinds[n] is not None][:2]
    for n in below:
        if kinds[n] != "note":
            break
        notes.append(bare(lines[n].text))
    return Around(caption, unit, "\n".join(notes))


def _blocks(lines: Sequence[Span], kinds: Sequence[BlockKind | None], areas: Sequence[tuple[int, int]], options: Options) -> list[Block]:
    starts = {first for first, _ in areas}
    out: list[Block] = []
    before: BlockKind | None = None
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is not None:
            same = bool(out) and kind == before and n not in starts
            if same and (kind == "table" or (options.joined and kind == "body" and not _item(line.text))):
                out[-1] = replace(out[-1], end=line.end)
            else:
                out.append(Block(kind, line.start, line.end, None))
        before = kind
    return out


def _item(line: str) -> bool:
    """A line that Markdown begins a new paragraph with: a list item, a quotation, an image."""
    text = line.lstrip()
    head = text.split(" ", 1)[0]
    return head in ("-", "*", "+", ">") or text.startswith(("![", "<")) or (head[:-1].isdecimal() and head[-1:] in ".)")
