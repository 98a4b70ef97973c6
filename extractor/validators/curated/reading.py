"""A curated number as written → a fact, or what is wrong with it. Nothing is guessed: a number whose unit, period or value
cannot be read becomes a finding and takes no part in arithmetic; an unknown metric keeps its written name and does."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import get_args

from extractor.model import Basis, Fact, Message, Period, Source, Status, Unit
from extractor.model.curated import Entry, Finding, Place
from extractor.normalizers.cell_numbers import read_cell
from extractor.normalizers.periods import read_period
from extractor.normalizers.terms import match_term
from extractor.normalizers.units import read_unit
from extractor.taxonomy import metrics
from extractor.validators.curated.lines import table_lines

_PLAIN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")
_BASE = {"ratio": "ratio", "pp": "points", "x": "multiple", "users": "count", "tokens": "count", "count": "count"}
_KEY = ("entity", "metric", "product", "period", "basis", "status")


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
    def key(self) -> Mapping[str, str]:
        """The natural key as a person writes it in a waiver; parts that are not written are left out."""
        fact, entry = self.fact, self.entry
        parts = (entry.entity, entry.metric, entry.product, fact.period, "" if fact.basis == "value" else fact.basis, fact.status or "")
        return {name: part for name, part in zip(_KEY, parts, strict=True) if part}

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two numbers speak of the same thing; the source may differ."""
        fact, entry = self.fact, self.entry
        line = str(self.line) if self.line > 1 else ""
        return (entry.entity, fact.metric or "", entry.product, fact.period, fact.basis, fact.status or "", fact.unit or "", line)


def read_entries(entries: tuple[Entry, ...], own: Mapping[str, str]) -> tuple[tuple[Curated, ...], tuple[Finding, ...]]:
    """All entries that are facts, and the findings about the others. `own` are metric names declared beside the data."""
    facts: list[Curated] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, ...], int] = {}
    lines = table_lines(entries)
    told: set[tuple[str, str, str]] = set()
    for entry in entries:
        fact, exponent, faults = _read(entry, own)
        for fault in faults:
            # One unknown name in a wide table is one fault, not one a cell.
            mark = (fault.code, fault.place.file, fault.found)
            if entry.column < 0 or fault.code in ("SCH07", "SCH08") or mark not in told:
                told.add(mark)
                findings.append(fault)
        if fact is not None:
            number = Curated(entry, fact, exponent, lines.get((entry.place.file, entry.place.sheet, entry.table, entry.row), 1))
            name = (*number.identity, entry.source)
            seen[name] = seen.get(name, 0) + 1
            facts.append(replace(number, fact=replace(fact, id=_hash(name, seen[name]))))
    return tuple(facts), tuple(findings)


def _hash(name: tuple[str, ...], ordinal: int) -> str:
    """Made of the natural key alone, so that it outlives a corrected value and a moved row, and a waiver with it."""
    return hashlib.sha256("\x1f".join([*name, str(ordinal)]).encode()).hexdigest()[:16]


def _read(entry: Entry, own: Mapping[str, str]) -> tuple[Fact | None, int, list[Finding]]:
    faults = list(_missing(entry))
    period, unit = _period(entry.period), None
    if entry.period and period is None:
        faults.append(
            _fault("SCH05", entry, "period", "期间无法识别", "unknown period", entry.period, "2024, 2025E, 2024Q4, 2025H1, 2025-04, …")
        )
    if entry.basis and entry.basis not in get_args(Basis):
        faults.append(_fault("SCH09", entry, "basis", "口径无法识别", "unknown basis", entry.basis, ", ".join(get_args(Basis))))
    status = entry.status or (period.status if period else None) or None
    if entry.status and entry.status not in get_args(Status):
        faults.append(_fault("SCH09", entry, "status", "状态无法识别", "unknown status", entry.status, "A, E"))
    elif entry.status and period and period.status and period.status != entry.status:
        faults.append(
            _fault("SCH09", entry, "status", "状态与期间后缀矛盾", "status contradicts the period's letter", entry.status, period.status)
        )
    metric = metric_of(entry.metric, own) if entry.metric else None
    if entry.metric and metric is None:
        allowed = "`yanbao terms` 所列，或在 relations.yaml 的 metrics 下声明 / a known term, or declared under metrics in relations.yaml"
        faults.append(_fault("SCH04", entry, "metric", "指标无法识别", "unknown metric", entry.metric, allowed))
    if entry.unit:
        unit = _unit(entry.unit)
        if unit is None or unit.id is None:
            faults.append(
                _fault("SCH06", entry, "unit", "单位无法识别", "unknown unit", entry.unit, "亿元, 百万元, 元/股, %, 倍, CNY, ratio, …")
            )
            return None, 0, faults
    number = _number(entry.value, unit) if entry.value else None
    if entry.value and number is None:
        zh, en = "不是一个确定的数", "not one definite number"
        faults.append(_fault("SCH07", entry, "value", zh, en, entry.value, "123.4, 1,234, -5%, (12.3)"))
    if number is None or period is None or not entry.metric:
        return None, 0, faults
    value, printed, own_unit = number
    if own_unit is not None and unit is not None and own_unit.id != unit.id:
        faults.append(
            _fault(
                "SCH06", entry, "unit", "数值自带的单位与所列单位不同", "the value's own unit is another", own_unit.id or "", unit.id or ""
            )
        )
        return None, 0, faults
    final = own_unit or unit
    if final is None:
        if entry.column >= 0 and entry.basis:
            zh, en = "增速须写明 %", "a growth rate must carry its %"
        else:
            zh, en = "没有单位", "no unit"
        faults.append(_fault("SCH06", entry, "unit", zh, en, entry.value, "%, 亿元, …"))
        return None, 0, faults
    decimals, fault = _decimals(entry, value, printed)
    if fault is not None:
        return None, 0, [*faults, fault]
    return _fact(entry, metric or entry.metric, period, status, value, decimals, final), final.exponent, faults


def _fact(entry: Entry, metric: str, period: Period, status: str | None, value: Decimal, decimals: int | None, unit: Unit) -> Fact:
    basis: Basis = entry.basis if entry.basis in get_args(Basis) else "value"  # type: ignore[assignment]
    return Fact(
        id="", kind="table", entity=entry.entity, entity_id=None, product=entry.product, metric=metric, label=entry.metric,
        row_header=entry.label or None, column_header=entry.header or None, section=(), basis=basis, versus=None, superseded=False,
        period=period.id, period_type=period.type, status="E" if status == "E" else "A" if status == "A" else None,
        forecaster=None, value=value, low=value, high=value, decimals=decimals, unit=unit.id, from_={}, qualifiers=(),
        raw=entry.value, item=1, source=Source(page=1),
    )  # fmt: skip


def _missing(entry: Entry) -> Iterator[Finding]:
    """Required fields that are empty; a wide cell's unit may still come with its value."""
    for field in ("metric", "period", "value"):
        if not getattr(entry, field):
            yield _fault("SCH02", entry, field, "必填项为空", "a required field is empty", "", field)


def _fault(code: str, entry: Entry, field: str, zh: str, en: str, found: str, allowed: str) -> Finding:
    place = entry.place if entry.column >= 0 else replace(entry.place, field=field)
    return Finding(
        code,
        "error",
        place,
        Message(zh, en),
        found,
        allowed,
        keys=({"metric": entry.metric, "product": entry.product, "period": entry.period},),
    )


def _decimals(entry: Entry, value: Decimal, printed: int) -> tuple[int | None, Finding | None]:
    """The stated decimals, of the number in base units as in XBRL, else the printed ones. More digits than stated are a fault."""
    if not entry.decimals:
        return printed, None
    if entry.decimals.upper() == "INF":
        return None, None
    if re.fullmatch(r"-?\d{1,2}", entry.decimals) is None:
        return None, _fault(
            "SCH08", entry, "decimals", "decimals 须为整数或 INF", "decimals must be an integer or INF", entry.decimals, "-8, 0, 2, INF"
        )
    decimals = int(entry.decimals)
    shifted = value.scaleb(decimals)
    if shifted != shifted.to_integral_value():
        zh, en = f"位数多于 decimals={decimals} 所称", f"more digits than decimals={decimals} states"
        return None, _fault("SCH08", entry, "value", zh, en, entry.value, f"{shifted.to_integral_value().scaleb(-decimals):f}")
    return decimals, None


def _number(text: str, unit: Unit | None) -> tuple[Decimal, int, Unit | None] | None:
    """(value in base units, printed decimals, its own unit) of exactly one number without qualifier; else None."""
    exponent = unit.exponent if unit else 0
    if _PLAIN.fullmatch(text):
        plain = Decimal(text.replace(",", ""))
        places = plain.as_tuple().exponent
        return plain.scaleb(exponent), -int(places) - exponent, None
    return _worded(text, unit)


def _worded(text: str, unit: Unit | None) -> tuple[Decimal, int, Unit | None] | None:
    found = read_cell(text)
    if len(found) != 1:
        return None
    quantity = found[0]
    own = quantity.unit
    if own is None or own.id is None:
        quantity = quantity.scaled(unit) if unit else quantity
        own = None
    if quantity.low is None or quantity.low != quantity.high or quantity.decimals is None or quantity.qualifiers:
        return None
    return quantity.low, quantity.decimals, own


@functools.cache
def _period(text: str) -> Period | None:
    return read_period(text) if text else None


@functools.cache
def _unit(text: str) -> Unit | None:
    """A printed unit (亿元) or one of the contract's base units (CNY, ratio, CNY/share)."""
    if text in _BASE:
        return Unit(text, 0, _BASE[text])  # type: ignore[arg-type]
    if re.fullmatch(r"[A-Z]{3}(/share)?", text):
        return Unit(text, 0, "per_share" if "/" in text else "money")
    return read_unit(text)


def metric_of(name: str, own: Mapping[str, str]) -> str | None:
    """The taxonomy's metric id, the written name itself where it is declared beside the data, else None."""
    return name if name in own else _known(name)


@functools.cache
def _known(name: str) -> str | None:
    if name in metrics():
        return name
    match = match_term(name)
    return match.metric if match is not None else None
