"""The declared relations: in form, about metrics that exist, by formulas that can be read."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from gold_facts import METRICS
from jsonschema import Draft202012Validator

from extractor.arithmetic.formula import names
from extractor.resources import schemas_dir
from extractor.taxonomy.relations import Group, relations
from extractor.validators.rules import rules

KNOWN = set(METRICS.values())
DECLARED = relations()


def test_the_data_hold_to_their_schema() -> None:
    schema = json.loads((schemas_dir() / "taxonomy-relations.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads((schemas_dir() / "taxonomy" / "relations.json").read_text(encoding="utf-8"))
    assert [e.message for e in Draft202012Validator(schema).iter_errors(data)] == []


def test_every_metric_exists() -> None:
    used = {m for metrics in DECLARED.roles.values() for m in metrics}
    used |= {m for g in DECLARED.groups for m in g.members | g.residual}
    used |= {m for c in DECLARED.chains for m in {*c.signs} | c.starts | c.memo}
    used |= {m for group in DECLARED.alternatives for m in group}
    assert used - KNOWN == set()


@pytest.mark.parametrize("formula", [*DECLARED.identities, *DECLARED.ratios], ids=lambda f: f"{f.rule}-{f.result}")
def test_formulas_speak_of_roles(formula) -> None:  # type: ignore[no-untyped-def]
    assert formula.result in DECLARED.roles
    assert formula.rule in rules()
    for text in formula.formulas:
        assert {name.name for name in names(text)} - set(DECLARED.roles) == set()


def test_constants_groups_and_scalars_speak_of_roles() -> None:
    spoken = {role for c in DECLARED.constants for role in (c.result, *c.formulas)} | DECLARED.scalars
    spoken |= {role for g in DECLARED.groups for role in (g.total, *g.subtotals)} | {c.total for c in DECLARED.chains}
    assert spoken - set(DECLARED.roles) == set()


LEAVES = [g for g in DECLARED.groups if g.total not in ("parent_equity", "equity")]


@pytest.mark.parametrize(("one", "two"), list(combinations(LEAVES, 2)))
def test_a_line_belongs_to_one_group(one: Group, two: Group) -> None:
    assert one.members & two.members == set()


def test_roles_are_used() -> None:
    spoken = {name.name for f in (*DECLARED.identities, *DECLARED.ratios) for text in f.formulas for name in names(text)}
    spoken |= {f.result for f in (*DECLARED.identities, *DECLARED.ratios)} | {
        r for c in DECLARED.constants for r in (c.result, *c.formulas)
    }
    spoken |= {role for g in DECLARED.groups for role in (g.total, *g.subtotals)}
    assert set(DECLARED.roles) - spoken == set()
