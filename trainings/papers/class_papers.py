"""The sheets of one class: who is in it, signing in, payments, timetable. Of a study tour the same in its words."""

from collections.abc import Iterable

from django.urls import reverse

from documents.content import Content
from documents.layout import Layout
from documents.papers import register
from organisations.models import User
from trainings.models import TrainingClass
from trainings.papers import attendance, class_lists, forms, parts, payments, timetables


class ClassSheet:
    """What the sheets of a class share. Personal data are masked."""

    key = label = slug = ""
    has_people = True

    def find(self, row_id: int) -> TrainingClass:
        """The class with its course, plan, office and venue. Raises TrainingClass.DoesNotExist."""
        return TrainingClass.objects.select_related(
            "course__organisation__superior", "course__organisation__page_layout", "course__campaign", "venue"
        ).get(pk=row_id)

    def content(self, row: TrainingClass) -> Content:
        """What the sheet says."""
        raise NotImplementedError

    def layout(self, row: TrainingClass) -> Layout:
        """As the office that holds the class lays out its papers."""
        return parts.layout_of(row.course.organisation)

    def pages(self, user: User, row_ids: Iterable[int]) -> dict[int, str]:
        """The addresses of those sheets that `user` may open."""
        seen = TrainingClass.objects.visible_to(user).filter(pk__in=list(row_ids)).values_list("pk", flat=True)
        return {pk: reverse("trainings:class_paper", args=[pk, self.slug, "pdf"]) for pk in seen}

    def _sheet(self, row: TrainingClass, kind: str, blocks, *, landscape: bool = False) -> Content:
        return parts.sheet(
            row.course.organisation,
            kind=kind,
            title=parts.class_title(row),
            notes=parts.class_notes(row),
            blocks=tuple(blocks),
            landscape=landscape,
        )


@register
class ClassList(ClassSheet):
    """Everybody in the class, by given name."""

    key = "class-list"
    slug = "danh-sach"
    label = "Danh sách lớp"

    def content(self, row: TrainingClass) -> Content:
        return self.full(row, reveal=False)

    def full(self, row: TrainingClass, *, reveal: bool) -> Content:
        """The list; `reveal` shows personal data (who asks has given a reason)."""
        kind = "DANH SÁCH THÀNH VIÊN" if row.course.is_tour else "DANH SÁCH HỌC VIÊN"
        fields = parts.asked(row.course)
        blocks = class_lists.blocks(row, fields, reveal=reveal)
        return self._sheet(row, kind, blocks, landscape=class_lists.is_wide(fields))


@register
class AttendanceSheet(ClassSheet):
    """A column for every session, to be signed."""

    key = "attendance-sheet"
    slug = "diem-danh"
    label = "Danh sách ký điểm danh"

    def content(self, row: TrainingClass) -> Content:
        sessions = attendance.sessions_of(row)
        blocks = attendance.blocks(row, sessions)
        return self._sheet(row, "DANH SÁCH ĐIỂM DANH", blocks, landscape=attendance.is_wide(sessions))


@register
class PaymentList(ClassSheet):
    """Support for those without a salary from the state budget, to be signed by who receives it."""

    key = "payment-list"
    slug = "nhan-tien"
    label = "Danh sách nhận tiền hỗ trợ"

    def content(self, row: TrainingClass) -> Content:
        kind = "DANH SÁCH NHẬN TIỀN HỖ TRỢ"
        return self._sheet(row, kind, payments.blocks(row), landscape=True)


@register
class Timetable(ClassSheet):
    """What is taught when, by whom."""

    key = "timetable"
    slug = "thoi-khoa-bieu"
    has_people = False
    label = "Thời khóa biểu"

    def content(self, row: TrainingClass) -> Content:
        kind = "LỊCH TRÌNH" if row.course.is_tour else "THỜI KHÓA BIỂU"
        return self._sheet(row, kind, timetables.blocks(row))


@register
class UnitForms(ClassSheet):
    """Phụ lục I or II of every unit whose people sit in the class, in one file."""

    key = "class-forms"
    slug = "phu-luc"
    label = "Phụ lục đăng ký của các đơn vị"

    def content(self, row: TrainingClass) -> Content:
        """Raises Refused while no unit is in the class."""
        return forms.forms_of(row)


KINDS: dict[str, ClassSheet] = {
    sheet.slug: sheet() for sheet in (ClassList, UnitForms, AttendanceSheet, PaymentList, Timetable)
}
"""The sheets of a class by their name in addresses, in the order in which they are needed."""
