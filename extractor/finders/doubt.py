"""Numbers that recognition was not sure of: said as problems, never facts.

The bar was set on ten reports, printed and read back at 150 and 200 dpi beside their text layers: see `BAR`.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Fact, Message, Problem

BAR = 0.9


def sure_of(facts: Iterable[Fact]) -> tuple[list[Fact], list[Problem]]:
    """The facts whose print was read for sure, and a problem for each other number."""
    kept: list[Fact] = []
    problems: list[Problem] = []
    for fact in facts:
        if fact.source.confidence is None or fact.source.confidence >= BAR:
            kept.append(fact)
        else:
            problems.append(_doubt(fact, fact.source.confidence))
    return kept, problems


def _doubt(fact: Fact, confidence: float) -> Problem:
    box = fact.source.boxes[0] if fact.source.boxes else None
    place = f" [{box.x0:.0f}, {box.top:.0f}, {box.x1:.0f}, {box.bottom:.0f}]" if box else ""
    name = " · ".join(part for part in (fact.label, fact.column_header or fact.period) if part)
    return Problem(
        "ocr_doubtful",
        fact.source.page,
        Message(
            f"OCR 读作“{fact.raw}”（{name}），可信度 {confidence:.2f} 不足，不作为事实{place}",
            f"OCR reads '{fact.raw}' ({name}) with a confidence of {confidence:.2f} only; not taken as a fact{place}",
        ),
    )
