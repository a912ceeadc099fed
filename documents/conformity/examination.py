"""The examination: read the PDF once, ask every rule, and put what they say in order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from documents.conformity import rules
from documents.conformity.container import Unreadable
from documents.conformity.document import Document, read_document
from documents.conformity.findings import Expected, Finding, Report, Severity
from documents.conformity.registry import ANCHORS, RULES, Breach, Group, NotApplicable, Rule

MOST = 5
"""So many findings of one rule are shown one by one; the last of them says how many more there are."""

UNREADABLE = 0
"""The rule number of the single finding about a file that cannot be read."""

assert rules  # importing it has filled RULES


def examine(pdf: bytes, *, issued: bool | None = None, expected: Expected | None = None) -> list[Finding]:
    """Examine the PDF of a plan against Nghị định 30/2020/NĐ-CP; return what is wrong, in the order of the rules.

    `issued`: True for a plan with number and date, False for a draft, None to take either. `expected` is what the
    register knows (rules 32, 61, 62). Any bytes may come in: a file that cannot be read gives one finding of rule 0.
    """
    return list(study(pdf, issued=issued, expected=expected).findings)


def study(pdf: bytes, *, issued: bool | None = None, expected: Expected | None = None) -> Report:
    """As `examine`, with the rules that had nothing to examine and the number of pages."""
    expected = expected or Expected()
    if issued is not None:
        expected = replace(expected, issued=issued)
    try:
        document = read_document(pdf, expected)
    except Unreadable as refusal:
        finding = Finding(UNREADABLE, Severity.ERROR, None, None, str(refusal))
        return Report((finding,), dict.fromkeys(sorted(RULES), "không đọc được tệp"))
    findings: list[Finding] = []
    skipped: dict[int, str] = {}
    for number in sorted(RULES):
        try:
            findings += _ask(RULES[number], document)
        except NotApplicable as reason:
            skipped[number] = str(reason)
    return Report(tuple(findings), skipped, len(document.skims), len(document.skims) - len(document.pages))


def _ask(rule: Rule, document: Document) -> list[Finding]:
    for need in rule.needs:
        found, reason = ANCHORS[need]
        if not found(document):
            raise NotApplicable(reason)
    if rule.group not in (Group.FILE, Group.PAGE, Group.ANNEX) and document.separate_annex:
        raise NotApplicable("tệp chỉ có phụ lục")
    breaches = list(dict.fromkeys(rule.check(document)))
    findings = [_finding(rule, breach) for breach in breaches[:MOST]]
    if len(breaches) > MOST:
        findings[-1] = replace(findings[-1], sentence=f"{findings[-1].sentence}; và {len(breaches) - MOST} chỗ khác")
    return findings


def _finding(rule: Rule, breach: Breach) -> Finding:
    source = f" ({rule.source})" if rule.source else ""
    place = tuple(round(value, 1) for value in breach.place) if breach.place else None
    return Finding(rule.number, breach.severity or rule.severity, breach.page, place, breach.sentence + source)


@dataclass(frozen=True)
class Tick:
    """A line of the checklist: a rule with its findings; without findings it is kept, or skipped for a reason."""

    rule: Rule
    findings: tuple[Finding, ...]
    skipped: str

    @property
    def state(self) -> str:
        """«error», «warning», «kept» or «skipped», for the mark beside the line."""
        if any(f.severity == Severity.ERROR for f in self.findings):
            return "error"
        if self.findings:
            return "warning"
        return "skipped" if self.skipped else "kept"


def checklist(
    findings: list[Finding] | tuple[Finding, ...] | Report, skipped: dict[int, str] | None = None
) -> dict[Group, list[Tick]]:
    """All rules by group, each with its findings. Given a `Report`, or findings and `Report.skipped`."""
    if isinstance(findings, Report):
        findings, skipped = findings.findings, findings.skipped
    skipped = skipped or {}
    ticks: dict[Group, list[Tick]] = {group: [] for group in Group}
    for number in sorted(RULES):
        own = tuple(f for f in findings if f.rule == number)
        ticks[RULES[number].group].append(Tick(RULES[number], own, "" if own else skipped.get(number, "")))
    return ticks
