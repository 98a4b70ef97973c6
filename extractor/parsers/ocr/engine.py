"""The recognition engine, RapidOCR on ONNX Runtime: its models come inside the wheel, so nothing is fetched at run time.

It is an optional extra (`pip install 'yanbao[ocr]'`), loaded when the first page needs it. Its classifier for text that
stands on its head is off: it turns short numbers (969 → 696).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

Pixels = Any
"""A numpy array of height by width by 3 (a page or a part of it), or of height by width (its grey values)."""

INSTALL = "pip install 'yanbao[ocr]'"
THREADS = "YANBAO_OCR_THREADS"
"""Environment variable: threads of one process. Without it the engine uses one, and reports are read side by side."""

_TALL = 1.5  # a line this much higher than wide is set downwards or turned: a chart's axis


@dataclass(frozen=True, slots=True)
class Char:
    """One recognised character: how sure the engine is of it (0..1), and where it stands, in pixels, roughly."""

    text: str
    score: float
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the engine found it, in pixels. `text` may hold spaces, `chars` never do."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    chars: tuple[Char, ...]

    @property
    def height(self) -> float:
        return self.bottom - self.top


def available() -> bool:
    """Is the extra installed?"""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_lines(pixels: Pixels) -> list[Line]:
    """The lines of a picture, each once, upright ones only. ImportError without the extra."""
    found = _engine()(pixels, use_rec=True, return_word_box=True, return_single_char_box=True)
    if found.boxes is None or not len(found.boxes):
        return []
    lines = []
    for corners, text, chars in zip(found.boxes, found.txts, found.word_results, strict=False):
        xs, ys = [float(p[0]) for p in corners], [float(p[1]) for p in corners]
        line = Line(text, min(xs), min(ys), max(xs), max(ys), tuple(_char(*c) for c in chars))
        if line.chars and not (line.height > _TALL * (line.x1 - line.x0) and len(line.chars) > 1):
            lines.append(line)
    return _once(lines)


def find_lines(pixels: Pixels) -> list[Line]:
    """Where lines stand, without reading them."""
    found = _engine()(pixels, use_rec=False)  # the engine keeps what a call sets
    corners = [] if found.boxes is None else found.boxes
    boxes = [([float(p[0]) for p in one], [float(p[1]) for p in one]) for one in corners]
    return [Line("", min(xs), min(ys), max(xs), max(ys), ()) for xs, ys in boxes]


def _char(text: str, score: float, corners: Any) -> Char:
    xs = [float(p[0]) for p in corners]
    return Char(text, float(score), min(xs), max(xs))


def _once(lines: list[Line]) -> list[Line]:
    """Of two lines that cover one another, the surer one."""
    kept: list[Line] = []
    for line in sorted(lines, key=lambda one: (-sum(c.score for c in one.chars) / len(one.chars), one.top, one.x0)):
        if not any(_shared(line, other) > 0.6 for other in kept):
            kept.append(line)
    return sorted(kept, key=lambda one: (one.top, one.x0))


def _shared(a: Line, b: Line) -> float:
    """How much of the smaller line the other covers."""
    width, height = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    smaller = min((a.x1 - a.x0) * a.height, (b.x1 - b.x0) * b.height)
    return max(width, 0.0) * max(height, 0.0) / smaller if smaller else 0.0


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "Global.max_side_len": 6000,  # the caller chose the resolution
            # Lines are padded to this width. Table cells are short: at the default of 320 most of the work is padding.
            "Rec.rec_img_shape": [3, 48, 64],
            "EngineConfig.onnxruntime.intra_op_num_threads": int(os.environ.get(THREADS, "1")),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
