"""Who published the report: the broker that the legal pages, mail domains and source lines name."""

from __future__ import annotations

from extractor.model import Document
from extractor.normalizers.brokers import find_broker


def read_broker(document: Document) -> str | None:
    """The broker's short name as it prints it, or None."""
    lines = []
    for page in document.pages:
        for block in page.blocks:
            lines.extend(page.text[block.start : block.end].split("\n"))
    found = find_broker(lines)
    return found.name if found else None
