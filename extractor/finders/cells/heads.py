"""One header text, read once: its unit, its period, what it says of the metric, and the label that is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.model import Basis, Forecaster, Period, Unit
from extractor.normalizers.characters import key
from extractor.normalizers.periods import read_header_period
from extractor.normalizers.terms import match_term
from extractor.normalizers.units import find_unit, without_unit
from extractor.taxonomy.table_words import table_words

_EDGES = " \t\n\u3000:：|,，、-–—_"
_FULL_YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-4]\d)(?!\d)")
_SIGNS = re.compile(r"[(（]\s*(?:\+/-|±|%|\+/-\s*%)\s*[)）]")
_AS_OF = re.compile(r"截至|截止|as (?:of|at)", re.IGNORECASE)
_TWO_LETTERS = re.compile(r"(?<=\d)\s*(A)\s*/\s*[EF]$", re.IGNORECASE)
"""2025A/E: actual for some rows, estimated for others."""
_REMARK = re.compile(r"[(（\[【](.*?)[)）\]】]")


@dataclass(frozen=True, slots=True)
class Head:
    """`label` is the printed text without unit, period and edges; `""` when nothing else is said. `basis`: a mark of
    growth or share stands in it, alone (`同比(%)`, `23-YoY`, `占比`) or beside a period (`净利润同比 2025E`)."""

    text: str
    label: str = ""
    unit: Unit | None = None
    period: Period | None = None
    basis: Basis | None = None
    superseded: bool = False
    forecaster: Forecaster | None = None


@lru_cache(maxsize=4096)
def read_head(text: str) -> Head:
    """Read one header cell."""
    flat = " ".join(text.split()) if text.isascii() else text.replace("\n", "").strip()
    found = find_unit(flat)
    unit = found.unit if found else None
    basis = mark_of(flat)
    if basis:
        return Head(text, "", unit, None, basis)
    rest = "" if found and (found.start, found.end) == (0, len(flat)) else without_unit(flat)
    period, basis, label = _period(rest)
    if label and mark_of(label):
        basis, label = mark_of(label), ""
    name = key(_REMARK.sub("", label) or label).strip(":-_ ")
    remarks = [key(remark) for remark in _REMARK.findall(flat)]
    words = table_words()
    superseded = any(_says(part, words.superseded) for part in (name, *remarks))
    label = _bare(label.strip(_EDGES), words.superseded if superseded else words.revised)
    forecaster: Forecaster | None = None
    if any(_says(part, words.consensus) for part in (name, *remarks)):
        forecaster = "consensus"
    elif any(_says(part, words.guidance) for part in (name, *remarks)):
        forecaster = "company"
    return Head(text, label, unit, period, basis, superseded, forecaster)


def mark_of(text: str) -> Basis | None:
    """The basis that a header states when it says nothing else; None for every other text.

    >>> mark_of("(+/-%)"), mark_of("%营业收入"), mark_of("营业收入")
    ('yoy', 'share', None)
    """
    for form in (text, _SIGNS.sub("", text), text.strip(" ()（）")):
        found = match_term(form) if form.strip() else None
        if found and found.inherits:
            return found.basis
    return None


def _period(text: str) -> tuple[Period | None, Basis | None, str]:
    """The one period of a text, the basis beside it, and what is left. Two digits are a year only where nothing else is
    said (25Q3, 23-YoY): 近10年 and 10年期 are lengths of time."""
    bare = _TWO_LETTERS.sub("A", text.strip(_EDGES))
    found = read_header_period(bare) if bare else None
    if found is None or found.period is None or (found.rest and found.period.id and not _FULL_YEAR.search(bare)):
        return None, None, bare
    period = found.period if bare == text.strip(_EDGES) else replace(found.period, status=None)
    return period, found.basis, "" if _AS_OF.fullmatch(found.rest.strip(_EDGES)) else found.rest


def _bare(label: str, words: frozenset[str]) -> str:
    """The label without the word that tells an earlier forecast from the new one (原预测营业收入, 净利润（调整后）)."""
    for word in sorted(words, key=len, reverse=True):
        form = re.escape(word)
        bare = re.sub(rf"^{form}(?![^\W\d_])$|^{form}\s*[:：-]|[(（\[]\s*{form}\s*[)）\]]", "", label, flags=re.IGNORECASE)
        if len(word) > 2 and not word.isascii():
            bare = re.sub(rf"^{form}|{form}$", "", bare, flags=re.IGNORECASE)
        if bare != label:
            return bare.strip(_EDGES)
    return label


def _says(name: str, words: frozenset[str]) -> bool:
    return name in words or any(len(word) > 2 and not word.isascii() and (name.startswith(word) or name.endswith(word)) for word in words)
