"""Blank lines of a plan's activity, written from its course."""

from collections.abc import Collection, Mapping

from plans.activity_sources import register
from plans.enums import LineRole
from trainings.course_texts import WrittenModule, content_text, place_text, speakers_text
from trainings.enums import ClassState
from trainings.models import ClassLecturer, Course, Module, TrainingClass


@register
class CourseTexts:
    """Audience, form, place, content, speakers and lead unit, as seed plans tell them under a) to g)."""

    key = "courses"

    def texts(self, activity_ids: Collection[int]) -> Mapping[int, Mapping[str, str]]:
        """Five queries, however many activities."""
        courses = Course.objects.filter(activity__in=activity_ids).select_related("organisation", "activity__plan")
        rows = list(courses)
        return _texts(rows) if rows else {}


def texts_of(course: Course) -> dict[str, str]:
    """The same for one course, by role of line."""
    return _texts([course])[course.activity_id]


def _texts(courses: list[Course]) -> dict[int, dict[str, str]]:
    ids = [course.pk for course in courses]
    modules, venues, speakers = _by_course(ids)
    return {
        course.activity_id: {
            LineRole.AUDIENCE: course.audience,
            LineRole.FORM: f"{course.get_form_display()}.",
            LineRole.PLACE: course.place or place_text(venues.get(course.pk, ())),
            LineRole.CONTENT: content_text(modules.get(course.pk, ())),
            LineRole.SPEAKERS: course.speakers or speakers_text(speakers.get(course.pk, ())),
            LineRole.LEAD: course.lead or f"{course.organisation.name}.",
        }
        for course in courses
    }


def _by_course(ids: list[int]) -> tuple[dict, dict, dict]:
    """Modules, names of venues, and lecturers by course, each in the order of the classes."""
    modules: dict[int, list[WrittenModule]] = {}
    for course_id, *module in Module.objects.filter(course__in=ids).values_list(
        "course_id", "name", "periods", "language"
    ):
        modules.setdefault(course_id, []).append(WrittenModule(*module))
    live = TrainingClass.objects.filter(course__in=ids).exclude(state=ClassState.CANCELLED)
    venues: dict[int, list[str]] = {}
    for course_id, venue in live.exclude(venue=None).order_by("ordinal").values_list("course_id", "venue__name"):
        venues.setdefault(course_id, []).append(venue)
    teaching = ClassLecturer.objects.filter(training_class__in=live).order_by("training_class__ordinal", "id")
    speakers: dict[int, list[tuple[str, str, str]]] = {}
    for course_id, *lecturer in teaching.values_list(
        "training_class__course_id", "lecturer__title", "lecturer__full_name", "lecturer__workplace"
    ):
        speakers.setdefault(course_id, []).append(tuple(lecturer))
    return modules, venues, speakers
