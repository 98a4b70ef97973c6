"""A first look at the bytes: files that cannot be a report are turned away with one clear line, before any parser."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from extractor.errors import UnreadableInput
from extractor.runner.inputs import SUFFIXES

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

_TAIL = 64 * 1024


def preflight(path: Path) -> None:
    """Raise UnreadableInput for what is missing, no file, empty, mistyped or cut off; read a few kilobytes at most."""
    size = _size(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise UnreadableInput(
            "unknown_type", f"不认识的文件类型“{path.suffix}”；可读：{known}", f"unknown type '{path.suffix}'; readable: {known}"
        )
    try:
        with path.open("rb") as file:
            head = file.read(2048)
            file.seek(max(size - _TAIL, 0))
            tail = file.read()
    except OSError as error:
        raise UnreadableInput("unreadable", f"无法打开：{error.strerror}", f"cannot be opened: {error.strerror}") from error
    if not head:
        raise UnreadableInput("empty", "文件是空的（0 字节）", "the file is empty (0 bytes)")
    holds = _holds(head)
    expected = SUFFIXES[suffix]
    if (expected == "PDF" and holds != "PDF") or (holds not in (None, "HTML", expected)):
        what = holds or "no PDF header"
        raise UnreadableInput("mistyped", f"扩展名是 {suffix}，内容却是 {what}", f"named {suffix}, but the content is {what}")
    if expected == "PDF" and _cut(head, tail, size):
        raise UnreadableInput(
            "truncated", "PDF 不完整（缺少文件尾），请重新下载", "the PDF is cut off (its end is missing); fetch it again"
        )


def _size(path: Path) -> int:
    """The file's size; a pipe or device would make a reader wait for ever, so it is no input."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise UnreadableInput("not_found", "找不到文件", "no such file") from error
    except OSError as error:  # a loop of links, a folder without permission
        raise UnreadableInput("unreadable", f"无法打开：{error.strerror}", f"cannot be opened: {error.strerror}") from error
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableInput("no_file", "不是普通文件（管道、设备或目录）", "no regular file (a pipe, a device or a folder)")
    return found.st_size


def _holds(head: bytes) -> str | None:
    return next((kind for magic, kind in _MAGIC if re.match(magic, head, re.IGNORECASE | re.DOTALL)), None)


def _cut(head: bytes, tail: bytes, size: int) -> bool:
    """A PDF ends with `%%EOF`; a linearized one also says how long it is. Readers repair a cut file by dropping what is
    missing, and then pages are lost in silence."""
    length = re.search(rb"/Linearized\b.{0,200}?/L\s+(\d+)", head, re.DOTALL)
    return b"%%EOF" not in tail or (length is not None and int(length[1]) > size)
