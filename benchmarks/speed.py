"""CPU seconds of the extractor beside pdfplumber's words over the same pages: `make bench`, or

    python benchmarks/speed.py REPORT.pdf...

Each program reads the reports one after another in a process of its own; the better of two rounds counts. pdfplumber
only cuts words; the extractor also builds tables, facts and checks and their JSON: the ratio says what all of that costs
beside the reading alone. Shared machines make absolute figures wander; the ratio of one run wanders less.
"""

from __future__ import annotations

import resource
import subprocess
import sys

ROUNDS = 2
EXTRACT = """
import sys, pathlib
from extractor import pipeline, writers
pages = 0
for path in sys.argv[1:]:
    extraction = pipeline.extract(pathlib.Path(path))
    writers.dumps(writers.report_json(extraction, "0"))
    pages += len(extraction.document.pages)
print(pages)
"""
WORDS = """
import sys, pdfplumber
pages = 0
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
            pages += 1
print(pages)
"""


def measured(script: str, reports: list[str]) -> tuple[int, float]:
    """Pages, and user and system time of the process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    pages = int(subprocess.run([sys.executable, "-c", script, *reports], check=True, capture_output=True).stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return pages, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(reports: list[str]) -> str:
    lines, taken = [], []
    for name, script in (("extractor", EXTRACT), ("pdfplumber words", WORDS)):
        pages, seconds = min(measured(script, reports) for _ in range(ROUNDS))
        lines.append(f"{name:<18}{pages:5} pages {seconds:8.2f} s CPU {pages / seconds:8.1f} pages/s")
        taken.append(seconds)
    return "\n".join([*lines, f"ratio {taken[0] / taken[1]:.2f} over {len(reports)} reports"]) + "\n"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python benchmarks/speed.py REPORT.pdf...")
    sys.stdout.write(measure(sys.argv[1:]))
