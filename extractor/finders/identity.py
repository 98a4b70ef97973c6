"""The id of a fact: a hash of the document, the place, the printed characters and the item. Interpretation never
enters, so better readings keep their ids."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from extractor.model import Box


def fact_id(
    sha256: str, page: int, raw: str, item: int, boxes: Sequence[Box] = (), start: int | None = None, end: int | None = None
) -> str:
    """`f_` and 16 base-32 characters. The place is the boxes rounded to a point, or the offsets where there is no box."""
    place = ";".join(f"{b.x0:.0f},{b.top:.0f},{b.x1:.0f},{b.bottom:.0f}" for b in boxes) or f"{start}:{end}"
    digest = hashlib.sha256("\x1f".join((sha256, str(page), place, raw, str(item))).encode()).digest()
    return "f_" + base64.b32encode(digest)[:16].decode().lower()
