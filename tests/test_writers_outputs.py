"""What the writers put down: plain decimals, one order, whole files, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import writers
from extractor.model import Box, Coverage, Document, Extraction, Fact, Report, Source
from extractor.writers import facts_csv

FACT = Fact(
    id="f_aaaaaaaaaaaaaaaa", kind="table", entity="云岭传感", entity_id=None, product="", metric=None, label="营业收入",
    row_header="营业收入",
    column_header="2025E", section=("利润表", "收入"), basis="value", versus=None, superseded=False, period="2025", period_type="duration",
    status="E", forecaster="report", value=Decimal("2.96E+9"), low=Decimal("2.96E+9"), high=Decimal("2.96E+9"), decimals=-7, unit="CNY",
    from_=MappingProxyType({"unit": "corner", "period": "column_header"}), qualifiers=("approx",), raw="29.6", item=1,
    source=Source(1, (Box(1.005, 2, 3.14159, 4),), "p1t1", 0, 1),
)  # fmt: skip


def extraction(*facts: Fact, broker: str | None = "海陆证券") -> Extraction:
    document = Document("a.pdf", "0" * 64, "application/pdf", (), (), "good")
    return Extraction(document, Report(broker=broker, date="2025-11-03"), facts, (), Coverage(), ())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("2.96E+9"), "2960000000"),
        (Decimal("0.30"), "0.30"),
        (Decimal("-1E-7"), "-0.0000001"),
        (Decimal("0"), "0"),
        (1.005, 1.0),
        (-0.001, 0.0),
        (Box(1, 2.345678, 3, 4), [1, 2.35, 3, 4]),
        (MappingProxyType({"b": 1, "a": 2}), {"a": 2, "b": 1}),
        (("x", None, True, 3), ["x", None, True, 3]),
    ],
)
def test_plain(value: object, written: object) -> None:
    assert json.dumps(writers.plain(value)) == json.dumps(written)


def test_plain_refuses_what_the_contract_does_not_know() -> None:
    with pytest.raises(TypeError, match="set"):
        writers.plain({1})


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals_never_have_an_exponent_and_lose_nothing(number: Decimal) -> None:
    written = writers.plain(number.scaleb(4))
    assert "E" not in written
    assert Decimal(written) == number.scaleb(4)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=40,
)


@given(JSON)
def test_layout_changes_nothing(value: object) -> None:
    assert json.loads(writers.dumps(value)) == value


def test_layout_puts_on_a_line_what_fits() -> None:
    assert writers.dumps({"a": [1, 2]}) == '{"a": [1, 2]}\n'
    assert writers.dumps({"a": "字" * 300, "b": {"c": 1}}) == '{\n "a": "' + "字" * 300 + '",\n "b": {"c": 1}\n}\n'


def test_a_row_has_every_column() -> None:
    (row,) = csv.reader(io.StringIO(writers.fact_rows(extraction(FACT), "a")))
    found = dict(zip(writers.COLUMNS, row, strict=True))
    assert found["report"] == "a"
    assert (found["broker"], found["date"]) == ("海陆证券", "2025-11-03")
    assert (found["value"], found["decimals"], found["raw"]) == ("2960000000", "-7", "29.6")
    assert (found["section"], found["from"], found["boxes"]) == ("利润表 | 收入", "period=column_header unit=corner", "1.0,2,3.14,4")
    assert (found["entity_id"], found["superseded"], found["start"]) == ("", "false", "")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("-12.3", "-12.3"),
        ("+1,034%", "+1,034%"),
        ("-", "'-"),
        ("营业收入", "营业收入"),
        ("a=b", "a=b"),
        (5, 5),
    ],
)
def test_no_cell_is_run_as_a_formula(cell: object, written: object) -> None:
    assert facts_csv._cell(cell) == written


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("old")

    def parts() -> object:
        yield "new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        writers.write_whole(target, parts())  # type: ignore[arg-type]
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_half_a_surrogate_pair_stays_valid_json(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    writers.write_whole(target, [writers.dumps("x\ud83d\n")])
    assert json.loads(target.read_bytes().decode()) == "x\ud83d\n"
    assert b"\r" not in target.read_bytes()
