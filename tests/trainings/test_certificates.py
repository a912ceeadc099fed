"""Certificates: numbered in order, once for each person, printed as they were given."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from documents.printing import pages_of
from lib.refusals import Refused
from organisations.enums import Role
from tests.factories.plans import NOW, a_post
from tests.factories.trainings import a_class, a_course, a_person_of, an_enrolment, an_organiser
from trainings.actions.certificates import give_certificates, revoke_certificate
from trainings.certificates import QUICK, certificates_of, number_in_series, print_certificates
from trainings.enums import ClassState, EnrolmentState

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def held():
    """A finished class in which two of three completed."""
    by = an_organiser()
    row = a_class(a_course(by), state=ClassState.COMPLETED, starts_on=TODAY, ends_on=TODAY)
    for name, state in (
        ("Vàng A Sinh", EnrolmentState.COMPLETED),
        ("Lò Thị Ban", EnrolmentState.COMPLETED),
        ("Giàng A Páo", EnrolmentState.NOT_COMPLETED),
    ):
        an_enrolment(course=row.course, training_class=row, full_name=name, state=state)
    return {"by": by, "class": row, "signer": a_post(by.organisation)}


def _give(held, **changes):
    values = {"signer": held["signer"], "given_on": TODAY, "by": held["by"], "at": NOW} | changes
    return give_certificates(held["class"], **values)


def test_numbers_follow_given_names_and_nobody_gets_two(held):
    assert (_give(held), _give(held)) == (2, 0)
    found = [
        (row.enrolment.full_name, number_in_series(row.number, row.series)) for row in certificates_of(held["class"])
    ]
    assert found == [("Lò Thị Ban", "001/2024/GCN"), ("Vàng A Sinh", "002/2024/GCN")]


def test_the_next_class_of_the_office_goes_on_counting(held):
    _give(held)
    other = a_class(held["class"].course, state=ClassState.COMPLETED)
    an_enrolment(course=other.course, training_class=other, state=EnrolmentState.COMPLETED)
    give_certificates(other, signer=held["signer"], given_on=TODAY, by=held["by"], at=NOW)
    assert certificates_of(other).get().number == 3


def test_a_given_certificate_does_not_change_with_the_rows(held):
    _give(held)
    before = list(certificates_of(held["class"]).values_list("said", flat=True))
    held["class"].enrolments.update(full_name="Tên Khác")
    held["class"].course.organisation.letterhead = "CƠ QUAN KHÁC"
    held["class"].course.organisation.save()
    assert list(certificates_of(held["class"]).values_list("said", flat=True)) == before


def test_a_page_for_each_that_counts(held):
    _give(held)
    first = certificates_of(held["class"]).first()
    revoke_certificate(first, reason="In sai tên", by=held["by"], at=NOW)
    assert pages_of(print_certificates(held["class"])) == 1


@pytest.mark.parametrize(
    ("state", "day", "sentence"),
    [
        (
            ClassState.HELD,
            TODAY,
            "Chỉ cấp giấy chứng nhận khi lớp đã kết thúc: hãy nhập kết quả, rồi bấm «Kết thúc lớp».",
        ),
        (ClassState.COMPLETED, TODAY + datetime.timedelta(1), "Ngày cấp không được sau hôm nay (05/3/2024)."),
        (
            ClassState.COMPLETED,
            TODAY - datetime.timedelta(1),
            "Lớp kết thúc ngày 05/3/2024: ngày cấp không được trước ngày đó.",
        ),
    ],
)
def test_when_certificates_are_not_given(held, state, day, sentence):
    held["class"].state = state
    held["class"].save()
    with pytest.raises(Refused) as refused:
        _give(held, given_on=day)
    assert refused.value.sentence == sentence


def test_others_of_the_office_give_none(held):
    with pytest.raises(PermissionDenied):
        _give(held, by=a_person_of(held["by"].organisation, Role.LEADER))


def test_a_large_class_is_printed_by_the_worker(held, client, django_capture_on_commit_callbacks):
    row = held["class"]
    for _ in range(QUICK):
        an_enrolment(course=row.course, training_class=row, state=EnrolmentState.COMPLETED)
    _give(held)
    client.force_login(held["by"])
    address = reverse("trainings:certificates_pdf", args=[row.pk])
    assert client.get(address).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("trainings:certificates_ask", args=[row.pk]))
    response = client.get(address)
    assert (response["Content-Type"], pages_of(response.content)) == ("application/pdf", QUICK + 2)
