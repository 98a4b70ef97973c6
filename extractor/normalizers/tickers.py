"""Tickers: `688076.SH`, `0700.HK`, `AAPL.US`, `301033`, `600570 CH`; with exchange and trading currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.normalizers.characters import folded
from extractor.taxonomy.exchanges import Exchange, exchanges

_CHINA = ("CH", "CN")
"""Bloomberg and others write one suffix for all mainland exchanges; the code tells which."""


@dataclass(frozen=True, slots=True)
class Ticker:
    """`symbol` as printed, upper case, without brackets and spaces; `code` without the exchange; `exchange` its id."""

    symbol: str
    code: str
    exchange: str
    currency: str

    def same_as(self, other: Ticker) -> bool:
        """Whether two tickers name one security: 0700.HK and 00700.HK, 600570 and 600570.SH, AAPL.O and AAPL.US."""
        us = {"NASDAQ", "NYSE", "AMEX", "US"}
        here = self.exchange == other.exchange or ("US" in (self.exchange, other.exchange) and {self.exchange, other.exchange} <= us)
        return here and self.code.lstrip("0") == other.code.lstrip("0")


@dataclass(frozen=True, slots=True)
class FoundTicker:
    """A ticker in a text, at `text[start:end]`."""

    ticker: Ticker
    start: int
    end: int


def read_ticker(text: str) -> Ticker | None:
    """The ticker that the whole string is (brackets allowed), or None. Six digits alone are one where their range is known.

    >>> read_ticker("（00700.HK）").currency
    'HKD'
    >>> read_ticker("301033").exchange
    'SZSE'
    """
    symbol = "".join(folded(text).split()).strip("()[]【】").upper()
    if re.fullmatch(r"\d{6}", symbol):
        return _mainland(symbol, symbol)
    found = re.fullmatch(r"(?:(?P<prefix>NASDAQ|NYSE|AMEX|US|HK|SH|SZ|BJ)[:.]?)?(?P<code>[A-Z0-9./]+)", symbol)
    if found and found["prefix"] and (ticker := _of(symbol, found["code"], found["prefix"])):
        return ticker
    code, dot, suffix = symbol.rpartition(".")
    if dot:
        return _of(symbol, code, suffix)
    found = re.fullmatch(r"(.+?)\s+([A-Z]{2})", folded(text).strip().strip("()").upper())
    return _of(symbol, found[1], found[2]) if found else None


def find_tickers(text: str) -> tuple[FoundTicker, ...]:
    """Tickers with a suffix in running text, and six digits in brackets behind a name: 恒生电子（600570）."""
    found = []
    for match in _in_text().finditer(text):
        group = "dotted" if match["dotted"] else "bare"
        if ticker := read_ticker(match[group]):
            found.append(FoundTicker(ticker, match.start(group), match.end(group)))
    return tuple(found)


def _of(symbol: str, code: str, suffix: str) -> Ticker | None:
    named = {"NASDAQ": "O", "NYSE": "N", "AMEX": "A"}.get(suffix, suffix)
    if named in _CHINA:
        return _mainland(symbol, code)
    exchange = exchanges().get(named)
    if exchange is None or not re.fullmatch(exchange.code, code):
        return None
    return Ticker(symbol, code, exchange.id, _currency(exchange, code))


def _mainland(symbol: str, code: str) -> Ticker | None:
    for exchange in dict.fromkeys(exchanges().values()):
        if re.fullmatch(exchange.code, code) and any(code.startswith(prefix) for prefix in exchange.ranges):
            return Ticker(symbol, code, exchange.id, _currency(exchange, code))
    return None


def _currency(exchange: Exchange, code: str) -> str:
    return next((currency for prefix, currency in exchange.ranges.items() if code.startswith(prefix)), exchange.currency)


@cache
def _in_text() -> re.Pattern[str]:
    suffixes = "|".join(sorted((*exchanges(), *_CHINA), key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z0-9.])(?P<dotted>(?:\d{{1,6}}|[A-Z]{{1,5}})\.(?:{suffixes}))(?![A-Za-z0-9])|[(（](?P<bare>\d{{6}})[)）]"
    )
