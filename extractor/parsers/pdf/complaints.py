"""What a page's text layer holds that is no print, said aloud."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Message, Problem, Word
from extractor.parsers.pdf.glyphs import Canvas

# Reason → why the characters do not count as print. `clipped` is left out: it is how Word templates hide their tags.
_HIDDEN = {
    "covered": Message("被后画的色块盖住", "painted over by a later area"),
    "invisible": Message("以不可见方式设置", "set to paint nothing"),
    "off_page": Message("在页面之外", "outside the page"),
    "turned": Message("斜排或竖排（如水印），未读取", "set at an angle (a watermark, a turned table), not read"),
    "unmapped": Message("没有对应的字符编码", "without a character code"),
    "white": Message("白底白字", "white on white"),
}
_LEAST = {"turned": 20}
"""A few turned characters are a chart's axis or a binding mark and no news."""


def complaints(canvas: Canvas, words: tuple[Word, ...]) -> list[Problem]:
    """The problems of one page's text layer."""
    found = [*_hidden(canvas)]
    if not words and not canvas.pictures:
        found.insert(0, Problem("blank_page", canvas.number, Message("本页没有可读的文字", "there is no text to read on this page")))
    cut = canvas.hidden.get("remainder", 0)
    if cut:
        message = Message(
            f"{cut} 个字符被单元格边框截去，仅用于补全表头或行名",
            f"{cut} characters are cut off by their cells; read as the rest of a label only",
        )
        found.append(Problem("clipped_label", canvas.number, message))
    return found


def _hidden(canvas: Canvas) -> Iterator[Problem]:
    for reason, why in _HIDDEN.items():
        n = canvas.hidden.get(reason, 0)
        if n >= _LEAST.get(reason, 1):
            message = Message(f"文字层有 {n} 个字符{why.zh}，不作为印刷内容", f"{n} characters of the text layer are {why.en}: no print")
            yield Problem(f"hidden_{reason}", canvas.number, message)
