"""Folding keeps what print means and knows the way back to it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalizers.characters import fold, folded, key, unreadable
from extractor.taxonomy.characters import characters

FOLDED = [
    ("１２．３％", "12.3%"),
    ("（百万元）", "(百万元)"),
    ("⻘⻓⻛⻋⻰", "青长风车龙"),
    ("⾏⽤⼦", "行用子"),
    ("利料例理量", "利料例理量"),
    ("配臵", "配置"),
    ("营业　收入", "营业收入"),
    ("毛 利\n率", "毛利率"),
    ("单位： 百万元", "单位:百万元"),
    ("RMB   mn", "RMB mn"),
    ("2024 年", "2024 年"),
    ("净利\u200b润\ufeff", "净利润"),
    ("净利\xad润", "净利润"),
    ("30\u00a0%", "30 %"),
    ("㎡", "m2"),
    ("50∶50", "50:50"),
    ("3～5", "3~5"),
    ("\ue000营业", "营业"),
    ("收入\uf06c利润", "收入 利润"),
    # no-ops: what NFKC would spoil, and what is already in form
    ("1,234¹", "1,234¹"),
    ("①", "①"),
    ("½", "½"),
    ("营业收入", "营业收入"),
    ("P/E 12.3x", "P/E 12.3x"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "want"), FOLDED)
def test_fold(text: str, want: str) -> None:
    assert folded(text) == want


@pytest.mark.parametrize("sign", "-‐‑‒–—―−－﹣﹘─\xad")
def test_every_minus_is_one(sign: str) -> None:
    assert folded(f"{sign}24.8%") == "-24.8%"


@pytest.mark.parametrize(
    ("left", "right"),
    [("净利润 【亿元】", "净利润(亿元)"), ("ＥＰＳ（元）", "eps(元)"), ("ROE (%)", "roe（％）"), ("归母 净利", "归母净利")],
)
def test_keys_agree(left: str, right: str) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(("left", "right"), [("净利润", "归母净利润"), ("营业收入", "营业总收入"), ("《新规》", "(新规)")])
def test_keys_differ(left: str, right: str) -> None:
    assert key(left) != key(right)


@pytest.mark.parametrize(("text", "want"), [("\uf02d12.3", True), ("\x0212", True), ("�12", True), ("-12.3\n", False), ("营收¹", False)])
def test_unreadable(text: str, want: bool) -> None:
    assert unreadable(text) is want


@given(st.text())
def test_offsets_lead_back(text: str) -> None:
    result = fold(text)
    assert len(result.text) == len(result.origin)
    assert list(result.origin) == sorted(result.origin)
    for char, at in zip(result.text, result.origin, strict=True):
        assert char == " " or char in folded(text[at]) or (text[at] == "\xad" and char == "-")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert key(once) == key(text)


def test_every_radical_of_the_supplement_becomes_an_ideograph() -> None:
    for code in range(0x2E81, 0x2EF4):  # U+2E80 has no ideograph
        if unicodedata.category(char := chr(code)) != "Cn":
            assert folded(char) != char
            assert "CJK UNIFIED" in unicodedata.name(folded(char)), hex(code)


def test_slips_are_no_characters_of_their_own_beside_what_they_stand_for() -> None:
    assert folded("臵") == "置"
    assert all(len(k) == 1 == len(v) for k, v in characters().replaced.items())
