"""Conformity of a PDF with Nghị định 30/2020/NĐ-CP: numbered rules that examine any file and say what is wrong.

`examine` gives the findings, `checklist` shows them rule by rule. Knows no database: what the register says about a
document comes in as `Expected`.
"""

from documents.conformity.examination import UNREADABLE, Tick, checklist, examine, study
from documents.conformity.findings import Expected, Finding, Report, Severity
from documents.conformity.registry import RULES, Group, Origin, Rule

__all__ = [
    "RULES",
    "UNREADABLE",
    "Expected",
    "Finding",
    "Group",
    "Origin",
    "Report",
    "Rule",
    "Severity",
    "Tick",
    "checklist",
    "examine",
    "study",
]
