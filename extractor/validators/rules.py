"""The rules by code: what each says, why, an example that fails it and one that passes. From `schemas/rules/*.json`, the one
source of `--explain`, of SARIF descriptions and of the tests that run the examples."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.errors import TaxonomyError
from extractor.model import Message
from extractor.resources import schemas_dir


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. An example is `{"files": {name: text}}` (curated data), `{"report": {pointer: value}}` (changes to the example
    report of the contract) or `{"text": …}` (what is printed)."""

    code: str
    name: Message
    what: Message
    why: Message
    fails: Mapping[str, Any]
    passes: Mapping[str, Any]


@functools.cache
def rules() -> Mapping[str, Rule]:
    """All rules, by code; a code in two files is an error."""
    found: dict[str, Rule] = {}
    for path in sorted((schemas_dir() / "rules").glob("*.json")):
        for code, item in json.loads(path.read_text(encoding="utf-8")).items():
            if code in found:
                raise TaxonomyError("rule_twice", f"规则 {code} 出现两次（{path.name}）", f"rule {code} occurs twice ({path.name})")
            name, what, why = (Message(**item[part]) for part in ("name", "what", "why"))
            found[code] = Rule(code, name, what, why, item["fails"], item["passes"])
    return dict(sorted(found.items()))


def explained(rule: Rule) -> str:
    """A rule as text for a terminal."""
    lines = [f"{rule.code} {rule.name.zh} · {rule.name.en}", "", rule.what.zh, rule.what.en, "", rule.why.zh, rule.why.en]
    for title, example in (("不符合 · fails", rule.fails), ("符合 · passes", rule.passes)):
        lines += ["", f"{title}:", *_shown(example)]
    return "\n".join(lines)


def _shown(example: Mapping[str, Any]) -> list[str]:
    lines = []
    for name, text in example.get("files", {}).items():
        lines += [f"  {name}", *(f"    {line}" for line in text.splitlines())]
    for pointer, value in example.get("report", {}).items():
        lines.append(f"  {pointer}: {json.dumps(value, ensure_ascii=False)}")
    lines += [f"  {line}" for line in example.get("text", "").splitlines()]
    return lines or ["  schemas/examples/report.json"]
