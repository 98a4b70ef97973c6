"""`yanbao diff`: what changed between two outputs."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.diff_text import difference, difference_lines
from extractor.cli.printing import say, tell
from extractor.pipeline_outputs import compared


@click.command("diff")
@click.argument("old", metavar="OUT1", type=click.Path(path_type=Path))
@click.argument("new", metavar="OUT2", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="每篇列出条数，0 全部 · lines a report, 0: all.")
def command(old: Path, new: Path, limit: int) -> None:
    """比较 extract 的两次输出（目录或单个 JSON）：逐篇列出多出、缺少、变化的事实。

    Compare two outputs of extract (folders or JSON files), by report: facts gained, lost and changed, the record, and checks.

    Exit codes: 0 the same, 1 different, 2 could not run.
    """
    reports = different = 0
    for stem, before, after in compared(old, new):
        reports += 1
        found = difference(before, after)
        if found or before is None or after is None:
            different += 1
            say("\n".join(difference_lines(stem, found, limit)))
    tell(f"{reports} 篇，{different} 篇不同 · {reports} reports, {different} different")
    click.get_current_context().exit(1 if different else 0)
