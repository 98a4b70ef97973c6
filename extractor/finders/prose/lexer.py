"""A sentence as tokens: numbers, periods, words with a part to play, brackets and points. What is left is plain text between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.finders.prose.vocabulary import Vocabulary, Word
from extractor.model import Period, Quantity

TokenKind = Literal["number", "period", "word", "bracket", "comma", "stop", "list", "colon"]

_OPEN, _CLOSE = "([{【", ")]}】"
_POINTS: dict[str, TokenKind] = {
    "，": "comma", ",": "comma", "。": "stop", "；": "stop", ";": "stop", "！": "stop", "!": "stop", "？": "stop", "?": "stop",
    "、": "list", "/": "list", "\\": "list", "和": "list", "及": "list", "与": "list", "&": "list", ":": "colon", "：": "colon",
}  # fmt: skip
_STRONG = "。！!？?"


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a passage; exactly the field that its kind names is set."""

    kind: TokenKind
    start: int
    end: int
    word: Word | None = None
    quantity: Quantity | None = None
    period: Period | None = None
    inside: tuple[Token, ...] = ()
    mark: str = ""

    def is_word(self, *kinds: str) -> bool:
        return self.word is not None and self.word.kind in kinds

    @property
    def strong(self) -> bool:
        return self.kind == "stop" and self.mark in _STRONG


def lex(
    text: str,
    quantities: Sequence[Quantity],
    periods: Sequence[tuple[int, int, Period]],
    words: Vocabulary,
    names: dict[str, tuple[Word, ...]],
) -> tuple[Token, ...]:
    """The tokens of a whole passage, brackets nested."""
    spans: dict[int, Token] = {start: Token("period", start, end, period=period) for start, end, period in periods}
    for q in quantities:
        spans[q.start] = Token("number", q.start, q.end, quantity=q)
    stack: list[list[Token]] = [[]]
    opened: list[int] = []
    at, length = 0, len(text)
    while at < length:
        token = spans.get(at) or _word(text, at, words, names, spans) or _point(text, at)
        if token is None:
            char = text[at]
            if char in _OPEN:
                stack.append([])
                opened.append(at)
            elif char in _CLOSE and opened:
                inside = stack.pop()
                stack[-1].append(Token("bracket", opened.pop(), at + 1, inside=tuple(inside)))
            at += 1
            continue
        if token.strong and opened:
            _unwind(stack, opened)
        stack[-1].append(token)
        at = max(token.end, at + 1)
    _unwind(stack, opened)
    return tuple(stack[0])


def _unwind(stack: list[list[Token]], opened: list[int]) -> None:
    """An opening bracket without its closing one brackets nothing: what it holds stands in the sentence."""
    while opened:
        opened.pop()
        inside = stack.pop()
        stack[-1].extend(inside)


def _word(text: str, at: int, words: Vocabulary, names: dict[str, tuple[Word, ...]], spans: dict[int, Token]) -> Token | None:
    for word in names.get(text[at], ()):
        if text.startswith(word.text, at):
            return Token("word", at, at + len(word.text), word=word)
    found = words.at(text, at)
    if found is None:
        return None
    end = at + len(found.text)
    cut = next((place for place in range(at + 1, end) if place in spans), end)
    return Token("word", at, end, word=found) if cut == end else None


def _point(text: str, at: int) -> Token | None:
    char = text[at]
    kind = _POINTS.get(char)
    if kind is None or (char == "," and text[at + 1 : at + 2].isdigit() and at and text[at - 1].isdigit()):
        return None
    return Token(kind, at, at + 1, mark=char)
