"""Quantities told in running text: «708 đại biểu», «84 học viên/lớp», «mỗi con bình quân 20 triệu đồng», «15%».

The dot separates thousands, the comma decimals; «1.5 tỷ» and «1,251,000,000» are understood and marked. Dates, numbers
of documents, years and ordinals are no quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from lib.number_words import number_in_figures

MONEY = "đồng"
PEOPLE = "người"
PERCENT = "%"

_SAME = {
    PEOPLE: """
        người, lượt người, học viên, lượt học viên, đại biểu, cán bộ, công chức, viên chức, thành viên, lãnh đạo,
        giảng viên, báo cáo viên, giáo viên, học sinh, sinh viên, hội viên, đoàn viên, thanh niên, phụ nữ, đồng chí,
        đại diện, em, lao động, nông dân, chuyên viên, nhân viên, tuyên truyền viên, cộng tác viên, điều tra viên,
        lái xe, phóng viên, diễn viên, vận động viên, huấn luyện viên, trọng tài, trẻ em, thí sinh, nghệ nhân, chiến sĩ,
        trưởng thôn, trưởng bản, bí thư, chủ tịch, phó chủ tịch, trưởng phòng, phó trưởng phòng, tổ trưởng, khách mời,
        nam, nữ, người lao động, người có uy tín, người dân, công nhân, y tá, bác sĩ, tình nguyện viên, lượt cán bộ,
        tư vấn viên, hướng dẫn viên
    """,
    "xã": "xã, phường, thị trấn, đặc khu",
    "huyện": "huyện, quận, thị xã, thành phố",
    "thôn": "thôn, bản, tổ dân phố, khu phố, ấp, buôn, làng, tdp, khu dân cư, xóm, thôn bản",
    "hộ": "hộ, hộ nghèo, hộ cận nghèo, hộ gia đình, hộ dân, hộ mới thoát nghèo",
    "lớp": "lớp, khóa, khoá, lớp học, lớp tập huấn",
    "con": "con, bò, dê, lợn, trâu, gà, vịt",
    "tiết": "tiết, tiết học",
}
_OTHER = """
    ngày, đêm, buổi, giờ, phút, tháng, năm, tuần, mô hình, đoàn, đợt, cuộc, hội nghị, hội thảo, công trình, dự
    án, đề án, đơn vị, cơ quan, doanh nghiệp, hợp tác xã, tổ hợp tác, ha, km, m2, m³, m3, kg, tấn, tạ, lít, cây,
    bộ, cuốn, bản tin, tờ rơi, chuyên đề, chuyên mục, tin, bài, phóng sự, điểm, trường, trạm, nhà, suất, sản
    phẩm, ấn phẩm, câu lạc bộ, tổ, nhóm, đội, chi hội, cơ sở, gian hàng, tiết mục, giải, xe, chiếc, máy, quyển,
    gói, kênh, nội dung, nhiệm vụ, giải pháp, mục tiêu, bước, chỉ tiêu, mẫu, phiếu, lượt, trận, khu, vùng, tỉnh,
    sở, phòng, ban, hội, công ty, hồ sơ, văn bản, pano, băng rôn, lô, kỳ, trang, vườn, chuồng, giếng, cầu, tuyến
"""


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",")]


_CLASS = {unit: group for group, units in _SAME.items() for unit in _names(units)}
_CLASS |= {unit: unit for unit in _names(_OTHER)} | {"phần trăm": PERCENT}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_CLASS, key=len, reverse=True))
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SCALE = r"(?:nghìn|ngàn|triệu|tỷ|tỉ)"
_CURRENCY = r"(?:đồng(?!\s+(?:chí|bào|thời|bộ|nghiệp|đẳng|tiền|ruộng))|vnđ|vnd|đ|₫|usd|euro|eur)(?!\w)"
_FOREIGN = ("usd", "euro", "eur")
_DIGITS = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2}(?!\d))?|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?: \d{3}){2,}|\d+(?:[.,]\d+)?)"
_QUANTITY = re.compile(
    r"(?<![\w.,:/])(?<![^\d\s][\-–])(?<!\d{4}[\-–])"
    rf"(?P<digits>{_DIGITS})(?![.,:/\-–]?\d)"
    rf"(?:\s*(?P<scale>{_SCALE}(?:\s+{_SCALE})*)(?!\w))?"
    rf"(?:\s+(?P<more>\d{{1,3}})\s+(?P<more_scale>triệu|nghìn|ngàn)(?!\w))?"
    rf"(?:\s*\((?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)[^()]{{0,30}}\))?"
    rf"(?:\s*(?P<currency>{_CURRENCY})|\s*(?P<unit>{_UNIT})(?!\w)|\s*(?P<percent>%)|(?=\W|$))"
    rf"(?:\s*/\s*(?:01 )?(?P<per>[^\W\d_]+(?: [^\W\d_]+)?)(?!\w))?",
    re.IGNORECASE,
)
_AFTER_SLASH = re.compile(rf"(?<=[^\W\d_]/)(?P<digits>\d+)\s*(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE)
_PART_OF = re.compile(
    r"(?<![\w.,:/\-–])(?P<digits>\d{1,3})/\d{1,3}\s+(?P<unit>xã|phường|huyện|thị xã|thôn|bản|thành phố)(?!\w)",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng)\s+(?P<per>[^\W\d_]+)[^.;:()\d]{0,45}$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:khoảng|gần|trên|hơn|dưới|bình quân|trung bình|tối đa|tối thiểu|ít nhất|không quá|tổng quát|từ|đến|ước|xấp xỉ|"
    r"không dưới|không vượt quá|không thấp hơn|thêm|mỗi năm|dự kiến từ)\s*(?:là\s*|có\s*|đạt\s*)?$|\d\s*[-–]\s*$",
    re.IGNORECASE,
)
_NO_QUANTITY = re.compile(
    r"(?:(?<!tổng )(?<!sĩ )số|điều|khoản|điểm|mục|phụ lục|chương|phần|biểu|mẫu|bảng|dự án|chương trình|"
    r"hợp phần|nội dung|bước|vòng|đợt|khu vực|cột|dòng|thứ|lần|quý|tháng|năm|ngày|nhóm|loại|cấp|lớp|quốc lộ|đường|tổ|"
    r"thôn|khối|phường|quận|khu phố|tiểu khu|tiêu chí|chỉ tiêu|giai đoạn|khóa|khoá|nhiệm kỳ|hạng|mức|phiên|kỳ|"
    r"trang|tập|kỷ niệm)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """One number with its unit. `value` is exact; of money in đồng.

    `unit` is as printed in lower case («học viên»), `group` what adds up with it («người» for all people, «đồng» for
    money, "" for a bare number). `per` is what each of which has so much («lớp» of «84 học viên/lớp»), "" for a whole.
    `is_about`: khoảng, bình quân, tối đa, … before it. `start`, `end` are its place in the text, `digits` as printed.
    """

    value: Fraction
    unit: str
    group: str
    per: str
    is_about: bool
    start: int
    end: int
    digits: str
    scale: str = ""
    text: str = ""


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order. Numbers without a known unit have the group "". Linear in its length."""
    found = [q for match in _QUANTITY.finditer(text) if (q := _quantity(match, text)) is not None]
    for pattern in (_AFTER_SLASH, _PART_OF):
        found += [q for match in pattern.finditer(text) if (q := _quantity(match, text)) is not None]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def number_of(digits: str) -> Fraction:
    """What figures say: «1.251.000.000» → 1251000000, «7,5» → 15/2. Raises ValueError on «1.25.000»."""
    digits = digits.strip().replace("\u00a0", " ")
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", digits):
        digits = re.sub(r"[. ]", "", digits)
    elif re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", digits):
        digits = digits.replace(",", "")
    if not re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
        raise ValueError(f"no number: {digits!r}")
    return Fraction(digits.replace(",", "."))


def in_figures(value: Fraction) -> str:
    """A value as papers write it: «1.251.000.000», «7,5»; at most four decimals."""
    whole, rest = divmod(abs(value), 1)
    sign = "-" if value < 0 else ""
    decimals = f"{float(rest):.4f}"[2:].rstrip("0")
    return f"{sign}{number_in_figures(int(whole))}{',' + decimals if decimals else ''}"


def money_in_figures(value: Fraction) -> str:
    """«1.251.000.000 đồng»."""
    return f"{in_figures(value)} đồng"


def _quantity(match: re.Match, text: str) -> Quantity | None:
    groups = match.groupdict()
    digits, before = match["digits"], text[max(0, match.start() - 60) : match.start()]
    scale = " ".join((groups.get("scale") or "").lower().split())
    # «1.5 tỷ» has a wrong decimal mark, but nobody means 1500 tỷ by it
    value = Fraction(digits) if scale and re.fullmatch(r"\d{1,3}\.\d{1,2}", digits) else number_of(digits)
    for word in scale.split():
        value *= _SCALES[word]
    if groups.get("more"):
        value += int(groups["more"]) * _SCALES[groups["more_scale"].lower()]
    unit, group = _unit(groups, scale)
    each = _EACH.search(before)
    is_name = group not in (MONEY, PERCENT) and not scale and _NO_QUANTITY.search(before)
    if (is_name and not (group and (each or before.endswith("ngày ")))) or (
        group in ("năm", "") and 1900 <= value <= 2100
    ):
        return None
    return Quantity(
        value=value,
        unit=unit,
        group=group,
        per=(groups.get("per") or (each["per"] if each else "")).lower(),
        is_about=bool(_ABOUT.search(before)),
        start=match.start(),
        end=match.end(),
        digits=digits,
        scale=scale,
        text=match[0].strip(),
    )


def _unit(groups: dict[str, str | None], scale: str) -> tuple[str, str]:
    """The unit as printed, and its group."""
    if currency := (groups.get("currency") or "").lower():
        return (currency, currency) if currency in _FOREIGN else (MONEY, MONEY)
    if groups.get("percent"):
        return PERCENT, PERCENT
    unit = " ".join((groups.get("unit") or "").lower().split())
    if unit:
        return unit, _CLASS[unit]
    return (MONEY, MONEY) if scale and scale not in ("nghìn", "ngàn") else ("", "")
