"""The words by which citations are known: kinds, numbers, dates, beginnings of summaries."""

import datetime
import re

_LETTERS = [chr(code) for code in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
CAPITAL = f"[{''.join(filter(str.isupper, _LETTERS))}]"
"""A capital letter of Vietnamese, as a pattern: ranges such as À-Ỹ would mix capitals and small letters."""

LAWS = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
_KINDS = (
    *LAWS, "Sắc lệnh", "Lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định thư", "Nghị định", "Quyết định",
    "Thông tư liên tịch", "Thông tư liên bộ", "Thông tư", "Thông tri", "Chỉ thị", "Kế hoạch liên tịch",
    "Kế hoạch liên ngành", "Kế hoạch phối hợp", "Kế hoạch hành động", "Kế hoạch", "Chương trình hành động",
    "Chương trình phối hợp", "Chương trình công tác", "Chương trình liên tịch", "Chương trình", "Đề án", "Kết luận",
    "Thông báo kết luận", "Thông báo", "Hướng dẫn liên tịch", "Hướng dẫn liên ngành", "Hướng dẫn", "Tờ trình",
    "Báo cáo", "Công văn", "Công điện", "Văn bản hợp nhất", "Văn bản", "Quy chế phối hợp", "Quy chế", "Quy định",
    "Quy hoạch", "Phương án", "Phiếu chuyển", "Biên bản", "Giấy mời", "Hợp đồng", "Bản ghi nhớ", "Thỏa thuận",
    "Đề cương", "Bản cam kết", "Thư", "Tuyên bố", "Thể lệ", "Điều lệ", "Quy trình", "Giấy phép", "Giấy ủy quyền",
)  # fmt: skip
_SHORT_KINDS = ("QĐ", "NĐ", "NQ", "CT", "KH", "CV", "VB", "TTr", "TTLT", "TT", "BC", "TB", "HD", "CTr", "KL")
KIND = re.compile(rf"(?<!\w)(?:(?i:{'|'.join(sorted(_KINDS, key=len, reverse=True))})|{'|'.join(_SHORT_KINDS)})(?!\w)")
UNNUMBERED = {"Nghị quyết", "Chỉ thị", "Kết luận", "Thông báo", "Thông báo kết luận", "Kế hoạch", "Hướng dẫn"}

_ORDINAL = r"(?:\d{1,6}(?:\.\d{1,2})?[a-zđA-ZĐ]?|[.…_]+)"
_SYMBOL = r"[A-ZĐƯ][\wđĐ&]*(?:\.[A-ZĐƯ][\w&]*)*"
_NEXT = r"(?:[-–—/][\w&]+(?:\.[\w&]+)*|\s?[-–—/]\s?[A-ZĐƯ]{2,}[a-zđ]{0,3}\d*(?!\w))"
_WITH_SYMBOL = rf"{_ORDINAL}?\s*(?:/\s?\d{{4}}\s?)?[-–—/]\s?{_SYMBOL}{_NEXT}*"
NUMBER = re.compile(
    rf"(?P<so>(?<!\w)[Ss][ốỐ](?:\s*:\s*|\.\s*|\s+)?(?=[\d.…_\s/A-Z]))(?P<number>{_WITH_SYMBOL}|[A-Z\d][\w./&–-]*)"
    rf"|(?<![\w/.,-])(?P<bare>\d{{1,6}}[a-zđ]?\s*(?:/\s?\d{{4}}\s?)?[-–—/]\s?{_SYMBOL}{_NEXT}*)"
    r"|(?<=\w\s)(?P<plain>\d{1,5}[a-z]?)(?=\s+(?:ngày\s+\d|của\s+" + CAPITAL + "))"
)

_BLANK = r"(?:\d{1,2}|[.…_]+)?"
DAY = re.compile(
    rf"(?:ngày|NGÀY)\s*(?:(?P<d>\d{{1,2}})\s*[/.-]\s*(?P<m>\d{{1,2}})\s*[/.-]\s*(?P<y>\d{{4}}|20 ?\d ?\d)(?!\d)"
    rf"|(?P<ld>\d{{1,2}})\s*(?i:tháng)\s*(?P<lm>\d{{1,2}})\s*,?\s*(?i:năm)\s*(?P<ly>\d{{4}})"
    rf"|{_BLANK}\s*(?i:tháng)\s*{_BLANK}(?:\s*,?\s*(?i:năm)\s*(?:\d{{4}}|[.…_]*))?"
    rf"|{_BLANK}\s*[/.-]\s*{_BLANK}\s*[/.-]\s*(?:\d{{2,4}}|[.…_]+)"
    r"|\d{1,2}\s*[/-]\s*\d{1,2})"
    r"|(?i:tháng)\s*\d{1,2}\s*(?:(?i:năm)\s*|/\s*)\d{4}|(?i:năm)\s+\d{4}(?!\s*[-–]\s*\d)"
)

_STRONG = (
    "về", "v/v", "ban hành", "phê duyệt", "quy định", "hướng dẫn", "phê chuẩn", "công bố", "công nhận", "ban bố",
    "thông qua", "quyết định", "quyết nghị", "sửa đổi", "bãi bỏ", "thành lập", "kiện toàn", "ủy quyền", "uỷ quyền",
)  # fmt: skip
_WEAK = (
    "thực hiện", "triển khai", "tổ chức", "giao", "phân bổ", "phân công", "phân cấp", "bổ sung", "điều chỉnh",
    "tăng cường", "đẩy mạnh", "nâng cao", "xây dựng", "đề nghị", "yêu cầu", "đôn đốc", "báo cáo", "kết luận",
    "thông báo", "kế hoạch", "phát động", "phát triển", "quản lý", "kiểm tra", "giám sát", "đánh giá", "rà soát",
    "hỗ trợ", "bảo đảm", "đảm bảo", "tiếp tục", "chỉ đạo", "cung cấp", "đăng ký", "tham mưu", "phối hợp", "góp ý",
    "xin", "mời", "chấn chỉnh", "cử",
    "tổng kết", "sơ kết", "đổi mới", "chuyển", "cho", "gửi", "trả lời", "kèm", "chi tiết", "theo", "nhằm", "để",
    "được", "đã", "phòng chống", "bồi dưỡng", "đào tạo", "tập huấn", "thí điểm", "gia hạn", "chấp thuận", "đồng ý",
    "tháo gỡ", "đính chính", "tuyên truyền", "phổ biến", "xử lý", "giải quyết", "ứng phó", "khắc phục", "một số",
    "là", "nêu", "trong", "tại", "khi", "với", "quán triệt", "cụ thể", "tuyển", "thay thế", "hợp nhất", "lập",
)  # fmt: skip
STRONG_START = re.compile(rf"(?i:{'|'.join(_STRONG)})(?!\w)")
WEAK_START = re.compile(rf"(?i:{'|'.join(_WEAK)})(?!\w)")
ABOUT = re.compile(r"[\s,:-]*(?:(?i:về\s+việc|v/v|về)(?!\w)\s*:?\s*)?")

BASIS = re.compile(
    r"\s*(?:[-+*–]\s*)?(?i:căn cứ|thực hiện|theo|thi hành|triển khai|tiếp tục|xét|trên cơ sở|để|nhằm|tiếp theo|"
    r"quán triệt|chấp hành)(?!\w)"
)


def date_of(found: re.Match) -> datetime.date | None:
    """The day that a match of DAY names when it is complete and exists; else None."""
    year, month, day = (
        (found[a] or found[b] or "").replace(" ", "") for a, b in (("y", "ly"), ("m", "lm"), ("d", "ld"))
    )
    if not (year and month and day):
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
