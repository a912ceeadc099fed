"""A plan from another one: into another year, from a template, as a template."""

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from lib.refusals import Refused
from organisations.models import Organisation, User
from plans.actions.plans import HEAD_FIELDS, begin, record_beginning
from plans.activity_sources import fill, given_text
from plans.copied_figures import figures, told
from plans.enums import ConfirmationKind
from plans.images import ROOMS
from plans.models import (
    YEARS,
    Activity,
    ActivityLine,
    Plan,
    PlanAppendix,
    PlanConfirmation,
    PlanLegalBasis,
    PlanSection,
)
from plans.moving_years import move_years
from plans.renewing import Renewal, renewal
from plans.validity import office_fault

_WORDS = {
    "head": ("title", "opening", "closing"),
    "sections": ("title", "body"),
    "appendices": ("title", "body", "table", "notes"),
    "activities": ("name",),
    "lines": ("label", "text"),
}
"""Where years stand in words."""


@transaction.atomic
def copy_plan(plan: Plan, *, year: int, by: User, at: datetime.datetime, **head: Any) -> Plan:
    """Copy `plan` with bases, outline, activities and appendices into `year`; return the new draft.

    Into another year, years and dates move in fields and in words (`plans.moving_years`); bases that have ended give
    way to what replaced them. What a person must look at is marked «chưa xác nhận» (PlanConfirmation): bases replaced,
    ended or of the old year, and numbers of people and money. Number, day and month are blank again. When the office no
    longer exists in that year, its successor writes the plan. `head` are some of HEAD_FIELDS that are not copied but
    given, such as `title`, `is_template` or another `organisation`. Raises PermissionDenied, Refused.
    """
    source = (
        Plan.objects.visible_to(by).filter(pk=plan.pk).select_related("organisation", "department", "signer").first()
    )
    if source is None:
        raise PermissionDenied
    if not YEARS[0].limit_value <= year <= YEARS[1].limit_value:
        raise Refused(f"Năm phải từ {YEARS[0].limit_value} đến {YEARS[1].limit_value}.")
    copying = _Copying(source, shift=year - source.year_from, on=localdate(at))
    organisation = head.pop("organisation", None) or _office_in(source.organisation, copying.dated_year)
    copy = begin(organisation, copying.head(organisation) | head, by=by, at=at)
    copying.rows_into(copy)
    record_beginning(copy, "sao chép kế hoạch", ROOMS, by=by, at=at, source=f"{source} (mã {source.pk})")
    return copy


@transaction.atomic
def make_template(plan: Plan, *, title: str, by: User, at: datetime.datetime) -> Plan:
    """Keep what `plan` says now as a template of the own office, from which new plans are begun; return it.

    Raises PermissionDenied; Refused without a title.
    """
    if not title.strip():
        raise Refused("Hãy đặt tên cho bản mẫu, ví dụ: Mẫu kế hoạch tập huấn Dự án 7.")
    if plan.is_template:
        raise Refused("Đây đã là bản mẫu.")
    return copy_plan(plan, year=plan.year_from, by=by, at=at, title=title, is_template=True)


class _Copying:
    """One copying: how many years it moves, and what somebody must look at afterwards."""

    def __init__(self, source: Plan, *, shift: int, on: datetime.date):
        self.source = source
        self.shift = shift
        self.dated_year = max(source.dated_year + shift, on.year)  # a new paper bears no year that is over
        self.first_day = max(on, datetime.date(self.dated_year, 1, 1))
        self.is_for_use = bool(shift) or source.is_template
        self.marks: list[PlanConfirmation] = []
        self.new: dict[tuple[type[Model], int], Model] = {}  # (table, id in the source) → row of the copy

    def head(self, organisation: Organisation) -> dict[str, Any]:
        """The fields of the new plan of `organisation`."""
        source = self.source
        fields = {name: getattr(source, name) for name in HEAD_FIELDS - {"organisation", "drafter", "number"}}
        fields |= {"year_from": source.year_from + self.shift, "year_to": source.year_to + self.shift}
        fields |= {"dated_year": self.dated_year, "dated_month": None, "dated_day": None}
        fields |= {"is_transcript": False, "is_template": False}
        fields |= {name: self._moved(fields[name]) for name in _WORDS["head"]}
        if organisation != source.organisation:
            fields |= {"signer": None, "place": ""}
            del fields["department"]  # that of whoever copies
        return fields

    def rows_into(self, copy: Plan) -> None:
        """Copy everything else into the new row `copy`."""
        self._bases(copy)
        for row in self.source.sections.all():
            self._row(row, copy, _WORDS["sections"])
            self._mark_figures([row.body], copy, section=row)
        for row in self.source.appendices.all():
            self._row(row, copy, _WORDS["appendices"])
            self._mark_figures([row.body, row.table, row.notes], copy, appendix=row)
        self._activities(copy)
        self._unsettled(copy)
        PlanConfirmation.objects.bulk_create(self.marks)

    def _bases(self, copy: Plan) -> None:
        for row in self.source.bases.select_related("document__replaced_by"):
            found = self._renewal(row) if self.is_for_use else Renewal()
            if found.successor is not None:
                row.document, row.wording = found.successor, ""
            self._row(row, copy, ())
            if found.sentence:
                self.marks.append(
                    PlanConfirmation(
                        plan=copy, kind=ConfirmationKind.BASIS, basis=row, quote=str(row), sentence=found.sentence
                    )
                )

    def _renewal(self, basis: PlanLegalBasis) -> Renewal:
        own_years = range(self.source.year_from, self.source.year_to + 1) if self.shift else ()
        return renewal(basis, on=self.first_day, old_years=own_years)

    def _activities(self, copy: Plan) -> None:
        lines: list[ActivityLine] = []
        rows = list(Activity.objects.filter(plan=self.source).prefetch_related("lines"))
        fill(rows, is_live=self.source.is_editable)
        for row in rows:
            row.given = {}
            old_lines = list(row.lines.all())
            row.section = self.new.get((PlanSection, row.section_id))
            row.starts_on, row.ends_on = _shifted(row.starts_on, self.shift), _shifted(row.ends_on, self.shift)
            self._row(row, copy, _WORDS["activities"])
            for line in old_lines:
                line.text = line.text or given_text(row, line.role)  # the copy has no course that would give it
                line.pk, line.activity, line._state.adding = None, row, True
                self._move_words(line, _WORDS["lines"])
            lines += old_lines
            counts = (row.group_count, row.group_size, row.people)
            self._mark_figures([line.text for line in old_lines], copy, activity=row, always=any(counts))
        ActivityLine.objects.bulk_create(lines)

    def _unsettled(self, copy: Plan) -> None:
        """What was unsure when the source was read, and nobody has looked at yet, is as unsure in the copy."""
        tables = {"section": PlanSection, "activity": Activity, "basis": PlanLegalBasis, "appendix": PlanAppendix}
        for mark in self.source.confirmations.filter(kind=ConfirmationKind.READ, settled_at=None):
            mark.pk, mark.plan, mark._state.adding = None, copy, True
            for name, table in tables.items():
                setattr(mark, name, self.new.get((table, getattr(mark, f"{name}_id"))))
            self.marks.append(mark)

    def _row(self, row: Model, copy: Plan, words: Iterable[str]) -> Model:
        """Save `row` of the source once more, as a row of `copy`."""
        self.new[type(row), row.pk] = row
        row.pk, row.plan, row._state.adding = None, copy, True
        if hasattr(row, "version"):
            row.version = 1
        self._move_words(row, words)
        row.save(force_insert=True)
        return row

    def _move_words(self, row: Model, words: Iterable[str]) -> None:
        for name in words:
            setattr(row, name, self._moved(getattr(row, name)))

    def _moved(self, text: str) -> str:
        first, last = self.source.year_from, self.source.year_to
        # Cell by cell: a cell may hold nothing but a year.
        cells = re.split(r"([\t\n])", text)
        return "".join(move_years(cell, first=first, last=last, by=self.shift) for cell in cells)

    def _mark_figures(self, texts: list[str], copy: Plan, *, always: bool = False, **where: Model) -> None:
        found = figures("\n".join(texts)) if self.is_for_use else ()
        if not found and not (always and self.is_for_use):
            return
        quote = told(found)
        whence = f"bản mẫu «{self.source}»" if self.source.is_template else f"kế hoạch năm {self.source.years}"
        sentence = f"Số liệu chép từ {whence}: hãy xem lại rồi sửa hoặc xác nhận."
        self.marks.append(
            PlanConfirmation(plan=copy, kind=ConfirmationKind.COPIED, quote=quote, sentence=sentence, **where)
        )


def _office_in(organisation: Organisation, year: int) -> Organisation:
    """`organisation`, or the successor that exists in `year`; the given one (and its fault later) when none does."""
    heir = organisation
    for _ in range(10):
        if not office_fault(heir, year, None, None):
            return heir
        if heir.successor is None:
            break
        heir = heir.successor
    return organisation


def _shifted(day: datetime.date | None, years: int) -> datetime.date | None:
    """The same day so many years later; the last day of a month stays the last day of that month.

    None when the calendar ends before.
    """
    if day is None:
        return None
    if not datetime.MINYEAR <= day.year + years <= datetime.MAXYEAR:
        return None
    last = calendar.monthrange(day.year + years, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year + years, day=last if is_last else min(day.day, last))
