"""What the reader has in mind while it reads a sentence, and what it takes from it: a draft of each claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.model import Basis, Forecaster, Period, Quantity


@dataclass(frozen=True, slots=True)
class Label:
    """A measured term as printed, with its place in the passage; `place` is -1 where it is carried from another sentence."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim, read but not yet mapped: the number and what the words around it say."""

    quantity: Quantity
    label: Label
    basis: Basis
    period: Period | None
    near: bool
    """Whether the period stands in the claim's own clause."""
    forecaster: Forecaster | None
    superseded: bool
    entity: str
    product: str
    versus: str | None = None
    currency: str | None = None


@dataclass(slots=True)
class Mind:
    """What carries over from clause to clause, as a reader carries it."""

    labels: tuple[Label, ...] = ()
    bases: tuple[Basis, ...] = ()
    periods: tuple[Period, ...] = ()
    near: bool = False
    forecaster: Forecaster | None = None
    fleeting: bool = False
    """Whether the forecast is a noun's (指引, 市场预期): it ends with its clause."""
    superseded: bool = False
    entity: str = ""
    product: str = ""
    currency: str | None = None

    def next_sentence(self) -> None:
        self.labels, self.bases, self.forecaster, self.superseded, self.product, self.near = (), (), None, False, "", False


@dataclass(slots=True)
class Gap:
    """What stands between the last number and the next one."""

    start: int = 0
    """Where the clause's own text begins: after the last number, point or bracket."""
    labels: tuple[Label, ...] = ()
    bases: tuple[Basis, ...] = ()
    growth: bool = False
    compared: Period | None = None
    comparing: bool = False
    listing: bool = False
    copula: int = -1
    """Where the last copula (为, 是, 达) ends, -1 for none."""
    periods: bool = False
    revised: bool = False
    shared: list[str] = field(default_factory=list)
