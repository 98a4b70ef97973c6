"""Tables as plain text carries them: cells between tabs, or between the pipes of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.parsers.text.grid import Grid, RawCell
from extractor.parsers.text.lines import Span
from extractor.parsers.text.marks import heading_level, is_caption, is_source, is_title

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_CELL = re.compile(r"(?:\\.|[^|\\])*")
_SPACE = r"[^\S\n]|&nbsp;|&emsp;|&ensp;"
_LEAD = re.compile(rf"(?:{_SPACE})*")
_ESCAPE = re.compile(r"\\([|*_~#+.-])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def tabbed_end(lines: Sequence[Span], at: int) -> int:
    """The index after the last line of the tabbed table that begins with line `at`; `at` when none does. One line alone
    is none. A row may be a section's name alone, without a tab."""
    end = at
    while end < len(lines):
        text = lines[end].text
        if "\t" in text.rstrip("\n") or (end > at and _section(text) and end + 1 < len(lines) and "\t" in lines[end + 1].text):
            end += 1
        else:
            break
    return end if end - at > 1 else at


def _section(line: str) -> bool:
    return is_title(line) and len(line) <= 24 and not (is_caption(line) or is_source(line) or heading_level(line))


def tabbed(lines: Sequence[Span]) -> Grid:
    """The grid of these lines; short rows are filled with blanks at their ends."""
    written = []
    for row, line in enumerate(lines):
        at, cells = line.start, []
        for column, piece in enumerate(line.text.split("\t")):
            cells.append(_cell(row, column, piece, at))
            at += len(piece) + 1
        written.append(cells)
    return Grid(_padded(written, lines), lines[0].start, lines[-1].end)


def piped_end(lines: Sequence[Span], at: int) -> int:
    """The same for a Markdown table: a row of pipes over a row of dashes."""
    if at + 1 >= len(lines) or "|" not in lines[at].text or "-" not in lines[at + 1].text or not _RULE.fullmatch(lines[at + 1].text):
        return at
    if "|" not in lines[at + 1].text:
        return at
    end = at + 2
    while end < len(lines) and "|" in lines[end].text and lines[end].text.strip():
        end += 1
    return end


def piped(lines: Sequence[Span]) -> Grid:
    """The grid of a Markdown table. Its syntax forces a header row; key–value boxes put their first pair there, so the
    header is not taken for granted where it holds a number."""
    written: list[list[RawCell]] = []
    for line in (lines[0], *lines[2:]):
        inner = line.text.strip()
        at = line.start + line.text.index(inner)
        if inner.startswith("|"):
            inner, at = inner[1:], at + 1
        if inner.endswith("|") and not inner.endswith("\\|"):
            inner = inner[:-1]
        cells: list[RawCell] = []
        while True:
            found = _CELL.match(inner)
            piece = found[0] if found else ""
            cells.append(_cell(len(written), len(cells), piece, at, padded=1))
            if len(piece) >= len(inner):
                break
            inner, at = inner[len(piece) + 1 :], at + len(piece) + 1
        written.append(cells)
    return Grid(_padded(written, (lines[0], *lines[2:])), lines[0].start, lines[-1].end)


def _cell(row: int, column: int, piece: str, at: int, padded: int = 0) -> RawCell:
    """Without the spaces around it and Markdown's marks for bold; the spaces before a label are its indent
    (beside the one that `padded` puts there)."""
    lead = _LEAD.match(piece)
    indent = max(len(re.findall(_SPACE, lead[0])) - padded, 0) if lead else 0
    start, text = at + (lead.end() if lead else 0), piece[lead.end() if lead else 0 :].rstrip()
    bold = len(text) > 4 and text.startswith("**") and text.endswith("**")
    if bold:
        start, text = start + 2, text[2:-2]
    shown = _ESCAPE.sub(r"\1", _BREAK.sub("\n", text))
    return RawCell(row, column, shown, start, start + len(text), bold=bold, indent=indent)


def _padded(rows: list[list[RawCell]], lines: Sequence[Span]) -> tuple[RawCell, ...]:
    """All rows at one width. A column that no row fills (a tab at every line's end) is none."""
    width = max((cell.column + 1 for row in rows for cell in row if cell.text.strip()), default=0)
    out = []
    for number, (row, line) in enumerate(zip(rows, lines, strict=True)):
        out += row[:width]
        out += [RawCell(number, column, "", line.end, line.end) for column in range(len(row), width)]
    return tuple(out)
