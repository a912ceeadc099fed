"""Timetables between rows and `trainings.timetabling`, which knows no rows."""

from collections.abc import Iterable

from trainings.models import ClassSession, Course, Module, TrainingClass
from trainings.timetabling import Part, Session, Subject, lecturer_of, warnings, why_not_fitting


def subjects_of(training_class: TrainingClass) -> list[Subject]:
    """The modules of the course, each with who teaches it in this class; three queries."""
    teaching = [
        (row.lecturer_id, {module.pk for module in row.modules.all()})
        for row in training_class.lecturers.prefetch_related("modules")
    ]
    return [
        Subject(module.pk, module.name, module.periods, lecturer_of(module.pk, teaching))
        for module in Module.objects.filter(course=training_class.course_id)
    ]


def sessions_of(rows: Iterable[ClassSession]) -> list[Session]:
    """Rows (with `parts` prefetched) as plain half days."""
    return [
        Session(
            row.day_number,
            row.half,
            tuple(Part(part.module_id, part.periods, part.lecturer_id) for part in row.parts.all()),
        )
        for row in rows
    ]


def timetable_warnings(training_class: TrainingClass, rows: Iterable[ClassSession]) -> list[str]:
    """What does not fit in the timetable `rows` of `training_class`; before there is one: what would not fit."""
    subjects, days = subjects_of(training_class), training_class.course.days
    sessions = sessions_of(rows)
    if not sessions:
        return [fit] if (fit := why_not_fitting(subjects, days=days)) else []
    untaught = [subject.name for subject in subjects if subject.lecturer is None]
    found = warnings(sessions, subjects, days=days)
    if untaught and not training_class.course.is_tour:
        found.append(f"Chưa có giảng viên cho: {'; '.join(f'«{name}»' for name in untaught)}.")
    return found


def planned_warning(course: Course) -> str:
    """Why the modules of `course` do not fit into its days; empty when they do. One query."""
    subjects = [Subject(pk, name, periods) for pk, name, periods in course.modules.values_list("pk", "name", "periods")]
    return why_not_fitting(subjects, days=course.days)
