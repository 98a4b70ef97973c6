"""Evidence: the characters of `raw` are painted where the fact's boxes say (EVD01).

Only failures are stored, since a fact whose print is where it says is the normal case and proves no arithmetic; it
must not look like a confirmation of the number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from extractor.model import Box, Check, Fact, Message, Word
from extractor.validators.book import Book
from extractor.validators.build import Finding, check

Words = Callable[[int], Sequence[Word]]
_LINE = 2.0
"""Points between the middles of words that stand on two lines."""


def check_evidence(book: Book, facts: Sequence[Fact], words: Words) -> Iterator[Check]:
    pages: dict[int, tuple[list[float], list[Word]]] = {}
    for fact in facts:
        page = fact.source.page
        if fact.source.boxes and page not in pages:
            ordered = sorted(words(page), key=lambda word: word.box.middle)
            pages[page] = [word.box.middle for word in ordered], ordered
        painted = "".join(_within(box, *pages[page]) for box in fact.source.boxes)
        if fact.source.boxes and _plain(fact.raw) not in _plain(painted):
            shown = painted.strip() or "∅"
            how = Message(zh=f"框内印的是“{shown}”", en=f"the box shows “{shown}”")
            yield check(book, Finding("EVD01", "breaks", fact, (), None, how))


def _within(box: Box, middles: list[float], words: list[Word]) -> str:
    """The characters whose middle lies in the box, line by line, from left to right."""
    found: list[tuple[int, float, str]] = []
    line, last = 0, box.top
    for word in words[bisect_left(middles, box.top) : bisect_right(middles, box.bottom)]:
        if word.box.middle - last > _LINE:
            line += 1
        last = word.box.middle
        if word.box.x0 < box.x1 and box.x0 < word.box.x1:
            for k, char in enumerate(word.text):
                center = word.part(k, k + 1).center
                if box.x0 <= center <= box.x1:
                    found.append((line, center, char))
    return "".join(char for _, _, char in sorted(found))


def _plain(text: str) -> str:
    return "".join(text.split())
