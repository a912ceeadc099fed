"""Where the name of an issuing office ends in running text: «của UBND tỉnh Điện Biên | phê duyệt …»."""

import re

from documents.citing.wording import KIND, STRONG_START, WEAK_START
from lib.text import fold

_TOKEN = re.compile(r"[^\s,;:()“”\"«»]+|[,;:()“”\"«»]")
_HEADS = {"Sở", "Ban", "Cục", "Vụ", "Phòng", "Bộ", "Ủy", "Uỷ", "Hội", "Tổng", "Chi", "Trung", "Văn", "Viện", "Trường"}
_COUNCILS = re.compile(r"(?i:ban chỉ đạo|bcđ|hội đồng|tổ công tác|ban điều hành|ban quản lý|ban điều phối|ban tổ chức)")
_AREAS = {
    "tỉnh",
    "huyện",
    "xã",
    "phường",
    "thị",
    "thành",
    "quận",
    "thôn",
    "khu",
    "tp",
    "tp.",
    "tx.",
    "tt.",
    "trấn",
    "phố",
}
_SHORT_AREAS = {"tp", "tx", "tt", "p", "q", "h", "t"}
_FIELD_AFTER_COMMA = re.compile(
    r"\s*(?:Thể thao|Thương binh|Thông tin|Khoa học|Văn hóa|Văn hoá|Du lịch|Đô thị|Gia đình|Thể dục|Hạ tầng|Chủ nhiệm)"
)
_FIELD = re.compile(  # words that begin summaries in small letters and stand in names of offices in capitals
    r"Giao thông|Kế hoạch|Tổ chức|Xây dựng|Quản lý|Phát triển|Đào tạo|Kiểm tra|Giám sát|Tuyên truyền|Phối hợp|Bảo đảm"
)
_SAME_RANK = re.compile(
    r"\s*(?:Bộ\s|(?:Sở|Ủy ban|UBND|HĐND|Ban|Hội|Cục|Liên)\s"
    r"(?![^,;.]{0,80}?\s(?:ban hành|xây dựng|lập|triển khai|tổ chức)\s))"
)
_OFFICE = re.compile(
    r"(?:Thủ tướng|Chính phủ|Quốc hội|Ủy ban|Uỷ ban|UBND|HĐND|UBMTTQ|Hội đồng|Bộ|Ban|Chủ tịch|Phó Chủ tịch|Sở|"
    r"Thường trực|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Thị ủy|Giám đốc|Cục|Tổng cục|Phòng|Bộ trưởng|Trung ương|"
    r"Văn phòng|Liên|BCH|BTV|Hội|Trường|Viện|Công an|Tòa án|Viện kiểm sát|Đảng bộ|TTCP|Chánh)(?!\w)"
)
_SMALL_FIELD = re.compile(
    r"(?:đào tạo|công nghệ|môi trường|du lịch|xã hội|đầu tư|phát triển nông thôn|truyền thông|thương binh|tôn giáo|"
    r"gia đình|đô thị|hạ tầng|trẻ em|miền núi|công thương|tin học|khai thác|cứu)(?!\w)"
)
_FULL = (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan"), ("tp.", "thanh pho "), ("&", " va "))
_FULL += (("btv ", "ban thuong vu "), ("bch ", "ban chap hanh "), ("ubtvqh", "uy ban thuong vu quoc hoi"))
_OFFICER = re.compile(r"^(?:(?:pho )?(?:chu tich|bo truong|giam doc|thuong truc|ban thuong vu|lien|chu nhiem)[ ,]+)+")
_WHOLE = re.compile(  # names that nothing can follow
    r"(?:(?:Phó )?Thủ tướng Chính phủ|Chính phủ|Quốc hội|(?:Ủy|Uỷ) ban [Tt]hường vụ Quốc hội|Bộ Chính trị|"
    r"Chủ tịch nước)(?!\w)"
)
_LONGEST = 26  # words


def begins_office(text: str, start: int) -> bool:
    """Whether the name of an office begins at `start`, by its first word."""
    return bool(_OFFICE.match(text, start))


def same_issuer(one: str | None, other: str | None) -> bool:
    """Whether two names can be of one office: «UBND tỉnh» and «Ủy ban nhân dân tỉnh Điện Biên»; an unknown one can."""
    if not one or not other:
        return True
    names = [_plain(one), _plain(other)]
    return names[0].startswith(names[1]) or names[1].startswith(names[0])


def _plain(issuer: str) -> str:
    name = fold(issuer)
    for short, full in _FULL:
        name = name.replace(short, full)
    return re.sub(r"[\s,–-]+", " ", _OFFICER.sub("", name)).strip()


def issuer_end(text: str, start: int, stop: int) -> int:
    """Where the office's name that begins at `start` ends, at most at `stop`; `start` when there is none."""
    if whole := _WHOLE.match(text, start, stop):
        return whole.end()
    council = bool(_COUNCILS.match(text, start))
    end, previous, words = start, "", 0
    named_area = False  # «tỉnh Điện Biên»: a word in small letters after it no longer belongs to the name
    position = start
    while (found := _TOKEN.search(text, position, stop)) and words < _LONGEST:
        token, at = found[0], found.start()
        bare = token.rstrip(".")
        if token == "," and words and _goes_on_after_comma(text, found.end(), start):
            previous, position = ",", found.end()
            continue
        if token in ',;:()“”"«»' or token in {"ngày", "NGÀY", "năm", "tháng", "số", "khóa", "khoá"}:
            break
        if _begins_summary(text, at, previous, council):
            break
        if token == "và" and not _goes_on_after_and(text, found.end() + 1, named_area):
            break
        if named_area and bare[:1].islower() and token != "và" and bare.lower() not in _AREAS:
            break
        if token in {"-", "–"} and named_area and not text[found.end() + 1 : found.end() + 2].isupper():
            break
        if previous.lower() in _AREAS and bare[:1].isupper():
            named_area = True
        if token not in {"và", "-", "–"}:
            closes = token.endswith(".") and bare.lower() not in _SHORT_AREAS
            end = at + len(bare) if closes else found.end()
            if closes:
                break
        previous, position, words = token, found.end(), words + 1
    return end


def _begins_summary(text: str, at: int, previous: str, council: bool) -> bool:
    """Whether the word at `at` begins the summary («phê duyệt», «về») and is no part of a name («Ban Quản lý»)."""
    in_name = text[at].isupper() and (previous in _HEADS or previous in {"và", "-", "–", ","})
    if in_name:
        return False
    if STRONG_START.match(text, at):
        return True
    is_joined = previous in _HEADS or previous in {"và", ","}
    return not council and not is_joined and bool(WEAK_START.match(text, at)) and not _FIELD.match(text, at)


def _goes_on_after_comma(text: str, at: int, start: int) -> bool:
    if KIND.match(text, at + 1):
        return False
    return bool(_FIELD_AFTER_COMMA.match(text, at)) or (
        bool(_SAME_RANK.match(text, at)) and text[start : start + 2] == text[at : at + 4].lstrip()[:2]
    )


def _goes_on_after_and(text: str, at: int, named_area: bool) -> bool:
    if KIND.match(text, at) or (named_area and not begins_office(text, at)):
        return False
    return text[at : at + 1].isupper() or bool(_SMALL_FIELD.match(text, at))
