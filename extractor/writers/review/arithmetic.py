"""A check's arithmetic as an analyst would write it: the operands in their places, with signs and brackets between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.arithmetic.formula import Constant, Name, Node, Operation, names, read
from extractor.taxonomy.relations import relations

Written = list[str | int]
"""Signs as text, operands as their place among the check's terms."""

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_LINEAR = ("SUM", "IDN", "CUR")
_GROWTH: Mapping[str, Written] = {
    "GRW01": [0, "÷", 1, "−", "1"],
    "GRW02": [0, "÷", 1, "−", "1"],
    "GRW03": ["(", 0, "÷", 1, ")", "^(1/n)", "−", "1"],
    "GRW04": [0, "−", 1],
    "SHR02": [0, "÷", 1],
}


def written(check: Mapping[str, Any], metrics: Mapping[str, str | None]) -> Written | None:
    """The right-hand side of a check; None where its rule is not known to write one. `metrics`: fact id → metric.

    A ratio is written by the declared formula that its operands play, in their order; two conventions with the same
    operands cannot be told apart and are not written.
    """
    rule, terms = check["rule"], check["terms"]
    if rule.startswith(_LINEAR) and terms:
        return _sum(terms)
    if rule == "AGR01" and len(terms) == 1:
        return [0]
    if rule == "SHR01":
        return ["100%", *(part for place in range(len(terms)) for part in ("−", place))]
    if rule == "RAT08" and len(terms) % 2 and len(terms) > 1:
        return _one_price(len(terms))
    if rule in _GROWTH and len(terms) == 2:
        return list(_GROWTH[rule])
    if rule.startswith("RAT"):
        return _ratio(rule, check, metrics)
    return None


def _sum(terms: Sequence[Mapping[str, Any]]) -> Written:
    found: Written = []
    for place, term in enumerate(terms):
        weight = str(term["weight"])
        size = weight.removeprefix("-")
        if place or weight.startswith("-"):
            found.append("−" if weight.startswith("-") else "+")
        found += [place] if size == "1" else [size, "×", place]
    return found


def _one_price(count: int) -> Written:
    """The multiple by the price that the other columns leave: `( pe₁ × eps₁ ∩ pe₂ × eps₂ ) ÷ eps`."""
    pairs: Written = []
    for place in range(1, count, 2):
        pairs += [*(["∩"] if pairs else []), place, "×", place + 1]
    return ["(", *pairs, ")", "÷", 0]


def _ratio(rule: str, check: Mapping[str, Any], metrics: Mapping[str, str | None]) -> Written | None:
    declared = relations()
    played = [metrics.get(term["fact"]) for term in check["terms"]]
    result = metrics.get(check["reported"]["fact"])
    found = []
    for known in declared.ratios:
        if known.rule != rule or result not in declared.metrics(known.result):
            continue
        for formula in known.formulas:
            operands = names(formula)
            if len(operands) == len(played) and all(
                metric in declared.metrics(name.name) for metric, name in zip(played, operands, strict=True)
            ):
                found.append(_tree(read(formula), operands, 0))
    return found[0] if len(found) == 1 else None


def _tree(node: Node, operands: Sequence[Name], strength: int) -> Written:
    if isinstance(node, Constant):
        return [format(node.value, "f")]
    if isinstance(node, Name):
        return [operands.index(node)]
    assert isinstance(node, Operation)
    own = 1 if node.sign in "+-" else 2
    inner = [*_tree(node.left, operands, own), _SIGNS[node.sign], *_tree(node.right, operands, own + (node.sign in "-/"))]
    return ["(", *inner, ")"] if own < strength else inner
