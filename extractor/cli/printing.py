"""The one module that prints: results to standard output, talk to standard error."""

from __future__ import annotations

import io
import re
import sys

import click

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that command a terminal; printed text comes from a stranger's PDF, so they are shown as escapes."""


def say(text: str) -> None:
    """Results, on standard output. What a terminal's encoding cannot show is escaped, never an error."""
    _echo(text, err=False)


def tell(text: str) -> None:
    """Talk, on standard error: what failed, what is being done."""
    _echo(text, err=True)


def _echo(text: str, *, err: bool) -> None:
    stream = sys.stderr if err else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    click.echo(_CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text), file=stream)
