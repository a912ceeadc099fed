"""Feedback sheets counted, with bars, and the organiser's remarks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from trainings import feedback
from trainings.actions.feedback import put_feedback
from trainings.feedback import ANSWERS
from trainings.forms.feedback import RemarksForm, question_forms
from trainings.models import TrainingClass
from trainings.views.access import held_class, visible_class
from trainings.views.frames import class_page
from trainings.views.people import may_change


@require_safe
def overview(request, class_id):
    """The questions with their numbers."""
    return page_of(request, visible_class(request, class_id))


def page_of(request, row: TrainingClass, *, status: int = 200, forms=None, remarks=None, refusal="") -> HttpResponse:
    """The page; `forms` and `remarks` come back with what was typed."""
    rows = feedback.asked(row)
    is_fixed = feedback.has_numbers(rows)
    context = {
        "asked": rows,
        "answers": ANSWERS,
        "has_numbers": is_fixed,
        "sheets": max((one.total for one in rows), default=0),
        "forms": forms or question_forms(rows, is_fixed=is_fixed),
        "remarks": remarks or RemarksForm(initial={"remarks": row.remarks}),
        "seen": feedback.mark_of(rows, row.remarks),
        "may_change": may_change(request, row),
        "refusal": refusal,
    }
    return class_page(request, row, "trainings/feedback.html", tab="feedback", status=status, **context)


@require_POST
def save(request, class_id):
    """Keep what was counted."""
    row = held_class(request, class_id)
    rows = feedback.asked(row)
    forms = question_forms(rows, is_fixed=feedback.has_numbers(rows), data=request.POST)
    remarks = RemarksForm(request.POST)
    if not all([form.is_valid() for form in forms] + [remarks.is_valid()]):
        return page_of(request, row, status=400, forms=forms, remarks=remarks)
    said, words, seen = [form.said for form in forms], remarks.cleaned_data["remarks"], request.POST.get("thay", "")
    try:
        put_feedback(row, said, remarks=words, seen=seen, by=request.user, at=timezone.now())
    except Refused as refusal:
        return page_of(request, row, status=409, forms=forms, remarks=remarks, refusal=refusal.sentence)
    messages.success(request, "Đã lưu phiếu đánh giá.")
    return redirect("trainings:feedback", class_id)
