"""Role × page for every page that belongs to no single plan: register, keys, audit trail, accounts, lists."""

from itertools import product

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from audit.enums import EntryKind
from audit.recording import record
from documents.models import Register, RegisterEntry, SigningKey
from organisations.enums import Role
from tests.factories.plans import NOW
from tests.factories.rows import a_row
from tests.house.matrix.addresses import READINGS
from tests.house.matrix.rules import BLIND_SUPERUSER, EVERYWHERE, LEADS, ROLES, SUPERUSER, WRITERS, Relation
from tests.house.matrix.world import World

pytestmark = pytest.mark.django_db

ALL = set(ROLES)
SUPER = {SUPERUSER, BLIND_SUPERUSER}
REGISTER = {Role.LEADER, Role.CLERK} | SUPER

OPEN = {  # pages that are the same for people of every office
    "plans:list": ALL,
    "plans:copy_candidates": ALL,
    "plans:new": WRITERS | SUPER,
    "plans:give_reading": WRITERS | SUPER,
    "plans:desk": LEADS,
    "documents:register": REGISTER,
    "documents:new_entry": {Role.CLERK},
    "rules:list": ALL,
    "keys:own": ALL,
    "audit:trail": EVERYWHERE,
    "portal:home": ALL,
    "portal:search": ALL,
    "portal:account": ALL,
    "portal:change_password": ALL,
    "portal:two_step": ALL,
}
OF_THE_OFFICE = {  # pages of one row: there for the office that it belongs to, and for those who see all offices
    "documents:entry": {Role.LEADER, Role.CLERK},
    "audit:entry": set(),
}
ACTS_OF_THE_OFFICE = {"documents:save_entry": {Role.CLERK}, "documents:cancel_entry": {Role.CLERK}}
ACTS_ON_SEALS = {"keys:change_picture": {Role.CLERK}, "keys:remove": {Role.CLERK}}
ACTS_ON_RULES = {"rules:switch_off": {Role.CLERK}, "rules:switch_on": {Role.CLERK}}
ELSEWHERE = {  # tested where they are at home
    *(f"plans:{name}" for name in READINGS if name != "give_reading"),
    "plans:legal_file", "documents:book", "documents:ask_book", "documents:sheet", "audit:take_home", "keys:picture",
    "keys:add_file", "keys:add_token",
}  # fmt: skip
PUBLIC_OR_OWN = ("portal:",)
"""Pages about the person who is signed in, and the doors: tests/portal."""
TRAININGS = ("trainings:", "registration:", "figures:", "people:")
"""tests/house/test_training_matrix.py."""


@pytest.fixture
def world() -> World:
    return World()


def _names(resolver, spaces=()):
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from _names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif pattern.name and "plan_id" not in pattern.pattern.converters:
            yield ":".join((*spaces, pattern.name))


def test_every_page_stands_in_a_table():
    known = {*OPEN, *OF_THE_OFFICE, *ACTS_OF_THE_OFFICE, *ACTS_ON_SEALS, *ACTS_ON_RULES, *ELSEWHERE}
    names = {name for name in _names(get_resolver()) if not name.startswith(("admin:", *PUBLIC_OR_OWN, *TRAININGS))}
    assert sorted(names - known) == []


def _people(world: World):
    """(role, is of the office, a browser) for each role in the office and in another one."""
    for role, relation in product(ROLES, (Relation.SAME_OFFICE, Relation.FOREIGN)):
        if (role, relation) in world.people:
            yield role, relation == Relation.SAME_OFFICE, world.clients[role, relation]


@pytest.mark.parametrize("name", sorted(OPEN))
def test_pages_by_role(name, world):
    found = {role: client.get(reverse(name)).status_code for role, _, client in _people(world)}
    assert found == {role: 200 if role in OPEN[name] else 403 for role in ROLES}


def _rows(world: World) -> dict[str, int]:
    register = a_row(Register, organisation=world.office)
    empty = {"cancelled_at": None, "cancelled_by": None, "paper": None, "organisation": world.office}
    entry = a_row(RegisterEntry, register=register, **empty)
    key = a_row(SigningKey, organisation=world.office, owner=None, removed_at=None)
    trace = record(EntryKind.CHANGE, act="sửa", by=world.outsider, at=NOW, organisation_id=world.office.pk)
    return {"documents": entry.pk, "keys": key.pk, "audit": trace.pk}


@pytest.mark.parametrize("name", sorted(OF_THE_OFFICE))
def test_rows_of_an_office(name, world):
    """Another office's row is not there (404); a page that is not for this role says so (403)."""
    row, wrong = _rows(world)[name.split(":")[0]], []
    readers = OPEN["audit:trail"] if name == "audit:entry" else REGISTER
    for role, is_near, client in _people(world):
        status = client.get(reverse(name, args=[row])).status_code
        sees_all = role in (EVERYWHERE if name == "audit:entry" else {SUPERUSER})
        right = 403 if role not in readers else 200 if is_near or sees_all else 404
        if status != right:
            wrong.append(f"{role}, {'cùng' if is_near else 'khác'} cơ quan: {status}, not {right}")
    assert wrong == []


@pytest.mark.parametrize("name", sorted(ACTS_OF_THE_OFFICE | ACTS_ON_SEALS))
def test_acts_on_rows_of_an_office(name, world):
    """Only the clerk of the office comes through; to all others it is forbidden, or not even there."""
    row = _rows(world)[name.split(":")[0]]
    passed = set()
    for role, is_near, client in _people(world):
        with transaction.atomic():
            if client.post(reverse(name, args=[row])).status_code not in (403, 404):
                passed.add((role, is_near))
            transaction.set_rollback(True)
    assert passed == {(role, True) for role in (ACTS_OF_THE_OFFICE | ACTS_ON_SEALS)[name]}


@pytest.mark.parametrize("name", sorted(ACTS_ON_RULES))
def test_rules_are_switched_by_the_clerk_of_the_office_and_by_administrators(name, world):
    address, passed = reverse(name, args=["amounts.words"]), set()
    for role, is_near, client in _people(world):
        with transaction.atomic():
            sent = {"co-quan": world.office.pk, "reason": "Cơ quan có mẫu riêng"}
            if client.post(address, sent).status_code not in (403, 404):
                passed.add((role, is_near))
            transaction.set_rollback(True)
    assert passed == {(role, True) for role in ACTS_ON_RULES[name]} | {(role, False) for role in EVERYWHERE}
