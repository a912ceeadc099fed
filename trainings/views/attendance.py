"""Taking attendance: all sessions at a glance, one session as a grid for the phone, saving its marks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from trainings import attendance
from trainings.actions import attendance as acts
from trainings.attendance import Roll, Tally
from trainings.enums import ClassState, Mark
from trainings.forms.marks import marks_said
from trainings.models import TrainingClass
from trainings.permissions import can_hold
from trainings.views.access import held_class, visible_class
from trainings.views.frames import class_page

PEOPLE_PER_PAGE = 250
"""Four fields a person must stay below the number of fields that Django takes in one form."""


@require_safe
def overview(request, class_id):
    """Every session with its numbers, and who was there when."""
    row = visible_class(request, class_id)
    rolls = attendance.rolls(row)
    page = Paginator(_everybody(row), PEOPLE_PER_PAGE).get_page(request.GET.get("trang"))
    tallies = attendance.counts(row, rolls)
    context = {
        "rolls": [(roll, tallies[roll.pk]) for roll in rolls],
        "next_roll": _next(rolls, tallies),
        "page": page,
        "lines": attendance.table(row, rolls, page.object_list),
        "sessions": sum(len(roll.sessions) for roll in rolls),
        "can_mark": _can_mark(request, row),
    }
    return class_page(request, row, "trainings/attendance.html", tab="attendance", **context)


@require_safe
def roll(request, class_id, session_id):
    """The grid of one session."""
    row = visible_class(request, class_id)
    marked = attendance.roll_of(row, session_id)
    if marked is None:
        raise Http404
    page = Paginator(attendance.members(row), PEOPLE_PER_PAGE).get_page(request.GET.get("trang"))
    marks = attendance.marks_in(marked)
    context = {
        "roll": marked,
        "page": page,
        "people": [(person, attendance.unit_of(person), marks.get(person.pk, "")) for person in page.object_list],
        "tally": attendance.counts(row, [marked])[marked.pk],
        "choices": [(Mark.PRESENT, "Có mặt"), (Mark.ABSENT, "Vắng"), (Mark.EXCUSED, "Có phép")],
        "can_mark": _can_mark(request, row),
    }
    return class_page(request, row, "trainings/roll.html", tab="attendance", **context)


@require_POST
def mark(request, class_id, session_id):
    """Save marks: JSON for the page's script, the page again for a browser without."""
    row = held_class(request, class_id)
    rest = Mark.PRESENT if request.POST.get("ca-lop") else ""
    try:
        done = acts.mark(row, session_id, marks_said(request.POST), by=request.user, at=timezone.now(), rest=rest)
    except Refused as refusal:
        return _refused(request, refusal, back=redirect("trainings:attendance", class_id))
    if _by_script(request):
        return JsonResponse(_answer(row, session_id, done))
    messages.success(request, f"Đã ghi điểm danh {len(done.changed)} người.")
    return redirect("trainings:roll", class_id, session_id)


@require_POST
def lay_out(request, class_id):
    """Make mornings and afternoons for a class that has no timetable."""
    row = held_class(request, class_id)
    try:
        acts.lay_out_sessions(row, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("trainings:attendance", class_id)


def _answer(row: TrainingClass, session_id: int, done: acts.Marked) -> dict:
    roll = attendance.roll_of(row, session_id)
    tally = attendance.counts(row, [roll])[roll.pk]
    return {
        "saved_at": f"{timezone.localtime():%H:%M:%S}",
        "marks": done.marks,
        "unknown": done.unknown,
        "tally": {"p": tally.present, "a": tally.absent, "e": tally.excused, "": tally.open},
    }


def _refused(request, refusal: Refused, *, back: HttpResponse) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"refused": refusal.sentence}, status=409)
    messages.error(request, refusal.sentence)
    return back


def _by_script(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def _everybody(row: TrainingClass):
    """Members, and those who left after they had been there."""
    people = row.enrolments.select_related(*attendance.UNIT_OF_LIST)
    shown = people.filter(pk__in=attendance.members(row).order_by().values("pk")) | people.filter(half_days__gt=0)
    return shown.order_by("-counts", "sort_key", "pk")


def _next(rolls: list[Roll], tallies: dict[int, Tally]) -> Roll | None:
    """The session to mark now: today's that is not finished, else the first one with anybody not marked."""
    open_rolls = [roll for roll in rolls if tallies[roll.pk].open]
    of_today = [roll for roll in open_rolls if roll.held_on == timezone.localdate()]
    return next(iter(of_today or open_rolls), None)


def _can_mark(request, row: TrainingClass) -> bool:
    return row.state in ClassState.being_held() and can_hold(request.user, row)
