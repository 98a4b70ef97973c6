"""Readers of data that people keep by hand: long and wide tables, relations.yaml and waivers.yaml."""

from __future__ import annotations

from pathlib import Path

from extractor.model.curated import CuratedFile, Entry, Finding
from extractor.parsers.curated.long import header, read_jsonl, read_long
from extractor.parsers.curated.rows import read_rows
from extractor.parsers.curated.wide import read_wide
from extractor.parsers.curated.yaml_files import read_yaml

__all__ = ["DATA_SUFFIXES", "read_data", "read_yaml"]

DATA_SUFFIXES = (".csv", ".tsv", ".xlsx", ".jsonl")


def read_data(path: Path) -> CuratedFile:
    """One file of curated data, long or wide as its header tells. UnreadableInput where it is no table at all."""
    if path.suffix.lower() == ".jsonl":
        entries, faults = read_jsonl(path)
        return CuratedFile(str(path), "long", tuple(entries), tuple(faults))
    entries, faults = [], []
    form = "wide"
    for sheet, rows in read_rows(path):
        filled = tuple(row for row in rows if not row.blank)
        if filled and header(filled[0]) is not None:
            form = "long"
            found: tuple[list[Entry], list[Finding]] = read_long(path, sheet, filled)
        else:
            found = read_wide(path, sheet, rows)
        entries += found[0]
        faults += found[1]
    return CuratedFile(str(path), "long" if form == "long" else "wide", tuple(entries), tuple(faults))
