"""Checks in which running text takes part: agreement with tables, growth in sentences, shares, named parts, evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from printed_facts import printed

from extractor.model import Box, Check, Fact, Source, Word
from extractor.validators import check_facts

INCOME = "利润表（百万元）  2023  2024  2025E  2026E\n营业收入  1034  1625  2280  2999\n归母净利润  163  404  580  794"


def said(raw: str, metric: str, low: str, decimals: int | None, period: str, start: int = 0, high: str | None = None, **more: Any) -> Fact:
    """One claim of a sentence."""
    ends = (Decimal(low), Decimal(high or low))
    fields: dict[str, Any] = {
        "id": f"t{start}", "kind": "text", "entity": "示例公司", "entity_id": "600000.SH", "product": "", "metric": metric, "label": metric,
        "row_header": None, "column_header": None, "section": (), "basis": "value", "versus": None, "superseded": False, "period": period,
        "period_type": None, "status": None, "forecaster": None, "value": ends[0] if ends[0] == ends[1] else None, "low": ends[0],
        "high": ends[1], "decimals": decimals, "unit": "CNY", "from_": {}, "qualifiers": ("range",) if high else (), "raw": raw, "item": 1,
        "source": Source(1, (), None, None, None, start, start + len(raw)),
    }  # fmt: skip
    return Fact(**{**fields, **more})


def judged(*claims: Fact, table: str = INCOME, rule: str | None = None) -> list[Check]:
    facts, tables = printed(table)
    ids = {claim.id for claim in claims}
    checks = check_facts([*facts, *claims], tables)
    return [c for c in checks if (c.reported.fact in ids or {t.fact for t in c.terms} & ids) and rule in (None, c.rule)]


@pytest.mark.parametrize(
    ("raw", "value", "decimals", "status"),
    [
        ("22.8亿元", "2280000000", -7, "consistent"),
        ("23亿元", "2300000000", -8, "consistent"),
        ("2,280百万元", "2280000000", -6, "consistent"),
        ("22.9亿元", "2290000000", -7, "inconsistent"),
        ("228亿元", "22800000000", -8, "inconsistent"),  # a scale slip
    ],
)
def test_prose_against_table(raw: str, value: str, decimals: int, status: str) -> None:
    (found,) = judged(said(raw, "revenue", value, decimals, "2025", status="E", forecaster="report"), rule="AGR01")
    assert found.status == status
    assert any(hint.startswith("scale") for hint in found.hints) is (raw == "228亿元")


def test_a_number_far_off_is_another() -> None:
    assert judged(said("0.5亿元", "revenue", "50000000", -7, "2025", status="E"), rule="AGR01") == []


def test_equal_precision_demands_equal_numbers() -> None:
    (found,) = judged(said("2,281百万元", "revenue", "2281000000", -6, "2025", status="E"), rule="AGR01")
    assert found.status == "inconsistent"


@pytest.mark.parametrize(
    "claim",
    [
        said("约22亿元", "revenue", "2200000000", None, "2025", qualifiers=("approx",)),
        said("超20亿元", "revenue", "2000000000", None, "2025", qualifiers=("above",)),
        said("25亿元", "revenue", "2500000000", -8, "2025", superseded=True),
        said("25亿元", "revenue", "2500000000", -8, "2025", status="E", forecaster="consensus"),
        said("25亿元", "revenue", "2500000000", -8, "2025", entity="另一公司", entity_id="600001.SH"),
        said("25亿元", "revenue", "2500000000", -8, "2025", product="原料药"),
        said("25亿元", "revenue", "2500000000", -8, "2024Q4"),
        said("25亿美元", "revenue", "2500000000", -8, "2025", unit="USD"),
    ],
)
def test_what_is_not_the_same_number_is_not_compared(claim: Fact) -> None:
    assert judged(claim, rule="AGR01") == []


def test_a_neighbouring_term_agrees_or_says_nothing() -> None:
    assert [c.status for c in judged(said("4.0亿元", "net_profit", "400000000", -7, "2024"), rule="AGR01")] == ["consistent"]
    assert judged(said("4.2亿元", "net_profit", "420000000", -7, "2024"), rule="AGR01") == []


def test_growth_in_a_sentence_from_levels_in_the_table() -> None:
    growth = said("+57.2%", "revenue", "0.572", 3, "2024", 30, basis="yoy", unit="ratio")
    (found,) = judged(growth, rule="GRW01")
    assert found.status == "consistent"
    wrong = said("+75.2%", "revenue", "0.752", 3, "2024", 30, basis="yoy", unit="ratio")
    assert [c.status for c in judged(wrong, rule="GRW01")] == ["not_checked"]  # a lone claim far from its levels


def test_both_bounds_of_a_guided_range_count() -> None:
    """下降4%-6% to 20.7-21.2亿 from 22.47亿: the intervals meet, the bounds do not."""
    before = said("22.47亿元", "revenue", "2247000000", -6, "2025Q1", 0, status="A")
    guided = {"status": "E", "forecaster": "company"}
    level = said("20.7~21.2亿元", "revenue", "2070000000", -7, "2025Q2", 60, high="2120000000", **guided)
    growth = said("下降4%~6%", "revenue", "-0.06", 2, "2025Q2", 40, high="-0.04", basis="qoq", unit="ratio", **guided)
    assert [c.status for c in judged(before, level, growth, rule="GRW02")] == ["inconsistent"]
    level = said("21.1~21.6亿元", "revenue", "2110000000", -7, "2025Q2", 60, high="2160000000", **guided)
    assert [c.status for c in judged(before, level, growth, rule="GRW02")] == ["consistent"]


@pytest.mark.parametrize(("rate", "status"), [("0.2", "consistent"), ("0.3", "not_checked")])
def test_compound_growth(rate: str, status: str) -> None:
    table = "利润表（百万元）  2024  2025E  2026E\n营业收入  1000  1210  1440\n营业成本  400  500  600"
    claim = said(f"{rate}", "revenue", rate, 2, "2024/2026", basis="cagr", unit="ratio", status="E")
    assert [c.status for c in judged(claim, table=table, rule="GRW03")] == [status]


@pytest.mark.parametrize(("points", "status"), [("-4.6", "consistent"), ("-6.6", "not_checked")])
def test_percentage_points(points: str, status: str) -> None:
    table = "主要财务比率  2023  2024\n毛利率  38.6%  34.0%"
    claim = said(f"{points}pct", "gross_margin", points, 1, "2024", basis="yoy", unit="pp")
    assert [c.status for c in judged(claim, table=table, rule="GRW04")] == [status]


def parts(*numbers: str) -> list[Fact]:
    names = ("", "自主产品", "定制业务", "其他")
    return [
        said(n, "revenue", str(Decimal(n).scaleb(8)), -8 + len(n.split(".")[1]), "2024", 40 * k, product=names[k])
        for k, n in enumerate(numbers)
    ]


def test_parts_named_in_a_sentence() -> None:
    assert [c.status for c in judged(*parts("16.2", "11.3", "4.9"), table="空表  2024", rule="SUM05")] == ["consistent"]
    (short,) = judged(*parts("16.25", "11.29", "4.94"), table="空表  2024", rule="SUM05")
    assert (short.status, short.reason) == ("not_checked", "incomplete")
    assert judged(*parts("16.25", "3.29", "4.94"), table="空表  2024", rule="SUM05") == []


def test_shares_of_one_sentence() -> None:
    def share(raw: str, product: str, start: int) -> Fact:
        return said(raw, "revenue", str(Decimal(raw).scaleb(-2)), 2, "2025Q1", start, basis="share", unit="ratio", product=product)

    china, abroad, other = share("84", "境内", 0), share("13", "境外", 10), share("3", "其他", 20)
    assert [c.status for c in judged(china, abroad, other, rule="SHR01")] == ["consistent"]
    assert judged(china, abroad, rule="SHR01") == []


def word(text: str, x: float, top: float) -> Word:
    return Word(text, Box(x, top, x + 6 * len(text), top + 10), tuple(x + 6 * k for k in range(len(text))), "SimSun", 9)


def test_evidence() -> None:
    facts, tables = printed("利润表（百万元）  2024\n营业收入  1625")
    box = Box(99, 49, 125, 61)
    claim = [Fact(**{**{k: getattr(facts[0], k) for k in Fact.__slots__}, "source": Source(1, (box,), "t0", 0, 1)})]
    assert check_facts(claim, tables, lambda page: (word("1625", 100, 50), word("9999", 100, 80))) == ()
    (found,) = check_facts(claim, tables, lambda page: (word("1265", 100, 50),))
    assert (found.rule, found.status) == ("EVD01", "inconsistent")
    assert "1265" in found.message.zh
