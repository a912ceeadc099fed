"""Offices and administrative units that do not exist on the day of the document."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from documents.checking.areas import Mention, catalogue_of, exists_on, mentions
from documents.checking.facts import KnownOffice
from documents.checking.findings import Severity
from documents.checking.office_names import written_out
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.typeset import printed
from documents.checking.wording import breach
from documents.citing import citations_in
from documents.content import Head
from documents.places import Part, Place
from lib.text import fold

_SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2.a (tên chính thức của cơ quan)"
_PAST = re.compile(
    r"^\s*(?:của )?(?:HĐND|Hội đồng nhân dân)|^[^;.]{0,60}\((?:cũ|nay |trước )|^ (?:cũ|trước đây)\b|"
    r"^[^.;]{0,40}(?:nay là|đã (?:giải thể|sáp nhập|kết thúc))"
)
_TOLD_OF_THE_PAST = re.compile(
    r"(?<!\w)(?:đã|trước đây|trước (?:khi )?(?:hợp nhất|sáp nhập)|được cấp|nguyên là|từng|thành lập mới|kế thừa)(?!\w)"
)
_GENERIC = re.compile(
    r"(?<!\w)(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?:các )?(?:huyện|quận)(?!\w)|(?<!\w)cấp huyện(?!\w)"
)


def _spoken(subject: Subject) -> Iterator[tuple[Passage, list[tuple[int, int]]]]:
    """What speaks of the present, with the stretches that only cite: letterhead, body, recipients; no legal bases."""
    head, signature = subject.content.head, subject.content.signature
    issuer = " ".join(head.issuer) or head.issuer_name
    yield Passage(Place(Part.HEAD, field="issuer"), "Phần đầu", issuer), []
    yield Passage(Place(Part.HEAD, field="superior"), "Phần đầu", " ".join(head.superior)), []
    for passage in printed(subject):
        if passage.place.part != Part.BASES:
            yield passage, [(citation.start, citation.end) for citation in citations_in(passage.text)]
    for line in signature.lines:
        yield Passage(Place(Part.SIGNATURE, field="lines"), "Chữ ký", line), []


def _earliest_day(subject: Subject) -> datetime.date | None:
    """The day in the head; where day or month are blank, the first that they can be. None without a valid date."""
    date = subject.content.head.date
    if date is None:
        return None
    try:
        return datetime.date(date.year, date.month or 1, date.day or 1)
    except ValueError:
        return None


def _is_past(text: str, start: int, end: int) -> bool:
    """Whether the sentence tells what was: «(cũ)», «(trước hợp nhất)», «đã phê duyệt»."""
    if _PAST.search(text[end:]) or re.search(r"(?:trước đây|nguyên|sáp nhập|hợp nhất) \S* ?$", text[:start]):
        return True
    sentence_start = max(text.rfind(mark, 0, start) for mark in (". ", "; ")) + 1
    ends = [at for mark in (". ", "; ") if (at := text.find(mark, end)) >= 0]
    return bool(_TOLD_OF_THE_PAST.search(text[sentence_start : min(ends, default=len(text))]))


@rule(
    "offices.ended",
    "Cơ quan còn tồn tại vào ngày ban hành",
    family=Family.OFFICES,
    severity=Severity.ERROR,
    source=_SOURCE,
)
def offices_exist(subject: Subject) -> Iterator[Breach]:
    """An office that a law had ended, or not yet founded, by the day of the document; each once."""
    day = subject.facts.issued_on or _earliest_day(subject)
    if day is None or not subject.facts.offices:
        return
    by_name: dict[str, list[tuple[str, KnownOffice]]] = {}
    for office in subject.facts.offices:
        for name in filter(None, (office.name, office.short_name)):
            by_name.setdefault(written_out(name), []).append((name, office))
    gone = {key: known for key, known in by_name.items() if not any(exists_on(office, day) for _, office in known)}
    if not gone:
        return
    told: set[str] = set()
    for passage, cited in _spoken(subject):
        for name, start, end in _names_in(passage.text, gone):
            is_cited = any(low <= start < high for low, high in cited)
            if name not in told and not is_cited and not _is_past(passage.text, start, end):
                told.add(name)
                office = _meant(gone[name], subject.content.head)
                is_sure = _bears(passage) and not office.name.startswith("Phòng") and _has_ended(office, day)
                severity = None if is_sure else Severity.WARNING
                yield Breach(passage.place, passage.text[start:end], _sentence(office, day), severity=severity)


def _meant(named: list[tuple[str, KnownOffice]], head: Head) -> KnownOffice:
    """Which of the offices of one name a plan means: the one that became its own office, else that of its own place.

    «Ban Dân tộc» stands in the register once for each province; when none of them is the plan's, the name alone counts.
    """
    issuer, place = written_out(head.issuer_name or " ".join(head.issuer)), written_out(head.place)
    became = [office for _, office in named if issuer and written_out(office.successor) == issuer]
    here = [office for _, office in named if place and f"{written_out(office.name)} ".endswith(f" {place} ")]
    by_name = [office for name, office in named if name == office.name]
    if became or here or by_name:
        return (became or here or by_name)[0]
    return replace(max((office for _, office in named), key=_end), name=named[0][0], successor="")


def _end(office: KnownOffice) -> datetime.date:
    return office.valid_to or datetime.date.max


def _names_in(text: str, offices: dict[str, list[tuple[str, KnownOffice]]]) -> Iterator[tuple[str, int, int]]:
    """Names of `offices` in `text`, written out or abbreviated, longest first; not one inside a longer one."""
    plain = written_out(text)
    taken: list[tuple[int, int]] = []
    for name in sorted(offices, key=len, reverse=True):
        if f" {name} " not in f" {plain} ":
            continue
        for match in _pattern(tuple(sorted({printed_name for printed_name, _ in offices[name]}))).finditer(text):
            if not any(low < match.end() and match.start() < high for low, high in taken):
                taken.append(match.span())
                yield name, *match.span()


@lru_cache(maxsize=500)
def _pattern(names: tuple[str, ...]) -> re.Pattern:
    """Any of `names`, whatever the case, with «và» or «&», commas and dashes or not: «Sở LĐTBXH» is «Sở LĐ-TB&XH»."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loose, names))})(?!\w)", re.IGNORECASE)


def _loose(name: str) -> str:
    words = re.findall(r"[\w&]+", name)
    if fold(name) != written_out(name) and words[-1].isupper() and not words[0].islower():
        letters = r"[-&\s]*".join(re.escape(letter) for letter in words[-1] if letter != "&")
        return r"\s+".join([*map(re.escape, words[:-1]), letters])
    return r"[\s,-]+".join("(?:và|&)" if word == "và" else re.escape(word) for word in words)


def _bears(passage: Passage) -> bool:
    """Whether the place names who acts: letterhead, heading, recipient, signature; a sentence may look back."""
    return passage.is_heading or passage.place.part in (Part.HEAD, Part.RECIPIENTS, Part.SIGNATURE)


def _has_ended(office: KnownOffice, day: datetime.date) -> bool:
    return office.valid_to is not None and office.valid_to < day


def _sentence(office: KnownOffice, day: datetime.date) -> str:
    if _has_ended(office, day):
        successor = f"; nay là {office.successor}" if office.successor else ""
        return f"{office.name} không còn từ ngày {_next(office.valid_to):%d/%m/%Y}{successor}."
    return f"{office.name} đến ngày {office.valid_from:%d/%m/%Y} mới có."


def _next(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=1)


@rule(
    "offices.areas",
    "Đơn vị hành chính còn tồn tại vào ngày ban hành",
    family=Family.OFFICES,
    severity=Severity.ERROR,
    source="Danh mục đơn vị hành chính; Nghị quyết 202/2025/QH15, Luật Tổ chức chính quyền địa phương năm 2025",
)
def areas_exist(subject: Subject) -> Iterator[Breach]:
    """«huyện Tủa Chùa» after 30/6/2025: a unit that the catalogue has closed by the day of the document; each once."""
    day = subject.facts.issued_on or _earliest_day(subject)
    if day is None or not subject.facts.areas:
        return
    catalogue = catalogue_of(subject.facts.areas)
    told: set[tuple[str, str]] = set()
    for passage, cited in _spoken(subject):
        for mention in mentions(passage):
            key = (mention.kind, mention.name.lower())
            found = catalogue.named(mention.name, mention.kind)
            is_gone = bool(found) and not any(exists_on(area, day) for area in found)
            is_cited = any(low <= mention.start < high for low, high in cited)
            if key in told or not is_gone or is_cited or _is_past(passage.text, mention.start, mention.end):
                continue
            ends = [area.valid_to for area in found if area.valid_to and area.valid_to < day]
            if ends:
                told.add(key)
                after = sorted({name for area in found for name in area.successors})
                now = f"; nay thuộc {', '.join(after)}" if after else ""
                whole = f"{mention.kind.capitalize()} {mention.name}"
                message = f"{whole} không còn từ ngày {_next(max(ends)):%d/%m/%Y}{now}."
                quote = passage.text[_whole_start(mention) : mention.end]
                severity = None if _bears(passage) else Severity.WARNING
                yield Breach(passage.place, quote, message, severity=severity)


def _whole_start(mention: Mention) -> int:
    """Where the name begins with the word for its kind, when that stands right before it."""
    start = mention.start - len(mention.kind) - 1
    return start if mention.passage.text[max(start, 0) : mention.start].lower() == f"{mention.kind} " else mention.start


@rule(
    "offices.districts",
    "Không giao việc cho cấp hành chính đã kết thúc",
    family=Family.OFFICES,
    severity=Severity.ERROR,
    source="Luật Tổ chức chính quyền địa phương năm 2025 (từ 01/7/2025 không còn cấp huyện)",
)
def district_level_exists(subject: Subject) -> Iterator[Breach]:
    """«UBND các huyện», «cấp huyện» on a day on which the catalogue has no district; said once."""
    day = subject.facts.issued_on or _earliest_day(subject)
    districts = [area for area in subject.facts.areas if area.kind.lower() in ("huyện", "quận")]
    if day is None or not districts or any(exists_on(area, day) for area in districts):
        return
    ends = [area.valid_to for area in districts if area.valid_to]
    if not ends or max(ends) > day:
        return
    for passage, cited in _spoken(subject):
        for match in _GENERIC.finditer(passage.text):
            is_cited = any(low <= match.start() < high for low, high in cited)
            if not is_cited and not _is_past(passage.text, *match.span()):
                message = f"Từ ngày {_next(max(ends)):%d/%m/%Y} không còn cấp huyện."
                severity = None if _bears(passage) else Severity.WARNING
                yield breach(passage, *match.span(), message, words=0, severity=severity)
                return
