"""Reads the shipped data files, and speaks up when they contradict themselves."""

from __future__ import annotations

import json
from typing import Any

from extractor.errors import TaxonomyError
from extractor.resources import schemas_dir


def read_data(name: str) -> Any:
    """The parsed `schemas/taxonomy/<name>`; TaxonomyError when it is missing or no JSON."""
    path = schemas_dir() / "taxonomy" / name
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise contradiction(name, f"不可读：{error}", f"cannot be read: {error}") from error


def contradiction(name: str, zh: str, en: str) -> TaxonomyError:
    return TaxonomyError("taxonomy", f"术语数据 {name}：{zh}", f"taxonomy data {name}: {en}")


def alias_key(alias: str) -> str:
    """The comparison key of an alias. The files keep aliases folded, so only spaces and case are left to drop."""
    return "".join(alias.split()).lower()
