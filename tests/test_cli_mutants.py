"""Whatever the bytes are, the run ends, every input gets its line, and what is written keeps its word."""

from __future__ import annotations

import json
import random
from pathlib import Path

from click.testing import CliRunner
from invariants import broken

from extractor.cli import main
from extractor.validators.curated.schema import schema_faults

ROOT = Path(__file__).resolve().parents[1]
REFUSALS = {"mistyped", "truncated", "not_a_pdf", "unreadable_pdf", "no_pages", "damaged", "encrypted", "binary"}
NOISE = "|\t\n0123456789.,%-–—（）()年月亿万元约 <>&*#"


def mutant_pdf(dice: random.Random, data: bytes) -> bytes:
    """Some bytes changed, a stretch lost now and then; the end stays, else it would be refused as cut off."""
    bytes_ = bytearray(data)
    for _ in range(dice.choice([3, 20, 200, 2000])):
        bytes_[dice.randrange(len(bytes_) - 1100)] = dice.randrange(256)
    if dice.random() < 0.3:
        start = dice.randrange(len(bytes_) - 5000)
        del bytes_[start : start + dice.randrange(3000)]
    return bytes(bytes_)


def mutant_text(dice: random.Random, text: str) -> str:
    characters = list(text)
    for _ in range(dice.choice([5, 50, 500])):
        characters[dice.randrange(len(characters))] = dice.choice(NOISE)
    return "".join(characters)


def test_mutants(tmp_path: Path) -> None:
    dice = random.Random(20250429)
    (tmp_path / "in").mkdir()
    pdfs = sorted((ROOT / "fixtures" / "reports").glob("*.pdf"))
    report = (ROOT / "seeds" / "founding-report.md").read_text(encoding="utf-8")
    for number in range(24):
        (tmp_path / "in" / f"{number:02}.pdf").write_bytes(mutant_pdf(dice, pdfs[number % len(pdfs)].read_bytes()))
    for number in range(8):
        (tmp_path / "in" / f"{number:02}.md").write_text(mutant_text(dice, report), encoding="utf-8")
    CliRunner().invoke(main, ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--timeout", "60"], catch_exceptions=False)
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["read"] + run["failed"] == 32
    failed = {given["path"]: given["problem"] for given in run["inputs"] if given["problem"]}
    assert {path: problem for path, problem in failed.items() if problem["code"] not in REFUSALS} == {}
    for given in run["inputs"]:
        if given["output"]:
            written = json.loads((tmp_path / "out" / given["output"]).read_text(encoding="utf-8"))
            assert list(broken(written)) == []
            assert schema_faults(written, "report", {"facts": "fact", "checks": "check", "tables": "table"}) == ()
