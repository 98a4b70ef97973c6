"""parse_text: what the page's text, blocks and tables are for Markdown, plain text and HTML."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableInput
from extractor.model import Document, Table
from extractor.parsers.text import parse_text

SHARED = Path(__file__).resolve().parents[2] / "shared"


def parse(text: str, name: str = "a.txt") -> Document:
    return parse_text(Path(name), text.encode())


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in (*table.header_rows, *table.body_rows)]


def test_text_stays_as_it_is_but_for_line_ends() -> None:
    text = "\ufeff# 题目\r\n\r\n收入 10亿元。\r第二行"
    document = parse_text(Path("a.md"), text.encode())
    assert document.pages[0].text == "# 题目\n\n收入 10亿元。\n第二行"
    assert document.text_layer == "good"
    assert document.media_type == "text/markdown"
    assert document.problems == ()


def test_gb18030_is_read_and_said() -> None:
    document = parse_text(Path("a.txt"), "公司2024年实现营业收入16.25亿元，同比增长57%。".encode("gb18030"))
    assert "营业收入" in document.pages[0].text
    assert [p.code for p in document.problems] == ["encoding"]


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"\x00\x01\x02abc", bytes(range(1, 32)) * 9, b"\xff\xfe\xfd\xfc\x81", bytes(range(128, 256)) * 8]
)
def test_junk_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as caught:
        parse_text(Path("a.txt"), data)
    assert caught.value.code in ("empty", "binary")
    assert caught.value.zh
    assert caught.value.en


def test_lines_of_plain_text_are_paragraphs_and_have_kinds() -> None:
    text = (
        "# 点评\n第一段。\n第二段。\n\n图表1：收入结构\n资料来源：公司公告\n请务必阅读正文后的声明\n"
        + "正文。" * 30
        + "\n免责声明\n本报告仅供参考。"
    )
    document = parse(text)
    page = document.pages[0]
    assert [b.kind for b in page.blocks] == [
        "heading", "body", "body", "caption", "note", "furniture", "body", "disclaimer", "disclaimer",
    ]  # fmt: skip
    assert [page.text[b.start : b.end] for b in page.blocks][1] == "第一段。"


def test_a_report_on_one_line_is_body() -> None:
    """As some converters write it: no line ends at all, the page foot's reminder in front."""
    page = parse("请务必阅读正文之后的免责条款部分1/7" + "收入增长20%。" * 20).pages[0]
    assert [b.kind for b in page.blocks] == ["body"]


def test_markdown_lines_join_into_paragraphs() -> None:
    page = parse("第一行\n接着说。\n\n- 一\n- 二\n下一行", "a.md").pages[0]
    assert [page.text[b.start : b.end] for b in page.blocks] == ["第一行\n接着说。", "- 一", "- 二\n下一行"]


TABBED = """
图: 收入拆分（百万元）

\t2023\t2024\t2025E\t24-YoY
合计\t10\t20\t30\t100%
-甲\t4\t\t12\t
媒体
电视\t6\t12\t18\t100%

资料来源: 公司财报
"""


def test_tabbed_table_takes_caption_unit_and_source_over_blank_lines() -> None:
    document = parse(TABBED)
    (table,) = document.tables
    assert table.caption == "图: 收入拆分（百万元）"
    assert table.unit == "百万元"
    assert table.note == "资料来源: 公司财报"
    assert grid(table) == [
        ["", "2023", "2024", "2025E", "24-YoY"],
        ["合计", "10", "20", "30", "100%"],
        ["-甲", "4", "", "12", ""],
        ["媒体", "", "", "", ""],
        ["电视", "6", "12", "18", "100%"],
    ]
    assert len(table.header_rows) == 1
    assert table.stub == 1
    assert [b.kind for b in document.pages[0].blocks] == ["caption", "table", "note"]


def test_cells_know_their_place_in_the_text() -> None:
    document = parse(TABBED)
    text = document.pages[0].text
    for row in document.tables[0].body_rows:
        for cell in row:
            assert text[cell.start : cell.end] == cell.text


@pytest.mark.parametrize(
    "text",
    ["邮编：518046\t电话：0755", "a\tb\n\nc\td", "没有表格。\n一行 | 一行", "# 免责声明\n\n级别\t说明\n买入\t超过10%\n"],
)
def test_no_table(text: str) -> None:
    assert parse(text).tables == ()


def test_key_value_lines_have_no_header() -> None:
    (table,) = parse("基础数据\n投资评级\t优于大市（维持）\n收盘价\t52.95元\n总市值/流通市值\t11907/11907百万元").tables
    assert table.header_rows == ()
    assert table.caption == "基础数据"
    assert table.statement == "market"
    assert table.body_rows[1][1].text == "52.95元"


PIPES = """
**表2：主要财务比率**

| 会计年度 | 2024A | 2025E |
|---|--:|--:|
| **成长能力** | | |
| &nbsp;&nbsp;营业收入 | 20.6% | 34.5% |
| A\\|B | 1 | -- |
"""


def test_pipes() -> None:
    (table,) = parse(PIPES, "a.md").tables
    assert table.caption == "表2：主要财务比率"
    assert table.statement == "ratios"
    assert grid(table) == [["会计年度", "2024A", "2025E"], ["成长能力", "", ""], ["营业收入", "20.6%", "34.5%"], ["A|B", "1", "--"]]
    assert table.body_rows[0][0].bold
    assert table.body_rows[1][0].indent == 2
    assert parse(PIPES, "a.md").pages[0].text[table.body_rows[1][1].start : table.body_rows[1][1].end] == "20.6%"


TWIN = """
| 利润表（百万元） | 2024A | 2025E | | 主要财务指标 | 2024A | 2025E |
|---|---|---|---|---|---|---|
| 营业收入 | 100 | 120 | | 毛利率 | 40% | 41% |
| 营业成本 | 60 | 70 | | ROE | 9% | 10% |
| 现金流量表（百万元） | 2024A | 2025E | | 每股指标（元） | 2024A | 2025E |
| 净利润 | 10 | 12 | | 每股收益 | 1.0 | 1.2 |
"""


def test_panels_and_blocks_become_tables() -> None:
    tables = parse(TWIN, "a.md").tables
    assert [(t.id, t.caption, t.unit, t.statement) for t in tables] == [
        ("t1", "利润表（百万元）", "百万元", "income"),
        ("t2", "现金流量表（百万元）", "百万元", "cashflow"),
        ("t3", "主要财务指标", "", "ratios"),
        ("t4", "每股指标（元）", "元", "ratios"),
    ]
    assert grid(tables[2]) == [["主要财务指标", "2024A", "2025E"], ["毛利率", "40%", "41%"], ["ROE", "9%", "10%"]]


PEERS = """<p>表3：可比公司</p>
<table><tr><td rowspan="2">代码</td><td rowspan=2>公司</td><td rowspan=2>收盘价（元）</td><td colspan="2">EPS</td></tr>
<tr><td>2024A</td><td>2025E</td></tr>
<tr><td>600570.SH</td><td rowspan="2">恒生&amp;Co</td><td>25.20</td><td>0.55</td><td>0.61</td></tr>
<tr><td>300496</td><td>56.88</td><td>0.89</td><td>-</td></tr></table>"""


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_html_tables_with_spans(name: str) -> None:
    (table,) = parse(PEERS, name).tables
    assert len(table.header_rows) == 2
    assert table.stub == 2
    assert [(c.text, c.column, c.row_span, c.column_span) for c in table.header_rows[0]] == [
        ("代码", 0, 2, 1), ("公司", 1, 2, 1), ("收盘价（元）", 2, 2, 1), ("EPS", 3, 1, 2),
    ]  # fmt: skip
    assert [(c.text, c.column) for c in table.header_rows[1]] == [("2024A", 3), ("2025E", 4)]
    assert [(c.text, c.column) for c in table.body_rows[1]] == [("300496", 0), ("56.88", 2), ("0.89", 3), ("-", 4)]
    assert table.body_rows[0][1].row_span == 2
    text = parse(PEERS, name).pages[0].text
    assert all(html.unescape(text[c.start : c.end]) == c.text for row in table.body_rows for c in row)


def test_html_page_shows_its_text() -> None:
    source = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>题目</h1><p>收入<b>增长</b>20%&nbsp;。</p><p>二</p></body></html>"
    )
    page = parse(source, "a.html").pages[0]
    assert page.text == "题目\n收入增长20%\xa0。\n二\n"
    assert [b.kind for b in page.blocks] == ["heading", "body", "body"]


def test_header_levels_without_spans() -> None:
    text = (
        "表1：可比公司\n\t\t\tEPS\t\tPE\t\n代码\t名称\t收盘价\t2024A\t2025E\t2024A\t2025E\n0700.HK\t腾讯\t489.2\t26.9\t30.4\t17.1\t15.1\n"
    )
    (table,) = parse(text).tables
    assert len(table.header_rows) == 2
    assert [(c.text, c.column, c.column_span) for c in table.header_rows[0] if c.text] == [("EPS", 3, 2), ("PE", 5, 2)]
    assert table.stub == 2


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        try:
            document = parse_text(Path(name), text.encode("utf-8", "ignore"))
        except UnreadableInput:
            continue
        page = document.pages[0]
        assert all(0 <= b.start < b.end <= len(page.text) for b in page.blocks)


@given(
    st.lists(
        st.sampled_from(["|", "\t", "\n", "<table>", "<tr>", "<td colspan=2>", "<th>", "</table>", "2024A", "12.5", "收入", "---", " "]),
        max_size=40,
    )
)
def test_any_grid_is_whole(pieces: list[str]) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        try:
            document = parse_text(Path(name), "".join(pieces).encode())
        except UnreadableInput:
            continue
        for table in document.tables:
            taken: set[tuple[int, int]] = set()
            for cell in (c for row in table.body_rows for c in row):
                own = {(cell.row + r, cell.column + c) for r in range(cell.row_span) for c in range(cell.column_span)}
                assert not own & taken
                taken |= own
            width = 1 + max((column for _, column in taken), default=0)
            assert len(taken) == width * len(table.body_rows)


def test_founding_report() -> None:
    path = SHARED / "seeds" / "000_79c94fc73134dc31.txt"
    if not path.exists():
        pytest.skip(f"{path} is missing")
    document = parse_text(path, path.read_bytes())
    assert document.pages[0].text == path.read_text(encoding="utf-8")
    assert [(t.caption, len(t.body_rows), t.stub) for t in document.tables][:2] == [
        ("图：互联网公司收入与经调净利润增速变化情况", 16, 1),
        ("图: 腾讯广告拆分", 12, 1),
    ]
