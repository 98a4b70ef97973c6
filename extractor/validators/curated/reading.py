"""A curated number as written → a fact, or what is wrong with it. Nothing is guessed: a number whose unit, period or value
cannot be read becomes a finding and takes no part in arithmetic; an unknown metric keeps its written name and does."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast, get_args

from extractor.model import Basis, Fact, Message, Period, Source, Status, Unit
from extractor.model.curated import Entry, Finding, Place
from extractor.validators.curated.lines import table_lines
from extractor.validators.curated.written import metric_of, period_of, read_number, unit_of

_KEY = ("entity", "metric", "product", "period", "basis", "status")
_BASES, _STATUSES = get_args(Basis), get_args(Status)
_A_CELL = ("SCH07", "SCH08")
"""Faults of single cells; all others are told once for the name that causes them."""


@dataclass(frozen=True, slots=True)
class Curated:
    """A curated number that was read: where it stands, the fact it states, and the power of ten between its written digits
    and base units (8 for 亿元, -2 for %). `line` tells apart the lines of one wide table that share a name (其他 under two
    parents): 1 for the first."""

    entry: Entry
    fact: Fact
    exponent: int
    line: int = 1

    @property
    def place(self) -> Place:
        return self.entry.place

    @property
    def table(self) -> tuple[str, str, int] | None:
        """The wide table it stands in: file, sheet and number."""
        entry = self.entry
        return (entry.place.file, entry.place.sheet, entry.table) if entry.column >= 0 else None

    @property
    def key(self) -> Mapping[str, str]:
        """The natural key as a person writes it in a waiver; parts that are not written are left out."""
        fact, entry = self.fact, self.entry
        parts = (entry.entity, entry.metric, entry.product, fact.period, "" if fact.basis == "value" else fact.basis, fact.status or "")
        return {name: part for name, part in zip(_KEY, parts, strict=True) if part}

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two numbers speak of the same thing; status and source may differ."""
        fact, entry = self.fact, self.entry
        return (entry.entity, fact.metric or "", entry.product, fact.period, fact.basis, fact.unit or "", str(self.line))


def read_entries(entries: tuple[Entry, ...], own: Mapping[str, str]) -> tuple[tuple[Curated, ...], tuple[Finding, ...]]:
    """All entries that are facts, and the findings about the others. `own` are metric names declared beside the data."""
    numbers: list[Curated] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, ...], int] = {}
    told: set[tuple[str, str, str]] = set()
    lines = table_lines(entries)
    for entry in entries:
        reading = _Reading(entry, own)
        for fault in reading.faults:
            mark = (fault.code, fault.place.file, fault.found)
            if entry.column < 0 or fault.code in _A_CELL or mark not in told:
                told.add(mark)
                findings.append(fault)
        if reading.fact is not None:
            number = Curated(
                entry, reading.fact, reading.exponent, lines.get((entry.place.file, entry.place.sheet, entry.table, entry.row), 1)
            )
            name = (*number.identity, reading.fact.status or "", entry.source)
            seen[name] = seen.get(name, 0) + 1
            numbers.append(replace(number, fact=replace(reading.fact, id=_fact_id(name, seen[name]))))
    return tuple(numbers), tuple(findings)


def _fact_id(name: tuple[str, ...], ordinal: int) -> str:
    """Made of the natural key alone, so that it outlives a corrected value and a moved row, and a waiver with it."""
    digest = hashlib.sha256("\x1f".join([*name, str(ordinal)]).encode()).digest()
    return "f_" + base64.b32encode(digest)[:16].decode().lower()


class _Reading:
    """One entry being read: `fact` is None where anything it needs is missing; `faults` says what."""

    def __init__(self, entry: Entry, own: Mapping[str, str]) -> None:
        self.entry = entry
        self.faults: list[Finding] = []
        self.exponent = 0
        metric, period, status = self._metric(own), self._period(), self._status()
        self.fact: Fact | None = None
        quantity = self._quantity()
        if metric and period and quantity:
            value, decimals, unit = quantity
            self.exponent = unit.exponent
            self.fact = self._fact(metric, period, status or period.status, value, decimals, unit)

    def _fault(self, code: str, field: str, zh: str, en: str, found: str, allowed: str) -> None:
        entry = self.entry
        place = entry.place if entry.column >= 0 else replace(entry.place, field=field)
        parts = {"entity": entry.entity, "metric": entry.metric, "product": entry.product, "period": entry.period}
        key = {name: part for name, part in parts.items() if part}
        self.faults.append(Finding(code, "error", place, Message(zh, en), found, allowed, keys=(key,)))

    def _metric(self, own: Mapping[str, str]) -> str | None:
        """An unknown metric keeps its written name: its sums can be judged all the same."""
        name = self.entry.metric
        if not name:
            self._fault("SCH02", "metric", "没有指标", "the metric is missing", "", "metric")
            return None
        known = metric_of(name, own)
        if known is None:
            allowed = "`yanbao terms`; relations.yaml: metrics"
            self._fault("SCH04", "metric", "指标无法识别，也未声明", "the metric is neither known nor declared", name, allowed)
        return known or name

    def _period(self) -> Period | None:
        text = self.entry.period
        period = period_of(text)
        if not text:
            self._fault("SCH02", "period", "没有期间", "the period is missing", "", "period")
        elif period is None:
            self._fault("SCH05", "period", "期间无法识别", "unknown period", text, "2024, 2025E, 2024Q4, 2025H1, 2025-04, …")
        return period

    def _status(self) -> str | None:
        entry, period = self.entry, period_of(self.entry.period)
        if entry.basis and entry.basis not in _BASES:
            self._fault("SCH09", "basis", "口径无法识别", "unknown basis", entry.basis, ", ".join(_BASES))
        if entry.status and entry.status not in _STATUSES:
            self._fault("SCH09", "status", "状态无法识别", "unknown status", entry.status, ", ".join(_STATUSES))
        elif entry.status and period and period.status and period.status != entry.status:
            zh, en = "状态与期间后缀矛盾", "the status contradicts the period's letter"
            self._fault("SCH09", "status", zh, en, entry.status, period.status)
        return entry.status or None

    def _quantity(self) -> tuple[Decimal, int | None, Unit] | None:
        """Value and decimals in base units, and the unit: the value's own, else the written one."""
        entry = self.entry
        unit = unit_of(entry.unit) if entry.unit else None
        if entry.unit and unit is None:
            self._fault("SCH06", "unit", "单位无法识别", "unknown unit", entry.unit, "亿元, 百万元, 元/股, %, 倍, CNY, ratio, …")
            return None
        if not entry.value:
            self._fault("SCH02", "value", "没有数值", "the value is missing", "", "value")
            return None
        number = read_number(entry.value, unit)
        if number is None:
            self._fault("SCH07", "value", "不是一个确定的数", "not one definite number", entry.value, "123.4, 1,234, -5%, (12.3)")
            return None
        if number.unit is not None and unit is not None and number.unit.id != unit.id:
            zh, en = "数值自带的单位与所列单位不同", "the value carries another unit than its column"
            self._fault("SCH06", "unit", zh, en, number.unit.id or "", unit.id or "")
            return None
        final = number.unit or unit
        if final is None:
            zh, en = ("增速须写明 %", "a growth rate must carry its %") if entry.basis else ("没有单位", "no unit")
            self._fault("SCH06", "unit", zh, en, entry.value, "%" if entry.basis else "亿元, 百万元, %, …")
            return None
        return self._exact(number.value, number.decimals, final)

    def _exact(self, value: Decimal, printed: int, unit: Unit) -> tuple[Decimal, int | None, Unit] | None:
        """The stated decimals, of the number in base units as in XBRL, else the printed ones. More digits than stated are a
        fault, and the number takes no part in arithmetic."""
        stated = self.entry.decimals
        if not stated:
            return value, printed, unit
        if stated.upper() == "INF":
            return value, None, unit
        if re.fullmatch(r"-?\d{1,2}", stated) is None:
            self._fault("SCH08", "decimals", "decimals 须为整数或 INF", "decimals must be an integer or INF", stated, "-8, 0, 2, INF")
            return None
        shifted = value.scaleb(int(stated))
        if shifted != shifted.to_integral_value():
            zh, en = f"位数多于 decimals={stated} 所称", f"more digits than decimals={stated} states"
            self._fault("SCH08", "value", zh, en, self.entry.value, f"{shifted.to_integral_value().scaleb(-int(stated) - unit.exponent):f}")
            return None
        return value, int(stated), unit

    def _fact(self, metric: str, period: Period, status: str | None, value: Decimal, decimals: int | None, unit: Unit) -> Fact:
        entry = self.entry
        return Fact(
            id="", kind="table", entity=entry.entity, entity_id=None, product=entry.product, metric=metric, label=entry.metric,
            row_header=entry.label or None, column_header=entry.header or None, section=(),
            basis=cast("Basis", entry.basis if entry.basis in _BASES else "value"), versus=None, superseded=False,
            period=period.id, period_type=period.type, status=cast("Status", status) if status in _STATUSES else None,
            forecaster=None, value=value, low=value, high=value, decimals=decimals, unit=unit.id, from_={}, qualifiers=(),
            raw=entry.value, item=1, source=Source(page=1),
        )  # fmt: skip
