"""Who published a report: judged by what only a publisher prints of itself.

A report names other firms too (as companies, sources, joint leads), so a mention alone weighs little. The signing company
in the legal pages, the mail domains of its analysts and the source lines under its tables weigh more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extractor.normalizers.characters import folded
from extractor.taxonomy.brokers import Broker, brokers

_WEIGHTS = {"legal": 6, "domain": 4, "source": 3, "research": 3, "name": 1}
_CAPS = {"legal": 4, "domain": 4, "source": 6, "research": 6, "name": 12}
"""How often a kind of evidence may count: a firm that the report is about is named on every page."""
_SOURCE = re.compile(r"(?:资料|数据)?来源\s*[:：]|整理|预测")
_RESEARCH = re.compile(r"^(?:经济|产业金融|发展|策略)?(?:研究(?:所|院|部|中心|发展|创新|与)|研发中心|研发部)")
_MAIL = re.compile(r"@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
_LEAST = 4


@dataclass(frozen=True, slots=True)
class FoundBroker:
    """The publisher: short name as printed, its entry, the score of the evidence and what it was (`legal` 2, `domain` 1)."""

    name: str
    broker: Broker
    score: int
    evidence: Mapping[str, int]


def find_broker(lines: Iterable[str]) -> FoundBroker | None:
    """The publisher of a report by all its lines, or None where nothing names one or two have the same claim.

    >>> find_broker(["资料来源：Wind，国信证券经济研究所整理", "联系人 a@guosen.com.cn"]).name
    '国信证券'
    """
    evidence: dict[str, Counter[str]] = {}
    for line in lines:
        for name, kind in _evidence(folded(line)):
            evidence.setdefault(name, Counter())[kind] += 1
    ranked = sorted(((_score(kinds), name) for name, kinds in evidence.items()), reverse=True)
    if not ranked or ranked[0][0] < _LEAST or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    score, name = ranked[0]
    return FoundBroker(name, _by_name()[name], score, dict(evidence[name]))


def _score(kinds: Counter[str]) -> int:
    return sum(_WEIGHTS[kind] * min(count, _CAPS[kind]) for kind, count in kinds.items())


def _evidence(line: str) -> Iterable[tuple[str, str]]:
    for found in _pattern().finditer(line):
        word = found[0]
        name = _names()[word]
        if word == _by_name()[name].legal:
            yield name, "legal"
        elif _RESEARCH.match(line[found.end() :]) or word.endswith(("研究所", "研究院", "研究中心", "研究部", "研究")):
            yield name, "research"
        elif _SOURCE.search(line):
            yield name, "source"
        else:
            yield name, "name"
    for mail in _MAIL.finditer(line):
        for name in _domains(mail[1].lower()):
            yield name, "domain"


def _domains(host: str) -> Iterable[str]:
    for broker in brokers():
        if any(host == domain or host.endswith(f".{domain}") for domain in broker.domains):
            yield broker.name


@cache
def _by_name() -> Mapping[str, Broker]:
    return {broker.name: broker for broker in brokers()}


@cache
def _names() -> Mapping[str, str]:
    """Every printed name to the broker's own; names of two characters (大和, 高盛) are too often somebody else."""
    return {word: broker.name for broker in brokers() for word in (broker.name, broker.legal, *broker.aliases) if len(word) > 2}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_names(), key=len, reverse=True)))
