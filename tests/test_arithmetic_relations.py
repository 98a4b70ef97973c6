"""The search for sums in a matrix: finds the hierarchy that is there, and none that is not."""

import random
import time
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from extractor.arithmetic.matrix import Matrix, Number
from extractor.arithmetic.relations import find_sums

# 腾讯广告拆分: advertising revenue by channel, 2020-2027E, as a broker prints it in whole 亿元
ADVERTISING = {
    "总计": "823 887 827 1015 1214 1456 1748 2097",
    "社交及其他": "680 754 720 907 1092 1318 1595 1930",
    "微信广告": "476 530 501 666 825 1059 1338 1670",
    "朋友圈": "352 387 329 346 363 363 363 363",
    "公众号": "64 72 68 72 74 63 59 59",
    "小程序": "60 71 78 93 110 149 201 271",
    "视频号": "- - 24 145 258 440 638 861",
    "搜一搜及其他": "- - 2 10 20 45 77 115",
    "广点通": "107 91 79 81 90 94 106 119",
    "联盟广告": "88 110 99 119 137 123 111 100",
    "搜狗+易车": "9 23 41 41 41 41 41 41",
    "媒体": "143 133 107 108 121 139 153 168",
}


def matrix(rows: list[str]) -> list[list[Number | None]]:
    return [[None if cell == "-" else Number(D(cell), 0) for cell in row.split()] for row in rows]


def named(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    names = list(table)
    return {names[s.total]: tuple(names[row] for row, _ in s.parts) for s in find_sums(matrix(list(table.values())))}


def test_the_hierarchy_of_the_founding_table() -> None:
    found = named(ADVERTISING)
    assert found == {
        "微信广告": ("朋友圈", "公众号", "小程序", "视频号", "搜一搜及其他"),
        "社交及其他": ("微信广告", "广点通", "联盟广告", "搜狗+易车"),
        "总计": ("社交及其他", "媒体"),
    }
    sums = find_sums(matrix(list(ADVERTISING.values())))
    assert [verdict for s in sums for verdict in s.verdicts] == [True] * 24


def test_exact_equality_would_cry_wolf_on_eight() -> None:
    table = matrix(list(ADVERTISING.values()))
    exact = 0
    for s in find_sums(table):
        for column in range(8):
            parts = [cell.value for row, _ in s.parts if (cell := table[row][column]) is not None]
            total = table[s.total][column]
            exact += total is not None and sum(parts) != total.value
    assert exact == 8


def test_one_changed_digit_is_the_one_failing_column() -> None:
    rows = list(ADVERTISING.values())
    rows[2] = rows[2].replace("1338", "1388")
    failing = {(s.total, column) for s in find_sums(matrix(rows)) for column, v in enumerate(s.verdicts) if v is False}
    assert failing == {(2, 6), (1, 6)}


def test_totals_after_their_parts_and_headings_between() -> None:
    table = {
        "资产": "- - -",
        "货币资金": "749 571 629",
        "应收款项": "301 544 770",
        "存货": "377 584 966",
        "流动资产合计": "1427 1699 2365",
        "固定资产": "1382 1856 2707",
        "无形资产": "112 108 104",
        "资产总计": "2921 3663 5176",
    }
    assert named(table) == {
        "流动资产合计": ("货币资金", "应收款项", "存货"),
        "资产总计": ("流动资产合计", "固定资产", "无形资产"),
    }


def test_blanks_are_nothing_where_another_column_shows_it() -> None:
    rows = [
        "500 600 700 830 990",
        "300 350 400 450 500",
        "200 250 300 350 450",
        "- - - 30 40",
    ]
    (whole,) = find_sums(matrix(rows))
    assert whole.verdicts == (True,) * 5
    (wrong,) = find_sums(matrix([rows[0].replace("600", "900"), *rows[1:]]))
    assert wrong.verdicts == (True, False, True, True, True)
    rows[3] = "10 15 - 30 40"
    (lacking,) = find_sums(matrix(["510 615 999 830 990", *rows[1:]]))
    assert lacking.verdicts == (True, True, None, True, True)


def test_no_evidence_no_sum() -> None:
    assert find_sums([]) == ()
    assert find_sums(matrix(["3", "1", "2"])) == ()  # one column of single digits: chance
    assert find_sums(matrix(["0 0 0", "0 0 0", "0 0 0"])) == ()
    assert find_sums(matrix(["5123 6123", "5123 6123", "0 0"])) == ()  # a total that repeats its one part
    assert find_sums(matrix(["30 30 30 30", "10 10 10 10", "20 20 20 20"])) == ()  # the same column four times


def test_a_label_that_says_total_lends_evidence() -> None:
    rows = matrix(["76", "84", "368", "2881", "3409"])
    assert find_sums(rows) == ()
    assert [s.total for s in find_sums(rows, likely=(0, 0, 0, 0, 3.0))] == [4]


def test_noise_shows_no_sums() -> None:
    chance = random.Random(7)
    found = 0
    for _ in range(60):
        columns = chance.choice((3, 4, 5))
        rows = [[Number(D(chance.randint(1, 5000)), 0) for _ in range(columns)] for _ in range(25)]
        found += len(find_sums(rows))
    assert found == 0


def test_the_search_is_bounded() -> None:
    chance = random.Random(1)
    rows: Matrix = [[Number(D(chance.randint(0, 90)), 0) for _ in range(8)] for _ in range(300)]
    start = time.process_time()
    find_sums(rows)
    assert time.process_time() - start < 2


@given(
    st.lists(st.lists(st.integers(1000, 10**7), min_size=4, max_size=4), min_size=2, max_size=8),
    st.integers(0, 2),
    st.booleans(),
)
def test_numbers_rounded_from_an_exact_sum_never_fail(parts: list[list[int]], places: int, first: bool) -> None:
    def cell(value: D) -> Number:
        return Number(round(value, places), places)

    rows = [[cell(D(v) / 1000) for v in row] for row in parts]
    total = [cell(sum((D(row[c]) for row in parts), D(0)) / 1000) for c in range(4)]
    for s in find_sums([total, *rows] if first else [*rows, total]):
        assert s.failing == 0
