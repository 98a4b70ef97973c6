"""JSON Schema, fast: a compiled validator says yes or no, jsonschema words what is wrong.

fastjsonschema turns a schema into Python code once (10,000 facts take tenths of a second) but reads drafts up to 7 and words
its errors for programmers. So jsonschema, the reference for draft 2020-12, has the last word on whatever the fast one refuses;
a test holds our schemas to the keywords that both read alike.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extractor.model import Message
from extractor.resources import schemas_dir

MOST = 50
"""Faults worded for one instance; a file that breaks its schema everywhere says so often enough."""


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One fault: the path to the value, what is wrong with it, what was found and what is allowed (short texts)."""

    path: tuple[str | int, ...]
    message: Message
    found: str
    allowed: str


def schema_faults(instance: object, name: str) -> tuple[SchemaFault, ...]:
    """What breaks `schemas/<name>.schema.json`; empty when nothing does."""
    if _fast(name)(instance):
        return ()
    import jsonschema

    validator = jsonschema.Draft202012Validator(load(name))
    faults: list[SchemaFault] = []
    for error in validator.iter_errors(instance):
        faults.append(_worded(_deepest(error)))
        if len(faults) == MOST:
            break
    return tuple(faults)


@functools.cache
def load(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return content


@functools.cache
def _fast(name: str) -> Callable[[object], bool]:
    import fastjsonschema

    content = {key: value for key, value in load(name).items() if key not in ("$schema", "$id")}
    validate = fastjsonschema.compile(content, use_default=False, detailed_exceptions=False)

    def passes(instance: object) -> bool:
        try:
            validate(instance)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return passes


def _deepest(error: Any) -> Any:
    """Of an anyOf, the branch that got furthest: that is the one the author meant."""
    while error.context:
        error = max(error.context, key=lambda e: (len(e.absolute_path), e.validator not in ("type", "enum", "const")))
    return error


def _worded(error: Any) -> SchemaFault:
    path = tuple(error.absolute_path)
    found = "" if isinstance(error.instance, dict | list) else json.dumps(error.instance, ensure_ascii=False)[:60]
    rule, limit = error.validator, error.validator_value
    if rule == "required":
        missing = [name for name in limit if name not in error.instance]
        return SchemaFault(path, Message(f"缺少 {', '.join(missing)}", f"{', '.join(missing)} is missing"), "", ", ".join(limit))
    if rule == "additionalProperties":
        known = error.schema.get("properties", {})
        extra = ", ".join(name for name in error.instance if name not in known)
        return SchemaFault(path, Message(f"未知的字段 {extra}", f"unknown field {extra}"), extra, ", ".join(known))
    allowed = ", ".join(map(str, limit)) if isinstance(limit, list) else str(limit)
    zh = {
        "type": "类型不对",
        "enum": "不在允许的值中",
        "const": "值不对",
        "pattern": "写法不对",
        "minLength": "为空",
        "minItems": "太少",
    }.get(rule, rule)
    return SchemaFault(path, Message(zh, error.message[:200]), found, allowed[:200] if not isinstance(limit, dict) else rule)
