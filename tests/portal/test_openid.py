"""Signing in with an account of the province, against a provider that really answers."""

import json
import time

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from audit.models import Entry
from organisations.models import User
from tests.factories.accounts import a_phone, code_of
from tests.factories.plans import a_user, an_organisation
from tests.factories.providers import AProvider

pytestmark = pytest.mark.django_db
GO, BACK = "/dang-nhap/lien-thong/", "/dang-nhap/lien-thong/tra-loi/"


@pytest.fixture
def provider(settings):
    one = AProvider()
    for name, value in one.settings.items():
        setattr(settings, name, value)
    yield one
    one.stop()


def come_back(client, provider, **more):
    """Off to the provider and back again."""
    return client.get(BACK, provider.answer(client.get(GO).url) | more)


def is_signed_in(client):
    return client.get("/tai-khoan/").status_code == 200


def sentences(client):
    return [str(message) for message in client.get("/dang-nhap/").context["messages"]]


def refused(client, provider, reason, **more):
    response = come_back(client, provider, **more)
    assert (response.status_code, response.url, is_signed_in(client)) == (302, "/dang-nhap/", False)
    entry = Entry.objects.latest("id")
    assert (entry.act, json.loads(entry.details)["why"]) == ("đăng nhập liên thông: không nhận", reason)


def test_without_a_provider_there_is_no_button_and_no_door(client):
    assert "lien-thong" not in client.get("/dang-nhap/").content.decode()
    assert [client.get(address).status_code for address in (GO, BACK)] == [404, 404]


def test_the_button_keeps_the_page_that_was_asked_for(client, provider):
    page = client.get("/dang-nhap/?next=/tim/").content.decode()
    assert (f'href="{GO}?next=/tim/"' in page, "Đăng nhập bằng tài khoản tỉnh" in page) == (True, True)
    a_user(username="lan")
    back = provider.answer(client.get(f"{GO}?next=/tim/").url)
    assert client.get(BACK, back).url == "/tim/"


def test_the_way_back_never_leads_to_another_site(client, provider):
    a_user(username="lan")
    back = provider.answer(client.get(f"{GO}?next=https://evil.example/").url)
    assert client.get(BACK, back).url == "/"


def test_a_known_account_opens_and_it_is_noted(client, provider):
    user = a_user(username="lan")
    assert (come_back(client, provider).url, is_signed_in(client)) == ("/", True)
    assert {"state", "nonce", "code_challenge"} <= set(provider.asked)
    entry = Entry.objects.get()
    assert (entry.act, entry.row_id, json.loads(entry.details)) == (
        "đăng nhập",
        user.pk,
        {"method": "tài khoản liên thông"},
    )


def test_accounts_are_never_made(client, provider):
    refused(client, provider, "chưa có tài khoản")
    assert sentences(client) == [
        "Tài khoản này chưa có trong Sổ Kế hoạch. Nhờ người quản trị của cơ quan lập tài khoản."
    ]
    assert User.objects.count() == 0


def test_an_account_that_is_closed_stays_closed(client, provider):
    a_user(username="lan", is_active=False)
    refused(client, provider, "tài khoản đã ngừng dùng")


def test_by_mail_address_when_the_setting_says_so(client, provider, settings):
    settings.OIDC_CLAIM = "email"
    provider.person = {"email": "Lan@LangSon.gov.vn", "email_verified": True}
    a_user(username="lan", email="lan@langson.gov.vn")
    assert come_back(client, provider).url == "/"
    a_user(username="lan2", email="LAN@langson.gov.vn")
    refused(Client(), provider, "nhiều tài khoản cùng địa chỉ thư")
    provider.person["email_verified"] = False
    refused(Client(), provider, "địa chỉ thư chưa được nơi liên thông xác nhận")


INVALID = "thẻ danh tính không hợp lệ ({})"
SUSPICIOUS = INVALID.format("SuspiciousOperation")


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"iss": "https://khac.example"}, SUSPICIOUS),
        ({"aud": "may-khac"}, SUSPICIOUS),
        ({"aud": ["sokehoach", "may-khac"]}, SUSPICIOUS),
        ({"azp": "may-khac"}, SUSPICIOUS),
        ({"nonce": "cu"}, SUSPICIOUS),
        ({"nonce": None}, SUSPICIOUS),
        ({"exp": None}, SUSPICIOUS),
        ({"sub": None}, SUSPICIOUS),
        ({"sub": "8"}, SUSPICIOUS),
        ({"exp": int(time.time()) - 60}, INVALID.format("ExpiredSignatureError")),
        ({"iat": int(time.time()) + 6000}, INVALID.format("ImmatureSignatureError")),
    ],
)
def test_a_token_that_is_not_for_us_opens_nothing(claims, reason, client, provider):
    a_user(username="lan")
    provider.claims = claims
    refused(client, provider, reason)


def test_a_token_signed_by_a_stranger_opens_nothing(client, provider):
    a_user(username="lan")
    provider.signer = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    refused(client, provider, SUSPICIOUS)


@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_another_algorithm_opens_nothing(alg, client, provider):
    a_user(username="lan")
    provider.alg = alg
    refused(client, provider, SUSPICIOUS)


def test_an_answer_opens_once_and_only_in_the_session_that_asked(client, provider):
    a_user(username="lan")
    back = provider.answer(client.get(GO).url)
    stranger = Client()
    assert (stranger.get(BACK, back).url, is_signed_in(stranger)) == ("/dang-nhap/", False)
    assert client.get(BACK, back).url == "/"
    client.post("/dang-xuat/")
    assert (client.get(BACK, back).url, is_signed_in(client), provider.tokens) == ("/dang-nhap/", False, 1)


def test_a_provider_that_refuses_or_does_not_answer_leaves_the_other_door(client, provider, settings):
    refused(client, provider, "không hỏi được nơi liên thông (HTTPError)", code="khac")
    back = provider.answer(client.get(GO).url)
    assert client.get(BACK, {"state": back["state"], "error": "access_denied"}).url == "/dang-nhap/"
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:1/token"
    refused(client, provider, "không hỏi được nơi liên thông (ConnectionError)")
    assert sentences(client)[-1].startswith("Chưa đăng nhập được bằng tài khoản liên thông. Thử lại")


@pytest.mark.parametrize("person", [{}, {"preferred_username": 7}, {"preferred_username": " "}, {"sub": "9"}])
def test_odd_answers_open_nothing(person, client, provider):
    provider.person = person
    assert (come_back(client, provider).url, is_signed_in(client)) == ("/dang-nhap/", False)


@pytest.mark.parametrize("asked", [{}, {"state": ""}, {"state": "x", "code": "y"}, {"code": "a\x00b", "state": "\x00"}])
def test_answers_that_nobody_asked_for_open_nothing(asked, client, provider):
    assert (client.get(BACK, asked).url, is_signed_in(client)) == ("/dang-nhap/", False)


def test_the_own_second_step_is_still_asked_for(client, provider):
    phone = a_phone(a_user(username="lan"))
    assert (come_back(client, provider).url, is_signed_in(client)) == ("/dang-nhap/ma/", False)
    client.post("/dang-nhap/ma/", {"code": code_of(phone)})
    assert is_signed_in(client)


def test_an_office_that_asks_for_two_steps_asks_here_too(client, provider):
    a_user(an_organisation(requires_two_step=True), username="lan")
    come_back(client, provider)
    assert client.get("/").url == "/tai-khoan/hai-buoc/"


@pytest.mark.parametrize(
    ("claims", "is_enough"), [({"amr": ["pwd", "otp"]}, True), ({"acr": "otp"}, True), ({"amr": ["pwd"]}, False)]
)
def test_two_steps_at_the_provider_are_enough_when_the_setting_says_so(claims, is_enough, client, provider, settings):
    settings.OIDC_TWO_STEP_VALUES = ["otp"]
    user = a_user(an_organisation(requires_two_step=True), username="lan")
    a_phone(user)
    provider.claims = claims
    come_back(client, provider)
    assert is_signed_in(client) is is_enough
