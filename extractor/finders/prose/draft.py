"""What the reader has in mind while it reads a sentence, and what it takes from it: a draft of each claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.model import Basis, Forecaster, Period, Quantity


@dataclass(frozen=True, slots=True)
class Label:
    """A measured term as printed, with its place in the passage; `place` is -1 where it is carried from another sentence."""

    text: str
    place: int
    owner: str = ""
    """The entity in mind where the term stands."""


@dataclass(slots=True, eq=False)
class Draft:
    """One claim, read but not yet mapped: the number and what the words around it say."""

    quantity: Quantity
    label: Label
    basis: Basis
    period: Period | None
    near: bool
    """Whether the period stands in the claim's own clause."""
    fresh: bool
    """Whether it stands in the claim's own sentence."""
    forecaster: Forecaster | None
    cued: bool
    """Whether the forecast's word stands in the claim's own clause."""
    superseded: bool
    entity: str
    product: str
    near_label: str = ""
    """The label with the words before it."""
    versus: str | None = None
    currency: str | None = None
    guide: Forecaster | None = None
    """Who gave the outlook that the sentence is about: a guidance's further numbers are the company's too."""


@dataclass(slots=True)
class Mind:
    """What carries over from clause to clause, as a reader carries it."""

    labels: tuple[Label, ...] = ()
    previous: tuple[Label, ...] = ()
    """The terms of the sentence before, which 其中 (thereof) goes on about."""
    bases: tuple[Basis, ...] = ()
    periods: tuple[Period, ...] = ()
    unit: str | None = None
    """The unit in which the last claim was measured."""
    chain: list[Draft] = field(default_factory=list)
    """The values claimed in this sentence so far: what a later list of growth rates runs along."""
    last: Basis = "value"
    """The basis of the last claim."""
    compared: Period | None = None
    """What the numbers of this clause are compared with."""
    outer: tuple[Period, ...] = ()
    """The periods in mind when 从 (from) named where a change began: those of its end."""
    pattern: tuple[tuple[Label, Basis], ...] = ()
    """What the numbers of the last bracket behind a name measured, for the brackets behind the next names."""
    lasting: tuple[Period, ...] = ()
    """The last periods that are no balance dates: those hold for their own sentence only."""
    listed: tuple[Period, ...] = ()
    """The periods that the last list of numbers ran along."""
    near: bool = False
    aged: bool = False
    """Whether a sentence, or a part of one, has ended since the periods were named."""
    settled: tuple[Period, ...] = ()
    """The last periods that a claim used."""
    used: bool = False
    """Whether a claim has used the periods, so that the next sentence goes on about them."""
    fresh: bool = False
    """Whether the periods stand in the same sentence."""
    forecaster: Forecaster | None = None
    cued: bool = False
    """Whether the forecast's word stands in the clause at hand."""
    fleeting: bool = False
    """Whether the forecast is a noun's (指引, 市场预期): it ends with its clause."""
    guide: Forecaster | None = None
    """Whose outlook (指引) the sentence has named."""
    told: tuple[Period, ...] = ()
    """The periods in mind before the outlook: the sentences after it go back to them."""
    superseded: bool = False
    entity: str = ""
    scoped: bool = False
    """Whether the topic is that of one item of a list: 1）…；2）…."""
    topic: str = ""
    """The entity that the passage opens with: what its sentences are about until they name another."""
    product: str = ""
    currency: str | None = None

    def next_sentence(self) -> None:
        self.previous = self.labels
        self.chain, self.pattern = [], ()
        self.labels, self.bases, self.forecaster, self.superseded, self.product = (), (), None, False, ""
        self.listed = self.outer = ()
        self.cued, self.compared = False, None
        self.entity = self.topic
        self.near, self.fresh = False, self.fresh and self.used
        if self.guide and self.told and self.used:
            self.periods = self.told
        self.guide, self.told = None, ()
        self.settle()

    def settle(self) -> None:
        """At a point: the day or month of an event that no claim used gives way to the period that claims were about."""
        self.aged = True
        if self.used:
            self.settled = self.periods
        elif self.settled and any(len(period.id) > 4 and period.id[4] == "-" for period in self.periods):
            self.periods = self.settled


@dataclass(slots=True)
class Gap:
    """What stands between the last number and the next one."""

    start: int = 0
    """Where the clause's own text begins: after the last number, point or bracket."""
    labels: tuple[Label, ...] = ()
    earlier: tuple[Label, ...] = ()
    """The terms that stood before `labels` in the same gap."""
    bases: tuple[Basis, ...] = ()
    growth: bool = False
    against: str = ""
    """The earlier forecast that a change is measured against: 较上次预测."""
    since: str = ""
    """The moment that a change is measured from, where the print does not date it: 较年初."""
    basis_at: int = -1
    """Where the basis word stands, which is the label where nothing else is."""
    basis_word: str = ""
    pending: tuple[tuple[Label, ...], tuple[Basis, ...]] = ((), ())
    """Term and basis of the clause before, which waits for its numbers: 收入的同比增速有限，分别为5%、6%."""
    given: bool = False
    """Whether the term comes from an earlier bracket, and the subject with it."""
    total: bool = False
    """Whether a share's whole follows: 占总收入的30%."""
    before: tuple[Period, ...] = ()
    """The periods in mind before the gap named its own."""
    compared: Period | None = None
    comparing: bool = False
    listing: bool = False
    copula: int = -1
    """Where the last copula (为, 是, 达) ends, -1 for none."""
    reached: bool = False
    """Whether 至 or 到 (to) leads to the number."""
    periods: bool = False
