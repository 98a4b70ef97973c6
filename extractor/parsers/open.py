"""Opens one report with the reader for what it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.model import Document, Ocr, PageSource
from extractor.parsers.preflight import checked


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and the open input behind it (None for text inputs)."""

    document: Document
    source: PageSource | None


def parse(path: Path, name: str | None = None, ocr: Ocr = "auto") -> Parsed:
    """Read one report; `name` is the path as the user gave it; `ocr` says which pages of a PDF go through recognition.
    Raises UnreadableInput: empty, cut off, encrypted, another type than its name says, too large."""
    data, reader = checked(path)
    shown = name or str(path)
    if reader == "text":
        from extractor.parsers.text import parse_text

        return Parsed(parse_text(Path(shown), data), None)
    if reader == "JSON":
        from extractor.parsers.text.imports import parse_json

        return Parsed(parse_json(Path(shown), data), None)
    from extractor.parsers.pdf.read import read_pdf

    document, source = read_pdf(shown, data, ocr=ocr)
    return Parsed(document, source)
