"""Claims in running text: `find_claims` reads every number of the prose that says what it measures.

Passages (where to read) → tokens (numbers, periods, words) → drafts (what the reader takes from a clause) → facts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from extractor.finders.doubt import sure_of
from extractor.finders.prose.claims import Setting, fact
from extractor.finders.prose.lexer import lex
from extractor.finders.prose.names import looked_up, names_of
from extractor.finders.prose.passages import Passage, passages
from extractor.finders.prose.reader import Reader
from extractor.finders.prose.subjects import Subjects
from extractor.finders.prose.vocabulary import Starts, merged, vocabulary
from extractor.finders.prose.when import is_past, placed
from extractor.model import Document, Fact, PageCoverage, Period, Problem, Report
from extractor.normalizers.quantities import Scan, scan

_MONEY = frozenset(("CNY", "USD", "HKD", "EUR", "JPY", "TWD"))


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a report in reading order, and per page what became of its number tokens."""

    facts: tuple[Fact, ...]
    coverage: tuple[PageCoverage, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Years:
    """The year that the passages so far last named, and the one that the report reports on: of its first sum of money."""

    last: int | None = None
    main: int | None = None
    reported: Period | None = None
    """The last year, half or quarter named that is over."""


def find_claims(document: Document, report: Report) -> Claims:
    """Every number in the document's running text that a sentence gives a meaning to."""
    today = date.fromisoformat(report.date) if report.date else None
    names = names_of(document, report)
    company = report.companies[0] if report.companies and report.kind in (None, "company") else None
    subjects = Subjects(company.name if company else "", names)
    table = merged(looked_up(names), vocabulary().by_start)
    facts: list[Fact] = []
    problems: list[Problem] = []
    years = Years()
    seen: Counter[int] = Counter()
    claimed: Counter[int] = Counter()
    refused: dict[int, Counter[str]] = {page.number: Counter() for page in document.pages}
    for passage in passages(document):
        number = passage.page.number
        ticker = company.ticker if company else None
        found, doubtful, numbers, turned_away = _read(passage, subjects, table, today, years, document.sha256, ticker)
        facts += found
        problems += doubtful
        seen[number] += numbers
        claimed[number] += len(found)
        refused[number].update(turned_away)
    pages = (page.number for page in document.pages)
    return Claims(
        tuple(facts), tuple(PageCoverage(n, seen[n], claimed[n], dict(sorted(refused[n].items()))) for n in pages), tuple(problems)
    )


def _read(
    passage: Passage,
    subjects: Subjects,
    names: Starts,
    today: date | None,
    years: Years,
    sha256: str,
    ticker: str | None,
) -> tuple[list[Fact], list[Problem], int, list[str]]:
    """A passage's facts, its numbers that recognition was not sure of, how many number tokens it holds, why some are refused."""
    text = passage.text
    if not any(char.isdigit() for char in text):
        return [], [], 0, []
    when = placed(text, today, years.last, years.main, years.reported)
    scanned = scan(text, [(start, end) for start, end, _ in when.spans])
    periods = when.spans + _bare_years(text, scanned)
    reader = Reader(text, subjects, [], [])
    reader.read(lex(text, scanned.quantities, periods, names))
    setting = Setting(sha256, today, subjects.default, ticker, when.dated)
    facts, doubtful = sure_of(fact(draft, passage, setting) for draft in reader.drafts)
    years.last = when.year or years.last
    whole = (p for _, _, p in when.spans if p.id and "/" not in p.id and p.id[4:5] != "-")
    over = [p for p in whole if not today or is_past(p, today)]
    years.reported = over[-1] if over else years.reported
    years.main = years.main or next((int(f.period[:4]) for f in facts if f.status == "A" and f.period and f.unit in _MONEY), None)
    reasons = ["ocr_doubtful"] * len(doubtful) + [r.reason for r in scanned.refused] + [reason for _, reason in reader.refused]
    lost = len(scanned.quantities) - len(facts) - len(doubtful) - len(reader.refused)
    return facts, doubtful, len(scanned.quantities) + len(scanned.refused), reasons + ["unread"] * lost


def _bare_years(text: str, scanned: Scan) -> list[tuple[int, int, Period]]:
    """2025、2026为24.4/32.5亿元: a year without 年 in a place where a number would have needed a unit."""
    return [(r.start, r.end, Period(text[r.start : r.end], "duration")) for r in scanned.refused if r.reason == "year"]


__all__ = ["Claims", "find_claims"]
