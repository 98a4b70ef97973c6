"""The first and the last sheet of a workbook: the record with what to look at, and every check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from extractor.model import Company, Extraction, Price, PriceRange, Rating, Report
from extractor.writers.plain import plain
from extractor.writers.standing import STANDINGS, Standing
from extractor.writers.xlsx_cells import BOLD, ESTIMATE, FILLS, HEAD, TOP, put

OVERVIEW, FACTS, CHECKS = "概览 Overview", "事实 Facts", "核对 Checks"
_CHECK_COLUMNS = (
    "id", "rule", "status", "reason", "fact", "reported_low", "reported_high", "relation", "computed_low", "computed_high",
    "terms", "hints", "zh", "en",
)  # fmt: skip
_WIDTHS = (24, 60, 60)


def write_overview(page: Worksheet, extraction: Extraction, marks: Mapping[str, Standing], places: Mapping[str, tuple[str, str]]) -> None:
    """The record, the legend with counts, failing checks (each a link to its number), and problems."""
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    line = 1
    for name, text in _record(extraction):
        put(page, line, 1, name, font=BOLD)
        put(page, line, 2, text, alignment=TOP)
        line += 1
    line = _legend(page, line + 1, Counter(marks.values()))
    failing = [check for check in extraction.checks if check.status == "inconsistent"]
    line = _head(page, line + 1, f"不一致的核对 inconsistent checks: {len(failing)}")
    for check in failing:
        cell = put(page, line, 1, f"{check.rule} {check.id}", fill=FILLS["inconsistent"], alignment=TOP)
        if check.reported.fact in places:
            sheet, at = places[check.reported.fact]
            quoted = sheet.replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{at}")
        put(page, line, 2, check.message.zh, alignment=TOP)
        put(page, line, 3, check.message.en, alignment=TOP)
        line += 1
    line = _head(page, line + 1, f"问题 problems: {len(extraction.problems)}")
    for problem in extraction.problems:
        where = "" if problem.page is None else f"第{problem.page}页 p. {problem.page} "
        put(page, line, 1, f"{where}{problem.code}", alignment=TOP)
        put(page, line, 2, problem.message.zh, alignment=TOP)
        put(page, line, 3, problem.message.en, alignment=TOP)
        line += 1


def write_checks(page: Worksheet, extraction: Extraction) -> None:
    """A row a check; bounds are numbers, terms are `weight*fact`."""
    for position, head in enumerate(_CHECK_COLUMNS, 1):
        put(page, 1, position, head, font=HEAD, fill=FILLS["head"])
    for line, check in enumerate(extraction.checks, 2):
        computed = (check.computed.low, check.computed.high) if check.computed else (None, None)
        terms = " ".join(f"{plain(term.weight)}*{term.fact}" for term in check.terms)
        values = (
            check.id, check.rule, check.status, check.reason, check.reported.fact, check.reported.low, check.reported.high,
            check.relation, *computed, terms, " ".join(check.hints), check.message.zh, check.message.en,
        )  # fmt: skip
        for position, value in enumerate(values, 1):
            if value is not None and value != "":
                put(page, line, position, value)
        page.cell(line, 3).fill = FILLS[check.status]
    page.freeze_panes = "D2"
    page.auto_filter.ref = f"A1:N{len(extraction.checks) + 1}"


def _legend(page: Worksheet, line: int, counts: Mapping[Standing, int]) -> int:
    line = _head(page, line, "颜色 colours: 事实数 facts")
    for standing, said in STANDINGS.items():
        cell = put(page, line, 1, counts.get(standing, 0))
        if standing in FILLS:
            cell.fill = FILLS[standing]
        put(page, line, 2, said.zh)
        put(page, line, 3, said.en)
        line += 1
    put(page, line, 1, "2025E", font=ESTIMATE)
    put(page, line, 2, "预测为蓝色斜体；单元格存完整数值，“百万 mn”只是显示；每格批注有页码与出处")
    put(
        page,
        line,
        3,
        "estimates in blue italics; cells hold the whole number, millions are only shown; notes have page and source",
    )
    return line + 1


def _head(page: Worksheet, line: int, text: str) -> int:
    for position in (1, 2, 3):
        put(page, line, position, text if position == 1 else None, font=HEAD, fill=FILLS["head"])
    return line + 1


def _record(extraction: Extraction) -> Iterator[tuple[str, str]]:
    report, document = extraction.report, extraction.document
    yield from _cover(report)
    for company in report.companies:
        yield "公司 company", _company(company)
    for analyst in report.analysts:
        yield "分析师 analyst", " ".join(filter(None, (analyst.name, analyst.license)))
    yield "文件 file", f"{document.path} · {len(document.pages)} 页 pages"
    yield "sha256", document.sha256


def _cover(report: Report) -> Iterator[tuple[str, str]]:
    yield "券商 broker", report.broker or "–"
    yield "标题 title", " · ".join(filter(None, (report.title, report.subtitle))) or "–"
    yield "日期 date", report.date or "–"
    yield "类型 kind", report.kind or "–"
    yield "行业 industry", report.industry or "–"
    yield "评级 rating", _rating(report.rating) or "–"


def _company(company: Company) -> str:
    close, target = company.close_price, company.target_price
    parts = (
        " ".join(filter(None, (company.name, company.ticker))),
        _rating(company.rating),
        f"收盘 close {_price(close)}" if close else "",
        f"目标 target {_price(target)}" if target else "",
    )
    return " · ".join(filter(None, parts))


def _rating(rating: Rating | None) -> str:
    return "" if rating is None else f"{rating.printed}（{rating.action}）" if rating.action else rating.printed


def _price(price: Price | PriceRange) -> str:
    low, high = (price.value, price.value) if isinstance(price, Price) else (price.low, price.high)
    return " ".join(filter(None, (plain(low) if low == high else f"{plain(low)}–{plain(high)}", price.currency)))
