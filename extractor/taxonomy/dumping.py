"""The whole taxonomy as plain data."""

from __future__ import annotations

from extractor.taxonomy.files import read_data
from extractor.taxonomy.metrics import Metric, metrics

OTHER_FILES = ("sections", "term_words", "ratings", "brokers", "exchanges", "entities", "products", "captions", "deliberately_unmapped")


def all_tables() -> dict[str, object]:
    """Every metric with its names, and the other tables as they are shipped."""
    return {"metrics": [entry(metric) for metric in metrics().values()], **{name: read_data(f"{name}.json") for name in OTHER_FILES}}


def entry(metric: Metric) -> dict[str, object]:
    """One metric as in the shipped file, with the file's statement."""
    return {
        "id": metric.id,
        "zh": metric.zh,
        "en": metric.en,
        "unit": metric.unit,
        "period": metric.period,
        "statement": metric.statement,
        "gloss": metric.gloss,
        "source": list(metric.source),
        "aliases": {scope: list(names) for scope, names in metric.aliases.items()},
        "examples": list(metric.examples),
        "not": list(metric.counter_examples),
    }
