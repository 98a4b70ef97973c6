"""JSON that other programs write of a report → a document. What they read is taken as print, and the document says so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableInput
from extractor.model import Document, Message, Problem
from extractor.parsers.text.decode import decode
from extractor.parsers.text.docling import docling, is_docling
from extractor.parsers.text.mineru import content_list, is_content_list, is_middle, middle
from extractor.parsers.text.sheets import Sheet


def parse_json(path: Path, data: bytes) -> Document:
    """Raises UnreadableInput (`not_json`, `unknown_json`, `broken_json`, `empty`)."""
    try:
        content = json.loads(decode(data)[0])
    except (ValueError, RecursionError) as error:
        raise UnreadableInput("not_json", f"不是完整的 JSON：{error}", f"no whole JSON: {error}") from error
    try:
        program, sheets = _sheets(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableInput(
            "broken_json", f"JSON 缺字段或类型不对：{error!r}", f"a field of the JSON is missing or wrong: {error!r}"
        ) from error
    read = [sheet.read() for sheet in sheets]
    pages = tuple(page for page, _ in read)
    if not any(page.text for page in pages):
        raise UnreadableInput("empty", "文件里没有文字", "the file shows no text")
    tables = tuple(table for _, found in read for table in found)
    said = Problem(
        "read_elsewhere",
        None,
        Message(f"版面与文字由 {program} 读出，未与原件核对", f"layout and text were read by {program}, not compared with the original"),
    )
    return Document(str(path), hashlib.sha256(data).hexdigest(), "application/json", pages, tables, "good", (said,))


def _sheets(content: Any) -> tuple[str, list[Sheet]]:
    if is_docling(content):
        return "docling", docling(content)
    if is_content_list(content):
        return "MinerU", content_list(content)
    if is_middle(content):
        return "MinerU", middle(content)
    raise UnreadableInput(
        "unknown_json",
        "不认识的 JSON：可读 docling 的文档和 MinerU 的 content_list、middle；yanbao 自己的输出请用 yanbao validate",
        "unknown JSON: docling documents and MinerU content_list or middle files are readable; check yanbao output with yanbao validate",
    )
