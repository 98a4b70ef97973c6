"""What is not documented is broken: every command, option, output field and metric-free promise stands in the docs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from pre_commit.clientlib import load_config, load_manifest

from extractor import resources
from extractor.cli import COMMANDS, main
from extractor.writers import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"`yanbao {name}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    options = [option for option in command(name).params if isinstance(option, click.Option)]
    missing = [option.name for option in options if not any(f"`{form}" in README or f" {form}" in README for form in option.opts)]
    assert not missing


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_in_both_languages(name: str) -> None:
    help_ = command(name).help or ""
    assert re.search(r"[一-鿿]", help_)
    assert re.search(r"[A-Za-z]{4,} [a-z]{2,}", help_)
    assert "Exit codes" in help_


def test_readme_shows_a_fact_of_the_worked_example() -> None:
    example = json.loads((resources.schemas_dir() / "examples" / "report.json").read_text(encoding="utf-8"))
    shown = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])  # type: ignore[index]
    assert shown in example["facts"]


def test_readme_shows_a_real_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command in the README prints lines like those shown there; what they say of the report may get better."""
    monkeypatch.chdir(ROOT)
    shown, expected = re.search(r"```text\n\$ yanbao (.*?)\n(.*?)```", README, re.DOTALL).groups()  # type: ignore[union-attr]
    done = CliRunner().invoke(main, shown.replace("-o out", f"-o {tmp_path}").split(), catch_exceptions=False)
    assert _labels(done.stdout) == _labels(expected)


def _labels(text: str) -> list[str]:
    """What each kind of line begins with: `记录 record`, `✗`, …"""
    found = re.findall(r"(?m)^ *(?:[✗!]|\S+ [a-z]+(?=  ))", text)
    return list(dict.fromkeys(found))


def test_readme_names_the_columns_of_the_csv() -> None:
    assert [column for column in COLUMNS if f"`{column}`" not in README] == []


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_file_named_in_the_docs_exists(text: str) -> None:
    named = set(re.findall(r"`((?:extractor|schemas|tests|fixtures|seeds|\.ci)/[\w./-]*)`", text))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?m)(?:`|^    )make ([a-z]+)", README + CONTRIBUTING))))
def test_every_make_target_in_the_docs_exists(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_the_main_targets_are_in_the_docs() -> None:
    missing = [target for target in ("demo", "test", "score", "golden") if f"make {target}" not in README + CONTRIBUTING]
    assert not missing


def test_changelog_says_which_facts_changed() -> None:
    assert "### Facts" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_pre_commit_runs_our_own_hook_first() -> None:
    (local,) = load_config(ROOT / ".pre-commit-config.yaml")["repos"]
    (published,) = load_manifest(ROOT / ".pre-commit-hooks.yaml")
    assert local["hooks"][0]["id"] == published["id"]
