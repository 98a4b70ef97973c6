"""The contract's JSON Schemas, loaded once, for every test that writes an output."""

from __future__ import annotations

import functools
import json
from typing import Any

import jsonschema
from referencing import Registry, Resource

from extractor import resources

NAMES = ("common", "fact", "check", "table", "report", "run")


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((resources.schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    registry: Registry[Any] = Registry().with_resources((f"{part}.schema.json", Resource.from_contents(schema(part))) for part in NAMES)
    return jsonschema.Draft202012Validator(schema(name), registry=registry, format_checker=jsonschema.FormatChecker())


def faults(name: str, value: object) -> list[str]:
    """What a value has against its schema, each with its place; empty when valid."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(value)]
