"""Ratings, tickers, brokers, entities and captions: what is read, and what is left alone."""

from __future__ import annotations

import pytest

from extractor.model import Rating
from extractor.normalizers.brokers import find_broker
from extractor.normalizers.captions import CaptionReading, read_caption
from extractor.normalizers.entities import read_entity, scan_entities
from extractor.normalizers.ratings import level_of, read_rating
from extractor.normalizers.tickers import find_tickers, read_ticker

RATINGS = [
    ("买入（维持）", ("买入", "维持", "buy")),
    ("买入(首次)", ("买入", "首次", "buy")),
    ("投资评级：优于大市(维持)", ("优于大市", "维持", "outperform")),
    ("投资评级 优于大市(维持)", ("优于大市", "维持", "outperform")),
    ("维持“买入”评级", ("买入", "维持", "buy")),
    ("买入 |维持", ("买入", "维持", "buy")),
    ("增持 / 维持", ("增持", "维持", "outperform")),
    ("推荐      维持评级", ("推荐", "维持", "outperform")),
    ("A 股：买入（维持）", ("买入", "维持", "buy")),
    ("首次覆盖，给予“增持”评级。", ("增持", "首次覆盖", "outperform")),
    ("看好（维持）", ("看好", "维持", "overweight")),
    ("行业评级：   推荐", ("推荐", None, "overweight")),
    ("谨慎推荐（下调）", ("谨慎推荐", "下调", "outperform")),
    ("中性", ("中性", None, "neutral")),
]


@pytest.mark.parametrize(("text", "want"), RATINGS)
def test_rating_is_read(text: str, want: tuple[str, str | None, str]) -> None:
    assert read_rating(text) == Rating(*want)


@pytest.mark.parametrize(
    "text",
    [
        "维持盈利预测，看好公司长期发展",
        "上次评级：增持",
        "我们推荐持续关注龙头",
        "行业评级看好中性看淡(维持)",
        "请阅读最后评级说明",
        "维持全年指引不变",
        "",
    ],
)
def test_no_rating(text: str) -> None:
    assert read_rating(text) is None


def test_a_broker_may_have_its_own_scale() -> None:
    assert level_of("推荐") == "outperform"
    assert level_of("推荐", broker="民生证券") == "buy"
    assert level_of("增持", "industry") == "overweight"
    assert level_of("不错") is None


TICKERS = [
    ("688076.SH", "SSE", "CNY"),
    ("0700.HK", "HKEX", "HKD"),
    ("（00981.HK）", "HKEX", "HKD"),
    ("301033", "SZSE", "CNY"),
    ("600570", "SSE", "CNY"),
    ("900901", "SSE", "USD"),
    ("200002.SZ", "SZSE", "HKD"),
    ("920001", "BSE", "CNY"),
    ("PDD.O", "NASDAQ", "USD"),
    ("TME.N", "NYSE", "USD"),
    ("AAPL.US", "US", "USD"),
    ("600570 CH", "SSE", "CNY"),
    ("700 HK", "HKEX", "HKD"),
    ("SH600570", "SSE", "CNY"),
    ("NASDAQ:PDD", "NASDAQ", "USD"),
    ("2330.TW", "TWSE", "TWD"),
    ("000660.KS", "KRX", "KRW"),
]


@pytest.mark.parametrize(("text", "exchange", "currency"), TICKERS)
def test_ticker_is_read(text: str, exchange: str, currency: str) -> None:
    found = read_ticker(text)
    assert found is not None
    assert (found.exchange, found.currency) == (exchange, currency)


@pytest.mark.parametrize("text", ["123456", "EPS", "12.5", "2025.1", "688076.XX", "", "腾讯", "1234567.SH", "2024-12-31"])
def test_no_ticker(text: str) -> None:
    assert read_ticker(text) is None


def test_one_security_in_two_forms() -> None:
    forms = [read_ticker(text) for text in ("0700.HK", "00700.HK", "700 HK")]
    assert all(form and forms[0] and form.same_as(forms[0]) for form in forms)
    here, there = read_ticker("0700.HK"), read_ticker("000700.SZ")
    assert here is not None
    assert there is not None
    assert not here.same_as(there)


def test_tickers_in_text() -> None:
    text = "恒生电子（600570）与拼多多（PDD.O）市值1234.56亿元"
    assert [text[t.start : t.end] for t in find_tickers(text)] == ["600570", "PDD.O"]


def test_publisher_is_known_by_what_it_prints_of_itself() -> None:
    lines = ["资料来源：Wind，国信证券经济研究所整理", "分析师 li@guosen.com.cn", "中信证券、中信证券、中信证券", "看好中信证券的经纪业务"]
    found = find_broker(lines)
    assert found is not None
    assert found.name == "国信证券"
    assert find_broker(["本报告提到中信证券"]) is None
    assert find_broker([]) is None


def test_entities() -> None:
    assert [found.entity.name for found in scan_entities("腾讯与Meta，海外的谷歌；season大卖")] == ["腾讯控股", "Meta", "谷歌"]
    assert getattr(read_entity("快手-W（1024.HK）"), "ticker", None) == "1024.HK"
    assert getattr(read_entity("小米集团-W"), "name", None) == "小米集团"
    assert read_entity("某公司") is None


CAPTIONS = [
    ("图表12：腾讯广告拆分（亿元）", CaptionReading("腾讯", "advertising_revenue", None, "value")),
    ("图 5：公司分业务收入拆分", CaptionReading(None, "revenue", None, "value")),
    ("图表1：2020-2025年公司毛利率变化情况", CaptionReading(None, "gross_margin", None, "value")),
    ("资产负债表（百万元）", CaptionReading(None, None, "balance", None)),
    ("可比公司估值", None),
    ("广告", None),
    ("投资策略", None),
]


@pytest.mark.parametrize(("text", "want"), CAPTIONS)
def test_caption(text: str, want: CaptionReading | None) -> None:
    assert read_caption(text) == want
