"""Every command, query and program in the docs runs, and the reference pages are current."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from extractor.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ("docs/analyst.md", "docs/data-engineer.md", "docs/developer.md", "README.zh-CN.md")
PAGES = (*GUIDES, "README.md", "CONTRIBUTING.md", "fixtures/README.md", "fixtures/curated/README.md")
INPUTS = ("fixtures", "seeds", "schemas")
_BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
GENERATOR = runpy.run_path(str(ROOT / "docs" / "generate.py"))


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> Iterator[tuple[str, str]]:
    return ((match[1], match[2]) for match in _BLOCK.finditer(text(page)))


def commands(page: str) -> Iterator[list[str]]:
    """`$ yanbao …` and indented `yanbao …` lines, without what a shell makes of them."""
    for line in re.findall(r"(?m)^(?:\$ |    |.*`\.venv/bin/)(yanbao [^`\n]*)", text(page)):
        yield shlex.split(line.split(" > ")[0], comments=True)[1:]


@pytest.mark.parametrize("page", GUIDES)
def test_what_a_guide_shows_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the page, in one folder that has our fixtures: commands with exit code 0 (or as `# exit N` says), queries
    with at least a row, programs with their assertions."""
    for name in INPUTS:
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    for kind, block in blocks(page):
        if kind == "console":
            for line in block.splitlines():
                assert line.startswith("$ yanbao "), line
                expected = int(found[1]) if (found := re.search(r"# exit (\d)", line)) else 0
                done = CliRunner().invoke(main, shlex.split(line, comments=True)[2:], catch_exceptions=False)
                assert done.exit_code == expected, f"{line}\n{done.stderr}"
        elif kind == "sql":
            duckdb = pytest.importorskip("duckdb", reason="duckdb (dev group) is not installed: the queries of the docs did not run")
            assert duckdb.sql(block).fetchall(), block
        elif kind == "python":
            exec(compile(block, page, "exec"), {})
        else:
            assert kind in ("text", "yaml", "sh"), kind


def test_the_query_in_the_readme_runs(fixture_outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb (dev group) is not installed: the query of the README did not run")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["export", str(fixture_outputs), "--format", "parquet", "-o", "out/export"])
    assert done.exit_code == 0, done.stderr
    (query,) = (block for kind, block in blocks("README.md") if kind == "sql")
    assert duckdb.sql(query).fetchall()


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_the_docs_parse(page: str) -> None:
    """Names, options and numbers of arguments are those of the program, in places too that are not run."""
    for words in commands(page):
        command = main.get_command(click.Context(main), words[0])
        assert command is not None, words
        assert command.make_context(words[0], words[1:], resilient_parsing=False), words


def test_the_hook_in_the_guide_is_five_lines() -> None:
    (hook,) = (block for kind, block in blocks("docs/data-engineer.md") if kind == "yaml")
    assert len(hook.splitlines()) == 5
    assert hook in text("fixtures/curated/README.md")


@pytest.mark.parametrize("name", sorted(GENERATOR["PAGES"]))
def test_reference_pages_are_current(name: str) -> None:
    assert text(f"docs/reference/{name}") == GENERATOR["page"](name), "run: make docs"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/reference/commands.md"])
def test_every_command_stands_in_the_readmes(page: str, name: str) -> None:
    assert f"`yanbao {name}" in text(page)


@pytest.mark.parametrize("page", [*PAGES, "docs/reference/commands.md"])
def test_links_lead_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text(page))
    files = re.findall(r"`((?:extractor|schemas|fixtures|seeds|docs)/[\w./-]*)`", text(page))
    assert [link for link in links if not (here / link).exists()] == []
    assert [name for name in files if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_made(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the guide tells people to make them; bash of the machine is not asked for its version."""
    from click.shell_completion import BashComplete

    monkeypatch.setattr(BashComplete, "_check_version", staticmethod(lambda: None))
    assert f"{shell}_source yanbao" in text("docs/data-engineer.md")
    done = CliRunner().invoke(main, [], prog_name="yanbao", env={"_YANBAO_COMPLETE": f"{shell}_source"})
    assert "_YANBAO_COMPLETE" in done.output
