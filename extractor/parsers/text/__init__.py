"""Markdown, plain text and HTML reports → a document of one page without boxes; offsets index the page's text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractor.errors import UnreadableInput
from extractor.model import Document, Message, Page, Problem
from extractor.parsers.text.decode import decode
from extractor.parsers.text.markup import shown, tables_in
from extractor.parsers.text.pages import Options, read_page

_MEDIA = {".md": "text/markdown", ".markdown": "text/markdown", ".html": "text/html", ".htm": "text/html"}


def parse_text(path: Path, data: bytes) -> Document:
    """The page's text is the file's, with `\\n` for every line end; of HTML it is what the page shows. Raises
    UnreadableInput (`empty`, `binary`)."""
    source, encoding = decode(data)
    media = _MEDIA.get(path.suffix.lower(), "text/plain")
    if media == "text/html":
        text, grids, headings = shown(source)
        blocks, tables = read_page(text, grids, headings)
    else:
        text = source
        blocks, tables = read_page(text, tables_in(text), options=Options(joined=media == "text/markdown"))
    if not text.strip():
        raise UnreadableInput("empty", "文件里没有文字", "the file shows no text")
    page = Page(1, 0.0, 0.0, text, blocks)
    return Document(str(path), hashlib.sha256(data).hexdigest(), media, (page,), tables, "good", _problems(encoding))


def _problems(encoding: str) -> tuple[Problem, ...]:
    if encoding != "gb18030":
        return ()
    return (Problem("encoding", None, Message("不是 UTF-8，按 GB18030 读取", "not UTF-8; read as GB18030")),)
