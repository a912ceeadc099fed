"""What the examination of a printed paper said, kept beside the print: a long paper is examined by the worker."""

import hashlib
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.core.cache import caches

from documents import conformity
from documents.conformity import Expected, Report
from documents.content import Content
from lib.text import clean_line

EXAMINING_A_PAGE = timedelta(seconds=0.5)
"""Several times what it takes: nothing is heard of an examination until its end."""


def examined(key: str) -> Report | None:
    """The report on the print of that key; None when it has not been examined or is no longer kept."""
    return caches["papers"].get(_name(key))


def examine_print(key: str, pdf: bytes, content: Content) -> Report:
    """Examine the print of that key, unless that is done already, and keep the report.

    A paper without number is a draft; signature and signer are expected as `content` has them. About 70 ms a page.
    """
    report = examined(key)
    if report is None:
        report = conformity.study(pdf, expected=expected_of(content))
        caches["papers"].set(_name(key), report)
    return report


def expected_of(content: Content) -> Expected:
    """What the examiner is told: kind, signature and signer as `content` has them; without number it is a draft."""
    return Expected(
        kind=clean_line(content.kind).upper(),
        issued=False if content.head.number is None else None,
        signature_lines=content.signature.lines,
        signer_name=content.signature.name,
    )


def _name(key: str) -> str:
    return f"report-{key}-{_rules_version()}"


@cache
def _rules_version() -> str:
    """A digest of the rules: reports of an earlier version of them are not shown."""
    digest = hashlib.sha256()
    for file in sorted(Path(conformity.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
