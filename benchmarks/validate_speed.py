"""How long `yanbao validate` takes on 10,000 numbers, start-up included: long, wide and contract JSON. The bar is 2 seconds.

python benchmarks/validate_speed.py [--numbers 10000] [--repeat 3]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BAR = 2.0
PERIODS = [str(year) for year in range(2016, 2026)]


def segments(numbers: int, seed: int = 1) -> list[tuple[str, list[list[int]]]]:
    """(company, rows of ten years): a total and nine segments each, in 亿元 rounded from thousandths, so that sums are found."""
    chance = random.Random(seed)
    found = []
    for company in range(max(numbers // 100, 1)):
        exact = [[chance.randrange(10_000, 9_000_000) for _ in PERIODS] for _ in range(9)]
        total = [sum(column) for column in zip(*exact, strict=True)]
        found.append((f"公司{company}", [[round(value / 1000) for value in row] for row in [total, *exact]]))
    return found


def write_long(path: Path, numbers: int) -> Path:
    lines = ["entity,metric,product,period,value,unit"]
    for company, rows in segments(numbers):
        for number, row in enumerate(rows):
            name = "合计" if not number else f"分部{number}"
            lines += [f"{company},营业收入,{name},{period},{value},亿元" for period, value in zip(PERIODS, row, strict=True)]
    (path / "long.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path / "long.csv"


def write_wide(path: Path, numbers: int) -> Path:
    lines = []
    for company, rows in segments(numbers):
        lines += [f"entity,{company}", "metric,营业收入", "unit,亿元", "," + ",".join(PERIODS)]
        for number, row in enumerate(rows):
            lines.append(("合计" if not number else f"-分部{number}") + "," + ",".join(map(str, row)))
        lines.append("")
    (path / "wide.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path / "wide.csv"


def write_contract(path: Path, numbers: int) -> Path:
    """A folder of reports with about 1,000 facts each, as real ones have: the example's first table repeated, ids kept apart."""
    folder = path / "contract"
    folder.mkdir()
    for number in range(max(numbers // 1000, 1)):
        _write_report(folder / f"{number}.json", min(numbers, 1000))
    return folder


def _write_report(path: Path, numbers: int) -> None:
    report: dict[str, Any] = json.loads((ROOT / "schemas" / "examples" / "report.json").read_text(encoding="utf-8"))
    first = report["tables"][0]
    facts = [fact for fact in report["facts"] if fact["source"]["table"] == first["id"]]
    report["tables"], report["facts"], report["checks"] = [], [], []
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    for copy in range(-(-numbers // len(facts))):
        mark = "".join(letters[(copy // 32**k) % 32] for k in range(4))
        report["tables"].append({**first, "id": f"{first['id']}-{copy}"})
        for fact in facts:
            source = {**fact["source"], "table": f"{first['id']}-{copy}"}
            report["facts"].append(
                {**fact, "id": fact["id"][:-4] + mark, "entity": f"公司{copy}", "entity_id": f"{copy:06d}.SZ", "source": source}
            )
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")


FORMS: dict[str, Callable[[Path, int], Path]] = {"long": write_long, "wide": write_wide, "contract": write_contract}


def timed(path: Path, repeat: int) -> tuple[float, float, str]:
    """(best CPU seconds of a whole process, best seconds on the clock, its summary). CPU decides: shared machines make clocks wander."""
    cpu = best = float("inf")
    said = ""
    for _ in range(repeat):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", "from extractor.cli import main; main()", "validate", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode > 1 or not done.stderr:
            raise SystemExit(done.stderr)
        best = min(best, time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = min(cpu, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        said = done.stderr.strip().splitlines()[-1]
    return cpu, best, said


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--numbers", type=int, default=10_000)
    options.add_argument("--repeat", type=int, default=3)
    given = options.parse_args()
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        for form, write in FORMS.items():
            seconds, clock, said = timed(write(Path(folder), given.numbers), given.repeat)
            slow = slow or seconds > BAR
            print(f"{form:9} {seconds:6.2f} s CPU {clock:6.2f} s  {said}")  # noqa: T201
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
