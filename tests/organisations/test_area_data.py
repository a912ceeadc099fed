"""The administrative units that ship with the project: counts from the sources, known cases, loading twice."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from organisations.area_data import Loaded, load_areas
from organisations.enums import AreaLevel
from organisations.models import Area, AreaSuccession

pytestmark = pytest.mark.django_db


@pytest.fixture
def areas():
    return load_areas()


def kinds(level, day):
    return Counter(Area.objects.filter(level=level).existing_on(day).values_list("kind", flat=True))


def successors(**old):
    return sorted(str(area) for area in Area.objects.get(**old).successors.all())


def test_units_on_the_day_the_districts_ended(areas):
    assert kinds(AreaLevel.PROVINCE, date(2025, 7, 1)) == {"Tỉnh": 28, "Thành phố": 6}
    assert kinds(AreaLevel.DISTRICT, date(2025, 7, 1)) == {}
    assert kinds(AreaLevel.COMMUNE, date(2025, 7, 1)) == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}


def test_units_on_the_day_of_the_source(areas):
    assert kinds(AreaLevel.PROVINCE, date(2026, 7, 25)) == {"Tỉnh": 27, "Thành phố": 7}
    assert kinds(AreaLevel.COMMUNE, date(2026, 7, 25)) == {"Xã": 2611, "Phường": 697, "Đặc khu": 13}


def test_provinces_after_the_two_new_cities_of_september_2026(areas):
    assert kinds(AreaLevel.PROVINCE, date(2026, 9, 20)) == {"Tỉnh": 25, "Thành phố": 9}


def test_provinces_and_districts_before_july_2025(areas):
    assert sum(kinds(AreaLevel.PROVINCE, date(2025, 6, 30)).values()) == 63
    assert sum(kinds(AreaLevel.DISTRICT, date(2025, 6, 30)).values()) == 696


def test_every_unit_below_the_provinces_has_one_above_it(areas):
    assert not Area.objects.filter(parent=None).exclude(level=AreaLevel.PROVINCE).exists()


def test_all_52_merged_provinces_have_one_successor(areas):
    ended = Area.objects.filter(level=AreaLevel.PROVINCE, valid_to=date(2025, 6, 30))
    assert Counter(ended.values_list("succession_out__new__valid_from", flat=True)) == {date(2025, 7, 1): 52}


@pytest.mark.parametrize(
    ("name", "heir"),
    [("Quảng Nam", "Thành phố Đà Nẵng"), ("Quảng Trị", "Tỉnh Quảng Trị"), ("Quảng Bình", "Tỉnh Quảng Trị")],
)
def test_merged_province_leads_to_its_successor(areas, name, heir):
    assert successors(name=name, level=AreaLevel.PROVINCE, valid_to=date(2025, 6, 30)) == [heir]


@pytest.mark.parametrize("name", ["Điện Biên", "Lạng Sơn"])
def test_unchanged_province_is_one_row(areas, name):
    assert list(Area.objects.filter(level=1, name=name).values_list("valid_from", "valid_to")) == [(None, None)]


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Quảng Ninh", [(None, date(2026, 8, 31)), (date(2026, 9, 1), None)]),
        ("Đồng Nai", [(None, date(2025, 6, 30)), (date(2025, 7, 1), date(2026, 4, 29)), (date(2026, 4, 30), None)]),
        ("Bắc Ninh", [(None, date(2025, 6, 30)), (date(2025, 7, 1), date(2026, 9, 19)), (date(2026, 9, 20), None)]),
    ],
)
def test_province_that_became_a_city(areas, name, days):
    rows = Area.objects.filter(level=1, name=name).order_by("valid_to")
    assert sorted(rows.values_list("valid_from", "valid_to"), key=lambda row: row[0] or date.min) == days
    assert Area.objects.get(level=1, name=name, valid_to=None).kind == "Thành phố"


def test_successors_of_tua_chua_are_the_five_new_communes(areas):
    assert successors(name="Tủa Chùa", level=AreaLevel.DISTRICT) == [
        "Xã Sáng Nhè",
        "Xã Sín Chải",
        "Xã Sính Phình",
        "Xã Tủa Chùa",
        "Xã Tủa Thàng",
    ]


def test_code_3217_is_first_a_town_then_a_larger_commune(areas):
    town, commune = Area.objects.filter(code="03217").order_by("valid_to")
    if town.valid_to is None:  # SQLite and PostgreSQL order nulls differently
        town, commune = commune, town
    assert (str(town.parent.name), town.valid_to) == ("Tủa Chùa", date(2025, 6, 30))
    assert (str(commune.parent), commune.valid_from) == ("Tỉnh Điện Biên", date(2025, 7, 1))
    assert sorted(commune.predecessors.filter(level=3).values_list("name", "parent__name")) == [
        ("Mường Báng", "Tủa Chùa"),
        ("Nà Tòng", "Tuần Giáo"),
        ("Tủa Chùa", "Tủa Chùa"),
    ]


def test_district_names_of_the_old_plans_are_there(areas):
    quang_nam = Area.objects.filter(level=AreaLevel.DISTRICT, parent__name="Quảng Nam")
    wanted = {"Đông Giang", "Tây Giang", "Nam Giang", "Bắc Trà My", "Nam Trà My", "Phước Sơn"}
    wanted |= {"Tam Kỳ", "Điện Bàn", "Duy Xuyên", "Đại Lộc", "Hội An", "Núi Thành"}
    assert wanted - set(quang_nam.values_list("name", flat=True)) == set()
    assert Area.objects.get(name="Văn Lãng", level=AreaLevel.DISTRICT).parent.name == "Lạng Sơn"
    assert Area.objects.get(name="Đông Hà", level=AreaLevel.DISTRICT).parent.valid_to == date(2025, 6, 30)


def test_loading_twice_changes_nothing(areas, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        again = load_areas()
    assert again == Loaded(added=0, unchanged=4131, differing=0, overwritten=False, successions_added=0)
    assert (Area.objects.count(), AreaSuccession.objects.count()) == (4131, 85)


def test_what_an_office_changed_stays_unless_asked(areas):
    Area.objects.filter(code="03220", valid_from=date(2025, 7, 1)).update(valid_to=date(2026, 12, 31))
    assert load_areas().differing == 1
    assert Area.objects.get(code="03220", valid_from=date(2025, 7, 1)).valid_to == date(2026, 12, 31)
    assert load_areas(overwrite=True).differing == 1
    assert Area.objects.get(code="03220", valid_from=date(2025, 7, 1)).valid_to is None
    assert load_areas().differing == 0


def test_loaded_units_are_found_without_accents_in_any_order(areas):
    assert {str(area) for area in Area.objects.matching("CHUA tua xa")} >= {"Xã Tủa Chùa"}


def test_the_command_says_what_it_did():
    said = StringIO()
    call_command("load_areas", stdout=said)
    assert said.getvalue() == "Đơn vị hành chính: thêm 4131, đã có sẵn 0; quan hệ kế tiếp: thêm 85.\n"


def test_the_command_says_what_it_kept_and_what_it_overwrote(areas):
    Area.objects.filter(code="11").update(name="Điện Biên Phủ")
    said = StringIO()
    call_command("load_areas", stdout=said)
    call_command("load_areas", "--overwrite", stdout=said)
    assert said.getvalue().splitlines()[1::2] == [
        "Giữ nguyên 1 dòng khác với dữ liệu kèm theo; muốn ghi đè: load_areas --overwrite.",
        "Đã ghi đè 1 dòng theo dữ liệu kèm theo.",
    ]
