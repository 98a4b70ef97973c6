"""One numeric cell and its headers → facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractor.finders.cells.entities import NOBODY, Entity, Known, listing, of_row
from extractor.finders.cells.grid import Column, Grid, Row, left_label
from extractor.finders.cells.heads import Head
from extractor.finders.cells.items import as_range, label_parts, part_label, range_parts
from extractor.finders.cells.metrics import Metric, match
from extractor.finders.cells.outline import Place
from extractor.finders.cells.periods import When
from extractor.finders.cells.reader import Reader
from extractor.finders.cells.units import Choice, choose, common_units, kind_of, own_units
from extractor.finders.identity import fact_id
from extractor.model import Cell, Fact, Forecaster, Message, PeriodType, Problem, Quantity, Source, Statement, Table
from extractor.normalizers.cell_numbers import read_cell
from extractor.normalizers.characters import key
from extractor.taxonomy.table_words import table_words

_STATEMENTS = ("balance", "income", "cashflow")
_DAY = len("2025-05-15")
_OWN_SECURITY = ("per_share", "multiple", "price")


@dataclass(slots=True)
class Context:
    """All that the cells of one table share."""

    sha256: str
    grid: Grid
    places: Mapping[int, Place]
    reader: Reader
    columns: Mapping[int, When]
    rows: Mapping[int, When]
    entity: Entity
    known: Known
    caption_period: When | None
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)


def facts_of(row: Row, cell: Cell, context: Context) -> Iterator[Fact]:
    """The facts of one cell: none for a running number or a ticker."""
    grid, place = context.grid, context.places[row.index]
    column = grid.columns.get(cell.column) or Column(cell.column, "", ())
    heads = row.heads if grid.table.header_rows else left_label(row, cell, row.values)
    if _no_amount(heads, column):
        return
    whole = context.reader.of(row, column, heads)
    parts = label_parts(whole.label, grid.table.statement) if cell.kind == "multi" else ()
    found = read_cell(cell.text)
    if not parts:
        parts = range_parts(whole.label, found)
    if len(found) > 1 and not parts and "/" not in cell.text:
        found = (as_range(found),)
    for item, quantity in enumerate(found, start=1):
        metric = whole
        if len(found) > 1:
            label = part_label(whole.label, parts, len(found), item)
            own = match(label, grid.table.statement) if label != whole.label else None
            metric = replace(own, origin=whole.origin) if own else replace(whole, id=None, label=label)
        yield _fact(quantity, metric, item, (row, column, heads, place, cell), context)


def _fact(
    quantity: Quantity, metric: Metric, item: int, where: tuple[Row, Column, tuple[Head, ...], Place, Cell], context: Context
) -> Fact:
    row, column, heads, place, cell = where
    table = context.grid.table
    entity, product = _entity(row, column, place, metric, context)
    common = common_units(table, place.heads, context.grid.corner)
    choice = choose(quantity, metric, own_units(heads, column.heads, metric), common, table.statement in _STATEMENTS, entity.currency)
    metric = _checked(metric, choice, cell, context)
    if choice.unit is not None and choice.origin != "cell":
        # A scale printed in the cell (100万) is applied already; the header's 万辆 gives it the unit, not the scale again.
        own_scale = quantity.unit is not None and quantity.unit.exponent != 0
        quantity = quantity.scaled(replace(choice.unit, exponent=0) if own_scale else choice.unit)
    when, period_origin = _when(row, column, heads, metric, context)
    said = [head for head in (*column.heads, *heads, *place.heads) if head.forecaster]
    status = "E" if metric.id in table_words().targets else when.status if when else None
    forecaster: Forecaster | None = (said[0].forecaster if said else "report") if status == "E" else None
    superseded = status != "A" and any(head.superseded for head in (*column.heads, *heads, *place.heads))
    entity = _own_security(entity, metric, choice, context)
    box = (cell.bbox,) if cell.bbox else ()
    inherited = {
        "unit": choice.origin if choice.unit is not None else "",
        "period": period_origin,
        "status": when.origin if when and when.status else metric.origin if status else "",
        "metric": metric.origin if metric.id else "",
        "entity": entity.origin if entity.name else "",
    }
    low, high = quantity.low, quantity.high
    return Fact(
        id=fact_id(context.sha256, cell.page, cell.text, item, box, cell.start, cell.end),
        kind="table",
        entity=entity.name,
        entity_id=entity.ticker,
        product=product or metric.product,
        metric=metric.id,
        label=metric.label or row.header or column.header,
        row_header=" | ".join(head.text for head in heads),
        column_header=column.header,
        section=(*place.section, metric.group) if metric.group else place.section,
        basis=metric.basis,
        versus=None,
        superseded=superseded,
        period=when.period.id if when else "",
        period_type=_type(when, metric, table.statement),
        status=status,
        forecaster=forecaster,
        value=low if low == high else None,
        low=low,
        high=high,
        decimals=quantity.decimals,
        unit=choice.unit.id if choice.unit else None,
        from_={name: origin for name, origin in inherited.items() if origin},
        qualifiers=quantity.qualifiers,
        raw=cell.text,
        item=item,
        source=Source(cell.page, box, table.id, cell.row, cell.column, cell.start, cell.end, _confidence(cell, table)),
    )


def _confidence(cell: Cell, table: Table) -> float | None:
    """Of a recognised number: the least of its own and of the titles of its column, which say its period."""
    titles = [c for level in table.header_rows for c in level if c.column <= cell.column < c.column + c.column_span]
    return min((c.confidence for c in (cell, *titles) if c.confidence is not None), default=None)


def _no_amount(heads: tuple[Head, ...], column: Column) -> bool:
    """Years of founding, running numbers, tickers, telephones: numbers that their header says are none."""
    words = table_words()
    titles = {key(head.label or head.text).strip(":") for head in (*heads, *column.heads)}
    named = titles & (words.date_headers | words.index_headers | words.ticker_headers)
    if any(words.contacts.search(title) for title in titles):
        return True
    return bool(named) and not any(head.unit for head in column.heads)


def _entity(row: Row, column: Column, place: Place, metric: Metric, context: Context) -> tuple[Entity, str]:
    """Company and product. A share line named in the row (A股…) is that listing of the report's company."""
    reader = context.reader
    line = listing(row.header, context.known.companies) if len(context.known.companies) > 1 else None
    if line:
        return Entity(line.name, line.ticker, "row_header"), ""
    if reader.entities and not _names_metric(row, metric):
        return context.known.with_ticker(of_row(row, context.grid) or NOBODY), ""
    for origin, texts in (("section", reversed(place.section)), ("column_header", (head.text for head in column.heads))):
        for text in texts:
            named = context.known.in_text(text, origin)
            if named:
                return named, ""
    return context.entity, ""


def _names_metric(row: Row, metric: Metric) -> bool:
    return metric.origin == "row_header" and metric.id is not None and len(row.heads) == 1


def _own_security(entity: Entity, metric: Metric, choice: Choice, context: Context) -> Entity:
    """Of a company with several listings, per-share and valuation figures are one security's: which one the print says,
    or the currency does, or nobody knows."""
    companies = context.known.companies
    if entity.origin != "cover" or len({c.ticker for c in companies if c.name == entity.name}) < 2:
        return entity
    currency = (choice.unit.id or "").split("/")[0] if choice.unit else ""
    fits = [c for c in companies if c.name == entity.name and Entity(c.name, c.ticker, "").currency == currency]
    if len(fits) == 1 and kind_of(metric) != "ratio":
        return Entity(entity.name, fits[0].ticker, entity.origin)
    return Entity(entity.name, None, entity.origin) if kind_of(metric) in _OWN_SECURITY else entity


def _when(row: Row, column: Column, heads: tuple[Head, ...], metric: Metric, context: Context) -> tuple[When | None, str]:
    if column.index in context.columns:
        return context.columns[column.index], "column_header"
    if row.index in context.rows:
        found = context.rows[row.index]
        return replace(found, origin="row_header" if found.status else ""), "row_header"
    period = next((head.period for head in reversed(heads) if head.period), None)
    if period:
        return When(period, period.status, "row_header" if period.status else ""), "row_header"
    named = context.caption_period
    priced = metric.statement == "market" or kind_of(metric) == "price"
    if named and kind_of(metric) != "multiple" and (len(named.period.id) == _DAY) == priced:
        return named, "caption"  # a day is that of prices; a year or quarter that of results; of a multiple it may be either
    return None, ""


def _type(when: When | None, metric: Metric, statement: Statement) -> PeriodType | None:
    """By the metric: a balance-sheet figure is one of a moment, though its column may be headed by a year. Growth, and
    what is unmapped, by the period as printed."""
    if when is None or when.period.type == "ttm":
        return when.period.type if when else None
    if metric.id is None:
        return "instant" if statement == "balance" and metric.basis == "value" else when.period.type
    return metric.period_type if metric.basis == "value" and metric.period_type else when.period.type


def _checked(metric: Metric, choice: Choice, cell: Cell, context: Context) -> Metric:
    """A money metric printed in % is its growth or its share, and the print does not say which: unmapped, and said."""
    table = context.grid.table
    if choice.against:
        _tell(
            context,
            "unit_conflict",
            metric.label,
            cell.page,
            f"表 {table.id}“{metric.label}”：单元格的单位与“{choice.against.text}”不一致，取单元格所印",
            f"table {table.id}, {metric.label}: the cell's unit is not that of '{choice.against.text}'; the cell's is taken",
        )
    if metric.basis in ("yoy", "qoq", "mom") and choice.unit is not None and choice.unit.kind in ("money", "count", "physical"):
        metric = replace(metric, basis="change")  # 同比变化（亿元）
    if any(word in table.caption.lower() for word in table_words().what_if_captions):
        return replace(metric, id=None)
    ratio = choice.unit is not None and choice.unit.kind in ("ratio", "points")
    if metric.id and ratio and kind_of(metric) in ("money", "count"):
        _tell(
            context,
            "kind_mismatch",
            metric.label,
            cell.page,
            f"表 {table.id}“{metric.label}”以百分数印出，表内未说明是增速还是占比，不归入指标",
            f"table {table.id}, {metric.label} is printed in percent, and nothing says whether growth or share; left unmapped",
        )
        return replace(metric, id=None)
    return metric


def _tell(context: Context, code: str, about: str, page: int, zh: str, en: str) -> None:
    context.problems.setdefault((code, about), Problem(code, page, Message(zh, en)))
