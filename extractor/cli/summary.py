"""What a person wants to see of a report at once, as lines of text: record, facts, checks, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.model import Message, Problem, Report
from extractor.runner import Outcome, Run, Summary

SHOWN = 10
"""So many findings are listed a report; the rest are counted and stand in the JSON file."""


def report_lines(outcome: Outcome) -> list[str]:
    """The summary of one report that was read."""
    found = outcome.summary
    if found is None:
        return []
    if outcome.reused:
        return [f"{_path(outcome)} → {outcome.output}: 未变，沿用 unchanged, kept · 事实 facts {found.facts}"]
    return [f"{_path(outcome)} → {outcome.output}", *figure_lines(found)]


def figure_lines(found: Summary) -> list[str]:
    """Record, figures, findings and problems of one report."""
    kinds = f"表格 table {found.facts - found.text}, 正文 text {found.text}; 已对应 mapped {found.mapped}"
    checks = f"一致 consistent {found.consistent} · 不一致 inconsistent {len(found.inconsistent)} · 未核 not checked {found.not_checked}"
    return [
        *_record(found.report),
        f"  事实 facts     {found.facts} ({kinds}) · {found.tables} 表 tables · {found.pages} 页 pages",
        f"  核对 checks    {checks}",
        *_findings(found.inconsistent),
        *_problems(found.problems),
    ]


def failure_line(outcome: Outcome) -> str:
    """One line for an input that failed: where, code, what, in both languages."""
    return f"{_path(outcome)}: {_one(outcome.problem)}"


def run_line(done: Run, out: Path) -> str:
    """The last line: what became of all inputs."""
    read = [outcome.summary for outcome in done.outcomes if outcome.summary]
    return (
        f"读 read {done.count('read')} · 败 failed {done.count('failed')} · 略 skipped {done.count('skipped')} · "
        f"事实 facts {sum(found.facts for found in read)} · 不一致 inconsistent {done.inconsistent} → {out}"
    )


def _record(report: Report) -> Iterator[str]:
    rating = report.rating
    rated = rating and (f"{rating.printed}（{rating.action}）" if rating.action else rating.printed)
    companies = ", ".join(f"{company.name} {company.ticker}".strip() for company in report.companies)
    parts = (report.broker, report.date, rated, companies or report.industry)
    yield f"  记录 record    {' · '.join(_line(part or '–') for part in parts)}"
    yield f"  标题 title     {_line(' · '.join(filter(None, (report.title, report.subtitle))) or '–')}"


def _findings(messages: Sequence[Message]) -> Iterator[str]:
    for message in messages[:SHOWN]:
        yield f"    ✗ {_line(message.zh)}"
        yield f"      {_line(message.en)}"
    if len(messages) > SHOWN:
        yield f"    … 另有 {len(messages) - SHOWN} 条，见 JSON · {len(messages) - SHOWN} more in the JSON file"


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    """One line a code, with the first message of it: a hundred pages with the same trouble are one trouble."""
    yield f"  问题 problems  {len(problems)}"
    for code, count in sorted(Counter(problem.code for problem in problems).items()):
        first = next(problem for problem in problems if problem.code == code)
        place = "" if first.page is None else f"p{first.page} "
        yield f"    ! {code} ×{count}: {place}{_line(first.message.zh)} · {_line(first.message.en)}"


def _one(problem: Problem | None) -> str:
    return "–" if problem is None else _line(f"{problem.code}: {problem.message.zh} · {problem.message.en}")


def _path(outcome: Outcome) -> str:
    """On one line, even a name with a line break in it."""
    return outcome.path.replace("\n", "\\n").replace("\r", "\\r")


def _line(text: str) -> str:
    """On one line, whatever a cell that runs over lines brought in."""
    return " ".join(text.split())
