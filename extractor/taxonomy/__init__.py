"""The domain data of `schemas/taxonomy/` as frozen look-up tables, loaded when first asked for.

A table that contradicts itself (one alias, two metrics) is a TaxonomyError at load.
"""

from extractor.taxonomy.metrics import Metric, metric_ids, metrics

__all__ = ["Metric", "dump", "metric_ids", "metrics"]


def dump() -> dict[str, object]:
    """All tables as plain data: what `yanbao terms --dump` prints."""
    from extractor.taxonomy.dumping import all_tables

    return all_tables()
