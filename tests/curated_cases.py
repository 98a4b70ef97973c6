"""Small curated data sets for tests: written to a folder and judged as `yanbao validate` does."""

from __future__ import annotations

from pathlib import Path

from extractor.model.curated import Finding
from extractor.pipeline_validate import Verdict, validate

ADS = Path(__file__).resolve().parents[1] / "fixtures" / "curated"
"""腾讯广告拆分, wide and long, with its relations."""

LONG = "entity,metric,product,period,value,unit\n"


def wide(*rows: str, head: str = ",2020,2021,2022,2023", block: str = "entity,示例公司\nmetric,营业收入\nunit,亿元\n") -> str:
    return block + "\n".join((head, *rows)) + "\n"


def judged(folder: Path, **files: str) -> Verdict:
    """`data_csv="…"` becomes `data.csv`; the folder is judged whole."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return validate([folder])


def told(verdict: Verdict) -> list[tuple[str, int | None, str]]:
    """(code, line, field) of every finding."""
    return [(f.code, f.place.line, f.place.field) for f in verdict.findings]


def only(verdict: Verdict) -> Finding:
    assert len(verdict.findings) == 1, [f.message.en for f in verdict.findings]
    return verdict.findings[0]
