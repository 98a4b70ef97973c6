"""Labels that one table leaves open and the statements beside it settle.

Brokers print 股东权益 for the parent's share as well as for the whole, and 净利润 at the head of a cash flow for the parent's profit as
well as for the profit before minorities. The label alone does not say which; the lines around it, or the same numbers under a
plainer name in the income statement, do. Where they do not, the label keeps its own metric.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.arithmetic.interval import Interval, divide, exact, rounded, subtract
from extractor.model import Fact, Table
from extractor.normalizers.characters import key
from extractor.taxonomy.relations import relations
from extractor.taxonomy.table_words import table_words

_ENOUGH = 2
"""In so many periods at least must the numbers agree."""
Series = Mapping[str, Decimal | None]


def settle(facts: Sequence[Fact], tables: Sequence[Table]) -> list[Fact]:
    """The same facts; some of them with the metric that the statements show them to have."""
    kinds = {table.id: table.statement for table in tables}
    own: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        own[fact.source.table].append(fact)
    changed: dict[str, str] = {}
    for table, group in own.items():
        if kinds.get(table or "") == "balance":
            changed |= dict.fromkeys(_parents_equity(group), "parent_equity")
        elif kinds.get(table or "") == "cashflow":
            income = [fact for fact in facts if kinds.get(fact.source.table or "") == "income"]
            changed |= dict.fromkeys(_parents_profit(group, income), "parent_net_profit")
    levels = _changed(facts, changed)
    return _changed(levels, dict.fromkeys(_parents_growth(levels), "parent_net_profit"))


def _changed(facts: Sequence[Fact], metrics: Mapping[str, str]) -> list[Fact]:
    return [replace(fact, metric=metrics[fact.id]) if fact.id in metrics else fact for fact in facts]


def _parents_equity(balance: Sequence[Fact]) -> list[str]:
    """股东权益 beside 少数股东权益: the parent's, when 股东权益合计 stands there too, or when nothing but these two make up
    the equity. A sum of which one single part is printed would be no sum."""
    metrics = {fact.metric for fact in balance}
    if "minority_interests" not in metrics or "parent_equity" in metrics:
        return []
    bare = [fact for fact in balance if fact.metric == "total_equity" and key(fact.label) in table_words().bare_equity]
    rows = {fact.source.row for fact in balance if fact.metric == "total_equity"}
    parts = frozenset(member for group in relations().groups if group.total == "parent_equity" for member in group.members)
    if len(rows) > 1 or not metrics & parts:
        return [fact.id for fact in bare]
    return []


def _parents_profit(cash: Sequence[Fact], income: Sequence[Fact]) -> list[str]:
    """净利润 of a cash flow that is 归母净利润 of the income statement in all periods, and 净利润 in not all of them."""
    found = [fact for fact in cash if fact.metric == "net_profit" and fact.basis == "value"]
    same = [fact for fact in income if found and fact.entity_id == found[0].entity_id and fact.basis == "value"]
    profit = _series(found)
    parents = _series([fact for fact in same if fact.metric == "parent_net_profit"])
    before = _series([fact for fact in same if fact.metric == "net_profit"])
    if _agree(profit, parents) and not _agree(profit, before):
        return [fact.id for fact in found]
    return []


def _series(facts: Sequence[Fact]) -> Series:
    return {fact.period: fact.value for fact in facts if fact.period and fact.unit and fact.value is not None}


def _agree(a: Series, b: Series) -> bool:
    common = a.keys() & b.keys()
    return len(common) >= _ENOUGH and all(a[period] == b[period] for period in common)


def _parents_growth(facts: Sequence[Fact]) -> list[str]:
    """净利润增长率 that is the growth of 归母净利润 as printed in this report, in every period, and not that of 净利润."""
    rows: dict[tuple[str | None, int | None], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.metric == "net_profit" and fact.basis == "yoy" and fact.value is not None:
            rows[fact.source.table, fact.source.row].append(fact)
    found = []
    for row in rows.values():
        levels = [fact for fact in facts if fact.entity_id == row[0].entity_id and fact.basis == "value" and not fact.product]
        parents = _fits(row, [fact for fact in levels if fact.metric == "parent_net_profit"])
        before = _fits(row, [fact for fact in levels if fact.metric == "net_profit"])
        if len(parents) >= _ENOUGH and all(parents) and not (before and all(before)):
            found += [fact.id for fact in row]
    return found


def _fits(growth: Sequence[Fact], levels: Sequence[Fact]) -> list[bool]:
    """For each period whose growth the levels tell: whether the printed growth is it, at printed precision."""
    by_period: dict[tuple[str, str], Interval] = {}
    for fact in sorted(levels, key=lambda f: f.decimals or 0):  # the most precise print of a period last
        if fact.unit and fact.period.isdigit() and fact.value is not None:
            by_period[fact.period, fact.unit] = rounded(fact.low, fact.high, fact.decimals)
    out = []
    for fact in growth:
        for (period, unit), now in by_period.items():
            before = by_period.get((str(int(period) - 1), unit))
            ratio = divide(now, before) if before and period == fact.period else None
            if ratio:
                out.append(subtract(ratio, exact(Decimal(1))).meets(rounded(fact.low, fact.high, fact.decimals)))
    return out
