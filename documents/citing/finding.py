"""Finding the documents that a text names."""

from __future__ import annotations

import bisect
import re
from functools import lru_cache
from itertools import pairwise

from documents.citing.citation import Citation
from documents.citing.heads import Head, heads_in
from documents.citing.issuers import begins_office, issuer_end
from documents.citing.wording import ABOUT, BASIS, CAPITAL, STRONG_START, WEAK_START, date_of

_BREAK = re.compile(r";|\n|\./\.|(?<!\.)[.:](?=\s|$)")
_SHORTENED = re.compile(r"(?:^|[\s(])(?:TP|Tp|TX|TT|v\.v|P|Q|H|[A-ZĐ]|số|Số)$")
_FILLER = re.compile(
    r"(?:\s*(?:căn cứ|thực hiện|triển khai|tiếp tục|theo|thi hành|xét|trên cơ sở|các|những|nội dung|vào|tại|của|"
    r"tinh thần|tiếp theo|để|nhằm|và|cùng|với|đồng thời)(?!\w))*\s*$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:,|;|(?<!\w)(?:và|cùng với|cũng như|hoặc))\s*(?:(?:các|những|căn cứ|theo)\s+)*$", re.IGNORECASE)
_SAID_IN = re.compile(
    r"(?:,|(?<!\w)và)\s*(?:trên cơ sở|đề xuất|ý kiến|đề nghị|chỉ đạo|kết luận|nội dung|yêu cầu)(?!\w)[^,;.]{0,120}\stại"
    r"\s*$",
    re.IGNORECASE,
)
_SAID_AT = re.compile(r"\s+tại\s+(?:các\s+|nội dung\s+)?$")
_SENT = re.compile(
    r"tờ trình|báo cáo|công văn|văn bản|thông báo|công điện|phiếu|kết luận|đề án|ttr|cv|vb", re.IGNORECASE
)
_SAYER = re.compile(r"(?<!\w)(?:của|bởi)\s+(?:đồng chí\s+)?(?=" + CAPITAL + ")")
_SAYER_ALONE = re.compile(r"\s*(?!Xét|Theo|Căn cứ|Thực hiện|Sau|Trên)(?=" + CAPITAL + r"[^,]*$)")
_ISSUES = r"(?:ban hành|xây dựng|triển khai|lập|đề ra|thông báo|yêu cầu|đề nghị|tổ chức|báo cáo)"
_MAIN = re.compile(  # the clause for whose sake the bases stand there: «, UBND tỉnh ban hành Kế hoạch … như sau»
    r"[,.;]\s+(?:(?=(?:UBND|Ủy ban|Uỷ ban|Sở|Ban|Bộ|Phòng|Chi cục|Hội|Trường|Trung tâm|Công an|Văn phòng|Liên|Cục|"
    r"Đảng ủy|BCĐ|Kho bạc|Bảo hiểm|Tỉnh|Chủ tịch|Huyện|Thành|HĐND|Tổ)(?!\w)[^;\n]{0,170}?"
    rf"(?<!\w){_ISSUES}\s+[^;\n]{{0,60}}?(?i:kế hoạch|như sau))"
    r"|(?=" + CAPITAL + r"[^,;.\n]{2,110}\s(?:ban hành|xây dựng|lập|triển khai)\s+(?:[^\s,;.]+\s+){0,5}?(?i:kế hoạch))"
    r"|(?=(?:cụ thể|nội dung|với (?:các|những) nội dung)[^;.\n]{0,40}như sau))"
)
_ALIAS = re.compile(r"\s*\((?:sau đây|dưới đây|gọi tắt|gọi là|viết tắt|sau gọi|gọi chung)[^()]*\)")
_SESSION = re.compile(
    r"\s*[,(]?\s*(?:tại\s+)?(?:khóa|khoá|kỳ họp|nhiệm kỳ)\s[^;.]{0,80}?"
    r"(?=\s(?:về|quy định|ban hành|phê duyệt|thông qua)\s|$)"
)
_AMENDED = re.compile(r"[\s,(]*(?:đã\s+)?được\s+(?:sửa đổi|bổ sung|thay thế)", re.IGNORECASE)
_CLOSE = re.compile(r"\s*(?:[,;]|(?:[,;]\s*)?và)\s*(?:các\s+)?")
_NEW_STATEMENT = re.compile(
    r"(?:và\s+)?(?:các|những)\s+(?:văn bản|quy định)|(?:căn cứ|thực hiện|trên cơ sở|xét|tiếp tục)\s|"
    r"(?:và\s+)?(?:của|theo|ý kiến|đề nghị|chỉ đạo|kết luận|công văn|văn bản|thông báo|quyết định|tờ trình|"
    r"nghị quyết|báo cáo)\s"
)


@lru_cache(maxsize=4096)
def citations_in(text: str) -> tuple[Citation, ...]:
    """Every document named in `text`, in order of their beginnings; () when there is none. Linear in its length."""
    is_basis = bool(BASIS.match(text))
    heads = heads_in(text, is_basis=is_basis)
    if not heads:
        return ()
    breaks = _breaks(text, heads, is_basis)
    _set_depths(text, heads, breaks)
    _share_issuers(text, heads)
    return tuple(_citation(text, heads, at, breaks, is_basis) for at in range(len(heads)))


def _breaks(text: str, heads: list[Head], is_basis: bool) -> list[int]:
    """Where statements end: semicolons, full stops, colons. A semicolon inside the summary of a basis is none."""
    breaks = []
    place = 0
    for found in _BREAK.finditer(text):
        at = found.start()
        while place < len(heads) and heads[place].end <= at:
            place += 1
        following = heads[place] if place < len(heads) else None
        if following and following.start < at < following.end:
            continue
        if found[0] == ":" and not (following and following.start - at < 4):
            continue
        if found[0] == "." and (
            _SHORTENED.search(text, max(0, at - 8), at) or text[at + 1 : at + 4].strip()[:1].islower()
        ):
            continue
        if found[0] == ";" and is_basis and _goes_on(text, found.end(), following):
            continue
        breaks.append(at)
    return breaks


def _goes_on(text: str, at: int, following: Head | None) -> bool:
    """Whether the words after a semicolon still belong to the summary: small letters, and no document right there."""
    rest = text[at : at + 40].lstrip()
    if not rest[:1].islower() or _NEW_STATEMENT.match(rest):
        return False
    return following is None or following.start - at > 200 or not _FILLER.fullmatch(text, at, following.start)


def _set_depths(text: str, heads: list[Head], breaks: list[int]) -> None:
    """Say how deep each citation lies (0, or 1 inside the summary of another), and where what separates it begins."""
    at = 0
    heads[0].separated_at = heads[0].start
    for before, head in pairwise(heads):
        while at < len(breaks) and breaks[at] < head.start:
            at += 1
        head.depth, head.separated_at = 1, head.start
        lead_from = max(before.end, head.start - 200)
        lead = text[lead_from : head.start]
        if at and breaks[at - 1] >= before.end:
            head.depth, head.separated_at = 0, breaks[at - 1]
        elif (joint := _JOINT.search(lead)) or head.shares:
            amends = _AMENDED.search(text, max(0, before.start - 60), before.start) or _AMENDED.match(text, before.end)
            is_sibling = not before.depth or (before.kind.lower() != head.kind.lower() and not amends)
            head.depth, head.separated_at = 0 if is_sibling else 1, lead_from + (joint.start() if joint else 0)
        elif said := _SAID_IN.search(lead):
            head.depth, head.separated_at = 0, lead_from + said.start()
        elif not lead.strip():
            head.depth = before.depth


def _share_issuers(text: str, heads: list[Head]) -> None:
    """«số A ngày …, số B ngày … của Thủ tướng Chính phủ»: the issuer named last is that of all alike in the list."""
    for head, after in zip(reversed(heads[:-1]), reversed(heads[1:]), strict=True):
        is_alike = head.kind.lower() == after.kind.lower() and _form(head.number) == _form(after.number)
        if head.issuer is None and after.issuer and is_alike and _CLOSE.fullmatch(text, head.end, after.start):
            head.issuer = after.issuer


def _form(number: str | None) -> str:
    """What the numbers of one office have in common: «/QĐ-TTg»."""
    return re.sub(r"\d+", "", number or "")


def _citation(text: str, heads: list[Head], at: int, breaks: list[int], is_basis: bool) -> Citation:
    head, end = heads[at], _end(text, heads, at, breaks)
    issuer = head.issuer or _said_by(text, heads, at, is_basis)
    summary = head.name or _summary(text, head, end, is_basis)
    return Citation(
        kind=" ".join(head.kind.split()),
        number=head.number or None,
        issued_on=date_of(head.day) if head.day else None,
        day_text=" ".join(head.day[0].split()) if head.day else "",
        issuer=" ".join(issuer.split()) if issuer else None,
        summary=summary,
        start=head.start,
        end=end if summary and not head.name else head.end,
        depth=head.depth,
        header_end=head.end,
    )


def _said_by(text: str, heads: list[Head], at: int, is_basis: bool) -> str | None:
    """«Theo đề nghị của Ban Dân tộc tỉnh tại Tờ trình số …»: who sent it stands before it."""
    if not _SENT.match(heads[at].kind):
        return None
    lead = text[max(heads[at - 1].end if at else 0, heads[at].start - 160) : heads[at].start]
    said = _SAID_AT.search(lead)
    if not said:
        return None
    statement = lead[max(lead.rfind(mark, 0, said.start()) for mark in ";:.") + 1 : said.start()]
    sayer = _SAYER.search(statement) or (_SAYER_ALONE.match(statement) if is_basis else None)
    if not sayer:
        return None
    is_whole = issuer_end(statement, sayer.end(), len(statement)) == len(statement.rstrip())
    return statement[sayer.end() :] if is_whole or not begins_office(statement, sayer.end()) else None


def _end(text: str, heads: list[Head], at: int, breaks: list[int]) -> int:
    """Where a summary ends: before the next citation of its depth, with the statement, or before the main clause."""
    head = heads[at]
    stop = len(text)
    for other in heads[at + 1 : at + 30]:
        if head.depth or not other.depth:
            stop = max(head.end, other.separated_at)
            break
    place = bisect.bisect_left(breaks, head.end)
    if place < len(breaks):
        stop = min(stop, breaks[place])
    main = _MAIN.search(text, head.end, min(len(text), stop + 260))
    return min(stop, main.start()) if main else stop


def _summary(text: str, head: Head, end: int, is_basis: bool) -> str:
    """What the document is about, without «về việc»; outside a basis only what begins as summaries do."""
    start = head.end
    for skipped in (_ALIAS, _SESSION):
        if (found := skipped.match(text, start)) and found.end() <= end:
            start = found.end()
    about = ABOUT.match(text, start)
    body = about.end()
    if body >= end:
        return ""
    begins = about[0].strip(" ,:-") or STRONG_START.match(text, body)
    begins = begins or (WEAK_START.match(text, body) and "," not in about[0])
    if not begins and (not is_basis or "," in about[0] or text.startswith(("và ", "thì ", "(", ")"), body)):
        return ""
    return " ".join(_ALIAS.sub("", text[body:end]).split()).rstrip(" ,;./")
