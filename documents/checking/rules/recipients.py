"""Who receives the document (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.office_names import OfficeName, holds, initials_match, office_name, written_out
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.wording import listed
from documents.places import Part, Place
from lib.text import fold

_SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"
_ARCHIVE = Place(Part.ARCHIVE)
_TASKS_HEADING = re.compile(r"to chuc (?:thuc hien|trien khai)|phan cong|trach nhiem|nhiem vu cua")
_OFFICE = (
    r"(?:(?:[Cc]ác\s+)?(?:Sở|[Pp]hòng|Ban|Bộ|UBND|Ủy ban|Uỷ ban|Văn phòng|Công an|Chi cục|Cục|Hội|Đài|Báo(?! cáo)|"
    r"Trung tâm|Trường|Kho bạc|Bảo hiểm|Thanh tra|Mặt trận|Liên đoàn|Tỉnh đoàn|Huyện đoàn|Đoàn|Viện|Bệnh viện)\b)"
)
_VERB = (
    "(?:chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|tham mưu|hướng dẫn|tổ chức|căn cứ|thực hiện|xây dựng|bố trí|"
    "thẩm định|theo dõi)"
)
_BEARER_HEADING = re.compile(rf"(?:Đề nghị\s+|Giao\s+|Trách nhiệm của\s+)?(?P<office>{_OFFICE}[^:]*?)\s*(?:[:.]|$)")
_BEARER_LINE = re.compile(rf"(?:Đề nghị\s+|Giao\s+)?(?P<office>{_OFFICE}[^:;.]{{0,120}}?)\s*(?::|,?\s+{_VERB}\b)")
_ASSIGNED = re.compile(rf"\b[Gg]iao\s+(?:cho\s+)?(?P<office>{_OFFICE}[^:;.]{{0,120}}?)\s*,?\s+{_VERB}\b")
_LEADS = re.compile(rf"(?:Đơn vị|Cơ quan) (?:chủ trì|thực hiện)(?: thực hiện)?:\s*(?P<office>{_OFFICE}[^:;.]*)")


@rule(
    "recipients.tasks",
    "Ai được giao việc thì có trong nơi nhận",
    family=Family.RECIPIENTS,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Điều 17 và Phụ lục I, mục II.9.a (nơi nhận để thực hiện)",
)
def bearers_are_recipients(subject: Subject) -> Iterator[Breach]:
    """Every office that gets a task is a recipient: by name, abbreviation, group, or as the unit that drafted. Once."""
    content = subject.content
    if not content.recipients:
        return
    missing: dict[str, tuple[Passage, str]] = {}
    for passage, text in _bearers(subject):
        office = office_name(text)
        if office.core and not _is_known(office, subject) and office.core not in missing:
            missing[office.core] = (passage, text)
    if missing:
        passage, quote = next(iter(missing.values()))
        names = listed([text for _, text in missing.values()])
        yield Breach(passage.place, quote, f"Được giao việc nhưng không có trong nơi nhận: {names}.")


def _is_known(office: OfficeName, subject: Subject) -> bool:
    content = subject.content
    if any(holds(recipient, office) for recipient in content.recipients):
        return True
    if any(initials_match(part, office.text) for part in re.findall(r"[A-ZĐ&-]{2,}", content.archive) if part != "VT"):
        return True
    issuer = written_out(" ".join(content.head.issuer) or content.head.issuer_name)
    return bool(issuer) and (issuer.startswith(office.core) or office.core.startswith(issuer))


def _bearers(subject: Subject) -> Iterator[tuple[Passage, str]]:
    """Every place where an office is given a task, with its name as printed."""
    is_inside: dict[int, bool] = {}
    for passage in subject.passages:
        if passage.place.part != Part.SECTIONS or passage.is_cell:
            continue
        index = passage.place.index
        if passage.is_heading:
            is_inside[index] = _stands_in_tasks(subject, index)
        if is_inside.get(index):
            pattern = _BEARER_HEADING if passage.is_heading else _BEARER_LINE
            if match := pattern.match(passage.text):
                yield from _each(passage, match)
        for match in (*_ASSIGNED.finditer(passage.text), *_LEADS.finditer(passage.text)):
            yield from _each(passage, match)


def _stands_in_tasks(subject: Subject, index: int) -> bool:
    """Whether the section, or one above it, is about who does what."""
    level = subject.sections[index].level
    for section in reversed(subject.sections[: index + 1]):
        if section is subject.sections[index] or section.level < level:
            level = section.level
            if _TASKS_HEADING.search(fold(section.title)):
                return True
    return False


def _each(passage: Passage, match: re.Match) -> Iterator[tuple[Passage, str]]:
    """The offices of «Sở Tài chính, Sở Nội vụ»; the groups «Sở, Ban, ngành» and «UBND các huyện, thị xã» stay whole."""
    text = match["office"].strip(" ,")
    for part in re.split(rf"(?:,|;| và)\s+(?={_OFFICE}\s+\w)", text):
        if not re.search(r"liên quan|nêu trên|các cấp", part) or re.match(r"(?:Các|các|UBND|Phòng|Sở)", part):
            yield passage, part.strip(" ,")


_NOTE = re.compile(r"\(([^)]*)\)")
_TO_DO = re.compile(r"\b(?:t/h|p/h|th|ph|thuc hien|phoi hop)\b")
_NAMED_UNIT = re.compile(r"\b(?:huyện|xã|phường|thị trấn|thị xã|thành phố|quận) ((?:[A-ZĐ]\w*\s?){2,4})")


@rule(
    "recipients.strangers",
    "Ai nhận để thực hiện thì có việc trong kế hoạch",
    family=Family.RECIPIENTS,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9.a",
)
def recipients_have_tasks(subject: Subject) -> Iterator[Breach]:
    """A recipient «(t/h)», «(p/h)», or one named unit of a lower level, of whom the text says nothing."""
    text = f" {written_out(' '.join(passage.text for passage in subject.passages))} "
    for index, recipient in enumerate(subject.content.recipients):
        note = " ".join(fold(note) for note in _NOTE.findall(recipient))
        unit = _NAMED_UNIT.search(recipient)
        if unit and not _is_superior(recipient):
            is_stranger = f" {fold(unit[1])} " not in text
        elif _TO_DO.search(note):
            is_stranger = not _is_spoken_of(office_name(recipient), text)
        else:
            continue
        if is_stranger:
            message = "Có trong nơi nhận để thực hiện, phối hợp nhưng nội dung kế hoạch không giao việc gì."
            yield Breach(Place(Part.RECIPIENTS, index), recipient, message)


def _is_superior(recipient: str) -> bool:
    return bool(re.match(r"(?:Bộ|Tỉnh ủy|Thành ủy|UBND tỉnh|Thường trực|TT\.?\s|Lãnh đạo|CT|Chủ tịch|HĐND)", recipient))


def _is_spoken_of(office: OfficeName, text: str) -> bool:
    if not office.core or f" {office.core} " in text:
        return True
    words = {"so": (" so ", " nganh "), "phong": (" phong ",), "ubnd": (" uy ban nhan dan ",)}.get(office.kind, ())
    return (office.is_group or not office.kind) and (not words or any(word in text for word in words))


@rule(
    "recipients.archive",
    "Dòng Lưu ghi đủ văn thư và đơn vị soạn thảo",
    family=Family.RECIPIENTS,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9.d",
)
def archive_line_is_complete(subject: Subject) -> Iterator[Breach]:
    """«Lưu: VT, <drafting unit>.»: the line itself, the colon where the file shows it, VT first, the unit after it."""
    content, printed = subject.content, subject.facts.printed.get(_ARCHIVE, "")
    archive = content.archive.strip(" .;")
    if content.recipients and not archive:
        yield Breach(_ARCHIVE, "", "Nơi nhận thiếu dòng «Lưu: VT, …».", severity=Severity.ERROR)
        return
    if re.search(r"Lưu\s+(?!:)\S", printed):
        yield Breach(_ARCHIVE, content.archive, f"Sau «Lưu» phải có dấu hai chấm: «Lưu: {archive}.».")
    parts = [part.strip() for part in re.split(r"[,;]", archive) if part.strip()]
    if parts and not re.match(r"VT\b|Văn thư|HS|HC\b", parts[0]):
        yield Breach(_ARCHIVE, content.archive, "Dòng «Lưu» bắt đầu bằng «VT» (văn thư).")
    elif len(parts) == 1 and not re.search(r"VT\W+\w", parts[0]):
        message = "Dòng «Lưu» chưa ghi đơn vị soạn thảo sau «VT»."
        yield Breach(_ARCHIVE, content.archive, message)
    elif parts and re.match(r"VT\s*[-./]|VT\s+\w", parts[0]):
        yield Breach(_ARCHIVE, content.archive, "Sau «VT» là dấu phẩy rồi đến đơn vị soạn thảo: «VT, …».")


@rule(
    "recipients.as_above",
    "Kế hoạch không ghi «Như trên», «Kính gửi»",
    family=Family.RECIPIENTS,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9.b và II.9.c",
)
def nobody_is_as_above(subject: Subject) -> Iterator[Breach]:
    """«Như trên» belongs to letters with «Kính gửi», «Như Điều 3» to decisions."""
    for index, recipient in enumerate(subject.content.recipients):
        plain = fold(recipient)
        if plain.startswith(("nhu tren", "nhu dieu")):
            message = f"«{recipient}» chỉ dùng khi có phần «Kính gửi» hoặc điều khoản thi hành; ghi rõ tên nơi nhận."
            yield Breach(Place(Part.RECIPIENTS, index), recipient, message)
    for passage in subject.passages:
        if re.match(r"kính gửi\s*:", passage.text.lower()) and passage.place.part != Part.APPENDICES:
            yield Breach(passage.place, passage.text[:8], "Kế hoạch không có phần «Kính gửi».")


@rule(
    "recipients.repeated",
    "Mỗi nơi nhận ghi một lần",
    family=Family.RECIPIENTS,
    severity=Severity.WARNING,
    source=_SOURCE,
)
def recipients_differ(subject: Subject) -> Iterator[Breach]:
    """The same recipient twice, also once abbreviated; a second «Lưu» among the recipients."""
    seen: dict[str, str] = {}
    for index, recipient in enumerate(subject.content.recipients):
        plain = written_out(recipient)
        if plain in seen:
            message = f"Nơi nhận này đã ghi ở trên: «{seen[plain]}»."
            yield Breach(Place(Part.RECIPIENTS, index), recipient, message)
        seen.setdefault(plain, recipient)
        if re.match(r"Lưu\b", recipient):
            yield Breach(Place(Part.RECIPIENTS, index), recipient, "Chỉ có một dòng «Lưu», ở cuối nơi nhận.")


@rule(
    "recipients.notes",
    "Ghi chú trong ngoặc đứng trước dấu chấm phẩy",
    family=Family.RECIPIENTS,
    severity=Severity.WARNING,
    source="Thông lệ: «(để b/c)», «(t/h)» đứng liền sau tên nơi nhận",
)
def notes_stand_before_the_mark(subject: Subject) -> Iterator[Breach]:
    """«…; (t/h)», «(B/c)»."""
    for index, recipient in enumerate(subject.content.recipients):
        place = Place(Part.RECIPIENTS, index)
        if match := re.search(r"\s*[;,.]\s*(?=\()", recipient):
            right = f"{recipient[: match.start()]} {recipient[match.end() :]}"
            yield Breach(place, recipient, "Ghi chú trong ngoặc đứng trước dấu chấm phẩy.", right)
        elif match := re.search(r"\((?:Để )?([BTP])/([a-z])\)", recipient):
            right = recipient[: match.start()] + match[0].lower() + recipient[match.end() :]
            yield Breach(place, recipient, f"Ghi chú viết chữ thường: «{match[0].lower()}».", right)


@rule(
    "recipients.end_marks",
    "Mỗi nơi nhận kết thúc bằng dấu chấm phẩy, dòng cuối bằng dấu chấm",
    family=Family.RECIPIENTS,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9.d",
)
def lines_end_as_prescribed(subject: Subject) -> Iterator[Breach]:
    """As printed in a file; what is written here gets its marks by itself."""
    printed = subject.facts.printed
    for index, recipient in enumerate(subject.content.recipients):
        text = printed.get(Place(Part.RECIPIENTS, index), "").rstrip()
        if ";" in recipient or text.endswith(("...", "…")):
            continue
        if text.endswith(recipient) or text.endswith((".", ",")):
            yield Breach(Place(Part.RECIPIENTS, index), recipient, "Dòng này phải kết thúc bằng dấu chấm phẩy «;».")
            return
