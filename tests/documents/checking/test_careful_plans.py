"""Plans that a careful office wrote: nothing is said of them."""

from pathlib import Path

import pytest

from documents.checking import check
from documents.checking.printed import printed_of
from documents.checking.shipped import shipped_facts
from documents.reading import read, source_of

CAREFUL = Path(__file__).parents[2] / "data" / "careful"


@pytest.mark.parametrize("name", ["commune_2026.txt", "department_2026.txt"])
def test_nothing_is_said_of_a_careful_plan(name):
    source = source_of((CAREFUL / name).read_bytes(), name)
    reading = read(source)

    found = check(reading.content, shipped_facts(printed=printed_of(source, reading)))

    assert [(finding.rule, finding.quote) for finding in found] == []
