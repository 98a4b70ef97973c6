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
"""What a forecast table says, and its order where no table of the report is one."""
MARKS: dict[Standing, str] = {"inconsistent": "✗", "confirmed": "✓", "ocr": "?", "unmapped": "?", "unchecked": " "}
COMPANIES = 3
LABEL = 30
_YEAR = re.compile(r"[0-9]{4}")


def show_lines(extraction: Extraction, title: str) -> Iterator[str]:
    """Everything on a screen or two."""
    yield title
    yield from figure_lines(summary(extraction))
    yield from _forecasts(extraction)


def _forecasts(extraction: Extraction) -> Iterator[str]:
    facts = [fact for fact in extraction.facts if fact.kind == "table" and _YEAR.fullmatch(fact.period) and not fact.superseded]
    summaries = {table.id for table in extraction.document.tables if table.statement == "summary"}
    marks = standings(extraction.facts, extraction.checks)
    companies = list(dict.fromkeys((fact.entity, fact.entity_id) for fact in facts if _estimated(fact)))
    for entity, entity_id in companies[:COMPANIES]:
        own = [fact for fact in facts if (fact.entity, fact.entity_id) == (entity, entity_id)]
        printed = [fact for fact in own if fact.source.table in summaries]
        grid = across(printed or _key_facts(own), extraction.document.tables)
        rows = [row for block in grid.blocks for row in block.rows]
        if rows:
            yield ""
            yield f"  预测 forecasts  {' '.join(filter(None, (entity, entity_id)))}"
            yield from (f"    {line}" for line in aligned(_table(grid, rows, marks), left=2))
    if len(companies) > COMPANIES:
        more = len(companies) - COMPANIES
        yield f"  … 另有 {more} 家公司，见 yanbao export · {more} more companies, see yanbao export"
    if companies:
        yield "    ✓ 核对相符 confirmed · ✗ 不一致 inconsistent · ? 未对应或图中识别 unmapped or OCR"


def _estimated(fact: Fact) -> bool:
    return fact.status == "E" and fact.metric is not None


def _key_facts(facts: Sequence[Fact]) -> list[Fact]:
    """The main metrics, each number once, in the order of KEY: for reports whose forecasts stand in the statements only."""
    first: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        if fact.metric in KEY and not fact.product and fact.basis in ("value", "yoy"):
            first.setdefault((fact.metric, fact.basis, fact.period, fact.status), fact)
    return list(first.values())


def _table(grid: Grid, rows: Sequence[Row], marks: dict[str, Standing]) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [("", "", *(column.title for column in grid.columns))]
    for row in rows:
        form = shown(row.first.unit, row.decimals, row.first.value)
        unit = " ".join(filter(None, (row.first.unit, form.note)))
        lines.append((cut(_label(row.first), LABEL), unit, *(_cell(row, column, marks) for column in grid.columns)))
    return lines


def _label(fact: Fact) -> str:
    metric = metrics().get(fact.metric or "")
    name = metric.zh if metric else fact.label
    return " ".join(filter(None, (fact.product, name, "" if fact.basis == "value" else fact.basis)))


def _cell(row: Row, column: Column, marks: dict[str, Standing]) -> str:
    fact = row.facts.get(column)
    if fact is None:
        return "  "
    text = fact.raw if fact.value is None else shown(fact.unit, row.decimals, fact.value).text(fact.value)
    return f"{cut(text, LABEL)} {MARKS[marks[fact.id]]}"
