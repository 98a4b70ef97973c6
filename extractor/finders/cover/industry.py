"""The industry line of a cover, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finders.cover.lines import Piece

# 申万 (SWS) first-level sectors and the names brokers use for them; the line is taken whole, second level included.
_SECTOR = (
    r"(?:农林牧渔|基础化工|化工|化学制药|钢铁|有色金属|有色|电子|半导体|家用电器|家电|食品饮料|纺织服饰|纺织服装|轻工制造|轻工|医药生物|医药|医疗|公用事业|交通运输|交运|房地产|地产"
    r"|商贸零售|零售|社会服务|社服|银行|非银金融|非银|综合|建筑材料|建材|建筑装饰|建筑|电力设备|电新|新能源|机械设备|机械|国防军工|军工|计算机|传媒|互联网|通信|煤炭|石油石化|石化|环保|美容护理|汽车|科技|TMT|海外科技)"
)
_LINE = re.compile(rf"^{_SECTOR}[\u4e00-\u9fffⅠⅡⅢIV]*(?:\s*[·/|｜\-—]\s*[\u4e00-\u9fffⅠⅡⅢIV]+)*(?:行业)?$")
_AFTER = re.compile(rf"(?:证券研究报告|公司研究|行业研究)\s*[：:|｜/]\s*(?P<name>{_SECTOR}[\u4e00-\u9fff]*(?:行业)?)")


def read_industry(pieces: Sequence[Piece]) -> str | None:
    """The first label of the cover that is a sector's name, or None."""
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.kind not in ("disclaimer", "note", "caption") and not (piece.kind == "body" and len(piece.text) > 40):
            by_line.setdefault(piece.line, []).append(piece)
    for row in by_line.values():
        for text in (" ".join(p.text for p in row), *(p.text for p in row)):
            if len(text) <= 24 and _LINE.match(text.strip()):
                return text.strip()
            after = _AFTER.search(text)
            if after and len(text) <= 40:
                return after["name"]
    return None
