"""Which files a run reads, under which names."""

from __future__ import annotations

from pathlib import Path

from extractor.runner.inputs import find_inputs


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


def test_a_long_name_still_fits_and_stays_its_own(tmp_path: Path) -> None:
    names = [f"{'研' * 83}{end}.md" for end in ("", "a")]
    touch(tmp_path, *names)
    stems = [stem or "" for _, stem in found(tmp_path, tmp_path)]
    assert stems == ["研" * 80, "研" * 80 + "-2"]
    assert all(len(f"{stem}.json".encode()) <= 255 for stem in stems)


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
