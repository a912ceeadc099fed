"""What classes ask of those who hold them, on the home page: attendance, ending, certificates."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from lib.dates import short_date
from lib.waiting import Lack, WaitingItem, WaitingList
from organisations.models import User
from trainings.enums import ClassState, CourseKind, EnrolmentState, Half
from trainings.models import Attendance, ClassSession, TrainingClass

SHOWN = 8
STILL_OF_INTEREST = timedelta(days=60)
"""How long a class that was never held, or gave no certificates, stays on the home page: some are meant to be so."""
BEGINS_AT = {Half.MORNING: 6, Half.AFTERNOON: 12, Half.EVENING: 17}
"""The hour from which attendance of half a day can have been taken."""
_MOST_SESSIONS = 500


@dataclass
class _Duty:
    """One class with what it lacks; `rank` orders the classes, the most pressing first."""

    training_class: TrainingClass
    rank: tuple[int, datetime.date]
    lacks: list[Lack] = field(default_factory=list)


def class_duties(user: User, *, roles, at: datetime.datetime) -> WaitingList | None:
    """Classes of the own office that are held today (or were) without attendance, are over but not ended, or whose
    people wait for certificates. Three queries, however many classes there are.
    """
    if user.organisation_id is None or not user.has_perm("trainings.change_course"):
        return None
    own = Q(course__organisation=user.organisation_id) | Q(course__organisation__successor=user.organisation_id)
    classes = TrainingClass.objects.filter(own).select_related("course")
    found: dict[int, _Duty] = {}
    for source in (_without_attendance, _over, _without_certificates):
        for row, rank, lack in source(classes, at=at):
            found.setdefault(row.pk, _Duty(row, rank)).lacks.append(lack)
    ordered = sorted(found.values(), key=lambda duty: (duty.rank, duty.training_class.pk))
    return WaitingList(
        title="Lớp, đoàn có việc phải làm",
        icon="clock",
        items=tuple(_item(duty) for duty in ordered[:SHOWN]),
        has_more=len(ordered) > SHOWN,
        more_url=reverse("trainings:list"),
    )


_Found = Iterator[tuple[TrainingClass, tuple[int, datetime.date], Lack]]


def _without_attendance(classes, *, at: datetime.datetime) -> _Found:
    """Sessions that have begun today with nobody marked, and those of days before."""
    now = localtime(at)
    today = now.date()
    begun = [half for half, hour in BEGINS_AT.items() if now.hour >= hour]
    unmarked = ~Exists(Attendance.objects.filter(session=OuterRef("pk")))
    held = classes.filter(state__in=sorted(ClassState.being_held())).order_by()
    sessions = ClassSession.objects.filter(unmarked, training_class__in=held.values("pk"))
    sessions = sessions.filter(Q(held_on__lt=today) | Q(held_on=today, half__in=begun))
    missed: dict[int, list[ClassSession]] = {}
    for session in sessions.select_related("training_class__course").order_by("-held_on", "half")[:_MOST_SESSIONS]:
        missed.setdefault(session.training_class_id, []).append(session)
    for found in missed.values():
        row = found[0].training_class
        rank = (0 if found[0].held_on == today else 1, found[0].held_on)
        for lack in _of_sessions(row, found, today=today):
            yield row, rank, lack


def _of_sessions(row: TrainingClass, missed: list[ClassSession], *, today: datetime.date) -> Iterator[Lack]:
    """A tour is marked by days, a class by half-days."""
    now = [session for session in missed if session.held_on == today]
    for session in now[:1] if row.course.is_tour else now:
        when = "Hôm nay" if row.course.is_tour else f"{session.get_half_display()} nay"
        yield Lack(f"{when} chưa điểm danh", reverse("trainings:roll", args=[row.pk, session.pk]))
    before = [session for session in missed if session.held_on < today]
    if before:
        days = len({session.held_on for session in before})
        much = f"{days} ngày" if row.course.is_tour else f"{len(before)} buổi"
        yield Lack(f"{much} trước đây chưa điểm danh", reverse("trainings:attendance", args=[row.pk]))


def _over(classes, *, at: datetime.datetime) -> _Found:
    """Classes whose last day has passed and that are not ended; those that were never begun only for a while."""
    today = localdate(at)
    dated = classes.annotate(last=Coalesce("ends_on", "expected_to", "starts_on", "expected_from"))
    begun = Q(state__in=sorted(ClassState.being_held()))
    planned = Q(state__in=sorted(ClassState.taking_names()), last__gte=today - STILL_OF_INTEREST)
    rows = dated.filter(begun | planned, last__lt=today).exclude(starts_on__gt=today)
    for row in rows.order_by("last", "pk")[: SHOWN + 1]:
        if row.state in ClassState.taking_names():
            sentence = f"Đã qua ngày dự kiến {short_date(row.last)}, danh sách chưa chốt"
        else:
            sentence = f"Đã qua ngày {short_date(row.last)}, chưa ghi kết thúc"
        yield row, (2, row.last), Lack(sentence, reverse("trainings:class", args=[row.pk]))


def _without_certificates(classes, *, at: datetime.datetime) -> _Found:
    """Classes that ended not long ago, with people who completed them and have no certificate yet."""
    waiting = Q(enrolments__state=EnrolmentState.COMPLETED, enrolments__counts=True, enrolments__certificate=None)
    rows = classes.filter(
        state__in=[ClassState.COMPLETED, ClassState.SETTLED],
        completed__gt=0,
        ends_on__gte=localdate(at) - STILL_OF_INTEREST,
        course__kind=CourseKind.CLASSES,
    ).annotate(uncertified=Count("enrolments", filter=waiting))
    for row in rows.filter(uncertified__gt=0).order_by("ends_on", "pk")[: SHOWN + 1]:
        sentence = f"{row.uncertified} người hoàn thành chưa có giấy chứng nhận"
        yield row, (3, row.ends_on), Lack(sentence, reverse("trainings:certificates", args=[row.pk]))


def _item(duty: _Duty) -> WaitingItem:
    row = duty.training_class
    days = [short_date(day) for day in dict.fromkeys((row.starts_on or row.expected_from, row.ends_on)) if day]
    return WaitingItem(
        title=f"{row.title}: {row.course.name}",
        url=reverse("trainings:class", args=[row.pk]),
        facts=(row.get_state_display(), *([" – ".join(days)] if days else []), f"{row.enrolled} người"),
        lacks=tuple(duty.lacks),
    )
