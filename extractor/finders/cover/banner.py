"""The rating banner of the cover, one per listing for dual listings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.finders.cover.lines import Piece
from extractor.model import Rating
from extractor.normalizers.ratings import read_rating

_LISTING = re.compile(r"^\s*([AH])\s*股\s*[：:]")
_PREVIOUS = re.compile(r"上次|前次|原评级")  # the rating before this report


@dataclass(frozen=True, slots=True)
class Banner:
    """A rating as printed, with the listing it is for (`A`, `H`, or `""`)."""

    rating: Rating
    listing: str


def read_banners(pieces: Sequence[Piece]) -> tuple[Banner, ...]:
    """Ratings that stand as labels (short, not in running text), the one with its action first."""
    found: list[Banner] = []
    for i, piece in enumerate(pieces):
        if piece.kind in ("disclaimer", "note", "caption", "body") and not (piece.kind == "body" and len(piece.text) <= 20):
            continue
        text = piece.text
        if len(text) > 40 or _PREVIOUS.search(text):
            continue
        beside = [p.text for p in pieces[i + 1 : i + 3] if p.line == piece.line]
        listing = _LISTING.match(text)
        for candidate in (" ".join([text, *beside]), text):
            rating = read_rating(candidate)
            if rating is not None and len(candidate) <= 48:
                found.append(Banner(rating, listing.group(1) if listing else ""))
                break
    return tuple(
        sorted(found, key=lambda b: (b.listing == "", b.rating.action is None))
        if any(b.listing for b in found)
        else sorted(found, key=lambda b: b.rating.action is None)
    )
