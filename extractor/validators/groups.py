"""Which printed lines make up a declared total: the block beside it, and the sign with which each line enters.

What the search has found in the table itself (SUM01) comes first; a declared total that it did not explain gets the
lines next to it that do not belong elsewhere (SUM02). Brokers differ in signs (资本支出 357 for an outflow) and repeat
lines inside others (研发费用 inside 其他收入), so single flips and omissions are tried, and taken only on evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import log10

from extractor.arithmetic.matrix import Lattice
from extractor.arithmetic.relations import Sum, convincing, gap, judge_sum
from extractor.model import Fact, Statement
from extractor.taxonomy.relations import Chain, Group, Relations

Parts = tuple[tuple[int, int], ...]
_MARGIN = 2.0
_AMBIGUOUS = 6
_PROFITS = (
    "operating_profit",
    "pretax",
    "tax",
    "net_profit",
    "parent_profit",
    "minority_profit",
    "nonop_net",
    "nonop_income",
    "nonop_cost",
)


@dataclass(frozen=True, slots=True)
class Block:
    """One total with its parts, judged over the columns; `closed` when nothing can be missing, `whole` when the group
    prints a line for what it does not list."""

    rule: str
    sum: Sum
    closed: bool
    whole: bool = False
    slip: tuple[str, ...] = ()


def blocks(heads: Sequence[Fact], found: Sequence[Sum], grid: Lattice, declared: Relations, statement: Statement) -> Iterator[Block]:
    """The sums of one grid: found ones, then declared ones. `heads` has one fact a row."""
    metrics = [head.metric if head.basis == "value" else None for head in heads]
    totals = {metric: group.total for group in declared.groups for metric in declared.metrics(group.total)}
    rests = {metric for group in declared.groups for metric in group.residual}
    may_lack = {m for g in declared.groups if not g.residual or g.statement != "balance" for m in declared.metrics(g.total)} | {
        m for role in ("net_cash_flow", "operating_profit", "ebit", "pretax", "cash_end") for m in declared.metrics(role)
    }
    found = [relation for relation in found if not relation.failing or _plausible(relation, metrics, declared)]
    for relation in found:
        yield Block("SUM01", relation, metrics[relation.total] not in may_lack, any(metrics[row] in rests for row, _ in relation.parts))
    explained = {
        r.total for r in found if metrics[r.total] not in totals or _of_group(r, metrics, totals[metrics[r.total] or ""], declared)
    }
    gathered = {row for relation in found for row, _ in relation.parts}
    before = sum(1 for relation in found if relation.parts[-1][0] < relation.total) * 2 >= len(found)
    for group in declared.groups:
        for total, metric in enumerate(metrics):
            if metric is None or totals.get(metric) != group.total or total in explained:
                continue
            parts = _beside(total, metrics, gathered, group, declared, before)
            if len(parts) > 1 or (parts and (metrics[parts[0]] in group.members or metrics[parts[0]] is None)):
                relation = _best(grid, total, parts)
                explained.add(total)
                gathered |= {row for row, _ in relation.parts}
                slip = _moved(grid, relation, heads)
                whole = any(metrics[row] in group.residual for row, _ in relation.parts)
                yield Block("SUM02", relation, whole and group.statement == "balance", whole, slip)
    children = {row: relation for relation in found for row, _ in relation.parts}
    for chain in declared.chains:
        for total, metric in enumerate(metrics):
            if metric in declared.metrics(chain.total) and total not in explained:
                chained = _chain(grid, total, heads, metrics, chain, children)
                if chained is not None:
                    yield Block("SUM02", chained, False, False, _moved(grid, chained, heads))


def _plausible(relation: Sum, metrics: Sequence[str | None], declared: Relations) -> bool:
    """Whether a found sum may be held against a column that fails: along an income statement the search adds what the
    statement subtracts (收入 = 各项费用 + 利润 while 投资收益 is nothing), which the declared chains judge with their signs."""
    own = {metrics[row] for row, _ in relation.parts}
    chain = {m for c in declared.chains for m in c.signs} | {m for role in _PROFITS for m in declared.metrics(role)}
    return own == {metrics[relation.total]} or not (own | {metrics[relation.total]}) & chain


def _of_group(relation: Sum, metrics: Sequence[str | None], total: str, declared: Relations) -> bool:
    """Whether the found parts are the group's own lines, not the other side of a balance (资产总计 = 负债 + 权益)."""
    parts = {metrics[row] for row, _ in relation.parts} - {None}
    others = {m for g in declared.groups if g.total != total for m in declared.metrics(g.total)} | set(declared.metrics("minority_equity"))
    own = {m for g in declared.groups if g.total == total for m in g.members | {m for s in g.subtotals for m in declared.metrics(s)}}
    return not parts or bool(parts & own) or not parts <= others


def _beside(total: int, metrics: Sequence[str | None], gathered: set[int], group: Group, declared: Relations, before: bool) -> list[int]:
    """The rows next to the total that may be its parts, on the side where the group's members stand."""
    printed = {g.total for g in declared.groups if any(m in metrics for m in declared.metrics(g.total))}
    absent = (g for g in declared.groups if g.total in group.subtotals and g.total not in printed)
    own = group.members.union(*(g.members for g in absent)) | {m for role in group.subtotals for m in declared.metrics(role)}
    foreign = {m for g in declared.groups if g.statement == group.statement and g.total in printed for m in g.members}
    foreign |= {m for g in declared.groups if g.statement == group.statement for m in declared.metrics(g.total)}
    foreign |= {m for role in ("liabilities_and_equity", "net_cash_flow", "cash_begin", "cash_end") for m in declared.metrics(role)}
    foreign -= own
    sides = []
    for step in (-1, 1):
        rows, row = [], total + step
        while 0 <= row < len(metrics) and (metrics[row] not in foreign or row in gathered):
            if row not in gathered:
                rows.append(row)
            row += step
        sides.append(sorted(rows))
    known = [sum(1 for row in rows if metrics[row] in own) for rows in sides]
    first = known[0] > known[1] if known[0] != known[1] else before
    return (sides[0] if first else sides[1]) if max(known) else []


def _best(grid: Lattice, total: int, rows: Sequence[int]) -> Sum:
    """All lines added; or with one line subtracted or left out where that, and only that, holds on evidence."""
    base = judge_sum(grid, total, tuple((row, 1) for row in rows))
    if not base.failing:
        return base
    tries = [tuple((r, -1 if r == row else 1) for r in rows) for row in rows]
    tries += [tuple((r, 1) for r in rows if r != row) for row in rows if len(rows) > 2]
    better = [judge_sum(grid, total, parts) for parts in tries]
    better = [s for s in better if s.holding > base.holding + 1 and convincing(s, log10(len(tries)), _MARGIN)]
    return max(better, key=lambda s: (s.holding, s.evidence), default=base)


def _moved(grid: Lattice, relation: Sum, heads: Sequence[Fact]) -> tuple[str, ...]:
    """The row that, set one column right or left, makes every column hold; empty where there is none."""
    found = []
    if relation.failing >= 3 and relation.failing > relation.holding:
        for row in (relation.total, *(row for row, _ in relation.parts)):
            for step in (1, -1):
                values, slack = list(grid.values), list(grid.slack)
                values[row] = (None, *values[row][:-1]) if step > 0 else (*values[row][1:], None)
                slack[row] = (0, *slack[row][:-1]) if step > 0 else (*slack[row][1:], 0)
                tried = judge_sum(Lattice(tuple(values), tuple(slack), grid.width), relation.total, relation.parts)
                if (
                    not tried.failing
                    and tried.holding >= 3
                    and _closed(grid, relation, tried) >= log10(2 * len(relation.parts) + 2) + _MARGIN
                ):
                    found.append(f"column_shift {step:+d} {heads[row].row_header or heads[row].label}")
    return tuple(found[:3])


def _closed(grid: Lattice, before: Sum, after: Sum) -> float:
    """Digits that closing the gaps proves: how far they were beyond rounding."""
    digits = 0.0
    for column, verdict in enumerate(after.verdicts):
        found = gap(grid, before.total, before.parts, column)
        if verdict and found is not None and abs(found[0]) > found[1] > 0:
            digits += log10(abs(found[0]) / found[1])
    return digits


def _chain(
    grid: Lattice, total: int, heads: Sequence[Fact], metrics: Sequence[str | None], chain: Chain, children: dict[int, Sum]
) -> Sum | None:
    """The lines above a profit total, each with its sign; None where no revenue or subtotal stands above."""
    starts = [row for row in range(total) if metrics[row] in chain.starts]
    revenue = [row for row in range(total) if chain.signs.get(metrics[row] or "") == "+"]
    if not starts and not revenue:
        return None
    first = max(starts) if starts else min(revenue)
    rows = [row for row in range(first, total) if metrics[row] not in chain.memo and not _of_which(heads[row])]
    rows = [row for row in rows if row == first or not (row in children and first <= children[row].total < total)]
    costs = [row for row in rows if chain.signs.get(metrics[row] or "") == "-"]
    negative = bool(costs) and all((value or 0) <= 0 for value in grid.values[costs[0]]) and any(grid.values[costs[0]])
    signs: list[int] = []
    loose: list[int] = []
    for k, row in enumerate(rows):
        sign = chain.signs.get(metrics[row] or "", "?")
        if sign == "?":
            value = next((v for v in grid.values[row] if v), 0)
            signs.append(1 if value < 0 else -1)
            if value:
                loose.append(k)
        else:
            signs.append(1 if sign == "+" or negative else -1)
    if len(rows) < 2:
        return None
    return _search(grid, total, list(zip(rows, signs, strict=True)), loose[:_AMBIGUOUS])


def _search(grid: Lattice, total: int, base: list[tuple[int, int]], loose: Sequence[int]) -> Sum:
    """The base, or the variant of signs (of the loose lines) and of one omission that holds on evidence."""
    plain = judge_sum(grid, total, tuple(base))
    if not plain.failing:
        return plain
    gaps = [(column, *apart) for column in range(grid.width) if (apart := gap(grid, total, base, column))]
    steps = [[sign * (grid.values[row][column] or 0) for column, _, _ in gaps] for row, sign in base]
    tried, hits = 0, []
    for flips in product((False, True), repeat=len(loose)):
        flipped = {k for k, flip in zip(loose, flips, strict=True) if flip}
        rest = [g + sum(2 * steps[k][c] for k in flipped) for c, (_, g, _) in enumerate(gaps)]
        for left_out in (None, *range(len(base))):
            if left_out in flipped:
                continue
            tried += 1
            off = rest if left_out is None else [g + steps[left_out][c] for c, g in enumerate(rest)]
            holding = sum(1 for c, g in enumerate(off) if abs(g) <= gaps[c][2])
            if holding >= 2:
                hits.append((holding, left_out is None, tuple(sorted(flipped)), left_out))
    for _, _, changed, left_out in sorted(hits, key=lambda h: (-h[0], not h[1], len(h[2])))[:5]:
        parts = tuple((row, -sign if k in changed else sign) for k, (row, sign) in enumerate(base) if k != left_out)
        found = judge_sum(grid, total, parts)
        if found.holding > plain.holding and (convincing(found, log10(tried), _MARGIN) or _forecasts_hold(found, tried)):
            return found
    return plain


def _forecasts_hold(found: Sum, tried: int) -> bool:
    """History prints lines that the forecasts leave at nothing: three columns that hold on evidence are a relation."""
    return found.holding >= 3 and found.holding > found.failing and found.evidence >= log10(tried) + 2 * _MARGIN


def _of_which(fact: Fact) -> bool:
    return (fact.row_header or fact.label).strip().startswith(("其中", "其中：", "of which"))
