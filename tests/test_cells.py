"""find_cells: every shape of table that reports print, each as a small grid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.finders.cells import CellFindings, find_cells
from extractor.finders.cells.heads import read_head
from extractor.finders.cells.merged import group_names
from extractor.model import Box, Cell, Company, Document, Fact, Report, Statement, Table
from extractor.normalizers.cell_numbers import cell_kind
from extractor.normalizers.terms import match_term

SHARED = Path(__file__).resolve().parents[2] / "shared"
MINE = Report(kind="company", companies=(Company("云岭传感", "609999.SH"),))
DUAL = Report(kind="company", companies=(Company("云岭传感", "9999.HK"), Company("云岭传感", "609999.SH")))
INDUSTRY = Report(kind="industry")


def metric(label: str, statement: Statement = "other") -> str | None:
    found = match_term(label, statement)
    return found.metric if found else None


def table(
    header: list[str],
    rows: list[list[str]],
    *,
    stub: int = 1,
    caption: str = "",
    unit: str = "",
    statement: Statement = "other",
    indents: tuple[int, ...] = (),
    note: str = "",
) -> Table:
    """`A / B` in a header are two levels; equal upper titles next to each other are one spanning cell."""
    levels = max((text.count(" / ") + 1 for text in header), default=0)
    grid = [[(text.split(" / ") + [""] * levels)[n] for text in header] for n in range(levels)]
    heads = []
    for n, texts in enumerate(grid):
        cells: list[Cell] = []
        for column, text in enumerate(texts):
            if cells and text and cells[-1].text == text and n < levels - 1:
                last = cells.pop()
                cells.append(Cell(n, last.column, text, 1, None, column_span=last.column_span + 1))
            else:
                cells.append(Cell(n, column, text, 1, None))
        heads.append(tuple(cells))
    body = tuple(
        tuple(
            Cell(
                r,
                c,
                text,
                1,
                Box(c * 50, r * 12, c * 50 + 40, r * 12 + 10),
                kind=cell_kind(text),
                indent=indents[r] if indents and not c else 0,
            )
            for c, text in enumerate(row)
        )
        for r, row in enumerate(rows)
    )
    return Table("t1", 1, None, caption, unit, statement, tuple(heads), body, stub, note)


def read(*tables: Table, report: Report = MINE) -> CellFindings:
    return find_cells(Document("a.pdf", "0" * 64, "application/pdf", (), tables, "good"), report)


def one(found: CellFindings, row: str, column: str = "") -> Fact:
    (fact,) = [f for f in found.facts if f.row_header == row and f.column_header == column and f.item == 1]
    return fact


def test_a_summary_table() -> None:
    found = read(
        table(
            ["", "2023", "2024", "2025E"],
            [
                ["营业收入(百万元)", "1,034", "1,625", "2,280"],
                ["(+/-%)", "58.7%", "57.2%", "40.3%"],
                ["每股收益（元）", "0.76", "1.84", "2.58"],
                ["市盈率（PE）", "69.3", "—", "20.5"],
                ["毛利率", "", "40.1%", "0"],
            ],
            statement="summary",
        )
    )
    assert len(found.facts) == 13  # the dash and the blank are cells, the 0 is a fact
    revenue = one(found, "营业收入(百万元)", "2024")
    assert (revenue.value, revenue.decimals, revenue.unit) == (Decimal("1625E6"), -6, "CNY")
    assert (revenue.metric, revenue.label, revenue.basis) == (metric("营业收入"), "营业收入", "value")
    assert (revenue.period, revenue.status, revenue.forecaster) == ("2024", "A", None)
    assert revenue.from_ == {
        "unit": "row_header", "period": "column_header", "status": "column_header", "metric": "row_header", "entity": "cover",
    }  # fmt: skip
    assert (revenue.entity, revenue.entity_id) == ("云岭传感", "609999.SH")
    growth = one(found, "(+/-%)", "2025E")
    assert (growth.metric, growth.label, growth.basis, growth.unit) == (metric("营业收入"), "营业收入", "yoy", "ratio")
    assert (growth.value, growth.decimals, growth.status, growth.forecaster) == (Decimal("0.403"), 3, "E", "report")
    assert growth.section == ("营业收入(百万元)",)
    assert growth.from_["unit"] == "cell"
    assert one(found, "每股收益（元）", "2024").unit == "CNY/share"
    assert one(found, "市盈率（PE）", "2023").unit is None
    assert one(found, "毛利率", "2025E").unit is None
    assert found.coverage[0].cells == 15
    assert found.coverage[0].numbers == found.coverage[0].facts == found.coverage[0].mapped == 13


@pytest.mark.parametrize(
    ("row", "cell", "unit", "value", "origin"),
    [
        ("营业收入", "1034", "CNY", "1034E6", "caption"),
        ("某项目", "12", "CNY", "12E6", "caption"),
        ("毛利率", "76.8%", "ratio", "0.768", "cell"),
        ("毛利率(%)", "76.8", "ratio", "0.768", "row_header"),
        ("ROE", "15.2", None, "15.2", None),
        ("每股收益", "1.84", None, "1.84", None),
        ("EPS（元/股）", "1.84", "CNY/share", "1.84", "row_header"),
        ("每股收益（美元）", "0.11", "USD/share", "0.11", "row_header"),
        ("P/E", "20.5", None, "20.5", None),
        ("P/E", "20.5x", "x", "20.5", "cell"),
        ("P/E（倍）", "20.5", "x", "20.5", "row_header"),
        ("EPS(X)", "0.52", "x", "0.52", "row_header"),
    ],
)
def test_units_in_a_statement(row: str, cell: str, unit: str | None, value: str, origin: str | None) -> None:
    found = read(table(["", "2024A"], [[row, cell]], caption="利润表（百万元）", unit="百万元", statement="income"))
    fact = one(found, row, "2024A")
    assert (fact.unit, fact.value, fact.from_.get("unit")) == (unit, Decimal(value), origin)


def test_per_share_rows_where_the_note_leaves_them_out() -> None:
    found = read(table(["", "2024A"], [["营业收入", "10"], ["每股收益", "1.8"]], unit="人民币百万元，除每股数据外", statement="income"))
    assert one(found, "营业收入", "2024A").from_["unit"] == "page_note"
    assert one(found, "每股收益", "2024A").unit == "CNY/share"


def test_no_unit_is_no_unit() -> None:
    found = read(table(["", "2024A"], [["营业收入", "1034"]], statement="income", caption="利润表"))
    assert one(found, "营业收入", "2024A").unit is None
    assert one(found, "营业收入", "2024A").value == 1034


def test_a_scale_of_the_cell_is_not_applied_again_with_the_header() -> None:
    found = read(table(["基地", "规划产能（万辆）"], [["合肥长丰", "100万"], ["深汕", "30"]]))
    assert one(found, "合肥长丰", "规划产能（万辆）").value == 1_000_000
    assert one(found, "深汕", "规划产能（万辆）").value == 300_000


def test_a_bare_scale_scales_and_names_no_currency() -> None:
    found = read(table(["", "2024A"], [["营业收入", "802"]], statement="income", caption="利润表（百万）", unit="百万"))
    fact = one(found, "营业收入", "2024A")
    assert (fact.unit, fact.value, fact.decimals) == (None, Decimal("802E6"), -6)


def test_a_conflict_of_units_is_a_problem() -> None:
    found = read(table(["", "2024A"], [["营业收入（亿元）", "12.5%"]]))
    assert one(found, "营业收入（亿元）", "2024A").unit == "ratio"
    assert [p.code for p in found.problems] == ["unit_conflict", "kind_mismatch"]
    assert one(found, "营业收入（亿元）", "2024A").metric is None
    assert all(p.message.zh and p.message.en for p in found.problems)


def test_sections() -> None:
    found = read(
        table(
            ["会计年度", "2024A", "2025E"],
            [
                ["成长能力", "", ""],
                ["营业收入(%)", "4.2", "-10.6"],
                ["营业利润", "90.0%", "40.1%"],
                ["获利能力（%）", "", ""],
                ["毛利率", "38.6", "34.0"],
                ["每股指标（元）", "", ""],
                ["每股收益", "2.34", "0.47"],
                ["估值比率", "", ""],
                ["P/E", "22.1", "110.4"],
            ],
            statement="ratios",
        )
    )
    assert len(found.facts) == 10
    growth = one(found, "营业收入(%)", "2025E")
    assert (growth.metric, growth.basis, growth.value, growth.section) == (metric("营业收入"), "yoy", Decimal("-0.106"), ("成长能力",))
    assert one(found, "营业利润", "2024A").basis == "yoy"
    margin = one(found, "毛利率", "2024A")
    assert (margin.unit, margin.value, margin.basis, margin.from_["unit"]) == ("ratio", Decimal("0.386"), "value", "section")
    share = one(found, "每股收益", "2024A")
    assert (share.unit, share.section, share.from_["unit"]) == ("CNY/share", ("每股指标（元）",), "section")
    assert one(found, "P/E", "2024A").unit is None


def test_growth_and_shares_belong_to_the_row_above() -> None:
    found = read(
        table(
            ["单位：百万元", "2024A", "2025E"],
            [
                ["营业收入", "1,625", "2,192"],
                ["%同比增速", "57%", "35%"],
                ["销售费用", "62", "79"],
                ["%营业收入", "4%", "4%"],
                ["yoy(%)", "3.1", "2.0"],
            ],
            statement="income",
        )
    )
    share = one(found, "%营业收入", "2024A")
    assert (share.metric, share.basis, share.value, share.section) == (
        metric("销售费用", "income"),
        "share",
        Decimal("0.04"),
        ("销售费用",),
    )
    growth = one(found, "yoy(%)", "2024A")
    assert (growth.metric, growth.basis, growth.value) == (metric("销售费用", "income"), "yoy", Decimal("0.031"))
    assert one(found, "营业收入", "2025E").from_["unit"] == "corner"


def test_parents_by_indent_and_mark() -> None:
    found = read(
        table(
            ["", "2024A"],
            [["流动资产", "10"], ["货币资金", "4"], ["其中：受限资金", "1"], ["存货", "6"], ["非流动资产", "9"], ["固定资产", "9"]],
            indents=(0, 8, 8, 8, 0, 8),
            statement="balance",
            unit="百万元",
        )
    )
    assert {f.row_header: f.section for f in found.facts} == {
        "流动资产": (),
        "货币资金": ("流动资产",),
        "其中：受限资金": ("流动资产", "货币资金"),
        "存货": ("流动资产",),
        "非流动资产": (),
        "固定资产": ("非流动资产",),
    }
    assert all(f.period_type == "instant" for f in found.facts)


def test_labels_centred_in_their_column_have_no_parents() -> None:
    rows = [[name, "1"] for name in ("流动资产", "现金", "应收账款及票据", "存货净额", "其他应收款")]
    found = read(table(["", "2024A"], rows, indents=(20, 31, 3, 22, 33), statement="balance"))
    assert all(f.section == () for f in found.facts)


def test_growth_columns() -> None:
    found = read(
        table(["", "2023", "2024", "2025E", "24-YoY", "25-YoY"], [["营业收入(亿元)", "10", "12", "15", "20%", "25%"]]),
    )
    assert {(f.column_header, f.period, f.status, f.basis, f.unit) for f in found.facts} == {
        ("2023", "2023", "A", "value", "CNY"),
        ("2024", "2024", "A", "value", "CNY"),
        ("2025E", "2025", "E", "value", "CNY"),
        ("24-YoY", "2024", "A", "yoy", "ratio"),
        ("25-YoY", "2025", "E", "yoy", "ratio"),
    }


def test_a_growth_column_without_period_speaks_of_the_latest() -> None:
    found = read(table(["百万元", "1Q24", "1Q25", "同比(%)"], [["营业收入", "10", "12", "20.0"]], statement="income"))
    growth = one(found, "营业收入", "同比(%)")
    assert (growth.period, growth.basis, growth.value, growth.status) == ("2025Q1", "yoy", Decimal("0.2"), None)


def test_columns_of_different_length() -> None:
    found = read(table(["", "FY24", "1H25", "2H25E", "2025"], [["营业收入", "1", "2", "3", "5"]]))
    assert [(f.period, f.status) for f in found.facts] == [("2024", "A"), ("2025H1", "A"), ("2025H2", "E"), ("2025", None)]


def test_letters_decide_the_status() -> None:
    found = read(table(["", "2023", "2024A", "2025"], [["营业收入", "1", "2", "3"]]))
    assert [f.status for f in found.facts] == [None, "A", None]
    found = read(table(["", "2023", "2024"], [["营业收入", "1", "2"]]))
    assert [f.status for f in found.facts] == [None, None]


def test_peers_by_column() -> None:
    found = read(
        table(
            [
                "公司代码",
                "公司名称",
                "投资评级",
                "昨收盘（港元/美元）",
                "总市值（百万港元/美元）",
                "EPS / 2026E",
                "EPS / 2027E",
                "PE / 2026E",
            ],
            [
                ["8888.HK", "晨光互动", "优于大市", "489.2", "4,464", "26.90", "30.38", "17.1"],
                ["QQX.O", "拾趣", "优于大市", "100.9", "143", "21.16", "25.23", "8.7"],
                ["601111", "丙股份", "中性", "10.0", "100", "1.0", "1.1", "9.0"],
            ],
            stub=3,
        ),
        report=INDUSTRY,
    )
    price = one(found, "8888.HK | 晨光互动", "昨收盘（港元/美元）")
    assert (price.entity, price.entity_id, price.unit, price.value) == ("晨光互动", "8888.HK", "HKD", Decimal("489.2"))
    cap = one(found, "QQX.O | 拾趣", "总市值（百万港元/美元）")
    assert (cap.entity, cap.unit, cap.value, cap.from_["entity"]) == ("拾趣", "USD", Decimal("143E6"), "row_header")
    nobody = one(found, "601111 | 丙股份", "昨收盘（港元/美元）")
    assert (nobody.unit, nobody.entity_id) == (None, "601111")
    eps = one(found, "8888.HK | 晨光互动", "EPS | 2027E")
    assert (eps.metric, eps.label, eps.period, eps.status, eps.unit) == (metric("EPS"), "EPS", "2027", "E", None)
    assert eps.from_["metric"] == "column_header"
    assert one(found, "QQX.O | 拾趣", "PE | 2026E").metric == metric("PE")


def test_a_known_name_brings_its_ticker() -> None:
    found = read(table(["公司", "PE"], [["云岭传感", "12"], ["别家", "13"]]))
    assert [(f.entity, f.entity_id) for f in found.facts] == [("云岭传感", "609999.SH"), ("别家", None)]
    assert read(table(["公司", "PE"], [["云岭传感", "12"]]), report=DUAL).facts[0].entity_id is None


def test_merged_groups_are_sections() -> None:
    found = read(
        table(
            ["板块", "代码", "名称", "涨跌幅（%）"],
            [["游戏", "8888.HK", "晨光", "1.5"], ["", "8889.HK", "拾趣", "-2.0"], ["电商", "QQX.O", "甲乙", "0"]],
            stub=3,
        ),
        report=INDUSTRY,
    )
    second = one(found, "8889.HK | 拾趣", "涨跌幅（%）")
    assert (second.section, second.entity, second.value) == (("游戏",), "拾趣", Decimal("-0.02"))
    first = one(found, "8888.HK | 晨光", "涨跌幅（%）")
    assert (first.section, first.entity) == (("游戏",), "晨光")


def test_rows_may_be_periods() -> None:
    found = read(table(["", "营业收入(百万元)", "同比(%)", "毛利率"], [["2023A", "10", "", "40%"], ["2024E", "12", "20.0", "41%"]]))
    assert {(f.row_header, f.label, f.basis, f.period, f.status, f.value) for f in found.facts} == {
        ("2023A", "营业收入", "value", "2023", "A", Decimal("10E6")),
        ("2024E", "营业收入", "value", "2024", "E", Decimal("12E6")),
        ("2023A", "毛利率", "value", "2023", "A", Decimal("0.40")),
        ("2024E", "毛利率", "value", "2024", "E", Decimal("0.41")),
        ("2024E", "营业收入", "yoy", "2024", "E", Decimal("0.2")),
    }


def test_a_box_of_keys_and_values() -> None:
    found = read(
        table(
            [],
            [
                ["投资评级", "优于大市(维持)"],
                ["收盘价", "52.95元"],
                ["总市值/流通市值", "11907/11907百万元"],
                ["52周最高价/最低价", "81.50/41.80元"],
                ["总股本/流通(亿股)", "1.09/0.83"],
                ["一年最低/最高(元)", "15.24-59.7"],
                ["股价(2025-09-26)", "102.92元"],
                ["日期", "2025/3/31"],
                ["12个月价格区间", "41.20/18.66"],
                ["目标价（元）", "60.00"],
            ],
            statement="market",
        )
    )
    assert one(found, "收盘价").column_header == ""
    assert (one(found, "收盘价").unit, one(found, "收盘价").value) == ("CNY", Decimal("52.95"))
    pairs = {(f.row_header, f.item): (f.metric, f.value) for f in found.facts}
    assert pairs["总市值/流通市值", 1] == (metric("总市值"), Decimal("11907E6"))
    assert pairs["总市值/流通市值", 2] == (metric("流通市值"), Decimal("11907E6"))
    assert pairs["52周最高价/最低价", 1][1] == Decimal("81.50")
    assert pairs["总股本/流通(亿股)", 2] == (metric("流通股本"), Decimal("83E6"))
    assert pairs["一年最低/最高(元)", 1][1] == Decimal("15.24")
    assert pairs["一年最低/最高(元)", 2][1] == Decimal("59.7")
    assert one(found, "股价(2025-09-26)").period == "2025-09-26"
    assert not any(f.row_header in ("投资评级", "日期") for f in found.facts)
    assert len({f.id for f in found.facts}) == len(found.facts) == 13
    assert pairs["12个月价格区间", 1] == (metric("52周最高价"), Decimal("41.20"))
    assert pairs["12个月价格区间", 2] == (metric("52周最低价"), Decimal("18.66"))
    assert one(found, "目标价（元）").status == "E"


def test_companies_in_caption_and_section() -> None:
    caption = "表1：云岭传感（609999.SH）损益表"
    found = read(
        table(["（单位：百万人民币）", "2024"], [["营业收入", "10"]], caption=caption, unit="百万人民币", statement="income"), report=DUAL
    )
    fact = one(found, "营业收入", "2024")
    assert (fact.entity, fact.entity_id, fact.unit, fact.from_["entity"]) == ("云岭传感", "609999.SH", "CNY", "caption")
    found = read(
        table(
            ["港股（9999.HK）指标", "2024", "2025E"],
            [["P/B", "2.2", "2.1"], ["A股（609999.SH）指标", "", ""], ["P/B", "4.8", "4.6"]],
        ),
        report=DUAL,
    )
    assert [(f.entity_id, f.from_["entity"]) for f in found.facts] == [("9999.HK", "corner")] * 2 + [("609999.SH", "section")] * 2


def test_dual_listings() -> None:
    rows = [["A股当前价", "85.83元"], ["总市值(亿港元)", "4,417"], ["市盈率", "12"], ["近3月换手率(%)", "2.4"]]
    found = read(table([], rows, statement="market"), report=DUAL)
    assert {f.row_header: f.entity_id for f in found.facts} == {
        "A股当前价": "609999.SH", "总市值(亿港元)": "9999.HK", "市盈率": None, "近3月换手率(%)": "9999.HK",
    }  # fmt: skip


def test_an_industry_report_has_no_company_of_its_own() -> None:
    found = read(table(["", "2023", "2024"], [["市场规模（亿元）", "10", "12"]]), report=INDUSTRY)
    assert {(f.entity, f.entity_id, "entity" in f.from_) for f in found.facts} == {("", None, False)}


@pytest.mark.parametrize("caption", ["图1：云岭传感收入拆分", "分渠道收入", "表3：主要产品收入预测（百万元）"])
def test_a_caption_names_the_metric_of_its_parts(caption: str) -> None:
    rows = [["经销", "6", "7"], ["直营", "4", "5"], ["同比增速", "", ""], ["经销", "3%", "17%"], ["直营", "4%", "25%"]]
    found = read(table(["会计年度", "2023A", "2024A"], rows, caption=caption))
    assert {(f.metric, f.product, f.basis, f.from_["metric"]) for f in found.facts} == {
        (metric("收入"), name, basis, "caption") for name in ("经销", "直营") for basis in ("value", "yoy")
    }


def test_parts_of_a_metric() -> None:
    found = read(
        table(
            ["营业收入（百万元）", "2023A", "2024A"],
            [["-仪器", "6", "7"], ["-耗材", "4", "5"], ["合计", "10", "12"]],
            caption="图表3：分产品收入",
        )
    )
    assert {(f.row_header, f.product, f.metric, f.unit) for f in found.facts} == {
        ("-仪器", "仪器", metric("营业收入"), "CNY"),
        ("-耗材", "耗材", metric("营业收入"), "CNY"),
        ("合计", "", metric("营业收入"), "CNY"),
    }
    assert {f.from_["metric"] for f in found.facts} == {"corner"}


def test_earlier_forecasts() -> None:
    header = ["", "调整前 / 2025E", "调整前 / 2026E", "调整后 / 2025E", "调整后 / 2026E"]
    found = read(table(header, [["营业收入（亿元）", "10", "12", "11", "13"]]))
    assert [(f.period, f.superseded, f.forecaster) for f in found.facts] == [
        ("2025", True, "report"), ("2026", True, "report"), ("2025", False, "report"), ("2026", False, "report"),
    ]  # fmt: skip


def test_earlier_forecasts_in_rows() -> None:
    rows = [
        ["原预测营业收入（亿元）", "10"],
        ["新预测营业收入（亿元）", "11"],
        ["归母净利润（调整前）", "1"],
        ["归母净利润（调整后）", "2"],
        ["固定资产原值", "3"],
    ]
    found = read(table(["", "2025E"], rows))
    revenue, profit = metric("营业收入"), metric("归母净利润")
    assert [(f.metric, f.superseded) for f in found.facts[:4]] == [(revenue, True), (revenue, False), (profit, True), (profit, False)]
    assert not found.facts[4].superseded


def test_consensus_and_guidance() -> None:
    found = read(table(["", "2025E", "一致预期 / 2025E"], [["归母净利润（亿元）", "10", "12"]]))
    assert [f.forecaster for f in found.facts] == ["report", "consensus"]


def test_running_numbers_and_codes_are_no_facts() -> None:
    found = read(table(["公司名称", "序号", "证券代码", "总市值（亿元）"], [["甲", "1", "600000", "12"]]), report=INDUSTRY)
    assert [f.label for f in found.facts] == ["总市值"]
    found = read(table([], [["地址：某市某路100号", "100033"], ["客服热线", "95000"], ["总市值（亿元）", "3"]]), report=INDUSTRY)
    assert [f.label for f in found.facts] == ["总市值"]


def test_facts_point_at_their_cells() -> None:
    found = read(table(["", "2024A"], [["营业收入", "10"], ["营业收入", "10"]]))
    assert [(f.source.table, f.source.row, f.source.column, f.source.page, f.raw) for f in found.facts] == [
        ("t1", 0, 1, 1, "10"), ("t1", 1, 1, 1, "10"),
    ]  # fmt: skip
    assert found.facts[0].source.boxes == (Box(50, 0, 90, 10),)
    assert found.facts[0].id != found.facts[1].id


@pytest.mark.parametrize(
    "rows",
    [
        ["资本开支", "其他", "投资活动现金流净额", "股权融资", "其他", "筹资活动现金流净额"],  # subtotals close their lines
        ["投资活动现金流净额", "资本开支", "其他", "筹资活动现金流净额", "股权融资", "其他"],  # subtotals lead them
        ["经营活动现金流净额", "资本开支", "其他", "投资活动现金流净额", "股权融资", "其他", "筹资活动现金流净额"],  # one without lines
    ],
)
def test_what_other_means_stands_in_its_subtotal(rows: list[str]) -> None:
    found = read(table(["", "2024A"], [[name, "1"] for name in rows], statement="cashflow", unit="百万元"))
    other = [f for f in found.facts if f.row_header == "其他"]
    assert [f.metric for f in other] == [metric("其他投资现金流", "cashflow"), metric("其他筹资现金流", "cashflow")]
    assert [f.section for f in other] == [("投资活动现金流净额",), ("筹资活动现金流净额",)]
    assert {f.from_["metric"] for f in other} == {"section"}


def test_other_without_its_subtotal_is_unmapped() -> None:
    found = read(table(["", "2024A"], [["其他", "1"], ["资产总计", "2"]], statement="balance", unit="百万元"))
    assert [f.metric for f in found.facts] == [None, metric("资产总计")]


def test_growth_of_profit_right_below_parent_profit() -> None:
    rows = [["归母净利（百万元）", "-53"], ["净利润增长率(%)", "-119.39%"]]
    assert {f.metric for f in read(table(["", "2024A"], rows)).facts} == {metric("归母净利润")}
    rows.insert(1, ["净利润（百万元）", "-50"])
    assert [f.metric for f in read(table(["", "2024A"], rows)).facts][2] == metric("净利润")


@pytest.mark.parametrize(
    ("names", "places", "labels", "expected"),
    [
        (["甲", "", "乙", "", ""], [0, 1, 2, 3, 4], ["a", "b", "c", "d", "e"], "甲甲乙乙乙"),  # names open their groups
        (["", "甲", "", "", "乙", ""], [0, 1, 2, 3, 4, 5], ["a", "b", "c", "d", "e", "f"], "甲甲甲乙乙乙"),  # names in the middle
        (["甲", "", "乙", "", ""], [0.5, 1, 3, 3, 4], ["a", "b", "c", "d", "e"], "甲甲乙乙乙"),  # between two rows
        (["", "甲", "", "", "乙", ""], [0, 1, 2, 3, 4, 5], ["收入", "增速", "毛利率"] * 2, "甲甲甲乙乙乙"),  # one cycle a group
        (["", "甲", "乙", ""], [0, 1, 2, 3], ["a", "b", "c", "d"], " 甲乙 "),  # nobody can tell
        (["", ""], [0, 1], ["a", "b"], "  "),
    ],
)
def test_names_printed_once_for_a_group(names: list[str], places: list[float], labels: list[str], expected: str) -> None:
    assert group_names(names, places, labels) == tuple(name.strip() for name in expected)


def test_an_amounts_unit_is_not_that_of_its_growth() -> None:
    found = read(table(["", "2024A", "同比", "22-24 CAGR"], [["营业收入（亿元）", "10", "20.0", "12%"]]))
    assert [(f.basis, f.unit, f.value) for f in found.facts] == [
        ("value", "CNY", Decimal("10E8")), ("yoy", None, Decimal("20.0")), ("cagr", "ratio", Decimal("0.12")),
    ]  # fmt: skip
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "label", "period", "status", "basis"),
    [
        ("(+/-) (%)", "(+/-)", "", None, "yoy"), ("同比(+/-)", "同比(+/-)", "", None, "yoy"), ("22A/E", "", "2022", None, None),
        ("截至2024年底", "", "2024-12-31", None, None), ("近10年AH溢价", "近10年AH溢价", "", None, None),
        ("EPS 2025E", "EPS", "2025", "E", None),
        ("10年期国债收益率", "10年期国债收益率", "", None, None),
        ("Current assets", "Current assets", "", None, None), ("2025E同比", "", "2025", "E", "yoy"),
        ("最新收盘价", "最新收盘价", "", None, None),
    ],
)  # fmt: skip
def test_heads(text: str, label: str, period: str, status: str | None, basis: str | None) -> None:
    head = read_head(text)
    assert (head.period.id if head.period else "", head.period.status if head.period else None) == (period, status)
    assert head.basis == basis
    assert basis or head.label == label


def test_a_name_between_two_rows_is_that_of_both() -> None:
    rows = [["中国", "沪深300", "1"], ["", "标普500", "2"], ["美国", "", ""], ["", "纳斯达克", "3"], ["日本", "日经225", "4"]]
    found = read(table(["", "", "收盘价"], rows, stub=2), report=INDUSTRY)
    assert [(f.row_header, f.section, f.entity) for f in found.facts] == [
        ("沪深300", ("中国",), "沪深300"),
        ("标普500", ("美国",), "标普500"),
        ("纳斯达克", ("美国",), "纳斯达克"),
        ("日经225", ("日本",), "日经225"),
    ]


def test_a_unit_alone_is_no_section() -> None:
    found = read(table(["", "2023A", "2024A"], [["归母净利润", "5", "6"], ["(百万元)", "", ""], ["YOY(%)", "", "20.0"]]))
    assert one(found, "YOY(%)", "2024A").metric == metric("归母净利润")
    assert one(found, "归母净利润", "2024A").section == ()


def test_products_by_section_and_header_cell() -> None:
    rows = [
        ["小分子", "", ""],
        ["收入（亿元）", "6", "7"],
        ["YOY", "", "17%"],
        ["新兴业务", "", ""],
        ["收入（亿元）", "2", "3"],
        ["毛利率", "", "40%"],
    ]
    found = read(table(["", "2024A", "2025E"], rows))
    assert [(f.label, f.basis, f.product) for f in found.facts if f.period == "2025"] == [
        ("收入", "value", "小分子"), ("收入", "yoy", "小分子"), ("收入", "value", "新兴业务"), ("毛利率", "value", "新兴业务"),
    ]  # fmt: skip
    rows = [
        ["", "收入", "6"],
        ["小分子", "增速", "2.5%"],
        ["", "毛利率", "40%"],
        ["", "收入", "8"],
        ["合计", "增速", "3%"],
        ["", "毛利率", "41%"],
    ]
    found = read(table(["单位：百万元", "", "2024A"], rows, stub=2))
    assert [(f.label, f.basis, f.product) for f in found.facts] == [
        ("收入", "value", "小分子"), ("收入", "yoy", "小分子"), ("毛利率", "value", "小分子"),
        ("收入", "value", ""), ("收入", "yoy", ""), ("毛利率", "value", ""),
    ]  # fmt: skip


def test_bloomberg_tickers() -> None:
    header = ["板块", "证券代码 证券简称", "股价(元/股)", "PE (倍) / 2025A/E", "PE (倍) / 2026E"]
    found = read(
        table(header, [["芯片", "688702 CH盛科", "220.46", "-603.22", "55"], ["网络", "1952 HK Equity", "9", "8", "7"]], stub=2),
        report=INDUSTRY,
    )
    assert {(f.entity, f.entity_id) for f in found.facts} == {("盛科", "688702 CH"), ("网络", "1952 HK")}
    assert [(f.period, f.status) for f in found.facts if f.source.row == 0] == [("", None), ("2025", None), ("2026", "E")]
    assert {f.unit for f in found.facts} == {"CNY/share", "x"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["少数股东权益", "股东权益", "负债和股东权益总计"], "归属母公司股东权益"),  # nothing but these two make up the equity
        (["股东权益合计", "股东权益", "少数股东权益"], "归属母公司股东权益"),  # the whole stands there too
        (["归属母公司股东权益", "少数股东权益", "股东权益"], "股东权益合计"),
        (["股本", "留存收益", "少数股东权益", "股东权益"], "股东权益合计"),  # the sum of its lines
        (["负债合计", "股东权益"], "股东权益合计"),
    ],
)
def test_whose_equity(rows: list[str], expected: str) -> None:
    found = read(table(["", "2023A", "2024A"], [[name, "1", "2"] for name in rows], statement="balance", unit="百万元"))
    assert {f.metric for f in found.facts if f.row_header == "股东权益"} == {metric(expected, "balance")}


@pytest.mark.parametrize(
    ("cash", "expected"),
    [(["4", "7"], "归母净利润"), (["5", "8"], "净利润"), (["4", "8"], "净利润")],
)
def test_whose_profit_heads_the_cash_flow(cash: list[str], expected: str) -> None:
    years = ["", "2023A", "2024A"]
    income = table(years, [["净利润", "5", "8"], ["归母净利润", "4", "7"]], statement="income", unit="百万元")
    flow = replace(table(years, [["净利润", *cash]], statement="cashflow", unit="百万元"), id="t2")
    assert {f.metric for f in read(income, flow).facts if f.source.table == "t2"} == {metric(expected)}


@pytest.mark.parametrize(
    ("growth", "expected"),
    [
        (["75.0%", "42.9%"], "归母净利润"),
        (["60.0%", "37.5%"], "净利润"),
        (["75.0%", "37.5%"], "净利润"),  # neither: the label keeps its own metric
    ],
)
def test_whose_growth_of_profit(growth: list[str], expected: str) -> None:
    years = ["", "2023A", "2024A", "2025E"]
    income = table(years, [["净利润", "50", "80", "110"], ["归母净利润", "40", "70", "100"]], statement="income", unit="百万元")
    ratios = replace(table(years, [["净利润增长率", "", *growth]], statement="ratios"), id="t2")
    assert {f.metric for f in read(income, ratios).facts if f.source.table == "t2"} == {metric(expected)}


def test_a_range_under_one_metric_and_growth_in_money() -> None:
    found = read(table(["", "2025E", "同比变化（亿元）"], [["毛利率", "45–48%", ""], ["营业收入（亿元）", "10", "2"]]))
    margin = one(found, "毛利率", "2025E")
    assert (margin.value, margin.low, margin.high, margin.qualifiers) == (None, Decimal("0.45"), Decimal("0.48"), ("range",))
    change = one(found, "营业收入（亿元）", "同比变化（亿元）")
    assert (change.basis, change.metric, change.value) == ("change", metric("营业收入"), Decimal("2E8"))


def test_days_in_captions_are_those_of_prices() -> None:
    rows = [["收盘价(元)", "84.42"], ["毛利率(%)", "23.10"]]
    found = read(table([], rows, caption="市场数据(2025-05-15)", statement="market"))
    assert [f.period for f in found.facts] == ["2025-05-15", ""]
    found = read(table(["公司", "收入（亿元）", "PE"], [["甲公司", "174", "20"]], caption="财务数据对比（2025年中报）"), report=INDUSTRY)
    assert [f.period for f in found.facts] == ["2025H1", ""]


def test_columns_of_market_figures_are_those_of_securities() -> None:
    found = read(table(["", "收盘价", "累计涨跌幅（%）"], [["沪深300", "3959.23", "4.19"]]), report=INDUSTRY)
    assert {(f.entity, f.product) for f in found.facts} == {("沪深300", "")}


def test_tables_that_hold_no_facts() -> None:
    found = read(table(["评级", "说明"], [["买入", "20%"]], caption="一、评级说明"))
    assert found.facts == ()
    assert (found.coverage[0].numbers, found.coverage[0].facts) == (1, 0)
    found = read(table(["WACC", "1.5%", "2.0%"], [["7.1%", "12", "13"]], caption="敏感性分析（元）"))
    assert {f.metric for f in found.facts} == {None}


TEXTS = st.sampled_from(
    ["", "2024A", "2025E", "同比", "营业收入（亿元）", "EPS", "12", "3.4%", "--", "600000.SH", "公司", "其中：甲", "1/2", "A股", "成长能力"]
)


@given(
    st.integers(1, 4).flatmap(lambda w: st.lists(st.lists(TEXTS, min_size=w, max_size=w), min_size=2, max_size=6)),
    st.sampled_from([MINE, DUAL, INDUSTRY]),
)
def test_any_grid_is_read(rows: list[list[str]], report: Report) -> None:
    for headed in (True, False):
        found = read(table(rows[0] if headed else [], rows[headed:]), report=report)
        assert all(f.raw and f.item >= 1 and f.entity_id != "" for f in found.facts)
        assert len({f.id for f in found.facts}) == len(found.facts)


def test_founding_report() -> None:
    path = SHARED / "seeds" / "000_79c94fc73134dc31.txt"
    if not path.exists():
        pytest.skip(f"{path} is missing")
    from extractor.parsers.text import parse_text

    found = find_cells(parse_text(path, path.read_bytes()), INDUSTRY)
    assert len(found.facts) == 231
    split = [f for f in found.facts if f.source.table == "t2"]
    assert {f.entity for f in split} == {"腾讯"}
    assert {f.metric for f in split} == {metric("广告收入")}
    assert {f.product for f in split if f.row_header == "腾讯广告总计"} == {""}
    growth = [f for f in split if f.column_header.endswith("YoY")]  # type: ignore[union-attr]
    assert all(f.basis == "yoy" and f.unit == "ratio" for f in growth)
    assert len(growth) == 60
