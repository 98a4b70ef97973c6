"""`yanbao explain`: how a number came about, or what a check computed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from extractor.cli.explain_text import explain_check, explain_fact
from extractor.cli.printing import say, tell
from extractor.errors import UsageError
from extractor.pipeline_outputs import Output, read_naming

SHORTEST = 6
"""Characters of an id: fewer name half of all facts."""


@click.command("explain")
@click.argument("name", metavar="FACT_ID")
@click.argument("out", metavar="[OUT]", default="out", type=click.Path(path_type=Path))
def command(name: str, out: Path) -> None:
    """说明一个数从何而来：印刷字符、位置、单位与指标及其缘由、核对。也接受核对编号 c_…；编号可只写开头。

    From printed characters to value: box, unit, period and metric with where each came from and why, and the checks. FACT_ID is
    looked for in OUT (a folder or a JSON file, `out` by default); a check id c_… does as well, and so does the beginning of an id.

    Exit codes: 0 found, 1 no such id, 2 could not run.
    """
    if len(name) < SHORTEST:
        zh, en = f"编号至少写 {SHORTEST} 个字符", f"give at least {SHORTEST} characters of the id"
        raise UsageError("short_id", zh, en)
    found = False
    for output in read_naming(out, name):
        for lines in _found(name, output):
            say("\n".join(lines))
            found = True
    if not found:
        tell(f"{out} 中没有编号 {name} · no id {name} in {out}")
        click.get_current_context().exit(1)


def _found(name: str, output: Output) -> Iterator[Iterator[str]]:
    extraction, path = output.extraction, str(output.path)
    yield from (explain_fact(fact, extraction, path) for fact in extraction.facts if fact.id.startswith(name))
    yield from (explain_check(check, extraction, path) for check in extraction.checks if check.id.startswith(name))
