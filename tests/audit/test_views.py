"""The pages of the trail: who sees what, finding, going on, before and after, taking it home."""

import datetime
import io
import json

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from audit.enums import EntryKind
from audit.models import Entry
from audit.recording import Happening, record, record_all
from audit.tables import is_known
from audit.verifying import walk
from organisations.enums import Scope
from organisations.models import Department, User
from plans import actions
from plans.models import Plan
from tests.factories.plans import NOW, a_plan, a_user, an_organisation, an_outline

pytestmark = pytest.mark.django_db
TRAIL = reverse("audit:trail")


def may_read_the_trail(user) -> User:
    user.user_permissions.add(Permission.objects.get(codename="view_entry"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def keeper():
    """Reads the trail of the own office."""
    return may_read_the_trail(a_user())


@pytest.fixture
def administrator():
    """Sees the whole system, but no content of papers."""
    return may_read_the_trail(a_user(scope=Scope.EVERYTHING, full_name="Quản Trị"))


def some(count, *, by=None, kind=EntryKind.CHANGE, act="việc {}", **fields):
    return record_all(kind, [Happening(act.format(n), **fields) for n in range(count)], by=by, at=NOW)


def acts(response):
    return [entry.act for entry, _, _ in response.context["rows"]]


# ---- who sees what


def test_without_the_right_the_pages_are_forbidden(client):
    (entry,) = some(1)
    client.force_login(a_user())
    assert client.get(TRAIL).status_code == 403
    assert client.get(reverse("audit:entry", args=[entry.pk])).status_code == 403
    assert client.post(reverse("audit:take_home", args=["csv"])).status_code == 403
    assert "Nhật ký</a>" not in client.get(reverse("portal:account")).content.decode()


def test_an_office_sees_its_own_entries_only(client, keeper):
    (own,) = some(1, act="của mình", organisation_id=keeper.organisation_id)
    (foreign,) = some(1, act="của người", organisation_id=an_organisation().pk)
    client.force_login(keeper)
    page = client.get(TRAIL)
    assert acts(page) == ["của mình"]
    assert "Nhật ký</a>" in page.content.decode()
    assert client.get(reverse("audit:entry", args=[own.pk])).status_code == 200
    assert client.get(reverse("audit:entry", args=[foreign.pk])).status_code == 404
    assert "của người" not in client.post(reverse("audit:take_home", args=["csv"])).content.decode()


def test_a_person_of_no_office_sees_nothing(client, keeper):
    User.objects.filter(pk=keeper.pk).update(organisation=None)
    some(1)
    client.force_login(keeper)
    assert acts(client.get(TRAIL)) == []


@pytest.fixture
def edited_plan():
    by = a_user()
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỤC ĐÍCH BÍ ẨN")
    actions.save_section(section, title="MỤC ĐÍCH BÍ ẨN", body="Lời riêng tư", version=1, by=by, at=NOW)
    return plan


def everything_said(client, entry):
    page = client.get(reverse("audit:entry", args=[entry.pk])).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.post(reverse("audit:take_home", args=["xlsx"])).content))
    cells = " ".join(str(cell) for row in book.active.values for cell in row)
    return client.get(TRAIL).content.decode(), page, cells


def test_an_administrator_sees_that_a_plan_changed_but_not_what_it_says(client, administrator, edited_plan):
    client.force_login(administrator)
    entry = Entry.objects.filter(act="sửa nội dung").get()
    texts = everything_said(client, entry)
    for text in texts:
        assert "sửa nội dung" in text.lower()
        assert "Lời riêng tư" not in text
        assert "BÍ ẨN" not in text
        assert edited_plan.title not in text
    assert "không có quyền đọc văn bản này" in texts[1]


def test_who_reads_all_papers_sees_what_changed(client, administrator, edited_plan):
    User.objects.filter(pk=administrator.pk).update(reads_all_papers=True)
    client.force_login(administrator)
    trail, page, cells = everything_said(client, Entry.objects.filter(act="sửa nội dung").get())
    assert "Mục I. MỤC ĐÍCH BÍ ẨN: nội dung" in trail
    assert "<ins>Lời riêng tư</ins>" in page
    assert "Mục I. MỤC ĐÍCH BÍ ẨN: nội dung: Lời riêng tư" in cells


def test_content_is_not_found_by_searching_for_it(client, administrator, edited_plan):
    client.force_login(administrator)
    assert acts(client.get(TRAIL, {"q": "riêng tư"})) == []


def test_a_title_is_not_guessed_by_searching_for_it(client, administrator, edited_plan):
    client.force_login(administrator)
    found = {words: acts(client.get(TRAIL, {"q": words})) for words in (edited_plan.title, "sửa nội dung")}
    assert found == {edited_plan.title: [], "sửa nội dung": ["sửa nội dung"]}
    User.objects.filter(pk=administrator.pk).update(reads_all_papers=True)
    assert "sửa nội dung" in acts(client.get(TRAIL, {"q": edited_plan.title}))


def test_titles_of_plans_beyond_the_own_department_are_neither_shown_nor_found(client, edited_plan):
    near = may_read_the_trail(a_user(edited_plan.organisation))
    client.force_login(near)
    assert acts(client.get(TRAIL, {"q": edited_plan.title})) != []
    department = Department.objects.create(organisation=edited_plan.organisation, name="Phòng khác")
    User.objects.filter(pk=near.pk).update(scope=Scope.DEPARTMENT, department=department)
    assert acts(client.get(TRAIL, {"q": edited_plan.title})) == []
    assert edited_plan.title not in client.get(TRAIL).content.decode()


def test_of_the_own_office_only_readable_plans_tell_their_content(client, edited_plan):
    near = may_read_the_trail(a_user(edited_plan.organisation))
    client.force_login(near)
    entry = Entry.objects.filter(act="sửa nội dung").get()
    assert "Lời riêng tư" in client.get(reverse("audit:entry", args=[entry.pk])).content.decode()
    User.objects.filter(pk=near.pk).update(scope=Scope.DEPARTMENT)
    department = Department.objects.create(organisation=edited_plan.organisation, name="Phòng khác")
    Plan.objects.filter(pk=edited_plan.pk).update(department=department)
    assert "Lời riêng tư" not in client.get(reverse("audit:entry", args=[entry.pk])).content.decode()


def test_accounts_are_told_to_administrators(client, administrator):
    user = a_user()
    changes = [{"of": "", "field": "phạm vi xem", "was": "A", "now": "B"}]
    entry = record(EntryKind.ACCOUNT, act="sửa tài khoản", by=user, at=NOW, row=user, details={"changes": changes})
    client.force_login(administrator)
    page = client.get(reverse("audit:entry", args=[entry.pk])).content.decode()
    assert "<del>A</del>" in page
    assert "<ins>B</ins>" in page


def test_every_table_of_the_admin_is_known_to_the_trail():
    from django.contrib import admin

    from audit.recorded_admin import RecordedMixin

    admin.autodiscover()
    silent = {"plans.plantransition", "plans.planedit", "documents.job"}  # read-only: nothing is ever told of them
    recorded = {
        model._meta.label_lower for model, page in admin.site._registry.items() if isinstance(page, RecordedMixin)
    }
    assert {label for label in recorded if not is_known(label)} - silent == set()


# ---- finding


def test_words_are_found_without_accents_in_person_act_and_row(client, administrator):
    client.force_login(administrator)
    who, row = a_user(full_name="Đặng Thị Hoà"), an_organisation(name="Sở Dân tộc")
    record(EntryKind.CHANGE, act="sửa căn cứ", by=who, at=NOW, row=row)
    some(3)
    for words in ("dang hoa", "Đặng", "can cu dang", "so dan toc", "SỬA sở"):
        assert acts(client.get(TRAIL, {"q": words})) == ["sửa căn cứ"]
    assert acts(client.get(TRAIL, {"q": "dang sai"})) == []


def test_kind_person_period_and_row(client, administrator):
    client.force_login(administrator)
    one, two = a_user(full_name="Lò Văn Một"), a_user(full_name="Lò Văn Hai")
    row = an_organisation()
    day = datetime.timedelta(days=1)
    record(EntryKind.CHANGE, act="a", by=one, at=NOW, row=row)
    record(EntryKind.VIEW, act="b", by=two, at=NOW + day)
    record(EntryKind.CHANGE, act="c", by=two, at=NOW + 2 * day)
    today = NOW.date()
    for asked, found in [
        ({"loai": "change"}, ["c", "a"]),
        ({"loai": "vớ vẩn"}, ["c", "b", "a"]),
        ({"nguoi": "lo van hai"}, ["c", "b"]),
        ({"nguoi": "không ai"}, []),
        ({"tai_khoan": one.pk}, ["a"]),
        ({"tai_khoan": "x"}, ["c", "b", "a"]),
        ({"tu": today + day}, ["c", "b"]),
        ({"den": today + day}, ["b", "a"]),
        ({"tu": today + day, "den": today + day}, ["b"]),
        ({"tu": "32/13"}, ["c", "b", "a"]),
        ({"bang": "organisations.organisation", "dong": row.pk}, ["a"]),
        ({"loai": "change", "nguoi": "hai", "tu": today}, ["c"]),
    ]:
        assert acts(client.get(TRAIL, asked)) == found, asked


@pytest.mark.parametrize(
    "asked",
    [{"q": "\0"}, {"truoc": "9" * 40}, {"sau": "-1"}, {"dong": "9" * 40}, {"den": "9999-12-31"}, {"nguoi": "%_'"}],
)
def test_odd_addresses_are_no_errors(asked, client, administrator):
    some(1)
    client.force_login(administrator)
    assert client.get(TRAIL, asked).status_code == 200


# ---- going on


def test_pages_go_on_in_both_directions(client, administrator):
    some(120)
    client.force_login(administrator)
    names = [f"việc {number}" for number in reversed(range(120))]
    first = client.get(TRAIL, {"q": "viec"})
    second = client.get(TRAIL, {"q": "viec", "truoc": first.context["older"]})
    third = client.get(TRAIL, {"q": "viec", "truoc": second.context["older"]})
    assert [acts(first), acts(second), acts(third)] == [names[:50], names[50:100], names[100:]]
    assert (first.context["newer"], third.context["older"]) == (None, None)
    back = client.get(TRAIL, {"q": "viec", "sau": third.context["newer"]})
    assert acts(back) == names[50:100]
    top = client.get(TRAIL, {"q": "viec", "sau": back.context["newer"]})
    assert (acts(top), top.context["newer"]) == (names[:50], None)
    assert f"?q=viec&amp;truoc={first.context['older']}" in first.content.decode()


def test_list_asks_as_often_for_50_rows_as_for_one(client, administrator, django_assert_num_queries):
    client.force_login(administrator)
    by = a_user()
    plans = [a_plan(by) for _ in range(2)]
    client.get(TRAIL)

    def questions():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            client.get(TRAIL)
        return len(captured)

    few = questions()
    for plan in plans:
        an_outline(plan, by, *[f"Mục {number}" for number in range(24)])
    assert questions() == few


# ---- taking it home


def test_export_holds_what_is_filtered_and_is_noted(client, administrator):
    some(3, act="=1+{}", details={"reason": "+84"})
    some(2, act="khác {}", kind=EntryKind.VIEW)
    client.force_login(administrator)
    response = client.post(reverse("audit:take_home", args=["xlsx"]), {"loai": "change", "q": ""})
    assert response["Content-Disposition"].startswith('attachment; filename="nhat-ky-')
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
    assert [row[3] for row in rows] == ["Việc", "=1+2", "=1+1", "=1+0"]
    note = Entry.objects.first()
    assert (note.kind, note.act, note.actor_id, note.address) == (
        EntryKind.DOWNLOAD,
        "tải nhật ký",
        administrator.pk,
        "127.0.0.1",
    )
    assert json.loads(note.details) == {"rows": 3, "format": "xlsx", "filter": {"Loại": "change"}}
    assert walk().fault is None


def test_csv_opens_in_excel_and_is_harmless(client, administrator):
    some(1, act="=HYPERLINK({})")
    client.force_login(administrator)
    data = client.post(reverse("audit:take_home", args=["csv"])).content
    assert data.startswith(b"\xef\xbb\xbf")
    assert ",=HYPERLINK" not in data.decode()


def test_export_stops_at_its_limit(client, administrator, monkeypatch):
    from audit import views

    monkeypatch.setattr(views, "MOST_ROWS", 5)
    some(9)
    client.force_login(administrator)
    lines = client.post(reverse("audit:take_home", args=["csv"])).content.decode().splitlines()
    assert [line.split(",")[3] for line in lines[1:]] == ["việc 8", "việc 7", "việc 6", "việc 5", "việc 4"]


def test_export_is_a_post_and_knows_two_kinds(client, administrator):
    client.force_login(administrator)
    assert client.get(reverse("audit:take_home", args=["csv"])).status_code == 405
    assert client.post(reverse("audit:take_home", args=["exe"])).status_code == 404
