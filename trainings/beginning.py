"""What a course takes over from the activity of the plan that it comes from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.refusals import Refused
from plans.enums import ActivityKind, LineRole
from plans.models import Activity, ActivityLine
from trainings.course_texts import WrittenModule, content_text, modules_in
from trainings.enums import CourseKind
from trainings.models import Course

KINDS = {ActivityKind.CLASS: CourseKind.CLASSES, ActivityKind.STUDY_TOUR: CourseKind.TOUR}
"""The kinds of activities that become courses."""
_TAKEN_OVER = {
    LineRole.AUDIENCE: "audience",
    LineRole.PLACE: "place",
    LineRole.SPEAKERS: "speakers",
    LineRole.LEAD: "lead",
}
"""Lines whose typed text becomes a text of the course."""


@dataclass(frozen=True)
class Beginning:
    """The first state of a course: kind, fields, modules; `typed` is what the lines of the activity say by role."""

    kind: CourseKind
    fields: Mapping[str, Any]
    modules: tuple[WrittenModule, ...]
    typed: Mapping[str, str]

    @classmethod
    def of(cls, activity: Activity) -> "Beginning":
        """Read `activity` with its lines and its plan's office, whose territory the course is for. Raises Refused for a
        kind that becomes no course.
        """
        if activity.kind not in KINDS:
            raise Refused(
                f"Hoạt động «{activity}» thuộc loại «{activity.get_kind_display()}»: chỉ lớp tập huấn và đợt tham quan "
                "mới lập thành khóa. Hãy đổi loại của hoạt động trong kế hoạch nếu loại chưa đúng."
            )
        typed = _typed(activity.lines.all())
        fields: dict[str, Any] = {
            "name": activity.name,
            "days": activity.days or 1,
            "class_size": activity.group_size or _size_of_one_group(activity),
            "size_is_average": activity.size_is_average,
            "area": activity.plan.organisation.area,
        }
        fields |= {field: typed.get(role, "") for role, field in _TAKEN_OVER.items()}
        return cls(KINDS[activity.kind], fields, tuple(modules_in(typed.get(LineRole.CONTENT, ""))), typed)

    def roles_told_by(self, course: Course) -> set[str]:
        """Lines that may be left blank because `course` tells all that they say."""
        told = {role for role, field in _TAKEN_OVER.items() if self.typed.get(role) == getattr(course, field)}
        if self.modules:
            told.add(LineRole.CONTENT)
        return {role for role in told if self.typed.get(role)}

    @property
    def content(self) -> str:
        """How the modules will be printed."""
        return content_text(self.modules)


def _typed(lines: list[ActivityLine]) -> dict[str, str]:
    """What is typed by role; roles with two lines are left to the plan."""
    roles = [line.role for line in lines]
    return {line.role: line.text for line in lines if line.text and roles.count(line.role) == 1}


def _size_of_one_group(activity: Activity) -> int | None:
    return activity.people if activity.group_count == 1 else None
