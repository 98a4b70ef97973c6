"""Unit expressions: `百万元`, `RMB mn`, `元/吨`, `单位：人民币百万元，除每股数据外`. A closed grammar over the words of the taxonomy.

    expression = numerator { ("/" | 每 | per) divisor }
    numerator  = [currency] {scale} [yuan | unit | currency] [currency]

Several currencies (`百万港元/美元`) and a bare `$` are money of no known currency: the scale is printed, the id is None.
A bare scale (`百万`, `亿`) is no money at all: id and kind are None.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.model import Unit
from extractor.normalizers.characters import folded
from extractor.taxonomy.units import UnitWord, unit_words

_BRACKETS = {"[": "(", "]": ")", "{": "(", "}": ")", "【": "(", "】": ")", "〔": "(", "〕": ")"}
_SEPARATORS = re.compile(r"[,;、]")


@cache
def read_unit(text: str) -> Unit | None:
    """The unit that the whole string states, or None. Brackets, `单位：` and a closing exception are allowed.

    >>> read_unit("（百万元）")
    Unit(id='CNY', exponent=6, kind='money')
    >>> read_unit("元/吨").id
    'CNY/t'
    """
    units = read_units(text)
    return units[0] if len(units) == 1 else None


@cache
def read_units(text: str) -> tuple[Unit, ...]:
    """All units of a note that lists several (`单位：百万元，%，倍`), in print order; empty unless every part is one."""
    note = _bare(text)
    whole = _expression(note) or (_expression(note[2:]) if note[:2].lower() == "in" else None)  # in RMB mn
    if whole:
        return (whole,)
    parts = [_expression(_bare(part)) for part in _SEPARATORS.split(note) if part]
    if not parts or any(part is None for part in parts):
        return ()
    return tuple(dict.fromkeys(part for part in parts if part))


def per_share(unit: Unit) -> Unit:
    """Money read as money per share, as on a per-share metric (每股收益（元）); any other unit as it is."""
    if unit.kind != "money":
        return unit
    return Unit(f"{unit.id}/share" if unit.id else None, unit.exponent, "per_share")


def unspaced(text: str) -> str:
    """The form in which unit words are matched: folded, round brackets, no spaces, case kept."""
    return "".join(_BRACKETS.get(c, c) for c in folded(text) if c != " ")


def _bare(text: str) -> str:
    """The expression itself: without brackets around it, announcing words, and what it is said not to hold for."""
    words = unit_words()
    note, before = unspaced(text), ""
    while note != before:
        before = note
        note = note.strip(",;:、。")
        if note.startswith("(") and _closing(note) == len(note) - 1:
            note = note[1:-1]
        for lead in words.leads:
            note = re.sub(rf"{lead}(?::|(?=\())", "", note, flags=re.IGNORECASE)
        for first, then in words.exceptions:
            at = note.lower().find(first)
            if at > 0 and (not then or then in note[at:]):
                note = note[:at].rstrip("(,;:、")
        for sign in words.signs:
            if note.startswith(sign) and note[len(sign) :] in ("%", ""):
                note = note[len(sign) :]
    return note


def _closing(note: str) -> int:
    depth = 0
    for at, char in enumerate(note):
        depth += (char == "(") - (char == ")")
        if not depth:
            return at
    return -1


def _expression(note: str) -> Unit | None:
    """Numerator and divisors, or None. A number in a divisor (元/100克) is none of ours."""
    parts = re.split(r"/|每|per(?=[a-z])", note) if note else []
    if not parts or len(parts) > 3 or note.count("(") != note.count(")"):
        return None
    tokens = [_tokens(part) for part in parts]
    if any(not found for found in tokens):
        return None
    head = tokens[0] or ()
    if len(tokens) > 1 and all(found and all(w.role in ("currency", "yuan", "scale") for w in found) for found in tokens):
        return _parallel([found for found in tokens if found])
    unit = _numerator(head)
    for found in tokens[1:]:
        if unit is None or (unit.id is None and unit.kind is None) or not found or len(found) > 1 or found[0].per is None:
            return None
        unit = _divided(unit, found[0].per)
    return unit


def _tokens(text: str) -> tuple[UnitWord, ...] | None:
    """The words of `text`, longest first; None where a stretch is no unit word. 元(人民币) is 元人民币."""
    words, found, at = unit_words(), [], 0
    text = text.replace("(", "").replace(")", "")
    while at < len(text):
        for length in range(min(words.longest, len(text) - at), 0, -1):
            part = text[at : at + length]
            word = words.exact.get(part) or words.lower.get(part.lower())
            if word:
                found.append(word)
                at += length
                break
        else:
            return None
    return tuple(found)


def _numerator(words: tuple[UnitWord, ...]) -> Unit | None:
    exponent, scales, codes, yuan = 0, 0, set[str | None](), False
    unit: Unit | None = None
    money = any(w.role in ("currency", "yuan", "part") for w in words)
    for word in words:
        if word.role in ("scale", "letter"):
            if (word.role == "letter" and not money) or unit or yuan:
                return None
            exponent, scales = exponent + word.exponent, scales + 1
        elif word.role == "currency":
            codes.add(word.id)
        elif word.role in ("yuan", "part"):
            if yuan:
                return None
            yuan, exponent = True, exponent + word.exponent
            if word.role == "part":
                codes.add(word.id)
        elif word.unit is None or unit is not None:
            return None
        else:
            unit = word.unit
    if scales > 2:
        return None
    if unit is not None:
        fits = not money and (not scales or unit.kind in ("count", "physical"))
        return Unit(unit.id, unit.exponent + exponent, unit.kind) if fits else None
    if not money:
        return Unit(None, exponent, None)
    if len(codes) > 1:
        return None
    return Unit(next(iter(codes)) if codes else "CNY", exponent, "money")


def _parallel(parts: list[tuple[UnitWord, ...]]) -> Unit | None:
    """Currencies side by side (港元/美元): each row has its own, which the unit does not say."""
    units = [_numerator(part) for part in parts]
    if any(unit is None or unit.kind != "money" for unit in units):
        return None
    first, *rest = [unit for unit in units if unit]
    if any(unit.exponent not in (0, first.exponent) for unit in rest):
        return None
    same = all(unit.id == first.id for unit in rest)
    return Unit(first.id if same else None, first.exponent, "money")


def _divided(unit: Unit, per: str) -> Unit | None:
    if unit.kind in ("ratio", "points", "multiple"):
        return None
    kind = unit.kind
    if unit.kind == "money":
        kind = "per_share" if per == "share" else "price"
    return Unit(f"{unit.id}/{per}" if unit.id else None, unit.exponent, kind)
