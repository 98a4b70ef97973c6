"""Whom the report is about: names with tickers from the cover's headings, dual listings apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finders.cover.lines import Piece

_CODE = r"(?:\d{6}(?:\.(?:SH|SZ|BJ|CH|SS))?|\d{4,5}\.HK|[A-Z]{1,5}\.(?:US|O|N|OQ|HK)|\d{4,5}\s*HK)"
_NAMED = re.compile(
    rf"(?P<name>(?:\*?ST)?[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z\d\-·]{{1,15}}?)\s*[（(\[]\s*(?P<codes>{_CODE}(?:\s*[+/、,，&\s]\s*{_CODE})*)\s*[)）\]]",
    re.I,
)
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
        for match in _NAMED.finditer(piece.text):
            name = _name(match["name"])
            for code in _ONE.findall(match["codes"]):
                if not any(c.split(".")[0] == code.upper().split(".")[0] for _, c in found):
                    found.append((name, code.upper()))
        if found:
            break
    return tuple(found)


def _name(text: str) -> str:
    return re.sub(r"^(?:公司简评报告|公司点评|点评|关于|——|[—\-]+)", "", text)
