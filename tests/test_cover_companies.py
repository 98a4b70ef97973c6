"""Whom a report is about, from the pieces of its cover: names with codes in brackets."""

from __future__ import annotations

import pytest

from extractor.finders.cover.companies import read_companies
from extractor.finders.cover.lines import Piece
from extractor.model import BlockKind


def piece(text: str, kind: BlockKind = "heading") -> Piece:
    return Piece(text=text, size=18, bold=True, kind=kind, box=None, line=0)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("青梧医药（301987）", (("青梧医药", "301987"),)),
        ("青梧医药(301987.SZ)", (("青梧医药", "301987.SZ"),)),
        ("青梧医药（股票代码：301987）", (("青梧医药", "301987"),)),
        ("青梧医药（证券代码: 301987.SZ）", (("青梧医药", "301987.SZ"),)),
        ("晶渡国际（689821.SH/8821.HK）", (("晶渡国际", "689821.SH"), ("晶渡国际", "8821.HK"))),
        ("青梧医药（批准文号：301987）", ()),
        ("青梧医药（30198）", ()),
        ("沪深300指数（000300）", ()),
    ],
)
def test_companies(text: str, want: tuple[tuple[str, str], ...]) -> None:
    assert read_companies([piece(text)]) == want


@pytest.mark.parametrize("kind", ["disclaimer", "note", "caption", "table"])
def test_not_from_notes(kind: BlockKind) -> None:
    assert read_companies([piece("青梧医药（股票代码：301987）", kind)]) == ()
