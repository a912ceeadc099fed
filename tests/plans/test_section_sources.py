import datetime

import pytest

from documents.content import Paragraph, Table
from documents.papers import paper
from plans import section_sources
from plans.actions import add_appendix, add_section
from plans.models import Activity, ActivityLine
from tests.factories.plans import NOW, a_plan, a_user


@pytest.fixture
def budget():
    """A source as an app above would offer it."""

    @section_sources.register
    class Budget:
        key = "test-budget"
        label = "Bảng dự toán"

        def blocks(self, plan):
            return (Paragraph(f"Tổng kinh phí năm {plan.year_from}: 1.251.000.000 đồng"),)

    yield Budget
    section_sources.unregister("test-budget")


@pytest.mark.django_db
def test_a_source_prints_in_sections_and_appendices(budget):
    by = a_user()
    plan = a_plan(by)
    add_section(plan, after=None, level=1, title="KINH PHÍ", body="Như sau:", source="test-budget", by=by, at=NOW)
    add_appendix(plan, title="DỰ TOÁN", source="test-budget", by=by, at=NOW)
    sheet = paper("plan")
    content = sheet.content(sheet.find(plan.pk))
    line = Paragraph("Tổng kinh phí năm 2024: 1.251.000.000 đồng")
    assert content.sections[0].blocks == (Paragraph("Như sau:"), line)
    assert content.appendices[0].blocks == (line,)


@pytest.mark.django_db
def test_a_source_that_is_gone_prints_nothing(budget):
    by = a_user()
    plan = a_plan(by)
    section = add_section(plan, after=None, level=1, title="KINH PHÍ", source="test-budget", by=by, at=NOW)
    type(section).objects.filter(pk=section.pk).update(source="da-go-bo")
    sheet = paper("plan")
    assert sheet.content(sheet.find(plan.pk)).sections[0].blocks == ()


def test_sources_are_offered_by_label_behind_the_empty_choice(budget):
    assert section_sources.choices() == [
        ("", "— Không —"),
        ("test-budget", "Bảng dự toán"),
        ("activities", "Bảng tổng hợp hoạt động"),
    ]


def test_a_key_is_given_once(budget):
    section_sources.register(budget)
    with pytest.raises(ValueError, match="test-budget"):
        section_sources.register(type("Other", (), {"key": "test-budget", "label": "Khác"}))


@pytest.mark.django_db
def test_the_table_of_activities():
    by = a_user()
    plan = a_plan(by)
    assert section_sources.generated_blocks("activities", plan) == ()
    activity = Activity.objects.create(
        plan=plan,
        kind="class",
        name="Lớp cấp xã",
        group_count=4,
        people=1708,
        starts_on=datetime.date(2024, 4, 1),
        ends_on=datetime.date(2024, 6, 30),
    )
    ActivityLine.objects.create(activity=activity, role="lead", text="Phòng Dân tộc\nhuyện")
    other = Activity.objects.create(plan=plan, kind="other", name="Khác", position=2)
    ActivityLine.objects.create(activity=other, role="time", text="Trong năm 2024")
    assert section_sources.generated_blocks("activities", plan) == (
        Table(
            header=(("TT", "Hoạt động", "Số lớp, đoàn, cuộc", "Số người", "Thời gian", "Đơn vị chủ trì"),),
            rows=(
                ("1", "Lớp cấp xã", "4", "1.708", "quý II/2024", "Phòng Dân tộc"),
                ("2", "Khác", "", "", "Trong năm 2024", ""),
            ),
            widths=(12.0, 55.0, 20.0, 18.0, 30.0, 30.0),
        ),
    )
