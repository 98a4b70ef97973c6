"""Pages a CPU second of the whole extractor beside other readers over the same pages: `make bench`, or

    python benchmarks/speed.py REPORT.pdf...

Each program reads the reports one after another in a process of its own, which counts its own CPU time (user and system,
imports included) and its peak memory; the better of two rounds counts. Only `yanbao` also builds tables, reads facts,
checks them and writes JSON: the ratios say what all of that costs beside mere reading. Shared machines make absolute
figures wander; the ratios of one run wander less. What is not installed is said, not guessed.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

SIZES = (50, 200)
"""Pages of the joined PDFs."""

TAIL = """
import json, resource
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([pages, sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) / 1024, stages]))
"""
HEAD = "import sys, pathlib\npages, stages, paths = 0, {}, sys.argv[1:]\n"
SCRIPTS = {
    "yanbao extract (all)": """
import gc, time
gc.disable()  # as in the program's own processes
from extractor import parsers, pipeline, writers
def timed(module, name, stage):
    inner = getattr(module, name)
    def outer(*arguments, **named):
        began = time.process_time()
        try:
            return inner(*arguments, **named)
        finally:
            stages[stage] = stages.get(stage, 0) + time.process_time() - began
    setattr(module, name, outer)
import extractor.parsers.pdf.read as read
for module, name, stage in (
    (read, "lay_out", "layout, tables"), (parsers, "parse", "parse"), (pipeline, "find_report", "cover"),
    (pipeline, "find_cells", "cells"), (pipeline, "find_claims", "prose"), (pipeline, "check_facts", "checks"),
):
    timed(module, name, stage)
def written(extraction):
    return writers.dumps(writers.report_json(extraction, "0"))
timed(sys.modules[__name__], "written", "JSON")
for path in paths:
    extraction = pipeline.extract(pathlib.Path(path), "off")
    written(extraction)
    pages += len(extraction.document.pages)
stages["glyphs, words"] = stages.pop("parse", 0) - stages.get("layout, tables", 0)
""",
    "pdfplumber words": """
import pdfplumber
for path in paths:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
            pages += 1
""",
    "pdfplumber tables": """
import pdfplumber
for path in paths:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
            pages += 1
""",
    "camelot stream": """
import camelot, pypdfium2
for path in paths:
    count = len(pypdfium2.PdfDocument(path))
    try:
        camelot.read_pdf(path, flavor="stream", pages="all", suppress_stdout=True)
    except Exception as error:  # it refuses reports whose copy bit is not set
        print(path, error, file=sys.stderr)
    else:
        pages += count
""",
    "pdftotext": """
import subprocess, pypdfium2
for path in paths:
    subprocess.run(["pdftotext", path, "/dev/null"], check=True, stderr=subprocess.DEVNULL)
pages = sum(len(pypdfium2.PdfDocument(path)) for path in paths)
""",
}
NEEDS = {"camelot stream": "camelot", "pdftotext": "pdftotext"}


def missing(name: str) -> bool:
    need = NEEDS.get(name)
    return need is not None and find_spec(need) is None and shutil.which(need) is None


def measured(name: str, reports: Sequence[str], times: int = 2) -> tuple[int, float, float, dict[str, float]]:
    """Pages, CPU seconds, peak MB and the stages' CPU seconds of the better of the rounds."""
    rounds = []
    for _ in range(times):
        done = subprocess.run([sys.executable, "-c", HEAD + SCRIPTS[name] + TAIL, *reports], check=True, capture_output=True, text=True)
        rounds.append(json.loads(done.stdout.splitlines()[-1]))
    pages, seconds, memory, stages = min(rounds, key=lambda one: one[1])
    return pages, seconds, memory, stages


def compared(reports: Sequence[str]) -> list[str]:
    lines = [f"{'':<22}{'pages':>6}{'CPU s':>9}{'pages/s':>9}{'MB':>6}  yanbao is"]
    own, shares = 0.0, {}
    for name in SCRIPTS:
        if missing(name):
            lines.append(f"{name:<22}not installed")
            continue
        pages, seconds, memory, stages = measured(name, reports)
        rate = pages / seconds
        own = own or rate
        shares = shares or {stage: 1000 * spent / pages for stage, spent in stages.items()}
        ratio = "" if rate == own else f"{own / rate:8.2f} x"
        lines.append(f"{name:<22}{pages:>6}{seconds:>9.2f}{rate:>9.1f}{memory:>6.0f}{ratio}")
    told = " · ".join(f"{stage} {spent:.1f}" for stage, spent in sorted(shares.items(), key=lambda item: -item[1]))
    return [*lines, f"a page's milliseconds: {told} · all with imports {1000 / own:.1f}"]


def walls(reports: Sequence[str]) -> list[str]:
    """The command itself: with one process and with two, wall time; and the CPU time of its help."""
    taken = []
    script = "from extractor.cli import main; main(prog_name='yanbao')"
    for jobs in ("1", "2"):
        with tempfile.TemporaryDirectory() as out:
            began = time.monotonic()
            subprocess.run(
                [sys.executable, "-c", script, "extract", *reports, "-o", out, "--jobs", jobs, "--ocr", "off"], capture_output=True
            )
            taken.append(time.monotonic() - began)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script, "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    helped = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [
        f"yanbao extract, wall: 1 process {taken[0]:.1f} s, 2 processes {taken[1]:.1f} s: "
        f"{taken[0] / taken[1]:.2f} x ({os.cpu_count()} cores)",
        f"yanbao --help: {1000 * helped:.0f} ms CPU",
    ]


def grown(reports: Sequence[str]) -> list[str]:
    """Is the cost linear in pages? The reports' pages, again and again, as one PDF of few pages and of many."""
    import pypdfium2

    rates = []
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            joined = pypdfium2.PdfDocument.new()
            while len(joined) < count:
                for path in reports:
                    with pypdfium2.PdfDocument(path) as one:
                        joined.import_pages(one, list(range(min(len(one), count - len(joined)))))
                    if len(joined) >= count:
                        break
            path = str(Path(folder) / f"{count}.pdf")
            joined.save(path)
            pages, seconds, memory, _ = measured("yanbao extract (all)", [path], 1)
            rates.append(f"{pages} pages {seconds:.1f} s CPU, {1000 * seconds / pages:.1f} ms a page, {memory:.0f} MB")
    return ["one PDF: " + " · ".join(rates)]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python benchmarks/speed.py REPORT.pdf...")
    for part in (compared, walls, grown):
        sys.stdout.write("\n".join(part(sys.argv[1:])) + "\n")
        sys.stdout.flush()
