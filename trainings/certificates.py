"""Certificates of a class: who gets one, what it says, and printing many of them.

What a certificate says is kept when it is given and printed from there: a corrected name or a merged office does not
change paper that is in people's hands.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from django.db.models import Max

from documents.layout import HOUSE_LAYOUT, Layout
from documents.models import PageLayout
from documents.rendering import version
from documents.rendering.certificates import Certificate as Sheet
from documents.rendering.certificates import render_certificates
from lib.dates import long_date, short_date
from lib.number_words import ordinal_in_words
from organisations.models import Post
from organisations.signatures import letterhead, signature_lines
from trainings.enums import EnrolmentState
from trainings.models import Certificate, CertificateSeries, Enrolment, TrainingClass

QUICK = 100
"""So many certificates are printed while a person waits."""


def holders(training_class: TrainingClass):
    """People of the class who completed it and have no certificate yet, in the order of their given names."""
    people = training_class.enrolments.filter(state=EnrolmentState.COMPLETED, counts=True, certificate=None)
    return people.select_related("roster__share__area").order_by("sort_key", "pk")


def certificates_of(training_class: TrainingClass):
    """The certificates of the class in the order of their numbers, revoked ones among them."""
    rows = Certificate.objects.filter(enrolment__training_class=training_class)
    return rows.select_related("enrolment", "series", "given_by").order_by("series", "number")


def next_number(series: CertificateSeries) -> int:
    """The number after the highest that was given. The caller holds the row of `series`."""
    return (series.certificates.aggregate(highest=Max("number"))["highest"] or 0) + 1


def number_in_series(number: int, series: CertificateSeries) -> str:
    """«012/2026/GCN»."""
    return f"{number:03}/{series.year}/{series.symbol}"


def said_of(enrolment: Enrolment, training_class: TrainingClass, *, number: str, signer: Post, on: date) -> dict:
    """What the certificate of `enrolment` says, as JSON can hold it. Reads the class's course, organiser and venue."""
    course = training_class.course
    office = course.organisation
    superior, issuer = letterhead(office)
    unit = enrolment.roster.share.area if enrolment.roster else None
    facts = [("Sinh năm", str(enrolment.birth_year or "")), ("Chức vụ", enrolment.post), ("Đơn vị", str(unit or ""))]
    sheet = Sheet(
        superior=superior,
        issuer=issuer,
        grantor=f"{office.head_title} {office.name}".upper(),
        holder=enrolment.full_name,
        facts=[fact for fact in facts if fact[1]],
        achieved=_achieved(training_class),
        number=number,
        dated=f"{office.place_name}, {long_date(on.year, on.month, on.day)}",
        signature_lines=signature_lines(signer),
        signer=signer.person_name,
    )
    return json.loads(json.dumps(asdict(sheet)))


def print_key_of(training_class: TrainingClass) -> str:
    """Names the print of the class's certificates as they stand now."""
    rows = certificates_of(training_class).filter(revoked_at=None).values_list("pk", "said")
    said = json.dumps([list(row) for row in rows], sort_keys=True, ensure_ascii=False)
    return f"certificates|{training_class.pk}|{hashlib.sha256(f'{said}{version()}'.encode()).hexdigest()}"


def print_certificates(training_class: TrainingClass, *, progress: Callable[[int], None] = lambda percent: None):
    """The PDF of all certificates of the class that count, a page each. Raises ValueError when there is none."""
    said = certificates_of(training_class).filter(revoked_at=None).values_list("said", flat=True)
    return render_certificates([Sheet(**words) for words in said], _layout(training_class), progress=progress)


def _achieved(training_class: TrainingClass) -> list[str]:
    course = training_class.course
    first = training_class.starts_on or training_class.expected_from
    last = training_class.ends_on or training_class.expected_to or first
    is_one_of_many = course.classes.count() > 1
    group = f" (lớp {ordinal_in_words(training_class.ordinal)})" if is_one_of_many and not course.is_tour else ""
    verb = "Đã tham gia" if course.is_tour else "Đã hoàn thành"
    words = [f"{verb} {course.name[:1].lower()}{course.name[1:]}{group}"]
    if first and first == last:
        words.append(f"ngày {short_date(first)}")
    elif first:
        words.append(f"từ ngày {short_date(first)} đến ngày {short_date(last)}")
    if training_class.venue:
        words[-1] += f", tại {training_class.venue.name}"
    return words


def _layout(training_class: TrainingClass) -> Layout:
    try:
        return training_class.course.organisation.page_layout.layout()
    except PageLayout.DoesNotExist:
        return HOUSE_LAYOUT
