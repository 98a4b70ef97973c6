"""`yanbao extract`: reports in, JSON and CSV out, and a short summary of each."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click

from extractor.cli.printing import say, tell
from extractor.cli.summary import failure_line, report_lines, run_line
from extractor.errors import UsageError
from extractor.model import Ocr
from extractor.runner import Options, Outcome, find_inputs, run


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="输出目录 · folder for the output.")
@click.option(
    "--fail-on",
    type=click.Choice(["inconsistent"]),
    help="有不一致的核对时退出码为 1 · exit 1 when a check is inconsistent.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=cores, show_default="cores", help="并行进程数 · processes at a time.")
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=300, show_default=True, help="每篇秒数上限，0 不限 · seconds a report, 0: no limit."
)
@click.option(
    "--memory", type=click.IntRange(min=0), default=4096, show_default=True, help="每篇内存上限 MiB，0 不限 · MiB a report, 0: no limit."
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "off", "force"]),
    default="auto",
    show_default=True,
    help="识别图片：仅无文字层处、关、所有页 · read pictures: where no text layer is, never, every page (extra: yanbao[ocr]).",
)
def command(paths: tuple[Path, ...], out: Path, fail_on: str | None, jobs: int, timeout: float, memory: int, ocr: Ocr) -> None:
    """读研报（文件或目录），写出事实、核对与问题。

    Read reports (files or folders: .pdf .md .txt .html) and write OUT/<stem>.json each, OUT/facts.csv and OUT/run.json.

    Exit codes: 0 all read, 1 some report failed, 2 could not run.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as an exception, so that children and parts are cleaned up
    inputs = find_inputs(paths, out)
    if not any(given.stem for given in inputs):
        raise UsageError("no_input", "没有找到可读的研报", "no report found to read")
    done = run(inputs, out, Options(jobs, timeout, memory << 20, ocr), _told)
    say(run_line(done, out))
    failed = done.count("failed") > 0 or (fail_on == "inconsistent" and done.inconsistent > 0)
    click.get_current_context().exit(1 if failed else 0)


def _told(outcome: Outcome) -> None:
    """Each report as it comes in: its summary, or one line why there is none. Skipped files are in `run.json`."""
    if outcome.status == "read":
        say("\n".join(report_lines(outcome)) + "\n")
    elif outcome.status == "failed":
        tell(failure_line(outcome))
