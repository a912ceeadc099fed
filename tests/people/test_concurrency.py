"""Acts on people at the same moment, on both databases for real: nobody is made twice, merged twice or lost."""

import threading

import pytest
from django.db import OperationalError, connections

from audit.verifying import walk
from lib.refusals import Refused
from people.actions import change_person, merge_people, undo_merge
from people.matching import PersonFacts, find_or_make
from people.models import Candidate, Merge, Person
from tests.factories.people import a_person
from tests.factories.plans import NOW
from tests.factories.trainings import a_commune, a_course, an_enrolment, an_organiser
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(5)
"""A race is lost by chance: it is run several times."""


def at_the_same_time(*acts):
    """Run the acts in threads that begin together; what each one gave: «done» or what refused it."""
    start, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            act()
            outcomes[number] = "done"
        except (Refused, OperationalError) as refusal:
            outcomes[number] = refusal
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def done(outcomes) -> int:
    assert [outcome for outcome in outcomes if isinstance(outcome, OperationalError)] == []
    return outcomes.count("done")


@pytest.fixture
def organiser():
    return an_organiser()


@pytest.fixture
def office(organiser):
    return organiser.organisation


def test_two_who_merge_in_opposite_directions(organiser, office):
    for _ in ROUNDS:
        one, two = a_person(office), a_person(office)
        course = a_course(organiser)
        row = an_enrolment(course=course, person=one)
        outcomes = at_the_same_time(
            lambda one=one, two=two: merge_people(one, two, by=organiser, at=NOW),
            lambda one=one, two=two: merge_people(two, one, by=organiser, at=NOW),
        )
        assert done(outcomes) == 1
        (standing,) = Person.objects.standing().filter(pk__in=[one.pk, two.pk])
        assert Enrolment.objects.get(pk=row.pk).person == standing
    assert walk().fault is None


def test_merges_in_a_ring_leave_one_row_standing_or_more_and_no_circle(organiser, office):
    for _ in ROUNDS:
        ring = [a_person(office) for _ in range(4)]
        pairs = zip(ring, ring[1:] + ring[:1], strict=True)
        outcomes = at_the_same_time(
            *(lambda kept=kept, away=away: merge_people(kept, away, by=organiser, at=NOW) for kept, away in pairs)
        )
        keys = [person.pk for person in ring]
        rows = Person.objects.filter(pk__in=keys)
        assert rows.filter(merged_into=None).count() == len(ring) - done(outcomes)
        assert not rows.filter(merged_into__merged_into__isnull=False).exists()


def test_a_merge_is_undone_once(organiser, office):
    for _ in ROUNDS:
        kept, away = a_person(office), a_person(office, post="Bí thư")
        merge = merge_people(kept, away, by=organiser, at=NOW)
        acts = [lambda merge=merge: undo_merge(merge, by=organiser, at=NOW)] * 3
        assert done(at_the_same_time(*acts)) == 1
        assert set(Person.objects.standing().filter(pk__in=[kept.pk, away.pk])) == {kept, away}
        assert Merge.objects.get(pk=merge.pk).undone_by == organiser


def test_lists_accepted_at_once_make_each_person_once(organiser, office):
    commune = a_commune()
    rows = [
        PersonFacts(full_name=f"Lò Văn {name}", birth_year=1980, area_id=commune.pk, private={"id_number": f"{n:012}"})
        for n, name in enumerate(["An", "Bình", "Chung", "Dũng"])
    ]
    acts = [lambda order=order: find_or_make(order, keeper=office, at=NOW) for order in (rows, rows[::-1], rows)]
    assert done(at_the_same_time(*acts)) == 3
    assert sorted(Person.objects.values_list("full_name", flat=True)) == [row.full_name for row in rows]
    assert not Candidate.objects.exists()


def test_one_number_is_written_down_for_one_person(organiser, office):
    for number in ROUNDS:
        people, card = [a_person(office, f"Lò {number}"), a_person(office, f"Vàng {number}")], f"{number:012}"
        acts = [
            lambda person=person, card=card: change_person(
                person, {}, private={"id_number": card}, version=1, by=organiser, at=NOW
            )
            for person in people
        ]
        assert done(at_the_same_time(*acts)) == 1
        assert sorted(bool(person.id_index) for person in Person.objects.filter(pk__in=[p.pk for p in people])) == [
            False,
            True,
        ]


def test_two_who_correct_the_same_version(organiser, office):
    person = a_person(office)
    acts = [
        lambda post=post: change_person(person, {"post": post}, private={}, version=1, by=organiser, at=NOW)
        for post in ("Bí thư", "Chủ tịch")
    ]
    outcomes = at_the_same_time(*acts)
    assert done(outcomes) == 1
    person.refresh_from_db()
    assert person.post == ("Bí thư", "Chủ tịch")[outcomes.index("done")]
