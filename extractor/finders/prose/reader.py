"""Reads a passage's tokens from left to right, as a person does: what a term, a period or a forecast word says holds for the
numbers behind it until the next one says otherwise; what stands in brackets belongs to the number before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractor.finders.prose.basis import basis_of
from extractor.finders.prose.draft import Draft, Gap, Label, Mind
from extractor.finders.prose.expected import expectation, unbound
from extractor.finders.prose.labels import behind, core, counted, far, fits, headed, is_flow, moved, shared_tail, stated, trailing, unfit
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.pairing import spread
from extractor.finders.prose.subjects import Subjects, versus_of
from extractor.finders.prose.vocabulary import weak
from extractor.model import Basis, Period, Quantity
from extractor.normalizers.periods import expand

_REACH = 40
"""How many tokens around a number its claim looks at: more than a clause, so that long passages cost no more."""


@dataclass(frozen=True, slots=True)
class Item:
    """A number of a list, with the bracket that comments on it alone."""

    quantity: Quantity
    start: int
    end: int
    comment: Token | None = None


@dataclass(slots=True)
class Reader:
    """One passage. `drafts` are its claims, `refused` the quantities that nothing names."""

    text: str
    subjects: Subjects
    today: date | None
    drafts: list[Draft]
    refused: list[tuple[Quantity, str]]

    def read(self, tokens: Sequence[Token]) -> None:
        self._walk(tokens, Mind(), Gap(), None)

    def _walk(self, tokens: Sequence[Token], mind: Mind, gap: Gap, comment_on: Draft | None) -> None:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.kind == "number":
                items, after = _run(tokens, at, gap)
                near = tokens[max(at - _REACH, 0) : after + _REACH]
                drafts = self._claim(items, near, after - max(at - _REACH, 0), mind, gap, comment_on)
                self._comment(items, drafts, tokens[after] if after < len(tokens) else None, mind)
                if after < len(tokens) and tokens[after].kind == "bracket":
                    after += 1
                gap = Gap(start=items[-1].end)
                if after < len(tokens) and any(draft and draft.label.place == tokens[after].start for draft in drafts):
                    after += 1  # 100%股权: the term behind the number is read with it
                at = after
                continue
            gap = self._note(tokens, at, mind, gap)
            at += 1

    def _note(self, tokens: Sequence[Token], at: int, mind: Mind, gap: Gap) -> Gap:
        """What one token that is no number tells the reader."""
        token = tokens[at]
        previous = tokens[at - 1] if at else None
        joined = previous is not None and previous.kind == "list" and previous.end == token.start
        if token.kind == "stop":
            if token.strong:
                mind.next_sentence()
            else:
                mind.product, mind.superseded = "", False
                mind.settle()
            return Gap(start=token.end)
        if token.kind == "comma":
            mind.near = False
            if mind.fleeting:
                mind.forecaster, mind.fleeting = None, False
            mind.superseded = False
            kept = gap.labels if gap.labels and not gap.bases and gap.labels[-1].text not in weak() else ()
            return replace(gap, start=token.end, copula=-1, labels=kept, comparing=False)
        if token.kind == "period" and token.period:
            self._period(token, token.period, previous, joined, mind, gap)
        elif token.kind == "bracket":
            self._aside(token, mind, gap)
        elif token.word:
            self._word(token, previous, joined, mind, gap)
        return gap

    def _period(self, token: Token, period: Period, previous: Token | None, joined: bool, mind: Mind, gap: Gap) -> None:
        if previous and previous.is_word("compared") and previous.end == token.start:
            gap.compared, gap.comparing = period, True
            return
        if not gap.periods:
            gap.before = mind.periods if mind.fresh else ()
        mind.periods = (*mind.periods, period) if joined and gap.periods else (period,)
        mind.near = mind.fresh = gap.periods = True
        mind.used, mind.aged, mind.listed = False, False, ()
        if period.type != "instant":
            mind.lasting = mind.periods

    def _word(self, token: Token, previous: Token | None, joined: bool, mind: Mind, gap: Gap) -> None:
        word = token.word
        if word is None:
            return
        if word.kind == "term":
            if gap.total or (previous and previous.is_word("basis") and previous.word and previous.word.text == "占"):
                gap.total = True
                if not gap.labels or gap.labels[-1].place < gap.start:
                    gap.labels = (Label(word.value, token.start, mind.entity),)
                return
            label = Label(word.value, token.start, mind.entity)
            if gap.labels and word.text in weak() and token.start - gap.labels[-1].place - len(gap.labels[-1].text) <= 1:
                return  # 合同负债金额, 资本开支规模: the amount of what is named
            if joined and gap.labels:
                gap.labels = (*gap.labels, label)
            else:
                gap.earlier = gap.labels
                gap.labels = (*shared_tail(self.text, gap.start, token.start, word.value), label)
            gap.bases, gap.growth = (), False
        elif word.kind == "basis":
            values: tuple[Basis, ...] = tuple(word.value.split("/"))  # type: ignore[arg-type]
            gap.bases = (*gap.bases, *values) if joined and gap.bases else values
            gap.total = word.text == "占"
            gap.basis_at, gap.basis_word = token.start, core(word.text)
        elif word.kind == "growth":
            gap.growth = True
        elif word.kind == "forecast":
            mind.forecaster = word.value  # type: ignore[assignment]
            mind.fleeting = word.text.endswith(("指引", "预期", "目标", "承诺"))
            if previous and previous.is_word("other") and mind.forecaster == "report":
                mind.forecaster = "other"
        elif word.kind == "known" and word.text.endswith("市场预期"):
            mind.forecaster, mind.fleeting = "consensus", True
        elif word.kind == "superseded":
            if previous and previous.is_word("compared") and previous.end == token.start:
                gap.against = word.text
            else:
                mind.superseded = True
        elif word.kind == "revised":
            gap.revised, mind.superseded = True, False
        elif word.kind == "compared":
            gap.comparing = True
        elif word.kind == "copula":
            gap.copula = token.end
            if word.text in ("至", "到") and previous and previous.end == token.start:
                gap.growth = False  # 增长至7% names where it stands, not how much it grew
        elif word.kind == "listing":
            gap.listing = True
        elif word.kind == "entity":
            mind.entity, mind.product = word.value, ""
        elif word.kind == "reset":
            mind.product = ""

    def _aside(self, token: Token, mind: Mind, gap: Gap) -> None:
        """A bracket that follows no number: what it says of periods and terms stays inside, its numbers are read."""
        self._walk(token.inside, replace(mind), replace(gap, start=token.start + 1), None)

    def _claim(
        self, items: list[Item], tokens: Sequence[Token], after: int, mind: Mind, gap: Gap, comment_on: Draft | None
    ) -> list[Draft | None]:
        """The claims of one number or one list of numbers."""
        count, first = len(items), items[0]
        if not gap.bases and (basis := trailing(self.text, items[-1].end, tokens, after)):
            gap.bases = (basis,)
        expected = expectation(self.text, items[-1].end, tokens, after)
        labels, carried = self._labels(items, tokens, after, mind, gap, comment_on)
        if not labels or (reason := unfit(first.quantity, labels, carried, gap, self.text)):
            self.refused.extend((item.quantity, reason if labels else "no_metric") for item in items)
            return [None] * count
        if not carried:
            mind.product = ""
        expanded: Sequence[Period] = ()
        names = self.subjects.listed(self.text, gap, labels, count)
        single = self.subjects.of(self.text, tokens, labels[0].place, mind) if not carried else (mind.entity, mind.product)
        periods: Sequence[Period] = mind.periods
        if mind.aged and mind.lasting != mind.periods and periods[-1:] and periods[-1].type == "instant" and is_flow(labels[-1].text):
            periods = mind.lasting  # a balance date holds for balances; income goes back to the period before it
        if len(periods) == 1 and count > 1 and len(expanded := expand(periods[0])) in (count, count + 1 if mind.superseded else count):
            periods = mind.listed = tuple(expanded[:count])
            mind.fresh = True
            if gap.before and not gap.labels:
                mind.periods = gap.before  # 前三季度同比增速分别为…: an aside, after which the sentence goes back to its period
        elif count > 1 and len(periods) != count == len(mind.listed) and not gap.labels:
            periods = mind.listed
        chain = mind.chain[-count:] if carried and count > 1 and len(labels) == 1 and len(periods) < 2 and gap.bases else []
        if len(chain) != count or len({(d.label.text, d.period, d.product) for d in chain}) != count:
            chain = []
        by_label: list[Label | None] = spread(labels, count)
        by_period: list[Period | None] = spread(periods, count) if periods else [None] * count
        if mind.superseded and len(periods) > count:
            by_period = list(periods[:count])
        by_basis = spread(gap.bases, count) if gap.bases else [None] * count
        found: list[Draft | None] = []
        for i, item in enumerate(items):
            label = by_label[i] or labels[-1]
            entity, product = names[i] if names else single
            if chain:  # 收入10亿元，净利润2亿元，同比分别增长5%和6%
                label, by_period[i], entity, product = chain[i].label, chain[i].period, chain[i].entity, chain[i].product
            basis = basis_of(item.quantity, by_basis[i], gap, mind, label, comment_on, self.text)
            if gap.against:
                basis = "vs"
            if basis is None:
                self.refused.append((item.quantity, "unclear"))
                found.append(None)
                continue
            versus: tuple[str, bool] | None = (
                (gap.against, False) if gap.against else versus_of(self.text, gap, item.quantity, item.start, label)
            )
            if item.quantity.unit and item.quantity.unit.kind == "money":
                mind.currency = item.quantity.unit.id
            quantity = compared if expected and (compared := unbound(self.text, item.quantity)) else item.quantity
            if versus and (basis == "value" or gap.against):
                basis, entity = "vs", label.owner or entity
                if versus[1] and "approx" not in quantity.qualifiers:
                    quantity = replace(quantity, qualifiers=("approx", *quantity.qualifiers), decimals=None)
            draft = Draft(
                quantity, label, basis, by_period[i], mind.near, mind.fresh, expected or mind.forecaster,
                mind.superseded, entity or mind.entity, product,
                self.text[max(label.place - 12, 0) : label.place + len(label.text)] if label.place >= 0 else label.text,
                versus[0] if versus else None, mind.currency,
            )  # fmt: skip
            found.append(draft)
            self.drafts.append(draft)
        mind.labels, mind.bases = tuple(labels), tuple(b for b in (gap.bases or ()) if b)
        mind.unit = first.quantity.unit.id if first.quantity.unit else None
        mind.used = mind.used or mind.fresh
        mind.chain += [draft for draft in found if draft and draft.basis == "value"]
        if not names:
            mind.entity, mind.product = single[0] or mind.entity, single[1]
        return found

    def _labels(
        self, items: list[Item], tokens: Sequence[Token], after: int, mind: Mind, gap: Gap, comment_on: Draft | None
    ) -> tuple[tuple[Label, ...], bool]:
        """The terms that the numbers measure, and whether they are carried over from an earlier clause."""
        first = items[0]
        if comment_on and (not gap.labels or gap.total):
            return (mind.labels, True)
        if gap.labels and not fits(first.quantity, gap.labels[-1].text):
            gap.labels = gap.earlier if gap.earlier and fits(first.quantity, gap.earlier[-1].text) else ()
        if gap.labels and not (gap.labels[-1].text in weak() and mind.labels and far(self.text, gap, tokens, first.start)):
            return gap.labels, False
        if found := behind(self.text, items[-1], tokens, after):
            return found, False
        if not mind.labels and mind.previous and self.text.startswith("其中", gap.start):
            return mind.previous, True
        growing = bool(gap.bases or gap.growth or first.quantity.change)
        if (not growing or not mind.labels) and (found := headed(self.text, gap, first.start, tokens)):
            return found, False
        if found := moved(self.text, first.quantity, mind):
            return found, False
        unit = first.quantity.unit
        if mind.labels and (not unit or unit.kind != "count" or unit.id == mind.unit):
            return mind.labels, True
        if unit and unit.kind == "count" and (found := counted(self.text, gap, first.start, tokens)):
            return found, False
        if not mind.labels and (found := stated(self.text, gap, tokens)):
            return found, False
        if not mind.labels and mind.previous and gap.bases and gap.bases[0] in ("yoy", "qoq", "mom", "cagr"):
            return mind.previous, True
        if not mind.labels and gap.basis_word:
            return (Label(gap.basis_word, gap.basis_at, mind.entity),), False
        other = unit and unit.kind in ("count", "physical") and unit.id != mind.unit
        return (() if other else mind.labels), True

    def _comment(self, items: list[Item], drafts: list[Draft | None], closing: Token | None, mind: Mind) -> None:
        """Brackets after numbers: growth, an earlier forecast, the same value again, or only the period."""
        for item, draft in zip(items, drafts, strict=True):
            if item.comment and draft:
                self._inside(item.comment, [draft], mind)
        if closing and closing.kind == "bracket" and closing.start - items[-1].end <= 1:
            known = [draft for draft in drafts if draft]
            if known:
                self._inside(closing, known, mind)
        elif closing and closing.kind == "bracket":
            self._aside(closing, mind, Gap())

    def _inside(self, bracket: Token, on: list[Draft], mind: Mind) -> None:
        numbers = [t for t in bracket.inside if t.kind == "number"]
        if not numbers:
            periods = [t.period for t in bracket.inside if t.period]
            if len(periods) == 1 and not on[-1].near and len(bracket.inside) <= 3:
                for draft in on:
                    draft.period, draft.near = periods[0], True
            return
        own = replace(mind, labels=tuple(dict.fromkeys(d.label for d in on)))
        own.superseded = False
        periods_of = tuple(d.period for d in on if d.period)
        if len(periods_of) == len(on):
            own.periods = tuple(dict.fromkeys(periods_of))
        if self.text.startswith(("原", "前值"), bracket.start + 1):
            own.superseded = True
        own.entity, own.product = on[-1].entity, on[-1].product
        self._walk(bracket.inside, own, Gap(start=bracket.start + 1), on[-1])


def _run(tokens: Sequence[Token], at: int, gap: Gap) -> tuple[list[Item], int]:
    """The numbers of one list from `tokens[at]` on, and where it ends. Brackets inside the list comment on their number."""
    items: list[Item] = []
    while True:
        token = tokens[at]
        assert token.quantity is not None
        at += 1
        comment = None
        ahead = at
        if ahead < len(tokens) and tokens[ahead].kind == "bracket" and tokens[ahead].start - token.end <= 1:
            comment, ahead = tokens[ahead], ahead + 1
        follows = _follows(tokens, ahead, token, gap, bool(items))
        items.append(Item(token.quantity, token.start, token.end, comment if follows else None))
        if not follows:
            return items, at
        at = follows


def _follows(tokens: Sequence[Token], at: int, last: Token, gap: Gap, listing: bool) -> int:
    """Where the next number of the list stands, 0 when there is none."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "number" or tokens[at].end != tokens[at + 1].start:
        return 0
    ahead, number = tokens[at], tokens[at + 1].quantity
    assert last.quantity is not None
    assert number is not None
    if tokens[at].start - (tokens[at - 1].end if at else 0) > 1:
        return 0
    same = number.unit == last.quantity.unit or (number.unit and last.quantity.unit and number.unit.id == last.quantity.unit.id)
    if ahead.kind == "list" and same:
        return at + 1
    return at + 1 if ahead.kind == "comma" and same and gap.listing else 0
