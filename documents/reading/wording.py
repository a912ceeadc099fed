"""Words by which offices, positions and people are known in heads and tails."""

from __future__ import annotations

import re

from documents.reading.pieces import is_capitals, plain

_OFFICE = (
    r"uy ban|ubnd|hdnd|hoi dong|mttq|so|bo|ban|cuc|chi cuc|tong cuc|vu|trung tam|phong|truong|dang bo|dang uy|"
    r"tinh uy|thanh uy|huyen uy|quan uy|thi uy|chi bo|hoi|hiep hoi|lien doan|cong doan|lien minh|lien hiep|"
    r"mat tran|vien|hoc vien|benh vien|cong an|cong ty|tong cong ty|tap doan|doan|dai hoc|toa an|kho bac|"
    r"ngan hang|bao hiem|thanh tra|van phong|chinh phu|thu tuong|chu tich nuoc|quoc hoi|to cong tac|"
    r"to kiem tra|hop tac xa|quy|nha|dai|bao tang|thu vien|tram|doi|khoa|thue|hai quan|cong thong tin|"
    r"thanh doan|tinh doan|huyen doan|cum|tieu ban|bch|quan khu|su doan|nhom|khoi"
)
_NO_OFFICE = re.compile(
    r"(?:phong (?:chong|,|ngua)|phong,|ban hanh|hoi nhap|doan ket|bo phan|bo sung|doi moi|so huu|quy hoach|quy dinh)\b"
)
_STARTS_OFFICE = re.compile(rf"(?:{_OFFICE})\b")
_STARTS_AREA = re.compile(
    r"(?:tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|phuong|xa|dac khu|thi uy)\b(?! uy\b| doan\b)"
)
_INCOMPLETE = re.compile(
    r"(?:.*[-–,]|.*\b(?:va|cua|cac|ve|thuoc|cho|voi)|ban|so|bo|uy ban|van phong|ban chap hanh|ban chi dao|"
    r"ban quan ly|ban to chuc|"
    r"ban thuong vu|truong|phong|cuc|chi cuc|trung tam|hoi|doan|ban dai dien|to cong tac|hoi dong|bch|thuong truc|"
    r"lien doan|cong doan)"
)

OFFICE_IN_TEXT = re.compile(
    r"(?<!\w)(?:Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng nhân dân|Sở|Bộ|Ban|Cục|Chi cục|Tổng cục|Trung tâm|Phòng|Trường|"
    r"Đảng ủy|Đảng bộ|Tỉnh ủy|"
    r"Thành ủy|Huyện ủy|Hội|Liên đoàn|Công đoàn|Viện|Học viện|Bệnh viện|Công an|Công ty|Tổng công ty|Đoàn|Đại học|"
    r"Tòa án|Kho bạc|"
    r"Ngân hàng|Bảo hiểm xã hội|Thanh tra|Văn phòng|Chính phủ|Thủ tướng Chính phủ|Mặt trận Tổ quốc|Tổ công tác)(?!\w)"
)

_HIGHER_OFFICE = re.compile(
    r"(?:(?:[UỦ]Y|UỶ) BAN NHÂN DÂN|UBND) (?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)|"
    r"(?:BỘ|SỞ|PHÒNG G)\b(?! CHỈ HUY| TƯ LỆNH)"
)
_LOWER_OFFICE = re.compile(
    r"(?<![-–,&])\s+(?:[-–_]{2,}\s*)?(?=(?:SỞ|CỤC|CHI CỤC|TRUNG TÂM|BỆNH VIỆN|VĂN PHÒNG HĐND|CÔNG AN (?:TỈNH|THÀNH)|"
    r"ĐOÀN KIỂM TRA|TRƯỜNG (?:T|M[ẦẪ]|ĐẠI|CAO|CHÍNH|PH|PT|DÂN)|BAN (?:DÂN TỘC|QUẢN|CHỈ|TÔN|NỘI)|"
    r"PHÒNG (?:G|N|V|T|K|L|Y|D|QU)) ?\w)"
)

MARK = re.compile(
    r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TUN)\s?\.\s?(?=[^\W\d_]{2})|(?:T/M|K/T|T/L)\s(?=[^\W\d_]{2})|(?:TM|KT|TL|"
    r"TUQ)\s(?=[A-ZĐ]{3})"
)
_POSITION = (
    r"chu tich|giam doc|tong giam doc|truong ban|truong phong|truong doan|truong khoa|chanh van phong|"
    r"chanh thanh tra|chanh an|chi cuc truong|cuc truong|tong cuc truong|vu truong|vien truong|bo truong|"
    r"thu truong|thu tuong|chu nhiem|bi thu|hieu truong|to truong|doi truong|tram truong|hat truong|thong doc|"
    r"tong bien tap|tong thu ky|tong thanh tra|chi huy truong|chinh uy|chinh tri vien|uy vien|thu ky|pho ban|"
    r"truong tieu ban|truong cong an|kiem toan truong|nguoi lap|dai dien|ke toan|truong"
)
_STARTS_POSITION = re.compile(rf"(?:quyen |q\. ?)?(?:pho )?(?:tong )?(?:{_POSITION})\b")
_RANK = (
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy|uý)|Chuẩn đô đốc|Kiểm tra viên|(?:PGS|GS|TS|ThS|Ths|THS|BS|Bs|"
    r"CKI|CKII|BSCK(?:I|II|1|2)|KS|CN|LS|DS|NGƯT|TTND|"
    r"TTƯT|BSCC|Dr)\s?[.,]?)"
)
_NAME = re.compile(
    rf"(?:{_RANK}\s?[.,]?\s?)*(?P<words>[^\W\d_][^\W\d_'’]*(?:(?:['’] ?|[ .-])[^\W\d_][^\W\d_'’]*){{1,6}})"
)
_SURNAME = (
    r"nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dao|doan|vuong|trinh|truong|dinh|"
    r"lam|phung|mai|to|ha|ta|chu|quach|luong|cao|luu|thai|la|lo|giang|vang|trieu|ban|be|nong|ma|hua|lanh|loc|"
    r"cam|dieu|ksor|rmah|siu|kpa|y|h|thao|sung|mua|cu|thach|kim|son|danh|chau|tang|van|quan|tong|nghiem|khuc|"
    r"uong|dong|bach|au|khong|phi|kieu|luc|than|lai|vi|mac|thieu|hau|cung|tieu|giap|dam|tham|a|ro|quang|trang|"
    r"phu|vay|deo|hoa|nhu"
)


def starts_office(text: str) -> bool:
    """Whether a line of a letterhead begins a new office («SỞ CÔNG THƯƠNG»), not the rest of one («TỈNH LÀO CAI»)."""
    words = plain(text)
    is_number = text[:2].lower() == "số"
    return _STARTS_OFFICE.match(words) is not None and _NO_OFFICE.match(words) is None and not is_number


def continues_office(text: str) -> bool:
    """Whether a line can only be the rest of the office above it: «TỈNH QUẢNG NAM», «VÀ XÃ HỘI»."""
    words = plain(text)
    return _STARTS_AREA.match(words) is not None or words.startswith("va ") or not starts_office(text)


def is_incomplete_office(text: str) -> bool:
    """Whether an office cannot end so: «BAN CHỈ ĐẠO», «SỞ NÔNG NGHIỆP VÀ»."""
    return _INCOMPLETE.fullmatch(plain(text).strip()) is not None


def offices_apart(text: str) -> list[str]:
    """A superior and its office that came out on one line, told apart: «UBND TỈNH LÀO CAI SỞ CÔNG THƯƠNG»."""
    is_both = _HIGHER_OFFICE.match(text) and is_capitals(text)
    return _LOWER_OFFICE.split(text, maxsplit=1) if is_both else [text]


def starts_position(text: str) -> bool:
    """Whether a line of a signature block names a position: «PHÓ CHỦ TỊCH»."""
    return _STARTS_POSITION.match(plain(text)) is not None


def is_person(text: str, *, stands_apart: bool = False) -> bool:
    """Whether a line can be a signer's name: two to seven words with capital initials, nothing else.

    A name all in capitals is told by its surname, or by standing where only a name can stand (`stands_apart`).
    """
    match = _NAME.fullmatch(text.strip()) if len(text) <= 60 else None
    words = re.split(r"[ .]+", match["words"]) if match else []
    if not words or not all(word[:1].isupper() for word in words):
        return False
    has_surname = re.fullmatch(_SURNAME, plain(words[0])) is not None
    if is_capitals(match["words"]):
        return (has_surname or stands_apart) and not starts_position(text) and not starts_office_phrase(text)
    return has_surname or not starts_position(text)


def starts_office_phrase(text: str) -> bool:
    """Whether capitals name an office rather than a person called Hà, Đoàn or Ban."""
    return (
        re.match(
            r"(?:ban|doan|hoi|so|bo|phong|vien)\s(?:dan toc|chap hanh|chi dao|dai bieu|quan ly|to chuc|chi huy)",
            plain(text),
        )
        is not None
    )
