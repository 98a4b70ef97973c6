"""Numbers that stand in one list: 22.8/30.0/38.3亿元; 30.7%、38.2%和39.4%; 66亿（-11%）和56亿（+47%）."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.finders.prose.draft import Gap
from extractor.finders.prose.lexer import Token
from extractor.model import Quantity


@dataclass(frozen=True, slots=True)
class Item:
    """A number of a list, with the bracket that comments on it alone."""

    quantity: Quantity
    start: int
    end: int
    comment: Token | None = None


def run(tokens: Sequence[Token], at: int, gap: Gap) -> tuple[list[Item], int]:
    """The numbers of one list from `tokens[at]` on, and where it ends. Brackets inside the list comment on their number."""
    items: list[Item] = []
    mark = ""
    while True:
        token = tokens[at]
        assert token.quantity is not None
        at += 1
        comment = None
        ahead = at
        if ahead < len(tokens) and tokens[ahead].kind == "bracket" and tokens[ahead].start - token.end <= 1:
            comment, ahead = tokens[ahead], ahead + 1
        follows = _follows(tokens, ahead, token, gap) if not mark or _goes_on(tokens, ahead, mark) else 0
        items.append(Item(token.quantity, token.start, token.end, comment if follows else None))
        if not follows:
            return items, at
        mark = tokens[ahead].mark
        at = follows


def _goes_on(tokens: Sequence[Token], at: int, mark: str) -> bool:
    """A list with slashes goes on with slashes: in 13%/27%和14%/29% two lists meet."""
    return at < len(tokens) and ((mark == "/") == (tokens[at].mark == "/"))


def _follows(tokens: Sequence[Token], at: int, last: Token, gap: Gap) -> int:
    """Where the next number of the list stands, 0 when there is none."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "number" or tokens[at].end != tokens[at + 1].start:
        return 0
    ahead, number = tokens[at], tokens[at + 1].quantity
    if last.quantity is None or number is None or ahead.start - tokens[at - 1].end > 1:
        return 0
    same = number.unit == last.quantity.unit or (number.unit and last.quantity.unit and number.unit.id == last.quantity.unit.id)
    same = same or (gap.listing and len(gap.labels) > 1)  # 收入和毛利率分别为5亿元和40%
    listed = ahead.kind == "list" or (ahead.kind == "comma" and gap.listing)
    return at + 1 if same and listed else 0
