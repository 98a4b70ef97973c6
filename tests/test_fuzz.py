"""The readers of strangers' text, fed with scraps of it: they never raise, never hang, and point at what they read."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from extractor import pipeline, writers
from extractor.errors import UnreadableInput
from extractor.normalizers.cell_numbers import read_cell
from extractor.normalizers.characters import fold, key
from extractor.normalizers.periods import read_period, scan_periods
from extractor.normalizers.quantities import scan
from extractor.normalizers.terms import match_term
from extractor.normalizers.units import find_unit, read_unit

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 3.0
"""Each reader's time; a fixed seed gives the same inputs, however many of them fit in."""

SCRAPS = [
    *"0123456789.,%-+~～–—（）()[]【】/\\|、，。；：:;<>=&*#_`\"' \t\n\r\u3000\u00a0\u200b\u202e\ufeff\u0301\ue000\ufffd\x00\x1b",
    *"元万亿千百十年月日季度倍股约近超逾不到以上以内余多降升增减少长同环比至从由原第前上下半末",
    "亿元", "万元", "百万元", "元/股", "百分点", "个百分点", "pct", "pcts", "bp", "bps", "RMB", "US$", "HK$", "¥", "倍",
    "亿美元", "pp", "cagr",
    "同比增长", "同比下降", "环比", "分别为", "由盈转亏", "亏损", "不到", "超过", "营业收入", "归母净利润", "毛利率", "EPS",
    "PE", "净利润率",
    "2024", "2025E", "2024A", "25Q1", "1H25", "9M25", "FY24", "2024年", "前三季度", "上半年", "24-26年", "2025/11/3", "三季报",
    "TTM", "12月31日",
    "一百二十三", "三成", "百分之八", "１２３．４％", "1,234.5", "(1,234)", "-0.0", "1e9", "0x1F", "9" * 40, "1.2.3.4", "½", "①",
    "²", "𝟏𝟐", "٣",
]  # fmt: skip

MARKUP = [
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<td colspan=3>", "<td rowspan=99999>", "<td colspan=-1>",
    "<td colspan=x>",
    "<br>", "<b>", "<!--", "-->", "<p>", "<html>", "&nbsp;", "&#x110000;", "&lt;", "<script>", "]]>", "<td", "|", "|---|",
    "|:-:|", "\n", "\n\n",
    "# ", "## ", "- ", "> ", "```", "\t", "$$", "![](x)", "[a](b)", "表1：利润表（百万元）", "单位：百万元", "资料来源：公司",
    "投资评级：买入",
]  # fmt: skip


def scraps(seed: int, pieces: list[str], most: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choices(pieces, k=chance.randint(0, most)))


def rounds() -> list[int]:
    return list(range(200_000))


def spent(began: float) -> bool:
    return time.monotonic() - began > SECONDS


def test_quantities_stand_where_they_say() -> None:
    began = time.monotonic()
    for seed in rounds():
        if spent(began):
            break
        text = scraps(seed, SCRAPS, 30)
        found = scan(text)
        for quantity in found.quantities:
            assert 0 <= quantity.start < quantity.end <= len(text), (seed, text)
            for bound in (quantity.low, quantity.high):
                assert bound is None or (isinstance(bound, Decimal) and bound.is_finite()), (seed, text)
            if quantity.low is not None and quantity.high is not None:
                assert quantity.low <= quantity.high, (seed, text)
        assert found == scan(text), (seed, text)
    assert seed > 200


def test_cells_periods_units_and_terms_never_raise() -> None:
    began = time.monotonic()
    for seed in rounds():
        if spent(began):
            break
        text = scraps(seed, SCRAPS, 8)
        folded = fold(text)
        assert len(folded.text) == len(folded.origin)
        assert list(folded.origin) == sorted(folded.origin), (seed, text)
        assert key(key(text)) == key(text), (seed, text)
        read_cell(text)
        read_period(text)
        read_unit(text)
        match_term(text)
        if found := find_unit(text):
            assert 0 <= found.start <= found.end <= len(text), (seed, text)
        for period in scan_periods(text):
            assert 0 <= period.start < period.end <= len(text), (seed, text)
    assert seed > 200


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_tables_of_text_inputs_never_break_a_report(tmp_path: Path, suffix: str) -> None:
    began = time.monotonic()
    path = tmp_path / f"a{suffix}"
    for seed in rounds():
        if spent(began):
            break
        text = scraps(seed, SCRAPS + MARKUP * 6, 120)
        path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        try:
            found = pipeline.extract(path)
        except UnreadableInput:
            continue
        (page,) = found.document.pages
        for fact in found.facts:
            start, end = fact.source.start, fact.source.end
            assert start is not None, (seed, text)
            assert end is not None, (seed, text)
            assert 0 <= start < end <= len(page.text), (seed, text)
        writers.dumps(writers.report_json(found, "0"))
        writers.fact_rows(found, "a")
    assert seed > 20


def test_a_real_table_with_a_byte_changed_is_still_a_report(tmp_path: Path) -> None:
    began = time.monotonic()
    whole = (ROOT / "seeds" / "founding-report.md").read_text(encoding="utf-8")
    path = tmp_path / "a.md"
    for seed in rounds():
        if spent(began):
            break
        chance = random.Random(seed)
        text = list(whole)
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 3)] = chance.choice(SCRAPS + MARKUP)
        path.write_text("".join(text), encoding="utf-8", newline="")
        try:
            writers.dumps(writers.report_json(pipeline.extract(path), "0"))
        except UnreadableInput:  # a null byte: no text at all
            continue
    assert seed > 3
