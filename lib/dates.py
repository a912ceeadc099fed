"""Dates as official papers write them (Nghị định 30/2020, Phụ lục I, II.4.b).

Days below 10 and the months 1 and 2 get a leading zero, the months 3 to 9 do not: «ngày 05 tháng 01 năm 2020»,
«09/9/2021». In a draft the day, or day and month, may be blank.
"""

import calendar
import re
import unicodedata
from datetime import date

_LONG = re.compile(r"ngày\s*(\d{0,2})\s*tháng\s*(\d{0,2})\s*năm\s*(\d{4})", re.IGNORECASE | re.ASCII)
_SHORT = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)


def day_digits(day: int | None) -> str:
    """«05», «29»; empty when blank."""
    return "" if day is None else f"{day:02}"


def month_digits(month: int | None) -> str:
    """«01», «02», «3» … «12»; empty when blank."""
    if month is None:
        return ""
    return f"{month:02}" if month <= 2 else str(month)


def long_date_parts(year: int, month: int | None = None, day: int | None = None) -> tuple[tuple[str, str], ...]:
    """The words of the long form, each with its digits: (("ngày", "05"), ("tháng", "01"), ("năm", "2020")).

    Digits not known yet are empty: whoever draws the line leaves a gap there that a stamp can fill.
    Raises ValueError with a Vietnamese sentence when there is no such day.
    """
    check_date(year, month, day)
    return (("ngày", day_digits(day)), ("tháng", month_digits(month)), ("năm", f"{year:04}"))


def long_date(year: int, month: int | None = None, day: int | None = None, *, gap: str = "") -> str:
    """«ngày 05 tháng 01 năm 2020»; blank digits are written as `gap` («ngày … tháng … năm 2020» with gap="…")."""
    return " ".join(" ".join(filter(None, (word, digits or gap))) for word, digits in long_date_parts(year, month, day))


def short_date(day: date) -> str:
    """«09/9/2021», «18/01/2022»."""
    return f"{day_digits(day.day)}/{month_digits(day.month)}/{day.year:04}"


def parse_date(text: str) -> date:
    """The date that `text` writes in the long or short form. Raises ValueError with a Vietnamese sentence."""
    year, month, day = parse_partial_date(text)
    if month is None or day is None:
        raise ValueError("Ngày còn bỏ trống: cần đủ ngày, tháng, năm.")
    return date(year, month, day)


def parse_partial_date(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day that `text` writes; blank ones are None («ngày    tháng 6 năm 2022» → 2022, 6, None).

    Raises ValueError with a Vietnamese sentence on other text and on days that do not exist.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if found := _LONG.fullmatch(text):
        day, month = (int(digits) if digits else None for digits in found.group(1, 2))
    elif found := _SHORT.fullmatch(text):
        day, month = int(found[1]), int(found[2])
    else:
        raise ValueError(f"Không đọc được ngày «{text[:60]}»: hãy viết như 05/01/2020 hoặc ngày 05 tháng 01 năm 2020.")
    check_date(int(found[3]), month, day)
    return int(found[3]), month, day


def check_date(year: int, month: int | None = None, day: int | None = None) -> None:
    """Raise ValueError with a Vietnamese sentence unless such a (partly blank) date exists."""
    if not 1 <= year <= 9999:
        raise ValueError(f"Không có năm {year}.")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"Không có tháng {month}: tháng từ 1 đến 12.")
    if day is None:
        return
    if month is None:
        raise ValueError("Đã có ngày thì phải có tháng.")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"Không có ngày {day} tháng {month}: tháng {month} năm {year} có {days} ngày.")
