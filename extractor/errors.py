"""What can go wrong with an input, as exceptions that carry a stable code and a message in both languages."""

from __future__ import annotations


class YanbaoError(Exception):
    """Base of every error raised on purpose; `code` is stable, the messages say what, where and what to do."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(f"{code}: {zh} / {en}")
        self.code = code
        self.zh = zh
        self.en = en


class UnreadableInput(YanbaoError):
    """One input cannot be read: empty, truncated, encrypted, mistyped. The run goes on without it."""


class TaxonomyError(YanbaoError):
    """The shipped domain data contradict themselves; nothing can run until they are repaired."""


class UsageError(YanbaoError):
    """The program was asked for something that it cannot do; exit code 2."""
