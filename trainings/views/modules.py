"""The modules of a course: order, tiết, language of the material."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from trainings.actions.course_editing import StaleCourse
from trainings.actions.courses import put_modules
from trainings.forms.courses import ModuleForms
from trainings.models import Course
from trainings.schedules import planned_warning
from trainings.views.access import organised_course, visible_course
from trainings.views.courses import NOT_SAVED
from trainings.views.frames import course_page


@require_safe
def modules(request, course_id):
    """All modules, to be written in by the organiser."""
    row = visible_course(request, course_id)
    return _page(request, row, ModuleForms(instance=row, prefix="m"))


@require_POST
def save(request, course_id):
    """Save all modules, unless somebody changed the course since the page was made (409)."""
    row = organised_course(request, course_id)
    forms = ModuleForms(request.POST, instance=row, prefix="m")
    version = row_key(request.POST.get("version", ""))
    if version is None or not forms.is_valid():
        messages.error(request, NOT_SAVED)
        return _page(request, row, forms, status=400)
    try:
        put_modules(row, _rows(forms), version=version, by=request.user, at=timezone.now())
    except StaleCourse as stale:
        return _page(request, stale.current, forms, status=409, stored=stale.current.modules.all())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return _page(request, row, forms, status=400)
    messages.success(request, f"Đã lưu chuyên đề lúc {timezone.localtime():%H:%M:%S}.")
    return redirect("trainings:modules", row.pk)


def _rows(forms) -> list[dict]:
    """What the lines say, in the order asked for; deleted and empty ones are left out."""
    kept = [form for form in forms.ordered_forms if form not in forms.deleted_forms]
    return [
        {"id": form.instance.pk} | {name: form.cleaned_data.get(name, "") for name in form.Meta.fields}
        for form in kept
        if form.cleaned_data.get("name")
    ]


def _page(request, row: Course, forms, *, status: int = 200, stored=()) -> HttpResponse:
    stored_rows = list(row.modules.all())
    context = {
        "forms": forms,
        "modules": stored_rows,
        "total": sum(module.periods for module in stored_rows),
        "warning": planned_warning(row),
        "stored": stored,
    }
    return course_page(request, row, "trainings/modules.html", tab="modules", status=status, **context)
