"""Ratings as covers and sentences print them: `买入（维持）`, `投资评级：优于大市(维持)`, `维持“买入”评级`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from extractor.model import Rating
from extractor.normalizers.characters import folded
from extractor.taxonomy.brokers import brokers
from extractor.taxonomy.ratings import rating_words

Subject = Literal["stock", "industry"]
_QUOTES = "“”\"'‘’「」『』"
_END = r"(?=$|[\s|]*$|\s*(?:当前|目标|股价|收盘|合理|上次|前次|最新|市场|\d))"
_GAP = r"[\s:/|·,(\[【—\-_]*"


def read_rating(text: str, subject: Subject = "stock", broker: str = "") -> Rating | None:
    """The rating that a label or a sentence states, or None. A sentence must say 评级 or put the word in quotes;
    a label may be the rating alone, or a rating with what was done to it. `broker`: whose scale gives the level.

    >>> read_rating("投资评级：优于大市(维持)")
    Rating(printed='优于大市', action='维持', level='outperform')
    >>> read_rating("维持盈利预测，看好公司长期发展") is None
    True
    """
    line = folded(text).strip()
    for pattern in (_label_first(), _bare(), _sentence(), _action_first()):
        if found := pattern.search(line):
            printed = found["rating"]
            action = found["action"] if "action" in pattern.groupindex else None
            if (found.groupdict().get("label") or "").startswith("行业"):
                subject = "industry"
            return Rating(printed, action or None, level_of(printed, subject, broker))
    return None


def level_of(printed: str, subject: Subject = "stock", broker: str = "") -> str | None:
    """The level of a rating word on the common scale; a word used of the other kind alone keeps that kind's."""
    if own := next((entry.levels.get(printed) for entry in brokers() if broker and entry.name == broker), None):
        return own
    levels = rating_words().levels.get(printed)
    if levels is None:
        return None
    stock, industry = levels
    return (stock or industry if subject == "stock" else industry or stock) or None


@cache
def _label_first() -> re.Pattern[str]:
    """评级：买入 …, with what follows left alone. Folding takes the space between label and rating away."""
    return re.compile(
        rf"^(?P<label>{_any(rating_words().labels)})[:|\s]*[{_QUOTES}]?{_rating()}[{_QUOTES}]?(?:{_GAP}{_action()}(?:评级)?|{_END})"
    )


@cache
def _bare() -> re.Pattern[str]:
    """买入, 买入（维持）, 买入 | 维持, 推荐 维持评级: nothing else, or the next label of the side box."""
    return re.compile(rf"^[{_QUOTES}]?{_rating()}[{_QUOTES}]?(?:评级)?(?:{_GAP}{_action()}(?:评级)?\)?)?\s*[*]*{_END}")


@cache
def _sentence() -> re.Pattern[str]:
    """维持“买入”评级, 首次覆盖，给予“买入”评级, 维持公司A股“增持”评级."""
    between = rf"[^,.;:。；“”{_QUOTES}]{{0,16}}"
    return re.compile(
        rf"(?:{_action()}(?:覆盖)?[,:]?{between}|(?:给予|予以){between})[{_QUOTES}]{_rating()}[{_QUOTES}]\s*(?:的)?(?:投资)?评级"
    )


@cache
def _action_first() -> re.Pattern[str]:
    """维持买入评级, 给予增持评级: without quotes, so that 评级 must follow at once."""
    return re.compile(rf"(?:{_action()}|给予|予以)(?:至|为|公司|其|A股|H股|港股)*\s*{_rating()}(?:的)?(?:投资)?评级")


def _rating() -> str:
    return rf"(?P<rating>{_any(rating_words().levels)})"


def _action() -> str:
    return rf"(?P<action>{_any(rating_words().actions)})"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
