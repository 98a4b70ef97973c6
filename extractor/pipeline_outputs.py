"""What `extract` wrote, read again: one folder or one file of contract JSON, report by report, as extractions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnreadableInput, UsageError
from extractor.model import Extraction
from extractor.parsers.curated.contract import ContractFile, is_report, read_json
from extractor.parsers.curated.contract_extraction import extraction
from extractor.validators.curated.report import check_schema


@dataclass(frozen=True, slots=True)
class Output:
    """One report as written: `stem` is its name without `.json`."""

    stem: str
    path: Path
    extractor: str
    extraction: Extraction


def output_paths(out: Path) -> tuple[Path, ...]:
    """The JSON files of one run's folder, sorted by name, or the one file named. UsageError where there is none."""
    if out.is_file():
        return (out,)
    if not out.is_dir():
        raise UsageError("no_file", f"找不到 {out}；先运行 yanbao extract", f"{out} does not exist; run yanbao extract first")
    found = tuple(sorted(path for path in out.glob("*.json") if path.name != "run.json" and path.is_file()))
    if not found:
        zh = f"{out} 中没有报告 JSON；先运行 yanbao extract … -o {out}"
        raise UsageError("no_output", zh, f"no report JSON in {out}; run yanbao extract … -o {out} first")
    return found


def read_outputs(out: Path) -> Iterator[Output]:
    """Each report of a folder in turn, so that a large folder needs the memory of one report. JSON files that are no reports
    are passed over in a folder; a named file must be one. UnreadableInput for a report that breaks the contract's schema."""
    for path in output_paths(out):
        found = read_json(path)
        if is_report(found.content):
            yield _output(path, found)
        elif out.is_file():
            raise UnreadableInput("no_report", f"{path} 不是 yanbao extract 的输出", f"{path} is no output of yanbao extract")


def read_naming(out: Path, name: str) -> Iterator[Output]:
    """The reports whose text holds `name`, an id or its beginning: most files of a folder need not be parsed."""
    for path in output_paths(out):
        if name in path.read_text(encoding="utf-8", errors="replace"):
            yield from read_outputs(path)


def compared(old: Path, new: Path) -> Iterator[tuple[str, Extraction | None, Extraction | None]]:
    """The reports of two outputs side by side, by stem; None where one has none of that name. Two named files are one pair."""
    before, after = ({path.stem: path for path in output_paths(out)} for out in (old, new))
    if old.is_file() and new.is_file():
        before, after = {new.stem: old}, {new.stem: new}
    for stem in sorted({*before, *after}):
        pair = tuple(_one(side[stem]) if stem in side else None for side in (before, after))
        if pair != (None, None):
            yield stem, pair[0], pair[1]


def _one(path: Path) -> Extraction | None:
    """None for JSON that is no report."""
    found = read_json(path)
    return _output(path, found).extraction if is_report(found.content) else None


def _output(path: Path, found: ContractFile) -> Output:
    broken = check_schema(str(path), found.content, found.line)
    if broken:
        first = broken[0]
        zh = f"{path}：{first.place.field} 不合结构：{first.message.zh}；详见 yanbao validate {path}"
        en = f"{path}: {first.place.field} breaks the schema: {first.message.en}; see yanbao validate {path}"
        raise UnreadableInput("schema", zh, en)
    return Output(path.stem, path, found.content["extractor"], extraction(found.content))
