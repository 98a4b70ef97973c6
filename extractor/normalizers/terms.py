"""Printed terms: which metric a label names, and on which basis.

An alias belongs to a statement or section, so 少数股东权益 in an income statement is a profit, 其他 below 流动资产 the
other current assets, and 营业收入(%) below 成长能力 a growth of revenue. A label that nothing here knows is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import get_args

from extractor.model import Basis, Statement
from extractor.normalizers.characters import key
from extractor.normalizers.terms_labels import bare, turned, without_brackets
from extractor.normalizers.terms_lookup import Found, TermMatch, look_clipped, look_mistyped, look_up
from extractor.normalizers.terms_scan import FoundTerm, scan_terms
from extractor.taxonomy.metrics import ANY, metrics
from extractor.taxonomy.term_words import Section, sections, term_words

__all__ = ["FoundTerm", "TermMatch", "explain_term", "match_term", "scan_terms", "section_of"]

_NO_GROWTH = ("ratio", "multiple", "physical", "text")


def match_term(label: str, statement: str | None = None, section: Sequence[str] = ()) -> TermMatch | None:
    """The metric and basis that a printed label names, or None.

    >>> match_term("-其中：归属于母公司股东的净利润（百万元）").metric
    'parent_net_profit'
    >>> match_term("短期借款", "cashflow").metric
    'short_term_borrowings_change'
    >>> match_term("营业收入(%)", "ratios", ("成长能力",)).basis
    'yoy'
    """
    return _match(label, statement, tuple(section))


def section_of(label: str) -> Section | None:
    """The area that a row opens for the rows below it, by its label (成长能力) or its metric (流动资产合计)."""
    labels, rows = sections()
    text = bare(label)
    for form in (text, *without_brackets(text)):
        if form in labels:
            return labels[form]
    found = look_up(text, (ANY,))
    return rows.get(found.metric) if found else None


@cache
def _match(label: str, statement: str | None, section: tuple[str, ...]) -> TermMatch | None:
    areas = [area for name in reversed(section) if (area := section_of(name))]
    if statement in (None, "other") and areas:
        statement = areas[0].statement
    scopes = tuple(dict.fromkeys([*(area.area for area in areas), *([statement] if statement else []), ANY]))
    basis = next((area.basis for area in areas if area.basis), None)
    text = bare(label)
    if not text:
        return None
    if alone := term_words().inherits.get(key(label)):
        return TermMatch(None, alone, None, "exact", f"{label}: {alone} of the row above", inherits=True)
    whole = look_up(key(label), scopes)
    found = (whole, "value", _why(whole)) if whole else _read(text, scopes)
    if found is None:
        return None
    metric, own, how = found
    if metric is None:
        return TermMatch(None, own, None, "exact", how, inherits=True)
    entry = metrics()[metric.metric]
    if own == "value" and basis and not (basis == "yoy" and entry.unit in _NO_GROWTH):
        own, how = basis, f"{how}, under {section[-1]}"
    return TermMatch(entry.id, own, entry.unit, metric.method, how, False, entry.statement, entry.period)


def _read(text: str, scopes: tuple[str, ...]) -> tuple[Found | None, Basis, str] | None:
    """The first reading of a key that holds: as it stands, a basis alone, with a basis word, with less brackets, clipped."""
    forms = (text, *without_brackets(text))
    if found := look_up(text, scopes):
        return found, "value", _why(found)
    if alone := _alone(text):
        return None, alone, f"{text}: {alone} of the row above"
    if (other := turned(text)) and (found := look_up(other, scopes)):
        return found, "value", _why(found)
    if found := _twice(text, scopes):
        return found, "value", _why(found)
    for form in forms:
        if form != text and (found := look_up(form, scopes)):
            return found, _remark(text[len(form) :]) or "value", f"{_why(found)}, without {text[len(form) :] or 'remark'}"
        if based := _with_basis(form, scopes):
            return based
    for search in (look_clipped, look_mistyped):
        for form in forms:
            if found := search(form, scopes):
                return found, "value", _why(found)
    return None


def _twice(text: str, scopes: tuple[str, ...]) -> Found | None:
    """A term with another name of the same metric in a bracket: 息税前利润(EBIT)."""
    outer, opened, inner = text.removesuffix(")").partition("(")
    found = look_up(outer, scopes) if opened and outer else None
    return found if found and (other := look_up(inner, scopes)) and other.metric == found.metric else None


def _alone(text: str) -> Basis | None:
    """The basis of a label that names no metric: (+/-%), 同比(%), YoY, 占营业收入比."""
    words = term_words().inherits
    plain = text.replace("(", "").replace(")", "").strip(":-")
    return next((words[form] for form in (text, plain, plain.strip("%"), plain.replace("%", "")) if form in words), None)


def _with_basis(text: str, scopes: tuple[str, ...]) -> tuple[Found, Basis, str] | None:
    """A term with a basis word behind it (营业收入同比增速) or, set off, before it (同比增长-营业收入)."""
    for word, basis in term_words().basis:
        rest = ""
        if text.endswith(word):
            rest = text[: -len(word)].rstrip("-:(%,/_") if not word.startswith("/") else text[: -len(word)]
        elif text.endswith(f"{word})"):
            rest = text[: -len(word) - 1].rstrip("-:(%,/_")
        elif text.startswith(word) and text[len(word) : len(word) + 1] in ("-", ":", "("):
            rest = text[len(word) :].strip("-:()")
        if rest and (found := look_up(rest, scopes)):
            return found, basis, f"{_why(found)}, with {word}"
    return None


def _remark(cut: str) -> Basis | None:
    """The basis that a bracket gives: 营业收入(同比)."""
    return _alone(cut) if cut else None


def _why(found: Found) -> str:
    return f"{found.alias}: {found.how} of {found.metric} ({found.scope})"


def explain_term(term: str) -> str:
    """Every reading of a term, a line each: where it holds, the metric with its names, unit kind and statement, and why."""
    lines = []
    for place in (None, *get_args(Statement)):
        found = match_term(term, place)
        where = place or "anywhere"
        if found and found.metric:
            metric = metrics()[found.metric]
            said = f"{metric.id} · {metric.zh} · {metric.en} · {metric.unit} · {metric.statement} · {found.basis}"
            lines.append(f"{where}: {said} ({found.method}: {found.why})")
        elif found:
            lines.append(f"{where}: {found.why}")
    return "\n".join(lines) if lines else f"{term}: no metric"
