"""The table of rules. A rule is a function `(Subject) -> Iterator[Breach]` in `documents/checking/rules/`.

@rule("amounts.words", "Số tiền bằng chữ khớp với bằng số", family=Family.AMOUNTS, severity=Severity.ERROR,
      source="Thông lệ tài chính")
def words_match_figures(subject):
    yield Breach(passage.place, quote, "…", suggestion="…")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from documents.checking.findings import Severity
from documents.checking.subject import Breach, Subject


class Family(StrEnum):
    """Families of rules, in the order in which findings are shown."""

    AMOUNTS = "Số tiền, phép tính"
    DATES = "Ngày, thời gian"
    BASES = "Căn cứ, viện dẫn"
    STRUCTURE = "Bố cục, đánh số"
    RECIPIENTS = "Nơi nhận"
    SIGNATURE = "Chữ ký"
    NAMES = "Tên gọi, chính tả"
    TYPOGRAPHY = "Cách trình bày câu chữ"
    TRAINING = "Lớp tập huấn"
    OFFICES = "Cơ quan, địa bàn"


@dataclass(frozen=True)
class Rule:
    """One rule. `source` says where it comes from: an article of Nghị định 30/2020/NĐ-CP, or custom."""

    key: str
    name: str
    family: Family
    severity: Severity
    source: str
    check: Callable[[Subject], Iterator[Breach]]


RULES: dict[str, Rule] = {}
"""All rules by key, in the order of their registration. Filled by importing `documents.checking.rules`."""


def rule(
    key: str, name: str, *, family: Family, severity: Severity, source: str
) -> Callable[[Callable[[Subject], Iterator[Breach]]], Callable[[Subject], Iterator[Breach]]]:
    """Register a rule. Keys are stored with findings set aside: never change one. Raises ValueError for one twice."""

    def register(check):
        if key in RULES:
            raise ValueError(f"Rule {key!r} is registered twice")
        RULES[key] = Rule(key, name, family, severity, source, check)
        return check

    return register
