"""A second run reads what changed and nothing else; a run that was killed goes on; whatever happens, the outputs are the same."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from extractor.runner import Options, Run, find_inputs, run

ROOT = Path(__file__).resolve().parents[1]
COMPANY = (ROOT / "fixtures" / "reports" / "company.pdf").read_bytes()
FOUNDING = (ROOT / "seeds" / "founding-report.md").read_bytes()
YANBAO = [sys.executable, "-c", "from extractor.cli import main; main(prog_name='yanbao')"]


def copies(folder: Path, count: int) -> list[Path]:
    """Reports that differ in their bytes and not in their print."""
    folder.mkdir()
    made = []
    for number in range(count):
        path = folder / f"{number:02}.{'pdf' if number % 2 else 'md'}"
        note = str(number).encode()
        path.write_bytes(COMPANY + b"\n%% " + note + b"\n%%EOF\n" if number % 2 else FOUNDING + b"\n\n<!-- " + note + b" -->\n")
        made.append(path)
    return made


def outputs(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != "run.json" and not path.name.startswith(".")}


def extract(paths: Sequence[Path], out: Path, jobs: int = 2, **changed: Any) -> Run:
    return run(find_inputs(paths, out), out, Options(jobs, 60, 0, **changed), lambda outcome: None)


def reused(done: Run) -> list[str]:
    return [Path(outcome.path).name for outcome in done.outcomes if outcome.reused]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return copies(tmp_path / "in", 4)


def test_an_unchanged_report_is_not_read_again(tmp_path: Path, files: list[Path]) -> None:
    first = extract([tmp_path / "in"], tmp_path / "out")
    before = outputs(tmp_path / "out")
    second = extract([tmp_path / "in"], tmp_path / "out")
    assert reused(first) == []
    assert reused(second) == [path.name for path in files]
    assert outputs(tmp_path / "out") == before
    assert [outcome.summary and outcome.summary.facts for outcome in second.outcomes] == [
        outcome.summary and outcome.summary.facts for outcome in first.outcomes
    ]
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert [given["reused"] for given in told["inputs"]] == [True] * 4


def test_whatever_changed_is_read_again(tmp_path: Path, files: list[Path]) -> None:
    extract([tmp_path / "in"], tmp_path / "out")
    before = outputs(tmp_path / "out")
    files[0].write_bytes(FOUNDING + b"\n\n<!-- changed -->\n")
    (tmp_path / "out" / "01.json").write_text("{}", encoding="utf-8")  # somebody wrote into an output
    (tmp_path / "out" / ".yanbao" / "02.csv").unlink()
    (tmp_path / "out" / ".yanbao" / "03.json").write_text("[", encoding="utf-8")
    assert reused(extract([tmp_path / "in"], tmp_path / "out")) == []
    after = outputs(tmp_path / "out")
    assert after.pop("00.json") != before.pop("00.json")
    assert after.keys() == before.keys()
    assert all(after[name] == before[name] for name in ("01.json", "02.json", "03.json"))


def test_another_way_of_reading_reads_again(tmp_path: Path, files: list[Path]) -> None:
    extract([tmp_path / "in"], tmp_path / "out")
    assert reused(extract([tmp_path / "in"], tmp_path / "out", ocr="off")) == []
    assert reused(extract([tmp_path / "in"], tmp_path / "out", jobs=1, ocr="off")) == [path.name for path in files]


def test_neither_order_nor_processes_show(tmp_path: Path, files: list[Path]) -> None:
    made = []
    for jobs in (1, 2, 3):
        shuffled = list(files)
        random.Random(jobs).shuffle(shuffled)
        extract(shuffled, tmp_path / f"out-{jobs}", jobs)
        found = outputs(tmp_path / f"out-{jobs}")
        header, *rows = found.pop("facts.csv").splitlines()
        made.append((found, header, sorted(rows)))
    assert made[0] == made[1] == made[2]


def test_killed_at_any_point_a_second_run_goes_on(tmp_path: Path) -> None:
    copies(tmp_path / "in", 8)
    extract([tmp_path / "in"], tmp_path / "whole")
    command = [*YANBAO, "extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "2"]
    for kills in range(4):
        begun = len(list((tmp_path / "out").glob("*.json"))) if kills else 0
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 30
        while running.poll() is None and time.monotonic() < limit and len(list((tmp_path / "out").glob("*.json"))) < begun + 1:
            time.sleep(0.02)
        time.sleep(0.03 * kills)
        running.send_signal(signal.SIGKILL)
        running.wait()
        for path in (tmp_path / "out").glob("*.json"):
            json.loads(path.read_text(encoding="utf-8"))  # whole, or not there
    done = extract([tmp_path / "in"], tmp_path / "out")
    assert done.count("read") == 8
    assert reused(done)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")
    kept = sorted(path.name for path in (tmp_path / "out" / ".yanbao").iterdir())
    assert kept == sorted(["lock", *(f"{number:02}.{kind}" for number in range(8) for kind in ("csv", "json"))])


@pytest.mark.skipif(os.name == "nt", reason="no file locks there")
def test_two_runs_never_write_to_one_folder(tmp_path: Path) -> None:
    import fcntl

    (tmp_path / ".yanbao").mkdir()
    (tmp_path / "a.md").write_bytes(FOUNDING)
    with (tmp_path / ".yanbao" / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run([*YANBAO, "extract", tmp_path / "a.md", "-o", tmp_path], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"busy" in done.stderr
    assert not (tmp_path / "a.json").exists()
