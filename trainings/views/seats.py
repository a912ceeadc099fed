"""The page «Chỉ tiêu» of a course: rules, the table of units, classes, and what is decided by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from trainings.actions import grouping, seats
from trainings.forms.seats import ExceptionForm, MoveForm, rules_form
from trainings.models import Course, Share
from trainings.seat_proposals import proposed_rules
from trainings.seat_table import seat_table
from trainings.seat_units import rules_mark
from trainings.totals import agreements, planned_parts
from trainings.views.access import organised_course, visible_course
from trainings.views.frames import course_page


@require_safe
def table(request, course_id):
    """Rules, units with their seats, classes; with ?don-vi= one unit opened for a decision about it."""
    course = visible_course(request, course_id)
    opened = None
    if key := row_key(request.GET.get("don-vi")):
        share = course.shares.select_related("area", "organisation").filter(pk=key).first()
        opened = (share, ExceptionForm(share=share)) if share else None
    return _page(request, course, opened=opened)


@require_POST
def save_rules(request, course_id):
    """Write the rules and compute the shares."""
    course = organised_course(request, course_id)
    form = rules_form(course, request.POST, on=timezone.localdate())
    if not form.is_valid():
        return _page(request, course, rules=form, status=400)
    try:
        shares = seats.set_rules(
            course, form.rules(), mark=request.POST.get("mark", ""), by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _page(request, course, rules=form, refusal=refusal.sentence, status=409)
    messages.success(request, f"Đã lưu quy tắc: {sum(share.seats for share in shares)} chỗ, {len(shares)} đơn vị.")
    return redirect("trainings:seats", course.pk)


@require_POST
def compute(request, course_id):
    """Compute the shares anew from today's catalogue."""
    course = organised_course(request, course_id)
    try:
        shares = seats.compute_shares(course, by=request.user, at=timezone.localtime())
    except Refused as refusal:
        return _page(request, course, refusal=refusal.sentence, status=409)
    messages.success(request, f"Đã tính: {sum(share.seats for share in shares)} chỗ cho {len(shares)} đơn vị.")
    return redirect("trainings:seats", course.pk)


@require_POST
def spread(request, course_id):
    """Put all units into classes evenly."""
    course = organised_course(request, course_id)
    try:
        moved = grouping.spread_units(course, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, course, refusal=refusal.sentence, status=409)
    what = "đoàn" if course.is_tour else "lớp"
    messages.success(request, f"Đã chia: {moved} đơn vị đổi {what}." if moved else "Đã chia đều sẵn: không đổi gì.")
    return redirect("trainings:seats", course.pk)


@require_POST
def place(request, course_id):
    """Put units into the classes in which the plan names them."""
    course = organised_course(request, course_id)
    try:
        moved, others = grouping.place_as_planned(course, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, course, refusal=refusal.sentence, status=409)
    messages.success(request, f"Đã xếp theo kế hoạch: {moved} đơn vị đổi chỗ.")
    if others:
        messages.warning(request, f"Kế hoạch không nêu: {', '.join(others)}. Hãy xếp bằng tay.")
    return redirect("trainings:seats", course.pk)


@require_POST
def move(request, course_id):
    """Put the chosen units into one class."""
    course = organised_course(request, course_id)
    form = MoveForm(request.POST, course=course)
    if not form.is_valid():
        return _page(request, course, moving=form, status=400)
    chosen = {share.pk for share in form.cleaned_data["shares"]}
    target = form.cleaned_data["training_class"]
    try:
        moved = grouping.move_units(course, chosen, target, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, course, moving=form, refusal=refusal.sentence, status=409)
    messages.success(request, f"Đã chuyển {moved} đơn vị sang {target.title if target else 'chưa xếp lớp'}.")
    return redirect("trainings:seats", course.pk)


@require_POST
def save_exception(request, share_id):
    """Decide the seats of one unit, or let the rules count again."""
    courses = Course.objects.visible_to(request.user)
    share = get_object_or_404(Share.objects.select_related("area", "organisation"), pk=share_id, course__in=courses)
    course = organised_course(request, share.course_id)
    form = ExceptionForm(request.POST, share=share)
    if not form.is_valid():
        return _page(request, course, opened=(share, form), status=400)
    try:
        seats.set_exception(share, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error("reason", refusal.sentence)
        return _page(request, course, opened=(share, form), status=409)
    messages.success(request, f"Đã lưu chỉ tiêu của {share.called_in_a_sentence}.")
    return redirect(f"{reverse('trainings:seats', args=[course.pk])}#don-vi-{share.pk}")


def _page(request, course, *, rules=None, moving=None, opened=None, refusal="", status=200) -> HttpResponse:
    today = timezone.localdate()
    shown = seat_table(course, on=today)
    proposed = [] if shown.rules else proposed_rules(course)
    context = {
        "table": shown,
        "rules": rules or rules_form(course, proposed=proposed, on=today),
        "mark": request.POST.get("mark") if rules else rules_mark(shown.rules),
        "is_proposed": bool(proposed),
        "moving": moving or MoveForm(course=course),
        "chosen": set(request.POST.getlist("shares")) if moving else set(),
        "opened": opened,
        "refusal": refusal,
        "agreements": agreements(course),
        "names_groups": bool(shown.classes and shown.rows and planned_parts(course)),
    }
    return course_page(request, course, "trainings/seats.html", tab="seats", status=status, **context)
