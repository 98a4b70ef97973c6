"""CPU seconds of `yanbao extract` beside pdfplumber's words over the same pages: `make bench`, or

    python benchmarks/speed.py REPORT.pdf...

Each program reads the reports one after another in one process; the better of two rounds counts. pdfplumber only cuts
words, yanbao also builds tables, facts and checks: the ratio says what all of that costs beside the reading alone.
Shared machines make absolute figures wander; the ratio of one run wanders less.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 2
WORDS = """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
"""


def seconds(command: list[str]) -> float:
    """User and system time of the command and of all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(reports: list[str]) -> str:
    with tempfile.TemporaryDirectory() as out:
        extract = [str(Path(sys.executable).with_name("yanbao")), "extract", *reports, "-o", out, "--jobs", "1"]
        ours = min(seconds(extract) for _ in range(ROUNDS))
        theirs = min(seconds([sys.executable, "-c", WORDS, *reports]) for _ in range(ROUNDS))
        run = json.loads((Path(out) / "run.json").read_text(encoding="utf-8"))
    pages = sum(report["pages"] for report in run["inputs"])
    rows = [("yanbao extract", ours), ("pdfplumber words", theirs)]
    lines = [f"{name:<18}{took:8.2f} s CPU {pages / took:8.1f} pages/s" for name, took in rows]
    return "\n".join([f"{len(reports)} reports, {pages} pages", *lines, f"ratio {ours / theirs:.2f}"]) + "\n"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python benchmarks/speed.py REPORT.pdf...")
    sys.stdout.write(measure(sys.argv[1:]))
