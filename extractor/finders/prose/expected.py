"""Numbers that are themselves an expectation: 低于23.57亿美元的市场预期 prints the market's number, and 低于 compares with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.finders.prose.lexer import Token
from extractor.model import Forecaster, Quantity

_COMPARING = frozenset(("above", "below", "at_least", "at_most"))


def expectation(text: str, end: int, tokens: Sequence[Token], after: int) -> Forecaster | None:
    """Whose forecast the number is, where the noun behind it says so: …的市场预期, …的指引区间."""
    token = next((t for t in tokens[after : after + 4] if not t.is_word("filler")), None)
    if token is None or text[end : token.start] != "的" or token.word is None or not token.is_word("forecast"):
        return None
    return token.word.value  # type: ignore[return-value]


def unbound(text: str, q: Quantity) -> Quantity | None:
    """The number without the word that compares with it (低于, 超过), or None where no such word stands before it."""
    if not _COMPARING & set(q.qualifiers) or (q.low is None) == (q.high is None):
        return None
    start = next((i for i in range(q.start, q.end) if text[i].isdigit() or text[i] in "+-"), q.start)
    if start == q.start:
        return None
    value = q.low if q.low is not None else q.high
    qualifiers = tuple(name for name in q.qualifiers if name not in _COMPARING)
    exponent = value.as_tuple().exponent if value is not None else 0
    decimals = -int(exponent) if not qualifiers else None
    return replace(q, low=value, high=value, start=start, qualifiers=qualifiers, decimals=decimals)
