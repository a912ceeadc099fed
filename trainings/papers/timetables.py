"""The table of a class's timetable: day, half, module, tiết, lecturer."""

from collections.abc import Iterable

from documents.content import Block, Paragraph, Table
from lib.dates import short_date
from lib.number_words import number_in_figures
from trainings.models import ClassSession, Lecturer, TrainingClass
from trainings.papers import parts

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_WIDTHS = (27.0, 15.0, 66.0, 13.0, 44.0)


def blocks(training_class: TrainingClass) -> list[Block]:
    """A line for every part of a session; the day and the half stand where they begin."""
    is_tour = training_class.course.is_tour
    sessions = list(
        training_class.sessions.order_by("day_number", "half").prefetch_related("parts__module", "parts__lecturer")
    )
    signed = parts.signatures(training_class.course.organisation)
    if not sessions:
        return [Paragraph("Chưa xếp lịch."), signed]
    rows = list(_rows(sessions))
    total = sum(part.periods for session in sessions for part in session.parts.all())
    header = (
        "Ngày",
        "Buổi",
        "Nội dung" if is_tour else "Nội dung (chuyên đề)",
        "Số tiết",
        "Báo cáo viên" if is_tour else "Giảng viên, báo cáo viên",
    )
    totals = (("", "", "Tổng số tiết", number_in_figures(total), ""),) if total else ()
    return [Table((header,), tuple(rows), _WIDTHS, totals=totals), signed]


def _rows(sessions: Iterable[ClassSession]) -> Iterable[tuple[str, ...]]:
    day = None
    for session in sessions:
        shown_day, day = (_day(session) if session.day_number != day else ""), session.day_number
        half = session.get_half_display()
        told = [
            (part.module.name, str(part.periods), lecturer_words(part.lecturer)) for part in session.parts.all()
        ] or [("", "", "")]
        if session.note:
            name, periods, lecturer = told[0]
            told[0] = ("\n".join(filter(None, (session.note, name))), periods, lecturer)
        for cells in told:
            yield (shown_day, half, *cells)
            shown_day = half = ""


def _day(session: ClassSession) -> str:
    if session.held_on is None:
        return f"Ngày thứ {session.day_number}"
    return f"{_WEEKDAYS[session.held_on.weekday()]}\n{short_date(session.held_on)}"


def lecturer_words(lecturer: Lecturer | None) -> str:
    """«TS. Lò Văn Tiến, Trường Chính trị tỉnh»; empty while nobody is named."""
    if lecturer is None:
        return ""
    name = " ".join(filter(None, (lecturer.title, lecturer.full_name)))
    return ", ".join(filter(None, (name, lecturer.workplace)))
