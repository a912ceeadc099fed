"""The table of rules: numbers of the house, names for the user, source in the decree, what each rule needs to be
found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from documents.conformity.document import Document
from documents.conformity.findings import Box, Severity
from documents.conformity.lines import Line


class Group(StrEnum):
    """Parts of the checklist, in its order."""

    FILE = "Tệp"
    PAGE = "Trang"
    HEAD = "Phần đầu"
    TITLE = "Tên loại và trích yếu"
    BODY = "Căn cứ và nội dung"
    SIGNATURE = "Chữ ký"
    RECIPIENTS = "Nơi nhận"
    ANNEX = "Phụ lục"


class Origin(StrEnum):
    """Who asks for it."""

    LAW = "Nghị định 30/2020/NĐ-CP"
    HOUSE = "quy ước của chương trình"


@dataclass(frozen=True)
class Breach:
    """What a rule found wrong, before it bears the rule's number. `severity` overrides that of the rule."""

    sentence: str
    page: int | None = None
    place: Box | None = None
    severity: Severity | None = None


class NotApplicable(Exception):
    """Raised by a rule that has nothing to examine; the argument is the reason for the user."""


Check = Callable[[Document], Iterator[Breach]]


@dataclass(frozen=True)
class Rule:
    """One numbered rule. `needs` are keys of `ANCHORS`: without them another rule reports the missing part."""

    number: int
    name: str
    group: Group
    severity: Severity
    origin: Origin
    source: str
    needs: tuple[str, ...]
    check: Check


RULES: dict[int, Rule] = {}
"""All rules by number. Filled by importing `documents.conformity.rules`."""


ANCHORS: dict[str, tuple[Callable[[Document], object], str]] = {
    "main": (lambda d: d.main, "tệp chỉ có phụ lục"),
    "national": (lambda d: d.head.national, "không thấy Quốc hiệu"),
    "motto": (lambda d: d.head.motto, "không thấy Tiêu ngữ"),
    "organisation": (lambda d: d.head.organisation, "không thấy tên cơ quan"),
    "issuer": (lambda d: d.head.issuer, "không thấy tên cơ quan ban hành in đậm"),
    "number": (lambda d: d.head.number, "không thấy dòng số, ký hiệu"),
    "date": (lambda d: d.head.date, "không thấy dòng địa danh và thời gian"),
    "kind": (lambda d: d.head.kind, "không thấy tên loại"),
    "title": (lambda d: d.head.title, "không thấy trích yếu"),
    "body": (lambda d: d.body, "không thấy nội dung"),
    "bases": (lambda d: d.body and d.body.bases, "văn bản không có phần căn cứ"),
    "signature": (lambda d: d.closing.titles, "không thấy khối chữ ký"),
    "name": (lambda d: d.closing.name, "không thấy họ tên người ký"),
    "recipients_head": (lambda d: d.closing.recipients_head, "không thấy «Nơi nhận:»"),
    "recipients": (lambda d: d.closing.recipients, "không thấy danh sách nơi nhận"),
    "annexes": (lambda d: d.annexes, "văn bản không có phụ lục"),
}


def rule(
    number: int,
    name: str,
    *,
    group: Group,
    source: str = "",
    severity: Severity = Severity.ERROR,
    needs: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Register a check. With a `source` (place in the decree) it is a rule of law, without one our own convention."""

    def register(check: Check) -> Check:
        if number in RULES:
            raise ValueError(f"Rule {number} is registered twice")
        origin = Origin.LAW if source else Origin.HOUSE
        RULES[number] = Rule(number, name, group, severity, origin, source, needs, check)
        return check

    return register


def at(line: Line, sentence: str, *, severity: Severity | None = None) -> Breach:
    """A breach at `line`."""
    return Breach(sentence, line.page, line.place, severity)
