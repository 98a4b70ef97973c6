"""Page pictures, small enough to carry forty of them in one file."""

from __future__ import annotations

import base64
import io

from PIL import Image

_COLOURS = 48
"""Print is few colours on white: 48 of them keep small characters sharp at a quarter of the bytes of a full PNG."""
_QUALITY = 72


def small(png: bytes) -> str:
    """A page's PNG as a data URI: few colours, or JPEG where the page is a photograph and JPEG is the smaller."""
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGB")
    drawn, photo = io.BytesIO(), io.BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(drawn, "PNG")
    image.save(photo, "JPEG", quality=_QUALITY)
    kind, data = min((("png", drawn.getvalue()), ("jpeg", photo.getvalue())), key=lambda made: len(made[1]))
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
