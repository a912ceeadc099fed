"""Heads of citations: kind, number, date and issuer, wherever a text has them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.citing.issuers import begins_office, issuer_end
from documents.citing.wording import CAPITAL, DAY, KIND, LAWS, NUMBER, UNNUMBERED

_REACH = 160  # how far a law may stand before its number: «Luật … (its name) … số 31/2024/QH15»
_MIDDLE = re.compile(
    r"\s*(?:(?:liên ngành|liên tịch|phối hợp|hỏa tốc|hoả tốc|khẩn|mật|chỉ đạo|hướng dẫn|kết luận|công tác|hợp nhất|"
    r"cá biệt|trọng tâm|chung|điều hành)\s*)*(?:(?:của|do)\s+(?P<issuer>[^;.:\d()]{2,90}?))?\s*[,:]?\s*"
)
_BY_OFFICE = re.compile(
    r"\s+(?P<issuer>(?:Hội đồng nhân dân|HĐND|Ủy ban nhân dân|UBND|Tỉnh ủy|Thành ủy)\s[^;.:,\d()]{0,40}?)\s+"
)
_BY_NUMBER_ALONE = {"Quyết định", "Nghị định", "Nghị quyết", "Thông tư", "Chỉ thị", "Công văn", "Kết luận"}
_LIST = re.compile(r"\s*(?:[,;:]|(?:[,;]\s*)?và)\s*")
_TELLS = re.compile(r"\s*,?\s*(?:ngày\s*\d|của\s+" + CAPITAL + r"|tháng\s)")
_GAP = re.compile(r"[\s,]*\(?\s*")
_OF = re.compile(r"\s*,?\s*(?:(?:của|CỦA)\s+(?:Liên bộ\s*:?\s+)?)?")
_LAW_ENDS = re.compile(r"[;\n]|\((?!sửa đổi\))|\.(?=\s|$)")
_JOINT_AT_END = re.compile(r"[\s,]*(?:\s(?:và|cùng|với))?[\s,]*$")
_OTHER_RULES = re.compile(r"\s(?:và|cùng)\s+(?:các\s+)?(?:pháp luật|văn bản|quy định)")
_OTHER_LAW = re.compile(rf"[,\s](?:và\s+)?(?:các\s+)?(?:{'|'.join(LAWS)})\s+[^\W\da-z_]")
_LAW_DAY = re.compile(rf"\s*,?\s*(?P<day>{DAY.pattern})")
_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\w|[-/])")
_SAYS_MORE = re.compile(r"\s(?:thì|để|được|quy định|có hiệu lực|trước|từ)\s")
_NAME_ENDS = re.compile(
    r"[;.:\n()]|\s(?:về|được|do|của|quy định|có hiệu lực|thì|để|trong|tại|theo|đã|sẽ|là|với|cho|hiện hành|năm|ngày|số)"
    r"\s"
)
_NAME_PAUSES = re.compile(r",(?!\s*(?:chống|sử dụng|bổ sung|lãng phí))|\svà\s(?!" + CAPITAL + ")")
_BEGINS_ITEM = re.compile(r"(?:^|;)\s*[-+*–]?\s*(?:(?:Căn cứ|Thực hiện|Theo|căn cứ)\s+)?$")
_NAMES_ITSELF = re.compile(r"\scủa\s|Đại hội|\sngày\s+\d")


@dataclass
class Head:
    """The head of one citation.

    `name` is that of a law; `shares`: one of several numbers after one kind; `depth` and `separated_at` as found later.
    """

    start: int
    end: int
    kind: str
    number: str | None
    day: re.Match | None = None
    issuer: str | None = None
    name: str = ""
    shares: bool = False
    depth: int = 0
    separated_at: int = 0


def heads_in(text: str, *, is_basis: bool) -> list[Head]:
    """Kinds with their numbers, laws by name and, in a basis, documents without number; in order of their places."""
    kinds = list(KIND.finditer(text))
    heads: list[Head] = []
    at = 0
    for found in NUMBER.finditer(text):
        if heads and found.start() < heads[-1].end:
            continue
        while at + 1 < len(kinds) and kinds[at + 1].end() <= found.start():
            at += 1
        head = _numbered(text, found, kinds[max(0, at - 4) : at + 1], heads[-1] if heads else None)
        if head:
            _read_on(text, head)
            heads.append(head)
    heads = _apart([*heads, *_laws(text, kinds, heads, is_basis)])
    return _apart([*heads, *_unnumbered(text, kinds, heads)]) if is_basis else heads


def _apart(heads: list[Head]) -> list[Head]:
    """`heads` in order, without those that begin inside another."""
    kept: list[Head] = []
    for head in sorted(heads, key=lambda head: head.start):
        if not kept or head.start >= kept[-1].end:
            kept.append(head)
    return kept


def _numbered(text: str, found: re.Match, kinds: list[re.Match], before: Head | None) -> Head | None:
    """The head whose number was found, with the nearest of the `kinds` before it; None when it is no document's."""
    number = re.sub(r"ngày$", "", re.sub(r"\s+", "", found["number"] or found["bare"] or found["plain"]))
    number = re.sub("[–—]", "-", number.rstrip(".,-–/&"))
    if not re.search(r"\d|^/|^[.…_]", number):
        return None
    end = found.end() - (len(found[0]) - len(found[0].rstrip(".,-–/& ")))
    has_symbol = bool(re.search(r"[A-ZĐ]", number)) and bool(re.search("[-/]", number))
    floor = before.end if before else 0
    kinds = [kind for kind in kinds if floor <= kind.start() and kind.end() <= found.start()]
    kind = kinds[-1] if kinds else None
    if re.search(r"QH\d+$", number):
        kind = next((kind for kind in reversed(kinds) if _is_law(kind)), kind)
    if kind and found.start() - kind.end() <= _REACH:
        head = Head(kind.start(), end, kind[0], number)
        if _belongs(text, head, kind, found, has_symbol=has_symbol):
            return head
    if before and has_symbol and found["so"] and _is_listed(text, before, found.start(), number):
        issuer = None if before.shares else before.issuer
        return Head(found.start(), end, before.kind, number, issuer=issuer, shares=True)
    return None


def _belongs(text: str, head: Head, kind: re.Match, found: re.Match, *, has_symbol: bool) -> bool:
    """Whether the number found is that of the kind before it; takes the name of a law and the issuer between them."""
    between = text[kind.end() : found.start()]
    if _is_law(kind) and found["so"] and not re.search(r"[;:.\d]", between):
        head.name = " ".join(f"{kind[0]}{between}".split()).rstrip(",") if between.strip(" ,") else ""
        return True
    if found["plain"] and (between.strip() or kind[0] not in _BY_NUMBER_ALONE):
        return False
    middle = _MIDDLE.fullmatch(between) or _BY_OFFICE.fullmatch(between)
    if (
        not middle
        or (middle["issuer"] and (not found["so"] or kind[0][0].islower()))
        or not (has_symbol or _TELLS.match(text, head.end))
    ):
        return False
    head.issuer = middle["issuer"]
    return not head.issuer or begins_office(text, kind.end() + middle.start("issuer"))


def _is_listed(text: str, before: Head, start: int, number: str) -> bool:
    """Whether a number without kind goes on a list: right after the one before, or after its summary and alike."""
    if _LIST.fullmatch(text, before.end, start):
        return True
    is_alike = re.sub(r"\d+", "", number) == re.sub(r"\d+", "", before.number or "")
    return is_alike and start - before.end < 600 and bool(re.search(r"[;,]\s*(?:và\s+)?$", text[start - 8 : start]))


def _read_on(text: str, head: Head) -> None:
    """Take date and issuer that follow the number, in either order."""
    for _ in range(3):
        gap = _GAP.match(text, head.end)
        day = DAY.match(text, gap.end())
        if day and head.day is None and (day[0].lower().startswith("ngày") or "(" not in gap[0]):
            head.day, head.end = day, day.end()
            if "(" in gap[0] and text[head.end : head.end + 1] == ")":
                head.end += 1
            continue
        of = _OF.match(text, head.end)
        is_stated = bool(of[0].strip(" ,"))
        if head.issuer is not None:
            return
        if not is_stated and (head.day is None or not of[0].isspace() or not begins_office(text, of.end())):
            return
        end = issuer_end(text, of.end(), min(len(text), of.end() + 220))
        if end == of.end():
            return
        head.issuer, head.end = text[of.end() : end], end


def _is_law(kind: re.Match) -> bool:
    """Whether it is the kind of a document cited by name: in capitals at the beginning («Luật», «Bộ Luật», «LUẬT»)."""
    return kind[0][0].isupper() and kind[0].capitalize() in LAWS


def _laws(text: str, kinds: list[re.Match], heads: list[Head], is_basis: bool) -> list[Head]:
    """Laws cited by name, with or without a date."""
    laws: list[Head] = []
    place = 0
    for kind in kinds:
        while place < len(heads) and heads[place].end <= kind.start():
            place += 1
        following = heads[place].start if place < len(heads) else len(text)
        if (
            not _is_law(kind)
            or kind[0].isupper()
            or following <= kind.start()
            or (laws and kind.start() < laws[-1].end)
        ):
            continue
        after = text[kind.end() : kind.end() + 12].lstrip()
        if after[:1].isupper() or after.startswith("sửa đổi") or (is_basis and after.startswith(("nước", "về "))):
            stop = min(following, kind.end() + 260)
            ends = _LAW_ENDS.search(text, kind.end(), stop)
            laws.append(_law(text, kind, ends.start() if ends else stop, is_basis))
    return laws


def _law(text: str, kind: re.Match, stop: int, is_basis: bool) -> Head:
    begin = kind.end()
    amends = text[begin : begin + 12].lstrip().startswith("sửa đổi")
    for other in (_OTHER_RULES, *(() if amends else (_OTHER_LAW,))):
        if found := other.search(text, begin, stop):
            stop = found.start()
    day = _LAW_DAY.search(text, begin, stop)
    if day and not _SAYS_MORE.search(text, begin, day.start()):
        end, name_end = day.end(), day.start()
        day = DAY.match(text, day.start("day"))
    elif year := _YEAR.search(text, begin, stop):
        end, name_end, day = year.end(), year.start(), None
    else:
        ends = _NAME_ENDS.search(text, begin, stop)
        end = ends.start() if ends else stop
        pause = None if is_basis or amends else _NAME_PAUSES.search(text, begin, end)
        end = name_end = pause.start() if pause else end
        day = None
    if name_end == end:
        end = name_end = _JOINT_AT_END.search(text, begin, end).start()
    name = " ".join(text[kind.start() : name_end].split()).rstrip(" ,./")
    return Head(kind.start(), end, kind[0], None, day=day, name=name)


def _unnumbered(text: str, kinds: list[re.Match], heads: list[Head]) -> list[Head]:
    """«Căn cứ Nghị quyết Đại hội …»: documents without number, first thing of a basis that names no other."""
    more = []
    place = 0
    for kind in kinds:
        while place < len(heads) and heads[place].start < kind.start():
            place += 1
        begins = _BEGINS_ITEM.search(text[max(0, kind.start() - 60) : kind.start()])
        if kind[0] not in UNNUMBERED or not begins or (kind.start() > 60 and begins[0][:1] != ";"):
            continue
        ends = _LAW_ENDS.search(text, kind.end())
        stop = ends.start() if ends else len(text)
        if (place < len(heads) and heads[place].start < stop) or not _NAMES_ITSELF.search(text, kind.end(), stop):
            continue
        head = Head(kind.start(), kind.end(), kind[0], None)
        more.append(head)
        of = re.compile(r"\scủa\s+").search(text, kind.end(), stop)
        if of and begins_office(text, of.end()):
            end = issuer_end(text, of.end(), stop)
            head.issuer = text[of.end() : end]
            if of.start() == kind.end():
                head.end = end
                _read_on(text, head)
            elif end == stop:
                head.name = " ".join(text[kind.end() : of.start()].split())
    return more
