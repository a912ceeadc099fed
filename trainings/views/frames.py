"""The frames of the pages of a course and of a class: name, state, tabs. Every such page is shown through here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trainings.models import Course, TrainingClass
from trainings.permissions import can_hold, can_organise
from trainings.views.tabs import class_tabs, course_tabs


def course_page(
    request: HttpRequest, course: Course, template: str, *, tab: str, status: int = 200, **context
) -> HttpResponse:
    """Show `template` (which extends trainings/_course.html) in the frame of `course`; `tab` is a name of COURSE_TABS.

    `course` comes from `access.visible_course`. The template gets `course`, `can_organise`, `tabs` and `context`.
    """
    frame = {
        "course": course,
        "tabs": course_tabs(course.pk, tab, is_tour=course.is_tour),
        "can_organise": can_organise(request.user, course),
    }
    return render(request, template, frame | context, status=status)


def class_page(
    request: HttpRequest, training_class: TrainingClass, template: str, *, tab: str, status: int = 200, **context
) -> HttpResponse:
    """Show `template` (which extends trainings/_class.html) in the frame of `training_class`; `tab` is a name of
    CLASS_TABS.

    `training_class` comes from `access.visible_class`. The template gets `training_class`, `course`, `can_hold`,
    `tabs` and `context`.
    """
    course = training_class.course
    frame = {
        "training_class": training_class,
        "course": course,
        "tabs": class_tabs(training_class.pk, tab, is_tour=course.is_tour),
        "can_hold": can_hold(request.user, training_class),
    }
    return render(request, template, frame | context, status=status)
