"""One page through recognition: whole, or the pictures on it that hold tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model import Box, Message, Ocr, Problem, Word
from extractor.parsers.ocr import engine
from extractor.parsers.ocr.regions import is_grid, is_poor, may_be_grid, regions_of_pictures
from extractor.parsers.ocr.words import Frame, words_of_lines
from extractor.parsers.pdf.glyphs import Canvas, Engine
from extractor.parsers.pdf.trust import MEANING, Doubt, doubt

_PAGE_SCALE = 200 / 72  # pixels a point; below it small print suffers, above it costs time for nothing
_PICTURE_SCALE = 300 / 72  # tables put in as pictures are often scaled down
_LOOK_SCALE = 150 / 72  # enough to see where lines stand


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a page shows after recognition. `canvas` is without the pictures that were read."""

    canvas: Canvas
    words: tuple[Word, ...]
    problems: tuple[Problem, ...] = ()


def recognised(opened: Engine, canvas: Canvas, words: tuple[Word, ...], mode: Ocr) -> Recognised:
    """The page with the words of its pictures, as far as `mode` asks for them and the extra is installed."""
    poor = is_poor(canvas, words)
    wrong = doubt(canvas, words)
    if mode == "off" or not engine.available():
        if wrong:
            return Recognised(canvas, (), (_unusable(canvas.number, wrong, "未读取", f"not read; to read it: {engine.INSTALL}"),))
        return Recognised(canvas, words, (_unread(canvas.number, mode),) if poor or mode == "force" else ())
    if poor or wrong or mode == "force":
        found = _read(opened, canvas.number, None)
        bare = replace(canvas, pictures=())
        if wrong and _agree(words, found):
            return Recognised(canvas, words)
        how = _unusable(canvas.number, wrong, "改由 OCR 识别", "read by OCR") if wrong else _page_read(canvas.number, found, mode)
        return Recognised(bare, found, (how,))
    regions = regions_of_pictures(canvas, words)
    taken: list[tuple[Box, tuple[Word, ...]]] = []
    for region in regions:
        found = _grid(opened, canvas.number, region)
        if found:
            taken.append((region, found))
    if not taken:
        return Recognised(canvas, words)
    pictures = tuple(p for p in canvas.pictures if not any(r.contains(p.center, p.middle) for r, _ in taken))
    outside = tuple(w for w in words if not any(r.contains(w.box.center, w.box.middle) for r, _ in taken))
    problems = tuple(_picture_read(canvas.number, region, found) for region, found in taken)
    canvas = replace(canvas, pictures=pictures, grids=tuple(region for region, _ in taken))
    return Recognised(canvas, outside + tuple(w for _, found in taken for w in found), problems)


def _read(opened: Engine, number: int, region: Box | None) -> tuple[Word, ...]:
    pixels = opened.pixels(number, _PAGE_SCALE, region)
    return _words(pixels, engine.read_lines(pixels), Frame(0, 0, _PAGE_SCALE))


def _grid(opened: Engine, number: int, region: Box) -> tuple[Word, ...]:
    """The words of a picture that is a table, else none. Finding lines costs far less than reading them."""
    if not may_be_grid(engine.find_lines(opened.pixels(number, _LOOK_SCALE, region))):
        return ()
    pixels = opened.pixels(number, _PICTURE_SCALE, region)
    found = _words(pixels, engine.read_lines(pixels), Frame(region.x0, region.top, _PICTURE_SCALE))
    return found if is_grid(found) else ()


def _words(pixels: engine.Pixels, lines: Sequence[engine.Line], frame: Frame) -> tuple[Word, ...]:
    grey = pixels.mean(axis=2)
    return words_of_lines(grey, lines, frame)


def _agree(written: Sequence[Word], read: Sequence[Word]) -> bool:
    """Does the picture show the characters that the text layer holds? Then the page is unusual, and its layer is right."""
    ours, theirs = (Counter(char for word in words for char in word.text) for words in (written, read))
    return (ours & theirs).total() >= 0.6 * max(ours.total(), 1)


def _unusable(number: int, wrong: Doubt, zh: str, en: str) -> Problem:
    why = MEANING[wrong]
    return Problem(
        "unusable_text",
        number,
        Message(f"本页文字层不可信（{why.zh}）：{zh}", f"the page's text layer cannot be believed ({why.en}): {en}"),
    )


def _unread(number: int, mode: Ocr) -> Problem:
    if mode == "off":
        zh, en = "本页是图片，没有文字层：未读取（--ocr off）", "this page is pictures without a text layer: not read (--ocr off)"
    else:
        zh = f"本页是图片，没有文字层：未读取；安装 OCR 后可读：{engine.INSTALL}"
        en = f"this page is pictures without a text layer: not read; to read it install OCR: {engine.INSTALL}"
    return Problem("no_text_layer", number, Message(zh, en))


def _page_read(number: int, words: Sequence[Word], mode: Ocr) -> Problem:
    if mode == "force":
        zh, en = f"按要求（--ocr force）由 OCR 识别，共 {len(words)} 个词", f"read by OCR as asked (--ocr force): {len(words)} words"
        return Problem("read_by_ocr", number, Message(zh, en))
    zh, en = f"本页没有文字层，由 OCR 识别，共 {len(words)} 个词", f"this page has no text layer; read by OCR: {len(words)} words"
    return Problem("no_text_layer", number, Message(zh, en))


def _picture_read(number: int, region: Box, words: Sequence[Word]) -> Problem:
    place = f"[{region.x0:.0f}, {region.top:.0f}, {region.x1:.0f}, {region.bottom:.0f}]"
    return Problem(
        "table_in_picture",
        number,
        Message(
            f"图片 {place} 是表格，由 OCR 识别，共 {len(words)} 个词", f"the picture at {place} is a table; read by OCR: {len(words)} words"
        ),
    )
