"""Labels to metrics: by statement and section, with growth words, clipped and mistyped; and what must stay unmapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalizers.terms import explain_term, match_term, section_of
from extractor.normalizers.terms_labels import bare, loose
from extractor.normalizers.terms_lookup import FUZZY_FROM, look_clipped, mistyped
from extractor.taxonomy.metrics import ANY, alias_index, metrics

MAPS = [
    # label, statement, section, metric, basis
    ("营业收入", "income", (), "revenue", "value"),
    ("一、营业总收入", "income", (), "total_operating_revenue", "value"),
    ("减：营业成本", "income", (), "operating_cost", "value"),
    ("加:营业外收入", "income", (), "non_operating_income", "value"),
    ("其中：利息费用", "income", (), "interest_expense", "value"),
    ("-其中：归属于母公司股东的净利润（百万元）", "income", (), "parent_net_profit", "value"),
    ("归属于母公司所有者的净利润", "income", (), "parent_net_profit", "value"),
    ("净利润", "income", (), "net_profit", "value"),
    ("资产减值损失（损失以“-”号填列）", "income", (), "asset_impairment_loss", "value"),
    ("少数股东权益", "income", (), "minority_profit", "value"),
    ("少数股东权益", "balance", (), "minority_interests", "value"),
    ("少数股东权益", None, (), "minority_interests", "value"),
    ("短期借款", "balance", (), "short_term_borrowings", "value"),
    ("短期借款", "cashflow", (), "short_term_borrowings_change", "value"),
    ("财务费用", "income", (), "finance_expenses", "value"),
    ("财务费用", "cashflow", (), "finance_expense_adjustment", "value"),
    ("流动资产", "balance", (), "current_assets", "value"),
    ("其他", "balance", ("流动资产合计",), "other_current_assets", "value"),
    ("其它", "balance", ("非流动负债",), "other_non_current_liabilities", "value"),
    ("其他", "cashflow", ("经营活动现金流",), "other_operating_cash_flow", "value"),
    ("其他", "cashflow", ("筹资活动产生的现金流量净额",), "other_financing_cash_flow", "value"),
    ("营业收入(%)", "ratios", ("成长能力",), "revenue", "yoy"),
    ("归属于母公司净利", "ratios", ("成长能力（%）",), "parent_net_profit", "yoy"),
    ("毛利率", "ratios", ("成长能力",), "gross_margin", "value"),
    ("销售费用", "ratios", ("费用率",), "selling_expense_ratio", "value"),
    ("净资产", "ratios", ("每股指标（元）",), "bps", "value"),
    ("营收增长率（%）", "summary", (), "revenue", "yoy"),
    ("收入同比增速", None, (), "revenue", "yoy"),
    ("EBIT 增长率", "ratios", (), "ebit", "yoy"),
    ("归母净利润环比", None, (), "parent_net_profit", "qoq"),
    ("营业收入CAGR", None, (), "revenue", "cagr"),
    ("广告收入占比", None, (), "advertising_revenue", "share"),
    ("营业收入(同比)", None, (), "revenue", "yoy"),
    ("YoY-营业收入", None, (), "revenue", "yoy"),
    ("销售费用/营业收入", None, (), "selling_expense_ratio", "value"),
    ("每股收益（最新摊薄）", "ratios", (), "eps", "value"),
    ("EPS（元）", "summary", (), "eps", "value"),
    ("EPS(X)", "ratios", (), "eps", "value"),
    ("P/E(倍)", "summary", (), "pe", "value"),
    ("净资产收益率（ROE）", "summary", (), "roe", "value"),
    ("净利润（经调整）", "income", (), "adjusted_net_profit", "value"),
    ("非国际财务报告准则净利润", "income", (), "adjusted_net_profit", "value"),
    ("物业、厂房及设备", "balance", (), "fixed_assets", "value"),
    ("销售及市场推广开支", "income", (), "selling_expenses", "value"),
    ("应收帐款", "balance", (), "accounts_receivable", "value"),
    ("有价证劵及短期投资", "balance", (), "securities_short_term_investments", "value"),
    ("负债与所有者权益合计", "balance", (), "total_liabilities_and_equity", "value"),
    ("股价(2025-09-26)", "market", (), "close_price", "value"),
    ("近3个月换手率(%)", "market", (), "turnover_rate_3m", "value"),
    ("12个月内最高价（元）", "market", (), "price_high_52w", "value"),
    ("归母净利润（扣非）", None, (), "recurring_parent_net_profit", "value"),
    ("自由现金流(FCFF)", None, (), "fcff", "value"),
    ("投入资本回报率（ROIC）(%)", None, (), "roic", "value"),
    ("Take rate", None, (), "take_rate", "value"),
    ("ad load", None, (), "ad_load", "value"),
    ("广告负载", None, (), "ad_load", "value"),
    ("稼动率", None, (), "capacity_utilization", "value"),
    # clipped cells
    ("归属母公司股东权", "balance", (), "parent_equity", "value"),
    ("每股经营现金流薄）", "ratios", (), "operating_cash_flow_per_share", "value"),
    ("每股收益(最新", "ratios", (), "eps", "value"),
]


@pytest.mark.parametrize(("label", "statement", "section", "metric", "basis"), MAPS)
def test_label_maps(label: str, statement: str | None, section: tuple[str, ...], metric: str, basis: str) -> None:
    found = match_term(label, statement, section)
    assert found is not None
    assert (found.metric, found.basis, found.inherits) == (metric, basis, False)
    assert found.unit_kind == metrics()[metric].unit
    assert found.why


ALONE = [
    ("(+/-%)", "yoy"),
    ("YOY(%)", "yoy"),
    ("YoY", "yoy"),
    ("同比", "yoy"),
    ("同比（%）", "yoy"),
    ("%同比增速", "yoy"),
    ("增长率(%)", "yoy"),
    ("环比", "qoq"),
    ("QoQ", "qoq"),
    ("CAGR", "cagr"),
    ("占比", "share"),
    ("%营业收入", "share"),
    ("占收入比(%)", "share"),
]


@pytest.mark.parametrize(("label", "basis"), ALONE)
def test_a_basis_alone_belongs_to_the_row_above(label: str, basis: str) -> None:
    found = match_term(label, "income")
    assert found is not None
    assert (found.metric, found.basis, found.inherits) == (None, basis, True)


NOT = [
    # never the metric that it looks like
    ("归母净利润", "net_profit"),
    ("净利润", "parent_net_profit"),
    ("营业总收入", "revenue"),
    ("营业收入", "total_operating_revenue"),
    ("固定资产", "non_current_assets"),
    ("非流动资产", "current_assets"),
    ("非流动资产", "fixed_assets"),
    ("流动负债", "current_assets"),
    ("经调整净利润", "net_profit"),
    ("扣非净利润", "net_profit"),
    ("净利率", "net_profit"),
    ("毛利率", "gross_profit"),
    ("毛利", "gross_margin"),
    ("应付账款", "accounts_receivable"),
    ("预收账款", "prepayments"),
    ("净利润(经调整)", "net_profit"),
    ("资产负债率", "total_liabilities"),
    ("应收账款周转天数", "receivables_turnover"),
    ("经营活动现金流入", "operating_cash_flow"),
    ("PE(TTM)", "pe"),
    ("净营运资金增加", "working_capital_change"),
    ("营业外收入", "revenue"),
    ("每股净资产", "total_equity"),
    ("少数股东损益", "minority_interests"),
    ("基本每股收益", "eps"),
    ("主营业务利润", "main_business_gross_margin"),
]


@pytest.mark.parametrize(("label", "metric"), NOT)
def test_label_is_not_its_neighbour(label: str, metric: str) -> None:
    found = match_term(label)
    assert found is not None
    assert found.metric != metric


UNKNOWN = [
    "",
    "其他",
    "合计",
    "朋友圈",
    "腾讯控股",
    "2024A",
    "归属母公司股东",
    "主营业务利",
    "投资",
    "AI芯片管制",
    "公司代码",
    "归属于母",
    "成长能力",
    "流动",
    "净资产收",
    "1,234",
    "%",
    "（）",
]


@pytest.mark.parametrize("label", UNKNOWN)
def test_unknown_stays_unknown(label: str) -> None:
    found = match_term(label, "other")
    assert found is None or found.metric is None


def test_sections_open_areas() -> None:
    assert section_of("成长能力（%）") is not None
    assert getattr(section_of("流动资产合计"), "area", "") == "current_assets"
    assert getattr(section_of("经营活动产生的现金流量净额"), "area", "") == "operating_cash"
    assert section_of("腾讯控股") is None


def test_one_character_away_is_never_another_metric() -> None:
    """Leave one out: take any name away, and the fuzzy bar must not give its label to another metric."""
    names = {loose(alias): metric for alias, metric in alias_index()[ANY].items() if not alias.isascii()}
    wrong = []
    for alias, metric in names.items():
        if len(alias) < FUZZY_FROM:
            continue
        others = {name: owner for name, owner in names.items() if name != alias}
        found = mistyped(alias, others)
        if found is not None and found.metric != metric:
            wrong.append((alias, metric, found.alias, found.metric))
    assert not wrong


def test_fuzzy_mends_a_slip() -> None:
    found = match_term("公充价值变动收益")
    assert found is not None
    assert (found.metric, found.method) == ("fair_value_gains", "fuzzy")


def test_no_name_is_the_clipped_form_of_another_metric() -> None:
    """A name that begins another metric's name is known itself, so it is never read as clipped."""
    for alias, metric in alias_index()[ANY].items():
        found = match_term(alias)
        assert found is not None
        assert found.metric == metric
    assert look_clipped("归属母公司股东", (ANY,)) is None  # 权益 or 净利润


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = match_term(text)
    assert found is None or found.inherits == (found.metric is None)


@given(st.sampled_from(sorted(alias_index()[ANY])), st.sampled_from(["-", "其中：", "加：", "·", "1、", "（一）", " "]))
def test_marks_change_nothing(alias: str, mark: str) -> None:
    plain, marked = match_term(alias), match_term(mark + alias)
    assert plain is not None
    assert marked is not None
    assert marked.metric == plain.metric


def test_bare_labels() -> None:
    assert bare("-其中：营业收入（百万元）*") == "营业收入"
    assert bare("52周最高价") == "52周最高价"
    assert bare("3个月平均日成交额") == "3个月平均日成交额"


def test_explanation_names_every_reading() -> None:
    said = explain_term("少数股东权益")
    assert "balance: minority_interests" in said
    assert "income: minority_profit" in said
    assert explain_term("朋友圈") == "朋友圈: no metric"
    assert "yoy of the row above" in explain_term("(+/-%)")
