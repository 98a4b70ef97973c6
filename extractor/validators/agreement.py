"""The same fact said twice in a report: cover table, statements, prose (AGR01)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log10

from extractor.arithmetic.interval import ZERO, truncated
from extractor.arithmetic.verdicts import Column, Verdict, decide
from extractor.model import Check, Fact, Message
from extractor.taxonomy.relations import relations
from extractor.validators.book import Book, Series, akin, entity, interval, near
from extractor.validators.build import ONE, Finding, check
from extractor.validators.hints import value_hints
from extractor.validators.slips import same_moved

_PEERS = 4
_PROOF = 3.0

Pair = tuple[str, Fact, Fact, bool]


def check_agreement(book: Book) -> Iterator[Check]:
    """Each later telling against the best earlier one: statements tell first, then ratio tables, cover tables, prose.
    A term that may stand for a neighbour (净利润 for 归母净利润, 营收 for 营业总收入) agrees with it or says nothing."""
    order = {id(s): (s.rank, k) for k, s in enumerate(book.series)}
    index: dict[tuple[object, ...], dict[int, Series]] = defaultdict(dict)
    for k, one in enumerate(book.series):
        if one.head.metric is not None:
            for key in _keys(one.head, one.head.metric):
                index[key][k] = one
    judged: list[tuple[Series, list[Pair]]] = []
    for series in book.series:
        if series.head.metric is None:
            continue
        others = sorted(m for group in relations().alternatives if series.head.metric in group for m in group - {series.head.metric})
        tellings = [
            [o for o in _alike(index, series.head, metric) if order[id(o)] < order[id(series)] and _same(series.head, o.head)]
            for metric in (series.head.metric, *others)
        ]
        chosen = _closest(series, tellings[0])
        if not all(pair[3] for pair in chosen) or not chosen:
            loose = _closest(series, [o for group in tellings[1:] for o in group])
            if loose and (all(pair[3] for pair in loose) or _slip(series, loose, [pair for pair in loose if not pair[3]])):
                chosen = loose
        if chosen:
            judged.append((series, chosen))
    odd = _odd_rows(judged)
    for series, chosen in judged:
        yield from _judge(book, series, chosen, id(series) in odd)


def _keys(head: Fact, metric: str) -> Iterator[tuple[object, ...]]:
    """What two tellings of one fact share: the same metric of one entity, by its id or by its name."""
    common = (metric, head.basis, head.product, head.versus, head.superseded)
    yield (*common, "id", entity(head))
    if head.entity:
        yield (*common, "name", head.entity)


def _alike(index: Mapping[tuple[object, ...], Mapping[int, Series]], head: Fact, metric: str) -> list[Series]:
    """The series that share a key, in the book's order."""
    found = {k: series for key in _keys(head, metric) for k, series in index.get(key, {}).items()}
    return [found[k] for k in sorted(found)]


def _odd_rows(judged: Sequence[tuple[Series, list[Pair]]]) -> set[int]:
    """Two tables that list the same peers agree row by row; the few rows that do not are the exception."""
    groups: dict[tuple[object, ...], list[tuple[Series, bool]]] = defaultdict(list)
    for series, chosen in judged:
        tables = {other.source.table for _, _, other, _ in chosen}
        if series.place[0] and len(tables) == 1 and None not in tables and not series.head.product:
            key = (series.place[0], *tables, series.head.metric, series.head.basis)
            groups[key].append((series, all(pair[3] for pair in chosen)))
    odd = set()
    for rows in groups.values():
        holding = sum(1 for _, ok in rows if ok)
        if len({entity(series.head) for series, _ in rows}) >= _PEERS and holding >= 3 * (len(rows) - holding):
            odd |= {id(series) for series, ok in rows if not ok}
    return odd


def _closest(series: Series, tellings: list[Series]) -> list[Pair]:
    """The telling that agrees in most periods, as (period, fact, other, agrees)."""
    chosen: list[Pair] = []
    for other in tellings:
        pairs = [(p, fact, other.facts[p], agree(fact, other.facts[p])) for p, fact in series.facts.items() if p in other.facts]
        if pairs and (not chosen or sum(p[3] for p in pairs) > sum(p[3] for p in chosen)):
            chosen = pairs
    return chosen


def agree(a: Fact, b: Fact) -> bool:
    """Consistent as XBRL duplicates are: intervals meet, and equal precision means equal numbers."""
    if a.decimals == b.decimals:
        return a.low == b.low and a.high == b.high
    return interval(a).meets(interval(b))


def _judge(book: Book, series: Series, chosen: list[Pair], odd: bool) -> Iterator[Check]:
    columns = [Column(ok, False) for _, _, _, ok in chosen]
    found: tuple[Verdict, ...] = decide(columns, len(columns) == 1)
    failing = [pair for pair in chosen if not pair[3]]
    slip = _slip(series, chosen, failing)
    sure = len(chosen) == 1 or _proof(chosen) >= _PROOF
    certain = len(chosen) > 3 and _proof(chosen) >= 2 * _PROOF and series.head.kind == "table" and series.head.unit == chosen[0][2].unit
    for (period, fact, other, ok), verdict in zip(chosen, found, strict=True):
        hints = () if ok else slip or (("truncated",) if _cut_off(fact, other) else value_hints(interval(fact), interval(other)))
        if not ok and (slip or (odd and _comparable(fact, other, hints, len(chosen) == 1))):
            verdict = "breaks"
        elif verdict == "breaks" and not (sure and period and (certain or _comparable(fact, other, hints, len(chosen) == 1))):
            verdict = "open"
        if verdict == "open" and fact.kind == "text" and not near(interval(fact), interval(other)):
            continue  # prose seldom says of which product; a number far off is another
        how = Message(zh=f"{_where(book, other)}作", en=f"on p. {other.source.page}")
        terms = ((other, ONE),)
        yield check(book, Finding("AGR01", verdict, fact, terms, interval(other), how, len(chosen), len(failing), "basis", hints=hints))


def _slip(series: Series, chosen: list[Pair], failing: list[Pair]) -> tuple[str, ...]:
    """Two cells that stand crosswise, or a whole row one column off."""
    if len(failing) == 2 and len(chosen) > 2 and _crossed(*failing):
        return (f"exchanged {failing[0][1].raw} {failing[1][1].raw}",)
    others = {period: other for period, _, other, _ in chosen}
    if len(failing) >= 3 and len(failing) * 2 > len(chosen) and same_moved(series, replace(series, facts=others)):
        return (f"column_shift {series.head.row_header or series.head.label}",)
    return ()


def _cut_off(fact: Fact, other: Fact) -> bool:
    """Whether the coarser number is the finer one cut off: 42.3 of 42.36."""
    if fact.value is None or other.value is None or fact.decimals is None or other.decimals is None or fact.decimals == other.decimals:
        return False
    coarse, fine = (fact, other) if fact.decimals < other.decimals else (other, fact)
    return truncated(coarse.value or ZERO, coarse.decimals or 0).holds(fine.value or ZERO)


def _plain(fact: Fact) -> str:
    return "".join(fact.label.split()).lower()


def _crossed(one: Pair, two: Pair) -> bool:
    return agree(one[1], two[2]) and agree(two[1], one[2])


def _proof(chosen: list[Pair]) -> float:
    """Digits that the periods which agree prove of the two rows' being one; zeros prove nothing."""
    values = [(fact.value, fact.decimals or 0) for _, fact, _, ok in chosen if ok and fact.value]
    return sum(max(log10(abs(value)) + decimals, 0.0) for value, decimals in values if value)


def _comparable(fact: Fact, other: Fact, hints: tuple[str, ...], alone: bool) -> bool:
    """Whether a difference is a finding: not between two sentences (产能 of two plants), not of a range (guidance beside
    a forecast) or a unit that is not printed, not a sign (资本开支 70亿 for an outflow of -70), and near or a power of ten
    away; numbers far apart are two things rather than one told wrongly. A lone number of two tables must go by the same
    name in both."""
    if fact.kind == other.kind == "text" or fact.unit != other.unit:
        return False
    if alone and fact.kind == other.kind and _plain(fact) != _plain(other):
        return False
    if "range" in (*fact.qualifiers, *other.qualifiers) or "sign" in hints:
        return False
    return bool(hints) or near(interval(fact), interval(other))


def _same(a: Fact, b: Fact) -> bool:
    units = a.unit == b.unit or None in (a.unit, b.unit)
    return units and a.basis == b.basis and a.product == b.product and a.versus == b.versus and akin(a, b)


def _where(book: Book, fact: Fact) -> str:
    caption = book.caption(fact)
    return f"第{fact.source.page}页" + (f"《{caption}》" if caption else "正文" if fact.kind == "text" else "")
