"""Appendices and the text that points at them (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.places import Part, Place
from lib.lettering import roman

_LABEL = re.compile(r"phụ lục(?: số)?\s*", re.IGNORECASE)
_NAMED_APPENDIX = re.compile(r"[Pp]hụ lục(?: số)? ([IVX]+|\d{1,2})\b")
_ANY_APPENDIX = re.compile(
    r"phụ lục|(?:biểu|danh sách|bảng|mẫu|phân công)[^.;]{0,80}(?:kèm theo|đính kèm)", re.IGNORECASE
)


@rule(
    "structure.appendices",
    "Phụ lục nào cũng được nhắc trong văn bản, và ngược lại",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1.a",
)
def appendices_are_named(subject: Subject) -> Iterator[Breach]:
    """Each appendix is named in the text, and each one that the text calls the plan's own exists."""
    appendices = subject.content.appendices
    labels = {_number(appendix.label) for appendix in appendices}
    named: dict[str, tuple] = {}
    text = [p for p in subject.passages if p.place.part in (Part.OPENING, Part.SECTIONS, Part.CLOSING)]
    for passage in text:
        for match in _NAMED_APPENDIX.finditer(passage.text):
            if not re.match(
                r"[^;.]{0,40}(?:Nghị định|Thông tư|Quyết định|Luật|Nghị quyết|Công văn)", passage.text[match.end() :]
            ):
                named.setdefault(_number(match[1]), (passage, match))
    for label, (passage, match) in named.items():
        is_ours = appendices or re.search(r"kèm theo|đính kèm|Kế hoạch này", passage.text)
        if is_ours and label not in labels and labels != {""}:
            yield Breach(passage.place, match[0], f"Văn bản nhắc đến «{match[0]}» nhưng không có phụ lục này.")
    names_any = any(_ANY_APPENDIX.search(passage.text) for passage in text)
    for index, appendix in enumerate(appendices):
        label = _number(appendix.label)
        is_the_only_one = len(appendices) == 1 and names_any  # «tại Phụ lục đính kèm»
        if (label and label not in named and not is_the_only_one) or (not label and not names_any):
            name = appendix.label or "phần kèm theo này"
            message = f"Văn bản không nhắc đến {name}: phần nội dung phải chỉ dẫn tới từng phụ lục."
            yield Breach(Place(Part.APPENDICES, index), appendix.label, message, severity=Severity.WARNING)


def _number(label: str) -> str:
    """«I» for «Phụ lục I», «PHỤ LỤC I», «Phụ lục số I»; «1» for «Phụ lục số 01»."""
    return _LABEL.sub("", label).strip(" .:").upper().lstrip("0")


@rule(
    "structure.appendix_reference",
    "Dưới tên phụ lục có dòng «(Kèm theo Kế hoạch số …)»",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1.c",
)
def appendices_name_their_document(subject: Subject) -> Iterator[Breach]:
    """As printed in a file; what is written here gets the line by itself."""
    for index, appendix in enumerate(subject.content.appendices):
        place = Place(Part.APPENDICES, index)
        printed = subject.facts.printed.get(place, "")
        if printed and not re.search(r"kèm theo|ban hành theo", printed, re.IGNORECASE):
            message = "Dưới tên phụ lục thiếu dòng «(Kèm theo Kế hoạch số … ngày … của …)»."
            yield Breach(place, appendix.label or " ".join(appendix.title)[:80], message)


@rule(
    "structure.appendix_numbers",
    "Phụ lục đánh số La Mã liên tục",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1.a",
)
def appendices_are_numbered(subject: Subject) -> Iterator[Breach]:
    """Two or more appendices carry I, II, III; a single one carries none."""
    appendices = [(n, a) for n, a in enumerate(subject.content.appendices) if _LABEL.match(a.label)]
    if len(appendices) < 2:
        return
    for place, (index, appendix) in enumerate(appendices, start=1):
        if _number(appendix.label) != roman(place):
            right = f"Phụ lục {roman(place)}"
            message = f"«{appendix.label}»: phụ lục thứ {place} phải ghi «{right}»."
            yield Breach(Place(Part.APPENDICES, index), appendix.label, message, severity=Severity.WARNING)
