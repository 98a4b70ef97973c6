"""A first look at the bytes: files that cannot be a report are turned away with one clear line, before any reader."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from extractor.errors import UnreadableInput

SUFFIXES = {".pdf": "PDF", ".md": "text", ".markdown": "text", ".txt": "text", ".text": "text", ".html": "text", ".htm": "text"}
"""What reports are called, and which reader takes them. Markdown, plain text and HTML are told apart by content."""

NAMED = {".json": "JSON"}
"""Read when a file is named, not when a folder is walked: other programs write several versions of one report side by side,
and yanbao's own output is JSON too."""

_MAGIC = (
    (rb"\x89PNG\r\n\x1a\n", "PNG"),
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"GIF8[79]a", "GIF"),
    (rb"PK\x03\x04", "ZIP (docx, xlsx, …)"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word/Excel 97"),
    (rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html)\b", "HTML"),
    (rb".{0,1019}?%PDF-", "PDF"),
)
"""What a file holds, by its first bytes. A PDF may have up to 1 KiB of other bytes before its header (ISO 32000-1,
annex H, implementation note 13)."""

_LIMIT = 512 << 20
_TAIL = 64 << 10


def checked(path: Path) -> tuple[bytes, str]:
    """The file's bytes and which reader takes them (`PDF`, `text`, `JSON`). Raises UnreadableInput for what is missing, no file,
    empty, too large, of another type than its name says, or cut off."""
    suffix = path.suffix.lower()
    expected = (SUFFIXES | NAMED).get(suffix)
    data = _bytes(path)
    if not data:
        raise UnreadableInput("empty", "文件是空的（0 字节）", "the file is empty (0 bytes)")
    if expected is None:
        known = " ".join(SUFFIXES | NAMED)
        raise UnreadableInput("unknown_type", f"不认识的文件类型“{suffix}”；可读：{known}", f"unknown type '{suffix}'; readable: {known}")
    holds = next((kind for magic, kind in _MAGIC if re.match(magic, data[:2048], re.IGNORECASE | re.DOTALL)), None)
    if (holds != "PDF") if expected == "PDF" else (holds not in (None, "HTML")):
        what = holds or "no PDF"
        raise UnreadableInput("mistyped", f"扩展名是 {suffix}，内容却是 {what}", f"named {suffix}, but the content is {what}")
    if expected == "PDF" and _cut(data):
        raise UnreadableInput(
            "truncated", "PDF 不完整（缺少文件尾），请重新下载", "the PDF is cut off (its end is missing); fetch it again"
        )
    return data, expected


def _bytes(path: Path) -> bytes:
    """The whole file; a pipe or device would make a reader wait for ever, so it is no input."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableInput("no_file", "不是普通文件（管道、设备或目录）", "no regular file (a pipe, a device or a folder)")
        if found.st_size > _LIMIT:
            raise UnreadableInput("too_large", f"文件超过 {_LIMIT >> 20} MB", f"the file is larger than {_LIMIT >> 20} MB")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput("not_found", "找不到文件", "no such file") from error
    except OSError as error:  # a loop of links, a file without permission
        raise UnreadableInput("unreadable", f"无法打开：{error.strerror}", f"cannot be opened: {error.strerror}") from error


def _cut(data: bytes) -> bool:
    """A PDF ends with `%%EOF`; a linearized one also says how long it is. Readers repair a cut file by dropping what is
    missing, and then pages are lost in silence."""
    length = re.search(rb"/Linearized\b.{0,200}?/L\s+(\d+)", data[:2048], re.DOTALL)
    return b"%%EOF" not in data[-_TAIL:] or (length is not None and int(length[1]) > len(data))
