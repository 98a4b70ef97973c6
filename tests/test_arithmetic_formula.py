"""Formulas over intervals, and what the columns of a relation say together."""

from decimal import Decimal as D

import pytest

from extractor.arithmetic.formula import Name, evaluate, names, read
from extractor.arithmetic.interval import Interval, exact
from extractor.arithmetic.verdicts import Column, decide

VALUES = {("revenue", 0): "200", ("revenue", 1): "100", ("cost", 0): "50", ("zero", 0): "0"}


def lookup(name: str, back: int) -> Interval | None:
    value = VALUES.get((name, back))
    return None if value is None else exact(D(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 - cost / revenue", "0.75"),
        ("revenue / prev(revenue) - 1", "1"),
        ("cost / avg(revenue)", "0.3333"),
        ("( revenue - cost ) / cost", "3"),
        ("365 * cost / revenue", "91.25"),
        ("revenue - cost - cost", "100"),
    ],
)
def test_evaluate(text: str, value: str) -> None:
    found = evaluate(text, lookup)
    assert found is not None
    assert found.low is not None
    assert abs(found.low - D(value)) < D("0.0001")


@pytest.mark.parametrize("text", ["cost / unknown", "cost / zero", "prev(cost)"])
def test_what_is_not_printed_is_not_computed(text: str) -> None:
    assert evaluate(text, lookup) is None


@pytest.mark.parametrize("text", ["", "a +", "( a", "a b", "prev(a", "a ) b"])
def test_no_formula(text: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        read(text)


def test_names_in_order() -> None:
    assert names("a / avg(b) - prev(a)") == (Name("a"), Name("b"), Name("b", 1), Name("a", 1))


@pytest.mark.parametrize(
    ("columns", "closed", "verdicts"),
    [
        ("h+ h+ f+", False, "holds holds holds"),
        ("h+ h- f+ f+ f+", False, "holds breaks holds holds holds"),  # the one exception
        ("h- h- f+ f+ f+", False, "open open holds holds holds"),  # history carries lines that forecasts do without
        ("h+ h~ f+ f+ f+", False, "holds open holds holds holds"),  # a slight gap in history
        ("h+ h+ f~ f+ f+", False, "holds holds breaks holds holds"),
        ("h- h- f+ f+ f+", True, "breaks breaks holds holds holds"),
        ("h- f- f- f- f+", False, "open open open open holds"),
        ("h- f- f- f- f-", True, "open open open open open"),
        ("f-", True, "breaks"),
        ("f-", False, "open"),
        ("f- f+", False, "open holds"),
        ("", True, ""),
    ],
)
def test_decide(columns: str, closed: bool, verdicts: str) -> None:
    found = decide([Column(c[1] == "+", c[0] == "h", c[1] == "~") for c in columns.split()], closed)
    assert list(found) == verdicts.split()
