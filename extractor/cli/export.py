"""`yanbao export`: a run's output as workbooks, CSV or Parquet."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.printing import say, tell
from extractor.errors import UsageError
from extractor.pipeline_export import FORMATS, export


@click.command("export")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="xlsx", show_default=True, help="格式 · the format.")
@click.option("-o", "--to", type=click.Path(path_type=Path, file_okay=False), help="写入目录 · folder to write to.  [default: OUT/export]")
def command(out: Path, form: str, to: Path | None) -> None:
    """把 extract 的输出（目录或单个 JSON）写成表格：xlsx 每篇一个工作簿，csv 与 parquet 全部事实和核对各一个文件。

    Write the output of extract (a folder or one JSON file) as tables: xlsx a workbook a report, laid out for analysts; csv and
    parquet one file of all facts and one of all checks.

    Exit codes: 0 done, 2 could not run.
    """
    folder = to or (out if out.is_dir() else out.parent) / "export"
    try:
        written = export(out, folder, form)
    except OSError as error:
        raise UsageError("output", f"无法写入 {folder}：{error}", f"cannot write to {folder}: {error}") from error
    for path in written.paths:
        say(str(path))
    tell(f"{written.reports} 篇，{written.facts} 个事实 · {written.reports} reports, {written.facts} facts")
