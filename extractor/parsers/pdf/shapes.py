"""Collects what is painted beside text: ruling lines, filled areas, pictures, drawings, in painting order."""

from __future__ import annotations

from collections import defaultdict

from extractor.model import Box, Rule

_THIN = 2.2  # points; a filled rectangle at most this thick is a ruling line
_LIMIT = 20_000
_BAND = 12.0


class Shapes:
    """A page's shapes while they are read. Everything outside the visible page is dropped."""

    def __init__(self, visible: Box) -> None:
        self._visible = visible
        self._rules: list[Rule] = []
        self._fills: list[Box] = []
        self._pictures: list[Box] = []
        self._drawings: list[Box] = []
        self._paint: list[tuple[Box, bool]] = []
        self._covers: dict[float, list[tuple[int, Box]]] = defaultdict(list)

    @staticmethod
    def thin(box: Box) -> bool:
        return min(box.width, box.height) <= _THIN

    def rule(self, box: Box) -> None:
        if max(box.width, box.height) >= 4 and self._seen(box, len(self._rules)):
            self._rules.append(Rule(box, box.width >= box.height))

    def fill(self, box: Box, white: bool, order: int = 0, opaque: bool = False) -> None:
        """A filled area. White ones are remembered too: white paint over a dark area makes white text invisible again."""
        if not self._seen(box, len(self._paint)):
            return
        self._paint.append((box, white))
        if not white:
            self._fills.append(box)
        if opaque and box.height < 0.9 * self._visible.height:
            self.cover(box, order)

    def cover(self, box: Box, order: int) -> None:
        """Opaque paint: nothing painted before the object `order` shows through."""
        top, bottom = max(box.top, self._visible.top), min(box.bottom, self._visible.bottom)
        for band in range(int(top // _BAND), int(bottom // _BAND) + 1):
            self._covers[band].append((order, box))

    def picture(self, box: Box) -> None:
        if self._seen(box, len(self._pictures)):
            self._pictures.append(box)
            self._paint.append((box, False))

    def drawing(self, box: Box) -> None:
        if self._seen(box, len(self._drawings)):
            self._drawings.append(box)
            self._paint.append((box, False))

    def dark_at(self, x: float, y: float) -> bool:
        """Is the last area painted at this point other than white? White text shows only there."""
        return next((not white for box, white in reversed(self._paint) if box.contains(x, y)), False)

    def covered(self, x: float, y: float, order: int) -> bool:
        """Was an opaque area painted over this point after the object `order`? Asked once a character: a plain loop costs half."""
        for later, box in self._covers.get(y // _BAND, ()):  # noqa: SIM110
            if later > order and box.contains(x, y):
                return True
        return False

    def _seen(self, box: Box, kept: int) -> bool:
        return box.overlaps(self._visible) and kept < _LIMIT

    def found(self) -> tuple[tuple[Rule, ...], tuple[Box, ...], tuple[Box, ...], tuple[Box, ...]]:
        return tuple(self._rules), tuple(self._fills), tuple(self._pictures), tuple(self._drawings)
