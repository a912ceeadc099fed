"""Rules 51–53 and 55: numbers and letters of the outline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from documents.conformity.body import Kind, Paragraph
from documents.conformity.document import Document
from documents.conformity.findings import Severity, quote
from documents.conformity.registry import Breach, Group, NotApplicable, at, rule
from lib.lettering import LETTERS, from_roman, roman


@rule(51, "Mục I, II, III", group=Group.BODY, source="Phụ lục I, II.6.đ và V", needs=("body",))
def chapters(document: Document) -> Iterator[Breach]:
    """Rule 51. «I. MỤC ĐÍCH»: capitals, bold, upright, Roman numbers from I without gap; anew in every phần."""
    found = [p for p in document.body.text if p.kind in (Kind.CHAPTER, Kind.PART)]
    if not any(p.kind is Kind.CHAPTER for p in found):
        raise NotApplicable("văn bản không chia mục I, II, III")
    count = 0
    for paragraph in found:
        if paragraph.kind is Kind.PART:
            count = 0
            continue
        count += 1
        if paragraph.number != roman(count):
            yield at(paragraph.first, f"Mục {quote(paragraph.text, 40)} phải đánh số {roman(count)}")
            with suppress(ValueError):
                count = from_roman(paragraph.number)
        if not re.match(r"[IVXLC]+\. \S", paragraph.text):
            yield at(
                paragraph.first,
                f"Mục {quote(paragraph.text, 40)} phải viết số La Mã, dấu chấm, dấu cách: «{roman(count)}. …»",
            )
        if paragraph.title != paragraph.title.upper():
            yield at(paragraph.first, f"Tên mục {quote(paragraph.text, 40)} phải viết chữ in hoa")
        if not paragraph.bold:
            yield at(paragraph.first, f"Tên mục {quote(paragraph.text, 40)} phải in đậm")


@rule(52, "Khoản 1, 2, 3", group=Group.BODY, source="Phụ lục I, II.6.đ và V", needs=("body",))
def clauses(document: Document) -> Iterator[Breach]:
    """Rule 52. «1. », «2. »: from 1 in every mục, without gap."""
    expected = 1
    any_found = False
    for paragraph in document.body.text:
        if paragraph.kind in (Kind.PART, Kind.CHAPTER):
            expected = 1
        elif paragraph.kind is Kind.CLAUSE:
            any_found = True
            number = int(paragraph.number)
            if number != expected:
                yield at(paragraph.first, f"Khoản {quote(paragraph.text, 40)} phải đánh số {expected}")
            if not re.match(r"\d+\. \S", paragraph.text):
                yield at(
                    paragraph.first,
                    f"Khoản {quote(paragraph.text, 40)} phải viết số, dấu chấm, dấu cách: «{number}. …»",
                )
            expected = number + 1
    if not any_found:
        raise NotApplicable("văn bản không chia khoản 1, 2, 3")


@rule(53, "Điểm a), b), c), d), đ)", group=Group.BODY, source="Phụ lục I, II.6.đ", needs=("body",))
def points(document: Document) -> Iterator[Breach]:
    """Rule 53. «a) » in the order of the Vietnamese alphabet (d, đ, e, g), from a in every khoản."""
    position, any_found = 0, False
    before: Paragraph | None = None
    for paragraph in document.body.text:
        if paragraph.kind is Kind.POINT:
            any_found = True
            letter = paragraph.number
            follows = before is not None and before.kind is Kind.POINT
            if letter == "a" and not follows:
                position = 0
            wanted = LETTERS[position] if position < len(LETTERS) else ""
            if letter != wanted:
                last = f"sau điểm {LETTERS[position - 1]})" if position else "ở đầu"
                yield at(paragraph.first, f"Điểm {quote(paragraph.text, 40)}: {last} phải là «{wanted})»")
            elif not re.match(r"[a-zđ]\) \S", paragraph.text):
                yield at(paragraph.first, f"Điểm {quote(paragraph.text, 40)} phải có dấu cách sau «{letter})»")
            position = LETTERS.index(letter) + 1 if letter in LETTERS else position + 1
        elif paragraph.kind is not Kind.TEXT:
            position = 0
        before = paragraph
    if not any_found:
        raise NotApplicable("văn bản không chia điểm a), b), c)")


@rule(55, "Số nhiều cấp 1.1, 1.2", group=Group.BODY, severity=Severity.WARNING, needs=("body",))
def dotted(document: Document) -> Iterator[Breach]:
    """Rule 55. Dotted numbers continue their parent: 2.1 and 2.2 stand under 2."""
    parent, seen, any_found = "", {}, False
    for paragraph in document.body.text:
        if paragraph.kind in (Kind.PART, Kind.CHAPTER):
            parent, seen = "", {}
        elif paragraph.kind is Kind.CLAUSE:
            parent, seen = paragraph.number, {}
        elif paragraph.kind is Kind.DOTTED:
            any_found = True
            above, own = paragraph.number.rsplit(".", 1)
            wanted = seen.get(above, 0) + 1
            stands_under = above.split(".")[0] == parent if parent else True
            if not stands_under:
                yield at(
                    paragraph.first, f"{quote(paragraph.text, 40)} đứng dưới khoản {parent}; phải đánh số {parent}.…"
                )
            elif int(own) != wanted:
                yield at(paragraph.first, f"{quote(paragraph.text, 40)} phải đánh số {above}.{wanted}")
            seen[above] = int(own)
    if not any_found:
        raise NotApplicable("văn bản không dùng số nhiều cấp")
