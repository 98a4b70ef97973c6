"""Extracted reports in, review pages out: what people look at. The documents are opened again for their pictures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableInput, UsageError
from extractor.model import Message
from extractor.parsers.curated.contract import is_report, read_json
from extractor.validators.curated.report import check_schema
from extractor.validators.rules import rules
from extractor.writers import write_whole
from extractor.writers.review import Listed, Names, index_page, listed, report_page, small

INDEX = "index.html"
_GONE = Message("原件不在，只有文字", "the document is not at hand: text only")
_OTHER = Message("原件已变（校验和不同），只有文字", "the document has changed since (another checksum): text only")
_TEXT = Message("输入是文本，没有页面图", "the input is a text: no page pictures")
_OFF = Message("未要求页面图", "page pictures were not asked for")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of one report: its page, whether it has pictures (else why not), or why there is no page."""

    name: str
    page: Path | None
    without: Message | None = None
    failed: Message | None = None


def review(given: Path, out: Path | None, dpi: int, told: Callable[[Reviewed], None]) -> tuple[Reviewed, ...]:
    """Write a page for each report of a folder that `extract` wrote, and its index; or one page, for one JSON file. `out` is
    the folder for them (default: `review` beside the JSON), `dpi` how fine the pictures are (0: none). UsageError where
    there is no extracted report."""
    if not given.exists():
        raise UsageError("no_file", f"找不到 {given}", f"{given} does not exist")
    whole = given.is_dir()
    paths = sorted(given.glob("*.json")) if whole else [given]
    folder = out or (given if whole else given.parent) / "review"
    rows: list[Listed] = []
    done: list[Reviewed] = []
    for path in paths:
        row, outcome = _reviewed(path, folder, dpi, whole)
        if outcome is not None:
            done.append(outcome)
            rows.append(row or Listed(path.stem, None, outcome.failed))
            told(outcome)
    if not done:
        raise UsageError(
            "no_report",
            f"{given} 中没有提取结果；请先运行 yanbao extract ... -o {given}",
            f"no extracted report in {given}; first run yanbao extract ... -o {given}",
        )
    if whole:
        _write(folder / INDEX, index_page([*rows, *_failed(given)]))
    return tuple(done)


def _reviewed(path: Path, folder: Path, dpi: int, index: bool) -> tuple[Listed | None, Reviewed | None]:
    """One JSON file; both None for one of somebody else's, such as `run.json`."""
    try:
        file = read_json(path)
    except UnreadableInput as error:
        return None, Reviewed(path.stem, None, failed=Message(error.zh, error.en))
    if not is_report(file.content):
        return None, None
    broken = check_schema(str(path), file.content, file.line)
    if broken:
        return None, Reviewed(path.stem, None, failed=broken[0].message)
    pictures, without = _pictures(path, file.content, dpi)
    names = Names(path.stem, {code: rule.name for code, rule in rules().items()}, index, without)
    own = f"{path.stem}-report" if path.stem.lower() == "index" else path.stem
    page = folder / f"{own}.html"
    _write(page, report_page(file.content, pictures, names))
    return listed(own, file.content), Reviewed(own, page, without)


def _write(path: Path, parts: Iterator[str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, parts)
    except OSError as error:
        raise UsageError("output", f"无法写入 {path}：{error}", f"cannot write {path}: {error}") from error


def _pictures(path: Path, content: Mapping[str, Any], dpi: int) -> tuple[dict[int, str], Message | None]:
    """Data URIs by page, or why there are none. A page that cannot be drawn is left out."""
    source = content["source"]
    if source["media_type"] != "application/pdf":
        return {}, _TEXT
    if not dpi:
        return {}, _OFF
    there = [place for place in (Path(source["path"]), path.parent / Path(source["path"]).name) if place.is_file()]
    document = next((place for place in there if hashlib.sha256(place.read_bytes()).hexdigest() == source["sha256"]), None)
    if document is None:
        return {}, _OTHER if there else _GONE
    from extractor.parsers.pictures import open_pictures

    try:
        opened = open_pictures(document)
    except UnreadableInput as error:
        return {}, Message(error.zh, error.en)
    pictures = {}
    try:
        for page in content["pages"]:
            try:
                pictures[page["page"]] = small(opened.picture(page["page"], dpi / 72))
            except Exception:  # whatever the engine makes of a damaged page: the others are still worth looking at
                continue
    finally:
        opened.close()
    return pictures, None


def _failed(folder: Path) -> Iterator[Listed]:
    """Inputs that `extract` could not read, from its `run.json`: an index without them would look complete."""
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        inputs = run["inputs"]
        for given in inputs:
            if given["status"] == "failed":
                message = given["problem"]["message"]
                yield Listed(str(given["path"]), None, Message(str(message["zh"]), str(message["en"])))
    except (OSError, ValueError, KeyError, TypeError):
        return
