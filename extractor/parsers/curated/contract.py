"""Contract JSON (`<stem>.json`) back into values. Only for content that satisfies the schema: `values` trusts its shape."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableInput
from extractor.model import Box, Cell, Fact, Source, Table
from extractor.parsers.curated.rows import read_text

_ID = re.compile(r'"id"\s*:\s*"([^"\\]*)"')


@dataclass(frozen=True)
class ContractFile:
    """A JSON file: its content, and its text, which knows the lines."""

    path: str
    content: Any
    text: str

    @functools.cached_property
    def _lines(self) -> Mapping[str, int]:
        lines: dict[str, int] = {}
        line, last = 1, 0
        for match in _ID.finditer(self.text):
            line, last = line + self.text.count("\n", last, match.start()), match.start()
            lines.setdefault(match[1], line)
        return lines

    def line(self, name: str) -> int | None:
        """The line, from 1, on which the fact, check or table of this id begins."""
        return self._lines.get(name)


def read_json(path: Path) -> ContractFile:
    """UnreadableInput for what is no JSON."""
    text = read_text(path)
    try:
        return ContractFile(str(path), json.loads(text), text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput("json", f"{path}：不是 JSON（{error}）", f"{path}: not JSON ({error})") from error


def is_report(content: object) -> bool:
    """Whether the content claims to be a report of the contract."""
    return isinstance(content, dict) and ("facts" in content or ("tables" in content and "checks" in content))


def values(content: Mapping[str, Any]) -> tuple[tuple[Fact, ...], tuple[Table, ...]]:
    """The facts and tables of a report that satisfies the schema."""
    return tuple(map(_fact, content["facts"])), tuple(map(_table, content["tables"]))


def _fact(item: Mapping[str, Any]) -> Fact:
    source = item["source"]
    return Fact(
        id=item["id"], kind=item["kind"], entity=item["entity"], entity_id=item["entity_id"], product=item["product"],
        metric=item["metric"], label=item["label"], row_header=item["row_header"], column_header=item["column_header"],
        section=tuple(item["section"]), basis=item["basis"], versus=item["versus"], superseded=item["superseded"],
        period=item["period"], period_type=item["period_type"], status=item["status"], forecaster=item["forecaster"],
        value=_decimal(item["value"]), low=_decimal(item["low"]), high=_decimal(item["high"]), decimals=item["decimals"],
        unit=item["unit"], from_=item["from"], qualifiers=tuple(item["qualifiers"]), raw=item["raw"], item=item["item"],
        source=Source(
            page=source["page"], boxes=tuple(Box(*box) for box in source.get("boxes") or ()), table=source.get("table"),
            row=source.get("row"), column=source.get("column"), start=source.get("start"), end=source.get("end"),
            confidence=source.get("confidence"),
        ),
    )  # fmt: skip


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _table(item: Mapping[str, Any]) -> Table:
    return Table(
        id=item["id"], page=item["page"], bbox=_box(item["bbox"]), caption=item["caption"], unit=item["unit"], statement=item["statement"],
        header_rows=tuple(tuple(map(_cell, row)) for row in item["header_rows"]),
        body_rows=tuple(tuple(map(_cell, row)) for row in item["body_rows"]),
        stub=item.get("stub", 1), note=item.get("note", ""), continues=item["continues"], selected_by=item["selected_by"],
    )  # fmt: skip


def _cell(item: Mapping[str, Any]) -> Cell:
    return Cell(
        row=item["row"], column=item["column"], text=item["text"], page=item["page"], bbox=_box(item["bbox"]),
        row_span=item["row_span"], column_span=item["column_span"], kind=item["kind"], start=item.get("start"), end=item.get("end"),
        bold=item.get("bold", False), indent=item.get("indent", 0.0), confidence=item.get("confidence"),
    )  # fmt: skip


def _box(item: list[float] | None) -> Box | None:
    return None if item is None else Box(*item)
