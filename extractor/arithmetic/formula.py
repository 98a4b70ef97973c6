"""Formulas over intervals, written as an analyst writes them: `1 - cost / revenue`, `profit / avg(equity)`.

Names are separated from operators by spaces. `prev(x)` is x one period earlier, `avg(x)` the mean of the two. Where a
name occurs twice the interval grows wider than it need be, so formulas are written to name each operand once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from extractor.arithmetic.interval import Interval, add, divide, exact, multiply, scale, subtract

Lookup = Callable[[str, int], Interval | None]
"""(name, periods back) → the operand's interval, or None where it is not printed."""

_TOKEN = re.compile(r"\s*([()]|[+\-*/](?=\s)|[^\s()]+)")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    back: int = 0


@dataclass(frozen=True, slots=True)
class Constant:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Operation:
    sign: Literal["+", "-", "*", "/"]
    left: Node
    right: Node


Node = Name | Constant | Operation


@cache
def read(text: str) -> Node:
    """The formula as a tree; ValueError when it is none.

    >>> read("a / b")
    Operation(sign='/', left=Name(name='a', back=0), right=Name(name='b', back=0))
    """
    tokens = _TOKEN.findall(text)
    node, rest = _sum(tokens)
    if rest:
        raise ValueError(f"formula {text!r}: unexpected {rest[0]!r}")
    return node


@cache
def names(text: str) -> tuple[Name, ...]:
    """The operands in the order in which they stand, each once."""
    found: dict[Name, None] = {}

    def walk(node: Node) -> None:
        if isinstance(node, Name):
            found[node] = None
        elif isinstance(node, Operation):
            walk(node.left)
            walk(node.right)

    walk(read(text))
    return tuple(found)


def evaluate(text: str, lookup: Lookup) -> Interval | None:
    """The interval of the formula; None where an operand is not printed or a divisor may be zero."""
    return _value(read(text), lookup)


def _value(node: Node, lookup: Lookup) -> Interval | None:
    if isinstance(node, Constant):
        return exact(node.value)
    if isinstance(node, Name):
        return lookup(node.name, node.back)
    left, right = _value(node.left, lookup), _value(node.right, lookup)
    if left is None or right is None:
        return None
    if node.sign == "+":
        return add((left, right))
    if node.sign == "-":
        return subtract(left, right)
    if isinstance(node.left, Constant) and node.sign == "*":
        return scale(right, node.left.value)
    return multiply(left, right) if node.sign == "*" else divide(left, right)


def _sum(tokens: list[str]) -> tuple[Node, list[str]]:
    node, rest = _product(tokens)
    while rest and rest[0] in "+-":
        right, after = _product(rest[1:])
        node, rest = Operation("+" if rest[0] == "+" else "-", node, right), after
    return node, rest


def _product(tokens: list[str]) -> tuple[Node, list[str]]:
    node, rest = _atom(tokens)
    while rest and rest[0] in "*/":
        right, after = _atom(rest[1:])
        node, rest = Operation("*" if rest[0] == "*" else "/", node, right), after
    return node, rest


def _atom(tokens: list[str]) -> tuple[Node, list[str]]:
    if not tokens or tokens[0] in "+-*/)":
        raise ValueError("formula: an operand is missing")
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        node, rest = _sum(rest)
        if not rest or rest[0] != ")":
            raise ValueError("formula: a bracket is not closed")
        return node, rest[1:]
    if head in ("prev", "avg"):
        if len(rest) < 3 or rest[0] != "(" or rest[2] != ")":
            raise ValueError(f"formula: {head} takes one name in brackets")
        name = rest[1]
        if head == "prev":
            return Name(name, 1), rest[3:]
        return Operation("*", Constant(_HALF), Operation("+", Name(name), Name(name, 1))), rest[3:]
    return (Constant(Decimal(head)) if head[0].isdigit() else Name(head)), rest
