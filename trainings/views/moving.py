"""People who go into another class of the same course: those ticked in the list, or one from the own page."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.keys import row_key
from lib.refusals import Refused
from trainings.actions.moving import move_people
from trainings.models import Enrolment, TrainingClass
from trainings.views.access import held_class
from trainings.views.people import done, member_of, member_page, move_form, people_page


@require_POST
def move(request, class_id):
    """Those who are ticked go."""
    row = held_class(request, class_id)
    chosen = {key for text in request.POST.getlist("nguoi") if (key := row_key(text)) is not None}
    form = move_form(row, request.POST)
    if not form.is_valid():
        return people_page(request, row, status=400, move=form, chosen=chosen)
    try:
        moved = _move(request, row, chosen, form)
    except Refused as refusal:
        return people_page(request, row, status=409, move=form, chosen=chosen, refusal=refusal.sentence)
    return done(request, row, _said(moved, form.target))


@require_POST
def move_one(request, class_id, enrolment_id):
    """One person goes. Who went a moment ago (a second click) is in the other class by now."""
    row = held_class(request, class_id)
    get_object_or_404(row.course.enrolments, pk=enrolment_id)
    form = move_form(row, request.POST)
    if not form.is_valid():
        return member_page(request, row, member_of(row, enrolment_id), status=400, move=form, refusal=("move", ""))
    try:
        moved = _move(request, row, {enrolment_id}, form)
    except Refused as refusal:
        if not row.enrolments.filter(pk=enrolment_id).exists():
            return people_page(request, row, status=409, move=form, refusal=refusal.sentence)
        person = member_of(row, enrolment_id)
        return member_page(request, row, person, status=409, move=form, refusal=("move", refusal.sentence))
    return done(request, row, _said(moved, form.target))


def _move(request, row: TrainingClass, chosen: set[int], form) -> list[Enrolment]:
    reason = form.cleaned_data["reason"]
    return move_people(row, chosen, form.target, reason=reason, by=request.user, at=timezone.now())


def _said(moved: list[Enrolment], target: TrainingClass) -> str:
    if not moved:
        return f"Đã ở {target.title} từ trước, không có gì thay đổi."
    who = moved[0].full_name if len(moved) == 1 else f"{len(moved)} người"
    return f"Đã chuyển {who} sang {target.title}."
