import datetime

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from lib.refusals import Refused
from organisations.area_data import load_areas
from organisations.models import Area, Department, Organisation, Post, User
from plans import actions
from plans.models import Activity, LegalDocument, Plan, PlanAppendix, PlanLegalBasis, PlanSection, Programme
from portal.examples import load_examples

pytestmark = pytest.mark.django_db
MODELS = [
    Organisation,
    Department,
    Post,
    LegalDocument,
    Programme,
    Plan,
    PlanLegalBasis,
    PlanSection,
    PlanAppendix,
    Activity,
    User,
]


def everything() -> dict[str, list]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def test_a_second_run_changes_nothing():
    load_examples(at=now())
    before = everything()
    assert load_examples(at=now() + datetime.timedelta(days=1)) == {}
    assert everything() == before


def test_four_plans_are_entered_with_their_parts():
    load_examples(at=now())
    assert [
        (plan.organisation.symbol, plan.dated_year, plan.bases.count(), plan.sections.count(), plan.activities.count())
        for plan in Plan.objects.order_by("dated_year")
    ] == [("BDT", 2020, 4, 10, 4), ("UBND", 2021, 2, 46, 1), ("BDT", 2022, 1, 10, 1), ("UBND", 2024, 7, 15, 5)]
    assert PlanAppendix.objects.count() == 2


def test_numbers_stand_apart_from_the_lines():
    load_examples(at=now())
    classes = Activity.objects.filter(plan__dated_year=2020).order_by("position")
    assert [(a.group_count, a.group_size, a.expected_people, a.days) for a in classes] == [
        (2, 84, 168, 3),
        (3, 84, 252, 3),
        (9, 54, 486, 2),
        (1, None, 22, 7),
    ]


def test_what_people_changed_stays():
    load_examples(at=now())
    section = PlanSection.objects.filter(plan__dated_year=2020, title="KINH PHÍ").get()
    Organisation.objects.filter(name="Ban Dân tộc tỉnh Lạng Sơn").update(place_name="Thành phố Lạng Sơn")
    PlanSection.objects.filter(pk=section.pk).update(body="Đã sửa.")
    load_examples(at=now())
    section.refresh_from_db()
    assert section.body == "Đã sửa."
    assert Organisation.objects.get(name="Ban Dân tộc tỉnh Lạng Sơn").place_name == "Thành phố Lạng Sơn"


def test_organisations_have_their_area_and_successor():
    load_areas()
    load_examples(at=now())
    assert Organisation.objects.filter(area=None).count() == 0
    district = Organisation.objects.get(name="Ủy ban nhân dân huyện Tủa Chùa")
    assert (district.area.kind, district.area.name, district.area.valid_to) == (
        "Huyện",
        "Tủa Chùa",
        datetime.date(2025, 6, 30),
    )
    assert district.successor.area == Area.objects.get(kind="Xã", name="Tủa Chùa", valid_to=None)


def test_the_old_offices_write_no_new_plans():
    load_examples(at=now())
    plan = Plan.objects.get(dated_year=2022)
    author = User.objects.get(username="du-lieu-mau")
    with pytest.raises(Refused) as refusal:
        actions.save_head(plan, {"dated_year": 2026}, version=plan.version, by=author, at=now())
    assert "chỉ tồn tại đến 28/02/2025; cơ quan kế tục: Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn" in refusal.value.sentence


def test_nobody_signs_in_as_the_author_of_the_examples():
    load_examples(at=now())
    author = User.objects.get(username="du-lieu-mau")
    assert (author.has_usable_password(), author.is_staff, author.is_superuser) == (False, False, False)


def test_command_says_what_it_did(capsys):
    call_command("load_examples")
    call_command("load_examples")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Đã thêm: 12 cơ quan, ")
    assert second == "Các kế hoạch mẫu đã có đủ, không thêm gì."
