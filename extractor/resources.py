"""Finds the shipped data files: in the wheel beside the package, in a checkout at the top level."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def schemas_dir() -> Path:
    """The folder of JSON Schemas and taxonomy data. The only place that knows where it lies."""
    shipped = _HERE / "schemas"
    return shipped if shipped.is_dir() else _HERE.parent / "schemas"
