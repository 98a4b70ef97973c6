"""relations.yaml and waivers beside the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from curated_cases import ADS, LONG, judged, only, told, wide

from extractor.pipeline_validate import validate, write_relations

BAD = wide("合计,823,887,827,1015", "甲,680,754,720,907", "乙,143,133,107,188")
EQUAL = "relations:\n  - total: 合计\n    parts: [甲, 乙]\n"


def rows(*cells: tuple[str, str, str]) -> str:
    return LONG + "".join(f"示例,{metric},{product},2024,{value},亿元\n" for metric, product, value in cells)


RELATIONS = {
    # declared, data, findings
    "equal holds": (EQUAL, rows(("营业收入", "合计", "1015"), ("营业收入", "甲", "907"), ("营业收入", "乙", "108")), []),
    "equal fails": (EQUAL, rows(("营业收入", "合计", "1015"), ("营业收入", "甲", "907"), ("营业收入", "乙", "128")), ["CUR01"]),
    "rounding is no failure": (EQUAL, rows(("营业收入", "合计", "1016"), ("营业收入", "甲", "907"), ("营业收入", "乙", "108")), []),
    "beyond rounding": (EQUAL, rows(("营业收入", "合计", "1017"), ("营业收入", "甲", "907"), ("营业收入", "乙", "108")), ["CUR01"]),
    "a part not written is nothing": (EQUAL, rows(("营业收入", "合计", "907"), ("营业收入", "甲", "907"), ("营业成本", "乙", "1")), []),
    "at most, less": (
        EQUAL + "    relation: at_most\n",
        rows(("营业收入", "合计", "1015"), ("营业收入", "甲", "907"), ("营业收入", "乙", "8")),
        [],
    ),
    "at most, more": (
        EQUAL + "    relation: at_most\n",
        rows(("营业收入", "合计", "1015"), ("营业收入", "甲", "907"), ("营业收入", "乙", "128")),
        ["CUR01"],
    ),
    "weights, metrics": (
        "relations:\n  - total: 毛利\n    parts: [营业收入, {name: 营业成本, weight: -1}]\n",
        rows(("毛利", "", "40"), ("营业收入", "", "100"), ("营业成本", "", "50")),
        ["CUR01"],
    ),
    "metric and product": (
        "relations:\n  - total: {metric: 营业收入, product: 合计}\n    parts: [{metric: 营业收入, product: 甲}, {product: 乙}]\n",
        rows(("营业收入", "合计", "9"), ("营业收入", "甲", "2"), ("营业收入", "乙", "3")),
        ["CUR01"],
    ),
    "another entity": (
        EQUAL + "    scope: {entity: 别家}\n",
        rows(("营业收入", "合计", "9"), ("营业收入", "甲", "2"), ("营业收入", "乙", "3")),
        [],
    ),
    "another period": (
        EQUAL + "    scope: {periods: [2023]}\n",
        rows(("营业收入", "合计", "9"), ("营业收入", "甲", "2"), ("营业收入", "乙", "3")),
        [],
    ),
    "this period": (
        EQUAL + "    scope: {periods: [2024]}\n",
        rows(("营业收入", "合计", "9"), ("营业收入", "甲", "2"), ("营业收入", "乙", "3")),
        ["CUR01"],
    ),
    "a name that the data lack": (EQUAL.replace("乙", "丙"), rows(("营业收入", "合计", "9"), ("营业收入", "甲", "9")), ["CUR05"]),
}


@pytest.mark.parametrize(("declared", "data", "codes"), RELATIONS.values(), ids=list(RELATIONS))
def test_relations(tmp_path: Path, declared: str, data: str, codes: list[str]) -> None:
    own = "metrics: {营业收入: , 营业成本: , 毛利: }\n"
    assert [f.code for f in judged(tmp_path, data_csv=data, relations_yaml=own + declared).findings] == codes


BROKEN = {
    "no YAML": ("relations: [", "SCH01", None),
    "an unknown field": ("relations:\n  - total: 合计\n    part: [甲]\n", "CUR05", 2),
    "a bad relation": ("relations:\n  - total: 合计\n    parts: [甲]\n    relation: about\n", "CUR05", 4),
    "a bad weight": ("relations:\n  - total: 合计\n    parts:\n      - 甲\n      - {name: 乙, weight: half}\n", "CUR05", 5),
    "a key twice": ("relations:\n  - total: 合计\n    total: 甲\n    parts: [乙]\n", "SCH01", 3),
    "an alias": ("relations: &a\n  - total: 合计\n    parts: *a\n", "SCH01", None),
    "a total in itself": ("relations:\n  - total: 合计\n    parts: [合计, 甲]\n", "CUR05", 2),
    "twice": (EQUAL + "  - total: 合计\n    parts: [甲, 乙]\n", "CUR05", 4),
    "a waiver without reason": ("waivers:\n  - check: c_abcdefgh\n", "CUR05", 2),
    "a waiver of nothing": ("waivers:\n  - reason: 因为\n", "CUR05", 2),
}


@pytest.mark.parametrize(("text", "code", "line"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    verdict = judged(tmp_path, data_csv=wide("合计,823,887,827,1015", "甲,680,754,720,907", "乙,143,133,107,108"), relations_yaml=text)
    found = [f for f in verdict.findings if f.place.file.endswith("relations.yaml")]
    assert code in {f.code for f in found}
    assert any(f.place.line == line or (line and f":{line}" in f.message.zh) for f in found) or line is None


def waived(tmp_path: Path, waiver: str) -> list[str]:
    return [f.code for f in judged(tmp_path, data_csv=BAD, waivers_yaml=f"waivers:\n  - {waiver}\n    reason: 已核对原文\n").findings]


@pytest.mark.parametrize(
    ("waiver", "left"),
    [
        ("key: {product: 乙, period: 2023}", []),
        ("key: {entity: 示例公司, metric: 营业收入, product: 乙, period: 2023, basis: value}", []),
        ("key: {product: 乙, period: 2022}", ["CUR02", "CUR06"]),
        ("key: {product: 乙, period: 2023}\n    code: CUR02", []),
        ("key: {product: 乙, period: 2023}\n    code: DUP01", ["CUR02", "CUR06"]),
        ("check: c_aaaaaaaa", ["CUR02", "CUR06"]),
    ],
)
def test_waivers(tmp_path: Path, waiver: str, left: list[str]) -> None:
    assert waived(tmp_path, waiver) == left


def test_a_waiver_by_check_id_outlives_another_value(tmp_path: Path) -> None:
    check = only(judged(tmp_path, data_csv=BAD)).checks[0]
    assert waived(tmp_path, f"check: {check}") == []
    assert waived(tmp_path, f"check: {check[:10]}") == []
    (tmp_path / "data.csv").write_text("# 标题\n" + BAD.replace("188", "198"), encoding="utf-8")
    assert not validate([tmp_path]).findings


def test_an_unused_waiver_is_told_only_when_all_its_data_are_there(tmp_path: Path) -> None:
    good = wide("甲,1,2,3,4")
    judged(tmp_path, a_csv=good.replace("甲", "丙"), b_csv=good, waivers_yaml="waivers:\n  - key: {product: 乙}\n    reason: 旧\n")
    assert not validate([tmp_path / "a.csv"]).findings
    assert told(validate([tmp_path / "waivers.yaml"])) == [("CUR06", 2, "waivers/0")]


def test_found_relations_are_written_for_review(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text((ADS / "ads.csv").read_text(encoding="utf-8"), encoding="utf-8")
    head = (
        "# 我的注释\nmetrics: {广告收入: 自用}\n\nrelations:\n  - total: 腾讯广告总计  # 注\n    parts: [社交及其他, 媒体]\n\nwaivers: []\n"
    )
    path = tmp_path / "relations.yaml"
    path.write_text(head, encoding="utf-8")
    first = validate([tmp_path])
    assert list(write_relations(first)) == [(path, 2)]
    text = path.read_text(encoding="utf-8")
    assert text.startswith(head.split("\n\nwaivers")[0])
    assert text.endswith("waivers: []\n")
    again = validate([tmp_path])
    assert (again.findings, again.judgements[0][1].sums, again.judgements[0][1].holding) == ((), (), first.judgements[0][1].holding)
    assert list(write_relations(again)) == []


def test_relations_are_written_where_there_was_no_file(tmp_path: Path) -> None:
    data = wide("合计,823,887,827,1015", "甲,680,754,720,907", "乙,143,133,107,108")
    assert list(write_relations(judged(tmp_path, data_csv=data))) == [(tmp_path / "relations.yaml", 1)]
    assert not validate([tmp_path]).findings


HOSTILE = {
    "a.csv": ",2023\n甲," + "9" * 200_000,
    "b.jsonl": "[" * 100_000,
    "c.json": "[" * 100_000,
    "relations.yaml": "[" * 100_000,
    "d.csv": "metric,period,value,unit\n营业收入,2022,1e999999,亿元\n",
    "e.csv": "",
    "f.tsv": "甲\x00乙",
    "g.xlsx": "PK",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_findings(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HOSTILE[name], encoding="utf-8")
    assert only(validate([tmp_path / name])).code in ("SCH01", "SCH07")
