"""Exports, opened with the programs that people open them with: every fact arrives, with its digits, and no text runs."""

from __future__ import annotations

import csv
import dataclasses
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.model import Extraction
from extractor.pipeline_outputs import read_outputs
from extractor.writers.number_formats import shown
from extractor.writers.review import fact_states
from extractor.writers.standing import STANDINGS, standings
from extractor.writers.xlsx import xlsx
from extractor.writers.xlsx_cells import FILLS
from extractor.writers.xlsx_overview import CHECKS, FACTS, OVERVIEW


def yanbao(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def extractions(out: Path) -> Iterator[tuple[str, Extraction]]:
    return ((output.stem, output.extraction) for output in read_outputs(out))


def failing(out: Path) -> int:
    """Inconsistent checks of the report with a misprint."""
    return sum(check.status == "inconsistent" for check in dict(extractions(out))["company-misprint"].checks)


@pytest.fixture(scope="module")
def exported(fixture_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All formats, written by the command."""
    to = tmp_path_factory.mktemp("export")
    for form in ("xlsx", "csv", "parquet"):
        done = yanbao("export", fixture_outputs, "--format", form, "-o", to)
        assert done.exit_code == 0, done.stderr
        assert [Path(line).parent for line in done.stdout.split("\n")[:-1]] == [to] * len(done.stdout.splitlines())
    assert not [path.name for path in to.iterdir() if path.name.startswith(".")]
    return to


def value_cells(book: openpyxl.Workbook) -> Iterator[tuple[str, Any]]:
    """(fact id, cell) of all statement sheets: the id is the last line of the cell's note."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((cell.comment.text.split("\n")[-1], cell) for cell in row if cell.comment)


def test_every_table_fact_stands_on_one_sheet_with_its_number(fixture_outputs: Path, exported: Path) -> None:
    for stem, extraction in extractions(fixture_outputs):
        book = openpyxl.load_workbook(exported / f"{stem}.xlsx")
        cells = list(value_cells(book))
        facts = {fact.id: fact for fact in extraction.facts if fact.kind == "table"}
        assert sorted(fact for fact, _ in cells) == sorted(facts)
        marks = standings(extraction.facts, extraction.checks)
        for name, cell in cells:
            fact = facts[name]
            assert cell.value == fact.raw if fact.value is None else Decimal(str(cell.value)) == fact.value
            assert f"第{fact.source.page}页" in cell.comment.text
            assert fact.raw in cell.comment.text
            fill = FILLS.get(marks[name])
            assert cell.fill.start_color.rgb == (f"00{fill.start_color.rgb[2:]}" if fill else "00000000")
            heading = cell.parent.cell(1, cell.column).value
            assert heading.startswith(fact.period or "–")
            assert cell.font.italic is heading.endswith("E")


def test_the_flat_sheet_holds_every_fact_and_check(fixture_outputs: Path, exported: Path) -> None:
    for stem, extraction in extractions(fixture_outputs):
        book = openpyxl.load_workbook(exported / f"{stem}.xlsx")
        rows = [dict(zip([cell.value for cell in book[FACTS][1]], row, strict=True)) for row in book[FACTS].iter_rows(2, values_only=True)]
        assert [row["id"] for row in rows] == [fact.id for fact in extraction.facts]
        for row, fact in zip(rows, extraction.facts, strict=True):
            assert (None if row["value"] is None else Decimal(str(row["value"]))) == fact.value
            assert (row["raw"], row["unit"], row["page"]) == (fact.raw, fact.unit, fact.source.page)
            assert row["standing"] in STANDINGS
        assert [row[0] for row in book[CHECKS].iter_rows(2, values_only=True)] == [check.id for check in extraction.checks]


def test_colours_are_those_of_the_review_page(fixture_outputs: Path) -> None:
    for output in read_outputs(fixture_outputs):
        extraction = output.extraction
        assert standings(extraction.facts, extraction.checks) == fact_states(json.loads(output.path.read_text(encoding="utf-8")))


def test_failing_checks_link_to_their_numbers(fixture_outputs: Path, exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "company-misprint.xlsx")
    links = [cell.hyperlink.location for row in book[OVERVIEW].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == failing(fixture_outputs) > 0
    for link in links:
        sheet, _, at = link.rpartition("!")
        assert "✗" in book[sheet.strip("'")][at].comment.text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "\x00\ud800x"])
def test_hostile_text_stays_text(fixture_outputs: Path, tmp_path: Path, text: str) -> None:
    """In cells, sheet names, notes and captions; what a broken font map yields does not stop the export."""
    extraction = dict(extractions(fixture_outputs))["company"]
    document = extraction.document
    tables = tuple(dataclasses.replace(table, caption=text, unit=text) for table in document.tables)
    facts = tuple(dataclasses.replace(fact, entity=text, label=text, product=text, raw=text, value=None) for fact in extraction.facts)
    report = dataclasses.replace(extraction.report, title=text, broker=text, industry=text)
    bad = dataclasses.replace(extraction, facts=facts, report=report, document=dataclasses.replace(document, tables=tables))
    (tmp_path / "a.xlsx").write_bytes(xlsx(bad, text))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    runnable = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert all(cell.quotePrefix for cell in runnable)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_the_same_report_gives_the_same_bytes(fixture_outputs: Path) -> None:
    extraction = dict(extractions(fixture_outputs))["dual"]
    assert xlsx(extraction, "dual") == xlsx(extraction, "dual")


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "text", "excel"),
    [
        ("CNY", -6, "1034000000", "1,034", "#,##0,,"),
        ("CNY", -4, "1034560000", "1,034.56", "#,##0.00,,"),
        ("CNY", 2, "41.20", "41.20", "#,##0.00"),
        ("CNY", None, "35800000000", "35,800", "#,##0,,"),
        ("CNY/share", 2, "-0.45", "-0.45", "#,##0.00"),
        ("ratio", 3, "0.187", "18.7%", "#,##0.0%"),
        ("ratio", 2, "-0.10", "-10%", "#,##0%"),
        ("x", 1, "92.1", "92.1x", '#,##0.0"x"'),
        ("pp", 1, "1.2", "1.2pct", '#,##0.0"pct"'),
        (None, 2, "1.80", "1.80", "#,##0.00"),
        (None, -6, "5000000", "5,000,000", "#,##0"),
        ("CNY", None, "0", "0", "#,##0"),
    ],
)
def test_numbers_are_shown_at_printed_precision(unit: str | None, decimals: int | None, value: str, text: str, excel: str) -> None:
    form = shown(unit, decimals, Decimal(value))
    assert (form.text(Decimal(value)), form.excel) == (text, excel)


def test_csv_holds_the_rows_that_extract_wrote(fixture_outputs: Path, exported: Path) -> None:
    written, again = ((folder / "facts.csv").read_text(encoding="utf-8").splitlines() for folder in (fixture_outputs, exported))
    assert written[0] == again[0]
    assert sorted(written) == sorted(again)
    with (exported / "checks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [(stem, check.id, check.status) for stem, extraction in extractions(fixture_outputs) for check in extraction.checks]
    assert [(row["report"], row["id"], row["status"]) for row in rows] == expected


def test_parquet_is_typed_and_exact(fixture_outputs: Path, exported: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow (dev group) is not installed")
    table = pq.read_table(exported / "facts.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert types["date"] == "date32[day]"
    assert (types["value"], types["value_float64"], types["superseded"], types["page"]) == ("string", "double", "bool", "int32")
    facts = [(stem, fact) for stem, extraction in extractions(fixture_outputs) for fact in extraction.facts]
    for row, (stem, fact) in zip(table.to_pylist(), facts, strict=True):
        assert (row["report"], row["id"], row["raw"]) == (stem, fact.id, fact.raw)
        assert (None if row["value"] is None else Decimal(row["value"])) == fact.value
        assert row["value_float64"] == (None if fact.value is None else float(fact.value))
        assert {part: origin for part, origin in row["from"].items() if origin} == fact.from_
    checks = pq.read_table(exported / "checks.parquet").to_pylist()
    assert len(checks) == sum(len(extraction.checks) for _, extraction in extractions(fixture_outputs))


def test_duckdb_reads_and_joins_the_parquet(fixture_outputs: Path, exported: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb (dev group) is not installed")
    query = f"""select f.report, f.label, f.period, c.rule from '{exported}/checks.parquet' c
        join '{exported}/facts.parquet' f on f.id = c.fact and f.report = c.report where c.status = 'inconsistent' order by all"""
    found = duckdb.sql(query).fetchall()
    assert {row[0] for row in found} == {"company-misprint"}
    assert len(found) == failing(fixture_outputs)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames_read_the_parquet(fixture_outputs: Path, exported: Path, library: str) -> None:
    frames = pytest.importorskip(library, reason=f"{library} is not installed: its test of the Parquet export did not run")
    frame = frames.read_parquet(exported / "facts.parquet")
    assert len(frame) == sum(len(extraction.facts) for _, extraction in extractions(fixture_outputs))
    assert "value_float64" in frame.columns


def test_without_pyarrow_the_message_names_the_extra(fixture_outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = yanbao("export", fixture_outputs, "--format", "parquet", "-o", tmp_path)
    assert done.exit_code == 2
    assert "yanbao[parquet]" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_one_file_goes_beside_itself(fixture_outputs: Path, tmp_path: Path) -> None:
    shutil.copy(fixture_outputs / "dual.json", tmp_path)
    assert yanbao("export", tmp_path / "dual.json").exit_code == 0
    assert [path.name for path in (tmp_path / "export").iterdir()] == ["dual.xlsx"]


def test_validate_passes_over_what_export_wrote(fixture_outputs: Path, tmp_path: Path) -> None:
    for name in ("dual.json", "facts.csv", "run.json"):
        shutil.copy(fixture_outputs / name, tmp_path)
    before = yanbao("validate", "--no-evidence", tmp_path).stderr
    for form in ("xlsx", "csv"):
        assert yanbao("export", tmp_path, "--format", form).exit_code == 0
    assert yanbao("validate", "--no-evidence", tmp_path).stderr == before


def test_a_folder_that_cannot_be_written_to(fixture_outputs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = yanbao("export", fixture_outputs, "-o", tmp_path / "file" / "x")
    assert done.exit_code == 2
    assert "cannot write" in done.stderr


def test_libreoffice_opens_the_workbook(exported: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("soffice is not installed: whether LibreOffice opens the workbook was not looked at")
    command = [office, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(exported / "company.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "青梧医药" in (tmp_path / "company.csv").read_text(encoding="utf-8")


def test_outputs_of_export_are_named_in_json_order(fixture_outputs: Path) -> None:
    run = json.loads((fixture_outputs / "run.json").read_text(encoding="utf-8"))
    assert sorted(one["output"].removesuffix(".json") for one in run["inputs"]) == sorted(stem for stem, _ in extractions(fixture_outputs))
