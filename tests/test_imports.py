"""The house stands: imports point down, one module prints, help comes at once."""

from __future__ import annotations

import ast
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "extractor").rglob("*.py"))


def test_floors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=str(tmp_path)) == EXIT_STATUS_SUCCESS


def calls(source: str) -> set[str]:
    """The names that a module calls, dotted ones whole."""
    return {ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)}


PRINTS = {"print", "echo", "secho", "click.echo", "click.secho", "click.echo_via_pager", "sys.stdout.write", "sys.stderr.write"}


def test_one_module_prints() -> None:
    printing = {path.relative_to(ROOT).as_posix() for path in SOURCES if calls(path.read_text(encoding="utf-8")) & PRINTS}
    assert printing == {"extractor/cli/printing.py"}


@pytest.mark.parametrize("source", ["print('x')", "import click\nclick.echo('x')", "def f():\n    sys.stdout.write('x')"])
def test_a_print_is_seen(source: str) -> None:
    assert calls(source) & PRINTS


@pytest.mark.parametrize("source", ["fingerprint('x')", "'print(1)'", "say('x')"])
def test_what_is_no_print(source: str) -> None:
    assert not calls(source) & PRINTS


def test_files_stay_small() -> None:
    long = {path.name: lines for path in SOURCES if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300}
    assert not long, "two jobs in one file?"


HEAVY = ("pypdfium2", "pdfplumber", "jsonschema", "rapidfuzz", "openpyxl", "extractor.pipeline", "extractor.taxonomy")


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, extractor.cli; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in HEAVY if name in loaded]


def test_help_takes_at_most_150_ms_of_cpu() -> None:
    """The best of five: other work on the machine only ever adds."""
    command = [sys.executable, "-c", "from extractor.cli import main; main(['--help'])"]
    assert min(_cpu(command) for _ in range(5)) <= 0.150


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
