"""The watchman is watched: the worked example passes, and every way to spoil it is seen."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from invariants import broken

from extractor import resources

Spoil = Callable[[dict[str, Any]], Any]


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((resources.schemas_dir() / "examples" / "report.json").read_text(encoding="utf-8"))
    return loaded


def test_the_example_passes(example: dict[str, Any]) -> None:
    assert list(broken(example)) == []


SPOILT: list[tuple[str, Spoil]] = [
    ("is not in its cell", lambda r: r["tables"][0]["body_rows"][0][1].update(text="1,201")),
    ("cell became a fact", lambda r: r["tables"][0]["body_rows"][0][1].update(kind="placeholder")),
    ("is not at its offsets", lambda r: r["facts"][-1]["source"].update(start=0)),
    ("no box", lambda r: r["facts"][0]["source"].update(boxes=[])),
    ("no bound", lambda r: r["facts"][0].update(low=None, high=None)),
    ("low above high", lambda r: r["facts"][0].update(low="2", high="1", value=None)),
    ("value None", lambda r: r["facts"][0].update(value=None)),
    ("come twice", lambda r: r["facts"].append(r["facts"][0])),
    ("not there", lambda r: r["checks"][0]["reported"].update(fact="f_aaaaaaaaaaaaaaaa")),
    ("no message", lambda r: r["checks"][0].update(status="inconsistent", message={"zh": "", "en": ""})),
    ("not every table", lambda r: r["coverage"].update(tables=[])),
    ("says 13 facts", lambda r: r["coverage"]["tables"][0].update(facts=13)),
    ("does not add up", lambda r: r["coverage"]["tables"][0].update(unchecked=14)),
    ("claims more", lambda r: r["coverage"]["pages"][0].update(claimed=4)),
]


@pytest.mark.parametrize(("words", "spoil"), SPOILT, ids=[words for words, _ in SPOILT])
def test_what_is_spoilt_is_seen(example: dict[str, Any], words: str, spoil: Spoil) -> None:
    spoilt = copy.deepcopy(example)
    spoil(spoilt)
    assert any(words in fault for fault in broken(spoilt))
