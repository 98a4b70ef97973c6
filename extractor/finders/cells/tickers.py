"""Tickers in header cells: alone, beside a name (`688702 CH盛科通信`), with Bloomberg's `Equity` behind."""

from __future__ import annotations

import re

from extractor.normalizers.characters import folded
from extractor.normalizers.tickers import find_tickers, read_ticker

_EQUITY = re.compile(r"\s*Equity$", re.IGNORECASE)
_GLUED = re.compile(r"(\d{1,6}|[A-Z]{1,5})([A-Z]{2})")
_LEADING = re.compile(r"[A-Z0-9]{1,6} [A-Z]{2}(?![A-Za-z])")
_HONG_KONG = re.compile(r"0\d{4}")


def tickers_in(text: str) -> tuple[str, ...]:
    """All tickers with an exchange, in print order, each once."""
    whole, _ = split_ticker(text)
    found = [one.ticker.symbol for one in find_tickers(folded(text))]
    return tuple(dict.fromkeys(found or ([whole] if whole and currency_of(whole) else [])))


def split_ticker(text: str) -> tuple[str | None, str]:
    """The ticker of a header cell and what else the cell says. Five digits with a leading 0 are a code of Hong Kong's
    exchange, which they do not name."""
    flat = folded(text).strip()
    core = _EQUITY.sub("", flat)
    if core != flat:
        core = _GLUED.sub(r"\1 \2", core) if _GLUED.fullmatch(core) else core
        return (core, "") if read_ticker(core) else (None, flat)
    if read_ticker(flat) or _HONG_KONG.fullmatch(flat):
        return flat.strip("()"), ""
    for found in find_tickers(flat):
        return flat[found.start : found.end], (flat[: found.start] + flat[found.end :]).strip(" ()|")
    leading = _LEADING.match(flat)
    if leading and read_ticker(leading[0]):
        return leading[0], _EQUITY.sub("", flat[leading.end() :]).strip(" ()|")
    return None, flat


def currency_of(ticker: str | None) -> str | None:
    """The currency that the ticker's exchange trades in; None where no exchange is known."""
    read = read_ticker(ticker) if ticker else None
    return read.currency if read else None
