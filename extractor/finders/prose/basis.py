"""What a number says of its metric: the value itself, its growth, its change, its share."""

from __future__ import annotations

from extractor.finders.prose.draft import Draft, Gap, Label, Mind
from extractor.finders.prose.labels import is_move
from extractor.model import Basis, Quantity

_GROWTHS: frozenset[Basis] = frozenset(("yoy", "qoq", "mom", "cagr"))


def basis_of(q: Quantity, printed: Basis | None, gap: Gap, mind: Mind, label: Label, on: Draft | None, text: str) -> Basis | None:
    """The basis, or None where the print leaves it open. `printed` is the word beside the number, `on` the claim that a bracket
    with this number comments on."""
    kind = q.unit.kind if q.unit else None
    relative = kind in ("ratio", "points")
    signed = q.change or (q.low is not None and q.low < 0 and relative)
    if printed == "share" and (kind == "points" or not relative):
        printed = None if not relative else "change"
    if printed:
        return printed
    if gap.comparing and gap.compared and signed:
        return _against(gap, mind)
    if gap.growth and relative:
        return "yoy"
    if on and not gap.labels:
        if not relative:
            return "change" if q.change else on.basis
        if on.basis in _GROWTHS:
            return "qoq" if signed and on.basis == "yoy" and gap.comparing else on.basis
        return "yoy" if signed or kind == "points" else None
    if is_move(label.text) and signed:
        return "change"
    if not signed or (q.low is not None and q.low < 0 and not q.change and relative and not mind.bases):
        return "value"
    last = next((b for b in mind.bases if b in _GROWTHS), None)
    if last and relative:
        return last
    if relative and mind.periods and "增" in text[max(q.start - 6, 0) : q.start] + text[q.start : q.start + 1]:
        return "yoy"
    if relative and mind.periods and kind == "ratio" and text[q.start : q.start + 1] in "下减降跌衰缩负":
        return "yoy"
    return "change"


def _against(gap: Gap, mind: Mind) -> Basis:
    """较2023年增长: growth on the year before is yoy; on any other period it is a change."""
    compared = gap.compared.id if gap.compared else ""
    own = mind.periods[-1].id if mind.periods else ""
    own = own[:4] if own.endswith("-12-31") and len(compared) == 4 else own
    if own[:4].isdigit() and compared[:4].isdigit() and own[4:] == compared[4:] and int(own[:4]) - int(compared[:4]) == 1:
        return "yoy"
    return "change"
