"""The reader of one table's metrics: on which side the table names them, and what each cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractor.finders.cells.entities import Known, names_companies
from extractor.finders.cells.grid import Column, Grid, Row
from extractor.finders.cells.heads import Head, read_head
from extractor.finders.cells.metrics import Axis, Metric, caption_labels, column_metric, label_of, match, part_of, with_basis
from extractor.finders.cells.outline import Place
from extractor.finders.cells.tickers import tickers_in
from extractor.model import Basis
from extractor.normalizers.characters import key
from extractor.normalizers.terms import match_term, section_of
from extractor.taxonomy.table_words import table_words

_NAME = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the metric of every cell of one table."""

    grid: Grid
    places: Mapping[int, Place]
    axis: Axis
    common: Metric | None
    """The metric of corner or caption, for rows and columns that name none."""
    entities: bool
    """Rows that are no metrics name companies, else parts (products, channels, regions)."""
    parts: frozenset[str] = frozenset()
    """Sections below which the same metrics come again: the parts that the table is about (小分子CDMO, 新兴业务)."""

    def of(self, row: Row, column: Column, heads: tuple[Head, ...]) -> Metric:
        statement = self.grid.table.statement
        place = self.places[row.index]
        above = column_metric(column, statement) or self._beside(column)
        basis = next((head.basis for head in reversed(column.heads) if head.basis), None)
        beside = self._row(row, heads, place)
        if self.axis == "column":
            if above:
                own = beside.basis if beside and beside.basis != "value" and not beside.label else "value"
                return self._parted(with_basis(above, basis or own), row, heads)
            label = label_of(column.heads)
            if label or beside is None:
                return Metric(None, label or label_of(heads), basis or "value", None, "column_header")
        if beside is None and above:
            return self._parted(with_basis(above, basis), row, heads)
        if beside is None and self.common and _names_a_part(label_of(heads)):
            above_basis = next((head.basis for head in reversed(place.heads) if head.basis and not head.label), None)
            return self._parted(with_basis(self.common, basis or above_basis), row, heads)
        if beside is None:
            return Metric(None, label_of(heads) or label_of(column.heads) or column.header, basis or "value")
        return with_basis(beside, basis)

    def _beside(self, column: Column) -> Metric | None:
        """Where columns are metrics, a column of growth alone speaks of the metric on its left."""
        if self.axis == "row" or not any(head.basis for head in column.heads) or label_of(column.heads):
            return None
        left = (self.grid.columns[n] for n in range(column.index - 1, -1, -1) if n in self.grid.columns)
        return next((found for one in left if (found := column_metric(one, self.grid.table.statement))), None)

    def _row(self, row: Row, heads: tuple[Head, ...], place: Place) -> Metric | None:
        last = heads[-1] if heads else None
        if last and last.basis and not last.label:
            if place.base is None:
                return self._own(heads[:-1], place, last.basis)
            parent = self._row(place.base, place.base.heads, self.places[place.base.index])
            if parent is None:
                return Metric(None, label_of(place.base.heads), last.basis, None, "section")
            basis = last.basis if parent.basis == "value" else parent.basis
            if basis != last.basis:
                return Metric(None, parent.label, last.basis, None, "section")  # growth of a growth is no metric of ours
            return replace(parent, basis=basis, origin="section")
        found = self._own(heads, place, None)
        return self._of_part(found, heads, place) if found else self._section(heads, place)

    def _of_part(self, metric: Metric, heads: tuple[Head, ...], place: Place) -> Metric:
        """A metric's product: the row's other header cell, or the section that the table goes through part by part."""
        if metric.product or self.entities:
            return metric
        others = [head.label for head in heads if head.label and head.label != metric.label and not head.period]
        for name in (*others, *reversed(place.section)):
            if (name in others or name in self.parts) and not read_head(name).period:
                return replace(metric, product=part_of(name))
        return metric

    def _own(self, heads: tuple[Head, ...], place: Place, basis: Basis | None) -> Metric | None:
        statement = self.grid.table.statement
        for head in reversed(heads):
            if not head.label:
                continue
            found = match(head.label, statement, place.section)
            if found and found.basis != "value" and head.unit and head.unit.kind == "money":
                found = match(head.label, statement) or found  # 营业收入(百万元) stays an amount, whatever its section is
            if found is None and place.group:
                found = match(head.label, statement, (*place.section, place.group))
                found = replace(found, origin="section", group=place.group) if found else None
            if found:
                return self._of_parent(with_basis(found, basis or head.basis), place)
        return None

    def _of_parent(self, metric: Metric, place: Place) -> Metric:
        """净利润增长率 right below 归母净利润 is the growth of that line: summaries name it short."""
        before = place.before
        if metric.id != "net_profit" or metric.basis == "value" or before is None or before.heads[-1].basis:
            return metric
        above = self._own(before.heads, self.places[before.index], None)
        if above is None or above.id != "parent_net_profit" or above.basis != "value":
            return metric
        return replace(metric, id=above.id, origin="section", group=before.header)

    def _section(self, heads: tuple[Head, ...], place: Place) -> Metric | None:
        """Under a row that names a metric and has no numbers of its own, unmapped rows are its parts."""
        under = place.under
        if under is None or self.axis == "column" or self.entities:
            return None
        found = match(under.heads[-1].label, self.grid.table.statement) if under.heads[-1].label else None
        if found is None or not heads:
            return None
        return replace(found, origin="section", product=part_of(label_of(heads)))

    def _parted(self, metric: Metric, row: Row, heads: tuple[Head, ...]) -> Metric:
        """The row's own label, where it is neither a metric nor a company nor a period, names a part."""
        label = label_of(heads)
        if self.entities or not label or not row.heads or all(head.period for head in heads):
            return metric
        return replace(metric, product=part_of(label))


def make_reader(grid: Grid, places: Mapping[int, Place], names: Known) -> Reader:
    """Decide on which side the table names its metrics: the side of which more labels are metrics."""
    statement = grid.table.statement
    labelled = [column for column in grid.columns.values() if label_of(column.heads)]
    above = [found for column in labelled if (found := column_metric(column, statement))]
    probe = Reader(grid, places, "row", None, False)
    rows = [row for row in grid.rows if row.filled and row.heads]
    own = {row.index: found for row in rows if (found := probe._row(row, row.heads, places[row.index]))}
    entities = names_companies(grid, names)
    axis: Axis = "row"
    if (above and len(above) * len(rows) > len(own) * len(labelled)) or (entities and labelled and not own):
        axis = "column"
    if axis == "column" and not own and any(found.statement == "market" for found in above):
        entities = True  # prices and their changes are those of securities and indices
    named = sum(probe._own(row.heads, places[row.index], None) is not None for row in rows)
    common = None if above or named * 5 > len(rows) else _common(grid, names.names)
    return Reader(grid, places, axis, common, entities, _parts(own, places))


def _parts(own: Mapping[int, Metric], places: Mapping[int, Place]) -> frozenset[str]:
    """The sections that come with the same metric as another does; those that name an area of a statement are none."""
    seen: dict[tuple[str | None, Basis], set[str]] = {}
    for index, metric in own.items():
        for name in places[index].section:
            if section_of(name) is None and match(name, "other") is None and not _of_listing(name):
                seen.setdefault((metric.id, metric.basis), set()).add(name)
    return frozenset(name for names in seen.values() if len(names) > 1 for name in names)


def _names_a_part(label: str) -> bool:
    """A name may be that of a part; a number, or the torn half of a wrapped label, is none."""
    return bool(_NAME.search(label)) and label.count("(") + label.count("（") == label.count(")") + label.count("）")


def _of_listing(name: str) -> bool:
    """A share line's name (港股（8821.HK）指标) says whose numbers follow, not what part of them."""
    return bool(tickers_in(name)) or any(key(name).startswith(line) for line in table_words().listings)


def _common(grid: Grid, names: Iterable[str]) -> Metric | None:
    """The metric that the corner or the caption names for the whole table; exact or by alias, as headers are."""
    for head in grid.corner:
        found = match(head.label, grid.table.statement) if head.label else None
        if found:
            return replace(found, origin="corner")
    for label in caption_labels(grid.table.caption, names):
        found = match(label, grid.table.statement)
        term = match_term(label, grid.table.statement)
        if found and term and term.method != "fuzzy":
            return replace(found, origin="caption")
    return None
