"""The normalizers' data files hold to their schemas, and their words can be reached."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from extractor.normalizers.characters import key
from extractor.resources import schemas_dir
from extractor.taxonomy.cells import cell_words
from extractor.taxonomy.periods import period_words
from extractor.taxonomy.units import unit_words

NAMES = ["characters", "units", "currencies", "periods", "cells"]


@pytest.mark.parametrize("name", NAMES)
def test_data_hold_to_their_schema(name: str) -> None:
    schema = json.loads((schemas_dir() / f"taxonomy-{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads((schemas_dir() / "taxonomy" / f"{name}.json").read_text(encoding="utf-8"))
    assert [e.message for e in Draft202012Validator(schema).iter_errors(data)] == []


def test_words_are_in_the_form_that_is_looked_up() -> None:
    """A word with a full-width letter or a space would never match."""
    assert [w for w in unit_words().exact if key(w) != w.lower() and w not in ("㎡", "℃", "m²", "m³", "°C", "¥", "μm", "μs")] == []
    assert [w for w in cell_words().placeholders if key(w) != w] == []
    assert [w for w in (*period_words().parts, *period_words().basis) if key(w).upper() != w] == []


def test_parts_with_a_year_only_are_parts() -> None:
    assert period_words().with_year_only <= set(period_words().parts)
