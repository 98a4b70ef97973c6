"""The measured term where no known term stands before the number: behind it (98%收入), in the head of the words before it
(故障率), or shared by a list (销售/管理/研发费用率)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from extractor.finders.prose.draft import Label
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.vocabulary import vocabulary
from extractor.model import Quantity

_BOUNDARY = re.compile(r"[，,。；;：:、（()）\s/“”《》的在于将对与和及其中为是达到从由至约近超已有了实现公司]")
_HAN = re.compile(r"[一-鿿A-Za-z&+-]+")
_LONGEST = 8


class Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def quantity(self) -> Quantity: ...


def headed(text: str, start: int, end: int, quantity: Quantity) -> Label | None:
    """An unknown term before the number, known by its head: `text[start:end]` is the clause so far."""
    words = vocabulary()
    clause = text[start:end]
    best = -1
    for head in words.heads:
        at = clause.rfind(head)
        if (
            at >= 0
            and at + len(head) > best
            and not any(clause.startswith(no, at) or clause.endswith(no, 0, at + len(head)) for no in words.heads_not)
        ):
            best = at + len(head)
    if best < 0 or len(clause) - best > 12:
        return None
    pieces = _BOUNDARY.split(clause[:best])
    name = pieces[-1][-_LONGEST:]
    if len(name) < 2:
        return None
    return Label(name, start + best - len(name))


def behind(text: str, item: Placed, tokens: Sequence[Token], after: int) -> tuple[Label, ...]:
    """A term right behind the number: 41xPE, 98%收入, 100%股权; for counted things the noun that the counter counts."""
    following = tokens[after] if after < len(tokens) else None
    gap = text[item.end : following.start] if following else text[item.end : item.end + 12]
    if following and following.is_word("term") and following.word and gap in ("", "的"):
        return (Label(following.word.value, following.start),)
    unit = item.quantity.unit
    if unit and unit.kind == "count" and unit.id == "count":
        noun = _HAN.match(text, item.end)
        if noun and following and following.start >= noun.end() or noun and not following:
            name = re.split(r"[的在于将对与和及为是从由至已了，]", noun[0])[0] if noun else ""
            if 2 <= len(name) <= 10:
                return (Label(name, item.end),)
    return ()


def shared_tail(text: str, start: int, at: int, term: str) -> tuple[Label, ...]:
    """销售/管理/研发费用率: the terms whose tail is printed once, at the end of their list; `term` begins at `at`."""
    if at - start < 3 or text[at - 1] not in "/、和及":
        return ()
    known = vocabulary()
    found: list[Label] = []
    end = at - 1
    while end > start:
        begin = end
        while begin > start and text[begin - 1] not in "/、和及，, ":
            begin -= 1
        piece = text[begin:end]
        full = (
            next(
                (
                    piece + term[k:]
                    for k in range(1, len(term))
                    if (word := known.at(piece + term[k:], 0)) and word.text == piece + term[k:]
                ),
                None,
            )
            if 0 < len(piece) <= 6
            else None
        )
        if full is None:
            break
        found.insert(0, Label(full, begin))
        if begin <= start or text[begin - 1] not in "/、和及":
            break
        end = begin - 1
    return tuple(found)
