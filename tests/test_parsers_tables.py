"""Tables built from words that stand where a page would put them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.model import Box, Cell, Table, Word
from extractor.parsers.layout.regions import regions_of
from extractor.parsers.layout.rows import rows_of
from extractor.parsers.tables.continued import continued
from extractor.parsers.tables.find import find_drafts
from extractor.parsers.tables.grid import build
from extractor.parsers.tables.model import CAPTION, is_header

SIZE = 10.0


def word(text: str, x: float, y: float) -> Word:
    edges, at = [], x
    for ch in text:
        edges.append(at)
        at += SIZE if ord(ch) > 0x2E7F else SIZE / 2
    return Word(text, Box(x, y, at, y + SIZE), tuple(edges), "F", SIZE)


def page(lines: list[list[tuple[float, str]]]) -> list[Word]:
    """Lines from the top, 14 points apart; each a list of (x, text)."""
    return [word(text, x, 100 + 14 * i) for i, line in enumerate(lines) for x, text in line]


def tables(words: list[Word]) -> list[Table]:
    found: list[Table] = []
    for region in regions_of(words):
        for draft in find_drafts(region):
            built = build(draft, 1, len(found) + 1, region.box.width)
            found.extend(built.tables if built else ())
    return found


def texts(table: Table) -> list[list[str]]:
    return [[c.text for c in row] for row in table.body_rows]


STATEMENT = [
    [(30, "资产负债表"), (220, "单位：百万元")],
    [(30, "会计年度"), (120, "2024A"), (170, "2025E"), (220, "2026E")],
    [(30, "货币资金"), (125, "57"), (175, "126"), (225, "203")],
    [(30, "应收账款"), (125, "24"), (175, "-"), (225, "(41)")],
    [(30, "流动资产合计"), (125, "312"), (175, "405"), (225, "519")],
]


def test_clean_statement() -> None:
    (table,) = tables(page(STATEMENT))
    assert (table.caption, table.unit, table.statement) == ("资产负债表", "单位：百万元", "balance")
    assert [c.text for c in table.header_rows[-1]] == ["会计年度", "2024A", "2025E", "2026E"]
    assert texts(table) == [["货币资金", "57", "126", "203"], ["应收账款", "24", "-", "(41)"], ["流动资产合计", "312", "405", "519"]]
    assert table.body_rows[1][2].kind == "placeholder"


def test_every_cell_has_its_box_and_blank_ones_too() -> None:
    lines = [*STATEMENT, [(30, "商誉"), (125, "5"), (225, "7")]]
    (table,) = tables(page(lines))
    assert texts(table)[-1] == ["商誉", "5", "", "7"]
    assert all(c.bbox is not None for row in table.body_rows for c in row)


def test_a_second_header_begins_a_second_table() -> None:
    more = [
        [(30, "利润表")],
        [(30, "会计年度"), (120, "2024A"), (170, "2025E"), (220, "2026E")],
        [(30, "营业收入"), (125, "278"), (175, "374"), (225, "499")],
    ]
    first, second = tables(page([*STATEMENT, *more]))
    assert (first.statement, second.statement, second.caption) == ("balance", "income", "利润表")
    assert texts(second) == [["营业收入", "278", "374", "499"]]


def test_header_levels_spread_over_their_columns() -> None:
    lines = [
        [(200, "每股收益"), (300, "市盈率")],
        [(30, "代码"), (110, "名称"), (190, "2025E"), (230, "2026E"), (290, "2025E"), (330, "2026E")],
        [(30, "1111.HK"), (110, "云岚科技"), (195, "1.20"), (235, "1.50"), (295, "17.1"), (335, "15.1")],
        [(30, "2222.HK"), (110, "松果在线"), (195, "2.20"), (235, "2.50"), (295, "12.1"), (335, "11.1")],
    ]
    (table,) = tables(page(lines))
    upper, lower = table.header_rows
    assert [(c.text, c.column, c.column_span) for c in upper] == [("每股收益", 2, 2), ("市盈率", 4, 2)]
    assert [c.text for c in lower] == ["代码", "名称", "2025E", "2026E", "2025E", "2026E"]
    assert table.stub == 2


def test_values_set_without_a_gap_are_parted_by_their_columns() -> None:
    lines = [
        [(30, "预测指标"), (120, "2023A"), (160, "2024A"), (210, "2025E")],
        [(30, "毛利率"), (115, "65.5%"), (158, "51.9%"), (210, "50.3%")],
        [(30, "净利率"), (115, "26.7%"), (158, "-6.5%"), (210, "13.4%")],
        [(30, "增长率"), (122, "86.47%-106.47%"), (210, "310.9%")],
    ]
    (table,) = tables(page(lines))
    assert texts(table)[-1] == ["增长率", "86.47%", "-106.47%", "310.9%"]


def test_box_of_keys_and_values() -> None:
    lines = [[(30, "市场数据")], [(30, "收盘价(元)"), (150, "54.21")], [(30, "一年最低/最高价"), (150, "41.80/81.50")]]
    (table,) = tables(page(lines))
    assert table.header_rows == ()
    assert texts(table) == [["收盘价(元)", "54.21"], ["一年最低/最高价", "41.80/81.50"]]
    assert (table.caption, table.statement) == ("市场数据", "market")


@pytest.mark.parametrize(
    "lines",
    [
        [
            [(30, "本公司2024年实现营业收入16.25亿元，同比增长57.21%，归母净利润4.04亿元，")],
            [(30, "扣非净利润4.08亿元，同比增长142.60%。")],
        ],
        [[(30, "40%")], [(30, "30%")], [(30, "20%")], [(30, "2024-04"), (90, "2024-08"), (150, "2024-12")]],
        [[(30, "华东"), (90, "茅某"), (150, "021-33388488")], [(30, "华北"), (90, "肖某"), (150, "010-66500628")]],
        [
            [(30, "\uf0e91"), (120, "46"), (170, "\uf0f9")],
            [(30, "x\uf03d"), (120, "43"), (170, "20")],
            [(30, "\uf0eb2"), (120, "35"), (170, "\uf0fb")],
        ],
        [[(30, "图表1：收入"), (200, "5")], [(30, "图表2：利润"), (200, "6")], [(30, "图表3：毛利"), (200, "7")]],
        [[(30, "甲公司"), (100, "74.4")], [(30, "乙公司"), (160, "39.8")], [(30, "丙公司"), (220, "31.5")], [(30, "丁公司"), (280, "9.9")]],
    ],
    ids=["prose", "chart scale", "sales desk", "formula", "list of figures", "bar chart"],
)
def test_what_is_no_table(lines: list[list[tuple[float, str]]]) -> None:
    assert tables(page(lines)) == []


@pytest.mark.parametrize(
    ("line", "header"),
    [
        (["会计年度", "2023", "2024", "2025E"], True),
        (["", "2023/4/26", "一季度", "年初以来"], True),
        (["短期借款", "1970", "1912", "2071"], False),
        (["流动资产", "2006", "1998", "2011"], False),
        (["日期", "2025/3/31"], False),
        (["营业收入", "2,023", "2,024"], False),
    ],
)
def test_is_header(line: list[str], header: bool) -> None:
    (row,) = rows_of([word(text, 30 + 80 * i, 100) for i, text in enumerate(line) if text])
    assert is_header(row) is header


@pytest.mark.parametrize("text", ["图表12：收入拆分", "表1：损益表", "图：广告拆分", "图表 23 行情", "表2、估值"])
def test_caption(text: str) -> None:
    assert CAPTION.match(text)


@pytest.mark.parametrize("text", ["表 单位:百万元", "表现亮眼", "图像处理业务收入", "资产负债表"])
def test_no_caption(text: str) -> None:
    assert not CAPTION.match(text)


def part(page: int, top: float, bottom: float, header: bool) -> Table:
    def cell(row: int, column: int, text: str, y: float) -> Cell:
        return Cell(row, column, text, page, Box(30 + 100 * column, y, 80 + 100 * column, y + 10), kind="number" if column else "text")

    heads = ((cell(0, 0, "年度", top), cell(0, 1, "2024A", top)),) if header else ()
    body = ((cell(0, 0, "营业收入", top + 14), cell(0, 1, "278", top + 14)),)
    return Table(
        f"p{page}.t1", page, Box(30, top, 180, bottom), "表1：损益表" if header else "", "百万元" if header else "", "other", heads, body
    )


HEIGHTS = {1: 800.0, 2: 800.0, 3: 800.0}


def test_a_table_goes_on_over_the_page() -> None:
    first, second = continued([part(1, 500, 760, True), part(2, 80, 300, False)], HEIGHTS)
    assert first.continues is None
    assert second.continues == "p1.t1"
    assert second.header_rows == first.header_rows
    assert (second.caption, second.unit) == ("表1：损益表", "百万元")
    assert {c.page for row in second.body_rows for c in row} == {2}


@pytest.mark.parametrize(
    "second",
    [
        part(2, 400, 600, False),
        part(3, 80, 300, False),
        replace(part(2, 80, 300, True), header_rows=((Cell(0, 0, "", 2, None), Cell(0, 1, "2023A", 2, None)),)),
    ],
    ids=["not at the top", "not the next page", "another header"],
)
def test_a_table_that_stands_alone(second: Table) -> None:
    assert continued([part(1, 500, 760, True), second], HEIGHTS)[1].continues is None


def test_a_source_line_ends_a_table() -> None:
    assert continued([replace(part(1, 500, 760, True), note="资料来源：Wind"), part(2, 80, 300, False)], HEIGHTS)[1].continues is None


def test_a_ranking_in_two_panels_is_cut_before_the_ranks() -> None:
    names = ["天玑科技", "优博讯网", "光环新网", "运达科技", "佳发教育", "汇金股份", "中科江南", "井松智能", "航天智装", "瑞晟智能"]
    lines = [
        [
            (30, str(i + 1)),
            (60, names[i]),
            (130, "21.1%"),
            (180, "算力租赁"),
            (260, str(i + 6)),
            (290, names[i + 5]),
            (360, "5.9%"),
            (410, "云服务"),
        ]
        for i in range(5)
    ]
    left, right = tables(page(lines))
    assert [row[:3] for row in texts(left)][:2] == [["1", "天玑科技", "21.1%"], ["2", "优博讯网", "21.1%"]]
    assert [row[:3] for row in texts(right)][:2] == [["6", "汇金股份", "5.9%"], ["7", "中科江南", "5.9%"]]


def test_each_of_several_titles_over_one_group_has_its_own_columns() -> None:
    lines = [
        [(150, "PE"), (190, "ROE"), (230, "PEG")],
        [(30, "公司"), (130, "24A"), (160, "25E"), (192, "24A"), (232, "25E")],
        [(30, "云岭传感"), (130, "40.5"), (160, "33.8"), (190, "5.6%"), (230, "2.18")],
        [(30, "松果在线"), (130, "33.6"), (160, "28.4"), (190, "6.1%"), (230, "1.79")],
    ]
    (table,) = tables(page(lines))
    assert [(c.text, c.column, c.column_span) for c in table.header_rows[0]] == [("PE", 1, 2), ("ROE", 3, 1), ("PEG", 4, 1)]
