"""docling's lossless JSON (`DoclingDocument`): texts and tables in the order of `body`, cells with spans, boxes and header
flags. Fields as in docling-core's document model (https://docling-project.github.io/docling/concepts/docling_document)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.model import Box
from extractor.parsers.text.sheets import Part, Sheet

_HEADINGS = frozenset(("title", "section_header"))
_FURNITURE = frozenset(("page_header", "page_footer"))
_DEEPEST = 40


def is_docling(data: Any) -> bool:
    return isinstance(data, Mapping) and data.get("schema_name") == "DoclingDocument"


def docling(data: Mapping[str, Any]) -> list[Sheet]:
    """A sheet a page; items that name no page stand on the first."""
    sheets: dict[int, Sheet] = {}
    for key, page in sorted((data.get("pages") or {}).items(), key=lambda item: int(item[0])):
        size = page.get("size") or {}
        sheets[int(key)] = Sheet(int(key), float(size.get("width", 0)), float(size.get("height", 0)))
    told: set[str] = set()
    roots = [data.get("body") or {}, data.get("furniture") or {}]
    for item in (item for root in roots for item in _walk(root, data, told, 0)):
        number, box = _place(item, sheets)
        sheet = sheets.setdefault(number, Sheet(number))
        if "table_cells" in (item.get("data") or {}):
            for text in _named(item, "captions", data, told):
                sheet.write(text)
            sheet.write_table(_parts(item["data"]["table_cells"], sheet.height), box)
            for text in _named(item, "footnotes", data, told):
                sheet.write(text)
        elif item.get("text"):
            label = item.get("label")
            furniture = label in _FURNITURE or item.get("content_layer") == "furniture"
            sheet.write(str(item["text"]), box, heading=label in _HEADINGS, furniture=furniture)
    return [sheets[n] for n in sorted(sheets)]


def _walk(node: Mapping[str, Any], data: Mapping[str, Any], told: set[str], depth: int) -> Iterator[Mapping[str, Any]]:
    """Items below a node, in reading order, each once. What a table has told (its caption) is told."""
    for reference in node.get("children") or []:
        name = str(reference.get("$ref") or reference.get("cref") or "")
        item = _resolved(name, data)
        if item is None or name in told or depth > _DEEPEST:
            continue
        told.add(name)
        if item.get("text") or item.get("data"):
            yield item
        yield from _walk(item, data, told, depth + 1)


def _resolved(name: str, data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """`#/texts/12` → the item."""
    parts = name.removeprefix("#/").split("/")
    found: Any = data
    for part in parts:
        if isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        elif isinstance(found, Mapping) and part in found:
            found = found[part]
        else:
            return None
    return found if isinstance(found, Mapping) else None


def _named(item: Mapping[str, Any], key: str, data: Mapping[str, Any], told: set[str]) -> Iterator[str]:
    for reference in item.get(key) or []:
        name = str(reference.get("$ref") or reference.get("cref") or "")
        found = _resolved(name, data)
        if found is not None and found.get("text"):
            told.add(name)
            yield str(found["text"])


def _place(item: Mapping[str, Any], sheets: Mapping[int, Sheet]) -> tuple[int, Box | None]:
    for place in item.get("prov") or []:
        number = int(place.get("page_no") or 1)
        height = sheets[number].height if number in sheets else 0.0
        return number, _box(place.get("bbox"), height)
    return 1, None


def _parts(cells: list[Mapping[str, Any]], height: float) -> Iterator[Part]:
    for cell in cells:
        yield Part(
            int(cell["start_row_offset_idx"]),
            int(cell["start_col_offset_idx"]),
            str(cell.get("text") or ""),
            max(int(cell.get("row_span") or 1), 1),
            max(int(cell.get("col_span") or 1), 1),
            bool(cell.get("column_header")),
            _box(cell.get("bbox"), height),
        )


def _box(value: Any, height: float) -> Box | None:
    """Points from the top left; docling counts from the bottom for what comes from a PDF."""
    if not isinstance(value, Mapping) or not {"l", "t", "r", "b"} <= set(value):
        return None
    left, top, right, bottom = (float(value[side]) for side in ("l", "t", "r", "b"))
    if value.get("coord_origin", "TOPLEFT") == "BOTTOMLEFT":
        if not height:
            return None
        top, bottom = height - top, height - bottom
    return Box(left, top, right, bottom)
