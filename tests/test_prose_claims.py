"""Claims of sentences, as the contract words them; what no sentence says stays empty, and what names no metric is no claim."""

from __future__ import annotations

import pytest

from extractor.finders.prose import find_claims
from extractor.model import Block, BlockKind, Company, Document, Fact, Page, Report

HOME = Report(date="2025-05-06", kind="company", companies=(Company("甲公司", "600000.SH"),))
INDUSTRY = Report(date="2025-05-06", kind="industry")


def document(*texts: str, kind: BlockKind = "body") -> Document:
    """One page, one block a text."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind, at, at + len(text), None))
        at += len(text) + 1
    page = Page(1, 0, 0, "\n".join(texts), tuple(blocks))
    return Document("x.txt", "00", "text/plain", (page,), (), "good")


def claims(text: str, report: Report = HOME) -> tuple[Fact, ...]:
    found = document(text)
    facts = find_claims(found, report).facts
    assert all(found.pages[0].text[f.source.start : f.source.end] == f.raw for f in facts)
    return facts


def row(f: Fact) -> str:
    old = " old" if f.superseded else ""
    bounds = f"{f.value.normalize():f}" if f.value is not None else f"{f.low}..{f.high}"
    return f"{f.raw}|{f.label}|{f.basis}{old}|{f.period}|{f.status}|{bounds} {f.unit}"


# a sentence, then its claims: raw | label | basis | period | status | value unit
READ = [
    (
        "2024年公司实现营收12.5亿元（+20.0%），归母净利润3.0亿元（-5.5%）。",
        "12.5亿元|营收|value|2024|A|1250000000 CNY",
        "+20.0%|营收|yoy|2024|A|0.2 ratio",
        "3.0亿元|归母净利润|value|2024|A|300000000 CNY",
        "-5.5%|归母净利润|yoy|2024|A|-0.055 ratio",
    ),
    (
        "2024年营收12.5亿元，其中24Q4单季营收3.1亿元（同比+12%，环比-3%）。",
        "12.5亿元|营收|value|2024|A|1250000000 CNY",
        "3.1亿元|营收|value|2024Q4|A|310000000 CNY",
        "+12%|营收|yoy|2024Q4|A|0.12 ratio",
        "-3%|营收|qoq|2024Q4|A|-0.03 ratio",
    ),
    (
        "预计公司2025-2027年营收15/18/21亿元（原2025、2026为16/19亿元），同比增速20%/20%/17%，对应PE=30/25/21x。",
        "15|营收|value|2025|E|1500000000 CNY",
        "18|营收|value|2026|E|1800000000 CNY",
        "21亿元|营收|value|2027|E|2100000000 CNY",
        "16|营收|value old|2025|E|1600000000 CNY",
        "19亿元|营收|value old|2026|E|1900000000 CNY",
        "20%|营收|yoy|2025|E|0.2 ratio",
        "20%|营收|yoy|2026|E|0.2 ratio",
        "17%|营收|yoy|2027|E|0.17 ratio",
        "30|PE|value|2025|E|30 x",
        "25|PE|value|2026|E|25 x",
        "21x|PE|value|2027|E|21 x",
    ),
    (
        "2024年毛利率41.3%，同比提升2.1pct；销售/管理费用率分别为3.0%/5.5%。",
        "41.3%|毛利率|value|2024|A|0.413 ratio",
        "2.1pct|毛利率|yoy|2024|A|2.1 pp",
        "3.0%|销售费用率|value|2024|A|0.03 ratio",
        "5.5%|管理费用率|value|2024|A|0.055 ratio",
    ),
    (
        "2024年收入10亿元，净利润2亿元，同比分别增长5%和下降6%。",
        "10亿元|收入|value|2024|A|1000000000 CNY",
        "2亿元|净利润|value|2024|A|200000000 CNY",
        "5%|收入|yoy|2024|A|0.05 ratio",
        "下降6%|净利润|yoy|2024|A|-0.06 ratio",
    ),
    (
        "出货量从2023年的2亿台增长至2024年的3亿台，占全球出货量的30%。",
        "2亿台|出货量|value|2023|A|200000000 count",
        "3亿台|出货量|value|2024|A|300000000 count",
        "30%|出货量|share|2024|A|0.3 ratio",
    ),
    ("25Q1营收低于5.0亿元的市场预期。", "5.0亿元|营收|value|2025Q1|E|500000000 CNY"),
    ("截至2024年底在手订单20亿元，同比增长15%。", "20亿元|在手订单|value|2024-12-31|A|2000000000 CNY",
     "15%|在手订单|yoy|2024-12-31|A|0.15 ratio"),
    ("公司指引25Q2收入环比下降4%~6%。", "下降4%~6%|收入|qoq|2025Q2|E|-0.06..-0.04 ratio"),
    ("2024年净利润亏损超3亿元。", "亏损超3亿元|净利润|value|2024|A|None..-3E+8 CNY"),
    ("乙业务的货币化率近30%。", "近30%|货币化率|value||A|0.3 ratio"),
    ("2024年研发费用2亿元，较上次预测下降3%。", "2亿元|研发费用|value|2024|A|200000000 CNY", "下降3%|研发费用|vs|2024|A|-0.03 ratio"),
    ("我们将2025年净利润由3.0亿元下调至2.5亿元。", "3.0亿元|净利润|value old|2025|E|300000000 CNY",
     "2.5亿元|净利润|value|2025|E|250000000 CNY"),
    ("预计2025年EPS为1.50元。", "1.50元|EPS|value|2025|E|1.5 CNY/share"),
    ("市场规模2024-2028年CAGR为12%。", "12%|市场规模|cagr|2024/2028|E|0.12 ratio"),
    ("未来三年有望保持10%以上的复合增速。",),
    ("本周恒生科技指数累计涨幅为8.9%，科技股净利率- 5.66%。", "8.9%|累计涨幅|value||A|0.089 ratio"),
    ("公司98%收入来自广告。", "98%|收入|share||A|0.98 ratio"),
    ("给予2026年48.5倍PE。", "48.5倍PE|PE|value|2026|E|48.5 x"),
    ("2024年营收9亿元（+8.2% YoY/-15.4% QoQ）。", "9亿元|营收|value|2024|A|900000000 CNY", "+8.2%|营收|yoy|2024|A|0.082 ratio",
     "-15.4%|营收|qoq|2024|A|-0.154 ratio"),
    ("2024年末合同负债5亿元，较年初增长27%。", "5亿元|合同负债|value|2024-12-31|A|500000000 CNY",
     "27%|合同负债|vs|2024-12-31|A|0.27 ratio"),
    ("2024年人民币贷款增加10亿元，同比多增2亿元。", "10亿元|贷款|change|2024|A|1000000000 CNY",
     "2亿元|贷款|change|2024|A|200000000 CNY"),
    ("2024年渗透率将逐步提升，有25%的芯片用于组网。",),
    ("公司推出两款车型，四个方面有改进，三家公司位居前列。",),
    ("公司在手项目831个。", "831个|在手项目|value||A|831 count"),
    ("2024年公司销售/管理/研发费用率分别为29%/15%/23%。", "29%|销售费用率|value|2024|A|0.29 ratio",
     "15%|管理费用率|value|2024|A|0.15 ratio",
     "23%|研发费用率|value|2024|A|0.23 ratio"),
    ("2024年甲眼科（+84%）、乙眼科（+62%）净利润高增。", "+84%|净利润|yoy|2024|A|0.84 ratio", "+62%|净利润|yoy|2024|A|0.62 ratio"),
    ("公司指引25Q3毛利率18%\n~20%。", "18%\n~20%|毛利率|value|2025Q3|E|0.18..0.20 ratio"),
    ("我们将2025E/2026E净利润调整+2.0%/-1.7%。", "+2.0%|净利润|change|2025|E|0.02 ratio", "-1.7%|净利润|change|2026|E|-0.017 ratio"),
    ("2024年营收9.\n5亿元，同比增长\n12%。", "9.\n5亿元|营收|value|2024|A|950000000 CNY", "12%|营收|yoy|2024|A|0.12 ratio"),
    ("2025年1月至3月CPI同比分别上涨2.1%、1.0%和0.7%。", "2.1%|CPI|yoy|2025-01|A|0.021 ratio", "1.0%|CPI|yoy|2025-02|A|0.01 ratio",
     "0.7%|CPI|yoy|2025-03|A|0.007 ratio"),
    ("2024年毛利率30%同比+1.0pct。", "30%|毛利率|value|2024|A|0.3 ratio", "+1.0pct|毛利率|yoy|2024|A|1 pp"),
    ("2024年营业收入和毛利率分别为5亿元和40%。", "5亿元|营业收入|value|2024|A|500000000 CNY", "40%|毛利率|value|2024|A|0.4 ratio"),
    ("预计2025-2026年净利润5/6亿元，同比增长10%/20%（此前为4/5亿元）。", "5|净利润|value|2025|E|500000000 CNY",
     "6亿元|净利润|value|2026|E|600000000 CNY", "10%|净利润|yoy|2025|E|0.1 ratio", "20%|净利润|yoy|2026|E|0.2 ratio",
     "4|净利润|value old|2025|E|400000000 CNY", "5亿元|净利润|value old|2026|E|500000000 CNY"),
    ("目标价50元，对应当前13%的空间。", "50元|目标价|value||E|50 CNY"),
    ("占比由2023年的27%降至2024年的24%。", "27%|占比|share|2023|A|0.27 ratio", "24%|占比|share|2024|A|0.24 ratio"),
    ("2024年各地区收入增长情况：国内（收入3亿元，+5%）、海外（1亿元，-2%）。", "3亿元|收入|value|2024|A|300000000 CNY",
     "+5%|收入|yoy|2024|A|0.05 ratio", "1亿元|收入|value|2024|A|100000000 CNY", "-2%|收入|yoy|2024|A|-0.02 ratio"),
    ("２０２４年营收１２亿元。", "１２亿元|营收|value|2024|A|1200000000 CNY"),
]  # fmt: skip

# sentences whose digits claim nothing
SILENT = [
    "公司发布GPT-5.4与A800两款产品线，共3个方面。",
    "第3家工厂位于2号楼，电话021-12345678。",
    "12英寸晶圆与28nm工艺。",
    "过去3年，公司坚持创新。",
    "沪深300指数成份。",
    "营收（单位：百万元）如下。",
    "1）需求；2）供给。",
]


@pytest.mark.parametrize("case", READ, ids=lambda case: case[0][:24])
def test_claims_of_a_sentence(case: tuple[str, ...]) -> None:
    text, *wanted = case
    assert [row(f) for f in claims(text)] == wanted


@pytest.mark.parametrize("text", SILENT)
def test_sentences_without_a_claim(text: str) -> None:
    assert [row(f) for f in claims(text)] == []


def test_a_multiple_of_another_subject_says_against_whom() -> None:
    (fact,) = claims("亚马逊货币化率约为京东的3-7倍。", INDUSTRY)
    assert (fact.entity, fact.basis, fact.versus) == ("亚马逊", "vs", "京东")
    assert fact.qualifiers == ("approx", "range")


def test_names_and_numbers_pair_in_their_order() -> None:
    facts = claims("货币化率方面，京东/拼多多/美团为10%/5%/4%。", INDUSTRY)
    assert [(f.entity, f.raw) for f in facts] == [("京东", "10%"), ("拼多多", "5%"), ("美团", "4%")]


def test_several_companies_at_once_are_no_subject() -> None:
    assert [f.entity for f in claims("选取京东、美团和快手作为可比公司，2025年平均PE为20倍。", INDUSTRY)] == [""]


def test_the_reports_own_company_is_the_subject_where_none_is_named() -> None:
    (fact,) = claims("2024年营收5亿元。")
    assert (fact.entity, fact.entity_id, dict(fact.from_)["entity"]) == ("甲公司", "600000.SH", "cover")


def test_an_industry_report_has_no_subject_of_its_own() -> None:
    (fact,) = claims("2024年营收5亿元。", INDUSTRY)
    assert (fact.entity, fact.entity_id) == ("", None)


def test_a_part_of_a_whole_is_the_product() -> None:
    assert [f.product for f in claims("2024年出货量3亿台，其中印度1亿台。", INDUSTRY)] == ["", "印度"]
    assert [f.product for f in claims("乙公司市场份额较低，其中丙仪器占9.9%。", INDUSTRY)] == ["丙仪器"]


def test_a_subject_carries_over_sentences_only_where_the_passage_opens_with_it() -> None:
    opened = claims("腾讯2024年营收5亿元。2024年毛利率30%。", INDUSTRY)
    named = claims("据公开信息整理，腾讯2024年营收5亿元。2024年毛利率30%。", INDUSTRY)
    assert [f.entity for f in opened] == ["腾讯", "腾讯"]
    assert [f.entity for f in named] == ["腾讯", ""]


def test_a_sentence_over_two_blocks_is_one() -> None:
    facts = find_claims(document("预计2025-2026年营收分别为5亿元、", "6亿元。"), HOME).facts
    assert [(f.raw, f.period) for f in facts] == [("5亿元", "2025"), ("6亿元", "2026")]


def test_a_segment_is_the_product() -> None:
    assert [f.product for f in claims("2024年制剂业务实现收入1.8亿元。")] == ["制剂业务"]


@pytest.mark.parametrize(("text", "forecaster"), [
    ("我们预计2025年营收9亿元。", "report"),
    ("公司指引2025年营收9亿元。", "company"),
    ("市场一致预期2025年营收9亿元。", "consensus"),
    ("IDC预计2025年出货量9亿台。", "other"),
    ("2024年营收9亿元。", None),
])  # fmt: skip
def test_who_forecasts(text: str, forecaster: str | None) -> None:
    assert [f.forecaster for f in claims(text)] == [forecaster]


def test_a_period_without_year_takes_the_passages_year_and_then_the_reports() -> None:
    assert [f.period for f in claims("2023年营收5亿元，第三季度营收1亿元。")] == ["2023", "2023Q3"]
    assert [f.period for f in claims("占比从2021年的27%降至24%，一季度营收1亿元。")][-1] == "2025Q1"
    (fact,) = claims("一季度营收1亿元。")
    assert (fact.period, dict(fact.from_)["period"]) == ("2025Q1", "cover")


@pytest.mark.parametrize("kind", ["side", "furniture", "disclaimer", "table", "chart", "note"])
def test_other_blocks_are_not_read(kind: BlockKind) -> None:
    found = find_claims(document("2024年营收5亿元。", kind=kind), HOME)
    assert found.facts == ()
    assert found.coverage[0].seen == 0


def test_rating_definitions_are_not_read_wherever_they_stand() -> None:
    text = "买入：相对沪深300指数涨幅20%以上；增持：相对沪深300指数涨幅10%以上；中性：涨幅介于正负10%之间。"
    assert claims(text) == ()


def test_coverage_accounts_for_every_number_token() -> None:
    coverage = find_claims(document("2024年营收5亿元，A800有2个方面。"), HOME).coverage[0]
    assert (coverage.claimed, coverage.seen) == (1, coverage.claimed + sum(coverage.refused.values()))
    assert {"date", "name"} <= set(coverage.refused)


def test_ids_do_not_depend_on_the_reading() -> None:
    first, second = claims("2024年营收5亿元。"), claims("2024年净利5亿元。")
    assert [f.id for f in first] == [f.id for f in second]
