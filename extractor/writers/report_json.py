"""One extraction as `<stem>.json`, in the contract's order of fields."""

from __future__ import annotations

from typing import Any

from extractor.model import Document, Extraction, Page
from extractor.writers.plain import plain

SCHEMA = "1.0"
"""Version of the output contract (`schemas/report.schema.json`)."""


def report_json(extraction: Extraction, version: str) -> dict[str, Any]:
    """The whole report as JSON values; `version` is the program's. Problems of the document come first, then those
    of the readers."""
    document = extraction.document
    return {
        "schema": SCHEMA,
        "extractor": version,
        "source": _source(document),
        "report": plain(extraction.report),
        "pages": [_page(page) for page in document.pages],
        "tables": plain(document.tables),
        "facts": plain(extraction.facts),
        "checks": plain(extraction.checks),
        "coverage": plain(extraction.coverage),
        "problems": plain(extraction.problems),
    }


def _source(document: Document) -> dict[str, Any]:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "pages": len(document.pages),
        "text_layer": document.text_layer,
    }


def _page(page: Page) -> dict[str, Any]:
    """Blocks stay inside: they are how the prose was found, `text` is what offsets index."""
    return {"page": page.number, "width": plain(page.width), "height": plain(page.height), "text": page.text}
