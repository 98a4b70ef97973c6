"""Sums of statements: gaps that recur, exceptions, signs, slips, and numbers that two relations blame."""

from __future__ import annotations

import pytest
from printed_facts import printed

from extractor.model import Check
from extractor.validators import check_facts


def judged(text: str, rule: str) -> list[Check]:
    return [check for check in check_facts(*printed(text)) if check.rule == rule]


def statuses(text: str, rule: str) -> list[str]:
    return [check.status for check in judged(text, rule)]


ASSETS = "资产负债表（百万元）  2023  2024  2025E  2026E  2027E\n货币资金  749  571  629  691  761\n应收账款  301  544  770  963  1266\n"
STOCK = "存货  377  584  966  1288  1812\n其他流动资产  68  99  135  186  232\n"


def test_a_gap_that_recurs_is_told_not_cried() -> None:
    found = judged(ASSETS + STOCK + "流动资产合计  1495  2006  2707  3336  4278", "SUM02")
    assert [c.status for c in found] == ["consistent", *["not_checked"] * 4]
    assert {c.reason for c in found[1:]} == {"incomplete"}
    assert found[1].message.zh == (
        "第1页《资产负债表（百万元）》2024：流动资产合计 2006，所列四项之和 1,798（±2），差 208，五列中四列有缺口：有未列示的行，未核对"
    )
    assert found[1].message.en == (
        "p. 1 “资产负债表（百万元）” 2024: 流动资产合计 2006; the 4 lines listed add up to 1,798 (±2); gap 208; "
        "gaps in 4 of 5 columns: lines not listed, not checked"
    )


def test_a_gap_in_one_forecast_is_the_finding() -> None:
    found = judged(ASSETS + STOCK + "流动资产合计  1495  1798  2500  3218  4071", "SUM01")
    assert [c.status for c in found] == ["consistent"] * 3 + ["inconsistent", "consistent"]
    assert found[3].message.zh.endswith("五列中仅此一列不符")


def test_history_without_a_remainder_line_is_open() -> None:
    text = ASSETS.replace("2023  2024  2025E", "2023A  2024A  2025E") + "存货  377  584  966  1288  1812\n"
    found = check_facts(*printed(text + "流动资产合计  1495  1798  2365  2942  3839"))
    assert [c.status for c in found] == ["not_checked"] * 2 + ["consistent"] * 3


INVESTING = "现金流量表（百万元）  2023  2024  2025E  2026E  2027E\n长期投资变动  -968  -4088  -480  -482  -484\n"


def test_an_outflow_printed_without_its_sign() -> None:
    text = INVESTING + "资本开支  314  357  162  188  208\n其他投资现金流  -252  -295  76  -207  -218\n"
    found = judged(text + "投资活动现金流净额  -1534  -4739  -567  -877  -909", "SUM02")
    assert {c.status for c in found} == {"consistent"}
    assert {str(term.weight) for term in found[0].terms} == {"1", "-1"}


PROFIT = """利润表（百万元）  2023  2024  2025E  2026E  2027E
营业收入  1034  1625  2280  2999  3825
营业成本  {}403  {}525  {}802  {}1096  {}1431
销售费用  {}58  {}62  {}82  {}99  {}115
管理费用  {}223  {}291  {}369  {}454  {}502
投资收益  3  1  0  0  0
营业利润  353  748  1027  1350  1777"""


@pytest.mark.parametrize("sign", ["", "-"])
def test_costs_printed_positive_or_negative(sign: str) -> None:
    found = check_facts(*printed(PROFIT.replace("{}", sign)))
    assert len(found) == 5
    assert {c.status for c in found} == {"consistent"}


def test_a_sum_that_adds_what_is_subtracted_is_not_held_against_a_column() -> None:
    """收入 = 费用 + 利润 in four of five columns, because 投资收益 is next to nothing in them."""
    assert [c.rule for c in judged(PROFIT.replace("{}", ""), "SUM01")] == []


def test_a_line_that_is_inside_another_is_left_out() -> None:
    text = PROFIT.replace("{}", "").replace("投资收益", "研发费用  125  227  296  360  421\n投资收益")
    found = judged(text, "SUM02")
    assert [c.status for c in found] == ["consistent"] * 5
    assert len(found[0].terms) == 5


def test_two_halves_exchanged_in_one_row() -> None:
    text = """资产负债表（百万元）  2023A  2024A  2025E  2026E
负债合计  1358  2396  3547  4418
流动负债合计  973  1753  3655  2852
非流动负债合计  385  643  695  763"""
    wrong = [c for c in judged(text.replace("3655  2852", "2852  3655"), "IDN02") if c.status == "inconsistent"]
    assert wrong == []
    found = judged(text, "IDN02")
    assert [c.status for c in found] == ["consistent"] * 2 + ["inconsistent"] * 2
    assert found[2].message.zh.endswith("（3655与2852若互换则相符）")


def test_a_row_set_one_column_off() -> None:
    text = """资产负债表（百万元）  2023  2024  2025E  2026E  2027E
负债合计  1358  2396  3547  4418  4691
流动负债合计  -  973  1753  2852  3655
非流动负债合计  385  643  695  763  835"""
    found = judged(text, "IDN02")
    assert {c.status for c in found} == {"inconsistent"}
    assert "整行若移一列则相符" in found[0].message.zh


def test_a_number_that_two_relations_blame() -> None:
    """The only reported year: each gap alone might be a line not listed, both together are not."""
    text = """现金流量表（百万元）  2024A  2025E  2026E  2027E
净利润  1404  1580  1794  2098
折旧摊销  203  201  273  324
其他经营现金流  -34  122  -213  267
经营活动现金流净额  {}  1903  1854  2689
投资活动现金流净额  -940  -1090  -1090  -438
筹资活动现金流净额  -892  656  196  -570
现金净增加额  -259  1469  960  1681"""
    assert {c.status for c in check_facts(*printed(text.format(1573)))} == {"consistent"}
    wrong = [c for c in check_facts(*printed(text.format(1753))) if c.status == "inconsistent"]
    assert {c.rule for c in wrong} == {"SUM02", "IDN04"}
    assert wrong[0].hints[0] == "culprit 1753 1,573"
    assert "经营活动现金流净额 1753 若为 1,573，两处均相符" in wrong[0].message.zh


def test_products_that_do_not_stand_side_by_side() -> None:
    text = """业务拆分（百万元）  2023  2024  2025E
营业收入  1034  1625  2280
营业成本  403  525  802
营业收入  {}  1130  1519
营业成本  203  325  402
营业收入  414  495  761
营业成本  200  200  400"""
    assert statuses(text.format(620), "SUM01").count("consistent") >= 3


def test_superseded_forecasts_and_other_tellers_stay_apart() -> None:
    facts, tables = printed(
        "利润表（百万元）  2023  2024  2025E\n营业收入  1034  1625  2280\n营业成本  403  525  802\n毛利率  61.0%  67.7%  64.8%"
    )
    old = [f for f in facts if f.label == "营业收入"]
    assert {c.status for c in check_facts(facts, tables)} == {"consistent"}
    assert {f.superseded for f in old} == {False}


def test_ratios_on_another_definition_are_not_checked() -> None:
    text = """主要财务数据（百万元）  2023  2024  2025E  2026E
流动资产合计  30422  38690  50990  64805
存货  4736  5400  5773  6596
流动负债合计  14756  16226  17936  18157
速动比率  1.51  1.71  2.23  2.93"""
    found = judged(text, "RAT03")
    assert {(c.status, c.reason) for c in found} == {("not_checked", "basis")}
