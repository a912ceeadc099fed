"""Many transactions append at the same moment, on both databases for real: one chain comes of it."""

import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from audit.enums import EntryKind
from audit.models import START, ChainHead, Entry
from audit.recording import record, record_view
from audit.verifying import walk
from tests.factories.plans import NOW, a_user, an_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_same_time(*acts):
    """Run the acts in threads that begin together; raise what one of them raised."""
    start, errors = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait()
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@transaction.atomic
def an_act(number):
    for part in range(5):
        record(EntryKind.CHANGE, act=f"việc {number}.{part}", by=None, at=NOW)
        time.sleep(0.002)


def test_simultaneous_transactions_make_one_chain():
    assert not Entry.objects.exists()
    at_the_same_time(*(lambda number=number: an_act(number) for number in range(20)))
    chain = walk()
    assert (chain.fault, chain.count) == (None, 100)
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    whole = [acts[at : at + 5] for at in range(0, 100, 5)]
    assert sorted(whole, key=lambda five: int(five[0][5:-2])) == [
        [f"việc {number}.{part}" for part in range(5)] for number in range(20)
    ]


def test_without_the_lock_two_follow_the_same_entry():
    """The race is real: who reads the end of the chain without locking it makes a fork, which the database refuses."""
    record(EntryKind.CHANGE, act="đầu", by=None, at=NOW)
    head = ChainHead.objects.get()
    outcomes, both_have_read = [], threading.Barrier(2)

    def append_unlocked():
        entry = Entry(at=NOW, kind=EntryKind.CHANGE, act="nhánh", previous=ChainHead.objects.get().digest, digest="x")
        both_have_read.wait()
        try:
            entry.save(force_insert=True)
            outcomes.append("written")
        except Exception as error:
            outcomes.append(type(error).__name__)

    at_the_same_time(append_unlocked, append_unlocked)
    assert sorted(outcomes) == ["IntegrityError", "written"]
    assert head.digest != START


def test_one_look_of_one_person_in_two_windows_is_written_once():
    by, paper = a_user(), an_organisation()
    at_the_same_time(*(lambda: record_view(paper, by=by, at=NOW) for _ in range(8)))
    assert Entry.objects.count() == 1


def test_trail_can_be_walked_while_others_append():
    stop = threading.Event()

    def append():
        while not stop.is_set():
            record(EntryKind.CHANGE, act="sửa", by=None, at=NOW)

    def look():
        try:
            for _ in range(10):
                assert walk().fault is None
        finally:
            stop.set()

    at_the_same_time(append, append, look)
    assert walk().count == Entry.objects.count() > 0


def test_flush_is_refused():
    record(EntryKind.CHANGE, act="sửa", by=None, at=NOW)
    with pytest.raises(CommandError, match="couldn't be flushed"):
        call_command("flush", interactive=False)
    assert walk().count == 1


def test_tables_are_empty_again_and_guarded_between_tests():
    """The fixture that steps the triggers aside puts them back."""
    from audit import append_only

    assert (Entry.objects.count(), ChainHead.objects.count()) == (0, 0)
    assert append_only.missing(connection) == set()
