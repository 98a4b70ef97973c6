"""Words of captions, from `captions.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from extractor.taxonomy.files import contradiction, read_data
from extractor.taxonomy.metrics import metrics


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """`leads` and `tails` stand around a topic, longest first; `topics` name a metric; `statements` a kind of table."""

    leads: tuple[str, ...]
    tails: tuple[str, ...]
    topics: Mapping[str, str]
    statements: Mapping[str, str]


@cache
def caption_words() -> CaptionWords:
    """Loaded once; TaxonomyError when a topic names no metric."""
    data = read_data("captions.json")
    topics = {topic: metric for topic, metric in data["topics"].items() if metric}
    if unknown := sorted(set(topics.values()) - set(metrics())):
        raise contradiction("captions.json", f"没有指标 {unknown}", f"no such metrics: {unknown}")
    longest = {part: tuple(sorted(data[part], key=len, reverse=True)) for part in ("leads", "tails")}
    return CaptionWords(longest["leads"], longest["tails"], MappingProxyType(topics), MappingProxyType(data["statements"]))
