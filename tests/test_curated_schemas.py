"""The fast validator and the reference read our schemas alike, and the schemas of curated data fit what the readers take."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from curated_cases import ADS

from extractor.resources import schemas_dir
from extractor.taxonomy.curated import names
from extractor.validators.curated.schema import load, schema_faults

ALIKE = {
    "type", "enum", "const", "properties", "required", "additionalProperties", "propertyNames", "minProperties", "items", "minItems",
    "maxItems", "uniqueItems", "minLength", "pattern", "minimum", "maximum", "anyOf", "oneOf", "allOf", "if", "then", "else", "$ref",
    "$defs",
}  # fmt: skip
"""Keywords that mean the same in draft 7, which fastjsonschema reads, and in 2020-12."""
SAID = {"$schema", "title", "description", "examples"}


def keywords(node: Any) -> Iterator[str]:
    """All keywords of a schema; names of properties and definitions are none."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            if key in ("properties", "$defs"):
                for part in value.values():
                    yield from keywords(part)
            elif key not in ("enum", "const", "examples", "required"):
                yield from keywords(value)
    elif isinstance(node, list):
        for item in node:
            yield from keywords(item)


@pytest.mark.parametrize("name", ["report", "relations", "curated"])
def test_only_keywords_that_both_read_alike(name: str) -> None:
    assert set(keywords(load(name))) <= ALIKE | SAID
    jsonschema.Draft202012Validator.check_schema(load(name))


def test_both_agree_on_broken_reports() -> None:
    """One value of the example report exchanged at a time: the fast one passes it exactly when the reference does."""
    reference = jsonschema.Draft202012Validator(load("report"))
    example = json.loads((schemas_dir() / "examples" / "report.json").read_text(encoding="utf-8"))
    example["facts"], example["tables"] = example["facts"][:3], example["tables"][:1]
    chance = random.Random(7)
    for _ in range(150):
        content = json.loads(json.dumps(example))
        node: Any = content
        while isinstance(node, dict | list) and node:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            key = chance.choice(keys)
            if not isinstance(node[key], dict | list) or not node[key] or chance.random() < 0.1:
                node[key] = chance.choice([None, 0, -1, "x", "", [], {}, True])
                break
            node = node[key]
        assert bool(schema_faults(content, "report")) is not reference.is_valid(content)


def test_the_long_form_has_the_fields_of_its_schema() -> None:
    long = load("curated")["$defs"]["long"]
    assert set(long["properties"]) == set(names().fields.values())
    rows = [line.split(",") for line in (ADS / "ads_long.csv").read_text(encoding="utf-8").splitlines()]
    for row in rows[1:]:
        assert schema_faults(dict(zip(rows[0], row, strict=True)), "curated") == ()
    assert schema_faults({"metric": "营业收入", "period": "2024", "value": "1"}, "curated")
