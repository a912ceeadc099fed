"""Keeping accounts, signers and offices by scope: what is seen, what is given, what is refused, what is noted."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from organisations import two_step
from organisations.enums import Capacity, Role, Scope
from organisations.models import Department, Organisation, Post, User
from organisations.resources import OrganisationResource
from organisations.roles import setup_roles
from tests.factories.accounts import a_phone
from tests.factories.rows import a_row

pytestmark = pytest.mark.django_db
ACCOUNTS = "/quan-tri/organisations/user/"
KEYS = ["abc", "-1", "0", "9223372036854775808", "9" * 5000, "a\x00b", "²"]
WORDS = ["a\x00b", "x" * 100_000, "{{ 7*7 }}<script>", "\u202e\u200f😀", "31/02/2026", "0000-00-00", "9" * 400]


@pytest.fixture
def office():
    return a_row(Organisation, name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", head_title="GIÁM ĐỐC")


@pytest.fixture
def elsewhere():
    return a_row(Organisation, name="Sở Nội vụ tỉnh Cao Bằng")


@pytest.fixture
def keeper(office):
    """The administrator of one office."""
    setup_roles()
    user = User.objects.create_user("giu", full_name="Triệu Văn Sáu", is_staff=True, organisation=office)
    user.groups.set(Group.objects.filter(name=Role.ADMINISTRATOR))
    return user


@pytest.fixture
def desk(keeper):
    client = Client(raise_request_exception=False)
    client.force_login(keeper)
    return client


def an_account(office, name="lan", **fields):
    return User.objects.create_user(name, full_name=f"Hoàng Thị {name}", organisation=office, password="x", **fields)


def form_of(user, **changes):
    values = {"username": user.username, "full_name": user.full_name, "scope": user.scope, "is_active": "on"}
    return values | {"organisation": user.organisation_id or ""} | changes


def change(user):
    return reverse("admin:organisations_user_change", args=[user.pk])


def said(response):
    return dict(response.context["adminform"].form.errors)


# ---- which accounts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (Scope.DEPARTMENT, {"giu"}),
        (Scope.ORGANISATION, {"giu", "own", "before"}),
        (Scope.BELOW, {"giu", "own", "before", "below"}),
        (Scope.EVERYTHING, {"giu", "own", "before", "below", "far", "nowhere"}),
    ],
)
def test_a_keeper_sees_the_accounts_in_the_own_scope(scope, seen, desk, keeper, elsewhere):
    office = keeper.organisation
    department = Department.objects.create(organisation=office, name="Văn phòng")
    User.objects.filter(pk=keeper.pk).update(scope=scope, department=department)
    an_account(office, "own")
    an_account(a_row(Organisation, name="Ban Dân tộc", successor=office, valid_to=date(2025, 2, 28)), "before")
    an_account(a_row(Organisation, name="Trung tâm", superior=office), "below")
    an_account(elsewhere, "far")
    an_account(None, "nowhere")
    rows = desk.get(ACCOUNTS).context["cl"].result_list
    assert {user.username for user in rows} == seen


def test_an_account_out_of_scope_is_not_there(desk, elsewhere):
    stranger = an_account(elsewhere)
    assert desk.get(change(stranger)).status_code == 302  # back to the front page: «không tồn tại»
    assert desk.post(change(stranger), form_of(stranger, full_name="Khác")).status_code == 302
    password = reverse("admin:auth_user_password_change", args=[stranger.pk])
    assert desk.get(password).status_code == 404
    stranger.refresh_from_db()
    assert stranger.full_name == "Hoàng Thị lan"


def test_a_keeper_without_office_and_scope_sees_nobody(desk, keeper):
    User.objects.filter(pk=keeper.pk).update(organisation=None)
    assert list(desk.get(ACCOUNTS).context["cl"].result_list) == []


@pytest.mark.parametrize("fields", [{"reads_all_papers": True}, {"scope": Scope.EVERYTHING}, {"is_superuser": True}])
def test_who_may_more_than_the_keeper_is_out_of_reach(fields, desk, office):
    strong = an_account(office, **fields)
    assert desk.post(change(strong), form_of(strong, full_name="Khác")).status_code == 403
    assert desk.post(reverse("admin:auth_user_password_change", args=[strong.pk])).status_code == 403


@pytest.mark.parametrize("scope", [Scope.BELOW, Scope.EVERYTHING, "khac", ""])
def test_nobody_gives_a_scope_wider_than_the_own_one(scope, desk, office):
    user = an_account(office)
    response = desk.post(change(user), form_of(user, scope=scope))
    user.refresh_from_db()
    assert (response.status_code, list(said(response)), user.scope) == (200, ["scope"], Scope.ORGANISATION)


def test_nobody_moves_an_account_out_of_the_own_scope(desk, office, elsewhere):
    user = an_account(office)
    sentence = "Sở Nội vụ tỉnh Cao Bằng không thuộc phạm vi của bạn: hãy chọn cơ quan của mình."
    assert said(desk.post(change(user), form_of(user, organisation=elsewhere.pk))) == {"organisation": [sentence]}
    answer = desk.post(change(user), form_of(user, organisation=""))
    assert said(answer) == {"organisation": ["Hãy chọn cơ quan của người này."]}


def test_only_full_power_lets_an_administrator_read_papers(desk, office):
    user = an_account(office)
    boss = Client()
    boss.force_login(User.objects.create_superuser("quantri", password="x"))
    for client, reads in ((desk, False), (boss, True)):
        assert client.post(change(user), form_of(user, reads_all_papers="on")).status_code == 302
        user.refresh_from_db()
        assert user.reads_all_papers is reads


# ---- passwords and phones ---------------------------------------------------------------------------------------


def test_a_password_given_by_the_keeper_is_changed_at_the_first_sign_in(desk, office, keeper):
    new = {"password1": "mot-hai-ba-bon-nam", "password2": "mot-hai-ba-bon-nam", "usable_password": "true"}
    start = {"username": "moi", "full_name": "Lê Văn Mới", "organisation": office.pk, "scope": "organisation"}
    assert desk.post(reverse("admin:organisations_user_add"), start | new).status_code == 302
    person = Client()
    person.post("/dang-nhap/", {"username": "moi", "password": "mot-hai-ba-bon-nam"})
    assert person.get("/ke-hoach/").url == "/tai-khoan/mat-khau/"
    same = {"old_password": "mot-hai-ba-bon-nam", "new_password1": "mot-hai-ba-bon-nam"}
    answer = person.post("/tai-khoan/mat-khau/", same | {"new_password2": "mot-hai-ba-bon-nam"})
    assert answer.context["form"].errors == {
        "new_password2": ["Mật khẩu mới giống mật khẩu đang dùng. Hãy đặt mật khẩu khác."]
    }
    own = same | {"new_password1": "cay-da-ben-nuoc-2026", "new_password2": "cay-da-ben-nuoc-2026"}
    assert person.post("/tai-khoan/mat-khau/", own).url == "/tai-khoan/"
    assert person.get("/ke-hoach/").status_code == 200
    acts = Entry.objects.filter(kind="account").order_by("id").values_list("act", "actor_id")
    user = User.objects.get(username="moi")
    assert list(acts) == [("thêm tài khoản", keeper.pk), ("đổi mật khẩu", user.pk)]


@pytest.mark.parametrize(("usable", "temporary"), [("true", True), ("false", False)])
def test_a_password_reset_by_the_keeper_ends_sessions_and_is_temporary(usable, temporary, desk, office):
    user = an_account(office)
    person = Client()
    person.force_login(user)
    form = {"password1": "mot-hai-ba-bon-nam", "password2": "mot-hai-ba-bon-nam", "usable_password": usable}
    form |= {"set-password": "1"} if usable == "true" else {"unset-password": "1"}
    assert desk.post(reverse("admin:auth_user_password_change", args=[user.pk]), form).status_code == 302
    user.refresh_from_db()
    assert (user.password_is_temporary, user.has_usable_password()) == (temporary, temporary)
    assert person.get("/tai-khoan/").status_code == 302


def act_on(desk, act, *users):
    form = {"action": act, "_selected_action": [user.pk for user in users]}
    page = desk.post(ACCOUNTS, form, follow=True)
    return [str(message) for message in page.context["messages"]]


def test_a_lost_phone_is_reset_by_the_keeper(desk, office, keeper):
    user, without = an_account(office), an_account(office, "binh")
    a_phone(user)
    two_step.new_recovery_codes(user, at=timezone.now())
    person = Client()
    person.force_login(user)
    assert act_on(desk, "reset_phones", user, without) == [
        "Hoàng Thị binh chưa bật đăng nhập hai bước, không có gì để đặt lại.",
        "Đã đặt lại: Hoàng Thị lan. Các phiên của họ đã kết thúc.",
    ]
    assert (two_step.phones(user).exists(), user.recovery_codes.exists()) == (False, False)
    assert person.get("/tai-khoan/").status_code == 302
    entry = Entry.objects.get(kind="account")
    assert (entry.act, entry.row_id, entry.actor_id) == ("đặt lại đăng nhập hai bước", user.pk, keeper.pk)


def test_phones_of_stronger_accounts_and_of_strangers_stay(desk, office, elsewhere):
    strong, stranger = an_account(office, scope=Scope.EVERYTHING), an_account(elsewhere, "xa")
    for user in (strong, stranger):
        a_phone(user)
    assert act_on(desk, "reset_phones", strong, stranger) == [
        "Bạn không giữ tài khoản Hoàng Thị lan: người ấy có quyền cao hơn bạn."
    ]
    assert [two_step.phones(user).exists() for user in (strong, stranger)] == [True, True]


def test_the_lock_is_opened_by_the_keeper(desk, office):
    user = an_account(office)
    person = Client()
    tries = [person.post("/dang-nhap/", {"username": "lan", "password": "sai"}).status_code for _ in range(5)]
    act_on(desk, "unlock", user)
    assert (tries[-1], person.post("/dang-nhap/", {"username": "lan", "password": "x"}).status_code) == (429, 302)


def test_secrets_of_phones_are_nowhere_in_the_admin(desk, office):
    phone = a_phone(an_account(office))
    pages = [desk.get(address).content.decode() for address in ("/quan-tri/", ACCOUNTS, change(phone.user))]
    assert [phone.key in page or "totp" in page.lower() for page in pages] == [False] * 3


# ---- offices and signers ----------------------------------------------------------------------------------------


def test_a_keeper_changes_the_own_office_and_looks_at_others(desk, office, elsewhere):
    addresses = [reverse("admin:organisations_organisation_change", args=[row.pk]) for row in (office, elsewhere)]
    assert [desk.get(address).context["has_change_permission"] for address in addresses] == [True, False]
    assert desk.post(addresses[1], {"name": "x"}).status_code == 403
    assert desk.get(reverse("admin:organisations_organisation_add")).status_code == 403
    assert desk.get("/quan-tri/organisations/organisation/import/").status_code == 403


@pytest.mark.parametrize("model", [Department, Post])
def test_a_keeper_enters_rows_for_the_own_office_only(model, desk, office, elsewhere):
    row = {"name": "Văn phòng", "person_name": "Vi Tú", "title": "PHÓ GIÁM ĐỐC", "capacity": Capacity.DEPUTY}
    address = reverse(f"admin:organisations_{model._meta.model_name}_add")
    assert "organisation" in said(desk.post(address, row | {"organisation": elsewhere.pk}))
    assert desk.post(address, row | {"organisation": office.pk}).status_code == 302
    theirs = a_row(model, organisation=elsewhere)
    change = reverse(f"admin:organisations_{model._meta.model_name}_change", args=[theirs.pk])
    assert desk.post(change, row | {"organisation": office.pk}).status_code == 403


SIGNER = {"person_name": "Vi Minh Tú", "title": "Chánh Văn phòng"}
PAPER = {"mandate": "Quyết định số 12/QĐ-SDTTG ngày 05/01/2026", "mandate_from": "05/01/2026"}


@pytest.mark.parametrize(
    ("signer", "faults"),
    [
        ({"capacity": Capacity.BY_ORDER} | PAPER, {}),
        ({"capacity": Capacity.BY_MANDATE, "mandate_to": "31/12/2026"} | PAPER, {}),
        (
            {"capacity": Capacity.BY_ORDER},
            {
                "mandate": ["Ký TL. hoặc TUQ. cần văn bản giao quyền ký: ghi số, ngày của văn bản."],
                "mandate_from": ["Ghi ngày bắt đầu được ký."],
            },
        ),
        (
            {"capacity": Capacity.BY_MANDATE} | PAPER,
            {"mandate_to": ["TUQ. phải có thời hạn: ghi ngày hết hạn (Nghị định 30/2020, Điều 13)."]},
        ),
        (
            {"capacity": Capacity.BY_MANDATE, "mandate_to": "04/01/2026"} | PAPER,
            {"mandate_to": ["Ngày hết hạn giao quyền phải từ ngày bắt đầu trở đi."]},
        ),
    ],
)
def test_a_mandate_is_checked_beside_its_fields(signer, faults, desk, office):
    response = desk.post(reverse("admin:organisations_post_add"), SIGNER | signer | {"organisation": office.pk})
    assert (said(response) if response.status_code == 200 else {}) == faults
    assert Post.objects.count() == (0 if faults else 1)


def test_the_table_on_the_page_of_an_office_sends_mandates_to_the_page_of_signers(desk, office):
    fields = ["name", "letterhead", "short_name", "symbol", "place_name", "regime", "collective_name", "head_title"]
    fields += ["deputy_title", "number_scheme", "issuing", "signed_ready"]
    form = {name: getattr(office, name) for name in fields} | {"departments-TOTAL_FORMS": 0}
    form |= {"departments-INITIAL_FORMS": 0, "posts-TOTAL_FORMS": 1, "posts-INITIAL_FORMS": 0}
    form |= {f"posts-0-{name}": value for name, value in SIGNER.items()} | {"posts-0-capacity": Capacity.BY_ORDER}
    response = desk.post(reverse("admin:organisations_organisation_change", args=[office.pk]), form)
    errors = [dict(row.errors) for inline in response.context["inline_admin_formsets"] for row in inline.formset.forms]
    assert errors == [
        {"capacity": ["Ký TL. và TUQ. cần văn bản giao quyền và thời hạn: nhập người này ở trang «Người ký»."]}
    ]


def test_a_signer_has_an_account_of_the_same_office(desk, office, elsewhere):
    signer = SIGNER | {"capacity": Capacity.DEPUTY, "organisation": office.pk, "title": "Phó Giám đốc"}
    boss = Client()
    boss.force_login(User.objects.create_superuser("quantri", password="x"))
    address, stranger, own = reverse("admin:organisations_post_add"), an_account(elsewhere, "xa"), an_account(office)
    sentence = f"Tài khoản Hoàng Thị xa (Sở Nội vụ tỉnh Cao Bằng): hãy chọn tài khoản của {office.name}."
    assert said(boss.post(address, signer | {"account": stranger.pk})) == {"account": [sentence]}
    assert desk.post(address, signer | {"account": own.pk}).status_code == 302
    assert Post.objects.get().account == own


def test_a_clerk_says_who_signs_but_not_with_which_account(desk, office, keeper):
    keeper.groups.set(Group.objects.filter(name=Role.CLERK))
    own = an_account(office)
    signer = SIGNER | {"capacity": Capacity.DEPUTY, "organisation": office.pk, "account": own.pk, "title": "Phó GĐ"}
    assert desk.post(reverse("admin:organisations_post_add"), signer).status_code == 302
    assert Post.objects.get().account is None


def test_a_council_needs_an_office_above_it(desk, office):
    page = desk.get(reverse("admin:organisations_organisation_change", args=[office.pk]))
    form = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}
    form |= {"departments-TOTAL_FORMS": 0, "departments-INITIAL_FORMS": 0, "posts-TOTAL_FORMS": 0}
    form |= {"posts-INITIAL_FORMS": 0, "is_council": "on"}
    response = desk.post(reverse("admin:organisations_organisation_change", args=[office.pk]), form)
    assert said(response) == {
        "superior": ["Hội đồng, ban chỉ đạo cần cơ quan cấp trên: văn thư của cơ quan ấy cấp số và đóng dấu."]
    }


def test_the_sheet_of_offices_carries_the_settings(office):
    Organisation.objects.update(requires_two_step=True, issuing="paper", reviews_in_departments=False)
    sheet = OrganisationResource().export()
    names = ["Hình thức ban hành", "Tệp trình ký", "Trưởng phòng duyệt trước", "Cho phép tự duyệt"]
    names += ["Là hội đồng, ban chỉ đạo", "Bắt buộc đăng nhập hai bước"]
    row = dict(zip(sheet.headers, sheet[0], strict=True))
    assert [row[name] for name in names][2:] == ["Không", "Không", "Không", "Có"]
    Organisation.objects.update(requires_two_step=False, issuing="electronic", reviews_in_departments=True)
    result = OrganisationResource().import_data(sheet, rollback_on_validation_errors=True)
    assert (result.has_errors(), result.has_validation_errors()) == (False, False)
    office.refresh_from_db()
    assert (office.requires_two_step, office.issuing, office.reviews_in_departments) == (True, "paper", False)


# ---- what strangers may send ------------------------------------------------------------------------------------

POST_FIELDS = ["organisation", "person_name", "title", "capacity", "stands_in_for", "account"]
OFFICE_FIELDS = ["name", "letterhead", "superior", "area", "issuing", "signed_ready", "number_scheme", "valid_from"]
FIELDS = {
    "user": ["username", "full_name", "email", "organisation", "department", "groups", "scope"],
    "post": [*POST_FIELDS, "mandate", "mandate_from", "mandate_to", "valid_from", "valid_to"],
    "organisation": [*OFFICE_FIELDS, "successor", "symbol", "is_council", "requires_two_step"],
    "department": ["organisation", "name", "abbreviation", "valid_from", "valid_to"],
    "area": ["kind", "name", "level", "code", "parent", "valid_from", "valid_to"],
}


@pytest.mark.parametrize(("model", "field"), [(model, field) for model, fields in FIELDS.items() for field in fields])
def test_anything_may_be_sent_to_the_forms_of_the_admin(model, field):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("quantri", password="x"))
    address = reverse(f"admin:organisations_{model}_add")
    start = {f"{room}-{kind}_FORMS": "0" for room in ("departments", "posts") for kind in ("TOTAL", "INITIAL")}
    start |= {f"succession_{way}-{kind}_FORMS": "0" for way in ("in", "out") for kind in ("TOTAL", "INITIAL")}
    answers = {client.post(address, start | {field: value}).status_code for value in KEYS + WORDS}
    assert answers == {200}


@pytest.mark.parametrize("value", [*KEYS, "x" * 5000])
@pytest.mark.parametrize("room", ["posts", "departments"])
def test_anything_may_be_sent_to_the_tables_on_the_page_of_an_office(room, value, desk, office):
    form = {f"{name}-{kind}_FORMS": "0" for name in ("departments", "posts") for kind in ("TOTAL", "INITIAL")}
    form |= {f"{room}-TOTAL_FORMS": value, f"{room}-0-id": value, f"{room}-0-capacity": value}
    address = reverse("admin:organisations_organisation_change", args=[office.pk])
    assert desk.post(address, form).status_code < 500


@pytest.mark.parametrize("key", KEYS)
def test_actions_on_accounts_that_cannot_be_do_nothing(key, desk):
    form = {"action": "reset_phones", "_selected_action": key}
    assert desk.post(ACCOUNTS, form).status_code < 500


@pytest.mark.parametrize("password", ["", "a\x00b" * 5, "x" * 100_000, "\u202e" * 20, "😀" * 12])
def test_any_password_may_be_tried(password, desk, office):
    user = an_account(office)
    form = {"password1": password, "password2": password, "usable_password": "true", "set-password": "1"}
    response = desk.post(reverse("admin:auth_user_password_change", args=[user.pk]), form)
    user.refresh_from_db()
    assert (response.status_code, user.check_password("x")) == (200, True)
