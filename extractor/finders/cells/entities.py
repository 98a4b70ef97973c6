"""Whose number a cell holds: the company in the row, the column, the section or the caption, else the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.finders.cells.grid import Grid
from extractor.finders.cells.heads import Head
from extractor.model import Company, Report
from extractor.normalizers.characters import folded, key
from extractor.taxonomy.table_words import table_words

_TICKER = re.compile(
    r"(?<![A-Za-z0-9.])(?:[0-9]{4,6}|[A-Z][A-Z0-9]{0,5})\.(?:SH|SS|SZ|BJ|HK|OQ|O|N|US|A|TWO|TW|T|KS|KQ|L|OC)(?![A-Za-z0-9])"
)
_BARE_CODE = re.compile(r"[036489]\d{5}|\d{5}|[A-Z]{2,5}")
_NAMED = re.compile(r"([\w·&\-]{2,20})\s*[(（]\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as printed and a ticker when one is; both may be empty."""

    name: str
    ticker: str | None
    origin: str

    @property
    def currency(self) -> str | None:
        """The currency that the ticker's exchange quotes in."""
        suffix = (self.ticker or "").rpartition(".")[2].upper()
        return table_words().exchanges.get(suffix) if "." in (self.ticker or "") else None


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

    def of_ticker(self, ticker: str, origin: str) -> Entity | None:
        """The report's own company with this ticker (the exchange may be left out in either)."""
        digits = ticker.split(".")[0].lstrip("0")
        for company in self.companies:
            own, _, exchange = company.ticker.partition(".")
            if own.lstrip("0") == digits and exchange in ("", ticker.partition(".")[2]):
                return Entity(company.name, company.ticker if exchange else ticker, origin)
        return None

    def in_text(self, text: str, origin: str) -> Entity | None:
        """The one company that a title names: by its only ticker, else by a known name at its beginning."""
        flat = folded(text)
        tickers = list(dict.fromkeys(_TICKER.findall(flat)))
        if len(tickers) == 1:
            own = self.of_ticker(tickers[0], origin)
            before = _NAMED.search(flat[: flat.index(tickers[0])])
            return own or Entity(_LETTERS.findall(before[1])[-1] if before else "", tickers[0], origin)
        if tickers:
            return None
        for name in sorted(self.short, key=len, reverse=True):
            if flat.startswith(name):
                return Entity(name, self.short[name][1], origin)
        return None


def known(report: Report, grids: Iterable[Grid]) -> Known:
    """Collect the names: cover first, then the name and ticker columns of tables."""
    short: dict[str, tuple[str, str | None]] = {}
    for company in report.companies:
        _add(short, company.name, company.ticker or None)
    for grid in grids:
        if names_companies(grid):
            for row in grid.rows:
                entity = of_row(row.heads)
                if entity and len(entity.name) >= 2:
                    _add(short, entity.name, entity.ticker)
    return Known(report.companies, short)


def _add(short: dict[str, tuple[str, str | None]], name: str, ticker: str | None) -> None:
    short.setdefault(name, (name, ticker))
    bare = name
    for tail in table_words().name_tails:
        bare = bare.removesuffix(tail)
    if len(bare) >= 2:
        short.setdefault(bare, (name, ticker))


def names_companies(grid: Grid) -> bool:
    """Whether the rows are companies: a header over their names says so, or tickers stand in them, or the caption is
    about companies and the corner names nothing else."""
    words = table_words()
    titles = {key(head.label or head.text) for head in grid.stub_heads.values()}
    if titles & (words.entity_headers | words.ticker_headers):
        return True
    rows = [row for row in grid.rows if row.filled and row.heads]
    if rows and sum(any(_TICKER.search(folded(head.text)) for head in row.heads) for row in rows) * 2 > len(rows):
        return True
    return bool(rows) and not titles and any(word in grid.table.caption for word in words.peer_captions)


def of_row(heads: tuple[Head, ...]) -> Entity | None:
    """The company that a row's header cells name: its ticker and the cell beside it; for statistics over the peers the
    row's own label."""
    texts = [folded(head.text) for head in heads]
    ticker, at = None, -1
    for n, text in enumerate(texts):
        found = _TICKER.search(text)
        if found or _BARE_CODE.fullmatch(text):
            ticker, at = (found[0] if found else text), n
            break
    names = [text for n, text in enumerate(texts) if n != at and _LETTERS.search(text)]
    if at >= 0 and not names:
        inside = _LETTERS.findall(texts[at].replace(ticker or "", ""))
        names = [inside[0]] if inside else []
    if at >= 0:
        after = [text for n, text in enumerate(texts) if n > at and text in names]
        return Entity((after or names or [""])[0], ticker, "row_header")
    return Entity(names[0], None, "row_header") if names else None


def listing(label: str, companies: tuple[Company, ...]) -> Company | None:
    """The share line that a label names (A股当前价, H股): the one company whose ticker is of that market."""
    for name, exchanges in table_words().listings.items():
        if key(label).startswith(name) or f"({name})" in key(label):
            fits = [c for c in companies if c.ticker.rpartition(".")[2].upper() in exchanges]
            return fits[0] if len(fits) == 1 else None
    return None
