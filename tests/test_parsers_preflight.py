"""What is turned away at the door, with one line; and what is let in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.errors import UnreadableInput
from extractor.parsers.preflight import checked

PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<<>>endobj\n"
END = b"startxref\n9\n%%EOF\n"

REFUSED = [
    ("empty.pdf", b"", "empty"),
    ("empty.txt", b"", "empty"),
    ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "mistyped"),
    ("photo.pdf", b"\xff\xd8\xff\xe0", "mistyped"),
    ("page.pdf", b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>", "mistyped"),
    ("words.pdf", "研报".encode(), "mistyped"),
    ("word.md", b"PK\x03\x04word/document.xml", "mistyped"),
    ("really.md", PDF + END, "mistyped"),
    ("report.docx", b"PK\x03\x04", "unknown_type"),
    ("none", b"x", "unknown_type"),
    ("cut.pdf", PDF, "truncated"),
    ("cut-linear.pdf", b"%PDF-1.5\n1 0 obj<</Linearized 1/L 99999/H[1 2]>>endobj\n" + END, "truncated"),
]

TAKEN = [
    ("plain.pdf", PDF + END),
    ("late-header.pdf", b"\n" * 500 + PDF + END),
    ("linear.pdf", b"%PDF-1.5\n1 0 obj<</Linearized 1/L 80>>endobj\n" + b" " * 40 + END),
    ("trailing.PDF", PDF + END + b"\0" * 5000),
    ("a.md", "# 标题".encode()),
    ("a.txt", b"<html><table></table></html>"),
    ("a.html", b"<table></table>"),
    ("gbk.txt", "研报".encode("gb18030")),
]


@pytest.mark.parametrize(("name", "content", "code"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_turned_away_with_one_line(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableInput) as refused:
        checked(path)
    assert refused.value.code == code
    assert refused.value.zh
    assert "\n" not in refused.value.zh + refused.value.en


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=[name for name, _ in TAKEN])
def test_let_in(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert checked(path)[0] == content


def test_what_is_no_file_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    for name, code in [("pipe.pdf", "no_file"), ("missing.pdf", "not_found"), ("self.md", "unreadable")]:
        with pytest.raises(UnreadableInput) as refused:
            checked(tmp_path / name)
        assert refused.value.code == code
