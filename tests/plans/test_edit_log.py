"""Every edit of a plan stands in the audit trail: who, when, before and after, named as people name it."""

import json

import pytest
from django.db import transaction

from audit.changes import text_after, text_before
from audit.enums import EntryKind
from audit.models import Entry
from audit.verifying import walk
from plans import actions
from plans.models import Plan
from tests.factories.plans import NOW, a_document, a_plan, a_post, a_user, an_outline

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafter():
    return a_user()


@pytest.fixture
def plan(drafter) -> Plan:
    return a_plan(drafter)


def trail(after=0):
    """[(act, changes)] of the entries behind the first `after`."""
    rows = Entry.objects.filter(kind=EntryKind.CHANGE, table="plans.plan").order_by("pk")[after:]
    return [(row.act, json.loads(row.details)["changes"]) for row in rows]


def last():
    return trail()[-1]


def test_a_new_plan_tells_what_it_says(plan, drafter):
    entry = Entry.objects.get()
    assert (entry.act, entry.actor_id, entry.at, entry.row_id, entry.row_name) == (
        "lập kế hoạch",
        drafter.pk,
        NOW,
        plan.pk,
        plan.title,
    )
    assert entry.organisation_id == plan.organisation_id
    told = {change["field"]: change["now"] for change in json.loads(entry.details)["changes"]}
    assert told == {
        "cơ quan ban hành": f"{plan.organisation} (mã {plan.organisation_id})",
        "người soạn thảo": f"{drafter} (mã {drafter.pk})",
        "trích yếu": plan.title,
        "thực hiện từ năm": 2024,
        "đến năm": 2024,
        "năm ban hành": 2024,
        "lưu": "VT",
    }


def test_head(plan, drafter):
    signer = a_post(plan.organisation)
    actions.save_head(plan, {"place": "Cao Bằng", "signer": signer}, version=1, by=drafter, at=NOW)
    assert last() == (
        "sửa phần đầu",
        [
            {"of": "Thể thức", "field": "địa danh", "was": "", "now": "Cao Bằng"},
            {"of": "Thể thức", "field": "người ký", "was": None, "now": f"{signer} (mã {signer.pk})"},
        ],
    )


def test_text_of_a_section_under_its_printed_name(plan, drafter):
    _, section = an_outline(plan, drafter, "MỤC ĐÍCH", ".Yêu cầu")
    long = "Đúng đối tượng, đúng nội dung. " * 10
    saved = actions.save_section(section, title="Yêu cầu", body=long, version=1, by=drafter, at=NOW)
    actions.save_section(
        section, title="Yêu cầu", body=long.replace("Đúng", "Trúng", 1), version=saved.version, by=drafter, at=NOW
    )
    act, (change,) = last()
    assert act == "sửa nội dung"
    assert {name: change[name] for name in ("of", "field", "at", "removed", "inserted")} == {
        "of": "Mục 1. Yêu cầu",
        "field": "nội dung",
        "at": 0,
        "removed": "Đúng",
        "inserted": "Trúng",
    }
    stored = plan.sections.get(pk=section.pk).body
    assert text_after(saved.body, change) == stored
    assert text_before(stored, change) == saved.body


def test_every_save_is_an_entry_even_where_undo_joins_them(plan, drafter):
    (section,) = an_outline(plan, drafter, "MỘT")
    before = Entry.objects.count()
    for version in (1, 2, 3):
        actions.save_section(section, title="MỘT", body="x" * version, version=version, by=drafter, at=NOW)
    assert plan.edits.filter(kind="text").count() == 1
    assert [change[0]["now"] for _, change in trail(before)] == ["x", "xx", "xxx"]


def test_nothing_changed_nothing_told(plan, drafter):
    (section,) = an_outline(plan, drafter, "MỘT")
    before = Entry.objects.count()
    actions.save_section(section, title="MỘT", body="", version=1, by=drafter, at=NOW)
    actions.save_head(plan, {"place": ""}, version=1, by=drafter, at=NOW)
    assert Entry.objects.count() == before


def test_sections_added_moved_indented_deleted(plan, drafter):
    one, two = an_outline(plan, drafter, "MỘT", "HAI")
    assert last() == (
        "thêm mục",
        [
            {"of": "Mục II. HAI", "field": "cấp", "row": "added", "was": None, "now": "I."},
            {"of": "Mục II. HAI", "field": "đánh số", "row": "added", "was": None, "now": True},
            {"of": "Mục II. HAI", "field": "đề mục", "row": "added", "was": None, "now": "HAI"},
        ],
    )
    actions.move_section(two, step=-1, by=drafter, at=NOW)
    assert last() == (
        "chuyển mục",
        [{"of": "", "field": "thứ tự", "was": ["Mục I. MỘT", "Mục II. HAI"], "now": ["Mục I. HAI", "Mục II. MỘT"]}],
    )
    actions.indent_section(one, step=1, by=drafter, at=NOW)
    assert last() == ("đổi cấp mục", [{"of": "Mục 1. MỘT", "field": "cấp", "was": "I.", "now": "1."}])
    actions.delete_section(two, by=drafter, at=NOW)
    act, changes = last()
    assert act == "xóa mục"
    assert {(change["of"], change["row"], change["now"]) for change in changes} == {
        ("Mục I. HAI", "removed", None),
        ("Mục 1. MỘT", "removed", None),
    }


def test_bases(plan, drafter):
    document = a_document()
    actions.add_basis(plan, document=document, by=drafter, at=NOW)
    assert last() == (
        "sửa căn cứ",
        [
            {
                "of": "Căn cứ thứ 1",
                "field": "văn bản",
                "row": "added",
                "was": None,
                "now": f"{document} (mã {document.pk})",
            }
        ],
    )


def test_activities_with_their_lines(plan, drafter):
    lines = [{"role": "audience", "label": "", "text": "Cán bộ xã"}]
    activity = actions.add_activity(
        plan, section=None, kind="class", name="Lớp 1", lines=lines, by=drafter, at=NOW, prints_name=True
    )
    assert ("Hoạt động Lớp 1", "dòng 1", "Đối tượng: Cán bộ xã") in [
        (change["of"], change["field"], change["now"]) for change in last()[1]
    ]
    from plans.images import activity_mark

    more = [*lines, {"role": "time", "label": "Khi nào", "text": "Quý III"}]
    actions.save_activity(activity, {"group_count": 2}, lines=more, mark=activity_mark(activity), by=drafter, at=NOW)
    assert last()[1] == [
        {
            "of": "Hoạt động Lớp 1",
            "field": Plan._meta.apps.get_model("plans", "Activity")._meta.get_field("group_count").verbose_name,
            "was": None,
            "now": 2,
        },
        {"of": "Hoạt động Lớp 1", "field": "dòng 2", "was": None, "now": "Thời gian «Khi nào»: Quý III"},
    ]


def test_appendices(plan, drafter):
    appendix = actions.add_appendix(plan, title="Danh sách", by=drafter, at=NOW)
    actions.save_appendix(appendix, {"is_landscape": True}, version=1, by=drafter, at=NOW)
    assert last() == (
        "sửa phụ lục",
        [{"of": "Phụ lục Danh sách", "field": "khổ ngang", "was": False, "now": True}],
    )


def test_undo_is_told_too(plan, drafter):
    (section,) = an_outline(plan, drafter, "MỘT")
    actions.save_section(section, title="MỘT", body="chữ", version=1, by=drafter, at=NOW)
    actions.undo_edit(plan, by=drafter, at=NOW)
    assert last() == (
        "hoàn tác lần sửa nội dung",
        [{"of": "Mục I. MỘT", "field": "nội dung", "was": "chữ", "now": ""}],
    )


def test_copy_tells_where_it_comes_from_and_all_that_it_says(plan, drafter):
    an_outline(plan, drafter, "MỘT", ".Hai")
    actions.add_appendix(plan, title="Danh sách", by=drafter, at=NOW)
    before = Entry.objects.count()
    copy = actions.copy_plan(plan, year=2025, by=drafter, at=NOW)
    entry = Entry.objects.order_by("pk")[before]
    assert (entry.act, entry.row_id) == ("sao chép kế hoạch", copy.pk)
    details = json.loads(entry.details)
    assert details["source"] == f"{plan} (mã {plan.pk})"
    assert {change["of"] for change in details["changes"]} == {
        "Thể thức",
        "Mục I. MỘT",
        "Mục 1. Hai",
        "Phụ lục Danh sách",
    }


def test_refused_edit_leaves_no_trace(plan, drafter):
    (section,) = an_outline(plan, drafter, "MỘT")
    before = Entry.objects.count()
    with pytest.raises(actions.StaleEdit), transaction.atomic():
        actions.save_section(section, title="MỘT", body="chữ", version=9, by=drafter, at=NOW)
    assert Entry.objects.count() == before
    assert walk().fault is None


def test_autosave_asks_the_trail_three_questions(plan, drafter, django_assert_num_queries):
    """The end of the chain, the entry, the new end; sixteen others, the marks around this test's transaction among
    them."""
    (section,) = an_outline(plan, drafter, "MỘT")
    with django_assert_num_queries(19):
        actions.save_section(section, title="MỘT", body="chữ", version=1, by=drafter, at=NOW)
