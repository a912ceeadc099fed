"""Which course, class or list a request is about: invisible ones do not exist (404), others' are for reading (403)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from trainings.models import Course, RosterList, TrainingClass
from trainings.permissions import can_fill, can_hold, can_judge, can_organise


def visible_course(request, course_id: int) -> Course:
    """The course with its office and plan, or Http404 when this person may not see it."""
    courses = Course.objects.visible_to(request.user)
    return get_object_or_404(courses.select_related("organisation", "activity__plan", "area"), pk=course_id)


def organised_course(request, course_id: int) -> Course:
    """The course, or Http404, or PermissionDenied when this person may only read it."""
    course = visible_course(request, course_id)
    if not can_organise(request.user, course):
        raise PermissionDenied
    return course


def visible_class(request, class_id: int) -> TrainingClass:
    """The class with its course and venue, or Http404 when this person may not see it."""
    classes = TrainingClass.objects.visible_to(request.user)
    related = classes.select_related("course__organisation", "course__activity__plan", "course__area", "venue")
    return get_object_or_404(related, pk=class_id)


def held_class(request, class_id: int) -> TrainingClass:
    """The class, or Http404, or PermissionDenied when this person may only read it."""
    row = visible_class(request, class_id)
    if not can_hold(request.user, row):
        raise PermissionDenied
    return row


def visible_list(request, roster_id: int) -> RosterList:
    """The list of a unit with its campaign, course, share and office, or Http404 when this person may not see it."""
    lists = RosterList.objects.visible_to(request.user).select_related(
        "campaign__course__organisation",
        "campaign__course__activity__plan",
        "share__area",
        "share__organisation",
        "share__training_class",
        "office",
        "submitted_by",
    )
    return get_object_or_404(lists, pk=roster_id)


def filled_list(request, roster_id: int) -> RosterList:
    """The list, or Http404, or PermissionDenied when this person's office does not make it."""
    roster = visible_list(request, roster_id)
    if not can_fill(request.user, roster):
        raise PermissionDenied
    return roster


def judged_list(request, roster_id: int) -> RosterList:
    """The list, or Http404, or PermissionDenied when this person does not organise the course."""
    roster = visible_list(request, roster_id)
    if not can_judge(request.user, roster):
        raise PermissionDenied
    return roster
