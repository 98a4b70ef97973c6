"""What a caption says of its table: whose numbers, which metric, which statement."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.model import Basis
from extractor.normalizers.characters import folded, key
from extractor.normalizers.entities import scan_entities
from extractor.normalizers.terms import match_term
from extractor.normalizers.units import without_unit
from extractor.taxonomy.caption_words import caption_words

_NUMBER = re.compile(
    r"^\s*(?:附?[图表]{1,2}|Figure|Table|Exhibit)\s*[0-9一二三四五六七八九十]*(?:[-.][0-9]+)?\s*[:：.、]?\s*", re.IGNORECASE
)
_PERIOD = re.compile(
    r"(?:19|20)\d{2}(?:年|[aefpq]\d?|h[12])?(?:[-~至到/](?:(?:19|20)?\d{2})(?:年|[aefp])?)?年?|[1-4]q\d{2}|\d{2}q[1-4]|过去\d年|近\d+年|近[一二三四五六七八九十]年",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CaptionReading:
    """`entity` as printed; `metric` that the whole table is of, with its basis; `statement`. Each None where it is not said."""

    entity: str | None
    metric: str | None
    statement: str | None
    basis: Basis | None


def read_caption(text: str) -> CaptionReading | None:
    """The reading of a caption that names at least one of the three, or None.

    >>> read_caption("图表12：腾讯广告拆分（亿元）")
    CaptionReading(entity='腾讯', metric='advertising_revenue', statement=None, basis='value')
    """
    title = without_unit(_NUMBER.sub("", folded(text)).strip())
    found = scan_entities(title)
    entity = title[found[0].start : found[0].end] if len({f.entity.name for f in found}) == 1 else None
    rest = title
    for name in reversed(found):
        rest = rest[: name.start] + rest[name.end :]
    topic = key(rest)
    statement = next((kind for name, kind in caption_words().statements.items() if name in topic), None)
    metric, basis = _metric(_PERIOD.sub("", topic).strip("-:,;()及和与的之")) if statement is None else (None, None)
    if entity is None and metric is None and statement is None:
        return None
    return CaptionReading(entity, metric, statement, basis)


def _metric(topic: str) -> tuple[str | None, Basis | None]:
    """The metric of a topic, its words of cutting and doing taken off one at a time. A bare topic (广告) needs such a word."""
    words = caption_words()
    cut = False
    while topic:
        if (found := match_term(topic)) and found.metric and found.method != "fuzzy":
            return found.metric, found.basis
        if cut and (metric := words.topics.get(topic)):
            return metric, "value"
        tail = next((word for word in words.tails if topic.endswith(word)), "")
        lead = next((word for word in words.leads if topic.startswith(word)), "")
        if not tail and not lead:
            return None, None
        topic = topic[: len(topic) - len(tail)] if tail else topic[len(lead) :]
        topic, cut = topic.strip("-:,;()及和与的之"), True
    return None, None
