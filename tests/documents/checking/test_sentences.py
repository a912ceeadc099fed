"""Sentences as careful offices write them, and the same with a mistake: amounts, dates, training."""

from dataclasses import replace
from pathlib import Path

import pytest

from documents.checking import check
from documents.content import Paragraph, PartialDate
from tests.factories.checking import saying
from tests.factories.contents import with_head

SENTENCES = Path(__file__).parents[2] / "data" / "sentences"
RIGHT = (SENTENCES / "right.txt").read_text("utf-8").splitlines()
WRONG = (SENTENCES / "wrong.txt").read_text("utf-8").splitlines()
"""«rule | sentence»"""


def of_2024(line):
    """A plan for 2024 of 10/3/2024 that says `line`."""
    content = with_head(saying(Paragraph(line, "-")), date=PartialDate(2024, 3, 10))
    return replace(content, title="Thực hiện Chương trình giảm nghèo bền vững năm 2024", legal_bases=())


def rules_against(line):
    keys = [finding.rule for finding in check(of_2024(line))]
    return sorted({key for key in keys if key.startswith(("amounts.", "dates.", "training."))})


@pytest.mark.parametrize("line", RIGHT)
def test_nothing_is_said_against_a_right_sentence(line):
    assert [key for key in rules_against(line) if key != "amounts.currency"] == []


@pytest.mark.parametrize("line", WRONG)
def test_a_mistake_is_found_by_its_rule(line):
    rule, _, sentence = line.partition(" | ")

    assert rules_against(sentence) == [rule]
