"""`yanbao terms`: what a printed term is taken for, said so that a person can object."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main


def terms(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["terms", *arguments], catch_exceptions=False)


def test_a_known_term_shows_metric_names_unit_statement_and_why() -> None:
    done = terms("归母净利润")
    assert done.exit_code == 0
    for part in ("→ parent_net_profit", "unit kind money", "stands in income", "缘由 why", "归属母公司净利润"):
        assert part in done.stdout


def test_one_label_two_metrics() -> None:
    said = terms("少数股东权益").stdout
    assert "→ minority_interests" in said
    assert "→ minority_profit" in said
    assert "→ minority_interests" not in terms("少数股东权益", "--statement", "income").stdout


def test_a_basis_alone_belongs_to_the_row_above() -> None:
    said = terms("同比").stdout
    assert "the row above" in said
    assert "basis    yoy" in said


@pytest.mark.parametrize("term", ["今天天气", "x", ""])
def test_an_unknown_term(term: str) -> None:
    done = terms(term)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "maps to no metric" in done.stderr


def test_a_mistyped_term_gets_a_hint_and_no_guess() -> None:
    done = terms("营业收人额外")
    assert done.exit_code == 1
    assert "营业收入" in done.stderr


def test_the_list_and_the_dump_are_the_same_metrics() -> None:
    listed = [line.split("\t")[0] for line in terms().stdout.splitlines()]
    dumped = [metric["id"] for metric in json.loads(terms("--dump").stdout)["metrics"]]
    assert listed == dumped
    assert len(set(dumped)) == len(dumped) > 100


def test_dump_takes_no_term() -> None:
    assert terms("营业收入", "--dump").exit_code == 2
