"""Facts from a small printed table, for tests: `caption（unit）  2023  2024` heads it, two spaces part the cells, a blank
line parts tables. A label of the taxonomy names its metric; 增长率, 环比 and 占 change the basis."""

from __future__ import annotations

import re
from decimal import Decimal

from gold_facts import METRICS, unit

from extractor.model import Fact, Source, Statement, Table

CELL = re.compile(r"(-?)([\d,]+)(?:\.(\d+))?(%?)")
ALIASES = {"ROE": "roe", "资本开支": "capital_expenditure", "净利润现金含量": "cash_to_profit"}
STATEMENTS: dict[str, Statement] = {"资产": "balance", "利润": "income", "现金": "cashflow", "比率": "ratios", "盈利": "summary"}
MULTIPLES = ("x", "multiple")


def printed(text: str) -> tuple[list[Fact], list[Table]]:
    facts: list[Fact] = []
    tables: list[Table] = []
    for n, block in enumerate(text.strip().split("\n\n")):
        rows = [re.split(r"\s{2,}", line.strip()) for line in block.splitlines()]
        caption, *periods = rows[0]
        statement = next((s for word, s in STATEMENTS.items() if caption.startswith(word)), "other")
        tables.append(Table(f"t{n}", 1, None, caption, "", statement, (), ()))
        for r, (label, *cells) in enumerate(rows[1:]):
            for c, cell in enumerate(cells, start=1):
                match = CELL.fullmatch(cell)
                if match:
                    facts.append(_fact(match, n, r, c, label, periods[c - 1] if periods else "", caption))
    return facts, tables


def _fact(match: re.Match[str], n: int, r: int, c: int, label: str, header: str, caption: str) -> Fact:
    name = re.sub(r"（.*?）", "", label)
    basis = "yoy" if name.endswith("增长率") else "qoq" if name.endswith("环比") else "share" if "占" in name else "value"
    name = re.split("增长率|环比|占", name)[0]
    metric = ALIASES.get(name) or METRICS.get(name)
    what, power = unit([label, caption])
    if match.group(4):
        what, power = "ratio", -2
    elif metric and (metric in ("pe", "pb") or (metric.endswith(("ratio", "turnover", "profit")) and "." in match.group())):
        what, power = "x", 0
    elif name.startswith("每股"):
        what, power = "CNY/share", 0
    value = Decimal(match.group(1) + match.group(2).replace(",", "") + ("." + match.group(3) if match.group(3) else "")).scaleb(power)
    status = {"E": "E", "A": "A"}.get(header[-1:])
    return Fact(
        id=f"f_{n}_{r}_{c}",
        kind="table",
        entity="示例公司",
        entity_id="600000.SH",
        product="",
        metric=metric,
        label=label,
        row_header=label,
        column_header=header,
        section=(),
        basis=basis,
        versus=None,
        superseded=False,
        period=header.rstrip("AE"),
        period_type=None,
        status=status,
        forecaster=None,
        value=value,
        low=value,
        high=value,
        decimals=len(match.group(3) or "") - power,
        unit=what,
        from_={"period": "column_header"},
        qualifiers=(),
        raw=match.group(),
        item=1,
        source=Source(1, (), f"t{n}", r, c),
    )
