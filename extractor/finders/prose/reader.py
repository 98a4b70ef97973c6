"""Reads a passage's tokens from left to right, as a person does: what a term, a period or a forecast word says holds for the
numbers behind it until the next one says otherwise; what stands in brackets belongs to the number before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.finders.prose.claim import claim
from extractor.finders.prose.draft import Draft, Gap, Label, Mind
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.notes import UNKNOWN, at_period, at_point, at_word
from extractor.finders.prose.runs import Item, run
from extractor.finders.prose.subjects import Subjects
from extractor.model import Basis, Quantity

_REACH = 40
"""How many tokens around a number its claim looks at: more than a clause, so that long passages cost no more."""
_MARK = re.compile(r"\s*(?:[(（]?\d{1,2}[)）.、](?!\d)|[①-⑳])")
_ITEM = re.compile(
    rf"{_MARK.pattern}\s*(?!公司|我们|本公司|国家|工信部)([A-Za-z一-鿿]{{2,8}}?)\s?(?:发布|公告|披露|宣布|推出|公布|完成|拟)"
)
_OLD = ("原", "前值", "前预测", "此前")


@dataclass(slots=True)
class Reader:
    """One passage. `drafts` are its claims, `refused` the quantities that nothing names."""

    text: str
    subjects: Subjects
    drafts: list[Draft]
    refused: list[tuple[Quantity, str]]

    def read(self, tokens: Sequence[Token]) -> None:
        self._walk(tokens, Mind(), Gap(), None)

    def _walk(self, tokens: Sequence[Token], mind: Mind, gap: Gap, comment_on: Draft | None) -> None:
        at = 0
        while at < len(tokens):
            if tokens[at].kind == "number":
                at, gap = self._number(tokens, at, mind, gap, comment_on)
            else:
                gap = self._note(tokens, at, mind, gap)
                at += 1

    def _number(self, tokens: Sequence[Token], at: int, mind: Mind, gap: Gap, comment_on: Draft | None) -> tuple[int, Gap]:
        """The number or list at `tokens[at]`, its brackets with it; where to go on, and the new gap."""
        items, after = run(tokens, at, gap)
        first = max(at - _REACH, 0)
        claimed = claim(self.text, self.subjects, items, tokens[first : after + _REACH], after - first, mind, gap, comment_on)
        self.drafts += [draft for draft in claimed.drafts if draft]
        self.refused += claimed.refused
        if claimed.used is not None and tokens[after] is claimed.used:
            after += 1
        closing = tokens[after] if after < len(tokens) and tokens[after].kind == "bracket" else None
        self._comment(items, claimed.drafts, closing, mind)
        after += closing is not None
        if after < len(tokens) and any(draft and draft.label.place == tokens[after].start for draft in claimed.drafts):
            after += 1  # 100%股权: the term behind the number is read with it
        return after, Gap(start=items[-1].end)

    def _note(self, tokens: Sequence[Token], at: int, mind: Mind, gap: Gap) -> Gap:
        token = tokens[at]
        previous = tokens[at - 1] if at else None
        joined = previous is not None and previous.kind == "list" and previous.end == token.start
        if token.kind in ("comma", "stop"):
            gap = at_point(token, mind, gap)
            if token.kind == "stop":
                self._at_item(token.end, mind)
            return gap
        if token.period:
            at_period(token, token.period, previous, joined, mind, gap)
        elif token.kind == "bracket":
            self._aside(token, mind, gap, _term_behind(tokens, at))
        else:
            companion = (joined and at > 1 and tokens[at - 2].is_word("entity")) or _goes_on(tokens, at)
            at_word(self.text, token, previous, joined, companion, mind, gap)
        return gap

    def _at_item(self, start: int, mind: Mind) -> None:
        """A new item of a list that begins with somebody unknown (4）某某发布年报): who was spoken of so far is not meant. The
        subject that an item opens with is that item's alone."""
        if mind.scoped and _MARK.match(self.text, start):
            mind.entity = mind.topic = "" if self.subjects.default else UNKNOWN
            mind.scoped = False
        if (head := _ITEM.match(self.text, start)) and head[1] not in self.subjects.names:
            mind.entity = mind.topic = UNKNOWN

    def _aside(self, token: Token, mind: Mind, gap: Gap, behind: Label | None = None) -> None:
        """A bracket that follows no number: what it says of periods and terms stays inside, its numbers are read."""
        own = replace(mind)
        if gap.comparing and gap.compared:
            own.periods = (gap.compared,)  # 相较于2022年同期（10.5%）
        numbers = [at for at, inner in enumerate(token.inside) if inner.kind == "number"]
        named = self.subjects.before(self.text, gap.start, token.start)
        if named and (len(numbers) > 1 or own.pattern):
            own.entity, own.product = (named, "") if named in self.subjects.names else (own.entity, named)
        if behind and named and len(numbers) == 1 and not any(inner.is_word("term", "basis") for inner in token.inside):
            own.entity, own.product = (named, "") if named in self.subjects.names else (own.entity, named)
            start = token.inside[numbers[0]].start
            bases: tuple[Basis, ...] = ("yoy",) if self.text[start] in "+-" else ()
            self._number(token.inside, numbers[0], own, Gap(start=start, labels=(behind,), bases=bases, given=True), None)
            return  # 甲眼科（+84%）、乙眼科（+62%）净利润高增: the term stands behind the names
        if own.pattern and len(numbers) == len(own.pattern) and not any(inner.is_word("term", "basis") for inner in token.inside):
            for at, (label, basis) in zip(numbers, own.pattern, strict=True):
                bases = () if basis == "value" else (basis,)
                self._number(token.inside, at, own, Gap(start=token.inside[at].start, labels=(label,), bases=bases, given=True), None)
            return
        seen = len(self.drafts)
        self._walk(token.inside, own, replace(gap, start=token.start + 1), None)
        if len(numbers) > 1:
            mind.pattern = tuple((draft.label, draft.basis) for draft in self.drafts[seen:])

    def _comment(self, items: Sequence[Item], drafts: Sequence[Draft | None], closing: Token | None, mind: Mind) -> None:
        """Brackets after numbers: growth, an earlier forecast, the same value again, or only the period."""
        for item, draft in zip(items, drafts, strict=True):
            if item.comment and draft:
                self._inside(item.comment, [draft], mind)
        if closing is None:
            return
        known = [draft for draft in drafts if draft]
        if known and closing.start - items[-1].end <= 1:
            self._inside(closing, known, mind)
        else:
            self._aside(closing, mind, Gap())

    def _inside(self, bracket: Token, on: list[Draft], mind: Mind) -> None:
        """A bracket that comments on the claims before it."""
        if not any(token.kind == "number" for token in bracket.inside):
            periods = [token.period for token in bracket.inside if token.period]
            if len(periods) == 1 and not on[-1].near and len(bracket.inside) <= 3:
                for draft in on:
                    draft.period, draft.near = periods[0], True
            return
        own = replace(mind, labels=tuple(dict.fromkeys(draft.label for draft in on)), chain=[])
        own.superseded = self.text.startswith(_OLD, bracket.start + 1)
        own.entity, own.product = on[-1].entity, on[-1].product
        named = tuple(draft.period for draft in on if draft.period)
        if len(named) == len(on):
            own.periods = tuple(dict.fromkeys(named))
        self._walk(bracket.inside, own, Gap(start=bracket.start + 1), on[-1])


def _term_behind(tokens: Sequence[Token], at: int) -> Label | None:
    """The term that touches the bracket at `at`, or the last of the brackets that stand in a list with it."""
    last = tokens[at].end
    for token in tokens[at + 1 : at + _REACH]:
        if token.kind == "bracket":
            last = token.end
        elif token.is_word("term") and token.word is not None:
            return Label(token.word.value, token.start) if token.start == last else None
        elif token.kind != "list" and not token.is_word("entity"):
            return None
    return None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Is the entity at `at` followed by another in a list (药明康德、康龙化成等), so that it is not the subject alone?"""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and following.kind == "list" and following.mark in "、和及" and following.start == tokens[at].end
