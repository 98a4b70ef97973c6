"""Facts and tables built from the hand-labelled reports, as a perfect extractor would give them.

Only for tests: units, periods and metrics are read as simply as the labels allow.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.model import Cell, Fact, Source, Table

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
SCALE = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9}
CURRENCY = {"元": "CNY", "人民币": "CNY", "人民币元": "CNY", "美元": "USD", "港元": "HKD", "": None}
TAXONOMY = Path(__file__).resolve().parents[1] / "schemas" / "taxonomy"
METRICS = {m["zh"]: m["id"] for path in sorted(TAXONOMY.glob("metrics_*.json")) for m in json.loads(path.read_text("utf-8"))["metrics"]}
"""Canonical name of the labels → metric id, where the taxonomy knows it."""
NUMBER = re.compile(r"\(?([+-]?)(\d+(?:\.(\d+))?)\)?(%|x|倍|元|元/股|人民币元|港元|美元)?")


@dataclass(frozen=True)
class GoldReport:
    id: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    checks: tuple[dict[str, str], ...]
    holds: tuple[dict[str, str], ...]


def reports() -> list[str]:
    return sorted(p.name for p in GOLD.iterdir() if (p / "meta.json").exists()) if GOLD.is_dir() else []


def load(name: str) -> GoldReport:
    folder = GOLD / name
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    entity = (meta["companies"] or [{"name": "", "ticker": None}])[0]
    facts: list[Fact] = []
    tables: list[Table] = []
    for path in sorted((folder / "tables").glob("[0-9][0-9].tsv")):
        table, found = _table(path, entity)
        tables.append(table)
        facts += found
    facts += _prose(folder / "text.csv", entity)
    return GoldReport(name, tuple(facts), tuple(tables), tuple(_tsv(folder / "checks.tsv")), tuple(_tsv(folder / "holds.tsv")))


def _tsv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)) if path.exists() else []


def fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def period(header: str) -> tuple[str, str | None]:
    text = fold(header).split("|")[-1]
    match = re.fullmatch(r"(20\d\d)(a|e)?", text)
    if match:
        return match.group(1), match.group(2).upper() if match.group(2) else None
    match = re.fullmatch(r"(\d\d)-yoy", text)
    return (f"20{match.group(1)}", None) if match else ("", None)


def unit(texts: list[str]) -> tuple[str | None, int]:
    """(unit, power of ten) from the first text that says one."""
    for text in texts:
        text = fold(text)
        inside = [*re.findall(r"[(\[]([^()\[\]]+)[)\]]", text), text.split("单位")[-1].strip(":()")]
        for part in inside:
            if part in ("%", "+/-%"):
                return "ratio", -2
            if part in ("倍", "x"):
                return "x", 0
            if re.fullmatch(r"(百万|亿|万)?股", part):
                return "count", SCALE[part.removesuffix("股")]
            for name, code in CURRENCY.items():
                rest = part.replace(name, "", 1) if name and name in part else None
                if rest is not None and rest.strip("/,，") in SCALE:
                    return code, SCALE[rest.strip("/,，")]
            if part in SCALE and part:
                return "CNY", SCALE[part]
    return None, 0


def _table(path: Path, entity: dict[str, Any]) -> tuple[Table, list[Fact]]:
    head, rows = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"#\s*(page|caption|unit|statement|layer)\s*:\s*(.*)", line)
        if match and not rows:
            head[match.group(1)] = match.group(2).strip()
        elif line.strip():
            rows.append(line.split("\t"))
    metrics: dict[tuple[str, int], dict[str, str]] = {}
    side = path.with_name(path.stem + ".metrics.tsv")
    for entry in _tsv(side):
        metrics[entry["axis"], int(entry["index"])] = entry
    page = int(head["page"])
    header, body = rows[0], rows[1:]
    facts: list[Fact] = []
    sections: list[str] = []
    for r, row in enumerate(body):
        if not any(cell.strip() for cell in row[1:]):
            sections = [row[0]]
        for c, cell in enumerate(row[1:], start=1):
            texts = [row[0], header[c] if c < len(header) else "", *sections, head.get("caption", ""), head.get("unit", "")]
            label = (metrics.get(("row", r)) or {}, metrics.get(("col", c)) or {})
            several = [part.strip() for part in cell.split("/")] if re.fullmatch(r"[^/]*\d[^/]*/[^/]*\d[^/]*", cell) else [cell]
            for item, part in enumerate(several, start=1):
                fact = _cell(part, item, row, r, c, page, path.stem, label, header[c] if c < len(header) else "", texts, sections, entity)
                if fact is not None:
                    facts.append(replace(fact, raw=cell) if len(several) > 1 else fact)
    cells = tuple(tuple(Cell(r, c, text, page, None) for c, text in enumerate(row)) for r, row in enumerate(body))
    return Table(path.stem, page, None, head.get("caption", ""), head.get("unit", ""), head.get("statement", "other"), (), cells), facts


def _cell(
    cell: str, item: int, row: list[str], r: int, c: int, page: int, table: str, label: tuple[dict[str, str], dict[str, str]], column: str,
    texts: list[str], sections: list[str], entity: dict[str, Any],
) -> Fact | None:  # fmt: skip
    match = NUMBER.fullmatch(fold(cell).replace(",", ""))
    if not match:
        return None
    names = (label[1].get("metric") or label[0].get("metric") or "").split(";")
    metric = METRICS.get(names[min(item, len(names)) - 1], names[min(item, len(names)) - 1]) or None
    name_of = names[min(item, len(names)) - 1]
    basis = label[1].get("basis") or label[0].get("basis") or "value"
    if basis == "value" and label[0].get("basis"):
        basis = label[0]["basis"]
    when, status = period(column.replace("20256E", "2026E"))
    if basis in ("yoy", "qoq", "share") or match.group(4) == "%":
        what, power = ("ratio", -2)
    elif match.group(4) in ("x", "X", "倍") or name_of in ("市盈率", "市净率", "市销率", "EV/EBITDA"):
        what, power = "x", 0
    elif "每股" in name_of:
        what, power = (f"{unit([row[0], column])[0] or 'CNY'}/share", 0)
    elif name_of.endswith(("率", "比例")) and not name_of.endswith(("周转率", "比率")):
        what, power = "ratio", -2
    elif name_of.endswith(("周转率", "比率", "天数")):
        what, power = None, 0
    elif name_of == "收盘价":
        what, power = unit([row[0], column, f"({match.group(4)})"])[0], 0
    else:
        what, power = unit(texts)
    value = Decimal(match.group(2)).scaleb(power)
    if match.group(1) == "-" or fold(cell).startswith("("):
        value = -value
    other = label[1].get("entity") == "row" or label[0].get("entity") == "row"
    ticker = next((x for x in row[:3] if re.fullmatch(r"[0-9A-Z]+\.[A-Z]+", x)), None)
    named = row[1] if ticker == row[0] else row[2] if ticker == row[1] else row[0]
    return Fact(
        id=f"f_{table}_{r}_{c}_{item}",
        kind="table",
        entity=named if other else entity["name"],
        entity_id=ticker if other else entity["ticker"],
        product=row[0] if name_of == "广告收入" else "",
        metric=metric,
        label=row[0],
        row_header=row[0] if not other else " | ".join(x for x in (row[:2] if row[0] else row[1:3])),
        column_header=column,
        section=tuple(sections),
        basis=basis,
        versus=None,
        superseded=False,
        period=when,
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
        raw=cell,
        item=item,
        source=Source(page, (), table, r, c),
    )


def number_free(text: str) -> bool:
    return not NUMBER.fullmatch(fold(text).replace(",", ""))


CANON: dict[str, str] = {}


def canonical(term: str) -> str | None:
    if not CANON:
        with (GOLD.parent / "eval" / "synonyms.tsv").open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                CANON.setdefault(fold(row["alias"]), row["metric"])
    name = CANON.get(fold(term))
    return METRICS.get(name, name) if name else None


def _prose(path: Path, entity: dict[str, Any]) -> Iterator[Fact]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    seen: dict[str, int] = {}
    for k, row in enumerate(rows):
        low, high = (Decimal(row[end]) if row[end] else None for end in ("low", "high"))
        numbers = re.findall(r"\d+(?:\.(\d+))?", row["raw"].replace(",", ""))
        printed = re.findall(r"\d+(?:\.\d+)?", row["raw"].replace(",", ""))
        fraction = len(numbers[0]) if numbers else 0
        power = 0
        for number in printed:
            for candidate in (low, high):
                if candidate is not None and Decimal(number) and candidate:
                    ratio = abs(candidate) / Decimal(number)
                    if ratio.normalize().as_tuple().digits == (1,):
                        power = ratio.normalize().as_tuple().exponent
                        fraction = len(number.split(".")[1]) if "." in number else 0
        seen[row["raw"]] = seen.get(row["raw"], 0) + 1
        qualifier = row["qualifier"]
        basis = row["basis"] or "value"
        own = row["entity"] == entity["name"] or not row["entity"]
        yield Fact(
            id=f"t_{k}",
            kind="text",
            entity=row["entity"],
            entity_id=entity["ticker"] if own else None,
            product=row["product"],
            metric=canonical(row["metric"]),
            label=row["metric"],
            row_header=None,
            column_header=None,
            section=(),
            basis="value" if basis == "old" else basis.split(":")[0],
            versus=basis.split(":")[1] if ":" in basis else None,
            superseded=basis == "old",
            period=row["period"],
            period_type=None,
            status=row["status"] or None,
            forecaster=None,
            value=low if low == high else None,
            low=low,
            high=high,
            decimals=fraction - power if not qualifier or qualifier == "range" else None,
            unit=row["unit"] or None,
            from_={},
            qualifiers=(qualifier,) if qualifier else (),
            raw=row["raw"],
            item=seen[row["raw"]],
            source=Source(int(row["page"]), (), None, None, None, k * 20, k * 20 + len(row["raw"])),
        )
