import datetime

import pytest
from django.core.exceptions import PermissionDenied

from lib.refusals import Refused
from organisations.enums import Scope
from plans.actions import (
    StaleEdit,
    add_activity,
    add_appendix,
    add_basis,
    add_section,
    create_plan,
    delete_activity,
    delete_appendix,
    delete_section,
    indent_section,
    move_appendix,
    move_basis,
    move_section,
    remove_basis,
    save_activity,
    save_appendix,
    save_basis,
    save_head,
    save_section,
    undo_edit,
)
from plans.actions.editing import EDITS_KEPT
from plans.images import activity_mark
from plans.models import Activity, LegalDocument, Plan, PlanEdit, PlanLegalBasis, PlanSection
from tests.factories.plans import NOW, a_document, a_plan, a_post, a_user, an_organisation, an_outline

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(minutes=5)


def outline(plan):
    return [(s.position, s.level, s.title) for s in plan.sections.all()]


def edits(plan):
    return [(e.kind, e.by_id, e.at, e.undone) for e in plan.edits.order_by("id")]


# Creating and copying


def test_create_plan_fills_in_what_follows_from_the_writer():
    by = a_user()
    plan = create_plan(organisation=by.organisation, title="  Thực hiện\n Dự án 7 ", by=by, at=NOW)
    plan.refresh_from_db()
    assert (plan.drafter, plan.organisation, plan.version) == (by, by.organisation, 1)
    assert (plan.year_from, plan.year_to, plan.dated_year, plan.dated_month) == (2024, 2024, 2024, None)
    assert (plan.created_at, plan.updated_at, plan.updated_by) == (NOW, NOW, by)
    assert plan.search_key == "thuc hien du an 7"


def test_create_plan_is_only_for_the_own_office():
    by, elsewhere = a_user(), an_organisation()
    with pytest.raises(PermissionDenied):
        create_plan(organisation=elsewhere, title="Kế hoạch", by=by, at=NOW)
    with pytest.raises(PermissionDenied):
        create_plan(organisation=by.organisation, title="Kế hoạch", by=a_user(by.organisation, may=["view"]), at=NOW)
    everywhere = a_user(scope=Scope.EVERYTHING, reads_all_papers=True)
    assert create_plan(organisation=elsewhere, title="Kế hoạch", by=everywhere, at=NOW).organisation == elsewhere


def test_create_plan_refuses_an_office_that_is_gone_and_names_its_heir():
    heir = an_organisation(name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", valid_from=datetime.date(2025, 3, 1))
    office = an_organisation(name="Ban Dân tộc tỉnh Lạng Sơn", valid_to=datetime.date(2025, 2, 28), successor=heir)
    by = a_user(office)
    with pytest.raises(Refused) as refusal:
        create_plan(organisation=office, title="Kế hoạch", dated_year=2025, dated_month=3, by=by, at=NOW)
    assert refusal.value.sentence == (
        "Ban Dân tộc tỉnh Lạng Sơn chỉ tồn tại đến 28/02/2025; cơ quan kế tục: "
        "Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn. Hãy chọn cơ quan tồn tại vào ngày của kế hoạch, hoặc sửa ngày."
    )
    assert create_plan(organisation=office, title="Kế hoạch", dated_year=2025, by=by, at=NOW).dated_year == 2025
    early = a_user(heir)
    with pytest.raises(Refused, match="chỉ có từ 01/3/2025"):
        create_plan(organisation=heir, title="Kế hoạch", dated_year=2024, by=early, at=NOW)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Trích yếu: "),
        ({"title": "x" * 501}, "Trích yếu: "),
        ({"dated_month": 2, "dated_day": 31}, "Không có ngày 31 tháng 2: tháng 2 năm 2024 có 29 ngày."),
        ({"dated_day": 3}, "Đã có ngày thì phải có tháng."),
        ({"year_from": 2025, "year_to": 2024}, "Năm kết thúc phải từ năm bắt đầu trở đi."),
        ({"number": 5}, "Dự thảo không có số: số do văn thư cấp khi ban hành."),
        ({"recipients": "Sở Tài chính\n- Lưu: VT."}, "Dòng «Lưu: …» do phần mềm viết"),
        ({"dated_month": 13}, "Tháng: "),
    ],
)
def test_create_plan_refuses_what_cannot_be(fields, sentence):
    by = a_user()
    with pytest.raises(Refused) as refusal:
        create_plan(organisation=by.organisation, by=by, at=NOW, **{"title": "Kế hoạch", **fields})
    assert sentence in refusal.value.sentence
    assert Plan.objects.count() == 0


def test_a_plan_takes_signer_and_department_of_its_own_office():
    by = a_user()
    stranger = a_post(an_organisation())
    with pytest.raises(Refused, match=r"Lý Văn Khi .* không thuộc"):
        create_plan(organisation=by.organisation, title="Kế hoạch", signer=stranger, by=by, at=NOW)
    own = a_post(by.organisation)
    assert create_plan(organisation=by.organisation, title="Kế hoạch", signer=own, by=by, at=NOW).signer == own


# The head


def test_save_head_saves_counts_and_is_recorded():
    by = a_user()
    plan = a_plan(by, opening="Cũ")
    other = a_user(by.organisation)
    saved = save_head(plan, {"opening": "Mới", "title": "Đổi tên"}, version=1, by=other, at=LATER)
    saved.refresh_from_db()
    assert (saved.opening, saved.title, saved.version, saved.search_key) == ("Mới", "Đổi tên", 2, "doi ten")
    assert (saved.updated_at, saved.updated_by) == (LATER, other)
    assert edits(plan) == [("head", other.pk, LATER, False)]
    assert undo_edit(plan, by=other, at=LATER).kind == "head"
    saved.refresh_from_db()
    assert (saved.opening, saved.title, saved.version, saved.search_key) == (
        "Cũ",
        plan.title,
        3,
        "thuc hien du an 7 nam 2024",
    )


def test_save_head_twice_from_one_form_is_no_conflict():
    by = a_user()
    plan = a_plan(by)
    save_head(plan, {"opening": "Mới"}, version=1, by=by, at=LATER)
    assert save_head(plan, {"opening": "Mới"}, version=1, by=by, at=LATER).version == 2
    assert len(edits(plan)) == 1


def test_save_head_of_a_stale_page_gives_back_what_stands_there():
    by, other = a_user(), None
    other = a_user(by.organisation)
    plan = a_plan(by)
    save_head(plan, {"opening": "Của người kia"}, version=1, by=other, at=LATER)
    with pytest.raises(StaleEdit) as refusal:
        save_head(plan, {"opening": "Của tôi"}, version=1, by=by, at=LATER)
    assert refusal.value.current.opening == "Của người kia"
    assert refusal.value.sentence.startswith(f"{other} đã sửa phần này sau khi bạn mở trang.")


def test_save_head_moves_a_plan_only_where_one_may_write():
    by = a_user()
    plan = a_plan(by)
    elsewhere = an_organisation()
    with pytest.raises(PermissionDenied):
        save_head(plan, {"organisation": elsewhere}, version=1, by=by, at=LATER)
    everywhere = a_user(scope=Scope.EVERYTHING, reads_all_papers=True)
    assert save_head(plan, {"organisation": elsewhere}, version=1, by=everywhere, at=LATER).organisation == elsewhere
    gone = an_organisation(valid_to=datetime.date(2020, 1, 1))
    with pytest.raises(Refused, match="chỉ tồn tại đến 01/01/2020"):
        save_head(plan, {"organisation": gone}, version=2, by=everywhere, at=LATER)


@pytest.mark.parametrize("name", ["organisation", "dated_year", "title", "archive"])
def test_save_head_refuses_what_a_plan_cannot_be_without(name):
    by = a_user(scope=Scope.EVERYTHING, reads_all_papers=True)
    with pytest.raises(Refused):
        save_head(a_plan(by), {name: None}, version=1, by=by, at=NOW)


def test_save_head_knows_its_fields():
    by = a_user()
    with pytest.raises(ValueError, match="updated_at"):
        save_head(a_plan(by), {"updated_at": NOW}, version=1, by=by, at=NOW)


# The outline


def test_add_section_stands_behind_the_subtree():
    by = a_user()
    plan = a_plan(by)
    first, sub, _last = an_outline(plan, by, "MỘT", ".Một một", "HAI")
    add_section(plan, after=first, level=1, title="XEN", by=by, at=LATER)
    add_section(plan, after=sub, level=3, title="Sâu", by=by, at=LATER)
    assert outline(plan) == [(1, 1, "MỘT"), (2, 2, "Một một"), (3, 3, "Sâu"), (4, 1, "XEN"), (5, 1, "HAI")]
    assert [e.kind for e in plan.edits.all()] == ["add"] * 5
    plan.refresh_from_db()
    assert (plan.updated_at, plan.updated_by) == (LATER, by)


def test_add_section_needs_a_title_and_a_known_level():
    by = a_user()
    plan = a_plan(by)
    for fields in ({"title": " \n"}, {"title": "x" * 601}, {"level": 9}, {"source": "khong-co"}):
        with pytest.raises(Refused):
            add_section(plan, **{"after": None, "level": 1, "title": "MỘT", "by": by, "at": NOW, **fields})
    assert plan.sections.count() == 0


def test_move_section_takes_its_subtree_along_and_back():
    by = a_user()
    plan = a_plan(by)
    first, _, _second, _ = an_outline(plan, by, "MỘT", ".1", "HAI", ".2")
    move_section(first, step=1, by=by, at=LATER)
    assert outline(plan) == [(1, 1, "HAI"), (2, 2, "2"), (3, 1, "MỘT"), (4, 2, "1")]
    with pytest.raises(Refused, match="cuối nhóm"):
        move_section(first, step=1, by=by, at=LATER)
    assert edits(plan)[-1] == ("move", by.pk, LATER, False)
    undo_edit(plan, by=by, at=LATER)
    assert outline(plan) == [(1, 1, "MỘT"), (2, 2, "1"), (3, 1, "HAI"), (4, 2, "2")]


def test_indent_section_takes_its_subtree_along_and_back():
    by = a_user()
    plan = a_plan(by)
    first, second, _ = an_outline(plan, by, "MỘT", "HAI", ".Hai một")
    indent_section(second, step=1, by=by, at=LATER)
    assert outline(plan) == [(1, 1, "MỘT"), (2, 2, "HAI"), (3, 3, "Hai một")]
    undo_edit(plan, by=by, at=LATER)
    assert outline(plan) == [(1, 1, "MỘT"), (2, 1, "HAI"), (3, 2, "Hai một")]
    with pytest.raises(Refused, match="chưa có mục nào"):
        indent_section(first, step=1, by=by, at=LATER)
    indent_section(first, step=-1, by=by, at=LATER)
    with pytest.raises(Refused, match="cấp cao nhất"):
        indent_section(first, step=-1, by=by, at=LATER)


def test_indent_section_stops_at_the_lowest_level():
    by = a_user()
    plan = a_plan(by)
    _, second, _ = an_outline(plan, by, "MỘT", "HAI", "...điểm")
    with pytest.raises(Refused, match="đã ở cấp a"):
        indent_section(second, step=1, by=by, at=LATER)


def test_delete_section_takes_the_subtree_and_undo_brings_all_back():
    by = a_user()
    plan = a_plan(by)
    first, sub, _last = an_outline(plan, by, "MỘT", ".Một một", "HAI")
    save_section(sub, title="Một một", body="- Nội dung", version=1, by=by, at=LATER)
    activity = Activity.objects.create(plan=plan, section=sub, kind="class", name="Lớp")
    before = list(plan.sections.values())
    delete_section(first, by=by, at=LATER)
    assert outline(plan) == [(1, 1, "HAI")]
    activity.refresh_from_db()
    assert activity.section is None
    undone = undo_edit(plan, by=by, at=LATER)
    assert (undone.kind, undone.undone) == ("delete", True)
    restored = [row | {"version": None} for row in plan.sections.values()]
    assert restored == [row | {"version": None} for row in before]
    activity.refresh_from_db()
    assert activity.section == sub


def test_save_section_saves_counts_and_is_recorded():
    by = a_user()
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    saved = save_section(section, title="MỘT", body="Va\u0302\u0303n ba\u0309n\r\nhai", version=1, by=by, at=LATER)
    assert (saved.title, saved.body, saved.version) == ("MỘT", "Vẫn bản\nhai", 2)
    assert edits(plan)[-1] == ("text", by.pk, LATER, False)
    undo_edit(plan, by=by, at=LATER)
    saved.refresh_from_db()
    assert (saved.body, saved.version) == ("", 3)


def test_save_section_of_a_stale_page_gives_back_what_stands_there():
    by = a_user()
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    save_section(section, title="MỘT", body="Của người kia", version=1, by=by, at=LATER)
    with pytest.raises(StaleEdit) as refusal:
        save_section(section, title="MỘT", body="Của tôi", version=1, by=by, at=LATER)
    assert refusal.value.current.body == "Của người kia"
    assert save_section(section, title="MỘT", body="Của người kia", version=1, by=by, at=LATER).version == 2


def test_text_typed_in_one_go_is_one_edit():
    by = a_user()
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    for version, seconds in enumerate((0, 20, 55, 70), start=1):
        at = LATER + datetime.timedelta(seconds=seconds)
        save_section(section, title="MỘT", body=f"Bản {version}", version=version, by=by, at=at)
    assert [e.kind for e in plan.edits.all()] == ["text", "text", "add"]
    bodies = []
    for _ in range(2):
        undo_edit(plan, by=by, at=LATER)
        bodies.append(PlanSection.objects.get().body)
    assert bodies == ["Bản 3", ""]


def test_a_deleted_section_is_said_to_be_gone():
    by = a_user()
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    delete_section(section, by=by, at=LATER)
    for act in (
        lambda: save_section(section, title="MỘT", body="", version=1, by=by, at=LATER),
        lambda: move_section(section, step=1, by=by, at=LATER),
        lambda: add_section(plan, after=section, level=1, title="HAI", by=by, at=LATER),
    ):
        with pytest.raises(Refused, match="Mục này đã bị xóa"):
            act()


def test_a_deleted_plan_is_said_to_be_gone():
    by = a_user()
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    Plan.objects.filter(pk=plan.pk).delete()
    with pytest.raises(Refused, match="Kế hoạch này đã bị xóa"):
        save_section(section, title="MỘT", body="", version=1, by=by, at=LATER)


# Undo


def test_undo_goes_back_step_by_step_through_ones_own_changes():
    by = a_user()
    plan = a_plan(by)
    first, second = an_outline(plan, by, "MỘT", "HAI")
    move_section(second, step=-1, by=by, at=LATER)
    delete_section(first, by=by, at=LATER)
    states = []
    for _ in range(4):
        undo_edit(plan, by=by, at=LATER)
        states.append([title for _, _, title in outline(plan)])
    assert states == [["HAI", "MỘT"], ["MỘT", "HAI"], ["MỘT"], []]
    with pytest.raises(Refused, match="Không còn thay đổi nào của bạn"):
        undo_edit(plan, by=by, at=LATER)


def test_undo_keeps_what_others_did_elsewhere():
    by = a_user()
    other = a_user(by.organisation)
    plan = a_plan(by)
    first, second = an_outline(plan, by, "MỘT", "HAI")
    delete_section(first, by=by, at=LATER)
    save_section(second, title="HAI", body="Của người kia", version=1, by=other, at=LATER)
    add_section(plan, after=second, level=1, title="BA", by=other, at=LATER)
    undo_edit(plan, by=by, at=LATER)
    assert outline(plan) == [(1, 1, "MỘT"), (2, 1, "HAI"), (3, 1, "BA")]
    assert plan.sections.get(title="HAI").body == "Của người kia"


def test_undo_refuses_to_overwrite_later_work():
    by = a_user()
    other = a_user(by.organisation, full_name="Trần Thị Lan")
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    save_section(section, title="MỘT", body="Của tôi", version=1, by=by, at=LATER)
    save_section(section, title="MỘT", body="Của chị Lan", version=2, by=other, at=LATER)
    with pytest.raises(Refused) as refusal:
        undo_edit(plan, by=by, at=LATER)
    assert refusal.value.sentence == (
        "Không hoàn tác được lần sửa nội dung của bạn: Trần Thị Lan đã sửa tiếp ở đó, "
        "hoàn tác sẽ làm mất phần sửa sau. Hãy sửa trực tiếp."
    )
    assert PlanSection.objects.get().body == "Của chị Lan"


@pytest.mark.parametrize("work", ["text", "child", "activity"])
def test_undo_of_an_addition_does_not_delete_what_was_put_into_it(work):
    by = a_user()
    other = a_user(by.organisation)
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    if work == "text":
        save_section(section, title="MỘT", body="Của người kia", version=1, by=other, at=LATER)
    elif work == "child":
        add_section(plan, after=section, level=2, title="Con", by=other, at=LATER)
    else:
        Activity.objects.create(plan=plan, section=section, kind="class", name="Lớp")
    with pytest.raises(Refused, match="Không hoàn tác được lần thêm mục"):
        undo_edit(plan, by=by, at=LATER)
    assert PlanSection.objects.filter(pk=section.pk).count() == 1


def test_undo_refuses_when_a_cited_document_is_gone():
    by = a_user()
    plan = a_plan(by)
    basis = add_basis(plan, document=a_document(), by=by, at=NOW)
    remove_basis(basis, by=by, at=LATER)
    LegalDocument.objects.all().delete()
    with pytest.raises(Refused, match="Văn bản"):
        undo_edit(plan, by=by, at=LATER)


def test_the_last_edits_of_a_plan_are_kept():
    by = a_user()
    plan, other = a_plan(by), a_plan(by)
    an_outline(other, by, "MỘT")
    for number in range(EDITS_KEPT + 3):
        add_section(plan, after=None, level=1, title=f"{number}", by=by, at=NOW)
    assert (plan.edits.count(), other.edits.count()) == (EDITS_KEPT, 1)
    assert plan.edits.first().after["order"] == [s.pk for s in plan.sections.all()]


# Bases and appendices


def test_a_wording_that_changed_meanwhile_is_not_replaced():
    by = a_user()
    basis = add_basis(a_plan(by), wording="Theo đề nghị\ncủa Trưởng phòng", by=by, at=NOW)
    texts = {"continues_previous": False, "by": by, "at": LATER}
    save_basis(basis, wording="Của người khác", was="Theo đề nghị\r\ncủa Trưởng phòng", **texts)
    with pytest.raises(StaleEdit) as stale:
        save_basis(basis, wording="Của tôi", was="Theo đề nghị\ncủa Trưởng phòng", **texts)
    assert stale.value.current.wording == "Của người khác"
    assert save_basis(basis, wording="Của người khác", was="cũ", **texts).wording == "Của người khác"


def test_bases_are_added_worded_moved_removed_and_undone():
    by = a_user()
    plan = a_plan(by)
    one = add_basis(plan, document=a_document(), by=by, at=NOW)
    two = add_basis(plan, wording="Theo đề nghị của Trưởng phòng", by=by, at=NOW)
    move_basis(two, step=-1, by=by, at=LATER)
    assert [b.pk for b in plan.bases.all()] == [two.pk, one.pk]
    with pytest.raises(Refused, match="Căn cứ này đã ở đầu danh sách"):
        move_basis(two, step=-1, by=by, at=LATER)
    saved = save_basis(one, wording="Căn cứ khác", continues_previous=True, by=by, at=LATER)
    assert (saved.wording, saved.continues_previous) == ("Căn cứ khác", True)
    remove_basis(one, by=by, at=LATER)
    assert [b.position for b in plan.bases.all()] == [1]
    with pytest.raises(Refused, match="Căn cứ này đã bị xóa"):
        save_basis(one, wording="x", continues_previous=False, by=by, at=LATER)
    undo_edit(plan, by=by, at=LATER)
    assert list(plan.bases.values_list("pk", "wording", "document")) == [
        (two.pk, "Theo đề nghị của Trưởng phòng", None),
        (one.pk, "Căn cứ khác", one.document_id),
    ]
    assert [e.kind for e in plan.edits.all()] == ["bases"] * 5


def test_legal_basis_says_something():
    by = a_user()
    plan = a_plan(by)
    with pytest.raises(Refused, match="Chọn một văn bản hoặc tự viết căn cứ"):
        add_basis(plan, by=by, at=NOW)
    basis = add_basis(plan, wording="Căn cứ", by=by, at=NOW)
    with pytest.raises(Refused, match="Chọn một văn bản hoặc tự viết căn cứ"):
        save_basis(basis, wording=" ", continues_previous=False, by=by, at=NOW)
    assert PlanLegalBasis.objects.get().wording == "Căn cứ"


def test_a_document_is_cited_once_in_a_plan():
    by = a_user()
    plan = a_plan(by)
    document = a_document(reference="90/QĐ-TTg")
    add_basis(plan, document=document, by=by, at=NOW)
    with pytest.raises(Refused, match="Quyết định 90/QĐ-TTg đã là căn cứ thứ 1"):
        add_basis(plan, document=document, by=by, at=NOW)


def test_appendices_are_added_saved_moved_deleted_and_undone():
    by = a_user()
    plan = a_plan(by)
    one = add_appendix(plan, title="MỘT", by=by, at=NOW)
    two = add_appendix(plan, title="HAI", table="A\tB\n1\t2", by=by, at=NOW)
    saved = save_appendix(two, {"notes": "Ghi chú", "header_rows": 0}, version=1, by=by, at=LATER)
    assert (saved.notes, saved.header_rows, saved.version) == ("Ghi chú", 0, 2)
    with pytest.raises(StaleEdit) as refusal:
        save_appendix(two, {"notes": "Khác"}, version=1, by=by, at=LATER)
    assert refusal.value.current.notes == "Ghi chú"
    move_appendix(two, step=-1, by=by, at=LATER)
    assert [a.title for a in plan.appendices.all()] == ["HAI", "MỘT"]
    delete_appendix(two, by=by, at=LATER)
    assert [(a.position, a.title) for a in plan.appendices.all()] == [(1, "MỘT")]
    undo_edit(plan, by=by, at=LATER)
    assert [(a.position, a.pk, a.table) for a in plan.appendices.all()] == [(1, two.pk, "A\tB\n1\t2"), (2, one.pk, "")]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Tên phụ lục: "),
        ({"header_rows": 9}, "Số hàng tiêu đề: "),
        ({"column_widths": "12; mười"}, "«mười» không phải là độ rộng"),
        ({"column_widths": "12; 50", "table": "A\tB\tC"}, "Bảng có 3 cột nhưng có 2 độ rộng"),
        ({"column_widths": "100; 80"}, "Tổng độ rộng 180 mm, trang chỉ rộng 165 mm"),
        ({"source": "khong-co"}, "Không có phần tự sinh tên «khong-co»"),
    ],
)
def test_add_appendix_refuses_what_cannot_be_printed(fields, sentence):
    by = a_user()
    with pytest.raises(Refused) as refusal:
        add_appendix(a_plan(by), by=by, at=NOW, **{"title": "DANH SÁCH", **fields})
    assert sentence in refusal.value.sentence


# Who may


def test_every_act_is_refused_to_who_may_not_change_the_plan():
    by = a_user()
    plan = a_plan(by)
    first, second = an_outline(plan, by, "MỘT", "HAI")
    basis = add_basis(plan, wording="Căn cứ", by=by, at=NOW)
    appendix = add_appendix(plan, title="DANH SÁCH", by=by, at=NOW)
    activity = add_activity(plan, section=first, kind="class", name="Lớp", lines=[], by=by, at=NOW)
    edits_before = edits(plan)
    for stranger in (a_user(), a_user(by.organisation, may=["view"]), a_user(by.organisation, is_active=False)):
        who = {"by": stranger, "at": LATER}
        for act in (
            lambda who=who: save_head(plan, {"title": "x"}, version=1, **who),
            lambda who=who: save_section(first, title="x", body="", version=1, **who),
            lambda who=who: add_section(plan, after=None, level=1, title="x", **who),
            lambda who=who: move_section(first, step=1, **who),
            lambda who=who: indent_section(second, step=1, **who),
            lambda who=who: delete_section(first, **who),
            lambda who=who: undo_edit(plan, **who),
            lambda who=who: add_basis(plan, wording="x", **who),
            lambda who=who: save_basis(basis, wording="x", continues_previous=False, **who),
            lambda who=who: move_basis(basis, step=1, **who),
            lambda who=who: remove_basis(basis, **who),
            lambda who=who: add_appendix(plan, title="x", **who),
            lambda who=who: save_appendix(appendix, {"title": "x"}, version=1, **who),
            lambda who=who: move_appendix(appendix, step=1, **who),
            lambda who=who: delete_appendix(appendix, **who),
            lambda who=who: add_activity(plan, section=first, kind="class", name="x", lines=[], **who),
            lambda who=who: save_activity(activity, {"name": "x"}, lines=[], mark=activity_mark(activity), **who),
            lambda who=who: delete_activity(activity, **who),
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert edits(plan) == edits_before
    assert PlanEdit.objects.exclude(by=by).count() == 0
