"""Whose number a cell holds: the company in the row, the column, the section or the caption, else the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.finders.cells.grid import Grid, Row
from extractor.finders.cells.tickers import currency_of, split_ticker, tickers_in
from extractor.model import Company, Report
from extractor.normalizers.characters import folded, key
from extractor.normalizers.terms import match_term
from extractor.normalizers.tickers import read_ticker
from extractor.taxonomy.table_words import table_words

_NAMED = re.compile(r"([\w·&\-]{2,20})\s*[(（]\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FEW = 0.2
"""Below this share of rows that name metrics a table is one of companies, not of metrics."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as printed and a ticker when one is; both may be empty."""

    name: str
    ticker: str | None
    origin: str

    @property
    def currency(self) -> str | None:
        """The currency that the ticker's exchange quotes in."""
        return currency_of(self.ticker)


NOBODY = Entity("", None, "")


@dataclass(frozen=True, slots=True)
class Known:
    """The companies that the report names: its own, and those of its tables. `short` maps a name, with and without its
    tail (腾讯控股, 腾讯), to name and ticker."""

    companies: tuple[Company, ...]
    short: Mapping[str, tuple[str, str | None]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.short)

    def with_ticker(self, entity: Entity) -> Entity:
        """The same company with the ticker that stands beside its name elsewhere; of several listings none is meant."""
        listings = [company for company in self.companies if company.name == entity.name]
        if entity.ticker or len(listings) > 1 or entity.name not in self.short:
            return entity
        return Entity(entity.name, self.short[entity.name][1], entity.origin)

    def of_ticker(self, ticker: str, origin: str) -> Entity | None:
        """The report's own company with this ticker (the exchange may be left out in either)."""
        wanted = read_ticker(ticker)
        for company in self.companies:
            own = read_ticker(company.ticker)
            if wanted and own and own.same_as(wanted):
                return Entity(company.name, company.ticker, origin)
        return None

    def in_text(self, text: str, origin: str) -> Entity | None:
        """The one company that a title names: by its only ticker, else by a known name at its beginning."""
        flat = folded(text)
        tickers = tickers_in(flat)
        if len(tickers) == 1:
            own = self.of_ticker(tickers[0], origin)
            before = _NAMED.search(flat[: max(flat.find(tickers[0]), 0)])
            return own or Entity(_LETTERS.findall(before[1])[-1] if before else "", tickers[0], origin)
        if tickers:
            return None
        for name in sorted(self.short, key=len, reverse=True):
            if flat.startswith(name):
                return Entity(name, self.short[name][1], origin)
        return None


def known(report: Report, grids: Iterable[Grid]) -> Known:
    """Collect the names: cover first, then the rows of tables that name companies."""
    short: dict[str, tuple[str, str | None]] = {}
    for company in report.companies:
        _add(short, company.name, company.ticker or None)
    for grid in grids:
        if about_companies(grid):
            for row in grid.rows:
                entity = of_row(row, grid)
                if entity and len(entity.name) >= 2 and key(entity.name) not in table_words().peer_sums:
                    _add(short, entity.name, entity.ticker)
    return Known(report.companies, short)


def _add(short: dict[str, tuple[str, str | None]], name: str, ticker: str | None) -> None:
    short.setdefault(name, (name, ticker))
    bare = name
    for tail in table_words().name_tails:
        bare = bare.removesuffix(tail)
    if len(bare) >= 2:
        short.setdefault(bare, (name, ticker))


def about_companies(grid: Grid) -> bool:
    """The rows are companies: a header over their names says so, tickers stand in most of them, or the caption is about
    companies and neither corner nor rows name metrics."""
    words = table_words()
    titles = {key(part) for head in grid.stub_heads.values() for part in (head.label, *head.text.split())}
    if titles & (words.entity_headers | words.ticker_headers):
        return True
    rows = _rows(grid)
    if sum(any(tickers_in(head.text) for head in row.heads) for row in rows) * 2 > len(rows):
        return True
    corner = any(head.label for head in grid.stub_heads.values())
    return bool(rows) and not corner and any(word in grid.table.caption for word in words.peer_captions) and not _of_metrics(grid)


def names_companies(grid: Grid, names: Known) -> bool:
    """The same, with the names that other tables have brought."""
    rows = _rows(grid)
    if about_companies(grid):
        return True
    known_rows = sum(any(head.label in names.short for head in row.heads) for row in rows)
    return known_rows * 2 > len(rows) and not _of_metrics(grid)


def _of_metrics(grid: Grid) -> bool:
    """More than a few of the rows name metrics."""
    rows = _rows(grid)
    named = sum(any(head.label and (found := match_term(head.label)) and found.metric for head in row.heads) for row in rows)
    return named > _FEW * len(rows)


def _rows(grid: Grid) -> list[Row]:
    return [row for row in grid.rows if row.filled and row.heads]


def of_row(row: Row, grid: Grid) -> Entity | None:
    """The company that a row's header cells name: its ticker, and the name beside it or in the same cell; without a
    ticker the cell under 名称, or right of a group's name, or the first that is a name (a running number is none)."""
    read = [split_ticker(head.text) for head in row.heads]
    at = next((n for n, (ticker, _) in enumerate(read) if ticker), -1)
    names = [rest if _LETTERS.search(rest) else "" for _, rest in read]
    if at >= 0:
        name = names[at] or next((name for name in names[at + 1 :] if name), "") or next((name for name in names if name), "")
        return Entity(name, read[at][0], "row_header")
    titled = [name for name, column in zip(names, row.stubs, strict=True) if name and _is_name(grid, column)]
    grouped = any(other.stubs and other.stubs[0] > 0 for other in grid.rows)  # some rows have no name of a group
    others = [name for name in names if name][:: -1 if grouped else 1]
    name = (titled or others or [""])[0]
    return Entity(name, None, "row_header") if name else None


def _is_name(grid: Grid, column: int) -> bool:
    head = grid.stub_heads.get(column)
    return head is not None and key(head.label or head.text) in table_words().entity_headers


def listing(label: str, companies: tuple[Company, ...]) -> Company | None:
    """The share line that a label names (A股当前价, H股): the one company whose ticker is of that market."""
    for name, exchanges in table_words().listings.items():
        if key(label).startswith(name) or f"({name})" in key(label):
            fits = [c for c in companies if c.ticker.rpartition(".")[2].upper() in exchanges]
            return fits[0] if len(fits) == 1 else None
    return None
