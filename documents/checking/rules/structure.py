"""What a plan consists of and how its parts are numbered (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6 and V.6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.checking.wording import beginning, ending
from documents.content import Section
from documents.places import Part, Place
from lib.text import fold

_OUTLINE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.đ và V.6"
_TASKS = "tổ chức thực hiện"
_PARTS = (
    ("mục đích, yêu cầu", re.compile(r"muc (?:dich|tieu)|yeu cau|quan diem")),
    ("nội dung", re.compile(r"noi dung|nhiem vu|giai phap|thoi gian|doi tuong|chi tieu|hoat dong|muc \w+")),
    (_TASKS, re.compile(r"to chuc (?:thuc|trien)|phan cong|trach nhiem|tien do|(?<!noi dung )thuc hien$")),
)
_ASSIGNED = re.compile(r"\b(?:giao|chu tri|phan cong)\b")
_MONEY = re.compile(r"kinh phi|nguon von|ngan sach|du toan|xa hoi hoa|dong\b")


@rule(
    "structure.parts",
    "Kế hoạch có đủ các phần",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Điều 8 và Phụ lục I, mục II.6; thông lệ soạn kế hoạch",
)
def parts_are_there(subject: Subject) -> Iterator[Breach]:
    """Legal bases (or an opening that names one), purpose, content, money, who carries out."""
    content = subject.content
    opening = " ".join(paragraph.text for paragraph in content.opening)
    if not content.legal_bases and not re.search(r"[Cc]ăn cứ|[Tt]hực hiện|[Tt]heo |đề nghị", opening):
        yield Breach(Place(Part.BASES), content.title, "Kế hoạch chưa nêu căn cứ ban hành.")
    if not content.sections:
        return
    headings = [fold(section.title) for section in subject.sections]
    wording = " ".join([*headings, *(fold(passage.text) for passage in subject.body)])
    for name, pattern in _PARTS:
        if not any(pattern.search(heading) for heading in headings) and not (
            name == _TASKS and _ASSIGNED.search(wording)
        ):
            yield Breach(Place(Part.TITLE), content.title, f"Kế hoạch không có phần {name}.")
    if not _MONEY.search(wording):
        message = "Kế hoạch không nói gì về kinh phí: ghi nguồn kinh phí, hoặc ghi rõ không phát sinh kinh phí."
        yield Breach(Place(Part.TITLE), content.title, message)


@rule(
    "structure.head",
    "Có đủ tên cơ quan, số, ký hiệu, địa danh, thời gian",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Điều 8 khoản 2 và Phụ lục I, mục II.1-II.4",
)
def head_is_complete(subject: Subject) -> Iterator[Breach]:
    """Everything that stands above the title; said in one finding."""
    head = subject.content.head
    missing = [
        name
        for name, value in (
            ("tên cơ quan ban hành", head.issuer),
            ("số, ký hiệu", head.symbol),
            ("địa danh", head.place),
            ("ngày, tháng, năm", head.date),
        )
        if not value
    ]
    if missing:
        yield Breach(Place(Part.HEAD), "", f"Phần đầu văn bản thiếu {', '.join(missing)}.")


@rule(
    "structure.blanks",
    "Văn bản đã ký ghi đủ tên cơ quan, số, ngày ban hành",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2-II.4",
)
def head_of_a_file_is_filled_in(subject: Subject) -> Iterator[Breach]:
    """What a file leaves blank above its title; what is written here gets number and day when it is issued."""
    head, printed = subject.content.head, subject.facts.printed
    if not printed:
        return
    is_read = Place(Part.HEAD, field="symbol") in printed or not head.symbol  # a letterhead in a table leaves no line
    if is_read and head.issuer and Place(Part.HEAD, field="issuer") not in printed:
        message = "Đầu văn bản không ghi tên cơ quan ban hành: mọi văn bản đều có tên cơ quan và Quốc hiệu."
        yield Breach(Place(Part.HEAD, field="issuer"), "", message)
    is_dated = head.date is not None and head.date.day and head.date.month
    if not head.symbol:
        return
    blanks = [name for name, value in (("số văn bản", head.number), ("ngày ban hành", is_dated)) if not value]
    if blanks:
        field = "number" if head.number is None else "date"
        message = f"Còn để trống {' và '.join(blanks)}: phải ghi khi ban hành."
        yield Breach(Place(Part.HEAD, field=field), "", message)


@rule(
    "structure.end",
    "Có nơi nhận và phần ký",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Điều 8 khoản 2 và Phụ lục I, mục II.7, II.9",
)
def end_is_complete(subject: Subject) -> Iterator[Breach]:
    """Recipients and the signer's title."""
    if not subject.content.recipients and not subject.content.archive:
        yield Breach(Place(Part.RECIPIENTS), "", "Văn bản thiếu phần nơi nhận.")
    if not subject.content.signature.lines:
        yield Breach(Place(Part.SIGNATURE, field="lines"), "", "Văn bản thiếu quyền hạn, chức vụ của người ký.")


_LEADS_ON = re.compile(r"(?:trong đó|gồm|như sau|cụ thể|sau đây)\s*:$")


@rule(
    "structure.headings",
    "Tiêu đề không có dấu ở cuối",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.đ và V.6 (tiêu đề của mục, khoản)",
)
def headings_end_without_mark(subject: Subject) -> Iterator[Breach]:
    """Headings on a line of their own that end with a mark; said once for the headings under one parent."""
    by_parent: dict[int, list[tuple[int, Section]]] = defaultdict(list)
    parents = _parents(subject)
    for index, section in enumerate(subject.sections):
        has_mark = section.title.endswith((":", ".", ";", ",")) and not section.title.endswith("...")
        if has_mark and not _LEADS_ON.search(section.title) and (section.blocks or section.sections):
            by_parent[parents[index]].append((index, section))
    for group in by_parent.values():
        index, section = group[0]
        others = f" (cùng {len(group) - 1} tiêu đề khác cùng cấp)" if len(group) > 1 else ""
        message = f"Tiêu đề có dấu «{section.title[-1]}» ở cuối{others}; tiêu đề không có dấu câu cuối."
        yield Breach(Place(Part.SECTIONS, index), section.title, message, section.title.rstrip(" :.;,"))


def _parents(subject: Subject) -> list[int]:
    """For each section the number of the one above it, -1 at the top."""
    parents: list[int] = []

    def walk(sections: tuple[Section, ...], above: int) -> None:
        for section in sections:
            own = len(parents)
            parents.append(above)
            walk(section.sections, own)

    walk(subject.content.sections, -1)
    return parents


@rule(
    "structure.empty",
    "Mục nào cũng có nội dung",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source=_OUTLINE,
)
def sections_say_something(subject: Subject) -> Iterator[Breach]:
    """A heading with nothing under it. One with a full sentence in it says something itself."""
    for index, section in enumerate(subject.sections):
        says_itself = len(section.title) >= 60 or re.search(r":\s*\S", section.title)
        if not section.blocks and not section.sections and section.level <= 1 and not says_itself:
            yield Breach(Place(Part.SECTIONS, index), section.title, "Mục này chưa có nội dung.")


@rule(
    "structure.repeated_heading",
    "Tiêu đề không lặp lại",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.c (trình tự, kết cấu hợp lý)",
)
def headings_differ(subject: Subject) -> Iterator[Breach]:
    """A subsection with the same words as its parent or as one beside it."""
    parents = _parents(subject)
    told: dict[tuple[int, str], Section] = {}
    for index, section in enumerate(subject.sections):
        title = fold(section.title).strip(" :.;")
        above = subject.sections[parents[index]] if parents[index] >= 0 else None
        if not title:
            continue
        place = Place(Part.SECTIONS, index)
        if above is not None and (fold(above.title).strip(" :.;") == title or f": {title}" in fold(above.title)):
            yield Breach(place, section.title, f"Tiêu đề lặp lại tiêu đề «{above.label} {above.title}» ở ngay trên.")
        elif (parents[index], title) in told:
            other = told[parents[index], title]
            yield Breach(place, section.title, f"Tiêu đề trùng với «{other.label}» ở trên.")
        told.setdefault((parents[index], title), section)


_REPEATED_WORDS = 7


@rule(
    "structure.repeated_text",
    "Không chép một câu hai lần",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Lỗi khi chép văn bản cũ",
)
def text_is_not_repeated(subject: Subject) -> Iterator[Breach]:
    """The same paragraph twice in one section; seven or more equal words twice in one heading."""
    seen: set[str] = set()
    within: int | None = None
    for passage in subject.passages:
        if passage.place.part != Part.SECTIONS or passage.is_cell:
            continue
        if passage.section_index != within or passage.marker not in ("", "-", "+"):
            seen, within = set(), passage.section_index
        if passage.is_heading:
            if repeated := _repeated_words(passage.text):
                yield Breach(passage.place, repeated, "Cụm từ này có hai lần trong cùng một tiêu đề.")
        elif len(passage.text) > 60:
            key = fold(passage.text).rstrip(" .;,")
            if key in seen:
                yield Breach(passage.place, beginning(passage.text), "Đoạn này đã có ở trên, trong cùng mục.")
            seen.add(key)


def _repeated_words(text: str) -> str:
    words = text.split()
    plain = [fold(word).strip(",;:.") for word in words]
    seen: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - _REPEATED_WORDS + 1):
        run = tuple(plain[start : start + _REPEATED_WORDS])
        if run in seen and start - seen[run] >= _REPEATED_WORDS:
            return " ".join(words[start : start + _REPEATED_WORDS])
        seen.setdefault(run, start)
    return ""


@rule(
    "structure.opening",
    "Câu mở đầu dẫn vào nội dung bằng dấu hai chấm",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4; thông lệ",
)
def opening_leads_on(subject: Subject) -> Iterator[Breach]:
    """«… như sau:» before the first section."""
    opening = subject.content.opening
    if opening and subject.content.sections and re.search(r"(?:như sau|cụ thể|dưới đây)\s*[.;,]?$", opening[-1].text):
        place = Place(Part.OPENING, block=len(opening) - 1)
        quote = ending(opening[-1].text, 2)
        yield Breach(place, quote, "Câu mở đầu phải kết thúc bằng dấu hai chấm.", quote.rstrip(" .;,") + ":")


@rule(
    "structure.end_mark",
    "Dấu «./.» chỉ ở cuối văn bản",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục III (các mẫu kết thúc bằng «./.»)",
)
def end_mark_stands_once(subject: Subject) -> Iterator[Breach]:
    """A «./.» in the middle of the body, or none at its end: the one at the end is seen where a file is read."""
    for passage in subject.passages:
        if passage.place.part != Part.APPENDICES and (at := passage.text.find("./.")) >= 0:
            quote = ending(passage.text[: at + 3], 4)
            message = "Dấu kết thúc «./.» chỉ đặt một lần, ở cuối nội dung văn bản."
            yield Breach(passage.place, quote, message, quote.replace("./.", "."))
    last = subject.body[-1] if subject.body else None
    text = subject.facts.printed.get(last.place, "") if last else ""
    if text and subject.content.signature.lines and not re.search(r"\./\.|/\./", text[-12:]):
        message = "Nội dung văn bản phải kết thúc bằng dấu «./.»."
        yield Breach(last.place, ending(last.text, 4), message, severity=Severity.WARNING)


_UNFINISHED = re.compile(
    r"(?<!tồn )(?<!hiện )(?<!còn )\b(?:trên địa bàn|của|và|tại|thuộc|về|cho|năm|giai đoạn|theo|với)$", re.IGNORECASE
)


@rule(
    "structure.unfinished",
    "Tiêu đề viết trọn câu",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5.a, III.1.b",
)
def titles_are_finished(subject: Subject) -> Iterator[Breach]:
    """A title that breaks off: «… TRÊN ĐỊA BÀN»."""
    for passage in subject.passages:
        if passage.is_heading and (match := _UNFINISHED.search(passage.text.rstrip(" ….:_"))):
            quote = passage.text
            yield Breach(passage.place, quote, f"Tiêu đề dừng ở «{match[0]}», chưa trọn ý.")
