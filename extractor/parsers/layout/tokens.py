"""Tokens: neighbouring words of one row that read as one, and rows of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Box, Word, union
from extractor.parsers.layout.looks import Look, is_dated, look


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

    @property
    def confidence(self) -> float | None:
        """Of its least sure word; None where nothing was recognised in a picture."""
        return min((w.confidence for w in self.words if w.confidence is not None), default=None)


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens of one visual row, left to right."""

    tokens: tuple[Token, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(t.text for t in self.tokens)


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
            elif is_dated(word.text) or is_dated(last.text):
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


def titles_of(row: Row) -> Row:
    """The row as column titles: words that stand a third of a character apart are titles of their own."""
    groups: list[list[Word]] = []
    for word in sorted((w for t in row.tokens for w in t.words), key=lambda w: w.box.x0):
        last = groups[-1][-1] if groups else None
        dated = last is not None and "period" in (look(word.text), look(last.text))
        # A unit in brackets belongs to the title before it, also where it is set off.
        reach = 0.9 if word.text[0] in "(（" else 0.33
        if last is not None and not dated and word.box.x0 - last.box.x1 < reach * min(word.size, last.size):
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
    for last, word in pairwise(words):
        gap = word.box.x0 - last.box.x1
        latin = last.text[-1].isascii() and word.text[0].isascii()
        if (latin and gap > 0.1 * word.size) or gap > 1.2 * word.size:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)
