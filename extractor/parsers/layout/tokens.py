"""Rows of words, and what each word looks like. Looks only: what a number means is read later, from the finished cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extractor.model import Box, Word, union

Look = Literal["number", "placeholder", "period", "text"]

_SIGN = "[-+−–—－﹣‐‑()（）]"
_NUMBER = re.compile(
    rf"{_SIGN}{{0,3}}(?:[A-Z]{{2,3}}|HK\$|US\$|[¥￥$])?\d[\d,，]*(?:[.．]\d+)?(?:[/~～–-]{_SIGN}?\d[\d,，]*(?:[.．]\d+)?)*[)）]?"
    r"(?:%|％|‰|[xX倍]|[Pp]cts?|[Pp]pts?|pp|[Bb][Pp]s?|个?百分点|个?基点|[百千十]?[万亿]{0,2}(?:人民币|港|美|欧|日|英)?(?:元|币|镑|股|份)?)?[)）]?\**"
)
_DATE = re.compile(r"[(（]?(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?[)）]?|\d{4}[-/]\d{4}|0\d{2,3}-\d{7,8}")
_PLACEHOLDER = re.compile(r"-{1,3}|[–—−－/]{1,2}|N\.?/?A\.?|n\.?/?a\.?|NM|不适用|#N/A|#DIV/0!")
_YEAR = r"(?:199\d|20[0-4]\d)"
_PERIOD = re.compile(
    rf"(?:FY)?{_YEAR}\s?(?:A/E|[AEFP]|年|年度|年[AEF]|[AEF]年)?|FY\d\d[AEF]?|\d\d[AEF]|\d\d/\d\d/\d\d|"
    rf"(?:{_YEAR}|\d\d)年?(?:Q[1-4]|H[12]|[1-4]Q|[12]H|9M)[AEF]?|(?:[1-4]Q|[12]H|9M|Q[1-4]|H[12])/?(?:{_YEAR}|\d\d)[AEF]?|"
    rf"{_YEAR}[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d\d?)?|{_YEAR}年\d\d?月(?:\d\d?日)?|{_YEAR}Q[1-3]-Q[1-4]|TTM|LTM",
)
_LOOK_FOLD = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


@lru_cache(maxsize=65536)
def look(text: str) -> Look:
    """What a word looks like. A bare year (2024) looks like a period; its row decides whether it is one."""
    folded = text.translate(_LOOK_FOLD)
    if _PERIOD.fullmatch(folded):
        return "period"
    if _NUMBER.fullmatch(folded) and not _DATE.fullmatch(folded):
        return "number"
    if _PLACEHOLDER.fullmatch(folded):
        return "placeholder"
    return "text"


def _is_dated(text: str) -> bool:
    """A period with its letter (2025E): a column's name, never part of a label."""
    return text[-1:] in ("A", "E", "F", "P") and look(text) == "period"


@dataclass(frozen=True, slots=True)
class Token:
    """Neighbouring words of one row that read as one: a label, a number, a header."""

    words: tuple[Word, ...]
    text: str
    box: Box
    look: Look

    @property
    def size(self) -> float:
        return self.words[0].size

    @property
    def bold(self) -> bool:
        return sum(w.bold for w in self.words) * 2 > len(self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens of one visual row, left to right."""

    tokens: tuple[Token, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(t.text for t in self.tokens)


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


def _takes(values: Row, label: Row) -> bool:
    first = next((t for t in values.tokens if t.look != "text"), None)
    if first is None or len(label.tokens) > 2:
        return False
    height = 1.1 * min(label.tokens[0].size, first.size)
    # A row of bare values takes its label from farther off than one that has a label of its own.
    reach = 0.75 if values.tokens[0].look == "text" else 1.0
    return abs(first.box.middle - label.box.middle) < reach * height and label.tokens[0].box.x1 < first.box.x0 + 1


def stacked_row(rows: Sequence[Row]) -> Row:
    """Several lines as one row: texts that stand over one another become one token."""
    if len(rows) == 1:
        return rows[0]
    stacks: list[list[Token]] = []
    for token in (t for row in rows for t in row.tokens):
        home = next((s for s in stacks if token.look == "text" == s[0].look and over(s[-1], token)), None)
        if home is None:
            stacks.append([token])
        else:
            home.append(token)
    tokens = sorted((stack(s) for s in stacks), key=lambda t: t.box.x0)
    return Row(tuple(tokens), union(r.box for r in rows))


def over(a: Token, b: Token) -> bool:
    return min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0) > 0.3 * min(a.box.width, b.box.width)


def stack(group: Sequence[Token]) -> Token:
    """Lines that stand below one another as one token. Latin words keep a space, Chinese takes none."""
    if len(group) == 1:
        return group[0]
    text = group[0].text
    for token in group[1:]:
        text += (" " if text[-1].isascii() and text[-1].isalpha() and token.text[0].isascii() else "") + token.text
    return Token(tuple(w for t in group for w in t.words), text, union(t.box for t in group), "text")


def row_of(words: Iterable[Word]) -> Row:
    tokens = tokens_of(sorted(words, key=lambda w: w.box.x0))
    return Row(tokens, union(t.box for t in tokens))


def tokens_of(words: Sequence[Word]) -> tuple[Token, ...]:
    """Join neighbours that stand less than a character apart. A number stays apart from what it does not touch, except
    inside running text (近 12 个月)."""
    found: list[list[Word]] = []
    for i, word in enumerate(words):
        if found and (_is_range(words, i) or (i > 0 and _is_range(words, i - 1))):
            found[-1].append(word)
            continue
        if found:
            last = found[-1][-1]
            gap = word.box.x0 - last.box.x1
            size = min(word.size, last.size)
            mine, before = look(word.text), look(last.text)
            if mine == "text" and before == "text":
                near = gap < 0.9 * size
            elif mine != "text" and before != "text":
                near = gap < 0.12 * size or (gap < 1.0 * size and (last.text.endswith("/") or word.text.startswith("/")))
            elif _is_dated(word.text) or _is_dated(last.text):
                near = gap < 0.12 * size
            else:
                near = gap < 0.45 * size and _inside_text(words, i)
            if near:
                found[-1].append(word)
                continue
        found.append([word])
    return tuple(token_of(group) for group in found)


def _is_range(words: Sequence[Word], i: int) -> bool:
    """Is word `i` the dash of `45 – 48%`: between two numbers, close to both?"""
    if not 0 < i < len(words) - 1 or words[i].text not in ("-", "–", "—", "~", "～", "至"):
        return False
    before, after = words[i - 1], words[i + 1]
    close = max(words[i].box.x0 - before.box.x1, after.box.x0 - words[i].box.x1) < 0.5 * words[i].size
    return close and look(before.text) == "number" == look(after.text)


def _inside_text(words: Sequence[Word], i: int) -> bool:
    """Is the number at or before `i` held by text on both sides, as in a label or a sentence?"""
    at = i if look(words[i].text) != "text" else i - 1
    left = at > 0 and look(words[at - 1].text) == "text" and words[at].box.x0 - words[at - 1].box.x1 < 0.45 * words[at].size
    right = at + 1 < len(words) and look(words[at + 1].text) == "text" and words[at + 1].box.x0 - words[at].box.x1 < 0.45 * words[at].size
    return (left and right) or (right and at == 0) or (right and not left) or (left and at + 1 == len(words) and at != i)


_KEYED = re.compile(r"(?P<key>[^：:\d]{2,16}[：:])(?P<value>.+)")
_CONTACT = re.compile(r"电话|传真|邮编|编号|日期|时间|Tel|Fax", re.I)


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
    return [Word(word.text[a:b], word.part(a, b), word.edges[a:b], word.font, word.size, word.bold) for a, b in parts]


def titles_of(row: Row) -> Row:
    """The row as column titles: words that stand a third of a character apart are titles of their own."""
    groups: list[list[Word]] = []
    for word in sorted((w for t in row.tokens for w in t.words), key=lambda w: w.box.x0):
        last = groups[-1][-1] if groups else None
        dated = last is not None and "period" in (look(word.text), look(last.text))
        if last is not None and not dated and word.box.x0 - last.box.x1 < 0.33 * min(word.size, last.size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return Row(tuple(token_of(g) for g in groups), row.box)


def token_of(words: Sequence[Word]) -> Token:
    text = join(words)
    return Token(tuple(words), text, union(w.box for w in words), look(text.replace(" ", "")))


def join(words: Sequence[Word]) -> str:
    """The words as one string. Chinese takes no space; Latin words and numbers that stood apart keep one."""
    parts = [words[0].text]
    for last, word in itertools.pairwise(words):
        gap = word.box.x0 - last.box.x1
        latin = last.text[-1].isascii() and word.text[0].isascii()
        if (latin and gap > 0.1 * word.size) or gap > 1.2 * word.size:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)
