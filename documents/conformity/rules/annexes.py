"""Rules 72–77: appendices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.conformity.annexes import Annex
from documents.conformity.document import Document
from documents.conformity.findings import Severity, mm, quote
from documents.conformity.lines import Line
from documents.conformity.registry import Breach, Group, NotApplicable, at, rule
from documents.conformity.rules.styles import posture, size_between
from lib.lettering import from_roman, roman

_MENTION = re.compile(
    r"[Pp][Hh][Ụụ] [Ll][Ụụ][Cc] (?:số )?([IVXLC]+|\d+)((?:\s?(?:,|;|và|-|–|đến)\s?(?:[Pp]hụ lục )?(?:[IVXLC]+|\d+)\b)*)"
)
_OTHER_PAPER = re.compile(
    r"Thông tư|Nghị định|Quyết định|Nghị quyết|Luật|Hướng dẫn|Công văn|Quy chế|Kế hoạch số|Chương trình số"
)
_BLANK = r"[\s.…_]*"


@rule(72, "Chữ «Phụ lục»", group=Group.ANNEX, source="Phụ lục I, III.1.a–b", needs=("annexes",))
def label(document: Document) -> Iterator[Breach]:
    """Rule 72. «Phụ lục I» heads a page of its own: 14 pt, bold, upright, centred; Roman numbers when there are
    several."""
    annexes = document.annexes
    for count, annex in enumerate(annexes, 1):
        line = annex.label
        if line is None:
            yield Breach(f"Phần kèm theo từ trang {annex.pages[0]} không có dòng «Phụ lục» ở đầu trang", annex.pages[0])
            continue
        wanted = f"Phụ lục {roman(count)}"
        numbered = re.fullmatch(r"Phụ lục( [IVXLC]+)?", line.text)
        if not numbered:
            yield at(
                line,
                f"Dòng đầu phụ lục ghi {quote(line.text)}; phải là «{wanted if len(annexes) > 1 else 'Phụ lục'}», "
                "tên phụ lục ở dòng dưới",
            )
        elif len(annexes) > 1 and line.text != wanted:
            yield at(line, f"{quote(line.text)} là phụ lục thứ {count}; phải ghi «{wanted}»")
        yield from size_between(line, quote(line.text), 14, 14)
        yield from posture(line, quote(line.text), bold=True)
        yield from _centred(document, annex, line, quote(line.text))


def _centred(document: Document, annex: Annex, line: Line, what: str) -> Iterator[Breach]:
    """`line` stands in the middle of the text area of its page, or of the paper. On a landscape page, where the text
    area need not be full, any text area that the margins of the decree allow."""
    page = annex.opening
    middles = [page.width / 2, *((box[0] + box[2]) / 2 for box in page.tables)]
    if page.portrait:
        middles.append(document.body.measure.centre if document.body else 112.5)
        middles += [111.25, 115.0] if document.body is None else []
    slack = 1.0 if page.portrait else 10.5
    off = min(abs(line.centre - middle) for middle in middles)
    if off > slack:
        yield at(line, f"{what} lệch {mm(off)} mm; phải canh giữa")


@rule(73, "Tên phụ lục và «(Kèm theo …)»", group=Group.ANNEX, source="Phụ lục I, III.1.b–c", needs=("annexes",))
def heading(document: Document) -> Iterator[Breach]:
    """Rule 73. Name: capitals, bold, 13–14 pt, centred. Under it «(Kèm theo Kế hoạch số … ngày … tháng … năm … của …)»,
    italic, 13–14 pt, centred, in brackets."""
    for annex in document.annexes:
        for line in annex.title:
            what = f"Tên phụ lục {quote(line.text, 40)}"
            if line.text != line.text.upper():
                yield at(line, f"{what} phải viết chữ in hoa")
            yield from posture(line, what, bold=True)
            yield from size_between(line, what, 13, 14)
            yield from _centred(document, annex, line, what)
        kind, letters = document.kind.capitalize(), document.letters
        if not annex.reference:
            yield Breach(
                f"Dưới tên của {annex.name} thiếu dòng «(Kèm theo {kind} số … ngày … tháng … năm … của …)»",
                annex.pages[0],
            )
            continue
        text, first = annex.reference_text, annex.reference[0]
        symbol = rf"{letters}-\S+" if letters else r"\S+"
        shape = rf"\((Ban hành k|K)èm theo {kind} số.*/\s?{symbol},? ngày.*tháng.*năm.* của \S.*\)"
        if not re.fullmatch(shape, text) or text.count("(") != text.count(")"):
            yield at(
                first, f"{quote(text)} phải theo mẫu «(Kèm theo {kind} số …/{letters}-… ngày … tháng … năm … của …)»"
            )
        for line in annex.reference:
            yield from posture(line, "Dòng «(Kèm theo …)»", bold=False, italic=True)
            yield from size_between(line, "Dòng «(Kèm theo …)»", 13, 14)
            yield from _centred(document, annex, line, "Dòng «(Kèm theo …)»")


@rule(
    74,
    "Số, ngày trong «(Kèm theo …)»",
    group=Group.ANNEX,
    source="Phụ lục I, III.1.c",
    needs=("annexes", "number", "date"),
)
def reference(document: Document) -> Iterator[Breach]:
    """Rule 74. Symbol, number and date are those of the plan; number and date may be left blank (electronic issue)."""
    own = _reference_parts(f"{document.head.number.text} {document.head.date.text}")
    for annex in document.annexes:
        parts = _reference_parts(annex.reference_text)
        if not parts:
            continue
        for name, mine, theirs in zip(("số", "ký hiệu", "ngày", "tháng", "năm"), own or parts, parts, strict=True):
            if theirs and theirs != mine:
                yield at(
                    annex.reference[0],
                    f"{annex.name} kèm theo {document.kind.lower()} có {name} «{theirs}», trang 1 ghi "
                    f"«{mine or 'để trống'}»; phải khớp",
                )


def _reference_parts(text: str) -> tuple[str, ...] | None:
    """Number, symbol, day, month and year as printed, empty where blank; None when the sentence is of another form."""
    found = re.search(
        rf"[Ss]ố:?{_BLANK}(\d*){_BLANK}/\s?(\S+?),? .*?"
        rf"ngày{_BLANK}(\d*){_BLANK}tháng{_BLANK}(\d*){_BLANK}năm{_BLANK}(\d*)",
        text,
    )
    return found.groups() if found else None


@rule(75, "Phụ lục được nhắc trong nội dung", group=Group.ANNEX, source="Phụ lục I, III.1.a", needs=("body",))
def mentioned(document: Document) -> Iterator[Breach]:
    """Rule 75. The text points to every appendix, and to none that does not exist."""
    text = document.main_text
    numerals = {annex.numeral.upper() for annex in document.annexes if annex.label}
    mentions = _mentions(text)
    if not document.annexes:
        if not re.search(r"[Pp]hụ lục[^.;]{0,25}(kèm theo|đính kèm)", _without_other_papers(text)):
            raise NotApplicable("văn bản không có phụ lục")
        yield Breach(
            "Nội dung nhắc đến phụ lục kèm theo nhưng tệp không có phụ lục; nếu phụ lục là tệp riêng thì bỏ qua",
            severity=Severity.WARNING,
        )
        return
    everything = re.search(
        r"[Cc]ác [Pp]hụ lục|[Pp]hụ lục (đính )?kèm|\(?(có|theo) [Pp]hụ lục\b(?! [IVX\d])|[Pp]hụ lục\b(?! [IVX\d])", text
    )
    for annex in document.annexes:
        if annex.label and annex.numeral.upper() not in mentions and not everything:
            yield at(
                annex.label,
                f"Nội dung không nhắc đến {annex.name}; hãy dẫn chiếu, thí dụ «(theo {annex.name} kèm theo)»",
            )
    for numeral in sorted(mentions - numerals):
        if numerals != {""}:
            yield Breach(f"Nội dung nhắc đến Phụ lục {numeral} nhưng tệp không có phụ lục này")


def _mentions(text: str) -> set[str]:
    """Numerals of the appendices of this plan that `text` names; those of other documents are left out."""
    found: set[str] = set()
    for match in _MENTION.finditer(text):
        if _OTHER_PAPER.search(re.split(r"[.;]", text[match.end() : match.end() + 60], maxsplit=1)[0]):
            continue
        found.add(match[1])
        listed = re.findall(r"[IVXLC]+\b|\d+", match[2])
        found.update(listed)
        if re.search(r"[-–]|đến", match[2]) and len(listed) == 1:
            found.update(_between(match[1], listed[0]))
    return found


def _between(first: str, last: str) -> set[str]:
    """The numerals of «Phụ lục I - IV», without the last; none when the ends are no Roman numerals."""
    try:
        return {roman(number) for number in range(from_roman(first), from_roman(last))}
    except ValueError:
        return set()


def _without_other_papers(text: str) -> str:
    return re.sub(rf"[Pp]hụ lục[^.;]{{0,60}}({_OTHER_PAPER.pattern})", "", text)


@rule(
    76,
    "Đường kẻ dưới «(Kèm theo …)»",
    group=Group.ANNEX,
    severity=Severity.WARNING,
    source="Phụ lục III, mẫu 2.1 và 2.2",
    needs=("annexes",),
)
def reference_rule(document: Document) -> Iterator[Breach]:
    """Rule 76. A rule under «(Kèm theo …)», as the models show."""
    for annex in document.annexes:
        if annex.reference and annex.rule is None:
            yield at(annex.reference[-1], f"Dưới dòng «(Kèm theo …)» của {annex.name} nên có đường kẻ")


@rule(77, "Chỗ cho chữ ký số trên phụ lục tệp riêng", group=Group.ANNEX)
def corner_free(document: Document) -> Iterator[Breach]:
    """Rule 77. In a separate file the upper right corner of page 1 (x 115–195, y 5–18 mm) is free: number and time of
    signing are written there (Phụ lục I, II.8.b)."""
    if not document.separate_annex:
        raise NotApplicable("phụ lục nằm cùng tệp với kế hoạch")
    box = (115.0, 5.0, 195.0, 18.0)
    if document.pages[1].touching(box):
        yield Breach("Góc trên bên phải trang 1 của phụ lục có chữ in; phải để trống cho chữ ký số của cơ quan", 1, box)
