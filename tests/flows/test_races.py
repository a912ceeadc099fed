"""Fifty people press the button at the same moment. Real threads, each with a connection of its own, on both databases.

On SQLite the lock is the immediate transaction, on PostgreSQL the row of the organisation. The second test takes it
out and shows that the race is there.
"""

import threading
from collections import Counter
from functools import partial
from itertools import cycle, islice

import pytest
from django.db import IntegrityError, connections

from audit.models import Entry
from documents import numbering
from documents.actions import numbers
from documents.models import Register, RegisterEntry
from organisations.enums import NumberScheme
from organisations.models import Organisation
from tests.factories.plans import a_user
from tests.factories.registers import a_number

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 50


def at_the_same_time(*acts) -> list:
    """Run the acts in threads that begin together; what each one returned, or the exception it met."""
    start = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def run(place, act):
        try:
            connections["default"].ensure_connection()
            start.wait()
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.parametrize("scheme", [NumberScheme.BY_KIND, NumberScheme.ALL_KINDS])
def test_fifty_numbers_at_once_are_fifty_consecutive_numbers(scheme):
    clerk = a_user()
    office = clerk.organisation
    Organisation.objects.filter(pk=office.pk).update(number_scheme=scheme)
    kinds = ("Kế hoạch",) if scheme == NumberScheme.BY_KIND else ("Kế hoạch", "Quyết định", "Báo cáo")
    acts = [partial(a_number, office, by=clerk, kind=kind) for kind in islice(cycle(kinds), PEOPLE)]
    outcomes = at_the_same_time(*acts)
    assert sorted(entry.number for entry in outcomes) == list(range(1, PEOPLE + 1))
    assert sorted(RegisterEntry.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))
    assert Register.objects.count() == 1
    assert Entry.objects.count() == PEOPLE


def test_without_the_lock_numbers_are_lost(monkeypatch):
    """The same act without transaction and lock: everybody has read before anybody writes, so one gets a number."""
    clerk = a_user()
    office = clerk.organisation
    a_number(office, by=clerk)
    everybody_has_read = threading.Barrier(PEOPLE)
    check_order = numbering.check_order

    def read_and_wait(given, number, day):
        check_order(given, number, day)
        everybody_has_read.wait()

    monkeypatch.setattr(numbering, "hold", lambda organisation_id: Organisation.objects.get(pk=organisation_id))
    monkeypatch.setattr(numbering, "check_order", read_and_wait)
    unlocked = numbers.give_number.__wrapped__
    monkeypatch.setattr("tests.factories.registers.give_number", unlocked)
    outcomes = Counter(type(outcome) for outcome in at_the_same_time(*[lambda: a_number(office, by=clerk)] * PEOPLE))
    assert outcomes == {RegisterEntry: 1, IntegrityError: PEOPLE - 1}
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2]
