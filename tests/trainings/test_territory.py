import datetime

import pytest

from organisations.enums import AreaLevel
from organisations.models import Area, AreaSuccession
from tests.factories.plans import a_plan
from tests.factories.trainings import a_commune, a_course, a_district, an_organiser
from trainings.territory import communes_of, day_of

TODAY = datetime.date(2026, 11, 21)
LAST_DAY, FIRST_DAY = datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)


@pytest.fixture
def by(db):
    return an_organiser()


@pytest.fixture
def province(db):
    return Area.objects.create(code="11", level=AreaLevel.PROVINCE, kind="Tỉnh", name="Điện Biên")


@pytest.fixture
def district(province):
    return a_district(parent=province, valid_to=LAST_DAY)


@pytest.fixture
def old(district):
    return [a_commune(name, parent=district, valid_to=LAST_DAY) for name in ("Mường Đun", "Xá Nhè", "Tả Phìn")]


@pytest.fixture
def new(province, old):
    rows = [a_commune(name, parent=province, valid_from=FIRST_DAY) for name in ("Sáng Nhè", "Sính Phình")]
    for before, after in ((0, 0), (1, 0), (2, 1)):
        AreaSuccession.objects.create(old=old[before], new=rows[after])
    return rows


def test_a_plan_of_2024_has_the_communes_of_2024(by, province, district, old, new):
    for area in (province, district):
        course = a_course(by, plan=a_plan(by), area=area)
        assert communes_of(course, on=TODAY) == old


def test_a_plan_of_today_has_the_communes_of_today(by, province, old, new):
    course = a_course(by, plan=a_plan(by, dated_year=2026, year_from=2026, year_to=2026), area=province)
    assert communes_of(course, on=TODAY) == new


def test_a_district_that_ended_stands_for_what_its_communes_became(by, district, old, new):
    course = a_course(by, plan=a_plan(by, dated_year=2026, year_from=2026, year_to=2026), area=district)
    assert communes_of(course, on=TODAY) == new


def test_a_commune_alone_is_its_own_territory(by, old, new):
    course = a_course(by, plan=a_plan(by), area=old[1])
    assert communes_of(course, on=TODAY) == [old[1]]


def test_without_an_area_there_are_no_communes(by, old):
    assert communes_of(a_course(by, plan=a_plan(by)), on=TODAY) == []


@pytest.mark.parametrize(
    ("years", "day"),
    [
        ({"dated_year": 2024, "year_from": 2024, "year_to": 2024}, datetime.date(2024, 1, 1)),
        ({"dated_year": 2021, "dated_month": 12, "dated_day": 24, "year_from": 2022, "year_to": 2025}, None),
        ({"dated_year": 2025, "dated_month": 8, "dated_day": 15, "year_from": 2025, "year_to": 2025}, None),
        ({"dated_year": 2022, "year_from": 2022, "year_to": 2026}, TODAY),
        ({"dated_year": 2026, "year_from": 2026, "year_to": 2026}, TODAY),
    ],
)
def test_the_day_is_the_first_of_a_past_plan(by, years, day):
    if day is None:
        issued = datetime.date(years["dated_year"], years["dated_month"], years["dated_day"])
        day = max(issued, datetime.date(years["year_from"], 1, 1))
    course = a_course(by, plan=a_plan(by, **years))
    assert day_of(course, on=TODAY) == day


def test_two_queries_find_a_territory_that_ended(by, district, old, new, django_assert_num_queries):
    course = a_course(by, plan=a_plan(by, dated_year=2026, year_from=2026, year_to=2026), area=district)
    with django_assert_num_queries(2):
        communes_of(course, on=TODAY)
