"""The measured term where no known term stands before the number: behind it (98%收入), in the head of the words before it
(故障率), or shared by a list (销售/管理/研发费用率)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from extractor.finders.prose.draft import Gap, Label, Mind
from extractor.finders.prose.lexer import Token
from extractor.finders.prose.vocabulary import measured, no_counted, uncounted, vocabulary
from extractor.model import Basis, Quantity
from extractor.taxonomy.quantity_words import quantity_words

_BOUNDARY = re.compile(r"[，,。；;：:、（()）\s/“”《》的在于将对与和及其中为是达到从由至约近超已有了实现公司且较更最被把]")
_HAN = re.compile(r"[一-鿿A-Za-z&+-]+")
_FUNCTION = re.compile(r"[的在于将对与和及为是从由至已了，]")
_LONGEST = 8
_LONGEST_NOUN = 14
_DOING = ("正在", "在执行", "在研", "已获批", "在建", "已签约")
_STATES = ("为", "是", "达", "达到", "在", "约为")
_MOVES = re.compile(r"上涨|下跌|涨幅|跌幅|降幅|增幅|大涨|大跌|涨|跌|上升|下降|增长")
_PRICES = re.compile(r"上涨|下跌|涨幅|跌幅|大涨|大跌|涨|跌")
_GAINED = re.compile(r"末?(?:净增加?|净减少?|新增|增加|减少)$")
_LEADING = re.compile(r"^(?:已|实现|获得|拥有|完成|新增|达|累计|共|合计|覆盖|提供|其中|推出|取得|布局)+")
_NEXT = re.compile(r"[^，。；一-鿿]{0,2}|(?:分别|约|均|仅|当前|对应|合计)?(?:为|是|达|至|=|:|达到|约为|约)")
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))
_LASTING = ("时长", "天数", "时间", "周期", "寿命", "期限", "账期", "交期", "货期", "工期", "周转", "年限", "续航", "时延", "延迟")
_SIZES = frozenset(("in", "nm", "um", "mm", "cm", "degC", "degree"))
_SIZED = (
    "尺寸",
    "线宽",
    "直径",
    "厚度",
    "制程",
    "精度",
    "孔径",
    "节点",
    "线径",
    "宽度",
    "长度",
    "高度",
    "间距",
    "波长",
    "温度",
    "幅宽",
    "粒径",
)
"""Sizes name things (12英寸晶圆, 28nm工艺) far more often than they are claimed of them."""
_OWNED = re.compile(
    r"的(?![^，。；]{0,6}(?:增|降|速|幅|率|水平|份额|占比|比例|比重|同比|环比|区间|指引|预期|预测|目标|历史|高位|低位|中枢))[A-Za-z一-鿿]{2}"
)
_VALUED = re.compile(r"(?<=[倍xX])(?:P/?[EBS]|PEG|EV/EBITDA)$")
_NUMERALS = frozenset("一二两三四五六七八九十")
_RATIOS = ("率", "占比", "比例", "份额", "分位", "分位点")


class Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def quantity(self) -> Quantity: ...


def headed(text: str, gap: Gap, end: int, tokens: Sequence[Token]) -> tuple[Label, ...]:
    """An unknown term before the number, known by its head (故障率)."""
    words = vocabulary()
    clause = text[gap.start : end]
    best = -1
    for head in words.heads:
        at = clause.rfind(head)
        if at >= 0 and at + len(head) > best and not words.is_no_head(clause, at, at + len(head)):
            best = at + len(head)
    if best < 0 or plain(text, gap.start + best, end, tokens) > 1:
        return ()
    name = _BOUNDARY.split(clause[:best])[-1][-_LONGEST:]
    return (Label(name, gap.start + best - len(name)),) if len(name) >= 2 else ()


def stated(text: str, gap: Gap, end: int, tokens: Sequence[Token]) -> tuple[Label, ...]:
    """An unknown term before the copula that states it: 广告加载在15%以上."""
    copula = next((t for t in tokens if t.end == gap.copula), None) if gap.copula >= gap.start else None
    if not copula or text[copula.start : copula.end] not in _STATES or plain(text, copula.end, end, tokens) > 1:
        return ()
    last = max((t.end for t in tokens if t.end <= copula.start), default=gap.start)
    name = text[max(last, gap.start) : copula.start].strip()
    return (Label(name, copula.start - len(name)),) if 2 <= len(name) <= _LONGEST and not _BOUNDARY.search(name) else ()


def lasting(text: str, start: int, end: int) -> tuple[Label, ...]:
    """What a clause without any term is about, where it says so: 全球半导体市场同比增长5%."""
    for name in vocabulary().subjects:
        at = text.rfind(name, start, end)
        if at > start:
            return (Label(name, at),)
    return ()


def trailing(text: str, end: int, tokens: Sequence[Token], after: int) -> tuple[Basis, Token] | None:
    """The basis printed behind the number, with its word: 3%的复合增速, 5%的同比增长, +4%YoY."""
    token = next((t for t in tokens[after : after + 4] if not t.is_word("filler")), None)
    if token is None or token.word is None:
        return None
    between = text[end : token.start]
    near = between == "的" or (not between.strip() and token.word.text.isascii())
    if near and token.is_word("basis") and token.word.value in ("yoy", "qoq", "mom", "cagr"):
        return token.word.value, token  # type: ignore[return-value]
    return ("yoy", token) if token.is_word("growth") and between == "的" else None


def far(text: str, gap: Gap, tokens: Sequence[Token], end: int) -> bool:
    """Does other text stand between the last term and the number, so that a weak term (需求, 规模) is not its own?"""
    return plain(text, gap.labels[-1].place + len(gap.labels[-1].text), end, tokens) > 1


def plain(text: str, start: int, end: int, tokens: Sequence[Token]) -> int:
    """How many characters of `text[start:end]` are no token's."""
    for words in (quantity_words().fillers, quantity_words().directions):
        if found := words.ending(text, end):
            end -= len(found[0])
    covered = sum(min(t.end, end) - max(t.start, start) for t in tokens if t.start < end and start < t.end)
    return end - start - covered


def counted(text: str, gap: Gap, end: int, tokens: Sequence[Token]) -> tuple[Label, ...]:
    """What is counted, named right before the number: 临床III期项目84个."""
    last = max((t.end for t in tokens if gap.start <= t.end <= end and not t.is_word("term")), default=gap.start)
    name = _GAINED.sub("", _LEADING.sub("", text[max(last, gap.start) : end].strip()))
    return (Label(name, end - len(name)),) if 2 <= len(name) <= 14 and not _FUNCTION.search(name) else ()


def moved(text: str, quantity: Quantity, mind: Mind) -> tuple[Label, ...]:
    """A price or index that rose or fell by so much and is called nothing else: 累计上涨99%, 跌幅为7.6%."""
    if not quantity.unit or quantity.unit.kind != "ratio" or not mind.entity:
        return ()
    if mind.labels and not is_move(mind.labels[-1].text):
        return ()
    words = _MOVES if "指" in mind.entity else _PRICES
    found = words.match(text, quantity.start) or words.search(text, max(quantity.start - 5, 0), quantity.end)
    return (Label(found[0], found.start()),) if found else ()


def fits(quantity: Quantity, name: str) -> bool:
    """Can the term be measured in the number's unit? A valuation multiple not in kilograms, a rate not in pieces."""
    kind = quantity.unit.kind if quantity.unit else None
    match = measured(name)
    if match is None or match.unit_kind is None or kind in (None, "ratio", "points"):
        return True
    if kind == "multiple":
        return match.unit_kind != "price"
    if match.unit_kind in ("multiple", "ratio"):
        return match.unit_kind == "ratio" and kind == "money" and name.endswith(_RATIOS) is False
    return not (match.unit_kind == "money" and kind in ("count", "physical") and match.statement in ("income", "cashflow", "balance"))


def is_flow(name: str) -> bool:
    """Whether the term is earned or spent over a period, so that a balance date cannot be its time."""
    match = measured(name)
    return bool(match and match.period_type == "duration" and match.unit_kind == "money")


def is_move(name: str) -> bool:
    """Whether the label is only the word that something rose or fell."""
    return bool(_MOVES.fullmatch(name))


def unfit(quantity: Quantity, labels: tuple[Label, ...], carried: bool, gap: Gap, text: str, end: int) -> str:
    """Why the number cannot be the term's; empty when it can. Times measure only what lasts, and a bare number needs its term
    right before it; what is carried over must be measured in the same way."""
    unit, name = quantity.unit, labels[-1].text
    if unit is None:
        between = text[labels[-1].place + len(name) : quantity.start] if labels[-1].place >= 0 else "?"
        match = measured(name)
        ratio = match is not None and match.unit_kind == "multiple"
        return "" if ratio and not carried and _NEXT.fullmatch(between) else "no_unit"
    if unit.kind in ("ratio", "points") and text.endswith("- ", 0, quantity.start):
        return "unclear"  # 净利率- 5.66%: a minus or a dash
    if unit.id in _TIMES and (carried or not name.endswith(_LASTING)):
        return "duration"
    if unit.id in _SIZES and (carried or not name.endswith(_SIZED)):
        return "size"
    if unit.id == "count" and is_unnamed(text, quantity, name):
        return "unnamed_count"
    match = measured(name) if carried else None
    if match is not None and match.unit_kind == "price" and unit.kind == "ratio" and not quantity.change:
        return "no_metric"  # 目标价334元，对应当前13%的空间
    if (
        (carried or labels[-1].place < gap.start)
        and unit.kind == "ratio"
        and not gap.bases
        and not quantity.change
        and _OWNED.match(text, end)
    ):
        return "no_metric"  # 渗透率将提升，分别有25%/35%的AI芯片用于组网: the percentage is of something else
    if carried and name.endswith(_RATIOS) and unit.kind in ("count", "physical", "money"):
        return "no_metric"
    return ""


def is_unnamed(text: str, quantity: Quantity, name: str) -> bool:
    """Is this a count of things that the print does not name: in Chinese numerals (两款车型), or with no noun beside it?"""
    if measured(name) is not None or name in vocabulary().terms:
        return False
    return any(c in _NUMERALS for c in text[quantity.start : quantity.end]) or no_counted().matches(name)


def behind(text: str, item: Placed, tokens: Sequence[Token], after: int) -> tuple[Label, ...]:
    """A term right behind the number: 41xPE, 98%收入, 100%股权; for counted things the noun that the counter counts."""
    following = next((t for t in tokens[after : after + 4] if not t.is_word("filler")), None)
    gap = text[item.end : following.start] if following else text[item.end : item.end + 12]
    if following and following.is_word("term") and following.word and gap in ("", "的"):
        return (Label(following.word.value, following.start),)
    unit = item.quantity.unit
    if ratio := _VALUED.search(text, item.start, item.end):
        return (Label(ratio[0], ratio.start()),)  # 48.5倍PE
    if unit and unit.id == "users" and text.endswith("用户", 0, item.end):
        return (Label("用户", item.end - 2),)
    if unit and unit.kind == "count" and unit.id == "count":
        stop = next((t.start for t in tokens[after : after + 4] if not t.word), item.end + _LONGEST_NOUN)
        noun = _HAN.match(text, item.end, stop)
        name = noun[0] if noun and noun[0].startswith(_DOING) else _FUNCTION.split(noun[0])[0] if noun else ""
        if (
            2 <= len(name) <= _LONGEST_NOUN
            and not quantity_words().directions.starting(text, item.end)
            and not is_uncounted(text, item.end)
        ):
            return (Label(name, item.end),)
    return ()


def is_uncounted(text: str, at: int) -> bool:
    """Does a noun that is never measured stand behind the counter (3个方面)?"""
    return text.startswith(uncounted(), at)


def core(word: str) -> str:
    """A basis word as a label: 占比 of 占比达到."""
    return word.removesuffix("分别").rstrip("约达到为") if len(word) > 2 else word


def shared_tail(text: str, start: int, at: int, term: str) -> tuple[Label, ...]:
    """销售/管理/研发费用率: the terms whose tail is printed once, at the end of their list; `term` begins at `at`."""
    if at - start < 3 or text[at - 1] not in "/、和及":
        return ()
    known = vocabulary().terms
    found: list[Label] = []
    end = at - 1
    while end > start:
        begin = end
        while begin > start and text[begin - 1] not in "/、和及，, ":
            begin -= 1
        piece = text[begin:end]
        names = [piece[-size:] for size in range(min(6, len(piece)), 1, -1)]  # 公司销售/管理/研发费用率
        full = next((name + term[k:] for name in names for k in range(1, len(term)) if name + term[k:] in known), None)
        if full is None:
            break
        found.insert(0, Label(full, begin))
        if begin <= start or text[begin - 1] not in "/、和及":
            break
        end = begin - 1
    return tuple(found)
