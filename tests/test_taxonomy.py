"""The shipped domain data: shape, order, no contradiction; every example maps to its metric and no counter-example does."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import taxonomy_layout

from extractor.errors import TaxonomyError
from extractor.model import UnitKind
from extractor.normalizers.characters import folded, key
from extractor.normalizers.terms import TermMatch, match_term
from extractor.normalizers.terms_labels import loose
from extractor.resources import schemas_dir
from extractor.taxonomy import dump, metric_ids, metrics
from extractor.taxonomy.brokers import brokers
from extractor.taxonomy.caption_words import caption_words
from extractor.taxonomy.entities import entities, products, unscanned_entities
from extractor.taxonomy.exchanges import exchanges
from extractor.taxonomy.files import alias_key
from extractor.taxonomy.metrics import ANY, FILES, PROSE, alias_index, build_index
from extractor.taxonomy.ratings import rating_words
from extractor.taxonomy.term_words import sections, term_words

FOLDER = schemas_dir() / "taxonomy"
METRIC_FILES = [f"metrics_{part}.json" for part in FILES]
CHECKED = [
    *METRIC_FILES,
    "brokers.json",
    "deliberately_unmapped.json",
    "entities.json",
    "exchanges.json",
    "products.json",
    "ratings.json",
    "sections.json",
]
STATEMENTS = ("balance", "income", "cashflow", "ratios", "summary", "market", "other")
AREAS = {section.area for table in sections() for section in table.values()}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CHECKED)
def test_file_has_the_shape_of_the_schema(name: str) -> None:
    schema = json.loads((schemas_dir() / "taxonomy.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    faults = [error.message[:200] for error in jsonschema.Draft202012Validator(schema).iter_errors(read(name))]
    assert not faults


@pytest.mark.parametrize("name", METRIC_FILES)
def test_file_is_in_order(name: str) -> None:
    text = taxonomy_layout.tidy(read(name))
    path: Path = FOLDER / name
    if os.environ.get("YANBAO_TIDY"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "YANBAO_TIDY=1 pytest tests/test_taxonomy.py writes it in order"


@pytest.mark.parametrize(
    ("name", "part", "field"),
    [("brokers.json", "brokers", "name"), ("exchanges.json", "exchanges", "id"), ("sections.json", "sections", "area")],
)
def test_list_is_in_order(name: str, part: str, field: str) -> None:
    found = [entry[field] for entry in read(name)[part]]
    assert found == sorted(found)


def test_everything_loads() -> None:
    assert len(metrics()) > 600
    assert len(brokers()) > 140
    assert len(entities()) > 600
    assert exchanges()["HK"].currency == "HKD"
    assert products()[("腾讯控股", "视频号")] == "advertising_revenue"
    assert rating_words().levels["买入"] == ("buy", "overweight")
    assert caption_words().topics["广告"] == "advertising_revenue"
    assert metric_ids()["归母净利润"] == "parent_net_profit"
    dumped: Any = dump()
    assert len(dumped["metrics"]) == len(metrics())
    assert json.loads(json.dumps(dumped)) == dumped


def aliases() -> Iterator[tuple[str, str, str]]:
    for metric in metrics().values():
        for scope in (ANY, *metric.aliases):
            for alias in metric.names(scope):
                yield metric.id, scope, alias


def test_aliases_are_folded_and_say_something() -> None:
    for metric, scope, alias in aliases():
        assert alias == folded(alias), (metric, alias)
        assert alias_key(alias) == key(alias), (metric, alias)
        assert scope in (ANY, PROSE, *STATEMENTS) or scope in AREAS, (metric, scope)


def test_no_alias_stands_twice_in_its_scope() -> None:
    for metric in metrics().values():
        for scope in (ANY, *metric.aliases):
            own = [alias_key(alias) for alias in metric.names(scope)]
            assert len(own) - len(set(own)) <= (metric.zh == metric.en), (metric.id, scope)


def test_a_duplicate_alias_is_an_error() -> None:
    with pytest.raises(TaxonomyError, match="revenue"):
        build_index([metrics()["revenue"], metrics()["gross_profit"], _renamed("营业收入")])


def _renamed(zh: str) -> Any:
    class Twin:
        id, aliases = "twin", {"any": (zh,)}

        def names(self, scope: str) -> tuple[str, ...]:
            return self.aliases.get(scope, ())

    return Twin()


def test_spellings_never_unite_two_metrics() -> None:
    """What `loose` drops (的, 于, 及 for 和) must not be what keeps two metrics apart."""
    for scope, names in alias_index().items():
        seen: dict[str, str] = {}
        for alias, metric in names.items():
            assert seen.setdefault(loose(alias), metric) == metric, (scope, alias)


def asked(label: str) -> TermMatch | None:
    """`label` or `label @place`, where place is a statement or the label of a section."""
    text, _, place = label.partition(" @")
    return match_term(text, place, ()) if place in STATEMENTS else match_term(text, None, (place,) if place else ())


@pytest.mark.parametrize("name", METRIC_FILES)
def test_examples_map_and_counter_examples_do_not(name: str) -> None:
    for entry in read(name)["metrics"]:
        for label in entry["examples"]:
            found = asked(label)
            assert found is not None, (entry["id"], label)
            assert found.metric == entry["id"], (entry["id"], label, found)
        for label in entry.get("not", ()):
            found = asked(label)
            assert found is None or found.metric != entry["id"], (entry["id"], label, found)


def test_every_name_finds_its_metric_in_its_scope() -> None:
    for metric, scope, alias in aliases():
        if scope in (ANY, *STATEMENTS):
            found = match_term(alias, None if scope == ANY else scope)
            assert found is not None, (metric, alias)
            assert found.metric == metric, (metric, scope, alias, found)


def test_unmapped_labels_are_unmapped() -> None:
    for entry in read("deliberately_unmapped.json")["labels"]:
        found = match_term(entry["label"])
        assert found is None or found.metric is None, (entry["label"], found)


def test_unit_kinds_are_the_models() -> None:
    from typing import get_args

    assert {metric.unit for metric in metrics().values()} <= {*get_args(UnitKind), "text"}


def test_unscanned_names_are_names() -> None:
    for metric in metrics().values():
        own = {alias_key(alias) for scope in (ANY, *metric.aliases) for alias in metric.names(scope)}
        assert metric.unscanned <= own, metric.id
    assert unscanned_entities() <= set(entities())


def test_words_are_keys() -> None:
    words = term_words()
    for word in (*words.inherits, *words.blocked, *words.leads, *(word for word, _ in words.basis)):
        assert word == key(word) or re.search('[‘’“”"]', word), word
