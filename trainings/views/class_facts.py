"""When and where a class is held, and for how many."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from trainings.actions.class_days import save_class
from trainings.actions.course_editing import StaleCourse
from trainings.conflicts import conflicts, people_expected
from trainings.forms.classes import ClassForm
from trainings.models import TrainingClass
from trainings.schedules import timetable_warnings
from trainings.views.access import held_class
from trainings.views.courses import NOT_SAVED
from trainings.views.frames import class_page
from trainings.views.stale import stored_otherwise


def class_facts(training_class: TrainingClass) -> dict:
    """What the first page of a class says of its days, venue and lecturers, and what clashes."""
    sessions = training_class.sessions.prefetch_related("parts")
    return {
        "people": people_expected([training_class]).get(training_class.pk),
        "teaching": training_class.lecturers.select_related("lecturer"),
        "session_count": len(sessions),
        "conflicts": [conflict.sentence for conflict in conflicts([training_class])],
        "warnings": timetable_warnings(training_class, sessions),
    }


@require_safe
def edit(request, class_id):
    """The form of the class."""
    row = held_class(request, class_id)
    return _page(request, row, ClassForm(instance=row, user=request.user))


@require_POST
def save(request, class_id):
    """Save the class, unless somebody else did since the page was made (409)."""
    row = held_class(request, class_id)
    form = ClassForm(request.POST, instance=held_class(request, class_id), user=request.user)
    if not form.is_valid():
        messages.error(request, NOT_SAVED)
        return _page(request, row, form, status=400)
    fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        saved = save_class(row, fields, version=form.cleaned_data["version"], by=request.user, at=timezone.now())
    except StaleCourse as stale:
        return _page(request, row, form, status=409, stored=stored_otherwise(form, stale.current))
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, row, form, status=400)
    messages.success(request, f"Đã lưu {saved.title.lower()} lúc {timezone.localtime():%H:%M:%S}.")
    return redirect("trainings:class", row.pk)


def _page(request, row: TrainingClass, form: ClassForm, *, status: int = 200, stored=()) -> HttpResponse:
    context = {"form": form, "stored": stored}
    return class_page(request, row, "trainings/edit_class.html", tab="class", status=status, **context)
