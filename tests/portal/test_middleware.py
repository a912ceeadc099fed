"""Sessions end by the clock, other machines are signed out, and a password that others know is changed first."""

import gzip
import json

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from audit.models import Entry
from portal.middleware import CompressPagesMiddleware
from tests.factories.plans import a_user

pytestmark = pytest.mark.django_db
DOOR = "/dang-nhap/"


def signed_in(user):
    client = Client()
    client.post(DOOR, {"username": user.username, "password": "mat-khau-thu"})
    return client


def set_back(client, **seconds):
    """As if this session had begun, or been used, so many seconds earlier."""
    session = client.session
    for name, count in seconds.items():
        session[name] -= count
    session.save()


@pytest.mark.parametrize(
    ("seconds", "goes_on"),
    [
        ({"seen_at": 3500}, True),
        ({"seen_at": 3700}, False),
        ({"signed_in_at": 12 * 3600 - 60}, True),
        ({"signed_in_at": 12 * 3600 + 60}, False),
    ],
)
def test_a_session_ends_after_an_idle_hour_and_after_a_working_day(seconds, goes_on):
    client = signed_in(a_user())
    set_back(client, **seconds)
    response = client.get("/tim/?q=a")
    assert (response.status_code == 200) is goes_on
    assert goes_on or response.url == "/dang-nhap/?next=/tim/%3Fq%3Da"


def test_work_keeps_a_session_awake_but_not_beyond_the_day():
    client = signed_in(a_user())
    set_back(client, seen_at=3500, signed_in_at=3500)
    client.get("/")
    set_back(client, seen_at=3500, signed_in_at=3500)
    assert client.get("/").status_code == 200
    set_back(client, signed_in_at=10 * 3600 + 1800)
    assert client.get("/").status_code == 302


def test_the_idle_limit_can_be_switched_off(settings):
    settings.SESSION_IDLE_SECONDS = 0
    client = signed_in(a_user())
    set_back(client, seen_at=10 * 3600)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("seconds", "sentence", "reason"),
    [
        ({"seen_at": 3700}, "Phiên làm việc đã hết vì 60 phút không có thao tác nào.", "không thao tác"),
        ({"signed_in_at": 50_000}, "Phiên làm việc đã hết sau 12 giờ.", "quá thời gian của một ngày làm việc"),
    ],
)
def test_the_door_says_why_a_session_ended_and_leads_back(seconds, sentence, reason):
    user = a_user()
    client = signed_in(user)
    set_back(client, **seconds)
    page = client.get("/tim/", follow=True).content.decode()
    assert (sentence in page, 'name="next" value="/tim/"' in page) == (True, True)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.row_id, json.loads(entry.details)) == ("hết phiên làm việc", user.pk, {"why": reason})


def test_a_form_that_was_open_meanwhile_is_not_lost():
    client = signed_in(a_user())
    set_back(client, seen_at=3700)
    page = client.post("/ke-hoach/moi/", {"title": "x"})
    assert (page.status_code, "Nội dung vừa gửi chưa được lưu" in page.content.decode()) == (403, True)


def test_the_editor_that_was_open_meanwhile_is_told():
    client = signed_in(a_user())
    set_back(client, seen_at=3700)
    response = client.post("/ke-hoach/moi/", headers={"HX-Request": "true"}, follow=True)
    assert (response.status_code, response.headers["X-Sign-In"]) == (401, DOOR)


def test_other_machines_are_signed_out_and_this_one_goes_on():
    user = a_user()
    here, there = signed_in(user), signed_in(user)
    assert here.post("/tai-khoan/may-khac/").url == "/tai-khoan/"
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)
    assert Entry.objects.latest("id").act == "đăng xuất khỏi mọi máy khác"
    assert here.get("/tai-khoan/may-khac/").status_code == 405


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/", "/ke-hoach/", "/quan-tri/", "/tai-khoan/", "/tai-khoan/hai-buoc/tat/"])
def test_a_password_that_others_know_is_changed_before_anything_else(address, method):
    client = Client()
    client.force_login(a_user(password_is_temporary=True, is_staff=True))
    response = getattr(client, method)(address)
    if method == "get":
        assert (response.status_code, response.url) == (302, "/tai-khoan/mat-khau/")
    else:
        assert (response.status_code, "Nội dung vừa gửi chưa được lưu" in response.content.decode()) == (403, True)


def test_five_wrong_old_passwords_lock(client):
    user = a_user()
    client.force_login(user)
    new = {"new_password1": "cay-da-ben-nuoc-2026", "new_password2": "cay-da-ben-nuoc-2026"}
    tries = [client.post("/tai-khoan/mat-khau/", new | {"old_password": "sai"}).status_code for _ in range(5)]
    right = client.post("/tai-khoan/mat-khau/", new | {"old_password": "mat-khau-thu"})
    user.refresh_from_db()
    assert (tries, right.status_code, user.check_password("mat-khau-thu")) == ([400] * 4 + [429], 429, True)


def test_the_account_page_lists_the_last_sign_ins():
    user = a_user()
    Client().post(DOOR, {"username": user.username, "password": "sai"})
    client = signed_in(user)
    acts = [entry.act for entry in client.get("/tai-khoan/").context["sign_ins"]]
    assert acts == ["đăng nhập", "đăng nhập: sai mật khẩu"]


def test_pages_are_sent_compressed_to_who_asks_and_files_as_they_are():
    client = signed_in(a_user())
    plain, compressed = client.get("/"), client.get("/", headers={"accept-encoding": "gzip"})
    assert ("Content-Encoding" in plain, compressed["Content-Encoding"]) == (False, "gzip")
    assert "Việc của tôi" in gzip.decompress(compressed.content).decode()
    assert "Accept-Encoding" in compressed["Vary"]
    file = HttpResponse(b"a" * 5000, content_type="application/pdf")
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    assert CompressPagesMiddleware(lambda request: file)(request).content == b"a" * 5000
