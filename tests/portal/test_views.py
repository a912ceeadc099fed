import pytest
from django.urls import reverse

from organisations.models import User

pytestmark = pytest.mark.django_db


def test_home_asks_for_sign_in_and_remembers_the_way(client):
    response = client.get(reverse("portal:account"))
    assert (response.status_code, response.url) == (302, "/dang-nhap/?next=/tai-khoan/")


@pytest.mark.parametrize("name", ["home", "search", "account", "change_password"])
def test_every_page_opens(client, name):
    client.force_login(User.objects.create_user("lan", password="x"))
    assert client.get(reverse(f"portal:{name}")).status_code == 200


def test_healthz_is_public_and_says_ok(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_sign_in_page_opens(client):
    assert client.get("/dang-nhap/").status_code == 200
