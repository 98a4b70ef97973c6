"""One HTML file that needs nothing else: style, program, data and pictures inside, and a policy that forbids all requests.

Texts from strangers' reports go in as data only. They never meet the HTML parser (`embedded`), and the program puts them
on the page as text nodes; should a piece of markup slip through all the same, the policy runs no script but ours."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

_ASSETS = Path(__file__).parent / "assets"
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def embedded(value: object) -> str:
    """JSON that can stand inside a script element: no `</script>`, no `<!--`, no line separators that end a line of JavaScript.

    >>> embedded("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, written in _ESCAPES.items():
        text = text.replace(character, written)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def asset(*names: str) -> str:
    """Styles or programs, joined."""
    return "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names)


def page(title: str, styles: Iterable[str], scripts: Iterable[str], data: object, pictures: Mapping[int, str]) -> Iterator[str]:
    """The file in parts. `pictures` are data URIs by page; they stay text until the page is shown."""
    style, script = asset(*styles), asset(*scripts)
    policy = f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    yield f"""<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(_shown(title))}</title>
<style>{style}</style>
</head>
<body>
<noscript>此页需要 JavaScript，不需要网络。 This page needs JavaScript, and no network.</noscript>
<script type="application/json" id="data">{embedded(data)}</script>
"""
    for number, uri in pictures.items():
        yield f'<script type="text/plain" id="picture-{int(number)}">{uri}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _shown(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def plain_title(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)
