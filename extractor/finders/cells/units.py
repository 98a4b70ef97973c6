"""Which unit a cell's number is printed in: cell suffix > row header > column header > section > corner > caption > page
note. What the row or the column itself states holds as printed; what stands over a whole section or table holds for
those metrics that can have such a unit: 百万元 over a table says nothing of its ratios, per-share figures and multiples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.finders.cells.heads import Head
from extractor.finders.cells.metrics import Metric
from extractor.model import Quantity, Table, Unit, UnitKind
from extractor.normalizers.characters import key
from extractor.normalizers.terms import match_term
from extractor.normalizers.units import find_unit, per_share, read_units
from extractor.taxonomy.table_words import table_words

GROWTH = ("yoy", "qoq", "mom", "cagr", "share")
"""Bases whose numbers are ratios, unless the print gives them in money."""
_EXCEPT_PER_SHARE = re.compile(r"除.{0,4}每股|每股.{0,6}除外|except.{0,12}per share", re.IGNORECASE)
_FITS: dict[UnitKind, tuple[UnitKind, ...]] = {
    "money": ("money",),
    "per_share": ("per_share", "money"),
    "price": ("price", "money"),
    "ratio": ("ratio", "points"),
    "points": ("points", "ratio"),
    "multiple": ("multiple",),
    "count": ("count", "physical"),
    "physical": ("physical", "count", "price"),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A unit, where it stands, and the text that states it."""

    unit: Unit
    origin: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """`unit` None: none is printed. `against` is an own unit lower down that says otherwise: a conflict."""

    unit: Unit | None
    origin: str = ""
    against: Stated | None = None


def own_units(row: tuple[Head, ...], column: tuple[Head, ...], metric: Metric) -> Iterator[Stated]:
    """What row and column headers state, nearest first. A header cell may be nothing but a unit (a column 单位). The
    amount's unit in one header is not that of the growth that the other header names (营业收入（亿元） under 同比)."""
    for origin, heads in (("row_header", row), ("column_header", column)):
        grown = metric.basis in GROWTH and not any(_says_basis(head) for head in heads)
        for head in reversed(heads):
            if head.unit and not (grown and head.unit.kind not in ("ratio", "points", None)):
                yield Stated(head.unit, origin, head.text)


def _says_basis(head: Head) -> bool:
    found = match_term(head.label) if head.label else None
    return head.basis is not None or (found is not None and found.basis != "value")


def common_units(table: Table, section: tuple[Head, ...], corner: tuple[Head, ...]) -> Iterator[Stated]:
    """What sections, corner, caption and the table's unit note state, nearest first."""
    for head in reversed(section):
        if head.unit:
            yield Stated(head.unit, "section", head.text)
    for head in corner:
        yield from _listed(head.text, head.unit, "corner")
    yield from _listed(table.caption, None, "caption")
    inside = any(key(table.unit) in key(text) for text in (table.caption, *(head.text for head in corner)))
    yield from _listed(table.unit, None, "caption" if inside else "page_note")


def _listed(text: str, unit: Unit | None, origin: str) -> Iterator[Stated]:
    """One text may list several (`百万元，%`), each for the metrics that it fits."""
    if not text:
        return
    found = find_unit(text)
    units = read_units(text) or ((unit,) if unit else ()) or ((found.unit,) if found else _in_brackets(text))
    for one in units:
        yield Stated(one, origin, text)


def _in_brackets(text: str) -> tuple[Unit, ...]:
    """`（百万元、%）` and `(百万元/%)` at a caption's end."""
    inner = re.search(r"[(（]([^()（）]+)[)）]\s*$", text)
    if inner is None:
        return ()
    return read_units(inner[1]) or read_units(inner[1].replace("/", "，"))


def choose(
    quantity: Quantity, metric: Metric, own: Iterable[Stated], common: Iterable[Stated], statement: bool, currency: str | None
) -> Choice:
    """The unit of one number. `statement`: a balance sheet, income or cash-flow statement, where the table's money unit
    holds for unmapped lines too. `currency` is that of the row's exchange, for columns headed `港元/美元`."""
    own = tuple(own)
    printed = quantity.unit
    if printed is not None and (printed.id is not None or printed.kind is not None):
        against = next((s for s in own if s.unit.id and printed.id and not _same(s.unit, printed)), None)
        return Choice(_shared(printed, metric), "cell", against)
    for stated in own:
        return Choice(_shared(_settled(stated, currency), metric), stated.origin)
    for stated in common:
        unit = _settled(stated, currency)
        if _holds(unit, metric, statement, stated):
            return Choice(_shared(unit, metric), stated.origin)
        if kind_of(metric) == "per_share" and unit.kind == "money" and _EXCEPT_PER_SHARE.search(stated.text):
            return Choice(per_share(Unit(unit.id, 0, "money")), stated.origin)
    return Choice(None)


def kind_of(metric: Metric) -> UnitKind | None:
    """Growth and shares are ratios, whatever the metric is. An unmapped label may still say that it is per share."""
    if metric.basis in GROWTH:
        return "ratio"
    if metric.kind is None and table_words().per_share.search(key(metric.label)):
        return "per_share"
    return metric.kind


def _holds(unit: Unit, metric: Metric, statement: bool, stated: Stated) -> bool:
    """Whether a unit printed over many rows holds for this metric."""
    kind = kind_of(metric)
    if kind is None:
        if unit.kind not in ("money", None):
            return True
        return statement or (
            stated.origin in ("section", "corner", "caption", "page_note") and not table_words().no_money.search(key(metric.label))
        )
    if unit.kind is None:
        return kind in ("money", "count")
    if kind in ("per_share", "price") and unit.kind == "money":
        return unit.exponent == 0
    return unit.kind in _FITS[kind]


def _shared(unit: Unit, metric: Metric) -> Unit:
    """元 on a per-share metric is money per share."""
    return per_share(unit) if kind_of(metric) == "per_share" and unit.kind == "money" and unit.id else unit


def _settled(stated: Stated, currency: str | None) -> Unit:
    """`港元/美元`: the row's exchange decides, where its currency is one of those named; else the unit stays unknown."""
    unit = stated.unit
    if unit.id is not None or unit.kind != "money" or currency is None:
        return unit
    bracket = re.findall(r"[(（]([^()（）]+)[)）]", stated.text) or [stated.text]
    named = {read.id for part in re.split(r"[/、,，]", bracket[-1]) for read in read_units(part)}
    return Unit(currency, unit.exponent, unit.kind) if currency in named else unit


def _same(a: Unit, b: Unit) -> bool:
    """The same unit, or the same money seen as a price, per share, or an amount."""
    money = {"money", "per_share", "price"}
    return a.id == b.id or ({a.kind, b.kind} <= money and (a.id or "").split("/")[0] == (b.id or "").split("/")[0])
