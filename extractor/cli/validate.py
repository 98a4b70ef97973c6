"""`yanbao validate`: re-checks extracted or hand-curated data; what a pre-commit hook runs."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import __version__
from extractor.cli.printing import say, tell
from extractor.errors import UsageError
from extractor.pipeline_validate import Verdict, explain, rule_texts, validate, write_relations
from extractor.writers.findings import FORMATS


def _codes(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """`--select CUR,SCH01 --select DUP`: codes or their beginnings."""
    return tuple(code.strip().upper() for item in value for code in item.split(",") if code.strip())


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True, help="输出格式 · form of the findings."
)
@click.option(
    "--select", multiple=True, callback=_codes, metavar="CODE", help="只报这些规则（可为前缀）· only these rules, or their beginnings."
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODE", help="不报这些规则 · not these rules.")
@click.option("--explain", "code", metavar="CODE", help="说明一条规则 · what a rule says, why, and examples.")
@click.option("--evidence/--no-evidence", default=True, help="研报原件在时核对印刷位置 · look at the print where the document is at hand.")
@click.option(
    "--write-relations",
    "write",
    is_flag=True,
    help="把数据中发现的关系写入 relations.yaml 供审阅 · add relations found to relations.yaml for review.",
)
def command(
    paths: tuple[Path, ...], form: str, select: tuple[str, ...], ignore: tuple[str, ...], code: str | None, evidence: bool, write: bool
) -> None:
    """核对数据：结构、口径、重复、勾稽与增速。

    Re-check data: contract JSON, long CSV/JSONL and wide CSV/XLSX, with relations.yaml and waivers beside them.

    Exit codes: 0 clean, 1 findings, 2 could not run.
    """
    if code is not None:
        say(explain(code.upper()))
        return
    if not paths:
        raise UsageError("no_path", "请给出文件或目录", "name files or folders")
    unknown = [given for given in (*select, *ignore) if not any(rule.startswith(given) for rule in rule_texts())]
    if unknown:
        raise UsageError("no_rule", f"没有规则 {', '.join(unknown)}", f"no rule {', '.join(unknown)}")
    verdict = validate(paths, evidence)
    shown = tuple(f for f in verdict.findings if (not select or f.code.startswith(select)) and not (ignore and f.code.startswith(ignore)))
    output = FORMATS[form](shown, rule_texts(), __version__)
    if output:
        say(output)
    if write:
        for path, count in write_relations(verdict):
            tell(f"{path}：写入 {count} 条关系，请审阅 · {count} relations added, please review")
    errors = sum(1 for finding in shown if finding.level == "error")
    tell(_summary(verdict, errors))
    click.get_current_context().exit(1 if errors else 0)


def _summary(verdict: Verdict, errors: int) -> str:
    files, facts, holding = len(verdict.files), verdict.facts, verdict.holding
    zh = f"{files} 个文件，{facts} 个数，{holding} 处关系成立，{errors} 处问题"
    en = f"{files} files, {facts} numbers, {holding} relations hold, {errors} findings"
    if verdict.unseen:
        zh += f"；{len(verdict.unseen)} 份研报原件不在，未核对印刷位置"
        en += f"; {len(verdict.unseen)} documents not at hand, print not looked at"
    if verdict.skipped:
        zh, en = f"{zh}；略过 {len(verdict.skipped)} 个非数据文件", f"{en}; {len(verdict.skipped)} files passed over"
    return f"{zh} · {en}"
