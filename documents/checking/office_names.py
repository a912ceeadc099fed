"""Offices as texts name them: abbreviations written out, their kind, whether a group such as «các sở» holds one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lib.text import fold

_ABBREVIATIONS = (
    (r"lđ[\s-]*tb\s*[-&]*\s*(?:và\s*)?xh", "lao động thương binh và xã hội"),
    (r"nn\s*[-&]?\s*(?:và\s*)?ptnt", "nông nghiệp và phát triển nông thôn"),
    (r"nn\s*[-&]?\s*(?:và\s*)?mt", "nông nghiệp và môi trường"),
    (r"ptnt", "phát triển nông thôn"),
    (r"tn\s*[-&]?\s*(?:và\s*)?mt", "tài nguyên và môi trường"),
    (r"kh\s*[-&]?\s*(?:và\s*)?đt", "kế hoạch và đầu tư"),
    (r"kh\s*[-&]?\s*(?:và\s*)?cn", "khoa học và công nghệ"),
    (r"gd\s*[-&]?\s*(?:và\s*)?đt", "giáo dục và đào tạo"),
    (r"tt\s*[-&]?\s*(?:và\s*)?tt", "thông tin và truyền thông"),
    (r"vh\s*[-,&]?\s*tt\s*[-&]?\s*(?:và\s*)?dl", "văn hóa thể thao và du lịch"),
    (r"vh\s*[-,&]?\s*tt", "văn hóa thông tin"),
    (r"vh\s*[-,&]?\s*xh", "văn hóa xã hội"),
    (r"dt\s*[-&]?\s*(?:và\s*)?tg", "dân tộc và tôn giáo"),
    (r"tc\s*[-&]?\s*kh", "tài chính kế hoạch"),
    (r"kt\s*[-&]?\s*(?:và\s*)?ht", "kinh tế và hạ tầng"),
    (r"gtvt", "giao thông vận tải"),
    (r"pt\s*[-&]?\s*th", "phát thanh và truyền hình"),
    (r"ub\s*mttq(?:\s*vn)?", "mặt trận tổ quốc"),
    (r"mttq(?:\s*vn)?", "mặt trận tổ quốc"),
    (r"ubnd", "ủy ban nhân dân"),
    (r"hđnd", "hội đồng nhân dân"),
    (r"bhxh", "bảo hiểm xã hội"),
    (r"kbnn", "kho bạc nhà nước"),
    (r"lhpn", "liên hiệp phụ nữ"),
    (r"ccb", "cựu chiến binh"),
    (r"tncs\s*(?:hcm)?", "thanh niên cộng sản hồ chí minh"),
    (r"bcđ", "ban chỉ đạo"),
    (r"bch", "ban chấp hành"),
    (r"bql", "ban quản lý"),
    (r"mtqg", "mục tiêu quốc gia"),
    (r"ntm", "nông thôn mới"),
    (r"vp", "văn phòng"),
    (r"tx", "thị xã"),
    (r"tp", "thành phố"),
)
_WRITTEN_OUT = [(re.compile(rf"(?<!\w){short}(?!\w)"), long) for short, long in _ABBREVIATIONS]
_NOTE = re.compile(r"\([^)]*\)?")
_COMMON_WORDS = frozenset(("va", "cac", "cua", "cap", "viet", "nam", "lien", "quan", "nha", "nuoc"))
_PLACE_WORDS = re.compile(r"\b(?:tinh|huyen|thanh pho|thi xa|thi tran|xa|phuong|dac khu|quan)\b.*$")

_KINDS = [
    (kind, re.compile(rf"(?:{starts})"))
    for kind, starts in {
        "ubnd": "uy ban nhan dan",
        "hdnd": "hoi dong nhan dan",
        "front": "(?:uy ban )?mat tran",
        "union": "hoi (?:lien|nong|cuu|nguoi|chu|doanh|luat|khuyen|nha bao)|tinh doan|huyen doan|doan thanh|lien doan|"
        "doan the|lien minh",
        "phong": r"phong\b",
        "so": "so |ban (?:dan toc|quan ly|chi huy|to chuc|tuyen giao|dan van)|thanh tra|van phong|vien kiem|toa an|"
        "cuc |chi cuc|kho bac|bao hiem|cong an|bo chi huy|dai phat|bao |buu dien|ngan hang|truong |trung tam|benh vien|"
        "cong ty|hat kiem|bo doi|dien luc",
        "bo": "bo |uy ban dan toc",
    }.items()
]
_BY_PLACE = re.compile(
    r"nhu (?:tren|muc|phan|dieu|khoan|noi dung|thanh phan)|"
    r"(?:cac )?(?:don vi|co quan)[^;]* (?:tai|theo) (?:muc|phan|noi)"
)


@dataclass(frozen=True)
class OfficeName:
    """An office or a group of offices. `core` is its folded name written out, without place; `kind` as in _KINDS."""

    text: str
    core: str
    kind: str
    is_group: bool


@lru_cache(maxsize=4_000)
def written_out(text: str) -> str:
    """`text` folded, abbreviations of offices written out, without brackets and marks."""
    small = _NOTE.sub(" ", text).lower().replace("uỷ", "ủy")
    for pattern, long in _WRITTEN_OUT:
        small = pattern.sub(f" {long} ", small)
    return " ".join(re.findall(r"\w+", fold(small)))


@lru_cache(maxsize=4_000)
def office_name(text: str) -> OfficeName:
    """`text` taken as the name of an office or of a group of them."""
    plain = re.sub(r"^(?:de nghi|giao cho|giao|nhu|thu truong|lanh dao|thuong truc|dong chi) ", "", written_out(text))
    is_group = plain.startswith(("cac ", "tat ca ", "nhung ", "toan the "))
    bare = re.sub(r"^(?:cac|tat ca|nhung|toan the) ", "", plain)
    kind = next((kind for kind, pattern in _KINDS if pattern.match(bare)), "")
    core = bare if kind in ("ubnd", "hdnd") else _PLACE_WORDS.sub("", bare).strip()
    return OfficeName(text, core, kind, is_group)


def holds(recipient: str, office: OfficeName) -> bool:
    """Whether the recipient line `recipient` reaches `office`: by its name, its abbreviation or a group it is of."""
    plain = written_out(recipient)
    if office.core and f" {office.core} " in f" {plain} ":
        return True
    if _BY_PLACE.match(plain):
        return True
    groups = {
        "so": r"\b(?:cac|so|toan bo) (?:so|ban|nganh|co quan|don vi)\b|\bcac [^;]*\b(?:so|nganh)\b|\bco quan, don vi\b",
        "phong": r"\bcac [^;]*\b(?:phong|don vi|co quan|bo phan|ban|nganh)\b",
        "union": r"\b(?:doan the|hoi doan|to chuc chinh tri|to chuc hoi|hoi [^;]*doan the)\b|\bcac [^;]*\bhoi\b",
        "front": r"\b(?:mat tran|doan the|to chuc chinh tri)\b",
        "ubnd": r"\b(?:uy ban nhan dan|dia phuong)\b",
        "bo": r"\bcac bo\b",
    }
    pattern = groups.get(office.kind, r"\bcac (?:co quan|don vi|to chuc|ca nhan)\b")
    if office.core.startswith("van phong") and re.search(r"\b(?:van phong|cvp|pcvp|pvp|cpvp|vpub)\b", plain):
        return True
    if office.kind == "ubnd":
        return _reaches_committee(plain, office)
    return bool(re.search(pattern, plain)) or bool(
        re.search(r"\bcac [^;]*(?:co quan|don vi)\b", plain) and office.kind == "so"
    )


def _reaches_committee(plain: str, office: OfficeName) -> bool:
    """UBND of lower units: «UBND các xã», «UBND các huyện» (they pass it on to their communes), «các địa phương»."""
    if re.search(r"\bdia phuong\b|\bcac (?:xa|phuong|huyen|thi xa|thanh pho)\b", plain):
        return True
    if "uy ban nhan dan" not in plain:
        return False
    named = office.core.removeprefix("uy ban nhan dan").strip()
    if named in ("", "tinh", "cap tinh"):
        return True
    lower = re.compile(r"\b(?:cac|xa|phuong|huyen|thi xa|thi tran|thanh pho|quan|dac khu|cap)\b")
    return bool(lower.search(plain)) and (re.search(r"\bcac\b|\bcap\b", plain) is not None or named in plain)


def initials_match(abbreviation: str, office: str) -> bool:
    """Whether «CSTT» can stand for «Phòng Chính sách - Tuyên truyền»: its letters begin the last words of the name."""
    letters = re.sub(r"[^a-z]", "", fold(abbreviation))
    words = [word for word in written_out(office).split() if word not in _COMMON_WORDS]
    initials = "".join(word[0] for word in words)
    return len(letters) >= 2 and (initials.endswith(letters) or letters in initials[1:] or letters == initials)
