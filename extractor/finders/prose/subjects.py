"""Whose number it is: the company, index or country that the sentence names, and the product or segment before the term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.finders.prose.draft import Gap, Label, Mind
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.pairing import parts
from extractor.finders.prose.vocabulary import no_product
from extractor.model import Quantity

_NO_PRODUCT = re.compile(
    r"[的了在于对将与从但因随受并是有更也其但则均都中]|本周|上周|本月|当日|今日|年初|使得|增加|减少|"
    r"我们|预计|表示|由于|此外|同时|主要|本次|目前|当前|未来|其中|公司|行业|整体|持续|年|月|季|较|比|来看|方面|带动|推动|受益|\d"
)
_AFTER_POINT = re.compile(r"[，,。；;：:、)）]|和|及|而|以及")
_CLOSING = re.compile(r"(?:分别|各|依次|约|为|是|达到|达|在|实现|占|占比|同比|环比|增长|下降|:)+$")
_TIME = re.compile(r"^(?:[1-4]Q\d\d|\d\dQ[1-4]|(?:20)?\d\d(?:年|H[12]|Q[1-4])(?:[上下]半年|前?[一二三四]季度)?)")
_TIME_BEHIND = re.compile(r"(?:20)?\d\d(?:年|[HQ]\d)(?:[上下]半年|前?[一二三四]季度)?的?$")
_NO_LISTED = re.compile(r"年|[一二三四]季|[的在]")
_TRIM = re.compile(
    r"^(?:其中|公司|分别|实现|以及|而|且|另外|此外|主营|分|和|与|及)+|(?:实现|贡献|的|业务板块|方面|分别|合计|单季度?|全年|本周|上涨|下跌|大涨|大跌|涨|跌)+$"
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The names of one report: `default` is its own company, "" where it has none."""

    default: str
    names: frozenset[str]

    def of(self, text: str, tokens: Sequence[Token], place: int, mind: Mind) -> tuple[str, str]:
        """Entity and product of the term at `place`: the plain text before it, back to the last thing that means something."""
        before = [t for t in tokens if t.end <= place]
        end = place
        while before and before[-1].is_word("filler", "same", "copula") and before[-1].end == end:
            end = before.pop().start
        if before and before[-1].kind == "period" and text[before[-1].end : end] in ("", "的"):
            end = before.pop().start  # 汽车业务2022-2024年的收入
        start = max(before[-1].end if before else end - 16, end - 16, 0)
        listed = _start_of_list(before, start) if start < end else start
        start = max(listed, end - 24)
        piece = _TRIM.sub("", text[start:end].strip(" ，,。：:(（"))
        points = "，,。；;：:" if listed < (before[-1].end if before else 0) else "，,。；;：:、"
        cut = max(max((piece.rfind(c) for c in points), default=-1), _spaced(piece))
        piece = piece[cut + 1 :]
        if before and before[-1].is_word("entity") and before[-1].end == end:
            return mind.entity, ""
        if not 2 <= len(piece) <= (14 if points[-1] == "、" else 20) or _NO_PRODUCT.search(piece) or no_product().matches(piece):
            return mind.entity, mind.product
        return (piece, "") if piece in self.names else (mind.entity, piece)

    def named(self, text: str, gap: Gap, end: int, tokens: Sequence[Token]) -> str:
        """The part named right before a number whose term is carried over: 其中印度1.3亿部."""
        while copula := next((t for t in tokens if t.end == end and t.is_word("copula", "filler", "basis")), None):
            end = copula.start
        last = max((t.end for t in tokens if t.end <= end), default=gap.start)
        piece = _TRIM.sub("", text[max(last, gap.start) : end].strip())
        return piece if 2 <= len(piece) <= 12 and not _no_noun(piece) and piece not in self.names else ""

    def before(self, text: str, start: int, end: int) -> str:
        """The name that a bracket at `end` stands behind: 、消费电子（+12.0%）."""
        piece = _TRIM.sub("", _TIME.sub("", _AFTER_POINT.split(text[max(start, end - 16) : end])[-1].strip()))
        return piece if 2 <= len(piece) <= 12 and (piece in self.names or not _no_noun(piece)) else ""

    def listed(self, text: str, gap: Gap, labels: tuple[Label, ...], first: int, count: int) -> list[tuple[str, str]] | None:
        """One subject a number, where the clause lists as many: 抖音电商/拼多多/淘天为10%/5%/4%."""
        if count < 2:
            return None
        end = labels[0].place if labels[0].place >= gap.start else first
        clause = _TRIM.sub("", _CLOSING.sub("", text[gap.start : max(end, gap.start)]))
        clause = _TIME_BEHIND.sub("", clause)
        found = parts(_TRIM.sub("", _TIME.sub("", clause)))
        if len(found) != count or any(not 1 < len(part) <= 16 or _NO_LISTED.search(part) or _PERIOD.fullmatch(part) for part in found):
            return None
        plain = tuple(part.removeprefix("国内").removeprefix("海外").removeprefix("其中") for part in found)
        if any(part in self.names for part in plain):
            return [(part, "") for part in plain]
        return [("", part) for part in found]


def _start_of_list(before: Sequence[Token], start: int) -> int:
    """Where the name that ends a list begins with the list: 定制类产品及技术服务 is one product, as far as its number goes."""
    at = len(before) - 1
    while at >= 0 and before[at].kind == "list" and before[at].end == start:
        first = before[at - 1].end if at else max(start - 16, 0)
        if first == before[at].start:
            break  # a term or a number stands there: 收入、海外利润
        start, at = first, at - 1
    return start


def _no_noun(piece: str) -> bool:
    return bool(_NO_PRODUCT.search(piece)) or no_product().matches(piece)


def _spaced(piece: str) -> int:
    """The last space that parts words: one between two Latin words (Switch Tray) is inside a name."""
    found = [
        m.start()
        for m in re.finditer(" ", piece)
        if not (piece[m.start() - 1].isascii() and piece[m.start() + 1 : m.start() + 2].isascii())
    ]
    return found[-1] if found else -1


_PERIOD = re.compile(r"(?:20)?\d\d(?:[AE]|年|[HQ]\d)?|[1-4]Q(?:\d\d)?")
_AGAINST = re.compile(r"(?:是|为|约为|相当于|达到|约)([^，,。；是为]{1,14}?)的?$")
_BETWEEN = re.compile(r"([^，,。；、]{1,10}?)(?:与|和|较)([^，,。；]{1,12}?)(?:差异|差距|相差)")
_HIGHER = re.compile(r"(?:高于|低于|快于|慢于|领先|落后|高出|低出)([^，,。；]{2,16})$")
_VALUATION = re.compile(r"P[EBS]|市盈|市净|市销|估值|EV|PEG|P/", re.IGNORECASE)


def versus_of(text: str, gap: Gap, q: Quantity, start: int, label: Label) -> tuple[str, bool] | None:
    """Against what a multiple is measured, and whether 约 says about: 是国内电商的3倍, 约为年初的10倍. Valuations compare with nothing."""
    clause = text[gap.start : start]
    if q.unit is not None and q.unit.id == "pp" and (m := _HIGHER.search(clause)):
        return m[1], False
    if q.unit is None or q.unit.id != "x" or _VALUATION.search(label.text):
        return None
    if m := _AGAINST.search(clause):
        name = m[1].strip("约近超的")
        return (name, clause[m.start()] == "约") if name else None
    return (m[1], False) if (m := _BETWEEN.search(clause)) else None
