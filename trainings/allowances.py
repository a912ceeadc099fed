"""Support for people without a salary from the state budget: days present × norm of a day (Thông tư 55/2023/TT-BTC,
Điều 4.1; Thông tư 40/2017/TT-BTC, Điều 12)."""

from dataclasses import dataclass

from django.db.models import Count

from trainings.enums import Mark
from trainings.models import Attendance, Enrolment, TrainingClass

HALF_DAYS = 2
"""Half-days that make a day: an evening after a full day adds nothing."""


@dataclass(frozen=True)
class Payment:
    """What one person is due: `half_days` that count, `rate` and `amount` in đồng (None while no norm is known)."""

    enrolment: Enrolment
    half_days: int
    rate: int | None
    amount: int | None

    @property
    def days(self) -> str:
        """«2», «1,5»."""
        return f"{self.half_days // 2}{',5' if self.half_days % 2 else ''}"


def daily_rate(training_class: TrainingClass) -> int | None:
    """The norm of a day's support in `training_class`, in đồng; None when nobody has said it.

    The one door through which norms come.
    """
    return training_class.meal_rate


def payments(training_class: TrainingClass) -> list[Payment]:
    """What everybody in the class is due who has no salary from the state budget and was there, by given name.

    Who left or was replaced is paid for the days present. People who only come along are not on this list.
    """
    rate = daily_rate(training_class)
    people = Enrolment.objects.filter(training_class=training_class, is_paid=False, counts=True)
    half_days = _half_days(training_class)
    return [
        Payment(person, half_days[person.pk], rate, None if rate is None else rate * half_days[person.pk] // HALF_DAYS)
        for person in people.select_related("roster__share__area", "roster__share__organisation").order_by(
            "sort_key", "pk"
        )
        if person.pk in half_days
    ]


def total(rows: list[Payment]) -> int | None:
    """The sum in đồng, None when there is no norm."""
    return None if any(row.amount is None for row in rows) else sum(row.amount for row in rows)


def _half_days(training_class: TrainingClass) -> dict[int, int]:
    """Person → half-days present, at most two a day."""
    present = Attendance.objects.filter(enrolment__training_class=training_class, mark=Mark.PRESENT)
    found: dict[int, int] = {}
    for person, _, number in present.values_list("enrolment", "session__day_number").annotate(n=Count("pk")):
        found[person] = found.get(person, 0) + min(number, HALF_DAYS)
    return found
