"""The timetable of a class: made from modules and days, corrected by hand."""

from itertools import groupby

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from trainings.actions.course_editing import StaleCourse
from trainings.actions.timetables import WrittenPart, WrittenSession, make_timetable, save_timetable
from trainings.conflicts import conflicts
from trainings.forms.classes import PartForms, lecturer_label
from trainings.models import ClassSession, SessionPart, TrainingClass
from trainings.schedules import timetable_warnings
from trainings.views.access import held_class, visible_class
from trainings.views.courses import NOT_SAVED
from trainings.views.frames import class_page


@require_safe
def timetable(request, class_id):
    """The half days by day, with what does not fit."""
    row = visible_class(request, class_id)
    sessions = sessions_of(row)
    days = [(day, list(own)) for day, own in groupby(sessions, key=lambda session: session.day_number)]
    context = {"days": days} | _clashes(row, sessions)
    return class_page(request, row, "trainings/timetable.html", tab="timetable", **context)


@require_POST
def make(request, class_id):
    """Make the timetable anew from the modules and days of the course."""
    row = held_class(request, class_id)
    version = row_key(request.POST.get("version")) or 0
    try:
        make_timetable(row, version=version, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, "Đã xếp thời khóa biểu theo chuyên đề và số ngày của khóa.")
    return redirect("trainings:timetable", row.pk)


@require_safe
def edit(request, class_id):
    """Every part of the timetable as a line to correct."""
    row = held_class(request, class_id)
    return _edit_page(request, row, _forms(row, initial=_lines(sessions_of(row))))


@require_POST
def save(request, class_id):
    """Save the corrected timetable, unless somebody changed the class since the page was made (409)."""
    row = held_class(request, class_id)
    forms = _forms(row, request.POST)
    version = row_key(request.POST.get("version"))
    if version is None or not forms.is_valid():
        messages.error(request, NOT_SAVED)
        return _edit_page(request, row, forms, status=400)
    try:
        save_timetable(row, written(forms), version=version, by=request.user, at=timezone.now())
    except StaleCourse as stale:
        row.version = stale.current.version
        return _edit_page(request, row, forms, status=409, stored=sessions_of(row))
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return _edit_page(request, row, forms, status=400)
    messages.success(request, f"Đã lưu thời khóa biểu lúc {timezone.localtime():%H:%M:%S}.")
    return redirect("trainings:timetable", row.pk)


def sessions_of(row: TrainingClass) -> list[ClassSession]:
    """The half days of the class with modules and lecturers; two queries."""
    parts = SessionPart.objects.select_related("module", "lecturer")
    return list(row.sessions.prefetch_related(Prefetch("parts", queryset=parts)))


def written(forms) -> list[WrittenSession]:
    """What the lines say: lines of one half day together, in order of days."""
    lines = [f.cleaned_data for f in forms if f not in forms.deleted_forms and f.cleaned_data.get("day")]
    found: dict[tuple[int, str], list[dict]] = {}
    for line in lines:
        found.setdefault((line["day"], line["half"]), []).append(line)
    return [
        WrittenSession(
            day,
            half,
            tuple(WrittenPart(p["module"], p["periods"], p["lecturer"]) for p in own if p["module"]),
            held_on=next((line["held_on"] for line in own if line["held_on"]), None),
            note=next((line["note"] for line in own if line["note"]), ""),
        )
        for (day, half), own in sorted(found.items())
    ]


def _lines(sessions: list[ClassSession]) -> list[dict]:
    lines = []
    for session in sessions:
        place = {"day": session.day_number, "half": session.half}
        first = {"held_on": session.held_on, "note": session.note}
        parts = [
            {"module": part.module_id, "periods": part.periods, "lecturer": part.lecturer_id}
            for part in session.parts.all()
        ]
        lines += [place | (first if number == 0 else {}) | part for number, part in enumerate(parts or [{}])]
    return lines


def _forms(row: TrainingClass, data=None, **kwargs):
    modules = [(module.pk, f"{module} ({module.periods} tiết)") for module in row.course.modules.all()]
    lecturers = [(one.lecturer_id, lecturer_label(one.lecturer)) for one in row.lecturers.select_related("lecturer")]
    return PartForms(data, prefix="b", form_kwargs={"modules": modules, "lecturers": lecturers}, **kwargs)


def _clashes(row: TrainingClass, sessions: list[ClassSession]) -> dict:
    return {
        "warnings": timetable_warnings(row, sessions),
        "conflicts": [conflict.sentence for conflict in conflicts([row])],
    }


def _edit_page(request, row: TrainingClass, forms, *, status: int = 200, stored=()) -> HttpResponse:
    context = {"forms": forms, "stored": stored}
    return class_page(request, row, "trainings/edit_timetable.html", tab="timetable", status=status, **context)
