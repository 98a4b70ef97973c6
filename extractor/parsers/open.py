"""Chooses the reader by what the bytes are, not by what the name says; the two contradicting each other is an error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnreadableInput
from extractor.model import Document, PageSource

_TEXT = frozenset({".md", ".markdown", ".txt", ".text", ".html", ".htm"})
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"PK\x03\x04", "ZIP/Office"),
    (b"\xd0\xcf\x11\xe0", "Office 97"),
    (b"<!DOCTYPE", "HTML"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
)
_LIMIT = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and the open input behind it (None for text inputs)."""

    document: Document
    source: PageSource | None


def parse(path: Path, name: str | None = None) -> Parsed:
    """Read one report; `name` is the path as the user gave it. Raises UnreadableInput: empty, cut off, encrypted,
    another type than its name says, too large."""
    data = _bytes(path)
    shown = name or str(path)
    head = data[:1024].lstrip()
    if path.suffix.lower() in _TEXT:
        if data.startswith(b"%PDF-"):
            raise UnreadableInput(
                "mistyped", "内容是 PDF，扩展名却是文本：请改为 .pdf", "the content is PDF under a text name: rename it to .pdf"
            )
        from extractor.parsers.text import parse_text

        return Parsed(parse_text(Path(shown), data), None)
    kind = next((kind for magic, kind in _OTHERS if head.startswith(magic)), None)
    if kind:
        raise UnreadableInput("mistyped", f"扩展名是 {path.suffix}，内容却是 {kind}", f"named {path.suffix}, but the content is {kind}")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableInput("not_a_pdf", "没有 PDF 文件头：不是 PDF，或文件已损坏", "no PDF header: not a PDF, or damaged")
    from extractor.parsers.pdf.read import read_pdf

    document, source = read_pdf(shown, data)
    return Parsed(document, source)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableInput("not_a_file", "不是普通文件", "not a regular file")
        size = path.stat().st_size
        if size == 0:
            raise UnreadableInput("empty_file", "文件是空的（0 字节）", "the file is empty (0 bytes)")
        if size > _LIMIT:
            raise UnreadableInput("too_large", f"文件超过 {_LIMIT >> 20} MB", f"the file is larger than {_LIMIT >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput("unreadable_file", f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}") from error
