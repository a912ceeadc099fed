"""Acts on results: scores of tests, and a result decided otherwise than attendance and tests say."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from lib.refusals import Refused
from organisations.models import User
from trainings import results
from trainings.actions.holding import GONE, held, tell
from trainings.enums import Ruling
from trainings.models import Enrolment, TrainingClass

_TOLD = 40


@transaction.atomic
def put_scores(
    training_class: TrainingClass,
    scores: Mapping[int, Mapping[str, Decimal | None]],
    *,
    by: User,
    at: datetime.datetime,
) -> list[Enrolment]:
    """Write scores of tests (person → {`score_before` or `score_after`: 0 to 10, or None for none}); return whose
    changed. Only what is named changes, so two people who enter scores at once lose nothing.

    Raises PermissionDenied; Refused: no tests in this course, list not closed, class finished.
    """
    row = held(training_class, by=by)
    if not row.course.has_tests:
        raise Refused("Khóa này không có kiểm tra: hãy bật «Có kiểm tra đầu vào, đầu ra» ở trang của khóa đã.")
    changed, told = [], []
    for person in results.people_of(row).select_for_update().filter(pk__in=list(scores)):
        before = {field: getattr(person, field) for field in scores[person.pk]}
        if before == dict(scores[person.pk]):
            continue
        for field, score in scores[person.pk].items():
            setattr(person, field, score)
            was, now = results.score_text(before[field]), results.score_text(score)
            told.append({"of": person.full_name, "field": _label(field), "was": was, "now": now})
        changed.append(person)
    Enrolment.objects.bulk_update(changed, list(results.SCORES.values()), batch_size=200)
    if changed:
        details = {"people": len(changed), "changes": told[:_TOLD]}
        tell("ghi điểm kiểm tra", row, by=by, at=at, details=details)
    return changed


@transaction.atomic
def rule(enrolment: Enrolment, *, ruling: str, reason: str, by: User, at: datetime.datetime) -> Enrolment:
    """Decide the result of one person otherwise (`ruling` is a Ruling), or take that back (""). The same again changes
    nothing. Raises PermissionDenied; Refused: no reason, list not closed, class finished, not in the class any more.
    """
    row = held(enrolment.training_class, by=by)
    person = results.people_of(row).select_for_update().filter(pk=enrolment.pk).first()
    if person is None:
        raise Refused(GONE)
    reason = reason.strip() if ruling else ""
    if (person.ruling, person.ruling_reason) == (ruling, reason):
        return person
    if ruling and not reason:
        raise Refused("Hãy ghi lý do: kết quả khác với điểm danh, điểm kiểm tra thì người xem cần biết vì sao.")
    was, person.ruling, person.ruling_reason = person.ruling, ruling, reason[:300]
    person.version += 1
    person.save(update_fields=["ruling", "ruling_reason", "version"])
    change = {"of": person.full_name, "field": "kết quả", "was": _word(was), "now": _word(ruling)}
    tell("quyết định kết quả", row, by=by, at=at, details={"reason": reason, "changes": [change]})
    return person


def _label(field: str) -> str:
    return str(Enrolment._meta.get_field(field).verbose_name)


def _word(ruling: str) -> str:
    return Ruling(ruling).label if ruling else "theo điểm danh, kiểm tra"
