"""The words that steer the reading of claims, from `prose.json` and `prose_terms.json`, in one look-up by first character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor.normalizers.terms import TermMatch, match_term
from extractor.resources import schemas_dir
from extractor.taxonomy.files import alias_key
from extractor.taxonomy.metrics import ANY, PROSE, metrics

Kind = str
"""A word's part in a sentence: term, entity, or the name of a list of `prose.json`."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    kind: Kind
    value: str


_SMALL, _CAPITAL = re.compile(r"(?<![A-Za-z])[a-z](?=[a-z]{2})"), re.compile(r"[A-Z][a-z]{2}")
"""A word of small letters, and one that begins with a capital: print writes token and Token, capex and Capex."""


@cache
def uncounted() -> tuple[str, ...]:
    """Nouns that are counted without being measured: 3个方面, 两大阶段."""
    return tuple(_read("prose_terms.json")["uncounted"])


@dataclass(frozen=True, slots=True)
class Unfit:
    """Words that show that a piece of text is no noun phrase: where they stand inside, first or last, or are all of it."""

    inside: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    whole: frozenset[str]

    def matches(self, name: str) -> bool:
        return name in self.whole or name.startswith(self.heads) or name.endswith(self.tails) or any(word in name for word in self.inside)


@cache
def no_product() -> Unfit:
    """Verbs, ratings and vague nouns that stand before a term and are no product of anybody's."""
    return _unfit("no_product")


@cache
def no_counted() -> Unfit:
    """What follows a counter and names nothing that is counted: a verb, a place, the next clause."""
    return _unfit("no_counted")


def _unfit(name: str) -> Unfit:
    data = _read("prose_terms.json")[name]
    return Unfit(tuple(data["inside"]), tuple(data["heads"]), tuple(data["tails"]), frozenset(data["whole"]))


Starts = dict[str, tuple[Word, ...]]
"""Words by their first two characters (words of one: by that one), longest first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    by_start: Starts
    terms: frozenset[str]
    subjects: tuple[str, ...]
    heads: tuple[str, ...]
    heads_not: tuple[str, ...]

    def is_no_head(self, text: str, start: int, end: int) -> bool:
        """Does the head belong to another word (数据, 降价), which measures nothing?"""
        return any(text.startswith(no, start) or text.endswith(no, 0, end) for no in self.heads_not)


def _whole(text: str, start: int, end: int) -> bool:
    """Letters do not part a word: PE is none in PEG, YoY none in Yoyo; a change of case (MetaARPU) parts two."""
    if _letter(text[start]) and start and _letter(text[start - 1]) and not (text[start - 1].islower() and text[start].isupper()):
        return False
    return not (_letter(text[end - 1]) and end < len(text) and _letter(text[end]))


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


@cache
def vocabulary() -> Vocabulary:
    """Loaded once; of words spelt alike, the one of the more particular list wins."""
    cues, terms = _read("prose.json"), _read("prose_terms.json")
    words: dict[str, Word] = {}
    names = dict.fromkeys((*_metric_names(), *terms["terms"]))
    wholes, embedded = tuple(terms["wholes"]), frozenset(terms["embedded"])
    for name in names:
        plain = next((name.removeprefix(whole) for whole in wholes if name.startswith(whole)), None)
        if name in terms["terms"] or (plain not in names and name not in embedded):
            words[name] = Word(name, "term", name)
            for other in (_SMALL.sub(lambda m: m[0].upper(), name), name[0].swapcase() + name[1:] if _CAPITAL.match(name) else name):
                words.setdefault(other, Word(other, "term", other))
    for name in cues["known"]:
        words.setdefault(name, Word(name, "known", name))
    for kind in ("growth", "superseded", "revised", "compared", "copula", "listing", "same", "reset", "other", "filler", "from"):
        for name in cues[kind]:
            words[name] = Word(name, kind, name)
    for kind in ("basis", "forecast", "since"):
        for name, value in cues[kind].items():
            words[name] = Word(name, kind, value)
    terms_known = frozenset(word.text for word in words.values() if word.kind == "term")
    return Vocabulary(index(list(words.values())), terms_known, tuple(terms["subjects"]), tuple(terms["heads"]), tuple(terms["heads_not"]))


def measured(name: str) -> TermMatch | None:
    """The metric that a term of running text stands for."""
    return match_term(name, PROSE)


def _metric_names() -> Iterator[str]:
    """The names by which the taxonomy's metrics may be looked for in running text."""
    for metric in metrics().values():
        if metric.scan:
            for name in (*metric.names(ANY), *metric.names(PROSE)):
                if len(name) > 1 and alias_key(name) not in metric.unscanned:
                    yield name


@cache
def weak() -> frozenset[str]:
    """Terms that measure whatever stands before them: 金额, 规模. Alone they name no metric that carries over."""
    return frozenset(_read("prose_terms.json")["weak"])


def index(words: list[Word]) -> Starts:
    groups: dict[str, list[Word]] = {}
    for word in sorted(words, key=lambda w: -len(w.text)):
        groups.setdefault(word.text[:2], []).append(word)
    return {start: tuple(group) for start, group in groups.items()}


def merged(first: Starts, second: Starts) -> Starts:
    """Both sets of words; of words spelt alike, those of `first` come first."""
    both = dict(second)
    for start, words in first.items():
        both[start] = tuple(sorted((*words, *both.get(start, ())), key=lambda w: -len(w.text)))
    return both


def whole_word(words: tuple[Word, ...], text: str, place: int) -> Word | None:
    """The longest of the words that stands at `place`; a word of letters must be a whole one."""
    for word in words:
        if text.startswith(word.text, place) and _whole(text, place, place + len(word.text)):
            return word
    return None


def _read(name: str) -> Any:
    return json.loads((schemas_dir() / "taxonomy" / name).read_text(encoding="utf-8"))
