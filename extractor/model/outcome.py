"""Messages in both languages, and problems: what could not be read, said aloud."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One message for people, in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or was refused: stable `code`, page (None: the whole input), message."""

    code: str
    page: int | None
    message: Message
