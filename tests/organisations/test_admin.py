"""The admin at work: finding, choosing, keeping accounts, refusing to delete what is in use, order of the pages."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from organisations.enums import Capacity, Regime, Role
from organisations.models import Area, AreaSuccession, Department, Organisation, Post, User
from organisations.roles import setup_roles
from tests.factories.rows import a_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    client.force_login(User.objects.create_superuser("quantri", reads_all_papers=True, full_name="Người giữ"))
    return client


@pytest.fixture
def office():
    return a_row(Organisation, name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", head_title="GIÁM ĐỐC")


def found(client, address, words):
    return [str(row) for row in client.get(reverse(address), {"q": words}).context["cl"].result_list]


def offered(client, words, *, app="organisations", model, field):
    question = {"term": words, "app_label": app, "model_name": model, "field_name": field}
    answer = json.loads(client.get(reverse("admin:autocomplete"), question).content)
    return [row["text"] for row in answer["results"]]


@pytest.mark.parametrize("words", ["dang", "Đặng", "ĐẶNG THỊ", "hoa dang", "đang hòa", "  dang   thi "])
def test_search_ignores_accents_case_and_order(words, keeper, office):
    a_row(Post, organisation=office, person_name="Đặng Thị Hoà", title="GIÁM ĐỐC")
    a_row(Post, organisation=office, person_name="Lê Văn An", title="PHÓ GIÁM ĐỐC")
    assert found(keeper, "admin:organisations_post_changelist", words) == ["Đặng Thị Hoà (Giám đốc)"]


@pytest.mark.parametrize("words", ["'", '"', "%", "_", "\\", "a" * 5000, "\u0000", "((", "🙂"])
def test_odd_words_do_no_harm(words, keeper, office):
    assert keeper.get(reverse("admin:organisations_post_changelist"), {"q": words}).status_code == 200
    assert set(offered(keeper, words, model="post", field="organisation")) <= {office.name}


def test_choices_tell_rows_of_one_name_apart(keeper):
    Area.objects.create(level=1, kind="Tỉnh", name="Quảng Trị", valid_to=date(2025, 6, 30))
    Area.objects.create(level=1, kind="Tỉnh", name="Quảng Trị", valid_from=date(2025, 7, 1))
    labels = offered(keeper, "quang tri", model="organisation", field="area")
    assert sorted(labels) == ["Tỉnh Quảng Trị", "Tỉnh Quảng Trị (đến 30/6/2025)"]


def test_choices_of_departments_and_signers_name_their_office(keeper, office):
    Department.objects.create(organisation=office, name="Văn phòng", abbreviation="VP")
    assert offered(keeper, "lang son van phong", model="user", field="department") == [
        "Văn phòng – Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn"
    ]


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ("con", ["Xã Nay"]),
        ("het", ["Huyện Xưa"]),
        ("chua", ["Phường Mai sau"]),
        ("lạ", ["Huyện Xưa", "Phường Mai sau", "Xã Nay"]),
    ],
)
def test_filter_by_what_exists_today(chosen, names, keeper):
    Area.objects.create(level=2, kind="Huyện", name="Xưa", valid_to=date(2025, 6, 30))
    Area.objects.create(level=3, kind="Xã", name="Nay", valid_from=date(2025, 7, 1))
    Area.objects.create(level=3, kind="Phường", name="Mai sau", valid_from=date(2999, 1, 1))
    page = keeper.get(reverse("admin:organisations_area_changelist"), {"hieu-luc": chosen})
    assert sorted(str(row) for row in page.context["cl"].result_list) == names


@pytest.mark.parametrize(("chosen", "count"), [("own", 3), ("0", 0), ("9" * 40, 4), ("x", 4), ("-1", 4)])
def test_filter_by_province_goes_down_to_villages(chosen, count, keeper):
    province = Area.objects.create(level=1, kind="Tỉnh", name="Lạng Sơn")
    commune = Area.objects.create(level=3, kind="Xã", name="A", parent=province)
    Area.objects.create(level=4, kind="Thôn", name="B", parent=commune)
    Area.objects.create(level=1, kind="Tỉnh", name="Cao Bằng")
    value = str(province.pk) if chosen == "own" else chosen
    page = keeper.get(reverse("admin:organisations_area_changelist"), {"tinh": value})
    assert page.context["cl"].result_count == count


def test_page_of_an_area_asks_the_same_number_of_questions_for_any_number_of_successors(
    keeper, django_assert_num_queries, django_assert_max_num_queries
):
    old = Area.objects.create(level=2, kind="Huyện", name="Tủa Chùa")
    address = reverse("admin:organisations_area_change", args=[old.pk])

    def add(count):
        for number in range(count):
            new = Area.objects.create(level=3, kind="Xã", name=f"{count} {number}")
            AreaSuccession.objects.create(old=old, new=new)

    add(1)
    keeper.get(address)
    with django_assert_max_num_queries(12) as with_one:
        keeper.get(address)
    add(12)
    with django_assert_num_queries(len(with_one)):
        page = keeper.get(address)
    assert page.content.decode().count("Xã 12 ") >= 12


def form_of(office, **changes):
    """What the browser sends for `office`, without departments and signers."""
    names = ["name", "letterhead", "short_name", "symbol", "place_name", "regime", "collective_name", "head_title"]
    names += ["deputy_title", "number_scheme", "issuing", "signed_ready"]
    counts = {f"{name}-{kind}_FORMS": "0" for name in ("departments", "posts") for kind in ("TOTAL", "INITIAL")}
    return {name: getattr(office, name) for name in names} | counts | changes


def test_what_papers_print_in_capitals_is_stored_in_capitals(keeper, office):
    form = form_of(office, letterhead="  sở dân tộc \r\n\r\n và tôn giáo ", symbol="sdttg", head_title="Giám đốc")
    address = reverse("admin:organisations_organisation_change", args=[office.pk])
    assert keeper.post(address, form).status_code == 302
    office.refresh_from_db()
    assert (office.letterhead, office.symbol, office.head_title) == (
        "SỞ DÂN TỘC\nVÀ TÔN GIÁO",
        "SDTTG",
        "GIÁM ĐỐC",
    )


def test_an_office_cannot_stand_above_itself_through_others(keeper, office):
    below = a_row(Organisation, name="Trung tâm", superior=office)
    address = reverse("admin:organisations_organisation_change", args=[office.pk])
    page = keeper.post(address, form_of(office, superior=below.pk))
    assert page.context["adminform"].form.errors["superior"] == [
        "Trung tâm lại là cấp dưới của cơ quan này: hãy chọn cơ quan khác."
    ]


def test_a_superior_that_has_ended_is_pointed_out(keeper, office):
    ended = a_row(Organisation, name="Ban Dân tộc", valid_to=date(2025, 2, 28), successor=office)
    below = a_row(Organisation, name="Trung tâm")
    address = reverse("admin:organisations_organisation_change", args=[below.pk])
    page = keeper.post(address, form_of(below, superior=ended.pk), follow=True)
    assert next(str(message) for message in page.context["messages"]) == (
        "Cơ quan cấp trên: Ban Dân tộc chỉ tồn tại đến 28/02/2025; cơ quan kế tục: "
        "Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn."
    )


def test_what_is_in_use_is_not_deleted_and_says_why(keeper, office):
    User.objects.create_user("canbo", full_name="Lê Văn An", organisation=office)
    address = reverse("admin:organisations_organisation_delete", args=[office.pk])
    page = keeper.get(address).content.decode()
    assert "vì những nơi sau đây đang dùng" in page
    assert "Lê Văn An" in page
    assert keeper.post(address, {"post": "yes"}).status_code == 200
    many = {"action": "delete_selected", "_selected_action": [office.pk], "post": "yes"}
    assert keeper.post(reverse("admin:organisations_organisation_changelist"), many).status_code == 200
    assert Organisation.objects.filter(pk=office.pk).exists()


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        (
            {"person_name": "TS. Vi Minh Tú"},
            {"person_name": ["Trước họ tên người ký không ghi «TS.» (Nghị định 30/2020): hãy chỉ ghi họ và tên."]},
        ),
        (
            {"title": "Trưởng ban"},
            {"title": ["Người đứng đầu cơ quan này là GIÁM ĐỐC: hãy ghi đúng, hoặc đổi «ký với tư cách»."]},
        ),
        (
            {"capacity": Capacity.DEPUTY},
            {"title": ["GIÁM ĐỐC là người đứng đầu, không ký thay (KT.): hãy ghi chức vụ của cấp phó."]},
        ),
        ({"stands_in_for": "Chánh Văn phòng"}, {"__all__": ["Chỉ ghi «ký thay chức vụ» khi ký thừa lệnh (TL.)."]}),
        ({}, {}),
        ({"person_name": "Tsan A Phủ"}, {}),
    ],
)
def test_signer(changes, faults, keeper, office):
    signer = {"organisation": office.pk, "person_name": "Vi Minh Tú", "title": "Giám đốc", "capacity": Capacity.HEAD}
    response = keeper.post(reverse("admin:organisations_post_add"), signer | changes)
    said = dict(response.context["adminform"].form.errors) if response.status_code == 200 else {}
    assert said == faults
    assert Post.objects.count() == (0 if faults else 1)


def test_front_page_lists_plans_first_and_accounts_after_offices(keeper):
    apps = keeper.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in apps][:2] == ["plans", "organisations"]
    offices = next(app for app in apps if app["app_label"] == "organisations")
    assert [row["object_name"] for row in offices["models"]] == ["Organisation", "Department", "Post", "User", "Area"]


def test_people_without_business_here_are_told_so_or_sent_to_sign_in(client):
    page = reverse("admin:organisations_area_changelist")
    assert client.get(page, follow=True).redirect_chain[-1][0] == f"{reverse('portal:sign_in')}?next={page}"
    client.force_login(User.objects.create_user("canbo"))
    assert client.get(page, follow=True).status_code == 403


# ---- Accounts


@pytest.fixture
def account_keeper(client, office):
    """Somebody with the role «Quản trị», who may do much but not everything."""
    setup_roles()
    user = User.objects.create_user("giutaikhoan", full_name="Triệu Văn Sáu", is_staff=True, organisation=office)
    user.groups.set(Group.objects.filter(name=Role.ADMINISTRATOR))
    client.force_login(user)
    return client


def account(**values):
    start = {"username": "lan", "full_name": "Hoàng Thị Lan", "scope": "organisation", "usable_password": "true"}
    return start | {"password1": "mot-hai-ba-bon-nam", "password2": "mot-hai-ba-bon-nam"} | values


def test_new_account_with_roles(account_keeper, office):
    role = Group.objects.get(name=Role.DRAFTER)
    response = account_keeper.post(
        reverse("admin:organisations_user_add"), account(organisation=office.pk, groups=[role.pk])
    )
    assert response.status_code == 302
    user = User.objects.get(username="lan")
    assert (user.organisation, list(user.groups.all()), user.is_superuser) == (office, [role], False)


def test_roles_are_offered_in_the_order_of_the_work(account_keeper):
    form = account_keeper.get(reverse("admin:organisations_user_add")).context["adminform"].form
    assert [label for _, label in form.fields["groups"].choices] == Role.values


def test_account_needs_a_full_name_and_a_department_of_its_office(account_keeper, office):
    elsewhere = a_row(Department, name="Phòng Tổng hợp", organisation=a_row(Organisation, name="Sở Nội vụ"))
    form = account(full_name="", organisation=office.pk, department=elsewhere.pk)
    page = account_keeper.post(reverse("admin:organisations_user_add"), form)
    assert dict(page.context["adminform"].form.errors) == {
        "full_name": ["Cần ghi mục này."],
        "department": ["Phòng Tổng hợp là phòng của Sở Nội vụ: hãy chọn phòng của cơ quan đã chọn."],
    }


def test_account_of_an_office_that_has_ended_is_pointed_out(account_keeper, office):
    ended = a_row(Organisation, name="Ban Dân tộc", valid_to=date(2025, 2, 28), successor=office)
    form = account(organisation=ended.pk)
    page = account_keeper.post(reverse("admin:organisations_user_add"), form, follow=True)
    assert next(str(message) for message in page.context["messages"]).startswith(
        "Ban Dân tộc chỉ tồn tại đến 28/02/2025; cơ quan kế tục: Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn."
    )


def test_a_keeper_of_accounts_cannot_raise_anybody_to_full_power(account_keeper, office):
    user = User.objects.create_user("lan", full_name="Hoàng Thị Lan", organisation=office)
    address = reverse("admin:organisations_user_change", args=[user.pk])
    form = {"username": "lan", "full_name": "Lan", "scope": "organisation", "is_active": "on", "is_superuser": "on"}
    form |= {"organisation": office.pk, "reads_all_papers": "on"}
    assert account_keeper.post(address, form).status_code == 302
    user.refresh_from_db()
    assert (user.full_name, user.is_superuser, user.reads_all_papers) == ("Lan", False, False)


def test_a_keeper_of_accounts_cannot_change_or_take_over_an_account_of_full_power(account_keeper, office):
    boss = User.objects.create_superuser("quantri", organisation=office, password="cu-cu-cu-cu", full_name="Người giữ")
    password = {"password1": "mot-hai-ba-bon-nam", "password2": "mot-hai-ba-bon-nam", "usable_password": "true"}
    for name, form in [("user_change", {"username": "x"}), ("user_delete", {"post": "yes"})]:
        address = reverse(f"admin:organisations_{name}", args=[boss.pk])
        assert account_keeper.post(address, form).status_code == 403
    address = reverse("admin:auth_user_password_change", args=[boss.pk])
    assert account_keeper.post(address, password).status_code == 403
    boss.refresh_from_db()
    assert boss.check_password("cu-cu-cu-cu")


def test_signature_and_letterhead_are_shown_as_printed(keeper, office):
    committee = a_row(
        Organisation, letterhead="ỦY BAN NHÂN DÂN\nTỈNH X", regime=Regime.COLLECTIVE, collective_name="ỦY BAN NHÂN DÂN"
    )
    committee.head_title = "CHỦ TỊCH"
    committee.save()
    deputy = a_row(Post, organisation=committee, title="PHÓ CHỦ TỊCH", capacity=Capacity.DEPUTY)
    page = keeper.get(reverse("admin:organisations_post_change", args=[deputy.pk])).content.decode()
    assert "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in page.replace("<br>", "\n")
