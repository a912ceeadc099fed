"""plans.facts: what a check of a plan is told besides its wording."""

import datetime

import pytest

from documents.checking.facts import KnownArea, KnownDocument, KnownOffice
from documents.checking.shipped import shipped_offices
from documents.models import SwitchedOffRule
from organisations.models import Area, AreaSuccession
from plans.facts import facts_of
from plans.models import Activity, Plan, Programme
from plans.papers import PlanPaper
from tests.factories.plans import NOW, a_document, a_plan, a_post, a_user, an_outline

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2024, 3, 5)


def facts(plan, on=TODAY):
    return facts_of(PlanPaper().find(plan.pk), on=on)


def dated(plan, **fields):
    Plan.objects.filter(pk=plan.pk).update(**fields)
    return facts(plan).issued_on


def test_a_draft_is_not_issued_before_today():
    plan = a_plan(a_user())

    assert facts(plan).issued_on == TODAY
    assert dated(plan, dated_month=6) == datetime.date(2024, 6, 1)
    assert dated(plan, dated_month=3, dated_day=1) == datetime.date(2024, 3, 1)
    assert dated(plan, dated_year=2025, dated_month=None, dated_day=None, year_to=2025) == datetime.date(2025, 1, 1)


def test_a_plan_of_a_past_year_is_measured_by_that_year():
    plan = a_plan(a_user())

    assert dated(plan, dated_year=2020) is None
    assert dated(plan, dated_year=2024, is_transcript=True) is None


def test_years_and_signature_come_from_the_row():
    by = a_user()
    plan = a_plan(by, signer=a_post(by.organisation))

    known = facts(plan)

    assert (known.year_from, known.year_to, known.signature_lines) == (2024, 2024, ("TRƯỞNG BAN",))


def test_registers_and_catalogues_are_known():
    by = a_user()
    new = a_document(reference="02/QĐ-TTg")
    a_document(reference="01/QĐ-TTg", in_force_to=TODAY, replaced_by=new)
    Programme.objects.create(level=1, name="Chương trình giảm nghèo")
    province = Area.objects.create(code="14", level=1, kind="Tỉnh", name="Điện Biên")
    district = Area.objects.create(code="127", level=2, kind="Huyện", name="Tủa Chùa", parent=province, valid_to=TODAY)
    commune = Area.objects.create(code="03217", level=3, kind="Xã", name="Tủa Chùa", parent=province)
    AreaSuccession.objects.create(old=district, new=commune)

    known = facts(a_plan(by))

    assert sorted(known.documents, key=lambda document: document.reference)[0] == KnownDocument(
        "Quyết định",
        "01/QĐ-TTg",
        datetime.date(2022, 1, 18),
        "Thủ tướng Chính phủ",
        "phê duyệt Chương trình mục tiêu quốc gia giảm nghèo bền vững",
        in_force_to=TODAY,
        successor="02/QĐ-TTg",
    )
    assert known.programmes == ("Chương trình giảm nghèo",)
    assert KnownArea("huyện", "Tủa Chùa", None, TODAY, "Điện Biên", ("xã Tủa Chùa",)) in known.areas
    assert known.offices == (KnownOffice(by.organisation.name, "BAN DÂN TỘC", "BDT"), *shipped_offices())


def test_changed_areas_are_known_at_once():
    by = a_user()
    plan = a_plan(by)
    province = Area.objects.create(code="14", level=1, kind="Tỉnh", name="Điện Biên")
    other = Area.objects.create(code="12", level=1, kind="Tỉnh", name="Lai Châu", valid_to=TODAY)
    before = facts(plan).areas
    Area.objects.filter(pk=province.pk).update(name="Điện Biên Phủ")
    AreaSuccession.objects.create(old=other, new=province)

    assert [area.name for area in before] == ["Điện Biên", "Lai Châu"]
    assert [(area.name, area.successors) for area in facts(plan).areas] == [
        ("Điện Biên Phủ", ()),
        ("Lai Châu", ("tỉnh Điện Biên Phủ",)),
    ]


def test_rules_that_the_office_switched_off_are_known():
    by, other = a_user(), a_user()
    plan = a_plan(by)
    for office, rule in ((by.organisation, "amounts.currency"), (other.organisation, "amounts.words")):
        SwitchedOffRule.objects.create(organisation=office, rule=rule, reason="Thói quen của cơ quan", by=by, at=NOW)

    assert facts(plan).switched_off == {"amounts.currency"}


def test_activities_stand_under_their_printed_headings():
    by = a_user()
    plan = a_plan(by)
    first, second = an_outline(plan, by, "I", "II")
    rows = [("Lớp 1", first, True), ("Lớp 2", first, True), ("Tham quan", second, False), ("Chưa xếp", None, False)]
    for position, (name, section, prints_name) in enumerate(rows):
        Activity.objects.create(
            plan=plan,
            section=section,
            position=position,
            kind="class",
            name=name,
            prints_name=prints_name,
            group_count=2,
        )

    known = facts(plan)
    headings = [section.title for section in PlanPaper().content(plan).walk_sections()]

    assert headings == ["I", "Lớp 1", "Lớp 2", "II"]
    assert {activity.name: activity.section for activity in known.activities} == {
        "Lớp 1": 1,
        "Lớp 2": 2,
        "Tham quan": 3,
        "Chưa xếp": None,
    }


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    by = a_user()
    plan = a_plan(by, signer=a_post(by.organisation))
    sections = an_outline(plan, by, "I", "II", "III")
    for number in range(12):
        a_document(replaced_by=a_document())
        Activity.objects.create(plan=plan, section=sections[number % 3], kind="class", name=f"Lớp {number}")
        Area.objects.create(code=f"{number:02}", level=1, kind="Tỉnh", name=f"Tỉnh {number}")
    row = PlanPaper().find(plan.pk)

    with django_assert_num_queries(6):
        facts_of(row, on=TODAY)
