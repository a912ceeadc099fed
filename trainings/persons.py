"""What ties classes and study tours to people: who was in which, over the years."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from lib.dates import short_date
from lib.name_order import sort_key
from lib.refusals import Refused
from lib.text import fold
from people.enums import PrivateField
from people.ties import Participation, register
from trainings.enums import EnrolmentState
from trainings.figures import refresh
from trainings.models import Course, Enrolment

_SLICE = 500


@register
class Enrolments:
    """Rows of lists and classes."""

    key = "enrolments"

    def move(self, *, away: int, kept: int) -> list[int]:
        there = Enrolment.objects.exclude(state__in=EnrolmentState.gone())
        twice = there.filter(person=away, course__in=there.filter(person=kept).values("course"))
        if course := Course.objects.filter(enrolments__in=twice).order_by("pk").first():
            raise Refused(
                f"Cả hai hồ sơ cùng có tên trong «{course}», nên là hai người. Nếu một tên là ghi thừa, hãy rút tên đó "
                "khỏi danh sách rồi gộp."
            )
        return _rename(Enrolment.objects.filter(person=away), person_id=kept)

    def move_back(self, rows: Collection[int], *, kept: int, away: int) -> None:
        _rename(Enrolment.objects.filter(pk__in=list(rows), person=kept), person_id=away)

    def participations(self, person_id: int, *, user: Any) -> list[Participation]:
        seen = Enrolment.objects.visible_to(user).filter(person=person_id)
        rows = seen.select_related(
            "course__activity__plan",
            "training_class__course",
            "roster__share__area",
            "roster__share__organisation",
            "certificate",
        )
        return [_participation(row) for row in rows.order_by("-course", "-pk")]

    def counts(self, person_ids: Collection[int]) -> dict[int, int]:
        rows = Enrolment.objects.filter(person__in=list(person_ids)).exclude(state__in=EnrolmentState.gone())
        return dict(rows.order_by().values_list("person").annotate(Count("pk")))

    def people_since(self, day: date) -> QuerySet:
        ended = Coalesce("training_class__ends_on", "training_class__expected_to")
        rows = Enrolment.objects.filter(person__isnull=False).annotate(ended=ended)
        return rows.filter(Q(ended=None, created_at__date__gte=day) | Q(ended__gte=day)).order_by().values("person")

    def forget(self, person_ids: Collection[int], *, name: str) -> None:
        rows = list(Enrolment.objects.filter(person__in=list(person_ids)).only("private"))
        for row in rows:
            row.private = {key: row.private[key] for key in [PrivateField.ETHNIC_GROUP] if key in row.private}
            row.identity = f"forgotten:{row.pk}"
        Enrolment.objects.bulk_update(rows, ["private", "identity"], batch_size=_SLICE)
        Enrolment.objects.filter(person__in=list(person_ids)).update(
            full_name=name, sort_key=sort_key(name), search_key=fold(name), birth_year=None, village="", workplace="",
            note="", id_index="",
        )  # fmt: skip


def _rename(rows: QuerySet[Enrolment], *, person_id: int) -> list[int]:
    """Let `rows` name the person, and count anew who came to their classes; the keys of the rows."""
    found = dict(rows.order_by("pk").values_list("pk", "training_class"))
    Enrolment.objects.filter(pk__in=found).update(person=person_id)
    refresh(found.values())
    return list(found)


def _participation(row: Enrolment) -> Participation:
    held, course = row.training_class, row.course
    first, last = (held.starts_on or held.expected_from, held.ends_on or held.expected_to) if held else (None, None)
    days = " – ".join(dict.fromkeys(short_date(day) for day in (first, last) if day))
    certificate = getattr(row, "certificate", None)
    given = certificate is not None and certificate.revoked_at is None
    return Participation(
        year=first.year if first else course.activity.plan.year_from,
        title=course.name,
        part=held.title if held else "",
        url=_url(row),
        days=days,
        unit=str(row.roster.share) if row.roster else row.workplace,
        post=row.post,
        outcome=row.get_state_display(),
        certificate=f"Giấy chứng nhận số {certificate.number:03}" if given else "",
        on=first,
    )


def _url(row: Enrolment) -> str:
    if row.training_class_id:
        return reverse("trainings:class", args=[row.training_class_id])
    return reverse("trainings:course", args=[row.course_id])
