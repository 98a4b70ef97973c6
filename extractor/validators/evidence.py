"""Evidence: the characters of `raw` are painted where the fact's boxes say (EVD01).

Only failures are stored, since a fact whose print is where it says is the normal case and proves no arithmetic; it
must not look like a confirmation of the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractor.model import Box, Check, Fact, Message, Word
from extractor.validators.book import Book
from extractor.validators.build import Finding, check

Words = Callable[[int], Sequence[Word]]


def check_evidence(book: Book, facts: Sequence[Fact], words: Words) -> Iterator[Check]:
    pages: dict[int, Sequence[Word]] = {}
    for fact in facts:
        if not fact.source.boxes:
            continue
        page = fact.source.page
        if page not in pages:
            pages[page] = words(page)
        painted = "".join(_within(box, pages[page]) for box in fact.source.boxes)
        if _plain(fact.raw) not in _plain(painted):
            shown = painted.strip() or "∅"
            how = Message(zh=f"框内印的是“{shown}”", en=f"the box shows “{shown}”")
            yield check(book, Finding("EVD01", "breaks", fact, (), None, how))


def _within(box: Box, words: Sequence[Word]) -> str:
    """The characters whose middle lies in the box, in painting order."""
    found = []
    for word in words:
        if not (box.top <= word.box.middle <= box.bottom and word.box.x0 < box.x1 and box.x0 < word.box.x1):
            continue
        for k, char in enumerate(word.text):
            part = word.part(k, k + 1)
            if box.x0 <= part.center <= box.x1:
                found.append(char)
    return "".join(found)


def _plain(text: str) -> str:
    return "".join(text.split())
