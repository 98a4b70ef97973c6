"""The taxonomy as text: for a term, every reading that it has; for all metrics, a list or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import process

from extractor import writers
from extractor.model import Statement
from extractor.normalizers.terms import TermMatch, match_term
from extractor.taxonomy.metrics import ANY, Metric, metrics

Where = Statement | None
"""The kind of table that the term stands in; None: nothing is known of where it stands."""


def readings(term: str, places: Sequence[Where]) -> Mapping[TermMatch, list[Where]]:
    """The different readings of a term, each with the places where it holds. The same label may be two metrics:
    少数股东权益 is equity in the balance sheet, and a share of the profit in the income statement."""
    found: dict[TermMatch, list[Where]] = {}
    for place in places:
        match = match_term(term, place)
        if match is not None:
            found.setdefault(match, []).append(place)
    return found


def reading_lines(term: str, found: Mapping[TermMatch, Sequence[Where]]) -> Iterator[str]:
    """Each metric once, with all readings that lead to it and all names that it has."""
    yield term
    for metric_id in dict.fromkeys(match.metric for match in found):
        metric = metrics()[metric_id] if metric_id else None
        yield f"  → {metric.id} · {metric.zh} · {metric.en}" if metric else "  → 上一行的指标 · the metric of the row above"
        for match, places in found.items():
            if match.metric == metric_id:
                yield f"    处 where      {_where(places, found)}"
                yield f"    口径 basis    {match.basis} · 单位 unit kind {match.unit_kind or '–'}"
                yield f"    缘由 why      {match.why} ({match.method})"
        if metric:
            yield f"    报表 stands in {metric.statement} · {metric.gloss}"
            for scope in dict.fromkeys((ANY, *metric.aliases)):
                yield f"    名 names      {scope}: {'、'.join(metric.names(scope))}"


def _where(places: Sequence[Where], found: Mapping[TermMatch, Sequence[Where]]) -> str:
    """The kinds of table, where the readings differ by them."""
    if len(found) == 1:
        return "任何报表 any table" if None in places else ", ".join(map(str, places))
    return ", ".join(place or "未知 unknown" for place in places)


def near_names(term: str) -> list[str]:
    """Canonical names that look like the term: for a person who mistyped, never for a reader of reports."""
    names = [metric.zh for metric in metrics().values()]
    return [name for name, _, _ in process.extract(term, names, limit=3, score_cutoff=60)]


def listing() -> str:
    return "\n".join(f"{metric.id}\t{metric.zh}\t{metric.en}\t{metric.unit}\t{metric.statement}" for metric in metrics().values())


def dump() -> str:
    return writers.dumps({"metrics": [_entry(metric) for metric in metrics().values()]}).rstrip("\n")


def _entry(metric: Metric) -> dict[str, object]:
    return {
        "id": metric.id,
        "zh": metric.zh,
        "en": metric.en,
        "unit": metric.unit,
        "period": metric.period,
        "statement": metric.statement,
        "gloss": metric.gloss,
        "source": list(metric.source),
        "aliases": {scope: list(names) for scope, names in sorted(metric.aliases.items())},
        "examples": list(metric.examples),
        "counter_examples": list(metric.counter_examples),
    }
