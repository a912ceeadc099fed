"""Giving certificates, taking them back, and asking for their print."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import record
from documents.actions.queueing import queued
from documents.enums import JobKind
from documents.models import Job
from documents.printing import printed
from lib.dates import short_date
from lib.refusals import Refused
from organisations.mandates import signing_fault
from organisations.models import Post, User
from trainings.certificates import holders, next_number, number_in_series, print_key_of, said_of
from trainings.enums import ClassState
from trainings.models import Certificate, CertificateSeries, TrainingClass
from trainings.permissions import can_hold

SYMBOL = "GCN"


@transaction.atomic
def give_certificates(training_class: TrainingClass, *, signer: Post, given_on: date, by: User, at: datetime) -> int:
    """Give everybody who completed the class and has no certificate yet the next number of the office's series of the
    year; return how many. Done again, it gives none twice.

    Raises PermissionDenied; Refused before the class is finished, for a day before its end or after today, or for a
    signer who may not sign on that day.
    """
    row = _locked(training_class)
    _require(row, by)
    if row.state not in (ClassState.COMPLETED, ClassState.SETTLED):
        raise Refused("Chỉ cấp giấy chứng nhận khi lớp đã kết thúc: hãy nhập kết quả, rồi bấm «Kết thúc lớp».")
    if fault := _day_fault(row, given_on, today=localdate(at)) or signing_fault(signer, given_on):
        raise Refused(fault)
    people = list(holders(row))
    if not people:
        return 0
    series = _series(row, given_on.year)
    first = next_number(series)
    Certificate.objects.bulk_create(
        Certificate(
            enrolment=person,
            series=series,
            number=number,
            given_on=given_on,
            said=said_of(person, row, number=number_in_series(number, series), signer=signer, on=given_on),
            given_at=at,
            given_by=by,
        )
        for number, person in enumerate(people, start=first)
    )
    details = {"count": len(people), "first": first, "last": first + len(people) - 1, "series": str(series)}
    record(EntryKind.TRANSITION, act="cấp giấy chứng nhận", by=by, at=at, row=row, details=details)
    return len(people)


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str, by: User, at: datetime) -> None:
    """Take a certificate back; its number is never given again. Raises PermissionDenied, Refused."""
    row = _locked(certificate.enrolment.training_class)
    _require(row, by)
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    reason = reason.strip()
    if not reason:
        raise Refused("Thu hồi giấy chứng nhận phải ghi lý do.")
    if certificate.revoked_at:
        raise Refused(f"Giấy chứng nhận này đã thu hồi ngày {short_date(localdate(certificate.revoked_at))}.")
    certificate.revoked_at, certificate.revoke_reason = at, reason
    certificate.save(update_fields=["revoked_at", "revoke_reason"])
    details = {"number": certificate.number, "series": str(certificate.series), "reason": reason}
    record(EntryKind.TRANSITION, act="thu hồi giấy chứng nhận", by=by, at=at, row=row, details=details)


@transaction.atomic
def request_certificates(training_class: TrainingClass, *, by: User, at: datetime) -> Job:
    """Have the worker print the certificates of a large class. Asked again, it is the same job. Raises
    PermissionDenied.
    """
    _require(training_class, by)
    key = print_key_of(training_class)
    return queued(
        key,
        kind=JobKind.CERTIFY,
        paper="certificates",
        row_id=training_class.pk,
        is_lost=printed(key) is None,
        by=by,
        at=at,
    )


def _locked(training_class: TrainingClass) -> TrainingClass:
    rows = TrainingClass.objects.select_for_update(of=("self",)).select_related(
        "course__organisation__superior", "course__organisation__successor", "venue"
    )
    return rows.get(pk=training_class.pk)


def _require(row: TrainingClass, by: User) -> None:
    if not (can_hold(by, row) and by.has_perm("trainings.add_certificate")):
        raise PermissionDenied


def _series(row: TrainingClass, year: int) -> CertificateSeries:
    """The series of the organiser in that year, held until the transaction ends so that no number is given twice."""
    series, _ = CertificateSeries.objects.get_or_create(organisation=row.course.organisation, year=year, symbol=SYMBOL)
    return CertificateSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)


def _day_fault(row: TrainingClass, day: date, *, today: date) -> str:
    if day > today:
        return f"Ngày cấp không được sau hôm nay ({short_date(today)})."
    if row.ends_on and day < row.ends_on:
        return f"Lớp kết thúc ngày {short_date(row.ends_on)}: ngày cấp không được trước ngày đó."
    return ""
