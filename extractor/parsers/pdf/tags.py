"""Word templates of Chinese brokers leave invisible tags (`[Table_Summary]`) in the text layer, hidden by a clip, by white
paint or by nothing at all. In content order a tag is whole; sorted by place it would interleave with visible text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.parsers.pdf.glyphs import Glyph

_TAG = re.compile(r"\[\s*[Tt](?:able|ABLE)[_\s]\w{0,40}\s*\]?")


def without_tags(glyphs: Sequence[Glyph]) -> tuple[tuple[Glyph, ...], int]:
    """The glyphs (in content order) that belong to no template tag, and how many characters were taken out."""
    text = "".join(g.char for g in glyphs)
    if "able" not in text and "ABLE" not in text:
        return tuple(glyphs), 0
    kept: list[Glyph] = []
    at = 0
    for tag in _TAG.finditer(text):
        kept.extend(glyphs[at : tag.start()])
        at = tag.end()
    kept.extend(glyphs[at:])
    return tuple(kept), len(glyphs) - len(kept)
