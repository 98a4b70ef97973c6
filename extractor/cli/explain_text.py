"""From printed characters to a value, as lines for a terminal: where it stands, how each part was read, what checks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.model import Check, Extraction, Fact, Table
from extractor.normalizers.terms import explain_term, match_term
from extractor.taxonomy.metrics import metrics
from extractor.validators.rules import rules
from extractor.writers.plain import plain
from extractor.writers.standing import STANDINGS, checks_of, standings

ORIGINS: Mapping[str, str] = {
    "cell": "单元格本身 the cell itself",
    "row_header": "行标题 row header",
    "column_header": "列标题 column header",
    "section": "分节行 section",
    "corner": "左上角 corner cell",
    "caption": "表题 caption",
    "page_note": "单位说明 unit note",
    "cover": "封面 cover",
    "ticker": "交易所代码 ticker's exchange",
    "clause": "同一句 the sentence",
}
"""What each `from` says."""
AROUND = 60
"""Characters of context shown on each side of a number in a sentence."""
_SIGNS = {"consistent": "✓", "inconsistent": "✗", "not_checked": "–"}


def explain_fact(fact: Fact, extraction: Extraction, path: str) -> Iterator[str]:
    """The way of one number."""
    table = next((table for table in extraction.document.tables if table.id == fact.source.table), None)
    said = STANDINGS[standings([fact], extraction.checks)[fact.id]]
    yield f"{fact.id} · {path}"
    yield f"  {fact_line(fact)}"
    yield f"  印刷 print     “{fact.raw}”" + (f"，其中第 {fact.item} 个数 · number {fact.item} of it" if fact.item > 1 else "")
    yield from _place(fact, table, extraction)
    yield f"  数值 value     {_value(fact)}"
    yield f"  单位 unit      {fact.unit or '未印刷 not printed'}{_origin(fact, 'unit')}{_printed_unit(fact, table)}"
    yield f"  期间 period    {fact.period or '–'} {fact.period_type or ''}{_origin(fact, 'period')}".rstrip()
    yield f"  实际/预测 A/E  {fact.status or '–'} {fact.forecaster or ''}".rstrip() + _origin(fact, "status")
    yield f"  主体 entity    {' '.join(filter(None, (fact.entity, fact.entity_id))) or '–'}{_origin(fact, 'entity')}"
    yield from _metric(fact, table)
    yield f"  结论 standing  {said.zh} · {said.en}"
    for check in checks_of(extraction.checks).get(fact.id, ()):
        yield f"    {_SIGNS[check.status]} {check.id} {check.rule} {check.message.zh}"
        yield f"      {check.message.en}"


def explain_check(check: Check, extraction: Extraction, path: str) -> Iterator[str]:
    """One piece of arithmetic with its numbers."""
    facts = {fact.id: fact for fact in extraction.facts}
    rule = rules().get(check.rule)
    yield f"{check.id} · {path}"
    yield f"  {_SIGNS[check.status]} {check.message.zh}"
    yield f"    {check.message.en}"
    if rule:
        yield f"  规则 rule      {rule.code} {rule.name.zh} · {rule.name.en}；yanbao validate --explain {rule.code}"
    yield f"  印刷 reported  {_range(check.reported.low, check.reported.high)}"
    if check.computed:
        yield f"  推算 computed  {_range(check.computed.low, check.computed.high)} ({check.relation})"
    yield f"    = {check.reported.fact} {fact_line(facts[check.reported.fact])}" if check.reported.fact in facts else "    = –"
    for term in check.terms:
        shown = fact_line(facts[term.fact]) if term.fact in facts else "–"
        yield f"    {plain(term.weight):>2} × {term.fact} {shown}"


def fact_line(fact: Fact) -> str:
    """A fact on one line: what of whom, when, how much, where."""
    basis = "" if fact.basis == "value" else fact.basis
    what = " ".join(filter(None, (fact.entity, fact.product, fact.label, basis)))
    value = _range(fact.low, fact.high) if fact.value is None else plain(fact.value)
    parts = (
        what,
        (fact.period + (fact.status or "")) or "–",
        f"{value} {fact.unit or ''}".strip(),
        f"“{fact.raw}”",
        f"p. {fact.source.page}",
    )
    return " · ".join(" ".join(part.split()) for part in parts)


def _place(fact: Fact, table: Table | None, extraction: Extraction) -> Iterator[str]:
    source = fact.source
    boxes = " ".join(str(plain(box)) for box in source.boxes)
    yield f"  位置 place     第{source.page}页 p. {source.page}" + (f" · box {boxes}" if boxes else "")
    if table and source.row is not None and source.column is not None:
        row, column = source.row + 1, source.column + 1
        yield f"  表格 table     {table.id} {table.caption or '–'} · 第{row}行第{column}列 row {row}, column {column} of the body"
        yield f"  标题 headers   行 row “{fact.row_header or ''}” · 列 column “{fact.column_header or ''}”"
        if fact.section:
            yield f"  分节 section   {' | '.join(fact.section)}"
    if source.start is not None and source.end is not None:
        text = next((page.text for page in extraction.document.pages if page.number == source.page), "")
        before, after = text[max(source.start - AROUND, 0) : source.start], text[source.end : source.end + AROUND]
        yield f"  上下文 context  …{_flat(before)}【{_flat(text[source.start : source.end])}】{_flat(after)}…"
    if source.confidence is not None:
        yield f"  识别 OCR       置信度 confidence {source.confidence:.2f}"


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _value(fact: Fact) -> str:
    value = _range(fact.low, fact.high) if fact.value is None else plain(fact.value)
    precision = "未说明精度 no precision stated" if fact.decimals is None else f"印刷到 10^{-fact.decimals} printed to 10^{-fact.decimals}"
    return " · ".join([value, precision, *fact.qualifiers])


def _range(low: object, high: object) -> str:
    return f"{'…' if low is None else plain(low)} – {'…' if high is None else plain(high)}"


def _origin(fact: Fact, part: str) -> str:
    origin = fact.from_.get(part)
    return f" ← {ORIGINS.get(origin, origin)}" if origin else ""


def _printed_unit(fact: Fact, table: Table | None) -> str:
    return f" “{table.unit}”" if table and table.unit and fact.from_.get("unit") in ("caption", "page_note", "corner") else ""


def _metric(fact: Fact, table: Table | None) -> Iterator[str]:
    """The metric and why; a label whose reading needs more than itself shows all readings that it can have."""
    metric = metrics().get(fact.metric or "")
    named = f"{metric.id} · {metric.zh} · {metric.en}" if metric else fact.metric or "未对应 unmapped"
    yield f"  指标 metric    {named} · {fact.basis}{_origin(fact, 'metric')} “{fact.label}”"
    match = match_term(fact.label, table.statement if table else None, fact.section)
    if match and match.metric == fact.metric:
        yield f"  缘由 why       {match.why} ({match.method})"
    else:
        yield from (f"    {line}" for line in explain_term(fact.label).splitlines())
