"""The command `yanbao`. Each subcommand is loaded when it is called, so that help comes at once."""

from __future__ import annotations

import importlib

import click

from extractor import __version__
from extractor.errors import YanbaoError

COMMANDS = {
    "extract": "研报 → 事实：PDF、Markdown、文本、HTML · reports in, checked facts out",
    "validate": "核对已提取或手工整理的数据 · re-check extracted or hand-curated data",
    "show": "一篇研报一屏：记录、预测、不一致 · one report on a screen",
    "explain": "一个数从何而来、由什么核对 · where a number comes from, and what confirms it",
    "diff": "比较两次输出 · what changed between two outputs",
    "export": "输出为 xlsx、CSV、Parquet · workbooks, CSV and Parquet",
    "review": "把提取结果做成审阅页，离线可开 · pages to look at the facts beside the print",
    "terms": "查一个术语如何对应指标 · how a printed term maps to a metric",
}
"""Name and one line of help; the command itself is `command` in the module of its name."""


class CannotRun(click.ClickException):
    """Exit code 2: the program could not do its work at all."""

    exit_code = 2


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"extractor.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except YanbaoError as error:
            raise CannotRun(f"{error.zh} · {error.en} [{error.code}]") from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="yanbao")
def main() -> None:
    """券商研报 → 可信的事实。Chinese broker reports in, facts with proof out.

    Exit codes: 0 done, 1 findings or failed reports, 2 could not run.
    """
