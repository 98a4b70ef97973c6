"""What MinerU writes beside its Markdown: `*_content_list.json` (a flat list of blocks in reading order) and `*_middle.json`
(pages of blocks, lines and spans). Tables are HTML in both.

Fields as in MinerU's description of its output files (https://opendatalab.github.io/MinerU/reference/output_files):
`page_idx` counts from 0; boxes of the content list run from 0 to 1000 over the page, those of the middle file are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.model import Box
from extractor.parsers.text.sheets import Sheet

_FURNITURE = frozenset(("header", "footer", "page_number", "aside_text", "page_footnote"))
_ABOVE = ("table_caption", "image_caption", "img_caption", "chart_caption", "code_caption")
_BELOW = ("table_footnote", "image_footnote", "img_footnote", "chart_footnote", "code_footnote")


def is_content_list(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(b, Mapping) and "type" in b and "page_idx" in b for b in data)


def is_middle(data: Any) -> bool:
    return isinstance(data, Mapping) and isinstance(data.get("pdf_info"), list)


def content_list(blocks: list[Mapping[str, Any]]) -> list[Sheet]:
    """Sheets of a content list; it says no page sizes, so its boxes stay out."""
    sheets: dict[int, Sheet] = {}
    for block in blocks:
        number = int(block["page_idx"]) + 1
        sheet = sheets.setdefault(number, Sheet(number))
        for text in _texts(block, _ABOVE):
            sheet.write(text)
        if block.get("table_body"):
            sheet.write_html(str(block["table_body"]))
        items = block.get("list_items")
        for text in items if isinstance(items, list) else [block.get("text") or ""]:
            sheet.write(str(text), heading=bool(block.get("text_level")), furniture=block["type"] in _FURNITURE)
        for text in _texts(block, _BELOW):
            sheet.write(text)
    return [sheets[n] for n in sorted(sheets)]


def _texts(block: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value = block.get(key)
        yield from (str(v) for v in value) if isinstance(value, list) else [str(value)] if value else []


def middle(data: Mapping[str, Any]) -> list[Sheet]:
    """Sheets of a middle file, boxes included."""
    sheets = []
    for page in data["pdf_info"]:
        width, height = page.get("page_size") or (0.0, 0.0)
        sheet = Sheet(int(page["page_idx"]) + 1, float(width), float(height))
        for block in page.get("para_blocks") or []:
            _block(block, sheet, False)
        for block in page.get("discarded_blocks") or []:
            _block(block, sheet, True)
        sheets.append(sheet)
    return sheets


def _block(block: Mapping[str, Any], sheet: Sheet, furniture: bool) -> None:
    for inner in block.get("blocks") or []:
        _block(inner, sheet, furniture)
    box = _box(block.get("bbox"))
    words: list[str] = []
    for line in block.get("lines") or []:
        for span in line.get("spans") or []:
            if span.get("html"):
                sheet.write_html(str(span["html"]), box)
            elif span.get("content"):
                words.append(str(span["content"]))
    sheet.write(_joined(words), box, heading=block.get("type") == "title", furniture=furniture)


def _joined(words: list[str]) -> str:
    """Spans and lines as one text: a space between Latin words, none inside Chinese."""
    text = ""
    for word in words:
        text += (" " if text[-1:].isascii() and text[-1:].isalpha() and word[:1].isascii() and word[:1].isalpha() else "") + word
    return text


def _box(value: Any) -> Box | None:
    return Box(*(float(v) for v in value)) if isinstance(value, list) and len(value) == 4 else None
