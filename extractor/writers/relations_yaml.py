"""Relations found in the data as relations.yaml, for review: appended to what people wrote, which stays as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

_HEAD = """schema: "1.0"
# 勾稽关系：total = parts 之和（equal），或不小于其和（at_most，即“其中”）。请逐条审阅。
# Relations: a total and its parts, `equal` or `at_most` (of which). Review each.
relations:
"""


def with_relations(text: str, end: int | None, found: Sequence[Mapping[str, object]]) -> str:
    """The file with `found` at the end of its list of relations, which ends before line `end` (0-based); a file without such
    a list gets one. Each relation: `total`, `parts`, `entity`, `metric`, `evidence` and `indent` of the list."""
    if not text.strip():
        return _HEAD + "".join(_item(item, "  ") for item in found)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if end is None:
        kept = [line for line in lines if line.split("#")[0].strip() not in ("relations:", "relations: []")]
        return "".join(kept) + "relations:\n" + "".join(_item(item, "  ") for item in found)
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    start = next(number for number, line in enumerate(lines) if line.startswith("relations:"))
    first = next((line for line in lines[start + 1 : end] if line.lstrip().startswith("-")), "  -")
    indent = first[: len(first) - len(first.lstrip())]
    return "".join(lines[:end]) + "".join(_item(item, indent) for item in found) + "".join(lines[end:])


def _item(item: Mapping[str, object], indent: str) -> str:
    scope = ", ".join(f"{name}: {_scalar(str(item[name]))}" for name in ("entity", "metric") if item.get(name))
    parts = item["parts"]
    assert isinstance(parts, list | tuple)
    shown = ", ".join(_scalar(name) if weight == 1 else f"{{name: {_scalar(name)}, weight: {weight}}}" for name, weight in parts)
    lines = [f"- total: {_scalar(str(item['total']))}", f"  parts: [{shown}]", "  relation: equal"]
    if scope:
        lines.append(f"  scope: {{{scope}}}")
    lines.append(f"  evidence: {_scalar(str(item['evidence']))}")
    return "".join(f"{indent}{line}\n" for line in lines)


def _scalar(text: str) -> str:
    """Always quoted: a name such as 2024, no or `- 其他` must stay a string."""
    return json.dumps(text, ensure_ascii=False)
