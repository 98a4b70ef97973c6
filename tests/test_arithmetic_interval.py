"""Intervals: the vectors of XBRL Calculations 1.1, and the laws that every printed sum obeys."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.arithmetic.interval import (
    Interval,
    add,
    at_least,
    at_most,
    cagr,
    divide,
    exact,
    growth,
    intersect,
    multiply,
    rounded,
    scale,
    subtract,
    truncated,
)


def printed(text: str, decimals: int | None = None) -> Interval:
    value = D(text)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return rounded(value, value, -exponent if decimals is None else decimals)


@pytest.mark.parametrize(("total", "consistent"), [("61.2", True), ("61.3", True), ("61.4", False), ("61.0", True), ("60.8", False)])
def test_three_rounded_parts_give_two_units_of_slack(total: str, consistent: bool) -> None:
    computed = add(map(printed, ("10.3", "20.4", "30.4")))
    assert computed.meets(printed(total)) is consistent


def test_parts_printed_finer_than_their_total() -> None:
    computed = add((printed("26180000000", -6), printed("3830000000", -6)))
    assert computed.meets(printed("30000000000", -8))


def test_a_negative_weight_swaps_the_ends() -> None:
    assert scale(Interval(D(1), D(3), True, False), D(-2)) == Interval(D(-6), D(-2), False, True)
    assert add((printed("100"), scale(printed("60"), D(-1)))).meets(printed("40"))


@pytest.mark.parametrize(
    ("computed", "reported", "holds"), [("60", "100", True), ("160", "100", False), ("101", "100", True), ("102", "100", False)]
)
def test_at_most(computed: str, reported: str, holds: bool) -> None:
    assert at_most(printed(computed), printed(reported)) is holds
    assert at_least(printed(reported), printed(computed)) is holds


def test_an_exact_number_against_a_truncated_one() -> None:
    assert not exact(D(11)).meets(truncated(D(10), 0))
    assert exact(D("10.9")).meets(truncated(D(10), 0))
    assert truncated(D(-10), 0) == Interval(D(-11), D(-10), False, True)
    assert truncated(D(0), 0) == Interval(D(-1), D(1), False, False)


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        (printed("700000", -5), printed("748000", -3), Interval(D(747500), D(748500))),
        (printed("100"), printed("100.5"), Interval(D("100.45"), D("100.5"))),
        (printed("100"), printed("100.6"), None),
        (Interval(None, D(5)), Interval(D(3), None), Interval(D(3), D(5))),
        (Interval(D(1), D(2), True, False), Interval(D(2), D(3)), None),
    ],
)
def test_intersections(left: Interval, right: Interval, shared: Interval | None) -> None:
    assert intersect((left, right)) == shared == intersect((right, left))


@pytest.mark.parametrize(
    ("current", "previous", "rate", "consistent"),
    [
        ("1625", "1034", "0.572", True),
        ("1625", "1034", "0.58", False),
        ("-34", "297", "-1.11", True),
        ("24", "-53", "1.45", True),  # a loss turned into a profit, over the absolute base
        ("-130", "-100", "-0.30", True),
    ],
)
def test_growth(current: str, previous: str, rate: str, consistent: bool) -> None:
    computed = growth(printed(current), printed(previous))
    assert computed is not None
    assert computed.meets(printed(rate)) is consistent


def test_growth_and_division_refuse_a_base_that_may_be_zero() -> None:
    assert growth(printed("5"), printed("0")) is None
    assert divide(printed("5"), printed("0")) is None
    assert divide(printed("5"), Interval(D(1), None)) is None


def test_cagr() -> None:
    computed = cagr(printed("100"), printed("144"), 2)
    assert computed is not None
    assert computed.holds(D("0.2"))
    assert not computed.holds(D("0.21"))
    assert cagr(printed("-1"), printed("4"), 2) is None
    assert cagr(printed("1"), printed("4"), 0) is None


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=6, allow_nan=False, allow_infinity=False)
places = st.integers(min_value=-4, max_value=4)


def rounded_to(value: D, decimals: int) -> Interval:
    return rounded(*(round(value, decimals),) * 2, decimals)


@given(st.lists(st.tuples(numbers, places), min_size=1, max_size=12), places)
def test_numbers_rounded_from_an_exact_sum_are_always_consistent(parts: list[tuple[D, int]], decimals: int) -> None:
    total = sum((value for value, _ in parts), D(0))
    assert add(rounded_to(value, d) for value, d in parts).meets(rounded_to(total, decimals))


@given(st.lists(numbers, min_size=1, max_size=8), st.integers(0, 3), st.integers(1, 9), st.integers(0, 6))
def test_a_digit_changed_beyond_the_slack_never_is(parts: list[D], decimals: int, digit: int, position: int) -> None:
    unit = D(1).scaleb(-decimals)
    change = digit * D(1).scaleb(position - decimals)
    exact_parts = [round(value, decimals) for value in parts]
    computed = add(rounded(v, v, decimals) for v in exact_parts)
    total = sum(exact_parts, D(0)) + change
    beyond = change > unit * (len(parts) + 1) / 2
    assert computed.meets(rounded(total, total, decimals)) is not beyond


@given(numbers, numbers, places, places)
def test_growth_rounded_from_exact_levels_is_always_consistent(current: D, previous: D, decimals: int, fine: int) -> None:
    now, before = rounded_to(current, decimals), rounded_to(previous, decimals)
    computed = growth(now, before)
    if computed is not None:
        rate = (current - previous) / abs(previous)
        assert computed.meets(rounded_to(rate, fine + 4))


@given(numbers, numbers, numbers)
def test_products_and_differences_contain_what_they_come_from(a: D, b: D, c: D) -> None:
    left, right = Interval(min(a, b), max(a, b)), exact(c)
    product, difference = multiply(left, right), subtract(left, right)
    assert product is not None
    assert product.holds(a * c)
    assert difference.holds(b - c)
