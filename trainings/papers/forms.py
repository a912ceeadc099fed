"""Phụ lục I and II of one unit, filled in or blank, as the plan that opened the registration prescribes them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse

from documents.content import Appendix, Content, FormSignatures, Head, Paragraph, Shape, SignatureBlock, Table
from documents.layout import Layout
from documents.papers import register
from lib.number_words import number_in_figures
from lib.refusals import Refused
from lib.text import fold
from organisations.models import User
from plans.papers import head_of
from trainings.enums import EnrolmentState
from trainings.models import Enrolment, RosterList, TrainingClass
from trainings.papers import parts

NOTES = (
    "Ghi chú:",
    "Cột 3: Chức vụ ghi rõ là cán bộ, công chức, Bí thư, Trưởng thôn,...",
    'Cột 4,5 tích dấu "X" đúng với chế độ được thụ hưởng',
)
NO_LISTS = "Chưa đơn vị nào được xếp vào lớp này: hãy xếp đơn vị ở trang Chỉ tiêu rồi in lại."
_WAITS = "Danh sách chờ"
_MOST_BLANK_ROWS = 300
_ROWS_TO_FILL = 20
_ROW_HEIGHT = 8.0  # mm, to write by hand
_MOST_ASKED_UPRIGHT = 2


@register
class RosterForm:
    """The list of one unit on the form of its campaign. Personal data are masked."""

    key = "roster-form"
    label = "Danh sách đăng ký"

    def find(self, row_id: int) -> RosterList:
        """The list with its campaign, plan, unit and people, in a constant number of queries.

        Raises RosterList.DoesNotExist.
        """
        return with_people(RosterList.objects.all()).get(pk=row_id)

    def content(self, row: RosterList) -> Content:
        """The filled form, masked."""
        return filled_form(row, reveal=False)

    def layout(self, row: RosterList) -> Layout:
        """As the office that opened the registration lays out its papers."""
        return parts.layout_of(row.campaign.course.organisation)

    def pages(self, user: User, row_ids: Iterable[int]) -> dict[int, str]:
        """The addresses of those lists that `user` may open."""
        seen = RosterList.objects.visible_to(user).filter(pk__in=list(row_ids)).values_list("pk", flat=True)
        return {pk: reverse("registration:form_pdf", args=[pk]) for pk in seen}


@register
class BlankRosterForm(RosterForm):
    """The same form without people, a line for each seat of the unit."""

    key = "roster-form-blank"
    label = "Mẫu danh sách đăng ký"

    def content(self, row: RosterList) -> Content:
        """The blank form."""
        return blank_form(row)


def with_people(lists: QuerySet) -> QuerySet:
    """`lists` with all that their forms say, in a constant number of queries."""
    rows = lists.select_related(
        "campaign__course__organisation__page_layout",
        "campaign__course__activity__plan__organisation__superior",
        "campaign__course__activity__plan__paper__register_entry",
        "share__area",
        "share__organisation",
        "office",
    )
    return rows.prefetch_related("enrolments")


def forms_of(training_class: TrainingClass) -> Content:
    """The forms of all units whose people sit in the class, one after the other, masked. Raises Refused for none."""
    lists = with_people(RosterList.objects.filter(share__training_class=training_class))
    forms = [filled_form(roster, reveal=False) for roster in lists.order_by("share__area__code", "pk")]
    if not forms:
        raise Refused(NO_LISTS)
    return replace(forms[0], appendices=tuple(form.appendices[0] for form in forms))


def people_in(roster: RosterList) -> list[Enrolment]:
    """The people of the list in its order, those who wait for a seat last; nobody who left or was replaced."""
    people = [person for person in roster.enrolments.all() if person.state not in EnrolmentState.gone()]
    return sorted(people, key=lambda p: (p.state == EnrolmentState.QUEUED, p.position, p.pk))


def filled_form(roster: RosterList, *, reveal: bool) -> Content:
    """The form with the people of `roster`; `reveal` shows personal data in full (who asks has given a reason)."""
    fields, people = parts.asked(roster.campaign.course), people_in(roster)
    rows = tuple(
        (
            str(number),
            person.full_name,
            person.post,
            *parts.payroll(person),
            *(parts.value(person, field, reveal=reveal) for field in fields),
            _note(person),
        )
        for number, person in enumerate(people, start=1)
    )
    total = f"Tổng số: {number_in_figures(len(people))} người"
    totals = (("", total, "", *parts.payroll_totals(people), *[""] * len(fields), ""),) if people else ()
    return _form(roster, fields, rows or _blank_rows(2, fields), totals=totals)


def blank_form(roster: RosterList) -> Content:
    """The form to be filled in by hand: as many lines as the unit has seats."""
    fields = parts.asked(roster.campaign.course)
    count = min(roster.share.seats or _ROWS_TO_FILL, _MOST_BLANK_ROWS)
    return _form(roster, fields, _blank_rows(count, fields), row_height=_ROW_HEIGHT)


def _form(roster: RosterList, fields, rows, *, totals=(), row_height: float = 0.0) -> Content:
    heads = ("TT", "Họ và tên", "Chức vụ", parts.PAID, parts.UNPAID, *map(parts.heading, fields), "Ghi chú")
    numbers = tuple(str(number) for number in range(1, len(heads) + 1))
    widths = (11.0, 47.0, 35.0, 23.0, 25.0, *map(parts.width, fields), 24.0)
    table = Table((heads, numbers), rows, widths, totals=totals, row_height=row_height)
    signed = FormSignatures((("Người lập",), (_signer(roster),)))
    campaign = roster.campaign
    return Content(
        kind="KẾ HOẠCH",
        head=_plan_head(roster),
        title=campaign.course.activity.plan.title,
        legal_bases=(),
        opening=(),
        sections=(),
        closing=(),
        recipients=(),
        archive="",
        signature=SignatureBlock((), ""),
        appendices=(
            Appendix(
                label=f"Phụ lục {campaign.form}",
                title=form_title(roster),
                blocks=(table, *map(Paragraph, NOTES), signed),
                landscape=len(fields) > _MOST_ASKED_UPRIGHT,
            ),
        ),
        shape=Shape.APPENDICES,
    )


def form_title(roster: RosterList) -> tuple[str, ...]:
    """The lines of the campaign's title; «TRÊN ĐỊA BÀN» at their end is completed by the unit, which else gets a line
    of its own unless it is named already."""
    lines = [line for text in roster.campaign.title.split("\n") if (line := " ".join(text.split()))]
    unit = str(roster.share)
    if fold(unit) in fold(" ".join(lines)):
        return tuple(lines)
    if lines and re.search(r"tren dia ban[\s.…:]*$", fold(lines[-1])):
        return (*lines[:-1], f"{lines[-1].rstrip(' .…:')} {unit}")
    return (*lines, f"trên địa bàn {unit}" if roster.share.area_id else unit)


def _plan_head(roster: RosterList) -> Head:
    """Number, date and issuer for «(Kèm theo Kế hoạch số …)»."""
    return head_of(roster.campaign.course.activity.plan)


def _signer(roster: RosterList) -> str:
    """Who signs for the unit."""
    if roster.share.area_id or roster.share.organisation is None:
        return "TM. ỦY BAN NHÂN DÂN"
    return parts.leader_line(roster.share.organisation)


def _blank_rows(count: int, fields) -> tuple[tuple[str, ...], ...]:
    return tuple((str(number), *[""] * (5 + len(fields))) for number in range(1, count + 1))


def _note(person: Enrolment) -> str:
    if person.state != EnrolmentState.QUEUED:
        return person.note
    return "; ".join(filter(None, (person.note, _WAITS)))
