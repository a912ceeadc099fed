"""Who signs, on whose behalf (Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, II.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.places import Part, Place

_SOURCE = "Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I, mục II.7"
_LINES = Place(Part.SIGNATURE, field="lines")
_NAME = Place(Part.SIGNATURE, field="name")
_MARK = re.compile(r"(TM|KT|TL|TUQ|Q)(\.?)(\s*)(?=\S)(.*)", re.DOTALL)
_ODD_MARK = re.compile(r"(?:T/M|T\.M|K/T|K\.T|T/L|T\.L|T/UQ|T\.U\.Q)\.?\s*(?=\S)")
_DEPUTY = re.compile(r"(?:PHÓ|THỨ TRƯỞNG)\b")
_COUNCIL = re.compile(
    r"BAN CHỈ ĐẠO|HỘI ĐỒNG|BAN TỔ CHỨC|BAN CHẤP HÀNH|BAN THƯỜNG|TỔ CÔNG TÁC|ỦY BAN|UỶ BAN|UBND|ĐOÀN|TẬP THỂ"
)
_TITLES = (
    (re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN|UBND"), ("CHỦ TỊCH",)),
    (re.compile(r"HỘI ĐỒNG NHÂN DÂN|HĐND"), ("CHỦ TỊCH",)),
    (re.compile(r"SỞ"), ("GIÁM ĐỐC",)),
    (re.compile(r"PHÒNG (?!GIAO DỊCH)"), ("TRƯỞNG PHÒNG",)),
    (re.compile(r"BAN (?!QUẢN LÝ|CHỈ HUY|THƯỜNG|CHẤP HÀNH|ĐẠI DIỆN)"), ("TRƯỞNG BAN", "TRƯỞNG TIỂU BAN", "BỘ TRƯỞNG")),
    (re.compile(r"CHI CỤC"), ("CHI CỤC TRƯỞNG",)),
    (re.compile(r"CỤC"), ("CỤC TRƯỞNG",)),
    (re.compile(r"BỘ (?!CHỈ HUY|TƯ LỆNH)"), ("BỘ TRƯỞNG",)),
    (re.compile(r"VĂN PHÒNG"), ("CHÁNH VĂN PHÒNG", "GIÁM ĐỐC")),
    (re.compile(r"TRUNG TÂM"), ("GIÁM ĐỐC",)),
    (re.compile(r"TRƯỜNG"), ("HIỆU TRƯỞNG", "GIÁM ĐỐC")),
)


@dataclass(frozen=True)
class _Line:
    text: str
    mark: str
    title: str


def _lines(subject: Subject) -> list[_Line]:
    lines = []
    for text in subject.content.signature.lines:
        match = _MARK.fullmatch(text.upper()) if _is_marked(text) else None
        lines.append(_Line(text, match[1], match[4].strip()) if match else _Line(text, "", text.upper().strip()))
    return lines


def _is_marked(text: str) -> bool:
    """«KT. CHỦ TỊCH», «KT CHỦ TỊCH», «KT.CHỦ TỊCH»; not «QUYỀN GIÁM ĐỐC»."""
    match = _MARK.fullmatch(text.upper())
    return match is not None and bool(match[2] or match[3])


def _issuer(subject: Subject) -> str:
    head = subject.content.head
    return " ".join(head.issuer).upper() or head.issuer_name.upper()


@rule(
    "signature.marks",
    "Chữ viết tắt trước chức vụ: TM., KT., TL., TUQ., Q.",
    family=Family.SIGNATURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.b",
)
def marks_are_written_right(subject: Subject) -> Iterator[Breach]:
    """Mark, dot, one blank."""
    for text in subject.content.signature.lines:
        upper = text.upper()
        if odd := _ODD_MARK.match(upper):
            mark = re.sub(r"[./\s]", "", odd[0])
            right = f"{mark}. {text[odd.end() :]}"
            yield Breach(_LINES, text, f"«{odd[0].strip()}» phải viết là «{mark}.».", right)
        elif re.match(r"TM\. UBND\b", upper):
            right = re.sub(r"UBND", "ỦY BAN NHÂN DÂN", upper, count=1)
            message = "Tên tập thể sau «TM.» không viết tắt: «ỦY BAN NHÂN DÂN»."
            yield Breach(_LINES, text, message, right, Severity.WARNING)
        elif _is_marked(text) and (match := _MARK.fullmatch(upper)) and (match[2], match[3]) != (".", " "):
            right = f"{match[1]}. {text[match.start(4) :]}"
            yield Breach(_LINES, text, f"Sau «{match[1]}» có dấu chấm và một dấu cách: «{right}».", right)


@rule(
    "signature.order",
    "Cấp phó ký thay, ký thừa lệnh, thừa ủy quyền ghi đúng thứ tự",
    family=Family.SIGNATURE,
    severity=Severity.ERROR,
    source=_SOURCE,
)
def marks_stand_before_the_right_title(subject: Subject) -> Iterator[Breach]:
    """TM. first; KT. before the head's title with the deputy's own below; TL. and TUQ. with the own title below."""
    lines = _lines(subject)
    for number, line in enumerate(lines):
        below = lines[number + 1].title if number + 1 < len(lines) else ""
        if (message := _fault(line, below, is_first=number == 0)) is not None:
            yield Breach(_LINES, line.text, message)
    titles = [line for line in lines if not line.mark]
    signs_for = {line.mark for line in lines}
    if titles and _DEPUTY.match(titles[0].title) and "KT" not in signs_for and not signs_for & {"TL", "TUQ"}:
        head = re.sub(r"^PHÓ (?:THƯỜNG TRỰC )?", "", titles[0].title)
        yield Breach(_LINES, titles[0].text, f"Cấp phó ký thay người đứng đầu: phía trên phải có dòng «KT. {head}».")


def _fault(line: _Line, below: str, *, is_first: bool) -> str | None:
    is_before_deputy = line.mark in ("KT", "TL", "TUQ") and _DEPUTY.match(line.title)
    faults = {
        "«TM.» phải là dòng đầu của phần ký.": line.mark == "TM" and not is_first,
        f"«{line.mark}.» đứng trước chức vụ của người đứng đầu, không đứng trước chức vụ cấp phó.": is_before_deputy,
        "Cấp phó ký thay ghi chức vụ của người đứng đầu, không ghi «Q.».": (
            line.mark == "KT" and line.title.startswith(("Q. ", "QUYỀN "))
        ),
        f"Dưới «{line.text}» phải có chức vụ của người ký.": line.mark in ("KT", "TL", "TUQ") and not below,
        f"Dưới «{line.text}» phải là chức vụ cấp phó của {line.title.lower()}, không phải «{below}».": (
            line.mark == "KT" and not _is_deputy_of(below, line.title)
        ),
    }
    return next((message for message, is_broken in faults.items() if is_broken), None)


def _is_deputy_of(title: str, head: str) -> bool:
    """PHÓ CHỦ TỊCH (THƯỜNG TRỰC) of CHỦ TỊCH; THỨ TRƯỞNG of BỘ TRƯỞNG; PHÓ PHÒNG of TRƯỞNG PHÒNG."""
    if title.startswith("THỨ TRƯỞNG"):
        return head.startswith("BỘ TRƯỞNG")
    kind = " ".join(head.split()[:2])
    return bool(_DEPUTY.match(title)) and (kind in title or title.split()[1:2] == kind.split()[-1:])


@rule(
    "signature.collective",
    "«TM.» chỉ dùng khi ký thay mặt tập thể",
    family=Family.SIGNATURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Điều 13 khoản 1, 2 và Phụ lục I, mục II.7.b",
)
def collective_is_signed_for(subject: Subject) -> Iterator[Breach]:
    """UBND and councils sign TM.; a Sở, Ban, Phòng under one head does not."""
    lines, issuer = _lines(subject), _issuer(subject)
    if not lines or not issuer:
        return
    marks = {line.mark for line in lines}
    is_committee = bool(re.match(r"(?:ỦY|UỶ) BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN", issuer))
    if is_committee and not marks & {"TM", "TL", "TUQ"}:
        collective = "HỘI ĐỒNG NHÂN DÂN" if issuer.startswith("HỘI") else "ỦY BAN NHÂN DÂN"
        message = (
            f"{collective.capitalize()} làm việc theo chế độ tập thể: dòng đầu phần ký phải là «TM. {collective}»."
        )
        yield Breach(_LINES, lines[0].text, message)
    if lines[0].mark == "TM":
        under_one_head = re.match(r"SỞ|PHÒNG|BAN DÂN TỘC|CHI CỤC|CỤC|TRUNG TÂM|VĂN PHÒNG|TRƯỜNG|BỘ ", issuer)
        if under_one_head and not _COUNCIL.search(lines[0].title):
            message = (
                f"{' '.join(subject.content.head.issuer).title()} làm việc theo chế độ thủ trưởng: không ghi «TM.»."
            )
            yield Breach(_LINES, lines[0].text, message)
        elif is_committee and "NHÂN DÂN" in lines[0].title and _plain(lines[0].title)[0] != _plain(issuer)[0]:
            yield Breach(_LINES, lines[0].text, f"Tập thể sau «TM.» khác cơ quan ban hành «{issuer}».")


@rule(
    "signature.office_again",
    "Phần ký không ghi lại tên cơ quan",
    family=Family.SIGNATURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.c",
)
def office_is_not_named_again(subject: Subject) -> Iterator[Breach]:
    """«TRƯỞNG BAN / BAN DÂN TỘC TỈNH …» in a file: the head of an office signs with his post alone."""
    lines, printed = subject.content.signature.lines, subject.facts.printed.get(_LINES, "")
    if not lines or any(line.mark == "TM" for line in _lines(subject)):
        return
    issuer = " ".join(_issuer(subject).upper().split())
    rest = " ".join(printed.replace("*", " ").upper().rpartition(lines[-1].upper())[2].split())
    if issuer and rest.startswith(issuer):
        message = f"Dưới chức vụ người ký không ghi lại tên cơ quan «{rest}»: tên cơ quan đã có ở đầu văn bản."
        yield Breach(_LINES, lines[-1], message)


@rule(
    "signature.title",
    "Chức vụ người ký hợp với cơ quan",
    family=Family.SIGNATURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.c",
)
def title_fits_the_office(subject: Subject) -> Iterator[Breach]:
    """A Sở is led by a GIÁM ĐỐC, a Ban by a TRƯỞNG BAN, a UBND by a CHỦ TỊCH."""
    lines, issuer = [line for line in _lines(subject) if line.mark != "TM"], _issuer(subject)
    if not lines or not issuer or _signs_for_another(subject, issuer):
        return
    titles = next((titles for pattern, titles in _TITLES if pattern.match(issuer)), None)
    line = lines[0]
    head = re.sub(r"^(?:QUYỀN|Q\.|PHÓ)\s+", "", line.title)
    if titles and not head.startswith(titles) and not head.startswith("PHÓ"):
        message = f"Người đứng đầu cơ quan này là {titles[0]}, phần ký ghi «{line.text}»."
        yield Breach(_LINES, line.text, message)


def _signs_for_another(subject: Subject, issuer: str) -> bool:
    """A committee that uses another office's seal signs with its own titles: «TM. BAN CHỈ ĐẠO»."""
    first = subject.content.signature.lines[0].upper()
    return first.startswith("TM") and not re.search(r"NHÂN DÂN|UBND|HĐND", first) and not issuer.startswith("BAN")


@rule(
    "signature.expected",
    "Phần ký đúng với người ký đã chọn",
    family=Family.SIGNATURE,
    severity=Severity.ERROR,
    source=_SOURCE,
)
def lines_are_those_of_the_post(subject: Subject) -> Iterator[Breach]:
    """The printed lines are those that the signer's post and mandate give."""
    expected, printed = subject.facts.signature_lines, subject.content.signature.lines
    if expected and printed and [_plain(line) for line in expected] != [_plain(line) for line in printed]:
        message = f"Theo chức vụ của người ký, phần ký phải là: {' / '.join(expected)}."
        yield Breach(_LINES, printed[0], message)


def _plain(line: str) -> str:
    return " ".join(line.upper().replace("UỶ", "ỦY").split())


@rule(
    "signature.name",
    "Họ tên người ký viết thường, không có học hàm, học vị",
    family=Family.SIGNATURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7.c và II.7.đ",
)
def name_stands_alone(subject: Subject) -> Iterator[Breach]:
    """No academic title, rank or «Ông», «Bà» before the name; not in capitals."""
    name = subject.content.signature.name
    pattern = r"(?:(?:GS|PGS|TSKH|TS|ThS|Th\.S|ThS\.BS|BS|BSCK\w*|KS|CN|DS|LS|NGND|NGƯT|Ông|Bà|Đ/c|Đồng chí)\b[.\s]*)+"
    if match := re.match(pattern, name):
        right = name[match.end() :]
        yield Breach(_NAME, name, "Trước họ tên người ký không ghi học hàm, học vị, danh xưng.", right or None)
    elif name and name.isupper():
        yield Breach(_NAME, name, "Họ tên người ký viết chữ thường, chỉ viết hoa chữ đầu mỗi âm tiết.", name.title())
