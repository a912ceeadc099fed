"""The portal's pages as a browser asks for them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from organisations.models import Department, User
from tests.factories.plans import a_document, a_plan, a_user, an_organisation

pytestmark = pytest.mark.django_db
SIGN_IN = "/dang-nhap/"
PAGES = ["home", "search", "account", "change_password", "two_step", "two_step_begin"]


def sign_in(client, user, password="mat-khau-thu", **more):
    return client.post(SIGN_IN, {"username": user.username, "password": password, **more})


# ---- the door ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_for_sign_in_and_remember_the_way(client, name):
    address = reverse(f"portal:{name}")
    response = client.get(address)
    assert (response.status_code, response.url) == (302, f"{SIGN_IN}?next={address}")


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_every_account(client, name):
    for user in (a_user(), User.objects.create_user("khong-co-quan", password="x"), a_user(is_superuser=True)):
        client.force_login(user)
        assert client.get(reverse(f"portal:{name}")).status_code == 200


def test_sign_in_leads_back_to_the_page_that_was_asked_for(client):
    response = sign_in(client, a_user(), next="/tai-khoan/")
    assert (response.status_code, response.url) == (302, "/tai-khoan/")


def test_sign_in_never_leads_to_another_site(client):
    assert sign_in(client, a_user(), next="https://evil.example/").url == "/"


def test_wrong_password_keeps_the_name_and_says_what_to_try(client):
    response = sign_in(client, a_user(username="lan"), password="sai")
    assert response.status_code == 400
    assert response.context["form"]["username"].value() == "lan"
    assert response.context["form"].non_field_errors() == [
        "Tên đăng nhập hoặc mật khẩu không đúng. Tắt bộ gõ tiếng Việt và phím Caps Lock, "
        "bấm «Hiện» để xem mật khẩu vừa gõ, rồi thử lại."
    ]


def test_password_managers_find_both_fields(client):
    fields = client.get(SIGN_IN).context["form"].fields
    assert [fields[name].widget.attrs["autocomplete"] for name in ("username", "password")] == [
        "username",
        "current-password",
    ]


def test_five_wrong_passwords_lock_with_429_and_say_how_long(client, settings):
    settings.SUPPORT_CONTACT = "bà Lan, máy lẻ 112"
    user = a_user()
    statuses = [sign_in(client, user, password="sai").status_code for _ in range(5)]
    assert statuses == [400, 400, 400, 400, 429]
    response = sign_in(client, user)
    assert response.status_code == 429
    assert "(còn 15 phút)" in response.content.decode()
    assert "bà Lan, máy lẻ 112" in response.content.decode()


def test_ended_session_is_said_kindly(client):
    client.force_login(a_user())
    client.session.flush()
    response = client.get("/tai-khoan/", follow=True)
    assert response.context["session_ended"] is True
    assert "Phiên làm việc đã hết." in response.content.decode()
    assert Client().get("/tai-khoan/", follow=True).context["session_ended"] is False


def test_htmx_in_an_ended_session_gets_401_instead_of_a_page(client):
    response = client.get("/tai-khoan/", headers={"HX-Request": "true"}, follow=True)
    assert (response.status_code, response.headers["X-Sign-In"], response.content) == (401, SIGN_IN, b"")


def test_form_sent_after_the_session_ended_is_not_lost_in_silence(client):
    response = client.post("/ke-hoach/moi/", {"title": "x"}, headers={"referer": "http://testserver/ke-hoach/moi/"})
    page = response.content.decode()
    assert (response.status_code, "Nội dung vừa gửi chưa được lưu" in page) == (403, True)
    assert 'href="/dang-nhap/?next=http%3A//testserver/ke-hoach/moi/"' in page
    assert sign_in(client, a_user(), next="http://testserver/ke-hoach/moi/").url == "http://testserver/ke-hoach/moi/"


def test_htmx_that_saves_in_an_ended_session_gets_401(client):
    response = client.post("/ke-hoach/moi/", headers={"HX-Request": "true"}, follow=True)
    assert response.status_code == 401


def test_sign_out_is_by_post_only_and_says_so(client):
    client.force_login(a_user())
    assert client.get("/dang-xuat/").status_code == 405
    response = client.post("/dang-xuat/", follow=True)
    assert response.redirect_chain == [(SIGN_IN, 302)]
    assert "Bạn đã đăng xuất." in response.content.decode()
    assert client.get("/").status_code == 302


def test_admin_has_no_second_door(client):
    response = client.get("/quan-tri/login/?next=/quan-tri/")
    assert (response.status_code, response.url) == (302, f"{SIGN_IN}?next=/quan-tri/")


def test_admin_is_refused_with_a_sentence_and_without_a_loop(client):
    client.force_login(a_user())
    response = client.get("/quan-tri/", follow=True)
    assert response.status_code == 403
    assert "chỉ mở cho người quản trị" in response.content.decode()


# ---- the own account --------------------------------------------------------------------------------------------


def test_password_is_changed_and_other_sessions_end(client):
    user = a_user()
    other = Client()
    other.force_login(user)
    client.force_login(user)
    new = "mot-cau-ngan-de-nho"
    response = client.post(
        "/tai-khoan/mat-khau/", {"old_password": "mat-khau-thu", "new_password1": new, "new_password2": new}
    )
    assert (response.status_code, response.url) == (302, "/tai-khoan/")
    user.refresh_from_db()
    assert user.check_password(new)
    assert (client.get("/").status_code, other.get("/").status_code) == (200, 302)


def test_wrong_old_password_changes_nothing(client):
    user = a_user()
    client.force_login(user)
    new = "mot-cau-ngan-de-nho"
    response = client.post("/tai-khoan/mat-khau/", {"old_password": "sai", "new_password1": new, "new_password2": new})
    assert response.context["form"].errors["old_password"] == [
        "Mật khẩu đang dùng không đúng. Gõ lại, chú ý bộ gõ tiếng Việt và phím Caps Lock."
    ]
    user.refresh_from_db()
    assert user.check_password("mat-khau-thu")


def test_account_tells_roles_scope_and_whom_to_ask(client):
    keeper = a_user(full_name="Vi Văn Quân")
    keeper.groups.add(Group.objects.get_or_create(name=Role.ADMINISTRATOR)[0])
    user = a_user()
    user.groups.add(Group.objects.get_or_create(name=Role.DRAFTER)[0])
    client.force_login(user)
    context = client.get("/tai-khoan/").context
    assert (context["roles"], context["administrators"]) == (
        [
            (
                "Soạn thảo",
                "soạn, sửa và trình kế hoạch, thêm văn bản pháp lý vào danh mục; tổ chức lớp, tiếp nhận danh sách "
                "đăng ký",
            )
        ],
        ["Vi Văn Quân"],
    )


# ---- home -------------------------------------------------------------------------------------------------------


def test_home_offers_a_new_plan_only_to_those_who_may_write_one(client):
    for may, offered in ((("add", "view"), True), (("view",), False)):
        client.force_login(a_user(may=may))
        assert client.get("/").context["may_create"] is offered


def test_home_lets_those_who_see_everything_work_without_an_organisation(client):
    client.force_login(User.objects.create_superuser("quantri", reads_all_papers=True, password="x"))
    context = client.get("/").context
    assert (context["homeless"], context["may_create"]) == (False, True)


def test_home_tells_a_person_without_organisation_whom_to_ask(client):
    keeper = a_user(full_name="Vi Văn Quân")
    keeper.groups.add(Group.objects.get_or_create(name=Role.ADMINISTRATOR)[0])
    client.force_login(User.objects.create_user("moi", password="x"))
    assert "Nhờ người quản trị gắn tài khoản vào cơ quan của bạn: Vi Văn Quân." in client.get("/").content.decode()


@pytest.mark.parametrize("role", [*Role])
def test_home_asks_the_same_number_of_queries_for_1_and_30_plans(
    client, role, django_assert_max_num_queries, django_assert_num_queries
):
    office = an_organisation()
    department = Department.objects.create(organisation=office, name="Phòng Nghiệp vụ")
    user, colleague = (a_user(office, department=department) for _ in range(2))
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    client.force_login(user)
    for owner in (user, colleague):
        a_plan(owner, department=department)
    move_to_today(office)
    with django_assert_max_num_queries(22) as few:
        client.get("/")
    for number in range(29):
        a_plan(user, title=f"Kế hoạch {number}", department=department)
        a_plan(colleague, title=f"Kế hoạch {number}", department=department)
    move_to_today(office)
    with django_assert_num_queries(len(few)):
        client.get("/")


def move_to_today(office):
    office.plans.update(updated_at=timezone.now() - timedelta(hours=1))


# ---- search -----------------------------------------------------------------------------------------------------


def test_search_asks_the_same_number_of_queries_for_1_and_30_rows(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    user = a_user(an_organisation(name="Ban Giảm nghèo"))
    client.force_login(user)
    a_plan(user, title="Giảm nghèo")
    a_document(summary="giảm nghèo")
    with django_assert_max_num_queries(10) as few:
        client.get("/tim/?q=giam+ngheo")
    for number in range(29):
        a_plan(user, title=f"Giảm nghèo {number}")
        a_document(summary=f"giảm nghèo {number}")
        an_organisation(name=f"Ban Giảm nghèo {number}")
    with django_assert_num_queries(len(few)):
        client.get("/tim/?q=giam+ngheo")


@pytest.mark.parametrize(
    "words",
    ["", "   ", "%", "_", "'", '"><script>alert(1)</script>', "\0", "x" * 5000, "Ð", "ề̀", "🙂", "a b " * 200],
    ids=[
        "empty",
        "blank",
        "percent",
        "underscore",
        "quote",
        "script",
        "nul",
        "long",
        "eth",
        "accents",
        "emoji",
        "many",
    ],
)
def test_search_takes_any_words(client, words):
    client.force_login(a_user())
    response = client.get("/tim/", {"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_search_without_a_hit_says_what_to_try(client):
    client.force_login(a_user())
    assert "Không tìm thấy gì cho «xyzxyz»." in client.get("/tim/?q=xyzxyz").content.decode()


# ---- health -----------------------------------------------------------------------------------------------------


def test_healthz_is_public(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() | {"worker_silent_seconds": None, "damaged_papers": None} == {
        "status": "ok",
        "database": True,
        "queue_age_seconds": 0,
        "worker_silent_seconds": None,
        "damaged_papers": None,
    }


def test_healthz_says_503_when_the_database_does_not_answer(client):
    def out_of_reach(*args):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(out_of_reach):
        response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, False)


# ---- failures ---------------------------------------------------------------------------------------------------


def test_unknown_address_says_what_to_do(client):
    client.force_login(a_user())
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "Không có trang này, hoặc bạn không xem được" in response.content.decode()


def test_old_page_is_refused_with_a_way_out():
    client = Client(enforce_csrf_checks=True)
    response = client.post(SIGN_IN, {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "Trang này mở đã lâu, nên chưa lưu được" in response.content.decode()


def test_bad_request_is_said_in_words(client):
    response = client.get(SIGN_IN, headers={"host": "another.example"})
    assert response.status_code == 400
    assert "Phần mềm không hiểu được yêu cầu này" in response.content.decode()


def test_every_answer_forbids_inline_scripts_and_styles(client):
    policy = client.get(SIGN_IN).headers["Content-Security-Policy"]
    assert ("script-src 'self'" in policy, "style-src 'self'" in policy, "unsafe" in policy) == (True, True, False)
