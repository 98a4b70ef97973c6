"""The summary of a report: one line for one thing, whatever the print was like."""

from __future__ import annotations

from pathlib import Path

from extractor.cli.summary import SHOWN, failure_line, report_lines, run_line
from extractor.model import Company, Message, Problem, Rating, Report
from extractor.runner import Outcome, Run, Summary

BARE = Report()
FULL = Report(broker="海陆证券", title="从一颗\n探头做起", subtitle="首次覆盖", date="2025-11-03", rating=Rating("增持", "首次"),
              companies=(Company("云岭传感", "609999.SH"), Company("云岭 H", "")))  # fmt: skip


def outcome(report: Report, wrong: int = 0, problems: tuple[Problem, ...] = ()) -> Outcome:
    messages = tuple(Message(f"第{n}行\n不符", f"line {n}\ndoes not agree") for n in range(wrong))
    return Outcome("a.pdf", "read", "a.json", 1.0, None, Summary("0" * 64, report, 3, 2, 10, 8, 4, 5, messages, 1, problems))


def test_a_full_record() -> None:
    assert report_lines(outcome(FULL))[:3] == [
        "a.pdf → a.json",
        "  记录 record    海陆证券 · 2025-11-03 · 增持（首次） · 云岭传感 609999.SH, 云岭 H",
        "  标题 title     从一颗 探头做起 · 首次覆盖",
    ]


def test_what_is_not_printed_is_a_dash() -> None:
    assert report_lines(outcome(BARE))[1:3] == ["  记录 record    – · – · – · –", "  标题 title     –"]


def test_findings_are_listed_and_the_rest_counted() -> None:
    lines = report_lines(outcome(BARE, wrong=SHOWN + 3))
    assert sum("✗" in line for line in lines) == SHOWN
    assert any("3 more" in line for line in lines)
    assert not any("\n" in line for line in lines)


def test_a_code_with_many_problems_is_one_line() -> None:
    problems = tuple(Problem("no_text", page, Message(f"第{page}页", f"page {page}")) for page in range(1, 6))
    lines = report_lines(outcome(BARE, problems=(*problems, Problem("cut", None, Message("断", "cut")))))
    assert lines[-3:] == ["  问题 problems  6", "    ! cut ×1: 断 · cut", "    ! no_text ×5: p1 第1页 · page 1"]


def test_a_failure_is_one_line() -> None:
    failed = Outcome("a.pdf", "failed", None, 0.0, Problem("empty", None, Message("空\n的", "empty")), None)
    assert failure_line(failed) == "a.pdf: empty: 空 的 · empty"
    assert run_line(Run((failed, outcome(BARE, wrong=2)), 1.0), Path("out")) == (
        "读 read 1 · 败 failed 1 · 略 skipped 0 · 事实 facts 10 · 不一致 inconsistent 2 → out"
    )
