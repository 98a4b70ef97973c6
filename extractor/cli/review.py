"""`yanbao review`: pages for people to look at what was extracted, beside the print."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.printing import say, tell
from extractor.pipeline_review import INDEX, Reviewed, review


@click.command("review")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="页面目录 · folder for the pages.  [default: OUT/review]"
)
@click.option(
    "--dpi",
    type=click.IntRange(0, 300),
    default=110,
    show_default=True,
    help="页面图精度，0 不要图 · resolution of page pictures, 0: none.",
)
def command(folder: Path, out: Path | None, dpi: int) -> None:
    """把提取结果做成审阅页：左为原页与框，右为事实与核对，离线可开。

    Make review pages of what `yanbao extract` wrote to OUT (a folder, or one of its JSON files): one self-contained HTML a
    report with a box on every fact, and an index of the folder.

    Exit codes: 0 all written, 1 some report could not be shown, 2 could not run.
    """
    done = review(folder, out, dpi, _told)
    if folder.is_dir():
        first = next((outcome.page for outcome in done if outcome.page), None)
        say(str((first.parent if first else folder / "review") / INDEX))
    click.get_current_context().exit(1 if any(outcome.failed for outcome in done) else 0)


def _told(outcome: Reviewed) -> None:
    if outcome.failed:
        tell(f"✗ {outcome.name}：{outcome.failed.zh} · {outcome.failed.en}")
        return
    say(str(outcome.page))
    if outcome.without:
        tell(f"  {outcome.name}：{outcome.without.zh} · {outcome.without.en}")
