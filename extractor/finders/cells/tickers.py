"""Tickers in header cells: `600570.SH`, `0700.HK`, `PDD.O`, and Bloomberg's `688702 CH`, `9688 HK Equity`."""

from __future__ import annotations

import re

from extractor.normalizers.characters import folded
from extractor.taxonomy.table_words import table_words

_DOTTED = r"(?:[0-9]{1,6}|[A-Z][A-Z0-9]{0,5})\.(?:SH|SS|SZ|BJ|HK|OQ|O|N|US|A|TWO|TW|T|KS|KQ|L|OC)"
_SPACED = r"[0-9]{1,6} (?:CH|HK|US|SS|SZ|JP|TT|KS|LN)"
_TICKER = re.compile(rf"(?<![A-Za-z0-9.])(?:{_DOTTED}|{_SPACED})(?![A-Za-z0-9])")
_EQUITY = re.compile(r"([A-Z0-9]{1,6}[. ]?(?:CH|HK|US|SS|SZ|JP|TT|KS|LN))\s*Equity", re.IGNORECASE)
_BARE = re.compile(r"[034689]\d{5}|\d{5}")


def tickers_in(text: str) -> tuple[str, ...]:
    """All tickers with an exchange, in print order, each once."""
    flat = folded(text)
    equity = _EQUITY.fullmatch(flat.strip())
    return (equity[1],) if equity else tuple(dict.fromkeys(_TICKER.findall(flat)))


def split_ticker(text: str) -> tuple[str | None, str]:
    """The ticker of a header cell and what else the cell says: `688702 CH盛科通信` is `688702 CH` and 盛科通信. A cell of
    five or six digits is a code without its exchange."""
    flat = folded(text).strip()
    if _BARE.fullmatch(flat):
        return flat, ""
    equity = _EQUITY.fullmatch(flat)
    if equity:
        return equity[1], ""
    found = _TICKER.search(flat)
    if found is None:
        return None, flat
    return found[0], (flat[: found.start()] + flat[found.end() :].removeprefix(" Equity")).strip(" ()|")


def currency_of(ticker: str | None) -> str | None:
    """The currency that the ticker's exchange quotes in; None without an exchange."""
    parts = re.fullmatch(r".*?[. \d]([A-Z]{1,3})", (ticker or "").upper())
    return table_words().exchanges.get(parts[1]) if parts else None
