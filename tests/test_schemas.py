"""The schemas are the model's own words: same fields, same order, same closed sets; and the worked example holds."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import contract
import jsonschema
import pytest

from extractor import model, resources, writers
from extractor.finders.identity import fact_id
from extractor.model import Box
from extractor.normalizers.terms import match_term
from extractor.runner.outcome import Outcome, Run
from extractor.runner.run import Options, run_json
from extractor.taxonomy.metrics import metrics

EXAMPLE = resources.schemas_dir() / "examples" / "report.json"

# Model class, schema file, place of its object in the file.
SHAPES = [
    (model.Fact, "fact", ()),
    (model.Source, "fact", ("$defs", "source")),
    (model.Check, "check", ()),
    (model.Reported, "check", ("$defs", "reported")),
    (model.Computed, "check", ("$defs", "computed")),
    (model.Term, "check", ("$defs", "term")),
    (model.Table, "table", ()),
    (model.Cell, "table", ("$defs", "cell")),
    (model.Report, "report", ("$defs", "record")),
    (model.Company, "report", ("$defs", "company")),
    (model.Analyst, "report", ("$defs", "analyst")),
    (model.Rating, "report", ("$defs", "rating")),
    (model.Price, "report", ("$defs", "price")),
    (model.PriceRange, "report", ("$defs", "price_range")),
    (model.Coverage, "report", ("$defs", "coverage")),
    (model.TableCoverage, "report", ("$defs", "table_coverage")),
    (model.PageCoverage, "report", ("$defs", "page_coverage")),
    (model.Problem, "common", ("$defs", "problem")),
    (model.Message, "common", ("$defs", "message")),
]
IDS = [kind.__name__ for kind, _, _ in SHAPES]


def shape(name: str, place: tuple[str, ...]) -> dict[str, Any]:
    found = contract.schema(name)
    for step in place:
        found = found[step]
    return found


@pytest.mark.parametrize("name", contract.NAMES)
def test_each_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(contract.schema(name))


@pytest.mark.parametrize(("kind", "name", "place"), SHAPES, ids=IDS)
def test_fields_are_the_models(kind: type, name: str, place: tuple[str, ...]) -> None:
    fields = [field.name.rstrip("_") for field in dataclasses.fields(kind)]
    assert list(shape(name, place)["properties"]) == fields
    assert shape(name, place)["required"] == fields


@pytest.mark.parametrize(("kind", "name", "place"), SHAPES, ids=IDS)
def test_closed_sets_are_the_models(kind: type, name: str, place: tuple[str, ...]) -> None:
    properties = shape(name, place)["properties"]
    for field, hint in get_type_hints(kind).items():
        values = _literals(hint)
        if values:
            assert set(_enum(properties[field.rstrip("_")])) == values, field


def _literals(hint: Any) -> set[Any]:
    """The values of a Literal, inside a union or a tuple too; None where the union has it."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    inner = [_literals(part) for part in get_args(hint) if part is not Ellipsis]
    found = set().union(*inner)
    return found | {None} if found and type(None) in get_args(hint) else found


def _enum(property_: dict[str, Any]) -> list[Any]:
    if "$ref" in property_:
        return list(contract.schema("common")["$defs"][property_["$ref"].split("/")[-1]]["enum"])
    values = property_.get("enum") or property_["items"]["enum"]
    return list(values)


def test_top_level_is_what_the_writer_writes() -> None:
    document = model.Document("a.md", "0" * 64, "text/markdown", (), (), "good")
    extraction = model.Extraction(document, model.Report(), (), (), model.Coverage(), ())
    written = writers.report_json(extraction, "0")
    assert list(written) == contract.schema("report")["required"]
    assert contract.faults("report", written) == []


def test_the_run_is_what_the_runner_writes() -> None:
    outcome = Outcome("a.pdf", "failed", None, 0.1234, model.Problem("empty", None, model.Message("空", "empty")), None)
    written = run_json(Run((outcome,), 1.0), Options(1, 300, 0))
    schema = contract.schema("run")
    assert list(written) == schema["required"]
    assert list(written["options"]) == schema["properties"]["options"]["required"]
    assert list(written["inputs"][0]) == schema["$defs"]["input"]["required"]
    assert contract.faults("run", written) == []


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return loaded


def test_example_is_valid(example: dict[str, Any]) -> None:
    assert contract.faults("report", example) == []


def test_example_has_the_writers_layout(example: dict[str, Any]) -> None:
    assert writers.dumps(example) == EXAMPLE.read_text(encoding="utf-8")


def test_example_ids_are_the_hash_of_place_and_print(example: dict[str, Any]) -> None:
    for fact in example["facts"]:
        source = fact["source"]
        boxes = [Box(*box) for box in source["boxes"]]
        assert fact["id"] == fact_id(example["source"]["sha256"], source["page"], fact["raw"], fact["item"], boxes), fact["raw"]


def test_example_evidence_holds(example: dict[str, Any]) -> None:
    text = example["pages"][0]["text"]
    body = example["tables"][0]["body_rows"]
    for fact in example["facts"]:
        source = fact["source"]
        if fact["kind"] == "text":
            assert text[source["start"] : source["end"]] == fact["raw"]
        else:
            cell = body[source["row"]][source["column"]]
            assert (cell["text"], cell["bbox"]) == (fact["raw"], source["boxes"][0])


def test_example_checks_hold(example: dict[str, Any]) -> None:
    ids = {fact["id"] for fact in example["facts"]}
    for check in example["checks"]:
        reported, computed = check["reported"], check["computed"]
        assert {reported["fact"], *(term["fact"] for term in check["terms"])} <= ids
        assert Decimal(reported["low"]) <= Decimal(computed["high"])
        assert Decimal(computed["low"]) <= Decimal(reported["high"])


def test_example_speaks_the_taxonomys_language(example: dict[str, Any]) -> None:
    assert {fact["metric"] for fact in example["facts"]} <= set(metrics())
    for fact in example["facts"]:
        match = match_term(fact["label"], "income")
        assert match is not None
        assert (match.metric, match.basis if fact["kind"] == "table" else fact["basis"]) == (fact["metric"], fact["basis"])


SPOILT = [
    ("a float for a value", lambda fact: fact.update(value=1.5)),
    ("an exponent", lambda fact: fact.update(value="1.5E+9")),
    ("an unknown basis", lambda fact: fact.update(basis="growth")),
    ("a month that is none", lambda fact: fact.update(period="2025-1")),
    ("a field left out", lambda fact: fact.pop("superseded")),
    ("an origin nobody knows", lambda fact: fact.update({"from": {"unit": "guess"}})),
    ("a table fact without its table", lambda fact: fact["source"].update(table=None)),
    ("an empty raw", lambda fact: fact.update(raw="")),
]


@pytest.mark.parametrize(("why", "spoil"), SPOILT, ids=[why for why, _ in SPOILT])
def test_schema_refuses(example: dict[str, Any], why: str, spoil: Any) -> None:
    fact = json.loads(json.dumps(example["facts"][0]))
    assert contract.faults("fact", fact) == []
    spoil(fact)
    assert contract.faults("fact", fact)


@pytest.mark.parametrize(
    "period", ["", "2024", "2024Q4", "2025H1", "2025Q1-Q3", "2025-04", "2025-05-06", "2024-02/2025-11-13", "2024/2027"]
)
def test_every_form_of_period(example: dict[str, Any], period: str) -> None:
    assert contract.faults("fact", {**example["facts"][0], "period": period}) == []
