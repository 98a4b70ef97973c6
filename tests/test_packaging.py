"""What people install: wheel and sdist, built here, used in a fresh environment far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import contract
import pytest

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "seeds" / "founding-report.md"


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False)


def checked(*command: object, cwd: Path) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist; the wheel is built from the sdist, as an index would."""
    out = tmp_path_factory.mktemp("dist")
    checked(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a fresh environment with the wheel and its dependencies, pinned as tested."""
    home = tmp_path_factory.mktemp("home")
    venv.create(home, with_pip=True)
    (wheel,) = dist.glob("*.whl")
    checked(home / "bin" / "python", "-m", "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel, cwd=home)
    return home / "bin"


def data_files() -> set[str]:
    schemas = ROOT / "schemas"
    return {path.relative_to(schemas).as_posix() for path in schemas.rglob("*") if path.is_file()}


def test_the_wheel_ships_all_data(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"extractor/schemas/{name}" for name in data_files()} <= names
    assert "extractor/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "fixtures", "seeds"))]


def test_the_sdist_is_a_checkout_one_can_test(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"schemas/{name}" for name in data_files()} <= names
    assert {"Makefile", "constraints.txt", "LICENSE", "README.md", "tests/test_packaging.py", "seeds/founding-report.md"} <= names


def test_extract_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    said = checked(installed / "yanbao", "extract", REPORT, "-o", "out", cwd=tmp_path)
    assert "founding-report.json" in said
    report = json.loads((tmp_path / "out" / "founding-report.json").read_text(encoding="utf-8"))
    assert report["facts"]
    assert contract.faults("report", report) == []


def test_validate_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The curated 腾讯广告拆分 keeps its sums; with one digit changed it does not, and the message names the cell."""
    good = (ROOT / "fixtures" / "curated" / "ads.csv").read_text(encoding="utf-8")
    (tmp_path / "ads.csv").write_text(good, encoding="utf-8")
    checked(installed / "yanbao", "validate", "ads.csv", cwd=tmp_path)
    assert good.count(",1214,") == 1
    (tmp_path / "ads.csv").write_text(good.replace(",1214,", ",1241,"), encoding="utf-8")
    done = run(installed / "yanbao", "validate", "ads.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "腾讯广告总计" in done.stdout
    assert "1241" in done.stdout


def test_terms_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    assert "营业收入" in checked(installed / "yanbao", "terms", "营业收入", cwd=tmp_path)
    assert json.loads(checked(installed / "yanbao", "terms", "--dump", cwd=tmp_path))
    assert run(installed / "yanbao", "terms", "没有这个指标的名字", cwd=tmp_path).returncode == 1


def test_it_is_really_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = checked(installed / "python", "-c", "import extractor; print(extractor.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where
