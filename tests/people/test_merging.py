import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Entry
from lib.refusals import Refused
from organisations.enums import Role
from people.actions import anonymise, change_person, merge_people, set_apart, undo_merge
from people.matching import PersonFacts, find_or_make
from people.models import Candidate, Merge, Person
from people.permissions import can_merge
from tests.factories.people import a_person
from tests.factories.plans import NOW
from tests.factories.trainings import a_course, a_person_of, an_enrolment, an_organiser
from trainings.enums import EnrolmentState
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return an_organiser()


@pytest.fixture
def office(organiser):
    return organiser.organisation


def everything():
    """What all people and enrolments say, without versions and times."""
    fields = ("full_name", "sex", "birth_year", "post", "workplace", "area", "private", "id_index", "merged_into")
    people = {row.pop("pk"): row for row in Person.objects.values("pk", "name_key", "sort_key", "search_key", *fields)}
    return people, dict(Enrolment.objects.values_list("pk", "person"))


def test_the_row_that_is_kept_takes_classes_and_what_it_did_not_know(organiser, office):
    kept = a_person(office, "Lò Thị Hoa", birth_year=1985, phone="0912345678")
    away = a_person(office, "Lò Thị Hòa", sex="f", id_number="011085001234", phone="0999999999", post="Bí thư")
    course, other = a_course(organiser), a_course(organiser)
    mine, theirs = an_enrolment(course=course, person=kept), an_enrolment(course=other, person=away)
    merge = merge_people(kept, away, choices={"full_name": "away"}, by=organiser, at=NOW)
    kept.refresh_from_db()
    assert (kept.full_name, kept.sex, kept.birth_year, kept.post) == ("Lò Thị Hòa", "f", 1985, "Bí thư")
    assert kept.private == {"id_number": "011085001234", "phone": "0912345678"}
    assert set(Enrolment.objects.filter(person=kept)) == {mine, theirs}
    assert Person.objects.get(pk=away.pk).merged_into == kept
    assert (merge.kept, merge.away, merge.by, merge.undone_at) == (kept, away, organiser, None)


def test_the_trail_tells_of_a_merge_without_personal_data(organiser, office):
    kept = a_person(office, ethnic_group="Mông")
    away = a_person(office, id_number="011085001234", phone="0999999999", ethnic_group="Thái")
    undo_merge(merge_people(kept, away, by=organiser, at=NOW), by=organiser, at=NOW)
    done, undone = Entry.objects.order_by("pk")
    assert [done.act, undone.act] == ["gộp hồ sơ trùng", "hoàn tác gộp hồ sơ"]
    assert (done.row_id, done.organisation_id, done.actor_id) == (kept.pk, office.pk, organiser.pk)
    said = done.details + undone.details
    assert [value for value in ("011085001234", "0999999999", "Mông", "Thái") if value in said] == []


def test_two_who_sat_in_one_course_are_two_people(organiser, office):
    kept, away = a_person(office), a_person(office)
    course = a_course(organiser)
    an_enrolment(course=course, person=kept)
    an_enrolment(course=course, person=away)
    before = everything()
    with pytest.raises(Refused, match="cùng có tên trong"):
        merge_people(kept, away, by=organiser, at=NOW)
    assert (everything(), Merge.objects.count()) == (before, 0)


def test_who_gave_up_a_seat_in_the_course_may_be_merged(organiser, office):
    kept, away = a_person(office), a_person(office)
    course = a_course(organiser)
    an_enrolment(course=course, person=kept)
    an_enrolment(course=course, person=away, state=EnrolmentState.WITHDRAWN)
    merge_people(kept, away, by=organiser, at=NOW)
    assert Enrolment.objects.filter(person=kept).count() == 2


def test_different_cards_are_merged_only_when_somebody_looked_at_the_papers(organiser, office):
    kept, away = a_person(office, id_number="011085001234"), a_person(office, id_number="011085001235")
    with pytest.raises(Refused, match="hai số định danh khác nhau"):
        merge_people(kept, away, by=organiser, at=NOW)
    merge_people(kept, away, confirms_cards=True, by=organiser, at=NOW)
    assert [p.private["id_number"] for p in Person.objects.standing()] == ["011085001234"]


def test_an_old_card_and_a_new_one_are_no_contradiction(organiser, office):
    merge_people(
        a_person(office, id_number="040123456"), a_person(office, id_number="011085001235"), by=organiser, at=NOW
    )
    assert Person.objects.standing().count() == 1


def test_what_changed_meanwhile_is_looked_at_again(organiser, office):
    kept, away = a_person(office), a_person(office)
    seen = {kept.pk: 1, away.pk: 1}
    change_person(away, {"post": "Bí thư"}, private={}, version=1, by=organiser, at=NOW)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        merge_people(kept, away, versions=seen, by=organiser, at=NOW)


def test_a_row_gives_way_once_and_never_to_itself(organiser, office):
    kept, away, third = a_person(office), a_person(office), a_person(office)
    merge_people(kept, away, by=organiser, at=NOW)
    for one, other in ((kept, away), (away, kept), (third, away)):
        with pytest.raises(Refused, match="đã được gộp"):
            merge_people(one, other, by=organiser, at=NOW)
    with pytest.raises(Refused, match="chính nó"):
        merge_people(kept, kept, by=organiser, at=NOW)


def test_others_may_not_merge(office):
    kept, away = a_person(office), a_person(office)
    for user in (an_organiser(), a_person_of(office, Role.LEADER), a_person_of(office, Role.REGISTRAR)):
        assert not can_merge(user, kept)
        with pytest.raises(PermissionDenied):
            merge_people(kept, away, by=user, at=NOW)


def test_lists_that_come_later_find_the_row_that_was_kept_and_undoing_leaves_them_there(organiser, office):
    kept, away = a_person(office), a_person(office, id_number="011085001234")
    merge = merge_people(kept, away, by=organiser, at=NOW)
    facts = PersonFacts(full_name="Lò Thị Hoa", private={"id_number": "011085001234"})
    (person,) = find_or_make([facts], keeper=office, at=NOW)
    later = an_enrolment(course=a_course(organiser), person=person)
    undo_merge(merge, by=organiser, at=NOW)
    assert Enrolment.objects.get(pk=later.pk).person == kept


def test_undoing_keeps_what_was_written_since(organiser, office):
    kept, away = a_person(office), a_person(office, post="Bí thư", workplace="Bản Hột")
    merge = merge_people(kept, away, by=organiser, at=NOW)
    change_person(kept, {"post": "Chủ tịch"}, private={"phone": "0912345678"}, version=2, by=organiser, at=NOW)
    undo_merge(merge, by=organiser, at=NOW)
    kept.refresh_from_db()
    assert (kept.post, kept.workplace, kept.private) == ("Chủ tịch", "", {"phone": "0912345678"})


def test_the_last_merge_is_undone_first_and_each_once(organiser, office):
    kept, first, second, outer = (a_person(office) for _ in range(4))
    one = merge_people(kept, first, by=organiser, at=NOW)
    two = merge_people(kept, second, by=organiser, at=NOW)
    three = merge_people(outer, kept, by=organiser, at=NOW)
    for merge in (one, two):
        with pytest.raises(Refused, match="lần gộp sau trước"):
            undo_merge(merge, by=organiser, at=NOW)
    undo_merge(three, by=organiser, at=NOW)
    with pytest.raises(Refused, match="lần gộp sau cùng trước"):
        undo_merge(one, by=organiser, at=NOW)
    undo_merge(two, by=organiser, at=NOW)
    undo_merge(one, by=organiser, at=NOW)
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo_merge(one, by=organiser, at=NOW)


def test_undoing_waits_until_a_number_is_free_again(organiser, office):
    kept, away = a_person(office), a_person(office, id_number="011085001234")
    merge = merge_people(kept, away, by=organiser, at=NOW)
    change_person(kept, {}, private={"id_number": ""}, version=2, by=organiser, at=NOW)
    other = a_person(office, "Vàng A Sình", id_number="011085001234")
    with pytest.raises(Refused, match=r"hồ sơ khác \(Vàng A Sình\)"):
        undo_merge(merge, by=organiser, at=NOW)
    anonymise(other, reason="Theo yêu cầu của người đó", by=organiser, at=NOW)
    undo_merge(merge, by=organiser, at=NOW)
    assert Person.objects.standing().filter(pk=away.pk).exists()


def test_merged_rows_always_name_a_row_that_stands(organiser, office):
    inner, middle, outer = (a_person(office) for _ in range(3))
    merge_people(middle, inner, by=organiser, at=NOW)
    merge = merge_people(outer, middle, by=organiser, at=NOW)
    assert set(Person.objects.exclude(merged_into=None).values_list("merged_into", flat=True)) == {outer.pk}
    undo_merge(merge, by=organiser, at=NOW)
    assert Person.objects.get(pk=inner.pk).merged_into == middle


TEXT = st.sampled_from(["", "Bí thư", "Trưởng thôn"])
PERSON = st.fixed_dictionaries(
    {
        "full_name": st.sampled_from(["Lò Thị Hoa", "Lò Thị Hòa", "LÒ HOA"]),
        "sex": st.sampled_from(["", "m", "f"]),
        "birth_year": st.sampled_from([None, 1980, 1985]),
        "post": TEXT,
        "workplace": TEXT,
        "phone": st.sampled_from(["", "0912345678", "0999999999"]),
        "ethnic_group": st.sampled_from(["", "Thái", "Mông"]),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_merging_and_undoing_in_any_number_leads_back_to_where_it_began(data, organiser, office):
    with transaction.atomic():
        _merge_and_undo(data, organiser, office)
        transaction.set_rollback(True)


def _merge_and_undo(data, organiser, office):
    numbers = data.draw(st.lists(st.integers(0, 9), min_size=5, max_size=5, unique=True))
    cards = [f"01108500123{number}" if number % 2 else "" for number in numbers]
    people = [a_person(office, id_number=card, **data.draw(PERSON)) for card in cards]
    courses = [a_course(organiser) for _ in range(2)]
    for person in people:
        if (course := data.draw(st.sampled_from([None, *courses]))) is not None:
            an_enrolment(course=course, person=person)
    before, merges = [everything()], []
    choice = st.dictionaries(st.sampled_from(["full_name", "post", "phone", "id_number"]), st.just("away"))
    for _ in range(data.draw(st.integers(1, 6))):
        kept, away = data.draw(st.sampled_from(people)), data.draw(st.sampled_from(people))
        choices = data.draw(choice)
        try:
            merges.append(merge_people(kept, away, choices=choices, confirms_cards=True, by=organiser, at=NOW))
        except Refused:
            assert everything() == before[-1]
        else:
            before.append(everything())
    for merge in reversed(merges):
        assert everything() == before.pop()
        undo_merge(merge, by=organiser, at=NOW)
    assert everything() == before.pop()


def test_two_people_stay_two_people(organiser, office):
    one = a_person(office)
    (two,) = find_or_make([PersonFacts(full_name="Lò Thị Hoa")], keeper=office, at=NOW)
    pair = Candidate.objects.get()
    assert list(Candidate.objects.to_be_judged()) == [pair]
    set_apart(pair, by=organiser, at=NOW)
    set_apart(pair, by=organiser, at=NOW)
    pair.refresh_from_db()
    assert (pair.person, pair.other, pair.set_apart_by, pair.set_apart_at) == (two, one, organiser, NOW)
    change_person(two, {"post": "Bí thư"}, private={}, version=1, by=organiser, at=NOW)
    assert not Candidate.objects.to_be_judged().exists()
    assert Entry.objects.filter(act__contains="là hai người").count() == 1


def test_who_was_set_apart_from_a_row_is_not_proposed_for_the_row_that_took_it(organiser, office):
    first, second, third = (find_or_make([PersonFacts(full_name="Lò Hoa")], keeper=office, at=NOW)[0] for _ in range(3))
    set_apart(Candidate.objects.get(person=third, other=second), by=organiser, at=NOW)
    merge_people(first, second, by=organiser, at=NOW)
    assert list(Candidate.objects.to_be_judged().values_list("person", "other")) == [(third.pk, first.pk)]
