"""Finds terms in running text: the longest name at each place, names of different length tried by dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.model import Basis
from extractor.normalizers.characters import fold
from extractor.normalizers.terms_labels import loose
from extractor.normalizers.terms_lookup import TermMatch
from extractor.taxonomy.files import alias_key
from extractor.taxonomy.metrics import ANY, PROSE, metrics
from extractor.taxonomy.term_words import term_words

_CHARACTER = {
    "帐": "账",
    "劵": "券",
    "与": "及",
    "和": "及",
    "、": "及",
    "&": "及",
    "的": "",
    "于": "",
    "之": "",
    "_": "-",
    " ": "",
    "[": "(",
    "]": ")",
    "【": "(",
    "】": ")",
}
"""The spellings of `loose`, one character at a time, so that every offset keeps its place in the source."""


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term in a text: `text[start:end]` is its name as printed, a closing basis word included (收入增速)."""

    start: int
    end: int
    match: TermMatch


@dataclass(frozen=True, slots=True)
class Dense:
    """A text as `loose` keys are written, with the source offset of every character."""

    text: str
    origin: tuple[int, ...]

    def apart(self, at: int) -> bool:
        """Whether the source has something between characters `at - 1` and `at`, or a text ends there."""
        return at <= 0 or at >= len(self.text) or self.origin[at] - self.origin[at - 1] > 1


def scan_terms(text: str) -> tuple[FoundTerm, ...]:
    """All terms of a text, left to right, none over another; offsets are the given text's.

    >>> [text for t in scan_terms("预计归属于\\n上市公司股东的净利润增速为12%") for text in [t.match.metric, t.match.basis]]
    ['parent_net_profit', 'yoy']
    """
    dense, names, lengths = dense_text(text), _names(), _lengths()
    found: list[FoundTerm] = []
    line, at, last = dense.text, 0, len(dense.text) - 1
    while at < last:
        for length in lengths.get(line[at : at + 2], ()):
            name = line[at : at + length]
            if len(name) == length and name in names and not _inside_word(dense, at, at + length):
                if match := names[name]:
                    end, match = _closed(dense, at + length, match)
                    found.append(FoundTerm(dense.origin[at], dense.origin[end - 1] + 1, match))
                    at = end - 1
                else:
                    at += length - 1
                break
        at += 1
    return tuple(found)


def dense_text(text: str) -> Dense:
    """The text in lower case, folded, without spaces and the little words that names are printed with or without."""
    folded = fold(text)
    letters: list[str] = []
    origin: list[int] = []
    for char, source in zip(
        folded.text.lower() if folded.text.isascii() else "".join(map(_lower, folded.text)), folded.origin, strict=True
    ):
        if kept := _CHARACTER.get(char, char):
            letters.append(kept)
            origin.append(source)
    return Dense("".join(letters), tuple(origin))


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _inside_word(dense: Dense, start: int, end: int) -> bool:
    """Whether a Latin name goes on in the text (PE in SPEED): letters and digits touch it."""
    line = dense.text
    before = _latin(line[start]) and start > 0 and _latin(line[start - 1]) and not dense.apart(start)
    if before and (line[start - 1].isdigit() or (line[start - 1] == "x" and line[start - 2 : start - 1].isdigit())):
        before = False  # 23PE, 23xPE: a number may touch the name
    after = _latin(line[end - 1]) and end < len(line) and _latin(line[end]) and not dense.apart(end)
    return before or after


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _closed(dense: Dense, end: int, match: TermMatch) -> tuple[int, TermMatch]:
    """The term with a basis word that closes it: 收入增速, 广告收入占比."""
    for word, basis in term_words().scanned:
        if dense.text.startswith(word, end):
            return end + len(word), _based(match, basis)
    return end, match


@cache
def _based(match: TermMatch, basis: Basis) -> TermMatch:
    return TermMatch(
        match.metric,
        basis,
        match.unit_kind,
        match.method,
        f"{match.why}, with a word of {basis}",
        False,
        match.statement,
        match.period_type,
    )


@cache
def _names() -> Mapping[str, TermMatch | None]:
    """Loose keys of all names that may be looked for; None where a phrase only looks like a term."""
    names: dict[str, TermMatch | None] = {}
    for scope in (ANY, PROSE):
        for metric in metrics().values():
            if not metric.scan:
                continue
            for alias in metric.names(scope):
                text = loose(alias_key(alias))
                if len(text) < 2 or alias_key(alias) in metric.unscanned:
                    continue
                why = f"{alias}: name of {metric.id} in running text"
                method = "exact" if alias == metric.zh else "alias"
                names[text] = TermMatch(metric.id, "value", metric.unit, method, why, False, metric.statement, metric.period)  # type: ignore[arg-type]
    names.update(dict.fromkeys(map(loose, term_words().blocked)))
    return names


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Lengths of the names that begin with two characters, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _names():
        lengths.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(group, reverse=True)) for start, group in lengths.items()}
