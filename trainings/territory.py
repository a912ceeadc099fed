"""Which communes take part in a course."""

import datetime
from collections.abc import Iterable
from itertools import pairwise

from django.db.models import Q
from django.utils.timezone import localdate

from organisations.enums import AreaLevel
from organisations.models import Area
from trainings.models import Course


def day_of(course: Course, *, on: datetime.date | None = None) -> datetime.date:
    """The day on which the communes of `course` are asked for: `on` (today), for a plan of past years its first day.

    A plan of 2024 has the communes of 2024, whatever became of them; one that was issued later in its year has those of
    the day of issue. Reads `course.activity.plan`.
    """
    today = on or localdate()
    plan = course.activity.plan
    if plan.year_to >= today.year:
        return today
    first = datetime.date(plan.year_from, 1, 1)
    is_dated = plan.dated_month and plan.dated_day
    return max(first, datetime.date(plan.dated_year, plan.dated_month, plan.dated_day)) if is_dated else first


def communes_of(course: Course, *, on: datetime.date | None = None) -> list[Area]:
    """The communes inside the area of `course` on its day, by code; none for a course without an area.

    An area that is not there on that day stands for what its communes became: a district that ended, for the communes
    of today. Reads `course.area` and `course.activity.plan`; at most two queries.
    """
    if course.area_id is None:
        return []
    day = day_of(course, on=on)
    inside = Q(pk=course.area_id) | Q(parent=course.area_id) | Q(parent__parent=course.area_id)
    communes = Area.objects.filter(level=AreaLevel.COMMUNE)
    found = list(communes.existing_on(day).filter(inside).order_by("code", "id"))
    if found or course.area.exists_on(day):
        return found
    before = communes.filter(inside)
    related = Q(predecessors__in=before) | Q(successors__in=before)
    return list(communes.existing_on(day).filter(related).distinct().order_by("code", "id"))


def neighbours_of(areas: Iterable[Area]) -> dict[int, set[int]]:
    """Which of `areas` border on which, by key. One whose neighbours nobody entered borders on those before and behind
    it in the order of codes, which were given out along the map. One query.
    """
    areas = sorted(areas, key=lambda area: (area.code, area.pk))
    inside = [area.pk for area in areas]
    found: dict[int, set[int]] = {pk: set() for pk in inside}
    links = Area.neighbours.through.objects.filter(from_area__in=inside, to_area__in=inside)
    for one, other in links.values_list("from_area", "to_area"):
        found[one].add(other)
    alone = {pk for pk, others in found.items() if not others}
    for one, other in pairwise(inside):
        if one in alone or other in alone:
            found[one].add(other)
            found[other].add(one)
    return found
