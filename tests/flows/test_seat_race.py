"""Fifty people want forty seats at the same moment. Real threads, each with a connection of its own, on both databases.

The second test takes the conditional update out and shows that the race is there.
"""

import threading
from collections import Counter
from functools import partial
from itertools import product

import pytest
from django.db import transaction

from audit.models import Entry
from tests.factories.plans import NOW
from tests.factories.trainings import (
    a_campaign,
    a_commune,
    a_course,
    a_registrar,
    a_roster,
    a_share,
    an_organiser,
)
from tests.flows.test_races import at_the_same_time
from trainings import seating
from trainings.actions.lists import submit_list
from trainings.actions.rows import Typed, save_rows
from trainings.enums import EnrolmentState, RosterState
from trainings.models import Share

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS = 50, 40


def _take_one(share_id: int) -> int:
    with transaction.atomic():
        return seating.take(share_id)


def test_fifty_at_once_take_forty_seats():
    share = a_share(a_course(an_organiser()), seats=SEATS)
    outcomes = at_the_same_time(*[partial(_take_one, share.pk)] * PEOPLE)
    assert sorted(outcomes) == [0] * (PEOPLE - SEATS) + [1] * SEATS
    share.refresh_from_db()
    assert (share.taken, share.free) == (SEATS, 0)


def test_fifty_registrars_at_once_register_forty_people_and_ten_wait():
    registrar = a_registrar(a_commune())
    campaign = a_campaign(a_course(an_organiser()))
    roster = a_roster(campaign, a_share(campaign.course, registrar.organisation.area, seats=SEATS))
    colleagues = [a_registrar(registrar.organisation.area) for _ in range(PEOPLE)]
    families = ("Vàng", "Lò", "Giàng", "Sùng", "Quàng", "Cà", "Mùa", "Thào", "Hạng", "Lường")
    given = ("Páo", "Mai", "Dê", "Chứ", "Ín")
    names = [f"{family} A {name}" for family, name in product(families, given)]
    acts = [
        partial(save_rows, roster, [Typed(f"n{number}", 0, _cells(name))], by=colleague, at=NOW)
        for number, (name, colleague) in enumerate(zip(names, colleagues, strict=True))
    ]
    outcomes = at_the_same_time(*acts, *acts[:10])  # ten of them press twice
    assert {saved.state for (saved,) in outcomes} == {"stored"}
    states = Counter(roster.enrolments.values_list("state", flat=True))
    assert states == {EnrolmentState.REGISTERED: SEATS, EnrolmentState.QUEUED: PEOPLE - SEATS}
    assert sorted(roster.enrolments.values_list("full_name", flat=True)) == sorted(names)
    first = roster.enrolments.order_by("created_at", "pk").values_list("state", flat=True)
    assert list(first) == [EnrolmentState.REGISTERED] * SEATS + [EnrolmentState.QUEUED] * (PEOPLE - SEATS)
    share = Share.objects.get(pk=roster.share_id)
    assert (share.taken, share.free) == (SEATS, 0)


def test_lists_sent_at_once_get_consecutive_numbers():
    campaign = a_campaign(a_course(an_organiser()))
    acts = []
    for number in range(12):
        registrar = a_registrar(a_commune())
        roster = a_roster(campaign, a_share(campaign.course, registrar.organisation.area))
        save_rows(roster, [Typed("n1", 0, _cells("Vàng A Páo"))], by=registrar, at=NOW)
        acts += [partial(submit_list, roster, by=registrar, at=NOW)] * (2 if number < 3 else 1)
    outcomes = at_the_same_time(*acts)
    assert {roster.state for roster in outcomes} == {RosterState.SUBMITTED}
    assert sorted(campaign.lists.values_list("number", flat=True)) == list(range(1, 13))
    assert Entry.objects.filter(act="gửi danh sách").count() == 12


def _cells(name: str) -> dict[str, str]:
    return {"full_name": name, "post": "Trưởng thôn", "unpaid": "x"}


def test_without_the_condition_of_the_update_seats_are_given_twice(monkeypatch):
    """The same code reading first and writing afterwards: everybody is told that there was a seat."""
    share = a_share(a_course(an_organiser()), seats=SEATS)
    free, everybody_has_read = seating._free, threading.Barrier(PEOPLE)

    def read_and_wait(share_id):
        found = free(share_id)
        everybody_has_read.wait()
        return found

    def written_as_read(share_id, seats):
        return Share.objects.filter(pk=share_id).update(taken=SEATS - free_as_read + seats) == 1

    free_as_read = SEATS
    monkeypatch.setattr(seating, "_free", read_and_wait)
    monkeypatch.setattr(seating, "_occupied", written_as_read)
    outcomes = at_the_same_time(*[partial(seating.take, share.pk)] * PEOPLE)
    assert outcomes == [1] * PEOPLE
    share.refresh_from_db()
    assert share.taken == 1
