"""Fifty people want forty seats at the same moment. Real threads, each with a connection of its own, on both databases.

The second test takes the conditional update out and shows that the race is there.
"""

import threading
from functools import partial

import pytest
from django.db import transaction

from tests.factories.trainings import a_course, a_share, an_organiser
from tests.flows.test_races import at_the_same_time
from trainings import seating
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
