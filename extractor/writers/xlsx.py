"""One report as a workbook for an analyst: overview, a sheet a statement and company with the years across, all facts, all checks.

Cells hold the whole number in base units; number formats show money in millions. Nothing is a formula. The same extraction gives
the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from extractor.model import Check, Extraction, Table
from extractor.taxonomy.metrics import metrics
from extractor.writers.across import Block, Column, Row
from extractor.writers.facts_csv import COLUMNS, fact_values
from extractor.writers.number_formats import shown
from extractor.writers.standing import Standing, checks_of, standings
from extractor.writers.xlsx_cells import BOLD, ESTIMATE, FILLS, HEAD, clean, note, number, put
from extractor.writers.xlsx_overview import CHECKS, FACTS, OVERVIEW, write_checks, write_overview
from extractor.writers.xlsx_sheets import Sheet, statement_sheets

_NAMED = ("项目 item", "产品 product", "指标 metric", "口径 basis", "单位 unit", "显示 shown")
_WIDTHS = (30, 14, 22, 8, 11, 9)
_NUMBERS = frozenset({"value", "low", "high"})
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def xlsx(extraction: Extraction, stem: str) -> bytes:
    """The workbook, as the bytes of its file."""
    book = Workbook()
    book.properties.creator, book.properties.title = "yanbao", clean(stem)
    overview = book.active
    assert isinstance(overview, Worksheet)
    overview.title = OVERVIEW
    marks, judged = standings(extraction.facts, extraction.checks), checks_of(extraction.checks)
    places: dict[str, tuple[str, str]] = {}
    for sheet in statement_sheets(extraction, (OVERVIEW, FACTS, CHECKS)):
        _write_sheet(book.create_sheet(sheet.name), sheet, marks, judged, places)
    _write_facts(book.create_sheet(FACTS), extraction, stem, marks, places)
    write_checks(book.create_sheet(CHECKS), extraction)
    write_overview(overview, extraction, marks, places)
    return _bytes(book)


def _write_sheet(
    page: Worksheet,
    sheet: Sheet,
    marks: Mapping[str, Standing],
    judged: Mapping[str, list[Check]],
    places: dict[str, tuple[str, str]],
) -> None:
    heads = ("公司 company", *_NAMED) if sheet.mixed else _NAMED
    columns = {column: len(heads) + 1 + position for position, column in enumerate(sheet.grid.columns)}
    for position, head in enumerate(heads, 1):
        put(page, 1, position, head, font=HEAD, fill=FILLS["head"])
        page.column_dimensions[get_column_letter(position)].width = (16, *_WIDTHS)[position - 1 + (not sheet.mixed)]
    for column, position in columns.items():
        put(page, 1, position, column.title, font=HEAD, fill=FILLS["estimate" if column.status == "E" else "head"])
        page.column_dimensions[get_column_letter(position)].width = 13
    line = 2
    for block in sheet.grid.blocks:
        line = _write_block(page, line, block, sheet.mixed, columns, marks, judged, places)
    page.freeze_panes = page.cell(2, len(heads) + 1).coordinate
    page.page_setup.orientation = "landscape"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0
    page.print_title_rows = "1:1"


def _write_block(
    page: Worksheet,
    line: int,
    block: Block,
    mixed: bool,
    columns: Mapping[Column, int],
    marks: Mapping[str, Standing],
    judged: Mapping[str, list[Check]],
    places: dict[str, tuple[str, str]],
) -> int:
    """A line with the caption, then the rows; the next free line."""
    last = max(columns.values(), default=1)
    for position in range(1, last + 1):
        put(page, line, position, _caption(block.table) if position == 1 else None, font=BOLD, fill=FILLS["caption"])
    for row in block.rows:
        line += 1
        form = shown(row.first.unit, row.decimals, row.first.value)
        inset = Alignment(indent=len(row.first.section))
        for position, text in enumerate(_names(row, mixed, form.note), 1):
            put(page, line, position, text, **({"alignment": inset} if position == 1 + mixed else {}))
        for column, fact in row.facts.items():
            mark = marks[fact.id]
            cell = put(page, line, columns[column], number(fact), number_format=form.excel)
            cell.comment = note(fact, block.table, judged.get(fact.id, ()), mark)
            if mark in FILLS:
                cell.fill = FILLS[mark]
            if column.status == "E":
                cell.font = ESTIMATE
            places[fact.id] = (page.title, cell.coordinate)
    return line + 1


def _caption(table: Table | None) -> str:
    if table is None:
        return "–"
    parts = (table.caption or table.id, table.unit, f"第{table.page}页 p. {table.page}")
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _names(row: Row, mixed: bool, scale: str) -> Iterable[str]:
    """What a row is a row of, in the order of the columns."""
    fact = row.first
    metric = metrics().get(fact.metric or "")
    label = fact.label + ("（原预测 superseded）" if fact.superseded else "")
    basis = fact.basis if fact.versus is None else f"{fact.basis} {fact.versus}"
    own = (label, fact.product, f"{metric.zh} {metric.id}" if metric else "", basis, fact.unit or "", scale)
    return (" ".join(filter(None, (fact.entity, fact.entity_id))), *own) if mixed else own


def _write_facts(
    page: Worksheet, extraction: Extraction, stem: str, marks: Mapping[str, Standing], places: dict[str, tuple[str, str]]
) -> None:
    """All facts, one row each, with the columns of `facts.csv`; value, low and high are numbers. `standing` comes last."""
    heads = (*COLUMNS, "standing")
    for position, head in enumerate(heads, 1):
        put(page, 1, position, head, font=HEAD, fill=FILLS["head"])
    lead: tuple[Any, ...] = (stem, extraction.report.broker, extraction.report.date)
    for line, fact in enumerate(extraction.facts, 2):
        exact = {"value": fact.value, "low": fact.low, "high": fact.high}
        values = (*lead, *fact_values(fact), marks[fact.id])
        for position, (head, value) in enumerate(zip(heads, values, strict=True), 1):
            if head in _NUMBERS:
                cell = put(page, line, position, exact[head], number_format=shown(None, fact.decimals, fact.value).excel)
                if marks[fact.id] in FILLS:
                    cell.fill = FILLS[marks[fact.id]]
                if head == "value":
                    places.setdefault(fact.id, (page.title, cell.coordinate))
            elif value is not None and value != "":
                put(page, line, position, value)
    page.freeze_panes = "E2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(extraction.facts) + 1}"


def _bytes(book: Workbook) -> bytes:
    """The file without the time it was made: in its properties, and in the archive."""
    made, stable = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return stable.getvalue()
