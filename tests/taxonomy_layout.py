"""The one way that a metrics file is written: an entry a line-group, ids in order. `YANBAO_TIDY=1 pytest` writes it so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

HEADS = (("id", "zh", "en"), ("unit", "period", "scan"), ("gloss",), ("source",), ("aliases",), ("unscanned",), ("examples",), ("not",))


def tidy(data: Mapping[str, Any]) -> str:
    """The file's text."""
    entries = sorted(data["metrics"], key=lambda entry: entry["id"])
    return f'{{\n  "note": {_json(data["note"])},\n  "metrics": [\n' + ",\n".join(map(_entry, entries)) + "\n  ]\n}\n"


def _entry(entry: Mapping[str, Any]) -> str:
    lines = []
    for head in HEADS:
        present = [key for key in head if key in entry]
        if head == ("aliases",) and present:
            scopes = sorted(entry["aliases"], key=lambda scope: (scope != "any", scope))
            names = ",\n".join(f"        {_json(scope)}: {_json(entry['aliases'][scope])}" for scope in scopes)
            lines.append(f'      "aliases": {{\n{names}\n      }}')
        elif present:
            lines.append("      " + ", ".join(f"{_json(key)}: {_json(entry[key])}" for key in present))
    return "    {\n" + ",\n".join(lines) + "\n    }"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
