"""What a line of a report is, by how it begins: heading, caption (图表12：…), source line (资料来源：…), unit note
(单位：百万元), the running reminder of a page's foot, or the heading of the legal pages."""

from __future__ import annotations

import re

_HEADING = re.compile(r"\s*(#{1,6})\s+(.*\S)")
_CAPTION = re.compile(
    r"[\s*_>#]*(?:附?[图表]{1,2}|附录|Figure|Fig\.|Table|Exhibit)\s*[0-9一二三四五六七八九十]*(?:[-.][0-9]+)?\s*[:：.、]\s*\S",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"[\s*_>]*(?:(?:资料|数据|信息|图片)?来源|注释?|备注|Sources?|Notes?)\s*[0-9]?\s*[:：]", re.IGNORECASE)
_UNIT = re.compile(
    r"[\s*_>]*[(（]?\s*(?:(?:货币)?单位|Unit)\s*[:：]\s*(?P<unit>[^\s()（）]+(?:\s?[A-Za-z]+)?[^()（）]{0,16}?)\s*[)）]?\s*[*_]*",
    re.IGNORECASE,
)
_BARE_UNIT = re.compile(
    r"\s*[(（]\s*(?P<unit>(?:人民币|RMB|HK\$|US\$)?\s*[十百千万亿]*(?:元|美元|港元|港币|人民币|股|mn|bn|million|billion))\s*(?:[,，].{0,20})?[)）]\s*"
)
_FOOT = re.compile(r"\s*(?:请务必(?:仔细)?阅读|敬请(?:参阅|关注)|请参阅|Please (?:read|refer))", re.IGNORECASE)
_LEGAL = re.compile(
    r"(?:证券)?分析师(?:的?承诺|的?声明|(?:及)?其?联系人?声明)|免责(?:声明|条款)|法律声明|重要(?:声明|提示)|特别声明|披露声明"
    r"|.{0,12}投资评级(?:的?说明|标准|体系|定义)?|(?:股票|行业|公司)?评级(?:说明|标准|体系|定义)|一般声明"
)
_CLOSING = re.compile(r"[。；;！？!?]\s*$")


def heading_level(line: str) -> int:
    """1 to 6 for a Markdown heading, else 0."""
    found = _HEADING.match(line)
    return len(found[1]) if found else 0


def bare(line: str) -> str:
    """The line without Markdown marks around it."""
    return line.strip().lstrip("#>").strip().strip("*_").strip()


def is_caption(line: str) -> bool:
    return len(line) <= 120 and bool(_CAPTION.match(line))


def is_source(line: str) -> bool:
    return len(line) <= 200 and bool(_SOURCE.match(line))


def is_foot(line: str) -> bool:
    return len(line) <= 60 and bool(_FOOT.match(bare(line)))


def unit_note(line: str) -> str:
    """The unit of a line that says nothing but a unit (`单位：百万元`, `（人民币百万元）`), as printed, else `""`."""
    found = _UNIT.fullmatch(line) or _BARE_UNIT.fullmatch(line)
    return found["unit"].strip() if found else ""


def is_legal(line: str) -> bool:
    """The heading of a disclaimer or of rating definitions, alone on its line."""
    return bool(_LEGAL.fullmatch(bare(line).rstrip(":：")))


def is_title(line: str) -> bool:
    """Short enough, and without a sentence's end: may name the table below it."""
    text = bare(line)
    return 0 < len(text) <= 40 and not _CLOSING.search(text) and "\t" not in line and "|" not in line
