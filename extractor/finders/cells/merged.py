"""Names that a table prints once for a group of rows: in the group's first row, or in the middle of its height."""

from __future__ import annotations

from collections.abc import Sequence

_NEAR = 0.3
"""How far, in rows, a name may stand from the middle of its group."""


Mark = tuple[float, str]
"""A printed name and where it stands, in rows: 2.5 is between the third and the fourth."""


def group_names(names: Sequence[str], places: Sequence[float], labels: Sequence[str], between: Sequence[Mark] = ()) -> tuple[str, ...]:
    """The name that holds for each row, `""` where nobody can tell.

    `names` are the printed names (`""`: none on that row), `places` where each row's name stands, `labels` the second
    header cells, `between` names that stand on no row. Three readings, each only when it leaves nothing over: the labels
    run through the same cycle in every group (收入 增速 毛利率, 收入 …); every name stands in the middle of its group;
    every name opens its group.
    """
    marks = sorted([(place, name) for place, name in zip(places, names, strict=True) if name] + list(between))
    if not marks:
        return ("",) * len(names)
    cycles = _by_cycle(names, labels) if not between else ()
    if cycles:
        return cycles
    centred = _centred(marks, len(names))
    if centred:
        return centred
    if not names or not names[0] or between:
        return tuple(names)
    out, name = [], ""
    for own in names:
        name = own or name
        out.append(name)
    return tuple(out)


def _by_cycle(names: Sequence[str], labels: Sequence[str]) -> tuple[str, ...]:
    """Groups begin where the first label comes again; each must hold one name."""
    starts = [n for n, label in enumerate(labels) if label and label == labels[0]]
    if len(starts) < 2 or len(set(labels)) == 1:
        return ()
    out: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(labels)], strict=True):
        own = [name for name in names[start:end] if name]
        if len(own) != 1 or len(set(labels[start:end])) != end - start:
            return ()
        out += own * (end - start)
    return tuple(out)


def _centred(marks: Sequence[Mark], count: int) -> tuple[str, ...]:
    """Each group begins where the last one ended and has its name in its middle, so the middle gives its end. One group
    of several rows whose name does not open it is what tells this form from the other."""
    out: list[str] = []
    telling = False
    for place, name in marks:
        start = len(out)
        size = round(2 * (place - start)) + 1
        if size < 1 or abs(start + (size - 1) / 2 - place) > _NEAR:
            return ()
        telling |= size > 1
        out += [name] * size
    return tuple(out) if telling and len(out) == count else ()
