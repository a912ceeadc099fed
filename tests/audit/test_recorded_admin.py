"""Every add, change, deletion and import through the admin stands in the trail, with what stood there before."""

import json

import pytest
import tablib
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.enums import EntryKind
from audit.models import Entry
from audit.recorded_admin import RecordedMixin
from audit.verifying import walk
from documents.models import PageLayout
from lib.sheet_formats import Xlsx
from organisations.enums import Role
from organisations.models import Department, User
from organisations.roles import setup_roles
from plans.models import Plan, Programme
from tests.factories.plans import a_plan, a_post, a_user, an_organisation, an_outline

pytestmark = pytest.mark.django_db
admin.autodiscover()


@pytest.fixture
def administrator(client):
    setup_roles()
    user = User.objects.create_superuser("quantri", full_name="Quản Trị", reads_all_papers=True, password="x")
    client.force_login(user)
    return user


def send(client, page, /, *, row=None, **changed):
    """Post the admin form of `row` (or of a new one) as the page shows it, with `changed` values."""
    args = [row.pk] if row is not None else []
    address = reverse(f"admin:{page}_{'change' if args else 'add'}", args=args)
    context = client.get(address).context
    data = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value
    response = client.post(address, {name: value for name, value in (data | changed).items() if value is not None})
    assert response.status_code == 302, response.context["errors"]


def last():
    entry = Entry.objects.first()
    return entry.kind, entry.act, entry.row_name, json.loads(entry.details)["changes"]


def test_every_admin_page_is_recorded_or_read_only(rf, administrator):
    request = rf.get("/")
    request.user = administrator

    def may_write(page):
        rights = (page.has_add_permission, page.has_change_permission, page.has_delete_permission)
        return any(right(request) for right in rights)

    unrecorded = [page for page in admin.site._registry.values() if not isinstance(page, RecordedMixin)]
    assert [page for page in unrecorded if may_write(page)] == []
    assert [model._meta.label for model, page in admin.site._registry.items() if page.list_editable] == []


def test_change_tells_what_stood_there(client, administrator):
    row = an_organisation()
    send(client, "organisations_organisation", row=row, place_name="Cao Bằng")
    entry = Entry.objects.get()
    assert (entry.actor_id, entry.organisation_id, entry.row_id, entry.address) == (
        administrator.pk,
        row.pk,
        row.pk,
        "127.0.0.1",
    )
    assert last() == (
        EntryKind.CHANGE,
        "sửa cơ quan",
        row.name,
        [{"of": "", "field": "địa danh", "was": "Lạng Sơn", "now": "Cao Bằng"}],
    )


def test_saving_without_a_change_leaves_no_trace(client, administrator):
    send(client, "organisations_organisation", row=an_organisation())
    assert Entry.objects.count() == 0


def test_added_row_tells_what_it_says(client, administrator):
    row = an_organisation()
    send(client, "organisations_department", name="Phòng Chính sách", organisation=row.pk)
    kind, act, name, changes = last()
    assert (kind, act, name) == (EntryKind.CHANGE, "thêm phòng", "Phòng Chính sách")
    assert [(change["field"], change["now"]) for change in changes] == [
        ("cơ quan", f"{row} (mã {row.pk})"),
        ("tên phòng", "Phòng Chính sách"),
    ]
    assert Entry.objects.get().row_id == Department.objects.get().pk


def test_rows_inside_a_page_are_named(client, administrator):
    row = an_organisation()
    post = a_post(row)
    send(
        client,
        "organisations_organisation",
        row=row,
        **{"posts-0-title": "PHÓ TRƯỞNG BAN", "posts-0-capacity": "deputy"},
    )
    name = "người ký Lý Văn Khi (Phó trưởng ban)"
    assert last()[3] == [
        {"of": name, "field": "chức vụ", "was": post.title, "now": "PHÓ TRƯỞNG BAN"},
        {"of": name, "field": "ký với tư cách", "was": "Người đứng đầu", "now": "Cấp phó ký thay (KT.)"},
    ]
    send(client, "organisations_organisation", row=row, **{"posts-0-DELETE": "on"})
    removed = {(change["of"], change["row"]) for change in last()[3]}
    assert removed == {(name, "removed")}


def test_deleted_row_tells_what_it_said(client, administrator):
    row = Department.objects.create(organisation=an_organisation(), name="Phòng Một")
    client.post(reverse("admin:organisations_department_delete", args=[row.pk]), {"post": "yes"})
    kind, act, name, changes = last()
    assert (kind, act, name, Entry.objects.get().row_id) == (EntryKind.CHANGE, "xóa phòng", "Phòng Một", row.pk)
    assert [(change["field"], change["was"], change["now"]) for change in changes] == [
        ("cơ quan", f"{row.organisation} (mã {row.organisation_id})", None),
        ("tên phòng", "Phòng Một", None),
    ]


def test_rows_deleted_together_are_told_one_by_one(client, administrator):
    office = an_organisation()
    rows = [Department.objects.create(organisation=office, name=f"Phòng {number}") for number in "123"]
    client.post(
        reverse("admin:organisations_department_changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"},
    )
    assert Department.objects.count() == 0
    told = Entry.objects.order_by("pk").values_list("act", "row_name", "organisation_id")
    assert sorted(told) == [("xóa phòng", f"Phòng {number}", office.pk) for number in "123"]


def test_page_layout(client, administrator):
    layout = PageLayout.objects.create(organisation=an_organisation())
    send(client, "documents_pagelayout", row=layout, margin_left="31")
    (change,) = last()[3]
    assert (change["was"], change["now"]) == (30.0, 31.0)


def test_plan_changed_in_the_admin_is_told_by_the_acts_and_once(client, administrator):
    by = a_user()
    plan = a_plan(by)
    an_outline(plan, by, "MỘT")
    before = Entry.objects.count()
    send(client, "plans_plan", row=plan, place="Cao Bằng", **{"sections-0-body": "Nội dung mới"})
    told = [
        (e.act, [c["field"] for c in json.loads(e.details)["changes"]]) for e in Entry.objects.order_by("pk")[before:]
    ]
    assert told == [("sửa phần đầu", ["địa danh"]), ("sửa nội dung", ["nội dung"])]


def test_plan_deleted_in_the_admin_tells_all_it_said(client, administrator):
    by = a_user()
    plan = a_plan(by)
    an_outline(plan, by, "MỘT")
    client.post(reverse("admin:plans_plan_delete", args=[plan.pk]), {"post": "yes"})
    assert Plan.objects.count() == 0
    _, act, name, changes = last()
    assert (act, name) == ("xóa kế hoạch", plan.title)
    assert ("Mục I. MỘT", "đề mục", "MỘT") in [(c["of"], c["field"], c["was"]) for c in changes]


# ---- accounts


def test_roles_scope_and_reading_rights(client, administrator):
    user = a_user()
    group = Group.objects.get(name=Role.LEADER.value)
    send(client, "organisations_user", row=user, groups=[group.pk], scope="below")
    kind, act, name, changes = last()
    assert (kind, act, name) == (EntryKind.ACCOUNT, "sửa tài khoản", str(user))
    assert [(change["field"], change["was"], change["now"]) for change in changes] == [
        ("phạm vi xem", "Cơ quan của mình", User(scope="below").get_scope_display()),
        ("vai trò", [], [f"{group} (mã {group.pk})"]),
    ]
    assert Entry.objects.get().organisation_id == user.organisation_id


def test_password_set_by_an_administrator_is_told_but_not_kept(client, administrator):
    user = a_user()
    client.post(
        reverse("admin:auth_user_password_change", args=[user.pk]),
        {"password1": "mot-mat-khau-dai", "password2": "mot-mat-khau-dai", "usable_password": "true"},
    )
    user.refresh_from_db()
    assert user.check_password("mot-mat-khau-dai")
    assert last() == (EntryKind.ACCOUNT, "đặt mật khẩu", str(user), [{"of": "", "field": "mật khẩu", "secret": True}])
    assert user.password not in Entry.objects.get().details


def test_new_account(client, administrator):
    send(
        client,
        "organisations_user",
        username="moi",
        full_name="Người Mới",
        password1="mot-mat-khau-dai",
        password2="mot-mat-khau-dai",
        usable_password="true",
    )
    kind, act, name, changes = last()
    assert (kind, act, name) == (EntryKind.ACCOUNT, "thêm tài khoản", "Người Mới")
    assert User.objects.get(username="moi").password not in str(changes)


# ---- files


def test_import_tells_each_row_that_it_added_or_changed(client, administrator):
    old = Programme.objects.create(name="Chương trình A", level=1, short_name="A")
    Programme.objects.create(name="Chương trình B", level=1, short_name="B")
    rows = [
        ("Chương trình", "Chương trình A", "A2", ""),
        ("Chương trình", "Chương trình B", "B", ""),
        ("Dự án, nội dung thành phần", "Dự án 5", "", "Chương trình A"),
    ]
    table = tablib.Dataset(*rows, headers=["Cấp", "Tên", "Tên gọi tắt", "Thuộc"])
    file = SimpleUploadedFile("danh-muc.xlsx", Xlsx().export_data(table))
    page = client.post(reverse("admin:plans_programme_import"), {"import_file": file, "resource": "0"})
    assert Entry.objects.count() == 0
    form = {field.name: field.value() for field in page.context["confirm_form"]}
    client.post(reverse("admin:plans_programme_process_import"), form)
    new = Programme.objects.get(name="Dự án 5")
    entries = Entry.objects.order_by("pk")
    assert {(entry.kind, entry.act) for entry in entries} == {(EntryKind.CHANGE, "nhập chương trình, dự án từ tệp")}
    assert [(entry.row_id, json.loads(entry.details)) for entry in entries] == [
        (
            old.pk,
            {
                "file": "danh-muc.xlsx",
                "changes": [{"of": "", "field": "tên gọi tắt", "was": "A", "now": "A2"}],
            },
        ),
        (
            new.pk,
            {
                "file": "danh-muc.xlsx",
                "changes": [
                    {"of": "", "field": "cấp", "row": "added", "was": None, "now": "Dự án, nội dung thành phần"},
                    {"of": "", "field": "tên", "row": "added", "was": None, "now": "Dự án 5"},
                    {
                        "of": "",
                        "field": "thuộc",
                        "row": "added",
                        "was": None,
                        "now": f"A2: Chương trình A (mã {old.pk})",
                    },
                ],
            },
        ),
    ]
    assert walk().fault is None


def test_import_of_many_rows_asks_no_question_per_row(client, administrator, django_assert_max_num_queries):
    parent = Programme.objects.create(name="Chương trình A", level=1)
    rows = [("Tiểu dự án", f"Tiểu dự án {number}", parent.name) for number in range(300)]
    file = SimpleUploadedFile("x.xlsx", Xlsx().export_data(tablib.Dataset(*rows, headers=["Cấp", "Tên", "Thuộc"])))
    page = client.post(reverse("admin:plans_programme_import"), {"import_file": file, "resource": "0"})
    form = {field.name: field.value() for field in page.context["confirm_form"]}
    with django_assert_max_num_queries(40):
        client.post(reverse("admin:plans_programme_process_import"), form)
    assert Entry.objects.count() == 300
