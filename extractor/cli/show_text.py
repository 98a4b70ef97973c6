"""One report as lines for a terminal: record, forecasts with the years across, findings, problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.cli.columns import aligned, cut
from extractor.cli.summary import figure_lines
from extractor.model import Extraction, Fact
from extractor.runner.outcome import summary
from extractor.taxonomy.metrics import metrics
from extractor.writers.across import Column, Grid, Row, across
from extractor.writers.number_formats import shown
from extractor.writers.standing import Standing, standings

KEY = (
    "revenue", "parent_net_profit", "adjusted_net_profit", "net_profit", "ebitda", "gross_margin", "net_margin", "roe", "eps",
    "bps", "dps", "pe", "pb", "ps", "ev_ebitda",
)  # fmt: skip
"""What a forecast table says, in its order."""
MARKS: dict[Standing, str] = {"inconsistent": "✗", "confirmed": "✓", "ocr": "?", "unmapped": " ", "unchecked": " "}
COMPANIES = 3
LABEL = 30
FEW_ROWS = 3
_YEAR = re.compile(r"[0-9]{4}")


def show_lines(extraction: Extraction, title: str) -> Iterator[str]:
    """Everything on a screen or two."""
    yield title
    yield from figure_lines(summary(extraction))
    yield from _forecasts(extraction)


def _forecasts(extraction: Extraction) -> Iterator[str]:
    """A table a company with forecasts: those of the cover, or of a report about an industry all."""
    facts = [fact for fact in extraction.facts if _headline(fact)]
    summaries = {table.id for table in extraction.document.tables if table.statement == "summary"}
    marks = standings(extraction.facts, extraction.checks)
    covered = {name for company in extraction.report.companies for name in (company.name, company.ticker) if name}
    companies = list(dict.fromkeys((fact.entity, fact.entity_id) for fact in facts if fact.status == "E"))
    companies = [company for company in companies if not covered or covered & {*company}]
    for entity, entity_id in companies[:COMPANIES]:
        own = [fact for fact in facts if (fact.entity, fact.entity_id) == (entity, entity_id)]
        own.sort(key=lambda fact: fact.source.table not in summaries)
        grid = across(_once(own), extraction.document.tables)
        yield ""
        yield f"  预测 forecasts  {' '.join(filter(None, (entity, entity_id)))}"
        yield from (f"    {line}" for line in aligned(_table(grid, marks), left=2))
    if len(companies) > COMPANIES:
        more = len(companies) - COMPANIES
        yield f"  … 另有 {more} 家公司，见 yanbao export · {more} more companies, see yanbao export"
    if companies:
        yield "    ✓ 核对相符 confirmed · ✗ 不一致 inconsistent · ? 图中识别 OCR"


def _headline(fact: Fact) -> bool:
    """A main metric of the whole company for a year, from a table."""
    year = fact.kind == "table" and _YEAR.fullmatch(fact.period) and not fact.superseded
    return bool(year) and fact.metric in KEY and not fact.product and fact.basis in ("value", "yoy")


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """Each number once: the summary table prints again what the statements say."""
    first: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        first.setdefault((fact.metric, fact.basis, fact.period), fact)
    return list(first.values())


def _table(grid: Grid, marks: dict[str, Standing]) -> list[tuple[str, ...]]:
    """In the order of KEY. Years that one row alone has (of a valuation model, far ahead) are left out."""
    rows = sorted(
        (row for block in grid.blocks for row in block.rows), key=lambda row: (KEY.index(row.first.metric or ""), row.first.basis)
    )
    columns = [column for column in grid.columns if len(rows) < FEW_ROWS or sum(column in row.facts for row in rows) > 1]
    lines: list[tuple[str, ...]] = [("", "", *(column.title for column in columns))]
    for row in rows:
        form = shown(row.first.unit, row.decimals, row.first.value)
        unit = " ".join(filter(None, (row.first.unit, form.note)))
        lines.append((cut(_label(row.first), LABEL), unit, *(_cell(row, column, marks) for column in columns)))
    return lines


def _label(fact: Fact) -> str:
    metric = metrics().get(fact.metric or "")
    name = metric.zh if metric else fact.label
    return " ".join(filter(None, (name, "" if fact.basis == "value" else fact.basis)))


def _cell(row: Row, column: Column, marks: dict[str, Standing]) -> str:
    fact = row.facts.get(column)
    if fact is None:
        return "  "
    text = fact.raw if fact.value is None else shown(fact.unit, row.decimals, fact.value).text(fact.value)
    return f"{cut(text, LABEL)} {MARKS[marks[fact.id]]}"
