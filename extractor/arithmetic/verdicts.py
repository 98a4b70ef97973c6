"""What the columns of one relation say together: which failure is a finding, and which only says that the print
leaves lines out or computes on another basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["holds", "breaks", "open"]
"""holds: consistent · breaks: the exception to a relation that holds elsewhere, a finding · open: the relation as such
does not fit here, so nothing is decided."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a relation: does it hold, is it reported history (True) or a forecast, is its gap so slight that a
    minor line left out would explain it, or even tiny."""

    holds: bool
    history: bool
    slight: bool = False
    tiny: bool = False


def decide(columns: Sequence[Column], closed: bool) -> tuple[Verdict, ...]:
    """The verdict of each column.

    `closed`: nothing can be missing (a law of accounts, or a group that lists its own remainder), so the relation must
    hold, and what fails while as many columns hold is a finding; so is a lone column that fails. Otherwise a failure is
    a finding only as the exception: one column (a quarter of them in wide tables) among two or more that hold.
    Failures that are exactly the reported years of a table of forecasts, or slight ones among them, are none: history
    carries lines (汇率影响, 信用减值, share counts, prices) that the forecast model does without.
    """
    failing = [column for column in columns if not column.holds]
    holding = len(columns) - len(failing)
    past = any(not column.history for column in columns) and all(column.history for column in failing)
    if closed:
        broken = len(failing) <= holding or len(columns) == 1
    else:
        broken = len(failing) <= max(1, len(columns) // 4) and holding >= 2
        if all(column.tiny for column in failing):
            broken = False
        if past and (all(column.slight for column in failing) or not any(column.history and column.holds for column in columns)):
            broken = False
    return tuple("holds" if column.holds else "breaks" if broken else "open" for column in columns)
