"""The pages of a course: overview, what it is, its modules, its classes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from plans.activity_text import activity_blocks
from plans.models import Activity
from plans.permissions import can_edit_plan
from trainings.actions.class_days import generate_classes
from trainings.actions.course_editing import StaleCourse
from trainings.actions.courses import delete_course, save_course
from trainings.actions.following import bring_plan_up_to_date
from trainings.conflicts import conflicts, each_once, people_expected
from trainings.forms.courses import CourseForm, GenerateForm
from trainings.models import Course, TrainingClass
from trainings.plan_numbers import differences, numbers_of
from trainings.schedules import planned_warning
from trainings.views.access import organised_course, visible_course
from trainings.views.frames import course_page
from trainings.views.stale import stored_otherwise

NOT_SAVED = "Chưa lưu: hãy xem chỗ báo đỏ. Những gì đã nhập vẫn còn trên trang."


@require_safe
def course(request, course_id):
    """What the course is, where its classes stand, what the plan says of it, and what does not agree."""
    row = visible_course(request, course_id)
    activity = Activity.objects.select_related("plan__organisation").prefetch_related("lines").get(pk=row.activity_id)
    classes = classes_of(row)
    plan = activity.plan
    context = {
        "classes": classes,
        "modules": row.modules.all(),
        "activity": activity,
        "printed": activity_blocks(activity, activity.lines.all()),
        "differences": differences(activity, numbers_of(row, classes)),
        "may_follow": plan.is_editable and can_edit_plan(request.user, plan),
        "warning": planned_warning(row),
        "conflicts": each_once(conflicts(classes)),
    }
    return course_page(request, row, "trainings/course.html", tab="course", **context)


@require_safe
def edit(request, course_id):
    """The form of the course."""
    row = organised_course(request, course_id)
    return _edit_page(request, row, _form(row))


@require_POST
def save(request, course_id):
    """Save the course, unless somebody else did since the page was made (409)."""
    row = organised_course(request, course_id)
    form = _form(Course.objects.select_related("organisation__area").get(pk=row.pk), request.POST)
    if not form.is_valid():
        messages.error(request, NOT_SAVED)
        return _edit_page(request, row, form, status=400)
    fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        save_course(row, fields, version=form.cleaned_data["version"], by=request.user, at=timezone.now())
    except StaleCourse as stale:
        return _edit_page(request, row, form, status=409, stored=stored_otherwise(form, stale.current))
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _edit_page(request, row, form, status=400)
    for notice in form.notices:
        messages.info(request, notice)
    messages.success(request, f"Đã lưu khóa lúc {timezone.localtime():%H:%M:%S}.")
    return redirect("trainings:course", row.pk)


@require_POST
def delete(request, course_id):
    """Delete a course that nobody registered for."""
    row = organised_course(request, course_id)
    try:
        delete_course(row, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("trainings:course_edit", row.pk)
    messages.success(request, f"Đã xóa khóa «{row.name}». Câu chữ trong kế hoạch được giữ lại.")
    return redirect("trainings:list")


@require_POST
def follow(request, course_id):
    """Bring the numbers of the plan to what the course says."""
    row = organised_course(request, course_id)
    try:
        changed = bring_plan_up_to_date(row, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, "Đã ghi số liệu của khóa vào kế hoạch." if changed else "Kế hoạch đã khớp với khóa.")
    return redirect("trainings:course", row.pk)


@require_safe
def classes(request, course_id):
    """The classes with days, venues and people; how many there are to be."""
    return _classes_page(request, visible_course(request, course_id))


@require_POST
def generate(request, course_id):
    """Bring the course to so many classes of so many people; those that exist stay."""
    row = organised_course(request, course_id)
    form = GenerateForm(request.POST, is_tour=row.is_tour)
    if not form.is_valid():
        return _classes_page(request, row, form, status=400)
    try:
        generate_classes(row, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        status = 409 if isinstance(refusal, StaleCourse) else 400
        return _classes_page(request, Course.objects.get(pk=row.pk), form, status=status)
    messages.success(request, f"Khóa có {form.cleaned_data['count']} {'đoàn' if row.is_tour else 'lớp'}.")
    return redirect("trainings:classes", row.pk)


def classes_of(course: Course) -> list[TrainingClass]:
    """The classes of `course` in order, each with the course and its plan as they were read already."""
    rows = list(course.classes.select_related("venue"))
    for row in rows:
        row.course = course
    return rows


def _form(row: Course, data=None) -> CourseForm:
    return CourseForm(data, instance=row, organisation=row.organisation)


def _edit_page(request, row: Course, form: CourseForm, *, status: int = 200, stored=()) -> HttpResponse:
    context = {"form": form, "stored": stored}
    return course_page(request, row, "trainings/edit_course.html", tab="course", status=status, **context)


def _classes_page(request, row: Course, form: GenerateForm | None = None, *, status: int = 200) -> HttpResponse:
    rows = classes_of(row)
    planned = {"count": len(rows) or row.activity.group_count, "size": row.class_size, "version": row.version}
    expected = people_expected(rows)
    found = {}
    for conflict in conflicts(rows):
        found.setdefault(conflict.training_class.pk, []).append(conflict.sentence)
    context = {
        "form": form or GenerateForm(initial=planned, is_tour=row.is_tour),
        "classes": [(one, expected.get(one.pk), found.get(one.pk, [])) for one in rows],
    }
    return course_page(request, row, "trainings/classes.html", tab="classes", status=status, **context)
