"""Which facts stand on which sheet: one sheet a statement and company, one for the companies that are only named beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.model import Extraction, Fact, Statement
from extractor.writers.across import Grid, across

TITLES: Mapping[Statement, str] = {
    "summary": "盈利预测",
    "income": "利润表",
    "balance": "资产负债表",
    "cashflow": "现金流量表",
    "ratios": "财务比率",
    "market": "市场数据",
    "other": "其他表",
}
"""In the order of the sheets."""
OTHERS = "其他公司 Others"
FEW = 20
"""A company of which one kind of table says less than this, and which the cover does not name, shares a sheet with others."""
_OWN = frozenset({"summary", "income", "balance", "cashflow", "ratios"})
_LONGEST = 31
_FORBIDDEN = re.compile(r"[\\/*?:\[\]\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`mixed` where its rows are of several companies, so that each must name its own."""

    name: str
    grid: Grid
    mixed: bool = False


def statement_sheets(extraction: Extraction, taken: Iterable[str] = ()) -> tuple[Sheet, ...]:
    """All table facts, each on one sheet. Names are what spreadsheets take: 31 characters, no `[]:*?/\\`, no two alike."""
    tables = extraction.document.tables
    statements: dict[str | None, Statement] = {table.id: table.statement for table in tables}
    named = {name for company in extraction.report.companies for name in (company.name, company.ticker) if name}
    groups: dict[tuple[Statement, str, str], list[Fact]] = {}
    for fact in extraction.facts:
        if fact.kind == "table":
            statement = statements.get(fact.source.table, "other")
            groups.setdefault((statement, fact.entity, fact.entity_id or ""), []).append(fact)
    own = {
        key: facts
        for key, facts in groups.items()
        if key[0] in _OWN or key[1] in named or key[2] in named or not (key[1] or key[2]) or len(facts) >= FEW
    }
    used = {name.casefold() for name in taken}
    sheets = []
    companies = _companies(own)
    for key in sorted(own, key=lambda key: (companies[key[1:]], list(TITLES).index(key[0]))):
        sheets.append(Sheet(_name(_title(key, own), used), across(own[key], tables)))
    rest = [fact for key, facts in groups.items() if key not in own for fact in facts]
    if rest:
        sheets.append(Sheet(_name(OTHERS, used), across(rest, tables), mixed=True))
    return tuple(sheets)


def _companies(groups: Iterable[tuple[Statement, str, str]]) -> dict[tuple[str, str], int]:
    """Company → its number, in the order of the print."""
    found: dict[tuple[str, str], int] = {}
    for _, entity, entity_id in groups:
        found.setdefault((entity, entity_id), len(found))
    return found


def _title(key: tuple[Statement, str, str], groups: Iterable[tuple[Statement, str, str]]) -> str:
    """Statement and company, with the ticker where one name has two listings."""
    statement, entity, entity_id = key
    listings = {other_id for _, other, other_id in groups if other == entity}
    company = f"{entity} {entity_id}" if len(listings) > 1 else entity or entity_id
    return f"{TITLES[statement]} {company}".strip()


def _name(title: str, used: set[str]) -> str:
    base = _FORBIDDEN.sub(" ", title).strip("' ") or "–"
    number, name = 1, base[:_LONGEST].strip("' ")
    while name.casefold() in used:
        number += 1
        end = f" {number}"
        name = base[: _LONGEST - len(end)].strip("' ") + end
    used.add(name.casefold())
    return name
