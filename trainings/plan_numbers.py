"""The numbers of a course beside those of the plan's activity it comes from. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from lib.dates import short_date
from lib.number_words import number_in_figures
from plans.activity_text import WORDS
from plans.models import Activity
from trainings.enums import ClassState
from trainings.models import Course, TrainingClass


def numbers_of(course: Course, classes: Iterable[TrainingClass]) -> dict[str, Any]:
    """What `course` says of the numbers of its activity: {field of Activity: value}. What it does not know is left out.

    `classes` are all of the course; cancelled ones do not count. Where all have the same size people are not stated
    apart: the plan multiplies.
    """
    live = [row for row in classes if row.state != ClassState.CANCELLED]
    found: dict[str, Any] = {"days": course.days}
    if live:
        found["group_count"] = len(live)
        found |= _times(live)
    if course.class_size is not None:
        found |= {"group_size": course.class_size, "size_is_average": course.size_is_average, "people": None}
    sizes = [row.seats if row.seats is not None else course.class_size for row in live]
    if live and None not in sizes and (course.class_size is None or sum(sizes) != len(live) * course.class_size):
        found["people"] = sum(sizes)
        if course.class_size is None:
            found |= {"group_size": None}
    return found


def differences(activity: Activity, numbers: Mapping[str, Any]) -> list[str]:
    """In which numbers the plan and the course differ, a sentence for each."""
    group, person, _ = WORDS[activity.kind]
    pairs = [
        (f"số {group}", activity.group_count, numbers.get("group_count", activity.group_count)),
        (f"số {person} mỗi {group}", activity.group_size, numbers.get("group_size", activity.group_size)),
        (f"tổng số {person}", activity.expected_people, _people(activity, numbers)),
        ("số ngày", activity.days, numbers.get("days", activity.days)),
        ("ngày bắt đầu dự kiến", activity.starts_on, numbers.get("starts_on", activity.starts_on)),
        ("ngày kết thúc dự kiến", activity.ends_on, numbers.get("ends_on", activity.ends_on)),
    ]
    return [
        f"{name[:1].upper()}{name[1:]}: kế hoạch ghi {_told(planned)}, khóa có {_told(real)}."
        for name, planned, real in pairs
        if planned != real
    ]


def _times(live: list[TrainingClass]) -> dict[str, Any]:
    """From the first expected day to the last; days as held where none are expected. Left out while any is open."""
    begins = [row.expected_from or row.starts_on for row in live]
    ends = [row.expected_to or row.ends_on or row.expected_from or row.starts_on for row in live]
    if None in begins or None in ends:
        return {}
    return {"starts_on": min(begins), "ends_on": max(ends)}


def _people(activity: Activity, numbers: Mapping[str, Any]) -> int | None:
    names = ("group_count", "group_size", "people")
    return Activity(**{name: numbers.get(name, getattr(activity, name)) for name in names}).expected_people


def _told(value: Any) -> str:
    if value is None:
        return "để trống"
    return number_in_figures(value) if isinstance(value, int) else short_date(value)
