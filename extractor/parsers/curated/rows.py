"""Files of rows: CSV, tab-separated text and XLSX sheets, read into rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import UnreadableInput
from extractor.parsers.curated.row import BIGGEST, Row


def read_text(path: Path) -> str:
    """A text file: UTF-8 (with or without mark), else GB18030, which Chinese Excel writes. UnreadableInput otherwise."""
    try:
        if path.stat().st_size > BIGGEST:
            raise UnreadableInput("too_large", f"{path}：超过 64 MB，未读", f"{path}: larger than 64 MB, not read")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            "unreadable", f"{path}：无法打开（{error.strerror}）", f"{path}: cannot be opened ({error.strerror})"
        ) from error
    if b"\x00" in data:
        raise UnreadableInput("not_text", f"{path}：不是文本文件", f"{path}: not a text file")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableInput("encoding", f"{path}：既非 UTF-8 也非 GB18030", f"{path}: neither UTF-8 nor GB18030")


def read_rows(path: Path) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """(sheet name, rows) of a file; a text file has one sheet without a name. UnreadableInput where it is none."""
    if path.suffix.lower() == ".xlsx":
        from extractor.parsers.curated.xlsx import read_sheets

        yield from read_sheets(path)
    else:
        yield "", _text_rows(path)


def _text_rows(path: Path) -> tuple[Row, ...]:
    text = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(path, text), strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Row(line, tuple(cell.strip() for cell in cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableInput("csv", f"{path}:{line}：CSV 写法有误（{error}）", f"{path}:{line}: malformed CSV ({error})") from error
    return tuple(rows)


def _delimiter(path: Path, text: str) -> str:
    """A tab, semicolon or comma: the file's suffix, else what the first line with any of them has most of."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    for line in text.splitlines()[:20]:
        counts = {mark: line.count(mark) for mark in ",\t;"}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ","
