"""`yanbao show`: one report on a screen, from its JSON or from the report itself."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.printing import say
from extractor.cli.show_text import show_lines
from extractor.errors import UsageError
from extractor.pipeline_outputs import read_outputs


@click.command("show")
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
def command(report: Path) -> None:
    """一篇研报一屏：记录、预测表、不一致的核对、问题。REPORT 是 extract 写的 JSON（或其目录），或研报文件本身。

    One report on a screen: record, forecasts, failing checks, problems. REPORT is a JSON file that extract wrote (or the folder
    of them), or a report (.pdf .md .txt .html), which is then read without writing anything.

    Exit codes: 0 shown, 2 could not run.
    """
    if not report.exists():
        zh = f"找不到 {report}；给出 OUT/<stem>.json 或研报文件"
        raise UsageError("no_file", zh, f"{report} does not exist; name OUT/<stem>.json or a report")
    if report.is_dir() or report.suffix.lower() == ".json":
        for output in read_outputs(report):
            say("\n".join(show_lines(output.extraction, f"{output.path} ← {output.extraction.document.path}")) + "\n")
        return
    from extractor.pipeline import extract

    say("\n".join(show_lines(extract(report), str(report))))
