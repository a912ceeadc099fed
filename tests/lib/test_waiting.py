"""The registry of what waits."""

import datetime

import pytest

from lib import waiting
from lib.waiting import WaitingItem, WaitingList, waiting_for, waits

ONE = (WaitingItem("x"),)
NOW = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(waiting, "_sources", [])


def a_source(title, *, place, first_for=(), items=ONE, **fields):
    waits(place=place, first_for=first_for)(lambda user, *, roles, at: WaitingList(title, tuple(items), **fields))


def titles(*roles):
    return [found.title for found in waiting_for(None, roles=frozenset(roles), at=NOW)]


def test_lists_stand_by_place_and_those_of_the_own_role_first():
    a_source("ba", place=30, first_for=["Lãnh đạo"])
    a_source("một", place=10)
    a_source("hai", place=20)
    assert (titles(), titles("Lãnh đạo")) == (["một", "hai", "ba"], ["ba", "một", "hai"])


def test_empty_lists_are_shown_only_with_a_sentence():
    a_source("im", place=1, items=())
    a_source("nói", place=2, items=(), if_empty="Không có gì.")
    waits(place=3)(lambda user, *, roles, at: None)
    assert titles() == ["nói"]
