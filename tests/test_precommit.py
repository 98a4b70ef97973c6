"""The hook as a user gets it: the real pre-commit installs it from this repository and refuses a changed digit.

Needs git and a package index for the hook's own environment; without either the tests skip and say so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ADS = ROOT / "fixtures" / "curated"
Git = Callable[..., "subprocess.CompletedProcess[str]"]


def hook() -> dict[str, str]:
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(only)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("data/ads.csv", True),
        ("ads.tsv", True),
        ("a/b.xlsx", True),
        ("a.jsonl", True),
        ("out/report.json", True),
        ("data/relations.yaml", True),
        ("waivers.yml", True),
        ("my-relations.yaml.md", False),
        ("docker-compose.yaml", False),
        ("report.pdf", False),
        ("README.md", False),
    ],
)
def test_which_files_the_hook_takes(name: str, wanted: bool) -> None:
    assert bool(re.search(hook()["files"], name)) is wanted


def test_the_hook_calls_the_command() -> None:
    assert (hook()["id"], hook()["entry"], hook()["language"]) == ("yanbao-validate", "yanbao validate", "python")


def run(folder: Path, *command: str, env: dict[str, str] | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(command)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> Git:
    """git and pre-commit with a home of their own, so that nobody's settings or hooks meddle."""
    if shutil.which("git") is None:
        pytest.skip("NOT TESTED: git is not installed")
    home = tmp_path_factory.mktemp("home")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    env = {**kept, "HOME": str(home), "PRE_COMMIT_HOME": str(home / "cache"), "PYTHONUTF8": "1", "GIT_CONFIG_NOSYSTEM": "1"}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]])
    for name, value in (("user.name", "test"), ("user.email", "test@example.org"), ("init.defaultBranch", "main")):
        run(home, "git", "config", "--global", name, value, env=env)

    def call(folder: Path, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return run(folder, *command, env=env, check=check)

    return call


@pytest.fixture(scope="module")
def tool(git: Git, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This working tree as a repository that pre-commit can clone."""
    copy = tmp_path_factory.mktemp("tool") / "yanbao"
    copy.mkdir()
    for name in ("extractor", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    git(copy, "git", "init", "-q")
    git(copy, "git", "add", "-A")
    git(copy, "git", "commit", "-q", "-m", "tool")
    return copy


@pytest.fixture(scope="module")
def project(git: Git, tool: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository holding the curated 腾讯广告拆分, with the hook installed by pre-commit."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ADS, folder / "data")
    revision = git(tool, "git", "rev-parse", "HEAD").stdout.strip()
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {tool}\n    rev: {revision}\n    hooks:\n      - id: yanbao-validate\n", encoding="utf-8"
    )
    git(folder, "git", "init", "-q")
    git(folder, "git", "add", "-A")
    installed = git(folder, "pre-commit", "install", "--install-hooks", check=False)
    if installed.returncode:
        said = installed.stdout + installed.stderr
        if re.search(r"No matching distribution|ConnectionError|Temporary failure|NewConnectionError|ReadTimeout|ProxyError", said):
            pytest.skip(f"NOT TESTED: no package index to install the hook from\n{said[-300:]}")
        raise AssertionError(said)
    return folder


def test_the_right_data_pass(git: Git, project: Path) -> None:
    done = git(project, "git", "commit", "-m", "data", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout + done.stderr


def test_one_changed_digit_is_refused_by_the_name_of_its_cell(git: Git, project: Path) -> None:
    if git(project, "git", "rev-parse", "-q", "--verify", "HEAD", check=False).returncode:
        git(project, "git", "commit", "-m", "data")
    path = project / "data" / "ads.csv"
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace("朋友圈,352,387,329,346,363,", "朋友圈,352,387,329,346,393,"), encoding="utf-8")
    git(project, "git", "add", "-A")
    refused = git(project, "git", "commit", "-m", "slip", check=False)
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1
    assert "data/ads.csv:8 单元格 2024 / 朋友圈: CUR01 写的是 393，所涉关系只允许 361–365" in said
    assert "cell 2024 / 朋友圈: written 393, its relations allow 361–365" in said
    assert git(project, "git", "log", "--format=%s").stdout.split() == ["data"]
    path.write_text(right.replace("2097,23%", "2098,23%"), encoding="utf-8")
    git(project, "git", "add", "-A")
    within = git(project, "git", "commit", "-m", "rounding", check=False)
    assert within.returncode == 0, within.stdout + within.stderr
