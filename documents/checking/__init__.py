"""Checking what a document says: amounts, dates, legal bases, structure, recipients, signature, names, typography.

`check(content, facts)` runs every rule and gives findings; how the page looks is the matter of `documents.conformity`.
Knows no database: what registers and catalogues know comes in as `Facts`.
"""

from documents.checking import rules  # noqa: F401  fills RULES
from documents.checking.checking import check
from documents.checking.facts import Facts
from documents.checking.findings import Finding, Severity
from documents.checking.registry import RULES, Family, Rule

__all__ = ["RULES", "Facts", "Family", "Finding", "Rule", "Severity", "check"]
