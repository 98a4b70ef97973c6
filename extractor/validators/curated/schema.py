"""JSON Schema, fast: a compiled validator says yes or no, jsonschema words what is wrong.

fastjsonschema turns a schema into Python code once (10,000 facts take tenths of a second) but reads drafts up to 7 and words
its errors for programmers. So jsonschema, the reference for draft 2020-12, has the last word on whatever the fast one refuses;
a test holds our schemas to the keywords that both read alike.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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


def schema_faults(instance: object, name: str, lists: Mapping[str, str] | None = None) -> tuple[SchemaFault, ...]:
    """What breaks `schemas/<name>.schema.json`; empty when nothing does. `lists` names long lists at the top (`facts`) and the
    schema of their items (`fact`), so that only the broken items are gone through slowly."""
    if _fast(name)(instance):
        return ()
    import jsonschema

    kept, numbers = _broken_only(instance, lists or {})
    faults: list[SchemaFault] = []
    for error in jsonschema.Draft202012Validator(load(name)).iter_errors(kept):
        fault = _worded(_deepest(error))
        faults.append(replace(fault, path=_renumbered(fault.path, numbers)))
        if len(faults) == MOST:
            break
    return tuple(faults)


def _broken_only(instance: object, lists: Mapping[str, str]) -> tuple[object, dict[str, list[int]]]:
    """The instance with long lists cut down to their broken items, and the numbers that these had."""
    if not isinstance(instance, dict):
        return instance, {}
    numbers = {
        key: [number for number, item in enumerate(instance[key]) if not _fast(name)(item)]
        for key, name in lists.items()
        if isinstance(instance.get(key), list)
    }
    return {**instance, **{key: [instance[key][number] for number in kept] for key, kept in numbers.items()}}, numbers


def _renumbered(path: tuple[str | int, ...], numbers: Mapping[str, list[int]]) -> tuple[str | int, ...]:
    if len(path) > 1 and isinstance(path[0], str) and isinstance(path[1], int) and path[0] in numbers:
        return (path[0], numbers[path[0]][path[1]], *path[2:])
    return path


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The schema with all files that it refers to bundled into its `$defs`."""
    bundle: dict[str, Any] = {}
    content = _bundled(name, "#", bundle)
    return {**content, "$defs": {**content.get("$defs", {}), **bundle}}


def _bundled(name: str, root: str, bundle: dict[str, Any]) -> dict[str, Any]:
    """One file with its references turned: own ones to stand below `root`, those to other files below `#/$defs`."""

    def turned(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: target(value) if key == "$ref" and isinstance(value, str) else turned(value) for key, value in node.items()}
        return [turned(item) for item in node] if isinstance(node, list) else node

    def target(reference: str) -> str:
        file, _, pointer = reference.partition("#")
        if not file:
            return f"{root}{pointer}"
        other = file.removesuffix(".schema.json")
        if other not in bundle:
            bundle[other] = {}
            bundle[other] = _bundled(other, f"#/$defs/{other}", bundle)
        return f"#/$defs/{other}{pointer}"

    content = json.loads((schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return {key: turned(value) for key, value in content.items() if key not in ("$schema", "$id")}


@functools.cache
def _fast(name: str) -> Callable[[object], bool]:
    import fastjsonschema

    validate = fastjsonschema.compile(load(name), use_default=False)

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
