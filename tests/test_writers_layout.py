"""Where facts stand in a spreadsheet, and what colours them: rules that hold whatever a report prints."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Check, Document, Extraction, Fact, Message, Report, Reported, Source, Table, Term
from extractor.model.facts import Coverage
from extractor.writers.across import across
from extractor.writers.standing import checks_of, standings
from extractor.writers.xlsx_sheets import FEW, statement_sheets

BASE = Fact(
    id="f_0", kind="table", entity="云岭传感", entity_id="609999.SH", product="", metric="revenue", label="营业收入", row_header="营业收入",
    column_header="2024A", section=(), basis="value", versus=None, superseded=False, period="2024", period_type="duration", status="A",
    forecaster=None, value=Decimal(1), low=Decimal(1), high=Decimal(1), decimals=0, unit="CNY", from_={}, qualifiers=(), raw="1", item=1,
    source=Source(1, (), "p1.t1", 0, 0),
)  # fmt: skip


def fact(number: int, **changes: Any) -> Fact:
    return dataclasses.replace(BASE, id=f"f_{number}", **changes)


def table(name: str, statement: Any = "income", continues: str | None = None) -> Table:
    return Table(name, 1, None, "", "", statement, (), (), continues=continues)


def check(status: Any, *facts: str) -> Check:
    return Check("c_" + "".join(facts), "SUM01", status, None, Reported(facts[0], None, None), None,
                 tuple(Term(name, Decimal(1)) for name in facts[1:]), "equal", (), Message("", ""))  # fmt: skip


FACTS = st.lists(
    st.tuples(st.sampled_from(["2024", "2025", ""]), st.sampled_from(["A", "E", None]), st.sampled_from(["甲", "乙"]),
              st.sampled_from(["p1.t1", "p2.t1", "unknown"]), st.integers(0, 2)),
    max_size=20,
)  # fmt: skip


@given(FACTS)
def test_every_fact_stands_in_the_grid_once(drawn: list[tuple[Any, Any, str, str, int]]) -> None:
    """Whatever claims the same place; and no column stands twice."""
    facts = [
        fact(number, period=period, status=status, label=label, source=Source(1, (), where, row, 0))
        for number, (period, status, label, where, row) in enumerate(drawn)
    ]
    grid = across(facts, (table("p1.t1"), table("p2.t1", continues="p1.t1")))
    placed = [(column, found) for block in grid.blocks for row in block.rows for column, found in row.facts.items()]
    assert sorted(found.id for _, found in placed) == sorted(found.id for found in facts)
    assert all(column.period == found.period and found.status in (column.status, None) for column, found in placed)
    assert len(set(grid.columns)) == len(grid.columns)


def test_a_table_and_its_continuation_are_one_block() -> None:
    facts = [fact(1), fact(2, label="毛利", source=Source(2, (), "p2.t1", 0, 0))]
    assert len(across(facts, (table("p1.t1"), table("p2.t1", continues="p1.t1"))).blocks) == 1
    assert len(across(facts, (table("p1.t1"), table("p2.t1"))).blocks) == 2


def test_estimates_continue_the_row_of_the_actuals() -> None:
    grid = across([fact(1), fact(2, period="2025", status="E", forecaster="report")])
    assert [column.title for column in grid.columns] == ["2024A", "2025E"]
    assert len(grid.blocks[0].rows) == 1


@pytest.mark.parametrize(
    "change", [{"basis": "yoy"}, {"product": "海外"}, {"superseded": True}, {"forecaster": "consensus"}, {"unit": "USD"}]
)
def test_other_numbers_have_rows_of_their_own(change: dict[str, Any]) -> None:
    grid = across([fact(1), fact(2, **{"period": "2025", **change})])
    assert len(grid.blocks[0].rows) == 2


def extraction(*facts: Fact) -> Extraction:
    tables = (table("p1.t1"), table("p2.t1", "other"))
    return Extraction(Document("a.pdf", "0" * 64, "application/pdf", (), tables, "good"), Report(), facts, (), Coverage(), ())


def test_peers_share_a_sheet_and_companies_have_their_own() -> None:
    peers = [fact(n, entity=f"甲{n}", entity_id=None, source=Source(1, (), "p2.t1", n, 0)) for n in range(2, 5)]
    long = [fact(n, entity="乙", entity_id=None, label=str(n), source=Source(1, (), "p2.t1", n, 0)) for n in range(10, 10 + FEW)]
    sheets = statement_sheets(extraction(fact(1), *peers, *long))
    assert [(sheet.name, sheet.mixed) for sheet in sheets] == [("利润表 云岭传感", False), ("其他表 乙", False), ("其他公司 Others", True)]


@pytest.mark.parametrize("entity", ["A/B:C*?[x]\\", "'quoted'", "长" * 60, "=1+1", "\x07"])
def test_names_of_sheets_are_what_spreadsheets_take(entity: str) -> None:
    same = fact(2, entity=entity + " ", entity_id="2")
    names = [sheet.name for sheet in statement_sheets(extraction(fact(1, entity=entity, entity_id="1"), same))]
    assert len({name.casefold() for name in names}) == 2
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\\x07")
        assert name == name.strip("'")


@pytest.mark.parametrize(
    ("checks", "change", "expected"),
    [
        ([], {}, "unchecked"),
        ([], {"metric": None}, "unmapped"),
        ([], {"source": Source(1, confidence=0.9)}, "ocr"),
        (["not_checked"], {}, "unchecked"),
        (["consistent"], {}, "confirmed"),
        (["consistent"], {"source": Source(1, confidence=0.9)}, "confirmed"),
        (["consistent", "inconsistent"], {}, "inconsistent"),
    ],
)
def test_standing(checks: list[str], change: dict[str, Any], expected: str) -> None:
    """As a term as well as the reported side."""
    one = fact(1, **change)
    for sides in (("f_1", "f_2"), ("f_2", "f_1")):
        assert standings([one], [check(status, *sides) for status in checks]) == {"f_1": expected}


def test_failing_checks_come_first() -> None:
    found = checks_of([check("not_checked", "f_1"), check("consistent", "f_1", "f_1"), check("inconsistent", "f_2", "f_1")])
    assert [one.status for one in found["f_1"]] == ["inconsistent", "consistent", "not_checked"]
