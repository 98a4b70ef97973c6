"""Every rule over facts does what its documentation shows."""

from __future__ import annotations

import pytest
from printed_facts import printed

from extractor.validators import check_facts
from extractor.validators.rules import Rule, rules

FAMILIES = ("SUM", "IDN", "GRW", "SHR", "RAT", "AGR", "EVD")
SENTENCES = ("SUM05", "GRW03", "GRW04", "SHR01", "EVD01")
"""Rules whose example is a sentence: tested in test_validators_prose.py."""
ALONE = ("RAT07",)
"""Nothing but the lone number speaks against the print, so a misfit is told, not called wrong."""
OURS = [rule for rule in rules().values() if rule.code[:3] in FAMILIES and "text" in rule.fails and rule.code not in SENTENCES]


def statuses(rule: Rule, text: str) -> list[str]:
    return [check.status for check in check_facts(*printed(text)) if check.rule == rule.code]


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_the_failing_example_fails(rule: Rule) -> None:
    found = statuses(rule, rule.fails["text"])
    assert found.count("not_checked" if rule.code in ALONE else "inconsistent") >= 1


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_the_passing_example_passes(rule: Rule) -> None:
    found = statuses(rule, rule.passes["text"])
    assert found
    assert set(found) == {"consistent"}


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_nothing_else_is_called_wrong_in_a_passing_example(rule: Rule) -> None:
    assert [c.message.zh for c in check_facts(*printed(rule.passes["text"])) if c.status == "inconsistent"] == []
