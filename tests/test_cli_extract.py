"""`yanbao extract` as a user meets it: good and bad files together, exit codes, outputs that never depend on how."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import contract
import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[1]
FOUNDING = ROOT / "seeds" / "founding-report.md"
COMPANY = ROOT / "fixtures" / "reports" / "company.pdf"
MISPRINT = ROOT / "fixtures" / "reports" / "company-misprint.pdf"
YANBAO = [sys.executable, "-c", "from extractor.cli import main; main(prog_name='yanbao')"]


def yanbao(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([*YANBAO, *map(str, arguments)], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def outputs(out: Path) -> dict[str, bytes]:
    """Every output but the one that tells the time, and what is kept for the next run."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != "run.json" and not path.name.startswith(".")}


def run_of(out: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return loaded


def locked() -> bytes:
    """A PDF that opens with a password only."""
    out = io.BytesIO()
    page = Canvas(out, encrypt="secret")
    page.drawString(72, 720, "1,234")
    page.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder as people have them: good reports, bad files, one stem twice. Extracted once for all tests below."""
    root = tmp_path_factory.mktemp("mixed")
    files = root / "in"
    (files / "more").mkdir(parents=True)
    good = COMPANY.read_bytes()
    (files / "founding.md").write_bytes(FOUNDING.read_bytes())
    (files / "more" / "founding.md").write_bytes(FOUNDING.read_bytes())
    (files / "company.pdf").write_bytes(good)
    (files / "empty.pdf").write_bytes(b"")
    (files / "cut.pdf").write_bytes(good[: len(good) // 2])
    (files / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (files / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"nothing here\n" * 50 + b"%%EOF\n")
    (files / "locked.pdf").write_bytes(locked())
    (files / "notes.docx").write_bytes(b"PK\x03\x04")
    os.mkfifo(files / "pipe.pdf")
    return root / "out", yanbao("extract", files, "-o", root / "out", "--jobs", 2)


BAD = {
    "empty.pdf": "empty",
    "cut.pdf": "truncated",
    "picture.pdf": "mistyped",
    "pipe.pdf": "no_file",
    "broken.pdf": "not_a_pdf",
    "locked.pdf": "encrypted",
}


def test_bad_files_cost_one_line_each(mixed: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = mixed
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == len(BAD)
    for name, code in BAD.items():
        (line,) = (line for line in lines if f"{name}: " in line)
        assert f"{name}: {code}: " in line
        assert any("一" <= character <= "鿿" for character in line)


def test_the_others_are_unharmed(mixed: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, done = mixed
    assert sorted(outputs(out)) == ["company.json", "facts.csv", "founding-2.json", "founding.json"]
    for name in ("company", "founding", "founding-2"):
        report = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
        assert contract.faults("report", report) == []
        assert report["facts"]
        assert f"→ {name}.json" in done.stdout


def test_the_run_tells_of_every_input(mixed: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = mixed
    run = run_of(out)
    assert contract.faults("run", run) == []
    told = {Path(given["path"]).name: given for given in run["inputs"]}
    assert {name: told[name]["problem"]["code"] for name in BAD} == BAD
    assert told["notes.docx"]["status"] == "skipped"
    assert (run["read"], run["failed"], run["skipped"]) == (3, len(BAD), 1)
    assert len(run["inputs"]) == 10


def test_the_csv_holds_every_fact_of_every_report(mixed: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = mixed
    rows = list(csv.DictReader(io.StringIO((out / "facts.csv").read_text(encoding="utf-8"))))
    for name in ("company", "founding", "founding-2"):
        facts = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))["facts"]
        assert [fact["id"] for fact in facts] == [row["id"] for row in rows if row["report"] == name]


def test_the_summary_shows_record_facts_and_checks(mixed: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = mixed
    for word in ("记录 record", "标题 title", "事实 facts", "核对 checks", "问题 problems"):
        assert done.stdout.count(f"  {word} ") == 3
    assert done.stdout.splitlines()[-1].startswith(f"读 read 3 · 败 failed {len(BAD)} · 略 skipped 1")


def test_outputs_do_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    made = []
    for jobs in (1, 3):
        done = yanbao("extract", FOUNDING, COMPANY, "-o", tmp_path / str(jobs), "--jobs", jobs)
        assert done.returncode == 0, done.stderr
        made.append((outputs(tmp_path / str(jobs)), done.stdout.replace(str(tmp_path / str(jobs)), "OUT")))
    assert made[0] == made[1]


def test_an_older_output_outlives_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "a.md"
    report.write_bytes(FOUNDING.read_bytes())
    assert yanbao("extract", report, "-o", tmp_path / "out").returncode == 0
    before = (tmp_path / "out" / "a.json").read_bytes()
    report.write_bytes(b"")
    assert yanbao("extract", report, "-o", tmp_path / "out").returncode == 1
    assert (tmp_path / "out" / "a.json").read_bytes() == before
    assert (tmp_path / "out" / "facts.csv").read_text().count("\n") == 1


COULD_NOT_RUN = [
    ("no path", [], "PATH"),
    ("no output", ["a.md"], "--out"),
    ("an empty folder", ["void", "-o", "out"], "no_input"),
    ("an output that is a file", ["a.md", "-o", "a.md"], "a.md"),
    ("an output below a file", ["a.md", "-o", "a.md/out"], "output"),
    ("no processes", ["a.md", "-o", "out", "--jobs", "0"], "--jobs"),
]


@pytest.mark.parametrize(("why", "arguments", "word"), COULD_NOT_RUN, ids=[why for why, _, _ in COULD_NOT_RUN])
def test_exit_2_when_it_could_not_run(tmp_path: Path, why: str, arguments: list[str], word: str) -> None:
    (tmp_path / "a.md").write_bytes(FOUNDING.read_bytes())
    (tmp_path / "void").mkdir()
    done = yanbao("extract", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_missing_file_is_a_failed_report(tmp_path: Path) -> None:
    done = yanbao("extract", tmp_path / "none.pdf", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "not_found" in done.stderr


@pytest.mark.parametrize(("flags", "code"), [([], 0), (["--fail-on", "inconsistent"], 1)])
def test_inconsistent_print_is_a_finding_not_a_failure(tmp_path: Path, flags: list[str], code: int) -> None:
    done = yanbao("extract", MISPRINT, "-o", tmp_path / "out", *flags)
    assert done.returncode == code, done.stderr
    assert "✗" in done.stdout


def test_a_terminal_that_knows_no_chinese_is_no_reason_to_fail(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*YANBAO, "extract", FOUNDING, "-o", tmp_path], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"\\u8bb0\\u5f55 record" in done.stdout


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 1), (signal.SIGTERM, 143)])
def test_stopped_midway_it_leaves_whole_outputs_and_nothing_else(tmp_path: Path, stop: signal.Signals, code: int) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number:02}.pdf").write_bytes(COMPANY.read_bytes())
    command = [*YANBAO, "extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    limit = time.monotonic() + 60
    while not (tmp_path / "out" / "00.json").exists() and time.monotonic() < limit:
        time.sleep(0.05)
    running.send_signal(stop)
    _, said = running.communicate(timeout=30)
    assert running.returncode == code
    assert b"Traceback" not in said
    left = sorted(path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith("."))
    assert 1 <= len(left) < 40
    assert all(name.endswith(".json") and json.loads((tmp_path / "out" / name).read_text(encoding="utf-8"))["facts"] for name in left)
