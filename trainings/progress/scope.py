"""What a progress page is about: whose classes, of which years, programme, plan and places."""

from dataclasses import dataclass, replace

from django.db.models import F, IntegerField, Q
from django.db.models.functions import Coalesce, ExtractYear

from organisations.models import User
from plans.enums import ActivityKind, PlanState
from plans.models import Activity, Plan, Programme
from trainings.enums import ClassState, CourseKind, EnrolmentState
from trainings.models import ClassTally, Course, Enrolment, Share, TrainingClass

KINDS = {ActivityKind.CLASS: CourseKind.CLASSES, ActivityKind.STUDY_TOUR: CourseKind.TOUR}
"""Activities that become courses."""


def year_of(to_class: str) -> Coalesce:
    """The year of a class, `to_class` leads to it: when it is or was to be held, else the first year of its plan."""
    return Coalesce(
        ExtractYear(f"{to_class}starts_on"),
        ExtractYear(f"{to_class}expected_from"),
        F(f"{to_class}course__activity__plan__year_from"),
        output_field=IntegerField(),
    )


def _or_of_the_plan(year: Coalesce) -> Coalesce:
    return Coalesce(year, F("course__activity__plan__year_from"), output_field=IntegerField())


@dataclass(frozen=True)
class Scope:
    """Classes that `user` may see; of papers, which are made for no one person, all (None). None narrows nothing;
    `programmes` and `areas` are keys of all below, too."""

    user: User | None
    first: int | None = None
    last: int | None = None
    programmes: frozenset[int] | None = None
    plan: Plan | None = None
    kind: CourseKind | None = None
    areas: frozenset[int] | None = None

    def everywhere(self) -> "Scope":
        """The same without regard to places."""
        return replace(self, areas=None)

    def covers(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def courses(self):
        """Courses of these plans and programmes, of whatever year."""
        return self._narrowed(self._visible(Course), "activity__")

    def classes(self):
        """Classes of whatever year, with their `year`."""
        rows = self._narrowed(self._visible(TrainingClass), "course__activity__")
        return rows.annotate(year=year_of("")).order_by()

    def classes_of_these_years(self):
        """Classes of the years asked for that were not cancelled."""
        return self.classes().filter(**self.in_years("year")).exclude(state=ClassState.CANCELLED)

    def shares(self):
        """Seats of whatever year, with the `year` of their class or plan; of these places; not in cancelled classes."""
        rows = self._narrowed(self._visible(Share), "course__activity__")
        rows = rows.exclude(training_class__state=ClassState.CANCELLED)
        year = _or_of_the_plan(year_of("training_class__"))
        return self._placed(rows.annotate(year=year), "area").order_by()

    def tallies(self):
        """What is kept on the people in classes of these years, from these places."""
        rows = ClassTally.objects.filter(training_class__in=self.classes_of_these_years().values("pk"))
        return self._placed(rows, "area").order_by()

    def unplaced(self):
        """Who holds a seat and counts, but is in no class yet, of whatever year, with the `year` of the class that the
        unit will be in, or of the plan; from these places."""
        rows = Enrolment.objects.filter(training_class=None, counts=True, state__in=_HOLDING)
        year = _or_of_the_plan(year_of("roster__share__training_class__"))
        rows = rows.filter(course__in=self.courses().order_by().values("pk")).annotate(year=year)
        return self._placed(rows, "roster__share__area").order_by()

    def activities(self):
        """Activities that are to become courses: those with a visible course, and those still without one in plans
        that are approved or were issued elsewhere."""
        mine = Q(course__in=self.courses().order_by().values("pk"))
        valid = sorted(PlanState.frozen() - {PlanState.REPLACED, PlanState.RECALLED})
        plans = self._visible(Plan).filter(Q(state__in=valid) | Q(is_transcript=True), is_template=False)
        without = Q(course=None, kind__in=sorted(KINDS), plan__in=plans.order_by().values("pk"))
        return self._narrowed(Activity.objects.filter(mine | without), "").order_by()

    def _visible(self, model):
        return model.objects.all() if self.user is None else model.objects.visible_to(self.user)

    def _narrowed(self, rows, to_activity: str):
        if self.plan is not None:
            rows = rows.filter(**{f"{to_activity}plan": self.plan.pk})
        if self.programmes is not None:
            rows = rows.filter(**{f"{to_activity}plan__programme__in": sorted(self.programmes)})
        if self.kind is not None:
            kinds = sorted(kind for kind, of_course in KINDS.items() if of_course == self.kind)
            course = {f"{to_activity.removesuffix('activity__')}kind": self.kind}
            rows = rows.filter(**(course if to_activity else {"kind__in": kinds}))
        return rows

    def _placed(self, rows, path: str):
        return rows if self.areas is None else rows.filter(**{f"{path}__in": sorted(self.areas)})

    def in_years(self, field: str) -> dict[str, int]:
        """The condition that `field` is one of the years asked for."""
        asked = {f"{field}__gte": self.first, f"{field}__lte": self.last}
        return {condition: year for condition, year in asked.items() if year is not None}


_HOLDING = sorted(EnrolmentState.holding_a_seat())


def with_those_below(programme: Programme) -> frozenset[int]:
    """The keys of `programme` and of everything under it; one query."""
    parents = dict(Programme.objects.values_list("pk", "parent"))
    found = {programme.pk}
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)
