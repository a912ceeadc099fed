"""Every address of trainings and people for everybody around a course: who comes through, who is told no, who is told
that there is nothing."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from documents import store
from organisations.enums import Role, Scope
from organisations.models import User
from tests.factories.plans import an_organisation
from tests.factories.rows import a_row
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_person_of,
    a_registrar,
    a_roster,
    a_share,
    an_enrolment,
    roles_are_set_up,
)
from tests.house.matrix.trainings import ACTS, PAGES, Who
from trainings import models

pytestmark = pytest.mark.django_db

SPACES = ("trainings", "registration", "figures", "people")
OF_THE_OFFICE = {
    Who.DRAFTER: Role.DRAFTER, Who.HEAD: Role.DEPARTMENT_HEAD, Who.LEADER: Role.LEADER, Who.CLERK: Role.CLERK,
    Who.MONITOR: Role.MONITOR,
}  # fmt: skip


class World:
    """A course of an office, the list of one commune, and everybody around."""

    def __init__(self):
        roles_are_set_up()
        heir = an_organisation(name="Cơ quan kế tục")
        office = an_organisation(name="Cơ quan tổ chức", successor=heir)
        foreign = an_organisation(name="Cơ quan khác")
        self.people = {who: a_person_of(office, role) for who, role in OF_THE_OFFICE.items()}
        commune, other = a_commune(), a_commune()
        self.people |= {
            Who.HEIR: a_person_of(heir, Role.DRAFTER),
            Who.REGISTRAR: a_registrar(commune),
            Who.OTHER_REGISTRAR: a_registrar(other),
            Who.FOREIGN: a_person_of(foreign, Role.DRAFTER),
            Who.FOREIGN_LEADER: a_person_of(foreign, Role.LEADER),
            Who.NO_ROLE: User.objects.create(username="khong-vai-tro", organisation=office),
            Who.ADMINISTRATOR: User.objects.create(username="quan-tri", scope=Scope.EVERYTHING, is_staff=True),
            Who.SUPERUSER: User.objects.create(
                username="toan-quyen", is_superuser=True, is_staff=True, scope=Scope.EVERYTHING, reads_all_papers=True
            ),
            Who.BLIND_SUPERUSER: User.objects.create(
                username="toan-quyen-2", is_superuser=True, is_staff=True, scope=Scope.EVERYTHING
            ),
        }
        self.people[Who.ADMINISTRATOR].groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
        self.clients = {who: self._client(person) for who, person in self.people.items()}
        course = a_course(self.people[Who.DRAFTER])
        training_class = a_class(course)
        share = a_share(course, commune, training_class=training_class, taken=1)
        campaign = a_campaign(course, opened_by=self.people[Who.DRAFTER])
        roster = a_roster(campaign, share, scan_sha256=store.put(b"%PDF-1.7 signed"))
        enrolment = an_enrolment(roster, training_class=training_class)
        self.rows = {
            "plan_id": course.activity.plan,
            "activity_id": course.activity,
            "course_id": course,
            "class_id": training_class,
            "share_id": share,
            "roster_id": roster,
            "enrolment_id": enrolment,
            "module_id": a_row(models.Module, course=course),
            "rule_id": a_row(models.SeatRule, course=course, basis="commune", area=None, organisation=None),
            "session_id": a_row(models.ClassSession, training_class=training_class),
            "venue_id": a_row(models.Venue, organisation=office),
            "lecturer_id": a_row(models.Lecturer, organisation=office),
            "upload_id": a_row(models.Upload, roster=roster, training_class=None, by=self.people[Who.REGISTRAR]),
            "person_id": a_row(models.Enrolment.person.field.related_model, keeper=office, merged_into=None),
            "paper_id": a_row(
                models.ClassPaper, course=course, training_class=training_class, organisation=office, paper=None,
                kind="invitation", signer=None,
            ),
        }  # fmt: skip

    def _client(self, person: User) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(person)
        return client

    def address(self, name: str, pattern: URLPattern) -> str:
        """The address of `name` for the rows of this world; rows that it has not are named by ids that nobody has."""
        plain = {"kind": "danh-sach", "format": "pdf", "field": "phone"}
        known = {key: row.pk for key, row in self.rows.items()} | plain
        return reverse(name, kwargs={key: known.get(key, 987_654) for key in pattern.pattern.converters})


def _names(resolver, spaces=()):
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from _names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif pattern.name and spaces and spaces[0] in SPACES:
            yield ":".join((*spaces, pattern.name)), pattern


ADDRESSES = dict(_names(get_resolver()))


@pytest.fixture
def world() -> World:
    return World()


def test_every_address_of_trainings_stands_in_a_table():
    assert sorted(ADDRESSES.keys() ^ (PAGES.keys() | ACTS.keys())) == []


def _wrong(name: str, world: World, expected: set[Who], method: str) -> list[str]:
    address, wrong = world.address(name, ADDRESSES[name]), []
    for who, client in world.clients.items():
        with transaction.atomic():
            status = getattr(client, method)(address).status_code
            transaction.set_rollback(True)
        if who in expected:
            is_right = status not in (403, 405) and status < 500 and (status != 404 or "987654" in address)
        else:
            is_right = status in (403, 404)
        if not is_right:
            wrong.append(f"{who}: {status}")
    return wrong


@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_may_look(name, world):
    assert _wrong(name, world, PAGES[name], "get") == []


@pytest.mark.parametrize("name", sorted(ACTS))
def test_who_may_act(name, world):
    assert _wrong(name, world, ACTS[name], "post") == []
