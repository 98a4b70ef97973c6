"""腾讯广告拆分 as people keep it: what holds, what a changed digit does, and that rounding never raises an alarm."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from curated_cases import ADS
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model.curated import CuratedFile, Declarations, Entry, Finding, Place
from extractor.parsers.curated import read_data
from extractor.validators.curated import check_curated
from extractor.validators.curated.growth import growth_rates
from extractor.validators.curated.reading import read_entries
from extractor.validators.curated.sums import found_sums

OWN = Declarations("", metrics={"广告收入": ""})


def judge(entries: tuple[Entry, ...]) -> tuple[Finding, ...]:
    return check_curated([CuratedFile("ads.csv", "wide", entries)], OWN).findings


def changed(entries: tuple[Entry, ...], product: str, header: str, value: str) -> tuple[Entry, ...]:
    found = [e for e in entries if (e.product, e.header) == (product, header)]
    assert len(found) == 1
    return tuple(dataclasses.replace(e, value=value) if e is found[0] else e for e in entries)


@pytest.fixture(scope="module")
def ads() -> tuple[Entry, ...]:
    return read_data(ADS / "ads.csv").entries


def test_all_sums_and_rates_of_the_founding_table_hold(ads: tuple[Entry, ...]) -> None:
    numbers, faults = read_entries(ads, OWN.metrics)
    assert (len(numbers), faults) == (152, ())
    sums = {line.total: [c.holds for c in constraints] for line, constraints in found_sums(numbers)}
    assert sums == {"微信广告": [True] * 8, "社交及其他": [True] * 8, "腾讯广告总计": [True] * 8}
    assert [c.holds for c in growth_rates(numbers)] == [True] * 60
    assert judge(ads) == ()


CHANGES = [
    # product, column, written instead, the cell named (None: within the slack), what is allowed there
    ("朋友圈", "2024", "393", "2024 / 朋友圈", "361–365"),
    ("朋友圈", "2020", "852", "2020 / 朋友圈", "350–354"),
    ("腾讯广告总计", "2024", "1241", "2024 / 腾讯广告总计", "1212–1214"),
    ("广点通", "2025E", "49", "2025E / 广点通", "94–95"),
    ("媒体", "24-YoY", "21%", "24-YoY / 媒体", "11–13"),
    ("视频号", "2022", "240", "2022 / 视频号", "24"),
    ("朋友圈", "2020", "353", None, ""),
    ("视频号", "23-YoY", "503%", None, ""),
]


@pytest.mark.parametrize(("product", "column", "value", "cell", "allowed"), CHANGES)
def test_a_changed_cell_is_named(ads: tuple[Entry, ...], product: str, column: str, value: str, cell: str | None, allowed: str) -> None:
    findings = judge(changed(ads, product, column, value))
    assert [(f.place.field, f.found, f.allowed) for f in findings] == ([(cell, value, allowed)] if cell else [])
    if cell:
        line = next(e.place.line for e in ads if e.product == product)
        assert (findings[0].place.line, findings[0].code) == (line, "CUR03" if "%" in value else "CUR02")


def slips(ads: tuple[Entry, ...]) -> Iterator[tuple[int, str]]:
    """A sample of all single changed digits: (entry, new text)."""
    for number, entry in enumerate(ads):
        for at, char in enumerate(entry.value):
            for digit in "0123456789":
                if char.isdigit() and digit != char and not (at == 0 and digit == "0"):
                    yield number, entry.value[:at] + digit + entry.value[at + 1 :]


def test_changed_digits_are_found_wherever_a_relation_breaks(ads: tuple[Entry, ...]) -> None:
    """Each of 150 single slips breaks a relation of the true table and is told, at its cell or among the candidates; or it
    breaks none, and nothing is said."""
    numbers, _ = read_entries(ads, OWN.metrics)
    true = [*(c for _, line in found_sums(numbers) for c in line), *growth_rates(numbers)]
    at_cell = found = breaking = 0
    for number, text in random.Random(5).sample(list(slips(ads)), 150):
        entry = dataclasses.replace(ads[number], value=text)
        slipped = read_entries((entry,), OWN.metrics)[0][0]
        mine = [c for c in true if any(m.entry is ads[number] for m in c.members)]
        broken = any(_with(c, ads[number], slipped).holds is False for c in mine)
        findings = judge((*ads[:number], entry, *ads[number + 1 :]))
        if not broken:
            assert findings == (), entry
            continue
        breaking += 1
        at_cell += [f.place.field for f in findings] == [entry.place.field]
        found += any(entry.place in (f.place, *f.related) for f in findings)
    assert found == breaking
    assert at_cell >= 0.9 * breaking


def _with(constraint: object, old: Entry, new: object) -> object:
    """The relation with one of its numbers exchanged."""
    terms = tuple((new if term.entry is old else term, weight) for term, weight in constraint.terms)  # type: ignore[attr-defined]
    reported = new if constraint.reported.entry is old else constraint.reported  # type: ignore[attr-defined]
    return dataclasses.replace(constraint, reported=reported, terms=terms)  # type: ignore[type-var]


def grid(rows: list[list[str]], basis_columns: int = 0) -> tuple[Entry, ...]:
    columns = len(rows[0])
    return tuple(
        Entry(
            Place("t.csv", r + 5, c + 2, f"{2015 + c} / {r}"), "某", "营业收入", f"行{r}", str(2015 + c), text, "亿元",
            label=f"行{r}", header=str(2015 + c), row=r, column=c,
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row[: columns - basis_columns])
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 999_999), min_size=6, max_size=6), min_size=2, max_size=7), st.integers(0, 3))
def test_numbers_rounded_from_an_exact_sum_never_raise_an_alarm(parts: list[list[int]], places: int) -> None:
    step = Decimal(1).scaleb(-places)
    exact = [[Decimal(v).scaleb(-3) for v in row] for row in parts]
    total = [sum(column) for column in zip(*exact, strict=True)]
    rows = [[f"{v.quantize(step):f}" for v in row] for row in [total, *exact]]
    assert judge(grid(rows)) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 9_999), min_size=5, max_size=5), min_size=3, max_size=8))
def test_unrelated_numbers_raise_no_alarm(rows: list[list[int]]) -> None:
    assert judge(grid([[str(v) for v in row] for row in rows])) == ()
