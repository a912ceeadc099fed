"""Rows for tests about trainings: an organising office, communes with their offices, a course with seats and lists."""

import datetime
from itertools import count

from django.contrib.auth.models import Group
from django.core.management import call_command

from lib.name_order import name_key, sort_key
from organisations.enums import AreaLevel, Role
from organisations.models import Area, Organisation, User
from plans.enums import ActivityKind
from plans.models import Activity, Plan
from tests.factories.plans import NOW, a_plan, an_organisation
from trainings.enums import CourseKind, RosterState, SeatBasis
from trainings.models import Campaign, Course, Enrolment, RosterList, SeatRule, Share, TrainingClass

_numbers = count(1)


def roles_are_set_up() -> None:
    """Give every role its permissions, once per test database."""
    if not Group.objects.filter(name=Role.DRAFTER, permissions__codename="change_course").exists():
        call_command("setup_roles", verbosity=0)


def a_person_of(organisation: Organisation, role: Role, **fields) -> User:
    """An account of `organisation` with one role."""
    roles_are_set_up()
    number = next(_numbers)
    values = {"username": f"{role.name.lower()}-{number}", "full_name": f"Lò Thị Số {number}"}
    user = User.objects.create_user(organisation=organisation, password="mat-khau-thu", **values | fields)
    user.groups.add(Group.objects.get(name=role))
    return user


def an_organiser(organisation: Organisation | None = None, **fields) -> User:
    """A drafter of the office that holds classes: may write plans and organise."""
    return a_person_of(organisation or an_organisation(), Role.DRAFTER, **fields)


def a_commune(name: str | None = None, *, villages: int | None = 10, parent: Area | None = None, **fields) -> Area:
    """A commune of today with its number of villages."""
    number = next(_numbers)
    counted = {"village_count": villages, "villages_counted_on": NOW.date()} if villages is not None else {}
    values = {"code": f"9{number:04}", "level": AreaLevel.COMMUNE, "kind": "Xã", "name": name or f"Số {number}"}
    return Area.objects.create(parent=parent, **values | counted | fields)


def a_district(name: str = "Tủa Chùa", **fields) -> Area:
    """A territory to give seats in."""
    values = {"code": f"8{next(_numbers):02}"[:3], "level": AreaLevel.DISTRICT, "kind": "Huyện", "name": name}
    return Area.objects.create(**values | fields)


def an_office_of(area: Area) -> Organisation:
    """The people's committee of a commune."""
    return an_organisation(name=f"Ủy ban nhân dân {str(area).lower()} {area.code}", symbol="UBND", area=area)


def a_registrar(area: Area, **fields) -> User:
    """Somebody who registers people for `area`, in its office (made unless there is one)."""
    office = Organisation.objects.filter(area=area).first() or an_office_of(area)
    return a_person_of(office, Role.REGISTRAR, **fields)


def an_activity(plan: Plan, **fields) -> Activity:
    """A training activity of `plan`."""
    values = {"kind": ActivityKind.CLASS, "name": "Tập huấn nâng cao năng lực", "group_count": 2, "group_size": 20}
    return Activity.objects.create(plan=plan, **values | fields)


def a_course(by: User, *, plan: Plan | None = None, activity: Activity | None = None, **fields) -> Course:
    """A course of two days that `by`'s office organises for an activity of its plan of 2024."""
    activity = activity or an_activity(plan or a_plan(by))
    values = {"kind": CourseKind.CLASSES, "name": activity.name, "days": 2}
    return Course.objects.create(activity=activity, organisation=by.organisation, **values | fields)


def a_class(course: Course, **fields) -> TrainingClass:
    """The next class of `course`."""
    return TrainingClass.objects.create(course=course, ordinal=course.classes.count() + 1, **fields)


def a_rule(course: Course, basis: SeatBasis = SeatBasis.PER_COMMUNE, seats: int = 9, **fields) -> SeatRule:
    """A rule of seats."""
    return SeatRule.objects.create(course=course, basis=basis, seats=seats, **fields)


def a_share(course: Course, area: Area | None = None, *, seats: int = 10, **fields) -> Share:
    """Seats of one commune (made unless given) in `course`."""
    unit = {} if fields.get("organisation") else {"area": area or a_commune()}
    return Share.objects.create(course=course, seats=seats, by_rule=seats, **unit | fields)


def a_campaign(course: Course, *, on: datetime.date | None = None, days: int = 10, **fields) -> Campaign:
    """An open campaign: from `on` (the day of NOW) for `days` days."""
    on = on or NOW.date()
    values = {"opens_on": on, "deadline": on + datetime.timedelta(days=days), "title": "DANH SÁCH ĐĂNG KÝ"}
    return Campaign.objects.create(course=course, opened_at=NOW, **values | fields)


def a_roster(campaign: Campaign, share: Share | None = None, *, office: Organisation | None = None, **fields):
    """The list of one share (made unless given); its office is that of the share's commune."""
    share = share or a_share(campaign.course)
    office = office or Organisation.objects.filter(area=share.area).first() or an_office_of(share.area)
    values = {"state": RosterState.DRAFT}
    return RosterList.objects.create(campaign=campaign, share=share, office=office, **values | fields)


def an_enrolment(roster: RosterList | None = None, *, course: Course | None = None, **fields) -> Enrolment:
    """One person in a list, without taking a seat: see trainings.enrolling for that."""
    number = next(_numbers)
    name = fields.pop("full_name", f"Vàng A Số {number}")
    course = course or roster.campaign.course
    values = {
        "post": "Trưởng thôn",
        "is_paid": False,
        "created_at": NOW,
        "position": number,
        "sort_key": sort_key(name),
    }
    values |= {"identity": f"name:{name_key(name)}"}
    return Enrolment.objects.create(course=course, roster=roster, full_name=name, **values | fields)
