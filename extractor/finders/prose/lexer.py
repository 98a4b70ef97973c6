"""A sentence as tokens: numbers, periods, words with a part to play, brackets and points. What is left is plain text between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.finders.prose.vocabulary import Starts, Word, whole_word
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


def lex(text: str, quantities: Sequence[Quantity], periods: Sequence[tuple[int, int, Period]], words: Starts) -> tuple[Token, ...]:
    """The tokens of a whole passage, brackets nested."""
    spans: dict[int, Token] = {start: Token("period", start, end, period=period) for start, end, period in periods}
    for q in quantities:
        spans[q.start] = Token("number", q.start, q.end, quantity=q)
    stack: list[list[Token]] = [[]]
    opened: list[int] = []
    at, length = 0, len(text)
    while at < length:
        char = text[at]
        token = spans.get(at)
        if token is None:
            found = words.get(text[at : at + 2]) or words.get(char)
            token = _word(text, at, found, words.get(char), spans) if found else None
        if token is None and char in _POINTS:
            token = _point(text, at, char)
        if token is None:
            if char in _OPEN:
                stack.append([])
                opened.append(at)
            elif char in _CLOSE and opened:
                inside = stack.pop()
                stack[-1].append(Token("bracket", opened.pop(), at + 1, inside=tuple(inside)))
            at += 1
            continue
        if opened and token.strong:
            _unwind(stack, opened)
        stack[-1].append(token)
        at = token.end if token.end > at else at + 1
    _unwind(stack, opened)
    return tuple(stack[0])


def _unwind(stack: list[list[Token]], opened: list[int]) -> None:
    """An opening bracket without its closing one brackets nothing: what it holds stands in the sentence."""
    while opened:
        opened.pop()
        inside = stack.pop()
        stack[-1].extend(inside)


def _word(text: str, at: int, pair: tuple[Word, ...], single: tuple[Word, ...] | None, spans: dict[int, Token]) -> Token | None:
    found = whole_word(pair, text, at) or (whole_word(single, text, at) if single else None)
    if found is None:
        return None
    end = at + len(found.text)
    return None if any(place in spans for place in range(at + 1, end)) else Token("word", at, end, word=found)


def _point(text: str, at: int, char: str) -> Token | None:
    if char == "," and text[at + 1 : at + 2].isdigit() and at and text[at - 1].isdigit():
        return None
    return Token(_POINTS[char], at, at + 1, mark=char)
