import datetime

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from people.actions import merge_people
from people.forgetting import due
from people.models import Merge, Person
from tests.factories.people import a_person
from tests.factories.plans import NOW
from tests.factories.trainings import a_class, a_course, an_enrolment, an_organiser

pytestmark = pytest.mark.django_db
DAY = datetime.date(2035, 3, 6)


@pytest.fixture
def organiser():
    return an_organiser()


def test_people_are_due_when_nothing_was_heard_of_them(organiser):
    office = organiser.organisation
    long_ago = a_person(office)
    changed = a_person(office, updated_at=NOW + datetime.timedelta(days=3000))
    seen, waiting = a_person(office), a_person(office)
    course = a_course(organiser)
    lately = a_class(course, ends_on=datetime.date(2030, 1, 1))
    earlier = a_class(course, ends_on=datetime.date(2024, 3, 8))
    an_enrolment(course=course, person=seen, training_class=lately)
    an_enrolment(course=course, person=waiting, training_class=earlier)
    assert set(due(on=DAY, years=10)) == {long_ago, waiting}
    assert set(due(on=DAY, years=4)) == {long_ago, waiting, seen}
    assert set(due(on=DAY, years=1)) == {long_ago, waiting, seen, changed}
    assert set(due(on=datetime.date(2024, 2, 29), years=1)) == set()


def test_the_command_forgets_those_who_are_due_with_all_that_gave_way_to_them(organiser, capsys):
    kept, away = a_person(organiser.organisation, phone="0912345678"), a_person(organiser.organisation)
    merge_people(kept, away, by=organiser, at=NOW)
    call_command("anonymise_people", years=1, dry_run=True)
    assert capsys.readouterr().out == "1 người hết thời hạn lưu 1 năm.\n"
    assert not Person.objects.filter(anonymised_at__isnull=False).exists()
    call_command("anonymise_people", years=1, by=organiser.username)
    assert capsys.readouterr().out == "Đã ẩn danh 1 người hết thời hạn lưu 1 năm.\n"
    assert [person.full_name for person in Person.objects.all()] == ["(đã ẩn danh)"] * 2
    assert [person.private for person in Person.objects.all()] == [{}, {}]
    assert Merge.objects.get().before == {}
    entry = Entry.objects.order_by("pk").last()
    assert (entry.act, entry.organisation_id) == (
        "ẩn danh người tham gia hết thời hạn lưu", organiser.organisation_id,
    )  # fmt: skip


@pytest.mark.parametrize("options", [{"years": 0, "by": "x"}, {"years": 10}, {"years": 10, "by": "không ai"}])
def test_the_command_refuses_what_it_cannot_answer_for(options):
    with pytest.raises(CommandError):
        call_command("anonymise_people", **options)
