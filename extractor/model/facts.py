"""Facts, checks and the report record, field for field as the output contract names them.

`from_` is written as `from`. Decimals are written as strings; None as null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.model.document import Document
from extractor.model.geometry import Box
from extractor.model.outcome import Message, Problem
from extractor.model.reading import Basis, PeriodType, Qualifier, Status

Forecaster = Literal["report", "company", "consensus", "other"]
ReportKind = Literal["company", "industry", "strategy", "macro", "quant"]
CheckStatus = Literal["consistent", "inconsistent", "not_checked"]
Relation = Literal["equal", "at_most", "at_least"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is printed. Table facts name table, row and column; text facts `start` and `end`."""

    page: int
    boxes: tuple[Box, ...] = ()
    table: str | None = None
    row: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed number, read. See the contract for each field; nothing here is computed, filled in or corrected."""

    id: str
    kind: Literal["table", "text"]
    entity: str
    entity_id: str | None
    product: str
    metric: str | None
    label: str
    row_header: str | None
    column_header: str | None
    section: tuple[str, ...]
    basis: Basis
    versus: str | None
    superseded: bool
    period: str
    period_type: PeriodType | None
    status: Status | None
    forecaster: Forecaster | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    decimals: int | None
    unit: str | None
    from_: Mapping[str, str]
    qualifiers: tuple[Qualifier, ...]
    raw: str
    item: int
    source: Source


@dataclass(frozen=True, slots=True)
class Reported:
    """The printed side of a check: the fact and the interval that its printed precision allows."""

    fact: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Computed:
    """The computed side of a check, as an interval."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Term:
    """One operand of a check. `weight` is +1 or -1 in sums; in ratios the operands stand in the rule's order."""

    fact: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Check:
    """One piece of arithmetic, judged."""

    id: str
    rule: str
    status: CheckStatus
    reason: str | None
    reported: Reported
    computed: Computed | None
    terms: tuple[Term, ...]
    relation: Relation
    hints: tuple[str, ...]
    message: Message


@dataclass(frozen=True, slots=True)
class Price:
    value: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class PriceRange:
    low: Decimal
    high: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Rating:
    """`printed` and `action` as printed (买入, 维持); `level` is the canonical level from the taxonomy, or None."""

    printed: str
    action: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    ticker: str
    rating: Rating | None = None
    close_price: Price | None = None
    target_price: PriceRange | None = None


@dataclass(frozen=True, slots=True)
class Analyst:
    name: str
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The report record, as printed on the cover. Not printed is None or empty."""

    broker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    kind: ReportKind | None = None
    industry: str | None = None
    rating: Rating | None = None
    companies: tuple[Company, ...] = ()
    analysts: tuple[Analyst, ...] = ()
    close_price: Price | None = None
    target_price: PriceRange | None = None


@dataclass(frozen=True, slots=True)
class TableCoverage:
    """Of one table: cells seen, numbers among them, facts, mapped facts, confirmed by a check, in no check."""

    table: str
    cells: int
    numbers: int
    facts: int
    mapped: int
    confirmed: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """Of one page's prose: number tokens seen, claimed by a fact, and refused, by reason."""

    page: int
    seen: int
    claimed: int
    refused: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    tables: tuple[TableCoverage, ...] = ()
    pages: tuple[PageCoverage, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """One report, whole: what `<stem>.json` holds."""

    document: Document
    report: Report
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    coverage: Coverage
    problems: tuple[Problem, ...]
