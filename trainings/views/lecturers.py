"""Who teaches a class."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from trainings.actions.class_days import put_lecturer, remove_lecturer
from trainings.conflicts import conflicts
from trainings.forms.classes import TeachingForm
from trainings.models import TrainingClass
from trainings.views.access import held_class, visible_class
from trainings.views.courses import NOT_SAVED
from trainings.views.frames import class_page


@require_safe
def lecturers(request, class_id):
    """Lecturers with contract or invitation and what they teach; `?sua=ID` fills the form with one of them."""
    row = visible_class(request, class_id)
    chosen = row.lecturers.filter(lecturer=row_key(request.GET.get("sua"))).first()
    initial = {}
    if chosen is not None:
        names = ("lecturer", "engagement", "reference")
        initial = {name: getattr(chosen, name) for name in names} | {"modules": chosen.modules.all()}
    return _page(request, row, TeachingForm(training_class=row, user=request.user, initial=initial))


@require_POST
def put(request, class_id):
    """Name a lecturer, or change what is known of one."""
    row = held_class(request, class_id)
    form = TeachingForm(request.POST, training_class=row, user=request.user)
    if not form.is_valid():
        messages.error(request, NOT_SAVED)
        return _page(request, row, form, status=400)
    try:
        put_lecturer(row, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, row, form, status=400)
    messages.success(request, f"Đã ghi {form.cleaned_data['lecturer']} vào {row.title}.")
    return redirect("trainings:lecturers", row.pk)


@require_POST
def remove(request, class_id, lecturer_id):
    """Take a lecturer out of the class and its timetable."""
    row = held_class(request, class_id)
    named = row.lecturers.select_related("lecturer").filter(lecturer=lecturer_id).first()
    if named is None:  # pressed twice, or taken out by somebody else
        return redirect("trainings:lecturers", row.pk)
    try:
        remove_lecturer(row, named.lecturer, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, f"Đã bỏ {named.lecturer} khỏi {row.title}.")
    return redirect("trainings:lecturers", row.pk)


def _page(request, row: TrainingClass, form: TeachingForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "teaching": row.lecturers.select_related("lecturer").prefetch_related("modules"),
        "conflicts": [conflict.sentence for conflict in conflicts([row])],
    }
    return class_page(request, row, "trainings/lecturers.html", tab="lecturers", status=status, **context)
