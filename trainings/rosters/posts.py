"""The usual posts of communes and villages, and whether they are on the state payroll.

Cán bộ, công chức cấp xã are paid; người hoạt động không chuyên trách get an allowance, which is no salary (Nghị định
33/2023/NĐ-CP, Điều 5, 33). The catalogue only warns: offices have posts that nobody foresees.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from lib.text import fold

_PAID = """
Bí thư Đảng ủy; Phó Bí thư Đảng ủy; Phó Bí thư Thường trực Đảng ủy; Bí thư Đảng bộ; Thường trực Đảng ủy
Chủ tịch HĐND; Phó Chủ tịch HĐND; Chủ tịch UBND; Phó Chủ tịch UBND; Phó Chủ tịch Thường trực UBND; Ủy viên UBND
Chủ tịch Ủy ban MTTQ; Bí thư Đoàn Thanh niên; Bí thư Đoàn xã; Bí thư Đoàn phường
Chủ tịch Hội Liên hiệp Phụ nữ; Chủ tịch Hội Nông dân; Chủ tịch Hội Cựu chiến binh; Trưởng ban Tuyên giáo
Công chức; Cán bộ công chức; Viên chức; Chuyên viên; Kế toán; Kế toán trưởng; Tài chính - Kế toán
Văn phòng - Thống kê; Địa chính; Địa chính - Xây dựng; Địa chính - Nông nghiệp; Tư pháp - Hộ tịch; Văn hóa - Xã hội
Lao động - Thương binh và Xã hội; Văn thư; Văn phòng Đảng ủy; Chánh Văn phòng; Phó Chánh Văn phòng
Chỉ huy trưởng Quân sự; Chỉ huy trưởng Ban Chỉ huy Quân sự; Trưởng Công an; Phó Trưởng Công an; Công an xã
Trưởng phòng; Phó Trưởng phòng; Giám đốc; Phó Giám đốc; Trưởng ban Kinh tế - Ngân sách; Trưởng ban Pháp chế
Trưởng trạm Y tế; Trạm trưởng trạm Y tế; Bác sĩ; Y sĩ; Điều dưỡng; Hộ sinh; Dược sĩ; Hiệu trưởng; Phó Hiệu trưởng
Giáo viên; Giảng viên; Cán bộ Tư pháp; Cán bộ Địa chính; Cán bộ Văn hóa; Cán bộ Kế toán
Cán bộ Lao động - Thương binh và Xã hội; Bí thư Huyện ủy; Lãnh đạo UBND; Lãnh đạo Đảng ủy; Lãnh đạo HĐND
"""
_UNPAID = """
Bí thư Chi bộ; Phó Bí thư Chi bộ; Trưởng thôn; Phó Trưởng thôn; Trưởng bản; Phó Trưởng bản; Thôn trưởng; Thôn phó
Trưởng ấp; Phó Trưởng ấp; Trưởng buôn; Phó Trưởng buôn; Trưởng làng; Trưởng khu; Trưởng khu phố; Trưởng khối
Trưởng xóm; Phó Trưởng xóm; Tổ trưởng tổ dân phố; Tổ phó tổ dân phố; Tổ trưởng dân phố; Trưởng khu dân cư
Trưởng ban Công tác Mặt trận; Phó Trưởng ban Công tác Mặt trận; Ủy viên Ban Công tác Mặt trận
Chi hội trưởng; Chi hội phó; Chi hội trưởng Phụ nữ; Chi hội phó Phụ nữ; Chi hội trưởng Nông dân
Chi hội trưởng Hội Phụ nữ
Chi hội trưởng Cựu chiến binh; Chi hội trưởng Người cao tuổi; Hội Phụ nữ thôn; Hội Phụ nữ bản
Chi hội Phụ nữ; Chi hội Nông dân; Chi hội Cựu chiến binh; Hội trưởng Phụ nữ; Hội viên Phụ nữ; Hội viên Nông dân
Bí thư Chi đoàn; Phó Bí thư Chi đoàn; Bí thư Đoàn thôn; Bí thư Đoàn bản; Đoàn viên; Đoàn thanh niên thôn
Người có uy tín; Già làng; Trưởng dòng họ; Trưởng nhóm hộ; Nhóm trưởng; Tổ trưởng nhóm hộ; Chủ hộ; Hộ nghèo
Hộ cận nghèo; Hộ mới thoát nghèo; Người dân; Nông dân; Thành viên Ban Phát triển thôn; Ban Phát triển thôn
Trưởng ban Phát triển thôn; Ban Phát triển bản; Trưởng ban Phát triển bản; Cộng tác viên giảm nghèo
Cộng tác viên dân số; Cộng tác viên; Y tế thôn; Y tế bản; Y tế thôn bản; Nhân viên y tế thôn bản; Cô đỡ thôn bản
Thôn đội trưởng; Khối đội trưởng; Bản đội trưởng; Công an viên; Công an viên thường trực; Tổ bảo vệ an ninh trật tự
Tổ trưởng tổ bảo vệ an ninh trật tự; Tổ viên tổ bảo vệ an ninh trật tự; Dân quân; Dân phòng
Khuyến nông viên; Khuyến ngư viên; Thú y viên; Nhân viên thú y; Thú y; Cộng tác viên khuyến nông; Khuyến nông thôn
Phó Chủ tịch Ủy ban MTTQ; Phó Chủ tịch Hội Liên hiệp Phụ nữ; Phó Chủ tịch Hội Nông dân
Phó Chủ tịch Hội Cựu chiến binh; Phó Bí thư Đoàn Thanh niên; Phó Bí thư Đoàn xã; Chủ tịch Hội Người cao tuổi
Chủ tịch Hội Chữ thập đỏ; Phó Chỉ huy trưởng Quân sự; Người hoạt động không chuyên trách; Cán bộ không chuyên trách
Không chuyên trách; Cán bộ bán chuyên trách; Phụ trách Đài truyền thanh; Quản lý nhà văn hóa; Thủ quỹ
Tổ trưởng tổ hợp tác; Thành viên hợp tác xã; Thành viên tổ nhóm; Tổ trưởng tổ vay vốn; Tổ trưởng tổ tiết kiệm
Hòa giải viên; Tuyên truyền viên; Điều tra viên; Nghệ nhân; Học sinh; Sinh viên
"""
_EITHER = """
Cán bộ; Nhân viên; Khuyến nông; Khuyến ngư; Khuyến lâm; Cán bộ khuyến nông; Cán bộ thú y; Bí thư; Phó Bí thư; Trưởng ban
Phó Trưởng ban; Ủy viên; Thành viên; Đảng viên; Chủ tịch; Phó Chủ tịch; Chủ tịch Hội; Phó Chủ tịch Hội
Giám đốc hợp tác xã
Chủ nhiệm hợp tác xã; Kiểm lâm; Bộ đội biên phòng; Lái xe; Phó ban; Tổ trưởng; Tổ phó; Chủ tịch Công đoàn
Ban Quản lý; Ban Chỉ đạo; Hội Phụ nữ; Hội Nông dân; Cựu chiến binh; Người cao tuổi; Đại biểu HĐND; Phó Hội trưởng
Cán bộ lãnh đạo; Lãnh đạo; Quân sự; Công an; Dân vận; Tuyên giáo; Thống kê; Cán bộ dân số; Cán bộ phụ nữ
"""

_SHORT = {
    "ct": "chu tich", "pct": "pho chu tich", "bt": "bi thu", "pbt": "pho bi thu", "tb": "truong ban",
    "ptb": "pho truong ban", "tp": "truong phong", "ptp": "pho truong phong", "gd": "giam doc", "pgd": "pho giam doc",
    "mttqvn": "mttq", "ubmttq": "uy ban mttq", "ubmt": "uy ban mttq", "tt": "thuong truc", "cb": "can bo",
    "cc": "cong chuc", "cv": "chuyen vien", "kt": "ke toan", "nv": "nhan vien", "ctv": "cong tac vien",
    "lhpn": "lien hiep phu nu", "hlhpn": "hoi lien hiep phu nu", "hpn": "hoi phu nu", "pn": "phu nu", "nd": "nong dan",
    "hnd": "hoi nong dan", "ccb": "cuu chien binh", "hccb": "hoi cuu chien binh", "nct": "nguoi cao tuoi",
    "tn": "thanh nien", "tdp": "to dan pho", "dtn": "doan thanh nien", "ldtbxh": "lao dong thuong binh va xa hoi",
    "vhxh": "van hoa xa hoi", "dcxd": "dia chinh xay dung", "vp": "van phong", "tk": "thong ke", "cnc": "cong chuc",
    "kct": "khong chuyen trach", "bqs": "ban chi huy quan su", "bchqs": "ban chi huy quan su", "ca": "cong an",
    "anttcs": "an ninh trat tu", "antt": "an ninh trat tu", "hdnd": "hdnd", "du": "dang uy", "cbcc": "can bo cong chuc",
    "mt": "mat tran", "ctmt": "cong tac mat tran", "bctmt": "ban cong tac mat tran", "chpn": "chi hoi phu nu",
}  # fmt: skip
_LONG = (
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban nhan dan", "ubnd"),
    ("uy ban mat tran to quoc viet nam", "uy ban mttq"),
    ("uy ban mat tran to quoc", "uy ban mttq"),
    ("mat tran to quoc viet nam", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("mttq viet nam", "mttq"),
    ("chu tich mttq", "chu tich uy ban mttq"),
    ("doan tncs ho chi minh", "doan thanh nien"),
    ("doan tncshcm", "doan thanh nien"),
    ("doan tncs hcm", "doan thanh nien"),
    ("doan tncs", "doan thanh nien"),
    ("doan tnhcm", "doan thanh nien"),
    ("doan tn ", "doan thanh nien "),
    ("chu tich hoi phu nu", "chu tich hoi lien hiep phu nu"),
    ("chu tich hoi lhpn", "chu tich hoi lien hiep phu nu"),
    ("thuong binh xa hoi", "thuong binh va xa hoi"),
)
_PARTS = re.compile(r"\s*(?:[,;/+&]|\bkiem\b|\bva la\b|\bdong thoi\b)\s*")
_BEFORE = re.compile(r"^(?:dai dien|nguyen|quyen|dong chi|cong chuc phu trach|can bo phu trach|phu trach)\s+")


@dataclass(frozen=True, slots=True)
class Post:
    """What is known of a post: `is_paid` is None where both happen. `suggestion` is a known post written much alike,
    for posts that are not known."""

    is_known: bool
    is_paid: bool | None = None
    suggestion: str = ""


@lru_cache(maxsize=5_000)
def post_of(text: str) -> Post:
    """What the catalogue knows of a post as somebody wrote it: abbreviations, places behind it («Trưởng bản Tà Là») and
    several posts in one («Bí thư chi bộ kiêm Trưởng thôn») are understood."""
    found = [_paid_of(part) for part in _PARTS.split(_key(text)) if part]
    known = [is_paid for is_known, is_paid in found if is_known]
    if not known:
        return Post(False, suggestion=_alike(text))
    if True in known:
        return Post(True, is_paid=True)
    return Post(True, is_paid=None if None in known else False)


def _paid_of(part: str) -> tuple[bool, bool | None]:
    """Whether a post is known, and paid: by the longest entry with which it begins."""
    words = _BEFORE.sub("", part).split()
    entries = _entries()
    for length in range(len(words), 0, -1):
        start = " ".join(words[:length])
        if start in entries:
            return True, entries[start]
    return False, None


def _key(text: str) -> str:
    plain = re.sub(r"\s*[-–—]\s*", " ", fold(text).replace(".", " "))
    plain = " ".join(_SHORT.get(word.strip("()'\""), word.strip("()'\"")) for word in plain.split())
    for long, short in _LONG:
        plain = plain.replace(long, short)
    return " ".join(plain.split())


def _alike(text: str) -> str:
    key = _key(text)
    close = get_close_matches(key, _names(), n=1, cutoff=0.84)
    return _names()[close[0]] if close else ""


@cache
def _entries() -> dict[str, bool | None]:
    found: dict[str, bool | None] = {}
    for names, is_paid in ((_EITHER, None), (_PAID, True), (_UNPAID, False)):
        found |= {_key(name): is_paid for name in _listed(names)}
    return found


@cache
def _names() -> dict[str, str]:
    return {_key(name): name for names in (_EITHER, _PAID, _UNPAID) for name in _listed(names)}


def _listed(names: str) -> list[str]:
    return [name.strip() for name in re.split(r"[;\n]", names) if name.strip()]
