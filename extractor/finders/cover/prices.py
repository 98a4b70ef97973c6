"""Close and target price, from the cover's boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.finders.cover.lines import Piece
from extractor.model import Document, Price, PriceRange
from extractor.taxonomy.pages import page_words

_VALUE = re.compile(
    r"(?P<pre>HK\$|US\$|RMB|[￥¥$])?\s*(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s*[-~～–—/]\s*(?P<high>\d[\d,]*(?:\.\d+)?))?\s*(?P<unit>人民币元|港元|港币|美元|元|HKD|USD|RMB|CNY)?"
)
_CURRENCY = {
    "人民币元": "CNY",
    "元": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "人民币": "CNY",
    "￥": "CNY",
    "¥": "CNY",
    "港元": "HKD",
    "港币": "HKD",
    "HKD": "HKD",
    "HK$": "HKD",
    "美元": "USD",
    "USD": "USD",
    "US$": "USD",
    "$": "USD",
}
_DATE = re.compile(
    r"[（(]?20\d\d\s*[年\-/.]\s*\d\d?\s*[月\-/.]\s*\d\d?\s*日?[)）]?|[（(]\s*\d{1,2}月\d{1,2}日\s*[)）]|[（(]\d\d[-/.]\d\d[-/.]\d\d[)）]"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A price with what its label says about the listing: `A`, `H` or `""`."""

    low: Decimal
    high: Decimal
    currency: str | None
    listing: str


def read_quotes(document: Document, pieces: Sequence[Piece]) -> tuple[list[Quote], list[Quote]]:
    """`(close prices, target prices)` in printed order; what is not printed is not there."""
    words = page_words()
    close: list[Quote] = []
    target: list[Quote] = []
    pairs = [*_table_pairs(document), *_line_pairs(pieces)]
    for label, value in pairs:
        plain = _DATE.sub("", label)
        if words.no_price.search(plain) or len(plain) > 24:
            continue
        for pattern, found in ((words.target_price, target), (words.close_price, close)):
            if pattern.search(plain):
                quote = _quote(plain, _DATE.sub("", value))
                if quote:
                    found.append(quote)
                break
    return close, target


def close_of(quote: Quote) -> Price | None:
    return Price(quote.low, quote.currency) if quote.low == quote.high else None


def target_of(quote: Quote) -> PriceRange:
    return PriceRange(quote.low, quote.high, quote.currency)


def _quote(label: str, value: str) -> Quote | None:
    match = _VALUE.match(value.strip())
    if not match:
        return None
    low = Decimal(match["low"].replace(",", ""))
    high = Decimal(match["high"].replace(",", "")) if match["high"] else low
    inside = re.search(r"人民币元|人民币|港元|港币|美元|HKD|USD|RMB|元", label)
    symbol = match["unit"] or match["pre"] or (inside.group(0) if inside else None)
    listing = "H" if re.search(r"H\s*股|港股", label) else "A" if re.search(r"A\s*股", label) else ""
    return Quote(low, high, _CURRENCY.get(symbol) if symbol else None, listing)


def _table_pairs(document: Document) -> list[tuple[str, str]]:
    pairs = []
    for table in document.tables:
        titled = bool(table.header_rows) and len(table.header_rows[-1]) > 2 and any(c.text for c in table.header_rows[-1][1:])
        if table.page > 1 or titled:
            continue
        for row in table.body_rows:
            cells = [c.text for c in row if c.text]
            if len(cells) == 2:
                pairs.append((cells[0], cells[1]))
    return pairs


def _line_pairs(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """`label：value` inside a piece, or a label piece and the value piece after it on the same line."""
    pairs = []
    for i, piece in enumerate(pieces):
        if piece.kind in ("body", "disclaimer", "note") and len(piece.text) > 40:
            continue
        for part in re.split(r"(?<=\d)\s*[)）]?\s+(?=[\u4e00-\u9fff])", piece.text):
            match = re.match(
                r"^(?P<label>[^：:]*?(?:价格?|估值|股价|收盘)(?:[（(][^)）]*[)）])?)\s*[：:]?\s*(?P<value>(?:HK\$|RMB|[￥¥])?\d.*)$", part
            )
            if match:
                pairs.append((match["label"], match["value"]))
        if i + 1 < len(pieces) and pieces[i + 1].line == piece.line and re.match(r"^(?:HK\$|RMB|[￥¥])?\d", pieces[i + 1].text):
            value = pieces[i + 1].text
            if i + 2 < len(pieces) and pieces[i + 2].line == piece.line and pieces[i + 2].text in _CURRENCY:
                value += pieces[i + 2].text
            pairs.append((piece.text.rstrip("：:"), value))
    return pairs
