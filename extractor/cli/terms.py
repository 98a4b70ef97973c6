"""`yanbao terms`: how a printed term maps to a metric, and why."""

from __future__ import annotations

from typing import get_args

import click

from extractor.cli.printing import say, tell
from extractor.cli.term_text import dump, listing, near_names, reading_lines, readings
from extractor.errors import UsageError
from extractor.model import Statement


@click.command("terms")
@click.argument("term", required=False)
@click.option("--statement", type=click.Choice(get_args(Statement)), help="只看这类报表里的读法 · as read in this kind of table only.")
@click.option("--dump", "everything", is_flag=True, help="全部指标，JSON · all metrics, as JSON.")
def command(term: str | None, statement: Statement | None, everything: bool) -> None:
    """查一个术语对应哪个指标、为什么；不带术语则列出全部指标。

    How a printed term maps: metric, names, unit kind, statement, why. Without a term, a list of all metrics.

    Exit codes: 0 known, 1 unknown, 2 could not run.
    """
    if everything or term is None:
        if term is not None:
            raise UsageError("dump", "--dump 不带术语", "--dump takes no term")
        say(dump() if everything else listing())
        return
    found = readings(term, (statement,) if statement else (None, *get_args(Statement)))
    if not found:
        near = "、".join(near_names(term)) or "–"
        tell(f"“{term}”不对应任何指标；相近：{near} · maps to no metric; near: {near}")
        click.get_current_context().exit(1)
    say("\n".join(reading_lines(term, found)))
