"""Which kind of document it is: a plan, another kind by its name, a letter, or no official document at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.reading.pieces import is_capitals, plain

# Nghị định 30/2020, Điều 7; then laws, papers of the Party, and what offices and citizens hand in.
_NAMES = (
    "NGHỊ QUYẾT LIÊN TỊCH", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ PHỐI HỢP", "QUY CHẾ", "QUY ĐỊNH",
    "QUY TRÌNH", "THÔNG CÁO", "THÔNG BÁO", "HƯỚNG DẪN LIÊN NGÀNH", "HƯỚNG DẪN LIÊN TỊCH", "HƯỚNG DẪN",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG", "CHƯƠNG TRÌNH PHỐI HỢP", "CHƯƠNG TRÌNH CÔNG TÁC", "CHƯƠNG TRÌNH", "KẾ HOẠCH LIÊN TỊCH",
    "KẾ HOẠCH LIÊN NGÀNH", "KẾ HOẠCH PHỐI HỢP", "KẾ HOẠCH HÀNH ĐỘNG", "KẾ HOẠCH BÀI DẠY", "KẾ HOẠCH", "PHƯƠNG ÁN",
    "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO THUYẾT MINH", "BÁO CÁO", "BIÊN BẢN", "TỜ TRÌNH", "HỢP ĐỒNG", "CÔNG VĂN", "CÔNG ĐIỆN",
    "BẢN GHI NHỚ", "BẢN THỎA THUẬN", "GIẤY ỦY QUYỀN", "GIẤY MỜI", "GIẤY GIỚI THIỆU", "GIẤY NGHỈ PHÉP",
    "GIẤY CHỨNG NHẬN", "GIẤY PHÉP", "GIẤY ĐỀ NGHỊ", "GIẤY BIÊN NHẬN", "GIẤY XÁC NHẬN", "PHIẾU GỬI", "PHIẾU CHUYỂN",
    "PHIẾU BÁO", "PHIẾU TRÌNH", "PHIẾU", "THƯ CÔNG", "THƯ NGỎ", "THƯ MỜI", "HIẾN PHÁP", "BỘ LUẬT", "LUẬT",
    "PHÁP LỆNH", "LỆNH", "NGHỊ ĐỊNH THƯ", "NGHỊ ĐỊNH", "THÔNG TƯ LIÊN TỊCH", "THÔNG TƯ", "VĂN BẢN HỢP NHẤT",
    "HIỆP ĐỊNH", "KẾT LUẬN", "THÔNG TRI", "QUY CHUẨN", "TIÊU CHUẨN", "ĐỀ CƯƠNG", "DANH MỤC", "DANH SÁCH",
    "ĐƠN ĐỀ NGHỊ", "ĐƠN XIN", "ĐƠN", "BẢN CAM KẾT", "BẢN KÊ", "BẢNG KÊ", "LỊCH", "GIÁO ÁN", "BÀI PHÁT BIỂU",
    "THAM LUẬN", "THỂ LỆ", "ĐIỀU LỆ", "NỘI QUY", "DỰ TOÁN",
)  # fmt: skip
_BY_PLAIN = {plain(name): name for name in _NAMES}
_ABBREVIATIONS = {
    "NQ": "NGHỊ QUYẾT", "QĐ": "QUYẾT ĐỊNH", "CT": "CHỈ THỊ", "QC": "QUY CHẾ", "QyĐ": "QUY ĐỊNH", "TC": "THÔNG CÁO",
    "TB": "THÔNG BÁO", "HD": "HƯỚNG DẪN", "CTr": "CHƯƠNG TRÌNH", "CTHĐ": "CHƯƠNG TRÌNH HÀNH ĐỘNG", "KH": "KẾ HOẠCH",
    "KHLT": "KẾ HOẠCH LIÊN TỊCH", "KHPH": "KẾ HOẠCH PHỐI HỢP", "PA": "PHƯƠNG ÁN", "ĐA": "ĐỀ ÁN", "DA": "DỰ ÁN",
    "BC": "BÁO CÁO", "BB": "BIÊN BẢN", "TTr": "TỜ TRÌNH", "TTR": "TỜ TRÌNH", "HĐ": "HỢP ĐỒNG", "CĐ": "CÔNG ĐIỆN",
    "GUQ": "GIẤY ỦY QUYỀN", "GM": "GIẤY MỜI", "GP": "GIẤY PHÉP", "GCN": "GIẤY CHỨNG NHẬN", "GGT": "GIẤY GIỚI THIỆU",
    "PG": "PHIẾU GỬI", "PC": "PHIẾU CHUYỂN", "NĐ": "NGHỊ ĐỊNH", "TT": "THÔNG TƯ", "TTLT": "THÔNG TƯ LIÊN TỊCH",
    "KL": "KẾT LUẬN", "CV": "CÔNG VĂN",
}  # fmt: skip
# Words that begin other headings too: «ĐƠN VỊ», «LỊCH SỬ».
_ONLY_ALONE = {"ĐƠN", "LỊCH", "LỆNH", "PHIẾU"}
_PLANS = ("KẾ HOẠCH",)
_NO_PLANS = ("KẾ HOẠCH BÀI DẠY",)
LETTER = "CÔNG VĂN"


@dataclass(frozen=True)
class KindLine:
    """A line that names the kind. `rest` is what follows the name on the same line: the beginning of the title."""

    name: str
    rest: str
    is_alone: bool


def kind_in(text: str) -> KindLine | None:
    """The kind that a line names: «KẾ HOẠCH», «K Ế  H O Ạ C H», «KẾ HOẠCH Tổ chức tập huấn»; None if it names none."""
    words = plain(text).strip(" :.*-")
    if words in _BY_PLAIN:
        return KindLine(_BY_PLAIN[words], "", True) if text[:1].isupper() else None
    spaced = words.replace(" ", "")
    if re.fullmatch(r"(?:\w ?\b ?){5,}", words) and max(map(len, words.split()), default=9) == 1:
        name = next((name for key, name in _BY_PLAIN.items() if key.replace(" ", "") == spaced), None)
        return KindLine(name, "", True) if name else None
    for key, name in _BY_PLAIN.items():
        if name in _ONLY_ALONE or not words.startswith(f"{key} ") or not is_capitals(text[: len(key)]):
            continue
        return KindLine(name, text.strip(" :.*-")[len(key) :].strip(" :"), False)
    return None


def kind_of_symbol(symbol: str) -> str:
    """The kind that a symbol stands for («KH-UBND», «KH/TU» → «KẾ HOẠCH»); "" when it stands for none (letters)."""
    return _ABBREVIATIONS.get(re.split(r"[-/.]", symbol)[0], "")


def letters_of_kind(kind: str) -> str:
    """What symbols of that kind begin with («KẾ HOẠCH» → «KH»); "" for letters and kinds that have none."""
    return next((letters for letters, name in _ABBREVIATIONS.items() if name == kind and letters != "CV"), "")


def is_plan(kind: str) -> bool:
    """Whether papers of that kind are plans."""
    return any(kind.startswith(name) for name in _PLANS) and kind not in _NO_PLANS


def in_words(kind: str) -> str:
    """What a person calls it: «một kế hoạch», «một quyết định», «một công văn»; of kind "": no official document."""
    return (
        f"một {kind.lower()}"
        if kind
        else "một bài viết, trang mạng hoặc phụ lục, không mang thể thức của văn bản hành chính"
    )
