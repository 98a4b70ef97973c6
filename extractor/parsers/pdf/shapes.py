"""Collects what is painted beside text: ruling lines, filled areas, pictures, drawings."""

from __future__ import annotations

from extractor.model import Box, Rule

_THIN = 2.2  # points; a filled rectangle at most this thick is a ruling line
_LIMIT = 20_000


class Shapes:
    """A page's shapes while they are read. Everything outside the visible page is dropped."""

    def __init__(self, visible: Box) -> None:
        self._visible = visible
        self._rules: list[Rule] = []
        self._fills: list[Box] = []
        self._pictures: list[Box] = []
        self._drawings: list[Box] = []
        self._paint: list[tuple[Box, bool]] = []

    @staticmethod
    def thin(box: Box) -> bool:
        return min(box.width, box.height) <= _THIN

    def rule(self, box: Box) -> None:
        if max(box.width, box.height) >= 4 and self._seen(box, self._rules):
            self._rules.append(Rule(box, box.width >= box.height))

    def fill(self, box: Box, white: bool) -> None:
        """A filled area. White ones are remembered too: white paint over a dark area makes white text invisible again."""
        if self._seen(box, self._paint):
            self._paint.append((box, white))
            if not white:
                self._fills.append(box)

    def picture(self, box: Box) -> None:
        if self._seen(box, self._pictures):
            self._pictures.append(box)
            self._paint.append((box, False))

    def drawing(self, box: Box) -> None:
        if self._seen(box, self._drawings):
            self._drawings.append(box)
            self._paint.append((box, False))

    def dark_at(self, x: float, y: float) -> bool:
        """Is the last area painted at this point other than white? White text shows only there."""
        return next((not white for box, white in reversed(self._paint) if box.contains(x, y)), False)

    def _seen(self, box: Box, kept: list[object] | list[Rule] | list[Box] | list[tuple[Box, bool]]) -> bool:
        return box.overlaps(self._visible) and len(kept) < _LIMIT

    def found(self) -> tuple[tuple[Rule, ...], tuple[Box, ...], tuple[Box, ...], tuple[Box, ...]]:
        return tuple(self._rules), tuple(self._fills), tuple(self._pictures), tuple(self._drawings)
