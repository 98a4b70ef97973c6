"""Over a hundred hostile inputs: bounded time and memory, an output or one problem each, nothing written elsewhere, nobody called."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import contract
import hostile
import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes, devices and memory limits are Linux's")

SECONDS, MEMORY = 4, 1024
WATCH = """
import os, sys
def watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple) or event in ("socket.getaddrinfo", "os.system"):
        said = f"call {event} {arguments[1:]}"
    elif event == "open" and isinstance(arguments[0], (str, bytes)) and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        said = f"open {os.path.abspath(os.fsdecode(arguments[0]))!r}"
    else:
        return
    os.write(LOG, (said + "\\n").encode("utf-8", "backslashreplace"))
LOG = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(watch)
"""


@dataclass(frozen=True)
class Aftermath:
    names: list[str]
    root: Path
    code: int
    said: str
    told: str
    seconds: float
    run: dict[str, Any]
    log: list[str]

    @property
    def out(self) -> Path:
        return self.root / "out"

    def of(self, name: str) -> dict[str, Any]:
        return next(given for given in self.run["inputs"] if given["path"] == str(self.root / "in" / name))


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    root = tmp_path_factory.mktemp("hostile")
    names = hostile.write(root / "in")
    (root / "spy").mkdir()
    (root / "tmp").mkdir()
    (root / "spy" / "sitecustomize.py").write_text(WATCH)
    env = {
        **os.environ, "PYTHONPATH": str(root / "spy"), "WATCH_LOG": str(root / "log"), "TMPDIR": str(root / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip
    command = [sys.executable, "-c", "from extractor.cli import main; main(prog_name='yanbao')", "extract", str(root / "in")]
    limits = ["-o", str(root / "out"), "--jobs", "2", "--timeout", str(SECONDS), "--memory", str(MEMORY)]
    began = time.monotonic()
    done = subprocess.run(command + limits, env=env, capture_output=True, encoding="utf-8", errors="replace", timeout=300, check=False)
    seconds = time.monotonic() - began
    run = json.loads((root / "out" / "run.json").read_text(encoding="utf-8"))
    log = (root / "log").read_text().splitlines()
    return Aftermath(names, root, done.returncode, done.stdout, done.stderr, seconds, run, log)


def test_every_input_ends_as_an_output_or_as_one_problem(aftermath: Aftermath) -> None:
    assert len(aftermath.names) >= 60
    assert aftermath.code == 1
    assert contract.faults("run", aftermath.run) == []
    for name in aftermath.names:
        given = aftermath.of(name)
        assert given["status"] in ("read", "failed"), name
        if given["status"] == "failed":
            assert given["problem"]["code"] not in ("internal_error", ""), given
            assert given["problem"]["message"]["zh"]
            assert given["problem"]["message"]["en"]
        else:
            report = json.loads((aftermath.out / given["output"]).read_text(encoding="utf-8"))
            assert contract.faults("report", report) == [], name
    told = aftermath.told.splitlines()
    assert len(told) == aftermath.run["failed"]
    assert "Traceback" not in aftermath.told + aftermath.said


def test_time_is_bounded(aftermath: Aftermath) -> None:
    assert max(given["seconds"] for given in aftermath.run["inputs"]) < 3 * SECONDS
    assert aftermath.seconds < len(aftermath.names) * SECONDS


def test_nothing_is_written_elsewhere_and_nobody_called(aftermath: Aftermath) -> None:
    assert [line for line in aftermath.log if line.startswith("call ")] == []
    mine = tuple(repr(str(aftermath.root / folder))[:-1] for folder in ("out", "tmp"))
    opened = {line.removeprefix("open ") for line in aftermath.log if line.startswith("open ")}
    assert sorted(path for path in opened if not path.startswith((*mine, "'/dev/null'"))) == []
    assert list((aftermath.root / "tmp").iterdir()) == []
    assert sorted(path.name for path in aftermath.root.iterdir()) == ["in", "log", "out", "spy", "tmp"]
    assert not any(path.is_dir() for path in aftermath.out.iterdir() if path.name != ".yanbao")


def test_cells_and_names_are_no_formulas(aftermath: Aftermath) -> None:
    with (aftermath.out / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["report"] for row in rows} >= {"'=cmd", "'@SUM(1)"}
    for row in rows:
        for column, cell in row.items():
            assert not cell.startswith(("=", "@", "\t", "\r")), (column, cell)
            if cell.startswith(("+", "-")):
                assert cell[1:].replace(",", "").replace(".", "").rstrip("%").isdigit(), (column, cell)


def test_a_terminal_is_sent_no_control_characters(aftermath: Aftermath) -> None:
    for text in (aftermath.said, aftermath.told):
        assert [character for character in text if character != "\n" and (ord(character) < 32 or 127 <= ord(character) < 160)] == []
    assert r"new\nline\x1b[31m.md" in aftermath.said


EXPECTED = {
    "pages_loop.pdf": "damaged",
    "encrypted_odd.pdf": "encrypted",
    "png.pdf": "mistyped",
    "html.pdf": "mistyped",
    "cut.pdf": "truncated",
    "pipe.pdf": "no_file",
    "endless.pdf": "no_file",
    "self.pdf": "unreadable",
    "gone.pdf": "not_found",
    "empty.pdf": "empty",
    "only_header.pdf": "not_a_pdf",
    "nulls.txt": "binary",
}


@pytest.mark.parametrize(("name", "code"), EXPECTED.items())
def test_the_problem_says_what_is_wrong(aftermath: Aftermath, name: str, code: str) -> None:
    assert aftermath.of(name)["problem"]["code"] == code


@pytest.mark.parametrize(
    "name", ["javascript.pdf", "launch.pdf", "uri_action.pdf", "xref_far.pdf", "xref_prev_loop.pdf", "objects_garbled.pdf"]
)
def test_what_can_be_read_is_read(aftermath: Aftermath, name: str) -> None:
    assert aftermath.of(name)["facts"] == 80


@pytest.mark.parametrize("name", ["tounicode_lies.pdf", "tounicode_surrogates.pdf", "tounicode_controls.pdf", "rects_white_text.pdf"])
def test_lies_yield_no_facts_that_are_not_print(aftermath: Aftermath, name: str) -> None:
    facts = aftermath.of(name)["facts"]
    assert facts == (50 if name.startswith("rects") else 0)  # white on black shows
