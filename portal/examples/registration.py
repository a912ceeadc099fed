"""A registration under way on a trial machine: one commune has sent its list, one has begun, ten have not."""

import datetime
import tomllib
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from organisations.enums import Regime
from organisations.models import Area, Organisation, User
from plans.models import Activity
from trainings.actions.campaigns import open_campaign, save_campaign
from trainings.actions.class_days import generate_classes
from trainings.actions.courses import begin_course
from trainings.actions.grouping import move_units
from trainings.actions.lists import submit_list
from trainings.actions.rows import Typed, save_rows
from trainings.actions.seats import set_rules
from trainings.models import Campaign, Course, RosterList
from trainings.seat_units import rules_mark

FILE = Path(__file__).parent / "registration.toml"
FAMILY_NAMES = ("Giàng", "Vàng", "Lò", "Mùa", "Thào", "Quàng", "Sùng", "Hạng")
MIDDLE_NAMES = {"m": ("A", "Văn", "Seo"), "f": ("Thị",)}
GIVEN_NAMES = {"m": ("Páo", "Sinh", "Dế", "Chu", "Lồng", "Tủa"), "f": ("Dua", "Mỷ", "Ban", "Xua", "Say", "Chía")}
POSTS = ("Trưởng thôn", "Bí thư Chi bộ", "Trưởng ban công tác Mặt trận", "Chi hội trưởng Phụ nữ", "Bí thư Chi đoàn")


def offices() -> dict[str, Organisation]:
    """The offices of the communes that register, by the name of their registrar's account; made where missing.

    None while the areas are not loaded.
    """
    told = tomllib.loads(FILE.read_text("utf-8"))
    areas = _areas(told)
    if len(areas) < len(told["communes"]):
        return {}
    return {entry["registrar"]: _office(areas[entry["code"]]) for entry in told["communes"]}


@transaction.atomic
def begin_registration(organiser: User, registrars: dict[str, User], *, at: datetime.datetime) -> Campaign | None:
    """Make a course of the example plan, give seats by rule, spread the communes over classes and open registration.

    Everything goes through the acts that people use. None when the plan's activity has a course already, or is not
    there, or nobody registers.
    """
    told = tomllib.loads(FILE.read_text("utf-8"))
    activity = Activity.objects.filter(name=told["activity"], plan__title=told["plan"], course=None).first()
    if activity is None or not registrars:
        return None
    areas = _count_villages(told)
    by = {"by": organiser, "at": at}
    course = begin_course(activity, {"area": next(iter(areas.values())).parent}, plan_follows=False, **by)
    generate_classes(course, count=told["classes"], size=None, version=course.version, **by)
    rules = [
        {"position": number, "area": None, "organisation": None} | rule
        for number, rule in enumerate(told["rules"], start=1)
    ]
    set_rules(course, rules, mark=rules_mark([]), **by)
    _group(course, told, by=organiser, at=at)
    campaign = _campaign(course, told, by=organiser, at=at)
    for entry in told["communes"]:
        _fill(campaign, areas[entry["code"]], entry, registrars[entry["registrar"]], at=at)
    return campaign


def _areas(told: dict[str, Any]) -> dict[str, Area]:
    codes = [entry["code"] for entry in told["communes"]]
    rows = Area.objects.existing_on(told["counted_on"]).filter(code__in=codes).select_related("parent")
    return {area.code: area for area in rows}


def _count_villages(told: dict[str, Any]) -> dict[str, Area]:
    areas = _areas(told)
    for entry in told["communes"]:
        area = areas[entry["code"]]
        area.village_count, area.villages_counted_on = entry["villages"], told["counted_on"]
        area.save(update_fields=["village_count", "villages_counted_on"])
        area.neighbours.add(*(areas[code] for code in entry["neighbours"]))
    return areas


def _office(area: Area) -> Organisation:
    name = f"Ủy ban nhân dân {area.kind.lower()} {area.name}"
    particulars = {
        "letterhead": f"ỦY BAN NHÂN DÂN\n{area.kind} {area.name}".upper(),
        "short_name": f"UBND {area.kind} {area.name}".upper(),
        "symbol": "UBND",
        "prints_superior": False,
        "regime": Regime.COLLECTIVE,
        "collective_name": "ỦY BAN NHÂN DÂN",
        "head_title": "CHỦ TỊCH",
        "deputy_title": "PHÓ CHỦ TỊCH",
        "place_name": area.name,
        "area": area,
    }
    office, _ = Organisation.objects.get_or_create(name=name, valid_from=None, defaults=particulars)
    return office


def _group(course: Course, told: dict[str, Any], *, by: User, at: datetime.datetime) -> None:
    """Put every commune into the class that the plan names for it."""
    classes = {row.ordinal: row for row in course.classes.all()}
    for ordinal, training_class in classes.items():
        codes = [entry["code"] for entry in told["communes"] if entry["class"] == ordinal]
        shares = list(course.shares.filter(area__code__in=codes).values_list("pk", flat=True))
        move_units(course, shares, training_class, by=by, at=at)


def _campaign(course: Course, told: dict[str, Any], *, by: User, at: datetime.datetime) -> Campaign:
    day = localdate(at)
    campaign = save_campaign(
        course,
        opens_on=day,
        deadline=day + datetime.timedelta(days=told["days_open"]),
        title="DANH SÁCH ĐẠI BIỂU ĐĂNG KÝ THAM GIA TẬP HUẤN NÂNG CAO NĂNG LỰC\n"
        "THUỘC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA GIẢM NGHÈO BỀN VỮNG",
        asks=told["asks"],
        by=by,
        at=at,
    )
    open_campaign(campaign, by=by, at=at)
    return campaign


def _fill(campaign: Campaign, area: Area, entry: dict[str, Any], registrar: User, *, at: datetime.datetime) -> None:
    roster = RosterList.objects.get(campaign=campaign, share__area=area)
    people = _people(entry["villages"], family_names=FAMILY_NAMES[entry["class"] :])
    rows = [Typed(f"m{number}", 0, cells) for number, cells in enumerate(islice(people, entry.get("begun", 0)))]
    if rows:
        save_rows(roster, rows, by=registrar, at=at)
        roster.refresh_from_db()
    if entry.get("sent"):
        submit_list(roster, by=registrar, at=at)


def _people(villages: int, *, family_names: Sequence[str]) -> Iterator[dict[str, str]]:
    """Rows of invented people as a registrar types them: nine of the commune, then five of every village, no name
    twice in a list."""
    names = (
        (sex, f"{family} {middle} {given}")
        for family, sex in product(family_names, "mf")
        for middle, given in product(MIDDLE_NAMES[sex], GIVEN_NAMES[sex])
    )
    posts = [("Công chức văn hóa - xã hội", "paid", "Trung tâm xã")] * 9
    posts += [(post, "unpaid", f"Thôn {number}") for number in range(1, villages + 1) for post in POSTS]
    years = cycle(range(1966, 2001, 7))
    for (sex, name), (post, payroll, village), year in zip(names, posts, years, strict=False):
        yield {
            "full_name": name,
            "post": post,
            payroll: "X",
            "sex": "Nam" if sex == "m" else "Nữ",
            "birth_year": str(year),
            "village": village,
        }
