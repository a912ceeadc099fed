"""The tabs of a course and of a class. A tab stands there as soon as its address does."""

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse

COURSE_TABS = (
    ("course", "Tổng quan"),
    ("modules", "Nội dung"),
    ("classes", "Lớp"),
    ("seats", "Chỉ tiêu"),
    ("campaign", "Đăng ký"),
    ("papers", "Giấy tờ"),
)
CLASS_TABS = (
    ("class", "Tổng quan"),
    ("people", "Học viên"),
    ("timetable", "Thời khóa biểu"),
    ("lecturers", "Giảng viên"),
    ("attendance", "Điểm danh"),
    ("results", "Kết quả"),
    ("certificates", "Chứng nhận"),
    ("feedback", "Đánh giá"),
    ("class_papers", "Giấy tờ"),
)
TOUR_WORDS = {"classes": "Đoàn", "people": "Thành viên", "timetable": "Lịch trình", "lecturers": "Báo cáo viên"}
"""Tabs that are called otherwise in a study tour."""


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool


def course_tabs(course_id: int, current: str, *, is_tour: bool) -> list[Tab]:
    """The tabs of a course whose addresses exist; `current` is the name of one of them."""
    return _tabs(COURSE_TABS, course_id, current, is_tour=is_tour)


def class_tabs(class_id: int, current: str, *, is_tour: bool) -> list[Tab]:
    """The tabs of a class whose addresses exist; `current` is the name of one of them."""
    return _tabs(CLASS_TABS, class_id, current, is_tour=is_tour)


def _tabs(rows: tuple[tuple[str, str], ...], row_id: int, current: str, *, is_tour: bool) -> list[Tab]:
    return [
        Tab(TOUR_WORDS.get(name, label) if is_tour else label, _address(name, row_id), name == current)
        for name, label in rows
        if has_address(name)
    ]


@cache
def has_address(name: str) -> bool:
    """Whether `trainings:name` leads anywhere for a row."""
    try:
        _address(name, 1)
    except NoReverseMatch:
        return False
    return True


def _address(name: str, row_id: int) -> str:
    return reverse(f"trainings:{name}", args=[row_id])
