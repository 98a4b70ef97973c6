"""The one module that prints: results to standard output, talk to standard error."""

from __future__ import annotations

import io
import sys

import click


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
    click.echo(text, file=stream)
