"""What a PDF engine hands up: painted glyphs in content order, ruling lines, filled areas, pictures, drawings.

Both engines (pdfium, pdfplumber) speak this protocol, so that the tests can hold them to agree on every page.
All coordinates are points from the visible page's top left, rotation applied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from extractor.model import Box, Rule


class Glyph(NamedTuple):
    """One painted character. The box is the font's (advance wide), not the ink's; `base` is the baseline's y."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Canvas:
    """One page as painted. `hidden` counts characters of the text layer that are not painted, by reason; `drawings`
    are boxes of curves and slanted strokes (charts, logos), `pictures` of images, `fills` of areas that are not white,
    `grids` of pictures that were read as tables."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    drawings: tuple[Box, ...] = ()
    hidden: dict[str, int] = field(default_factory=dict)
    grids: tuple[Box, ...] = ()


class Engine(Protocol):
    """An open PDF."""

    @property
    def pages(self) -> int: ...

    def canvas(self, number: int) -> Canvas:
        """The page `number`, counted from 1. Raises UnreadableInput when that page is damaged."""
        ...

    def picture(self, number: int, scale: float) -> bytes:
        """The page as PNG, `scale` pixels a point."""
        ...

    def pixels(self, number: int, scale: float, region: Box | None = None) -> Any:
        """The page, or the `region` of it, as a numpy array of height by width by 3; needs numpy (the extra `ocr`)."""
        ...

    def close(self) -> None: ...
