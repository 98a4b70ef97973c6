"""The typeset fixtures are what their descriptions say: figures add up, quirks are really in the files, goldens are current."""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import warnings
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from fixtures import generate
from fixtures.typeset.content import UNJUDGED, Golden, Grid, read_printed
from fixtures.typeset.documents import company_tables as tables
from fixtures.typeset.documents import segments
from fixtures.typeset.pen import INSTALL, font_path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "fixtures" / "golden"
PDFS = [fixture for fixture in generate.FIXTURES if fixture.path.endswith(".pdf")]
needs_font = pytest.mark.skipif(font_path() is None, reason=f"FIXTURES NOT REGENERATED, no Chinese font: {INSTALL}")


def words(path: Path) -> list[list[str]]:
    """The words of each page, in painting order."""
    with pdfplumber.open(path) as pdf:
        return [[word["text"] for word in page.extract_words(use_text_flow=True)] for page in pdf.pages]


@needs_font
@pytest.mark.parametrize("fixture", generate.FIXTURES, ids=lambda fixture: fixture.name)
def test_generator_makes_the_committed_document(fixture: generate.Fixture, tmp_path: Path) -> None:
    document, facts, _ = generate.generate(fixture, tmp_path)
    committed = ROOT / fixture.path
    if document.suffix == ".pdf":  # another reportlab may write other bytes for the same page
        assert words(document) == words(committed)
    else:
        assert document.read_text(encoding="utf-8") == committed.read_text(encoding="utf-8")
    assert facts.read_text(encoding="utf-8") == (GOLDEN / facts.name).read_text(encoding="utf-8")


@needs_font
def test_pdf_is_the_same_each_time(tmp_path: Path) -> None:
    one, two = (generate.generate(PDFS[0], tmp_path / name)[0].read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("fixture", generate.FIXTURES, ids=lambda fixture: fixture.name)
def test_golden_names_the_document_as_it_is(fixture: generate.Fixture) -> None:
    meta = json.loads((GOLDEN / f"{fixture.name}.meta.json").read_text(encoding="utf-8"))
    assert meta["document"] == fixture.path
    assert meta["sha256"] == hashlib.sha256((ROOT / fixture.path).read_bytes()).hexdigest()


@pytest.mark.parametrize("fixture", PDFS, ids=lambda fixture: fixture.name)
def test_pdf_is_small(fixture: generate.Fixture) -> None:
    assert (ROOT / fixture.path).stat().st_size < 200_000


def test_goldens_are_not_being_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CI", "true")
    assert generate.main(["--write"]) == 2
    assert "not in CI" in capsys.readouterr().err


def test_seeds_name_their_original() -> None:
    manifest = json.loads((ROOT / "seeds" / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {path.name for path in (ROOT / "seeds").iterdir()} - {"manifest.json"}
    original = ROOT.parent / "shared" / "seeds" / "000_79c94fc73134dc31.txt"
    if not original.exists():
        pytest.skip(f"ORIGINAL NOT CHECKED: {original.name} is not on this machine")
    sha256 = hashlib.sha256(original.read_bytes()).hexdigest()
    assert {entry["original"]["sha256"] for entry in manifest.values()} == {sha256}


def test_seeds_keep_every_figure_of_the_original_tables() -> None:
    original = ROOT.parent / "shared" / "gold" / "000_79c94fc73134dc31" / "tables"
    if not original.exists():
        pytest.skip("ORIGINAL NOT CHECKED: no hand-labelled tables on this machine")
    want = [
        line.split("\t")
        for name in ("01.tsv", "02.tsv")
        for line in (original / name).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    from fixtures.typeset.documents.founding_content import AD_SPLIT, SPREAD

    got = [
        cells
        for grid in (SPREAD, AD_SPLIT)
        for cells in (["", *(column.header[0] for column in grid.columns)], *([row.label, *row.cells] for row in grid.rows))
    ]
    assert got == want


# The statements of the company report add up as printed: the misprint is the only flaw.

SUMS = {
    "BALANCE": {
        "流动资产": "现金 + 应收票据及应收账款 + 预付账款 + 存货 + 其他流动资产",
        "非流动资产": "长期投资 + 固定资产 + 在建工程 + 无形资产 + 其他非流动资产",
        "资产总计": "流动资产 + 非流动资产",
        "流动负债": "短期借款 + 应付票据及应付账款 + 其他流动负债",
        "非流动负债": "长期借款 + 其他非流动负债",
        "负债合计": "流动负债 + 非流动负债",
        "归属母公司股东权益": "股本 + 资本公积 + 留存收益",
        "负债和股东权益": "负债合计 + 少数股东权益 + 归属母公司股东权益",
    },
    "INCOME": {
        "营业利润": "营业收入 - 营业成本 - 营业税金及附加 - 销售费用 - 管理费用 - 研发费用 - 财务费用 "
        "+ 资产减值损失 + 公允价值变动收益 + 投资净收益",
        "利润总额": "营业利润 + 营业外收入 - 营业外支出",
        "净利润": "利润总额 - 所得税",
        "归属母公司净利润": "净利润 - 少数股东损益",
    },
    "CASHFLOW": {
        "经营活动现金流": "净利润 + 折旧摊销 + 财务费用 + 投资损失 + 营运资金变动 + 其他经营现金流",
        "投资活动现金流": "资本支出 + 长期投资 + 其他投资现金流",
        "筹资活动现金流": "短期借款 + 长期借款 + 其他筹资现金流",
        "现金净增加额": "经营活动现金流 + 投资活动现金流 + 筹资活动现金流",
    },
}  # fmt: skip


def figures(grid: Grid, label: str) -> list[Decimal]:
    """A row's printed numbers; a blank or dash counts as nothing."""
    (row,) = (row for row in grid.rows if row.label == label)
    return [read_printed(cell, "")[0] if cell not in ("", "-") else Decimal(0) for cell in row.cells]


def gap(grid: Grid, total: str, parts: str) -> list[Decimal]:
    gaps = figures(grid, total)
    sign = 1
    for token in parts.split():
        if token in "+-":
            sign = 1 if token == "+" else -1
        else:
            gaps = [gap - sign * part for gap, part in zip(gaps, figures(grid, token), strict=True)]
    return gaps


@pytest.mark.parametrize(("name", "total", "parts"), [(name, *item) for name, sums in SUMS.items() for item in sums.items()])
def test_statement_adds_up(name: str, total: str, parts: str) -> None:
    assert gap(getattr(tables, name), total, parts) == [0] * 5


def test_balance_balances() -> None:
    assert figures(tables.BALANCE, "资产总计") == figures(tables.BALANCE, "负债和股东权益")
    cash = figures(tables.BALANCE, "现金")
    assert [after - before for before, after in itertools.pairwise(cash)] == figures(tables.CASHFLOW, "现金净增加额")[1:]


SPLIT_SUMS = {
    "营业收入": "商家服务 + 企业服务 + 会员及其他",
    "商家服务": "搜索推广 + 信息流推广 + 品牌推广",
    "信息流推广": "短视频推广 + 图文推广",
    "企业服务": "公有部署 + 私有部署",
}


@pytest.mark.parametrize(("total", "parts"), SPLIT_SUMS.items())
def test_operating_split_adds_up(total: str, parts: str) -> None:
    levels = replace(segments.SPLIT, rows=tuple(row for row in segments.SPLIT.rows if row.unit is None))
    assert gap(levels, total, parts) == [0] * 5


def test_misprint_is_one_cell() -> None:
    def rows(name: str) -> list[list[str]]:
        with (GOLDEN / f"{name}.facts.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.reader(lines))

    different = [(a, b) for a, b in zip(rows("company"), rows("company-misprint"), strict=True) if a != b]
    assert [(a[5], b[5]) for a, b in different] == [("1,820", "1,802")]


def test_goldens_speak_the_taxonomy() -> None:
    known = {
        metric["id"]
        for path in (ROOT / "schemas" / "taxonomy").glob("metrics_*.json")
        for metric in json.loads(path.read_text(encoding="utf-8"))["metrics"]
    }
    used = set()
    for path in GOLDEN.glob("*.facts.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            used |= {row["metric"] for row in csv.DictReader(lines)}
    assert used - known <= {"", UNJUDGED}


# The quirks are in the files, or the fixtures test nothing.


def raw_text(name: str) -> str:
    (fixture,) = (fixture for fixture in PDFS if fixture.name == name)
    with warnings.catch_warnings(), pdfplumber.open(ROOT / fixture.path) as pdf:
        return "".join(char["text"] for page in pdf.pages for char in page.chars)


def test_company_report_has_its_quirks() -> None:
    text = raw_text("company")
    assert text.count("[Table_") >= 6, "template tags are in the text layer"
    assert "现\u2fa6" in text, "the Kangxi radical"
    assert "\uf06e" in text, "the bullet in the private use area"
    assert "\u221214" in text, "a minus sign that is no hyphen"
    assert "松泉证券松泉证券" in text, "overprinted bold"


def test_other_quirks() -> None:
    assert "]yrammuS_elbaT[" in raw_text("peers")
    assert "配臵" in raw_text("growth")


def test_golden_is_in_reading_order_of_the_description() -> None:
    golden = Golden("x.pdf", {"companies": []})
    golden.add_grid(3, tables.BALANCE)
    assert [fact.raw for fact in golden.facts[:5]] == ["1,168", "1,304", "1,511", "1,820", "2,245"]
    assert golden.facts[0].value == "1168000000"
    assert golden.facts[0].decimals == "-6"


@pytest.mark.parametrize(
    ("text", "unit", "want"),
    [
        ("1,034", "百万元", ("1034000000", -6, "CNY")),
        ("(12.5)", "%", ("-0.125", 3, "ratio")),
        ("−14", "百万元", ("-14000000", -6, "CNY")),
        ("-3pct", "", ("-3", 0, "pp")),
        ("504%", "", ("5.04", 2, "ratio")),
        ("0", "元/股", ("0", 0, "CNY/share")),
    ],
)
def test_golden_reads_a_plain_print(text: str, unit: str, want: tuple[str, int, str]) -> None:
    value, decimals, unit_id = read_printed(text, unit)
    assert (format(value, "f"), decimals, unit_id) == want
