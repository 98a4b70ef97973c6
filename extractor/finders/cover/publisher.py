"""Who published the report: the broker that the legal pages, mail domains and source lines name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.model import Document
from extractor.normalizers.brokers import find_broker

# A firm that the taxonomy does not list still names itself: 某某证券研究所 in source lines, 某某证券股份有限公司 in the
# legal pages, 某某证券 alone in a logo or a running header.
_OWN = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4}证券)"
    r"(?:(?P<own>(?:经济|产业|发展|策略)?研究(?:所|院|部|中心)|(?:股份|有限责任)?(?:有限)?(?:责任)?公司)|$)"
)
_LEAST = 3


def read_broker(document: Document) -> str | None:
    """The broker's short name as it prints it, or None."""
    lines = [line for page in document.pages for block in page.blocks for line in page.text[block.start : block.end].split("\n") if line]
    found = find_broker(lines)
    return found.name if found else _self_named(lines)


def _self_named(lines: Sequence[str]) -> str | None:
    """The name that the report gives its publisher, twice as often as any other; with 研究所 or 公司 it counts double."""
    names: Counter[str] = Counter()
    for line in lines:
        for match in _OWN.finditer(line.strip()):
            names[match["name"]] += 2 if match["own"] else 1
    ranked = names.most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]
