"""Signing in in two steps, as a browser sees it: set-up, the second page of the door, giving up, the office's rule."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from organisations import two_step
from organisations.models import User
from tests.factories.accounts import a_phone, code_of, wrong_code_of
from tests.factories.plans import a_user, an_organisation

pytestmark = pytest.mark.django_db
DOOR, CODE = "/dang-nhap/", "/dang-nhap/ma/"
BASE = "/tai-khoan/hai-buoc/"
BEGIN, CONFIRM, RENEW, END = (f"{BASE}{part}/" for part in ("dien-thoai", "xac-nhan", "ma-du-phong", "tat"))
PASSWORD = "mat-khau-thu"


def give_password(client, user, **more):
    return client.post(DOOR, {"username": user.username, "password": PASSWORD, **more})


def is_signed_in(client):
    return client.get("/tai-khoan/").status_code == 200


def acts(user):
    return list(
        Entry.objects.filter(row_id=user.pk, table="organisations.user").order_by("id").values_list("act", flat=True)
    )


@pytest.fixture
def owner() -> User:
    """Somebody with a phone."""
    user = a_user()
    user.phone = a_phone(user)
    return user


# ---- the door ---------------------------------------------------------------------------------------------------


def test_password_alone_opens_nothing(client, owner):
    response = give_password(client, owner, next="/tim/")
    assert (response.status_code, response.url, is_signed_in(client)) == (302, CODE, False)


def test_the_code_opens_and_leads_to_the_page_that_was_asked_for(client, owner):
    give_password(client, owner, next="/tim/")
    response = client.post(CODE, {"code": code_of(owner.phone)})
    assert (response.status_code, response.url, is_signed_in(client)) == (302, "/tim/", True)


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_the_phone_may_be_half_a_minute_fast_or_slow(steps, opens, owner):
    at = timezone.now().replace(second=15, microsecond=0)
    code = code_of(owner.phone, steps=steps, at=at.timestamp())
    assert two_step.shows(owner.phone, code, at=at) is opens


def test_a_code_passes_once(client, owner):
    code = code_of(owner.phone)
    for expected in (302, 400):
        browser = Client()
        give_password(browser, owner)
        assert browser.post(CODE, {"code": code}).status_code == expected


def test_code_may_be_typed_in_groups(client, owner):
    give_password(client, owner)
    code = code_of(owner.phone)
    assert client.post(CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302


@pytest.mark.parametrize(
    "code", ["", "abc", "12345", "1234567", "٣٣٣٣٣٣", "a\x00b", "9" * 5000, "<script>", "-12345", "1e5", "²²²²²²"]
)
def test_any_code_may_be_typed(code, client, owner):
    give_password(client, owner)
    response = client.post(CODE, {"code": code})
    assert (response.status_code, is_signed_in(client), "<script>alert" in response.content.decode()) == (
        400,
        False,
        False,
    )


def test_after_a_wrong_code_the_next_one_has_to_wait(client, owner):
    give_password(client, owner)
    first = client.post(CODE, {"code": wrong_code_of(owner.phone)})
    second = client.post(CODE, {"code": code_of(owner.phone)})
    assert [page.context["form"].errors["code"] for page in (first, second)] == [
        ["Mã không đúng hoặc đã dùng. Chờ mã mới hiện trên điện thoại rồi gõ lại; kiểm tra giờ của điện thoại."],
        ["Vừa có mã sai, phần mềm chưa xem mã này. Chờ 1 giây rồi gõ mã đang hiện trên điện thoại."],
    ]


def test_the_wait_doubles_and_ends_at_a_quarter_of_an_hour(owner):
    failed = owner.phone.throttling_failure_timestamp = timezone.now()
    waits = []
    for count in (1, 2, 3, 10, 11, 500):
        owner.phone.throttling_failure_count = count
        waits.append((two_step.may_try_from(owner.phone) - failed).total_seconds())
    assert waits == [1, 2, 4, 512, 900, 900]


def pass_time(phone):
    """As if the last wrong code had been typed long ago."""
    phone.refresh_from_db()
    phone.throttling_failure_timestamp = timezone.now() - timedelta(hours=1)
    phone.save()


def test_wrong_codes_and_wrong_passwords_count_together(client, owner):
    for _ in range(3):
        client.post(DOOR, {"username": owner.username, "password": "sai"})
    give_password(client, owner)
    statuses = []
    for _ in range(2):
        statuses.append(client.post(CODE, {"code": wrong_code_of(owner.phone)}).status_code)
        pass_time(owner.phone)
    right = client.post(CODE, {"code": code_of(owner.phone)})
    assert (statuses, right.status_code, is_signed_in(client)) == ([400, 429], 429, False)
    assert "Mở lại lúc" in right.content.decode()
    assert give_password(client, owner).status_code == 429


def test_code_page_without_a_password_leads_to_the_door(client):
    response = client.get(CODE, follow=True)
    assert response.redirect_chain == [(DOOR, 302)]


@pytest.mark.parametrize("change", ["late", "password", "inactive", "epoch"])
def test_what_was_begun_ends_when_the_account_changes_or_time_is_up(change, client, owner):
    give_password(client, owner)
    if change == "late":
        session = client.session
        session["sign_in_pending"] |= {"since": timezone.now().timestamp() - 601}
        session.save()
    if change == "password":
        owner.set_password("khac")
    owner.is_active = change != "inactive"
    owner.session_epoch += change == "epoch"
    owner.save()
    response = client.post(CODE, {"code": code_of(owner.phone)})
    assert (response.status_code, response.url, is_signed_in(client)) == (302, DOOR, False)


def test_recovery_code_opens_once_and_says_how_many_are_left(client, owner):
    codes = two_step.new_recovery_codes(owner, at=timezone.now())
    give_password(client, owner)
    response = client.post(f"{CODE}?cach=du-phong", {"code": codes[3].upper().replace("-", " ")}, follow=True)
    assert "còn 9 mã" in response.content.decode()
    other = Client()
    give_password(other, owner)
    assert other.post(f"{CODE}?cach=du-phong", {"code": codes[3]}).status_code == 400


def test_the_database_does_not_know_the_codes(owner):
    codes = two_step.new_recovery_codes(owner, at=timezone.now())
    kept = set(owner.recovery_codes.values_list("digest", flat=True))
    assert (len(kept), len(set(codes)), {len(digest) for digest in kept}) == (10, 10, {64})
    assert not any(code.replace("-", "") in digest or code in digest for code in codes for digest in kept)


def test_the_code_of_another_account_does_not_open(client, owner):
    stranger = a_user()
    codes = two_step.new_recovery_codes(stranger, at=timezone.now())
    other = a_phone(stranger)
    give_password(client, owner)
    assert client.post(CODE, {"code": codes[0]}).status_code == 400
    pass_time(owner.phone)
    assert client.post(CODE, {"code": code_of(other)}).status_code == 400


# ---- setting up ---------------------------------------------------------------------------------------------------


def set_up(client, user, **begin):
    """Set up a phone in this browser; returns it with the page of recovery codes."""
    client.post(BEGIN, begin)
    phone = two_step.unconfirmed_phones(user).get()
    return phone, client.post(CONFIRM, {"code": code_of(phone)})


def codes_on(page):
    return re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page.content.decode())


def test_setting_up_shows_the_secret_then_ten_codes_once(client):
    user = a_user()
    give_password(client, user)
    assert client.post(BEGIN).url == CONFIRM
    page = client.get(CONFIRM)
    assert page.context["picture"].startswith("data:image/svg+xml")
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.context["secret"])
    phone = two_step.unconfirmed_phones(user).get()
    page = client.post(CONFIRM, {"code": code_of(phone)})
    assert (page.status_code, len(codes_on(page)), page.headers["Cache-Control"]) == (
        200,
        10,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert client.get(CONFIRM).url == BASE
    assert acts(user) == ["đăng nhập", "bật đăng nhập hai bước"]


def test_a_phone_counts_only_after_its_first_code(client):
    user = a_user()
    give_password(client, user)
    client.post(BEGIN)
    phone = two_step.unconfirmed_phones(user).get()
    assert client.post(CONFIRM, {"code": wrong_code_of(phone)}).status_code == 400
    assert not two_step.phones(user).exists()
    assert give_password(Client(), user).url == "/"


def test_setting_up_ends_other_sessions_and_keeps_this_one(client):
    user = a_user()
    other = Client()
    give_password(other, user)
    give_password(client, user)
    set_up(client, user)
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)


def test_setting_up_asks_for_the_password_when_the_sign_in_was_long_ago(client):
    user = a_user()
    give_password(client, user)
    session = client.session
    session["signed_in_at"] -= 601
    session.save()
    assert list(client.get(BASE).context["form"].fields) == ["password"]
    assert client.post(BEGIN, {"password": "sai"}).status_code == 400
    assert client.post(BEGIN, {"password": PASSWORD}).url == CONFIRM


def test_changing_the_phone_needs_password_and_code_and_the_old_one_works_till_then(client, owner):
    give_password(client, owner)
    client.post(CODE, {"code": code_of(owner.phone, steps=-1)})
    assert list(client.get(BEGIN).context["form"].fields) == ["password", "code"]
    assert client.post(BEGIN, {"password": PASSWORD, "code": ""}).status_code == 400
    assert client.post(BEGIN, {"password": PASSWORD, "code": code_of(owner.phone)}).url == CONFIRM
    assert two_step.phones(owner).get() == owner.phone
    new = two_step.unconfirmed_phones(owner).get()
    assert len(codes_on(client.post(CONFIRM, {"code": code_of(new)}))) == 10
    assert list(two_step.phones(owner)) == [new]
    assert acts(owner)[-1] == "đổi điện thoại đăng nhập hai bước"


def test_a_wrong_password_uses_up_no_code(client, owner):
    client.force_login(owner)
    code = code_of(owner.phone)
    assert client.post(END, {"password": "sai", "code": code}).status_code == 400
    assert client.post(END, {"password": PASSWORD, "code": code}).url == "/tai-khoan/"
    assert (two_step.phones(owner).exists(), owner.recovery_codes.exists()) == (False, False)
    assert acts(owner) == ["đăng nhập: sai mật khẩu", "tắt đăng nhập hai bước"]


def test_five_wrong_passwords_inside_a_session_lock_too(client, owner):
    client.force_login(owner)
    statuses = [client.post(END, {"password": "sai", "code": "000000"}).status_code for _ in range(6)]
    assert (statuses, two_step.phones(owner).exists()) == ([400, 400, 400, 400, 429, 429], True)
    right = {"password": PASSWORD, "code": code_of(owner.phone)}
    assert (client.post(END, right).status_code, two_step.phones(owner).exists()) == (429, True)


def test_new_recovery_codes_void_the_old_ones(client, owner):
    old = two_step.new_recovery_codes(owner, at=timezone.now())
    client.force_login(owner)
    page = client.post(RENEW, {"password": PASSWORD, "code": old[0]})
    new = codes_on(page)
    assert (len(new), set(new) & set(old)) == (10, set())
    assert not two_step.spend_recovery_code(owner, old[1], at=timezone.now())
    assert two_step.spend_recovery_code(owner, new[1], at=timezone.now())


# ---- the office asks for it -----------------------------------------------------------------------------------------


@pytest.fixture
def strict():
    return an_organisation(requires_two_step=True)


@pytest.mark.parametrize("address", ["/", "/ke-hoach/", "/tai-khoan/", "/quan-tri/", "/tim/?q=a", RENEW, END])
def test_an_office_that_asks_for_it_leads_everybody_to_the_set_up(address, client, strict):
    client.force_login(a_user(strict, is_staff=True))
    assert (client.get(address).status_code, client.get(address).url) == (302, BASE)


def test_forms_that_were_open_are_answered_without_losing_their_text(client, strict):
    client.force_login(a_user(strict))
    back = "http://testserver/ke-hoach/moi/"
    page = client.post("/ke-hoach/moi/", {"title": "x"}, headers={"referer": back})
    assert (page.status_code, f'href="{BASE}"' in page.content.decode()) == (403, True)
    quick = client.post("/ke-hoach/moi/", headers={"HX-Request": "true"})
    assert (quick.status_code, quick.headers["X-Sign-In"]) == (401, BASE)


def test_sessions_that_are_open_already_are_led_there_too(client):
    office = an_organisation()
    user = a_user(office)
    give_password(client, user)
    assert is_signed_in(client)
    office.requires_two_step = True
    office.save()
    assert client.get("/").url == BASE
    set_up(client, user)
    assert (client.get("/").status_code, is_signed_in(client)) == (200, True)


def test_a_session_from_before_the_phone_signs_in_again(client, strict):
    user = a_user(strict)
    client.force_login(user)
    a_phone(user)
    assert client.get("/").url == DOOR
    assert not is_signed_in(client)


def test_where_the_office_asks_for_it_nobody_gives_it_up(client, strict):
    user = a_user(strict)
    phone = a_phone(user)
    give_password(client, user)
    client.post(CODE, {"code": code_of(phone, steps=-1)})
    response = client.post(END, {"password": PASSWORD, "code": code_of(phone)})
    assert (response.status_code, two_step.phones(user).exists()) == (409, True)


def test_sign_out_is_always_open(client, strict):
    client.force_login(a_user(strict))
    assert client.post("/dang-xuat/").url == DOOR


@pytest.mark.parametrize(("scope", "is_staff", "asked"), [("everything", True, True), ("organisation", True, False)])
def test_on_a_real_server_accounts_of_full_power_need_it(scope, is_staff, asked, client, settings):
    settings.ADMINISTRATORS_NEED_TWO_STEP = True
    client.force_login(a_user(scope=scope, is_staff=is_staff))
    assert (client.get("/").status_code == 302) is asked


# ---- what is noted --------------------------------------------------------------------------------------------------


def test_the_trail_tells_each_try_and_never_a_secret(client, owner):
    client.post(DOOR, {"username": owner.username, "password": "sai-bi-mat"})
    give_password(client, owner)
    wrong = wrong_code_of(owner.phone)
    client.post(CODE, {"code": wrong})
    pass_time(owner.phone)
    code = code_of(owner.phone)
    client.post(CODE, {"code": code})
    client.post("/dang-xuat/")
    entries = Entry.objects.order_by("id")
    assert [(entry.act, entry.row_id, entry.address) for entry in entries] == [
        (act, owner.pk, "127.0.0.1")
        for act in ("đăng nhập: sai mật khẩu", "đăng nhập: sai mã", "đăng nhập", "đăng xuất")
    ]
    assert json.loads(entries[2].details) == {"method": "mật khẩu", "step": "mã trên điện thoại"}
    said = " ".join(str(list(entries.values())))
    assert [secret in said for secret in ("sai-bi-mat", PASSWORD, f'"{wrong}"', f'"{code}"')] == [False] * 4


def test_of_an_unknown_name_only_the_beginning_is_kept(client):
    client.post(DOOR, {"username": "MatKhauCuaToi1", "password": "x"})
    entry = Entry.objects.get()
    assert (entry.row_id, json.loads(entry.details)) == (None, {"typed": "ma… (14 ký tự)"})


def test_a_closed_lock_is_noted_once(client):
    user = a_user()
    for _ in range(9):
        client.post(DOOR, {"username": user.username, "password": "sai"})
    assert acts(user) == ["đăng nhập: sai mật khẩu"] * 5 + ["đăng nhập: bị tạm khóa"] * 2
