"""All rules on one document."""

from __future__ import annotations

from documents.checking.facts import Facts
from documents.checking.findings import Finding
from documents.checking.registry import RULES, Family
from documents.checking.subject import Subject
from documents.content import Content
from documents.places import Part

_FAMILIES = list(Family)
_PARTS = list(Part)


def check(content: Content, facts: Facts | None = None) -> tuple[Finding, ...]:
    """Every finding on `content`, in the order of the rules' families and, within one, of the document.

    Rules switched off in `facts` are not run; the same thing said twice of one place is said once. Takes time linear in
    the length of the document.
    """
    facts = facts or Facts()
    subject = Subject(content, facts)
    findings: dict[tuple, Finding] = {}
    for its in RULES.values():
        if its.key in facts.switched_off:
            continue
        for breach in its.check(subject):
            finding = Finding(
                rule=its.key,
                severity=breach.severity or its.severity,
                place=breach.place,
                section=subject.section_of(breach.place),
                quote=breach.quote,
                message=breach.message,
                suggestion=breach.suggestion,
            )
            findings.setdefault((finding.rule, finding.place, finding.quote, finding.message), finding)
    return tuple(sorted(findings.values(), key=_order))


def _order(finding: Finding) -> tuple:
    place = finding.place
    return (
        _FAMILIES.index(RULES[finding.rule].family),
        _PARTS.index(place.part),
        -1 if place.index is None else place.index,
        -1 if place.block is None else place.block,
    )
