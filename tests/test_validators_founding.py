"""The founding case: 腾讯广告拆分, its hierarchy found in the table, and its growth columns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from test_arithmetic_relations import ADVERTISING

from extractor.model import Check, Fact, Source, Table
from extractor.validators import check_facts

YEARS = ("2020", "2021", "2022", "2023", "2024", "2025E", "2026E", "2027E")
GROWTH = {
    "总计": "23% 20% 20% 20% 20%",
    "社交及其他": "26% 21% 21% 21% 21%",
    "微信广告": "33% 24% 28% 26% 25%",
    "朋友圈": "5% 5% 0% 0% 0%",
    "公众号": "5% 3% -15% -5% 0%",
    "小程序": "20% 18% 35% 35% 35%",
    "视频号": "504% 78% 71% 45% 35%",
    "搜一搜及其他": "400% 100% 125% 70% 50%",
    "广点通": "3% 11% 5% 12% 13%",
    "联盟广告": "20% 15% -10% -10% -10%",
    "搜狗+易车": "0% 0% 0% 0% 0%",
    "媒体": "1% 12% 14% 10% 9%",
}
TABLE = Table("t1", 1, None, "腾讯广告拆分", "", "other", (), ())


def fact(row: int, column: int, label: str, raw: str, period: str, metric: str | None) -> Fact:
    growth = raw.endswith("%")
    value = Decimal(raw.removesuffix("%")).scaleb(-2 if growth else 0)
    return Fact(
        id=f"f{row}_{column}", kind="table", entity="腾讯", entity_id="0700.HK", product=label if metric else "", metric=metric,
        label=label,
        row_header=label, column_header=f"{period[2:]}-YoY" if growth else period, section=(), basis="yoy" if growth else "value",
        versus=None, superseded=False, period=period.rstrip("E"), period_type="duration", status="E" if int(period[:4]) > 2024 else None,
        forecaster=None, value=value, low=value, high=value, decimals=2 if growth else 0, unit="ratio" if growth else None,
        from_={"period": "column_header"}, qualifiers=(), raw=raw, item=1, source=Source(1, (), "t1", row, column),
    )  # fmt: skip


def table(metric: str | None = "advertising_revenue") -> list[Fact]:
    facts = []
    for row, (label, levels) in enumerate(ADVERTISING.items()):
        cells = [(cell, period) for cell, period in zip(levels.split(), YEARS, strict=True)]
        cells += [
            (cell, f"{year}{'E' if year > 2024 else ''}") for year, cell in zip(range(2023, 2028), GROWTH[label].split(), strict=True)
        ]
        facts += [fact(row, c, label, raw, period, metric) for c, (raw, period) in enumerate(cells, start=1) if raw != "-"]
    return facts


def of(checks: tuple[Check, ...], rule: str) -> list[Check]:
    return [check for check in checks if check.rule == rule]


@pytest.mark.parametrize("metric", ["advertising_revenue", None])
def test_twenty_four_sums_and_sixty_growth_rates_hold(metric: str | None) -> None:
    checks = check_facts(table(metric), [TABLE])
    assert len(of(checks, "SUM01")) == 24
    assert len(of(checks, "GRW01")) == 60
    assert {check.status for check in checks} == {"consistent"}


def test_ids_are_stable_and_unique() -> None:
    first, second = check_facts(table(), [TABLE]), check_facts(table(), [TABLE])
    assert first == second
    assert len({check.id for check in first}) == len(first)


def test_a_changed_digit_is_named_with_its_column() -> None:
    facts = [replace(f, value=Decimal(1388), low=Decimal(1388), high=Decimal(1388), raw="1388") if f.id == "f2_7" else f for f in table()]
    wrong = [check for check in check_facts(facts, [TABLE]) if check.status == "inconsistent"]
    assert {check.rule for check in wrong} == {"SUM01", "GRW01"}
    message = next(check.message for check in wrong if check.rule == "SUM01" and check.reported.fact == "f2_7")
    assert message.zh == "第1页《腾讯广告拆分》2026：微信广告 1388，所列五项之和 1,338（±2.5），差 50，八列中仅此一列不符"
    assert message.en == "p. 1 “腾讯广告拆分” 2026: 微信广告 1388; the 5 lines listed add up to 1,338 (±2.5); gap 50; " + (
        "the only one of 8 columns that does not agree"
    )


def test_two_cells_exchanged_are_found() -> None:
    one, two = (next(f for f in table() if f.id == name) for name in ("f9_5", "f9_7"))
    swapped = {
        one.id: replace(one, value=two.value, low=two.low, high=two.high),
        two.id: replace(two, value=one.value, low=one.low, high=one.high),
    }
    wrong = {c.reported.fact for c in check_facts([swapped.get(f.id, f) for f in table()], [TABLE]) if c.status == "inconsistent"}
    assert {"f1_5", "f1_7"} <= wrong
