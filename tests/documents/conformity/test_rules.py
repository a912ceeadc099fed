"""Every rule, broken: the specimen with one fault shows that rule and no other, unless the fault's `also` says so."""

import re

import pytest

from documents.conformity import RULES, examine
from tests.documents.conformity import tampering
from tests.documents.conformity.faults import FAULTS
from tests.documents.conformity.specimen import specimen

SUBSTITUTE = 4  # the free font of these tests is always mentioned


def rules_found(pdf, **told):
    return {finding.rule for finding in examine(pdf, **told)}


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: f"{case.rule}-{case.name}")
def test_a_fault_is_named_by_its_rule(case):
    pdf = specimen(*case.changes, css=case.css, **case.specimen)
    if case.tamper:
        pdf = tampering.tampered(pdf, case.tamper)
    assert rules_found(pdf, **case.told) - ({SUBSTITUTE} - {case.rule}) == {case.rule} | case.also


def test_every_rule_is_broken_by_a_test():
    assert {case.rule for case in FAULTS} == set(RULES)


def test_rules_are_numbered_without_gap():
    assert sorted(RULES) == list(range(1, 78))


@pytest.mark.parametrize("number", sorted(RULES))
def test_a_rule_cites_itself_in_its_docstring(number):
    assert re.match(rf"Rule {number}\. \S", RULES[number].check.__doc__)
