"""Whom the report is about: names with tickers from the cover's headings, dual listings apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.finders.cover.lines import Piece
from extractor.taxonomy.table_words import table_words

_CODE = r"(?:\d{6}(?:\.(?:SH|SZ|BJ|CH|SS))?|\d{4,5}\.HK|[A-Z]{1,5}\.(?:US|O|N|OQ|HK)|\d{4,5}\s*HK)"
_ONE = re.compile(_CODE, re.I)
_NOT_SUBJECT = re.compile(r"指数|沪深|恒生指数|中证|资料来源|数据来源|证监会|《")


def read_companies(pieces: Sequence[Piece]) -> tuple[tuple[str, str], ...]:
    """`(name, ticker as printed)`, the first-named first; only from headings, furniture and labels, never from running text."""
    found: list[tuple[str, str]] = []
    for piece in sorted(pieces, key=lambda p: -p.size):
        if piece.kind in ("disclaimer", "note", "caption", "table") or (piece.kind == "body" and len(piece.text) > 50):
            continue
        if _NOT_SUBJECT.search(piece.text):
            continue
        for match in _named().finditer(piece.text):
            name = _name(match["name"])
            for code in _ONE.findall(match["codes"]):
                if not any(c.split(".")[0] == code.upper().split(".")[0] for _, c in found):
                    found.append((name, code.upper()))
        if found:
            break
    return tuple(found)


@cache
def _named() -> re.Pattern[str]:
    """A name with codes in brackets behind it, the codes with or without their own title: `（股票代码：002821）`."""
    titles = "|".join(map(re.escape, sorted(table_words().ticker_headers, key=len, reverse=True)))
    return re.compile(
        rf"(?P<name>(?:\*?ST)?[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z\d\-·]{{1,15}}?)\s*[（(\[]\s*(?:(?:{titles})\s*[:：]\s*)?"
        rf"(?P<codes>{_CODE}(?:\s*[+/、,，&\s]\s*{_CODE})*)\s*[)）\]]",
        re.I,
    )


def _name(text: str) -> str:
    return re.sub(r"^(?:公司简评报告|公司点评|点评|关于|——|[—\-]+)", "", text)
