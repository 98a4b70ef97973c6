"""Which files a run reads, under which names; and which it turns away at the door."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.errors import UnreadableInput
from extractor.runner.inputs import find_inputs
from extractor.runner.preflight import preflight


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def found(root: Path, *paths: Path) -> list[tuple[str, str | None]]:
    return [(given.path.relative_to(root).as_posix(), given.stem) for given in find_inputs(paths, root / "out")]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.pdf", "a/z.PDF", "a/c.md", "d.txt", "e.htm", "notes.docx", ".hidden.pdf", ".git/x.md", "out/old.md")
    assert found(tmp_path, tmp_path) == [
        ("b.pdf", "b"), ("d.txt", "d"), ("e.htm", "e"), ("notes.docx", None), ("a/c.md", "c"), ("a/z.PDF", "z"),
    ]  # fmt: skip


def test_one_stem_gets_distinct_names(tmp_path: Path) -> None:
    touch(tmp_path, "a/x.pdf", "b/X.pdf", "c/x.md", "c/x-2.md", "run.pdf")
    stems = [stem for _, stem in found(tmp_path, tmp_path)]
    assert stems == ["run-2", "x", "X-2", "x-2-2", "x-3"]
    assert len({(stem or "").casefold() for stem in stems}) == len(stems)


def test_a_file_that_comes_twice_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    given = find_inputs([tmp_path / "a.md", tmp_path], tmp_path / "out")
    assert [(one.stem, one.skipped) for one in given] == [("a", None), (None, "same_file"), (None, "same_file")]


def test_a_named_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    assert found(tmp_path, tmp_path / "a.docx") == [("a.docx", "a")]


def test_loops_of_links_end(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.md")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self.md").symlink_to(tmp_path / "in" / "self.md")
    assert [name for name, _ in found(tmp_path, tmp_path / "in")] == ["in/a.md", "in/loop", "in/self.md"]
    with pytest.raises(UnreadableInput, match="unreadable"):
        preflight(tmp_path / "in" / "self.md")


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
        preflight(path)
    assert refused.value.code == code
    assert refused.value.zh
    assert "\n" not in refused.value.zh + refused.value.en


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=[name for name, _ in TAKEN])
def test_let_in(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    preflight(path)


def test_what_is_no_file_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for name, code in [("pipe.pdf", "no_file"), ("missing.pdf", "not_found")]:
        with pytest.raises(UnreadableInput) as refused:
            preflight(tmp_path / name)
        assert refused.value.code == code
