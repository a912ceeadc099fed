"""A PostgreSQL database with a million people and 200,000 registered persons in 2,000 classes, filled by COPY."""

import csv
import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import islice

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from lib.encryption import blind_index, encrypted
from lib.name_order import name_key, sort_key
from lib.text import fold
from organisations.enums import AreaLevel, Role
from organisations.models import Area, Organisation, User
from people.models import Person
from plans.enums import ActivityKind
from plans.models import Activity, Plan, Programme
from trainings.enums import ClassState, EnrolmentState, Half, RosterState, WhoRegisters
from trainings.models import (
    Attendance,
    Campaign,
    ClassSession,
    Course,
    Enrolment,
    RosterList,
    SeatRule,
    Share,
    TrainingClass,
)

YEARS = range(2019, 2027)
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vàng Giàng Lò Quàng Lường Cà Tòng Mùa Thào Sùng Hạng Lý Nông Vi Triệu"
_MIDDLE = "Văn Thị A Thanh Minh Đức Hồng Thu Ngọc Xuân Quang Mai"
_GIVEN = (
    "An Anh Bình Chi Cường Dung Dũng Đạt Giang Hà Hải Hạnh Hòa Hoa Hùng Huyền Khánh Khoa Lan Linh Long Mai Minh Nam "
    "Nga Ngân Phong Phúc Quân Quỳnh Sơn Tâm Thảo Thủy Trang Trung Tú Tuấn Uyên Vân Việt Yến Chua Dế Páo Pó Sìn Tủa Dơ"
)
_GROUPS = ("Mông", "Thái", "Kinh", "Tày", "Nùng", "Dao", "Khơ Mú", "Hà Nhì")
_POSTS = ("Trưởng thôn", "Bí thư chi bộ", "Công chức Văn hóa - Xã hội", "Người có uy tín", "Chi hội trưởng Phụ nữ")
_SLICE = 20_000


@dataclass(frozen=True)
class Size:
    """How much there is."""

    people: int = 1_000_000
    enrolments: int = 200_000
    classes: int = 2_000

    @classmethod
    def asked(cls) -> "Size":
        """As large as the goal says, or, for trying the bench, the part of it that FIGURES_PART names (0.01)."""
        part = float(os.environ.get("FIGURES_PART", "1"))
        return cls(int(1_000_000 * part), int(200_000 * part), max(8 * len(YEARS), int(2_000 * part)))


@dataclass(frozen=True)
class World:
    """Whom to look as, and what to look at."""

    organiser: User
    leader: User
    registrar: User
    plan: Plan
    course: Course
    training_class: TrainingClass
    roster: RosterList

    def values(self) -> dict[str, int]:
        """The keys that addresses are made of."""
        return {
            "plan_id": self.plan.pk,
            "course_id": self.course.pk,
            "class_id": self.training_class.pk,
            "roster_id": self.roster.pk,
            "person_id": self.training_class.enrolments.exclude(person=None).first().person_id,
            "area_id": self.roster.share.area_id,
        }


def fill(size: Size) -> World:
    """Migrate, then make offices, plans, courses, lists and people of eight years; the last year is under way."""
    call_command("migrate", verbosity=0)
    for command in ("load_areas", "setup_roles"):
        call_command(command, verbosity=0, stdout=StringIO())
    dice = random.Random(5)
    office = _office("Ban Dân tộc tỉnh thử tốc độ")
    province, communes = _communes()
    offices = {area.pk: _office(f"Ủy ban nhân dân {area} {area.pk}", area=area) for area in communes}
    _people(size.people, office=office, communes=communes, dice=dice)
    courses = _courses(size, office=office, province=province, dice=dice)
    _registered(size, courses, communes=communes, offices=offices, dice=dice)
    _attendance(TrainingClass.objects.filter(state=ClassState.HELD))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    held = TrainingClass.objects.filter(state=ClassState.HELD).order_by("-pk").select_related("course__activity__plan")
    training_class = held.first()
    roster = RosterList.objects.filter(campaign__course=training_class.course).order_by("pk").first()
    return World(
        organiser=_person(office, Role.DRAFTER),
        leader=_person(office, Role.LEADER),
        registrar=_person(roster.office, Role.REGISTRAR),
        plan=training_class.course.activity.plan,
        course=training_class.course,
        training_class=training_class,
        roster=roster,
    )


def copy(model: type[models.Model], columns: tuple[str, ...], rows: Iterable[tuple], **same) -> None:
    """Write `rows` (values of `columns` in order) by COPY; every other column as in `model(**same)`."""
    template, fields = model(**same), model._meta.concrete_fields
    others = [f for f in fields if f.attname not in columns and (f.attname != "id" or "id" in columns)]
    names = [model._meta.get_field(name).column for name in columns] + [f.column for f in others]
    fixed = tuple(f.get_db_prep_save(f.pre_save(template, add=False), connection) for f in others)
    listed = ", ".join(f'"{name}"' for name in names)
    rows = iter(rows)
    while part := list(islice(rows, _SLICE)):
        out = StringIO()
        csv.writer(out).writerows([["\\N" if value is None else value for value in (*row, *fixed)] for row in part])
        out.seek(0)
        with connection.cursor() as cursor:
            statement = f"COPY \"{model._meta.db_table}\" ({listed}) FROM STDIN WITH (FORMAT csv, NULL '\\N')"
            cursor.copy_expert(statement, out)
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM \"{table}\"))")


def _office(name: str, **fields) -> Organisation:
    values = {"letterhead": name.upper(), "short_name": name, "symbol": "BDT", "place_name": "Điện Biên"}
    return Organisation.objects.create(
        name=name, head_title="TRƯỞNG BAN", deputy_title="PHÓ TRƯỞNG BAN", **values | fields
    )


def _person(office: Organisation, role: Role) -> User:
    user = User.objects.create_user(f"bench-{role.name.lower()}", organisation=office, full_name=f"Lò Văn {role.name}")
    user.groups.add(Group.objects.get(name=role))
    return user


def _communes() -> tuple[Area, list[Area]]:
    """A province and a hundred communes: some that have since been merged, and some of today."""
    day = date(2024, 1, 1)
    province = Area.objects.existing_on(day).filter(level=AreaLevel.PROVINCE, name="Điện Biên").get()
    communes = Area.objects.filter(level=AreaLevel.COMMUNE)
    former = list(communes.exclude(valid_to=None).order_by("code")[:30])
    return province, former + list(communes.filter(valid_to=None).order_by("code")[: 100 - len(former)])


def _names(dice: random.Random) -> list[tuple[str, str, str, str]]:
    """(name, name_key, sort_key, search_key) of all names there are."""
    names = [f"{a} {b} {c}" for a in _FAMILY.split() for b in _MIDDLE.split() for c in _GIVEN.split()]
    dice.shuffle(names)
    return [(name, name_key(name), sort_key(name), fold(name)) for name in names]


def _secrets(dice: random.Random) -> list[str]:
    """Some encrypted values, used again and again: encrypting is not what is measured."""
    return [encrypted(f'{{"ethnic_group": "{dice.choice(_GROUPS)}"}}') for _ in range(200)]


def _people(number: int, *, office: Organisation, communes: list[Area], dice: random.Random) -> None:
    names, secrets, now = _names(dice), _secrets(dice), timezone.now()

    def rows() -> Iterator[tuple]:
        for n in range(1, number + 1):
            full, key, order, search = dice.choice(names)
            index = blind_index(f"{n:012}", purpose="id_number") if n % 4 == 0 else ""
            area = communes[n % len(communes)].pk
            year = 1955 + n % 50
            yield (
                n,
                full,
                key,
                order,
                search,
                dice.choice("mf"),
                year,
                dice.choice(_POSTS),
                area,
                secrets[n % 200],
                index,
            )

    columns = ("id", "full_name", "name_key", "sort_key", "search_key", "sex", "birth_year", "post", "area_id",
               "private", "id_index")  # fmt: skip
    copy(Person, columns, rows(), keeper=office, created_at=now, updated_at=now)


def _courses(size: Size, *, office: Organisation, province: Area, dice: random.Random) -> list[Course]:
    """Courses of eight classes in plans of five courses, the same number every year, with their classes and days."""
    programmes = [
        Programme.objects.create(level=3, position=n, name=f"Dự án {n}", short_name=f"Dự án {n}") for n in range(1, 6)
    ]
    author = User.objects.create_user("bench-author", organisation=office)
    now, made, plan, courses = timezone.now(), [], None, size.classes // 8
    for n in range(courses):
        year = YEARS[n * len(YEARS) // courses]
        if n % 5 == 0 or year != plan.year_from:
            plan = Plan.objects.create(
                organisation=office, drafter=author, programme=programmes[n % 5], dated_year=year, year_from=year,
                year_to=year, title=f"Tập huấn, bồi dưỡng năm {year}, kế hoạch {n // 5 + 1}", state_since=now,
                created_at=now, updated_at=now,
            )  # fmt: skip
        kind, tour = (ActivityKind.STUDY_TOUR, "tour") if n % 5 == 4 else (ActivityKind.CLASS, "classes")
        name = f"Bồi dưỡng kiến thức dân tộc, khóa {n + 1}"
        activity = Activity.objects.create(plan=plan, kind=kind, name=name, group_count=8, group_size=100)
        made.append(
            Course.objects.create(
                activity=activity, organisation=office, kind=tour, name=name, days=3, area=province, class_size=100
            )
        )
        SeatRule.objects.create(course=made[-1], basis="commune", seats=8)
    _classes(made, dice=dice)
    return made


def _classes(courses: list[Course], *, dice: random.Random) -> None:
    years = dict(Course.objects.values_list("pk", "activity__plan__year_from"))
    rows = []
    for course in courses:
        year = years[course.pk]
        for ordinal in range(1, 9):
            first = date(year, dice.randint(2, 11), dice.randint(1, 24))
            state = ClassState.SETTLED
            if year == YEARS[-1]:
                state = [ClassState.COMPLETED, ClassState.HELD, ClassState.OPEN, ClassState.PLANNED][ordinal % 4]
            days = (first, first + timedelta(days=2))
            rows.append(
                TrainingClass(
                    course=course, ordinal=ordinal, state=state, seats=100, expected_from=days[0], expected_to=days[1],
                    starts_on=days[0], ends_on=days[1],
                )
            )  # fmt: skip
    TrainingClass.objects.bulk_create(rows)
    ClassSession.objects.bulk_create(
        ClassSession(
            training_class=row, day_number=day, half=half, held_on=row.starts_on + timedelta(days=day - 1)
        )
        for row in rows
        for day in (1, 2, 3)
        for half in (Half.MORNING, Half.AFTERNOON)
    )  # fmt: skip


def _registered(size: Size, courses: list[Course], *, communes, offices, dice: random.Random) -> None:
    """A campaign per course, a share and a list per commune, and the people in them."""
    moment = datetime.combine(date(2024, 1, 5), time(8), tzinfo=timezone.get_default_timezone())
    years = dict(Course.objects.values_list("pk", "activity__plan__year_from"))
    classes: dict[int, list[TrainingClass]] = {}
    for row in TrainingClass.objects.order_by("course", "ordinal"):
        classes.setdefault(row.course_id, []).append(row)
    per_share = max(1, size.enrolments // len(courses) // len(communes))
    Campaign.objects.bulk_create(
        Campaign(
            course=course, opens_on=date(years[course.pk], 1, 5), deadline=date(years[course.pk], 12, 31),
            title="DANH SÁCH ĐĂNG KÝ", registers=WhoRegisters.COMMUNE, opened_at=moment,
        )
        for course in courses
    )  # fmt: skip
    shares = Share.objects.bulk_create(
        Share(
            course=course, area=area, training_class=classes[course.pk][n * 8 // len(communes)], by_rule=per_share,
            seats=per_share + n % 2, taken=per_share, villages=10,
        )
        for course in courses
        for n, area in enumerate(communes)
    )  # fmt: skip
    campaigns = dict(Campaign.objects.values_list("course", "pk"))
    lists = RosterList.objects.bulk_create(
        RosterList(
            campaign_id=campaigns[share.course_id], share=share, office=offices[share.area_id],
            state=RosterState.DRAFT if _waits(share.training_class) else RosterState.ACCEPTED,
            number=n % len(communes) + 1,
        )
        for n, share in enumerate(shares)
    )  # fmt: skip
    names, secrets = _names(dice), _secrets(dice)

    def rows() -> Iterator[tuple]:
        for roster in lists:
            share = roster.share
            waits = _waits(share.training_class)
            held = share.training_class.state in (ClassState.COMPLETED, ClassState.SETTLED)
            for position in range(1, per_share + 1):
                full, _, order, search = dice.choice(names)
                state, half_days = EnrolmentState.ACCEPTED, 0
                if waits:
                    state = EnrolmentState.REGISTERED
                elif held:
                    came = dice.random() < 0.93
                    state = EnrolmentState.COMPLETED if came else EnrolmentState.NOT_COMPLETED
                    half_days = 6 if came else dice.randint(0, 3)
                person = None if waits else _member(share.course_id, share.pk * per_share + position, size.people)
                yield (
                    share.course_id, roster.pk, None if waits else share.training_class_id, person, position,
                    state.value, full, dice.choice(_POSTS), dice.random() < 0.3, dice.choice("mf"),
                    1960 + position % 40, secrets[(roster.pk + position * 37) % 200], f"n:{search}", order, search,
                    half_days,
                )  # fmt: skip

    columns = ("course_id", "roster_id", "training_class_id", "person_id", "position", "state", "full_name", "post",
               "is_paid", "sex", "birth_year", "private", "identity", "sort_key", "search_key",
               "half_days")  # fmt: skip
    copy(Enrolment, columns, rows(), is_paid=True, created_at=moment)


def _waits(training_class: TrainingClass) -> bool:
    """Whether lists for the class are still being written."""
    return training_class.state in ClassState.taking_names()


def _member(course: int, number: int, people: int) -> int:
    """A person for the number-th row: somebody comes back every few years, never twice into one course."""
    return (number * 7919 + course * 997) % max(people // 20, 1) + 1


def _attendance(classes) -> None:
    """Marks of the first four sessions of classes that are being held."""
    sessions: dict[int, list[int]] = {}
    for session in ClassSession.objects.filter(training_class__in=classes, day_number__lte=2).order_by("pk"):
        sessions.setdefault(session.training_class_id, []).append(session.pk)
    people = Enrolment.objects.filter(training_class__in=sessions).values_list("pk", "training_class")
    rows = ((pk, session, "p") for pk, class_id in people for session in sessions[class_id])
    copy(Attendance, ("enrolment_id", "session_id", "mark"), rows)
