"""Reports to make review pages of: a misprinted fixture as extracted, and one whose every text is an attack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractor import __version__, resources, writers
from extractor.pipeline import extract

ROOT = Path(__file__).resolve().parents[1]
MISPRINT = ROOT / "fixtures" / "reports" / "company-misprint.pdf"
HOSTILE = (
    "</script><script>window.stolen=1</script><!--<script>",
    '<img src=x onerror="window.stolen=1">',
    "\u2028window.stolen=1\u2029",
    "&lt;b&gt; ${window.stolen=1} `x` '\"\\",
)


def extracted(document: Path, out: Path) -> Path:
    """What `yanbao extract` writes of one document, made in this process."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{document.stem}.json"
    writers.write_whole(path, [writers.dumps(writers.report_json(extract(document), __version__))])
    return path


def example() -> dict[str, Any]:
    """The contract's worked example; its document does not exist."""
    content: dict[str, Any] = json.loads((resources.schemas_dir() / "examples" / "report.json").read_text(encoding="utf-8"))
    return content


def hostile() -> dict[str, Any]:
    """The worked example with an attack wherever a stranger's text may stand."""
    content = example()
    markup, image, breaks, entities = HOSTILE
    report, page = content["report"], content["pages"][0]
    report["title"], report["broker"] = markup, image
    report["companies"][0]["name"] = markup
    page["text"] = markup + image + breaks + entities
    for place, fact in enumerate(content["facts"]):
        fact["label"] = fact["entity"] = HOSTILE[place % 4]
        fact["raw"], fact["metric"] = HOSTILE[(place + 1) % 4], None
        if fact["kind"] == "text":
            fact["source"]["start"], fact["source"]["end"] = 0, len(markup)
    for table in content["tables"]:
        table["caption"] = image
        for row in (*table["header_rows"], *table["body_rows"]):
            for cell in row:
                cell["text"] = markup
    for check in content["checks"]:
        check["status"], check["hints"] = "inconsistent", [markup]
        check["message"] = {"zh": markup, "en": image}
    content["problems"] = [{"code": "x", "page": 1, "message": {"zh": markup, "en": image}}]
    return content


def write(content: dict[str, Any], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path
