"""Years of birth, numbers of identity cards and phones, as spreadsheets bring them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

YOUNGEST, OLDEST = 15, 90
"""Ages beyond which a year of birth is asked about again."""
_EXCEL_DAY_0 = date(1899, 12, 30)
_ISO = re.compile(r"^(\d{4})-\d{1,2}-\d{1,2}(?:[T ].*)?$", re.ASCII)
_DAY = re.compile(r"^(?:\d{1,2}\s*[/.\-]\s*){0,2}(\d{4})$", re.ASCII)
_SHORT_DAY = re.compile(r"^\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(\d{2})$", re.ASCII)
_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?[eE][+]?\d+$", re.ASCII)
_DECIMALS = re.compile(r"[.,]0+$", re.ASCII)
_BETWEEN = re.compile(r"[\s.\-\u00a0]+")
_OLD_MOBILE = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78", "123": "83", "124": "84", "125": "85",
    "127": "81", "129": "82", "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37",
    "168": "38", "169": "39", "186": "56", "188": "58", "199": "59",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell was read as, and, where something is not right: the kind of fault and a sentence. It is an error when
    there is no value."""

    value: str = ""
    kind: str = ""
    sentence: str = ""


def birth_year_of(text: str, *, on: date) -> Read:
    """The year of birth in `text`: a year, a day («15/3/1985»), or a day that Excel shows as a number."""
    said = _DECIMALS.sub("", text.strip().strip("'"))
    if found := _ISO.match(said) or _DAY.match(said):
        return _plausible(int(found[1]), on=on)
    if found := _SHORT_DAY.match(said):
        year = int(found[1]) + (1900 if int(found[1]) > on.year % 100 else 2000)
        return Read(str(year), "birth_year_short", f"Năm sinh chỉ ghi hai chữ số, hiểu là {year}: hãy kiểm tra lại.")
    if said.isascii() and said.isdigit():
        number = int(said)
        if number < 100 and len(said) == 2:
            year = number + (1900 if number > on.year % 100 else 2000)
            read = _plausible(year, on=on)
            sentence = f"Năm sinh chỉ ghi hai chữ số, hiểu là {year}: hãy kiểm tra lại."
            return Read(read.value, "birth_year_short", sentence) if read.value else read
        if 3_654 <= number <= 60_000:
            year = (_EXCEL_DAY_0 + timedelta(days=number)).year
            sentence = f"Ô này là một ngày mà Excel đang hiện thành số, hiểu là năm {year}: hãy kiểm tra lại."
            return Read(str(year), "birth_year_serial", sentence) if year <= on.year else _no_year()
    return _no_year()


def id_number_of(text: str) -> Read:  # noqa: PLR0911
    """The 12 digits of a citizen's number (Luật Căn cước 26/2023/QH15, Điều 12), zeros that Excel dropped put back."""
    said = text.strip().strip("'")
    if _SCIENTIFIC.match(said):
        sentence = "Excel đã đổi số định danh thành dạng 1,2E+11 nên mất số: hãy định dạng cột là Văn bản rồi gõ lại."
        return Read("", "id_number_scientific", sentence)
    digits = _BETWEEN.sub("", _DECIMALS.sub("", said))
    if not (digits.isascii() and digits.isdigit()):
        return Read("", "id_number_signs", "Số định danh chỉ gồm 12 chữ số: hãy xóa chữ và dấu lạ.")
    if len(digits) == 9:
        return Read("", "id_number_old", "Đây là số CMND 9 số, không còn dùng: hãy ghi số định danh 12 số.")
    if len(digits) in (10, 11) and is_province(digits.zfill(12)[:3]):
        sentence = f"Số định danh thiếu {12 - len(digits)} số 0 ở đầu (Excel đã bỏ), đã thêm lại: hãy kiểm tra."
        return Read(digits.zfill(12), "id_number_zero", sentence)
    if len(digits) != 12:
        return Read("", "id_number_length", f"Số định danh có {len(digits)} chữ số, phải đủ 12: hãy xem lại thẻ.")
    if not is_province(digits[:3]):
        sentence = f"Ba số đầu «{digits[:3]}» không phải mã nơi đăng ký khai sinh nào: hãy đối chiếu với thẻ."
        return Read(digits, "id_number_place", sentence)
    return Read(digits)


def is_province(code: str) -> bool:
    """Whether a citizen's number may begin with `code`: provinces 001–096 and countries 100–309 (Thông tư
    59/2021/TT-BCA, phụ lục)."""
    return 1 <= int(code) <= 96 or 100 <= int(code) <= 309


def id_number_contradicts(number: str, *, sex: str, birth_year: int | None) -> str:
    """What the 12 digits say otherwise than the list, as a sentence; empty when they agree. The fourth digit tells the
    century and the sex, the next two the year (Nghị định 137/2015/NĐ-CP, Điều 7)."""
    century, is_woman = divmod(int(number[3]), 2)
    year = 1900 + century * 100 + int(number[4:6])
    wrong = []
    if birth_year is not None and year != birth_year:
        wrong.append(f"năm sinh {year}")
    if sex and is_woman != (sex == "f"):
        wrong.append("giới tính nữ" if is_woman else "giới tính nam")
    return f"Theo số định danh thì người này {' và '.join(wrong)}: hãy đối chiếu với thẻ." if wrong else ""


def phone_of(text: str) -> Read:
    """A telephone number of Viet Nam, 10 or 11 digits with the zero in front that Excel dropped."""
    said = _DECIMALS.sub("", text.strip().strip("'")) if not text.strip().startswith("0") else text.strip()
    digits = re.sub(r"[\s.()\-\u00a0]+", "", said)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    elif digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    if _SCIENTIFIC.match(said) or not (digits.isascii() and digits.isdigit()):
        return Read("", "phone_signs", "Số điện thoại chỉ gồm chữ số, mỗi người một số: hãy ghi lại.")
    if len(digits) == 9 and digits[0] in "35789":
        return Read(f"0{digits}", "phone_zero", "Số điện thoại thiếu số 0 ở đầu (Excel đã bỏ), đã thêm lại.")
    if len(digits) == 11 and digits[1:4] in _OLD_MOBILE:
        new = f"0{_OLD_MOBILE[digits[1:4]]}{digits[4:]}"
        return Read(new, "phone_old", "Số điện thoại 11 số kiểu cũ, đã đổi sang đầu số mới: hãy kiểm tra.")
    is_mobile = len(digits) == 10 and digits[:2] in {"03", "05", "07", "08", "09"}
    is_fixed = len(digits) in (10, 11) and digits.startswith("02")
    if not (is_mobile or is_fixed):
        return Read("", "phone_length", f"Số điện thoại {len(digits)} chữ số này không gọi được: hãy ghi lại.")
    return Read(digits)


def _plausible(year: int, *, on: date) -> Read:
    if year > on.year or year < 1900:
        return Read("", "birth_year_impossible", f"Không thể sinh năm {year}: hãy ghi lại năm sinh.")
    age = on.year - year
    if not YOUNGEST <= age <= OLDEST:
        return Read(str(year), "birth_year_unlikely", f"Sinh năm {year} thì {age} tuổi: hãy kiểm tra lại.")
    return Read(str(year))


def _no_year() -> Read:
    return Read("", "birth_year_unclear", "Không hiểu năm sinh: hãy ghi bốn chữ số, ví dụ 1985.")
