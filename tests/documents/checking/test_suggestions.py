"""Every suggestion, put in the place of what it quotes: the finding is gone and no other one has come."""

from collections import Counter
from pathlib import Path

import pytest

from documents.checking import Finding, check
from documents.checking.shipped import shipped_facts
from documents.reading import read, source_of
from tests.factories.places import with_suggestion

SOURCES = Path(__file__).parents[2] / "data" / "sources"
PLANS = (
    "quang_tri_2020.txt",
    "tua_chua_2024.txt",
    "quang_nam_2021.txt",
    "lang_son_2022.txt",
    "ha_noi_173_2026.txt",
    "lao_cai_1105_2026.txt",
    "lao_cai_2242_2026.txt",
    "lao_cai_3024_2026.docx",
    "lao_cai_3957_2026.docx",
)


@pytest.mark.parametrize("name", PLANS)
def test_each_suggestion_removes_its_finding_and_brings_no_other(name):
    path = SOURCES / name
    content, facts = read(source_of(path.read_bytes(), path.name)).content, shipped_facts()
    findings = check(content, facts)
    before = Counter(finding.rule for finding in findings)

    wrong = [
        (finding.rule, finding.quote, finding.suggestion)
        for finding in findings
        if finding.suggestion is not None
        and not any(_is_better(finding, before, check(changed, facts)) for changed in with_suggestion(content, finding))
    ]

    assert wrong == []


def _is_better(finding: Finding, before: Counter, after: tuple[Finding, ...]) -> bool:
    """One finding of its rule less, or the same rule at another place for the next occurrence; none of another rule."""
    counts = Counter(other.rule for other in after)
    is_gone = not any(
        (other.rule, other.place, other.quote) == (finding.rule, finding.place, finding.quote) for other in after
    )
    is_less = counts[finding.rule] < before[finding.rule]
    return (is_gone or is_less) and not counts - before
