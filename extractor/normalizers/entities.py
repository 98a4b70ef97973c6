"""Companies and indices by the names that reports print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.normalizers.characters import fold, folded
from extractor.taxonomy.entities import Entity, entities, unscanned_entities

_LISTING = re.compile(r"[-(](?:W|S|SW|B|U|H|A)\)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity in a text: `text[start:end]` is its name as printed."""

    start: int
    end: int
    entity: Entity


def read_entity(text: str) -> Entity | None:
    """The entity that the whole string names, or None: `腾讯控股`, `小米集团-W`, `快手（1024.HK）`.

    >>> read_entity("哔哩哔哩-W").name
    '哔哩哔哩'
    """
    name = folded(text).strip()
    name = re.sub(r"\((?:\d{1,6}\.)?[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?\)$", "", name).strip() or name
    return entities().get(name) or entities().get(_LISTING.sub("", name)) or _lower().get(name.lower())


def scan_entities(text: str) -> tuple[FoundEntity, ...]:
    """All entities that a text names, left to right, the longest name at each place; offsets are the given text's.

    >>> [found.entity.name for found in scan_entities("Meta与腾讯的广告加载率")]
    ['Meta', '腾讯控股']
    """
    line = fold(text)
    low = "".join(char.lower() if len(char.lower()) == 1 else char for char in line.text)
    names, lengths = _lower(), _lengths()
    found: list[FoundEntity] = []
    at = 0
    while at < len(low) - 1:
        for length in lengths.get(low[at : at + 2], ()):
            name = low[at : at + length]
            if len(name) == length and name in names and not _inside_word(low, at, at + length):
                found.append(FoundEntity(line.origin[at], line.origin[at + length - 1] + 1, names[name]))
                at += length - 1
                break
        at += 1
    return tuple(found)


def _inside_word(line: str, start: int, end: int) -> bool:
    """Whether a Latin name goes on in the text: Sea in Season."""

    def latin(char: str) -> bool:
        return char.isascii() and char.isalnum()

    return (start > 0 and latin(line[start]) and latin(line[start - 1])) or (end < len(line) and latin(line[end - 1]) and latin(line[end]))


@cache
def _lower() -> Mapping[str, Entity]:
    return {folded(name).lower(): entity for name, entity in entities().items() if name not in unscanned_entities()}


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in _lower():
        lengths.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(group, reverse=True)) for start, group in lengths.items()}
