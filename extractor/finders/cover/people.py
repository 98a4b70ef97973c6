"""Analysts and their licence numbers. A contact (联系人) or an assistant (研究助理) is no analyst, licence or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.finders.cover.lines import Piece
from extractor.model import Analyst, Box
from extractor.taxonomy.pages import page_words

# SAC licence numbers: S and 13 digits; 申万宏源 and others print A and 13 digits (证券业协会 registration).
_LICENSE = re.compile(r"(?<![A-Za-z\d])([SAsa]\d{13})(?!\d)")
_NAME = r"[\u4e00-\u9fff]{2,3}(?:·?[\u4e00-\u9fff])?"
_ROLE = rf"(?:{page_words().titles.pattern}|{page_words().sectors.pattern})*"
_LABELLED = re.compile(rf"(?P<role>分析师|研究员|作者|联系人|研究助理|助理)\s*[：:]?\s*(?P<name>{_NAME})(?![\u4e00-\u9fff])")
_TITLED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{{2,4}}?)\s*[*，,\s]*(?:CFA|FRM|CPA|PhD)?[，,\s*]*[（(]?{_ROLE}(?P<role>分析师|研究员|联系人|研究助理)"
)
_BARE = re.compile(rf"^(?P<name>{_NAME})(?:\s*[，,*].*|\s*(?=[SAsa]\d{{13}}).*)?$")
_NOT_ANALYST = ("联系人", "助理", "研究助理")


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    analyst: bool
    labelled: bool
    box: Box | None
    order: int


def read_analysts(pieces: Sequence[Piece]) -> tuple[Analyst, ...]:
    """Analysts in printed order, each with the licence number that stands by their name, or None."""
    cover = [p for p in pieces if p.kind not in ("disclaimer", "note", "furniture")]
    people = _people(cover)
    licences = [(m.group(1).upper(), p, i) for i, p in enumerate(cover) for m in _LICENSE.finditer(p.text)]
    owner: dict[int, str] = {}
    for number, piece, order in licences:
        nearest = _nearest(people, piece, order, number, owner)
        if nearest is not None:
            owner[nearest] = number
    found: list[Analyst] = []
    seen: set[str] = set()
    for i, person in enumerate(people):
        if not person.analyst or person.name in seen or (i not in owner and not (person.labelled and not licences)):
            continue
        seen.add(person.name)
        found.append(Analyst(person.name, owner.get(i)))
    return tuple(found)


def _people(pieces: Sequence[Piece]) -> list[_Person]:
    found: list[_Person] = []
    near = _licence_rows(pieces)
    for order, piece in enumerate(pieces):
        if piece.kind == "body" and len(piece.text) > 60:
            continue
        text = piece.text.replace("\u3000", " ")
        taken: set[str] = set()
        for pattern in (_LABELLED, _TITLED):
            for match in pattern.finditer(text):
                name = match["name"]
                if name in taken or _is_no_name(name):
                    continue
                taken.add(name)
                found.append(_Person(name, match["role"] not in _NOT_ANALYST, True, _part(piece, match.start("name")), order))
            if taken:
                break
        bare = _BARE.match(text.strip())
        if not taken and bare and not _is_no_name(bare["name"]) and _titled_below(pieces, order):
            found.append(_Person(bare["name"], True, True, piece.box, order))
        elif not taken and bare and not _is_no_name(bare["name"]) and (order in near or _LICENSE.search(text)):
            found.append(_Person(bare["name"], not _after_contact(pieces, order), False, piece.box, order))
    return found


def _is_no_name(text: str) -> bool:
    words = page_words()
    return bool(words.no_names.search(text) or words.sectors.search(text))


def _titled_below(pieces: Sequence[Piece], order: int) -> bool:
    """Does the next line give the person's title (首席医药分析师), right below the name?"""
    below = pieces[order + 1] if order + 1 < len(pieces) else None
    here = pieces[order].box
    if below is None or below.box is None or here is None:
        return False
    return bool(re.fullmatch(rf"{_ROLE}(?:分析师|研究员)", below.text)) and abs(below.box.x0 - here.x0) < 4


def _after_contact(pieces: Sequence[Piece], order: int) -> bool:
    """Does the label right before say that a contact follows (联系人 on a line of its own)?"""
    before = pieces[order - 1].text if order else ""
    return len(before) < 8 and "分析师" not in before and any(word in before for word in _NOT_ANALYST)


def _licence_rows(pieces: Sequence[Piece]) -> set[int]:
    """Pieces close enough to a licence number to be the bare name that it belongs to."""
    near: set[int] = set()
    for i, piece in enumerate(pieces):
        if _LICENSE.search(piece.text):
            near.update(range(max(0, i - 8), i + 1))
    return near


def _part(piece: Piece, start: int) -> Box | None:
    """Where in its piece a name stands, by share of characters; exact enough to tell columns apart."""
    if piece.box is None or not piece.text:
        return piece.box
    x = piece.box.x0 + piece.box.width * start / len(piece.text)
    return Box(x, piece.box.top, piece.box.x1, piece.box.bottom)


def _nearest(people: Sequence[_Person], piece: Piece, order: int, number: str, owner: dict[int, str]) -> int | None:
    """The person a licence belongs to: in the same piece, else the nearest one above in the same column, else the last before it."""
    best: tuple[float, int] | None = None
    start = piece.text.upper().find(number)
    place = _part(piece, max(start, 0))
    for i, person in enumerate(people):
        if i in owner:
            continue
        if person.box is None or place is None:
            if person.order <= order and (best is None or order - person.order < best[0]):
                best = (order - person.order, i)
            continue
        down = place.middle - person.box.middle
        if not -3 <= down <= 90:
            continue
        aside = abs(place.x0 - person.box.x0) if abs(down) > 3 else (0.0 if place.x0 > person.box.x0 else 400.0)
        if aside > 130 and abs(down) > 3:
            continue
        cost = down + 1.2 * aside + (0 if person.labelled else 120)
        if best is None or cost < best[0]:
            best = (cost, i)
    return best[1] if best else None
