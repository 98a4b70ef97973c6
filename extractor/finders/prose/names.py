"""The names that a report's sentences can be about: its own companies, names printed beside a ticker, and known ones."""

from __future__ import annotations

import json
import re
from functools import cache

from extractor.finders.prose.vocabulary import Starts, Word, index
from extractor.model import Document, Report
from extractor.resources import schemas_dir

_TICKERED = re.compile(r"([一-鿿A-Za-z·&]{2,8}(?:-[A-Z]+)?)\s?[((]\s?(?:\d{6}(?:\.(?:SH|SZ|BJ))?|\d{4,5}\.HK|[A-Z]{1,5}\.(?:US|O|N))[))]")
_INDEX = re.compile(
    r"(?:[A-Z]{2,5}|富时|日经|标普|中证|国证|上证|深证|沪深|创业板|科创|恒生|万得|申万|道琼斯|纳斯达克)"
    r"[一-鿿]{0,6}\d{0,4}(?:综合|科技|工业|成份|成分|新兴市场|全球)?指数"
)
_LEAD = re.compile(
    r"^.*(?:推荐|关注|标的|包括|例如|其中|如|为|和|及|与|对|是|等|的|给予|维持|上调|下调|重申|覆盖|看好|买入|增持|调整|龙头|公司)"
)


@cache
def known_names() -> tuple[str, ...]:
    data = json.loads((schemas_dir() / "taxonomy" / "prose_names.json").read_text(encoding="utf-8"))
    return tuple(name for group in data["names"].values() for name in group)


def names_of(document: Document, report: Report) -> frozenset[str]:
    own = {company.name for company in report.companies if company.name}
    found = {_LEAD.sub("", m[1]) for page in document.pages for m in _TICKERED.finditer(page.text)}
    found |= {m[0] for page in document.pages for m in _INDEX.finditer(page.text)}
    return frozenset(n for n in own | found | set(known_names()) if len(n) > 1)


def looked_up(names: frozenset[str]) -> Starts:
    """The names as words of kind entity."""
    return index([Word(name, "entity", name) for name in sorted(names)])
