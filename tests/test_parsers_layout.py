"""Words, rows, regions, furniture: from glyphs and words that stand where a page would put them."""

from __future__ import annotations

import pytest

from extractor.model import Box, Word
from extractor.parsers.layout.furniture import split_furniture
from extractor.parsers.layout.looks import look
from extractor.parsers.layout.paragraphs import paragraphs
from extractor.parsers.layout.regions import regions_of
from extractor.parsers.layout.rows import keyed, rows_of
from extractor.parsers.layout.text import PageText
from extractor.parsers.layout.tokens import row_of
from extractor.parsers.pdf.glyphs import Glyph
from extractor.parsers.pdf.tags import without_tags
from extractor.parsers.pdf.words import words_of

SIZE = 10.0


def word(text: str, x: float, y: float, size: float = SIZE, bold: bool = False) -> Word:
    edges = []
    at = x
    for ch in text:
        edges.append(at)
        at += size if ord(ch) > 0x2E7F else size / 2
    return Word(text, Box(x, y, at, y + size), tuple(edges), "F", size, bold)


def glyphs(text: str, x: float = 0.0, base: float = 100.0, gap: float = 0.0) -> list[Glyph]:
    found = []
    for ch in text:
        width = SIZE if ord(ch) > 0x2E7F else SIZE / 2
        found.append(Glyph(ch, x, base - SIZE, x + width, base + 2, base, SIZE, "F", False))
        x += width + gap
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,234.5", "number"), ("(20)", "number"), ("-0.7%", "number"), ("−3", "number"), ("81.50/41.80元", "number"),
        ("15.24-59.7", "number"), ("-14.1ppt", "number"), ("25x", "number"), ("343388/257889百万港元", "number"), ("HK$58.2", "number"),
        ("–", "placeholder"), ("--", "placeholder"), ("N/A", "placeholder"), ("不适用", "placeholder"),
        ("2025E", "period"), ("2024", "period"), ("FY25", "period"), ("1Q25", "period"), ("25Q3", "period"), ("2025H1", "period"),
        ("9M25", "period"), ("2025/9/30", "period"), ("2024年", "period"), ("2025A/E", "period"),
        # no-op: none of these is a value
        ("营业收入", "text"), ("600570.SH", "text"), ("GLP-1", "text"), ("S0980521120001", "text"), ("0755-81982939", "text"),
        ("021-60375431", "text"),
        ("(2024-04-02)", "text"), ("PE", "text"), ("1912年", "text"), ("A股", "text"), ("5G", "text"),
    ],
)  # fmt: skip
def test_look(text: str, kind: str) -> None:
    assert look(text) == kind


def test_a_bare_number_of_years_past_is_a_number() -> None:
    assert look("1912") == "number"
    assert look("2071") == "number"


def test_template_tags_go_in_content_order() -> None:
    kept, gone = without_tags([*glyphs("[Tab"), *glyphs("le_Stock]"), *glyphs("某公司"), *glyphs("[见表]")])
    assert "".join(g.char for g in kept) == "某公司[见表]"
    assert gone == len("[Table_Stock]")


def test_words_part_at_gaps_and_spaces_and_join_without() -> None:
    row = [*glyphs("营业收入"), *glyphs("312", x=100), *glyphs("405", x=130)]
    assert [w.text for w in words_of(row)] == ["营业收入", "312", "405"]
    assert [w.text for w in words_of(glyphs("营业收入", gap=2.0))] == ["营业收入"]  # justified text


def test_fake_bold_counts_once() -> None:
    twice = [*glyphs("资产总计"), *glyphs("资产总计", x=0.4)]
    assert [w.text for w in words_of(twice)] == ["资产总计"]


def test_a_radical_over_its_ideograph_counts_once() -> None:
    both = [*glyphs("\u2f49"), *glyphs("月")]  # U+2F49 KANGXI RADICAL MOON
    assert [w.text for w in words_of(both)] == ["月"]


def test_doubled_digits_stay() -> None:
    assert [w.text for w in words_of(glyphs("1155"))] == ["1155"]


def test_wrapped_label_joins_the_row_it_names() -> None:
    rows = rows_of([word("归属母公司", 10, 100), word("股东权益", 10, 111), word("55,122", 120, 105.5), word("58,633", 170, 105.5)])
    assert [[t.text for t in r.tokens] for r in rows] == [["归属母公司股东权益", "55,122", "58,633"]]


def test_section_row_stays_apart() -> None:
    rows = rows_of([word("成长能力", 10, 100), word("营业收入", 10, 114), word("20.6%", 120, 114)])
    assert [r.tokens[0].text for r in rows] == ["成长能力", "营业收入"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("收盘价：43.00港元", ["收盘价：", "43.00港元"]),
        ("电话：021-52523692", ["电话：021-52523692"]),
        ("报告日期：2025年4月1日", ["报告日期：2025年4月1日"]),
        ("风险提示：需求不及预期", ["风险提示：需求不及预期"]),
    ],
)
def test_keyed(text: str, parts: list[str]) -> None:
    assert [t.text for t in keyed(row_of([word(text, 0, 0)])).tokens] == parts


def column(x: float, labels: list[str], numbers: bool = True) -> list[Word]:
    words = []
    for i, label in enumerate(labels):
        words.append(word(label, x, 100 + 14 * i))
        if numbers:
            words += [word("312", x + 110, 100 + 14 * i), word("405", x + 150, 100 + 14 * i)]
    return words


ASSETS = ["流动资产", "货币资金", "应收账款", "预付账款", "存货净额", "其他资产", "固定资产", "无形资产", "资产总计"]
INCOME = ["营业收入", "营业成本", "税金附加", "销售费用", "管理费用", "研发费用", "财务费用", "营业利润", "利润总额"]


def test_twin_panels_are_two_regions() -> None:
    regions = regions_of(column(30, ASSETS) + column(210, INCOME))
    assert [r.rows[0].tokens[0].text for r in regions] == ["流动资产", "营业收入"]
    assert all(len(r.rows) == len(ASSETS) for r in regions)


def test_number_columns_are_one_region() -> None:
    assert len(regions_of(column(30, ASSETS))) == 1


def test_a_rating_column_is_no_second_panel() -> None:
    words = column(30, ["腾讯控股", "网易", "美团", "百度集团", "快手", "拼多多", "小米集团", "京东", "哔哩哔哩"])
    words += [word("买入", 230, 100 + 14 * i) for i in range(9)] + [word("17.1", 280, 100 + 14 * i) for i in range(9)]
    assert len(regions_of(words)) == 1


def test_furniture_repeats_at_the_edge_digits_aside() -> None:
    pages = [
        (800.0, (word("某某证券研究报告", 30, 20), word(f"第{n}页正文内容不同{n}", 30, 300), word(f"{n} / 3", 280, 780))) for n in (1, 2, 3)
    ]
    split = split_furniture(pages)
    assert [[w.text for w in body] for body, _ in split] == [[f"第{n}页正文内容不同{n}"] for n in (1, 2, 3)]


def test_a_series_name_set_downwards_is_furniture_and_a_column_of_numbers_is_none() -> None:
    name = [word(ch, 20, 200 + 30 * i) for i, ch in enumerate("公司研究")]
    numbers = [word(str(n), 560, 200 + 14 * i) for i, n in enumerate((27, 19, 25, 18, 21))]
    body = [word("正文在两者之间", 200, 300)]
    ((kept, furniture),) = split_furniture([(800.0, (*name, *body, *numbers))])
    assert {w.text for w in kept} == {"正文在两者之间", "27", "19", "25", "18", "21"}
    assert sorted(r.text for r in furniture) == sorted("公司研究")


def test_column_header_at_the_top_is_no_furniture() -> None:
    header = (word("会计年度", 30, 40), word("2024A", 120, 40), word("2025E", 170, 40))
    split = split_furniture([(800.0, header), (800.0, header)])
    assert all(not furniture for _, furniture in split)


def test_paragraph_goes_on_over_lines_and_ends_at_a_short_one() -> None:
    rows = rows_of(
        [word("本" * 30, 30, 100), word("本" * 30, 30, 116), word("完。", 30, 132), word("新" * 30, 50, 148), word("新" * 31, 30, 164)]
    )
    assert [len(group) for _, group in paragraphs(rows)] == [3, 2]


def test_page_text_finds_its_way_back_to_boxes() -> None:
    text = PageText()
    rows = rows_of([word("公司实现营收", 30, 100), word("16.25", 92, 100), word("亿元", 118, 100), word("同比增长", 30, 116)])
    text.add("body", rows)
    assert text.text == "公司实现营收16.25亿元\n同比增长"
    line = text.blocks[0].lines[0]
    at = text.text.index("16.25")
    assert line.boxes(at, at + 5) == Box(92, 100, 117, 110)
    assert line.boxes(len(text.text) - 1, len(text.text)) is None


def test_narrow_letters_that_follow_one_another_stay() -> None:
    narrow = [Glyph("t", 3.0 * i, 90, 3.0 * i + 3, 102, 100, 12.0, "F", False) for i in range(2)]
    assert [w.text for w in words_of(narrow)] == ["tt"]


def test_lines_of_text_with_a_number_stay_lines() -> None:
    lines = [
        [word("盈利持续承压，上半年净利润较上年下降，核心因高值耗材集采", 30, 100)],
        [word("手术价格调整压缩利润空间，毛利率同比下滑", 30, 116), word("3.1", 240, 116), word("个百分点。整体来看", 262, 116)],
        [word("竞争与政策调整影响更显著，精细化运营形成鲜明对比。", 30, 132)],
    ]
    rows = rows_of([w for line in lines for w in line])
    assert [r.tokens[0].words[0].text[:4] for r in rows] == ["盈利持续", "手术价格", "竞争与政"]
