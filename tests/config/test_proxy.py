"""Behind nginx the lock after failed sign-ins looks at the browser's address, not at nginx's."""

from axes.helpers import get_client_ip_address

from config.proxy import client_address


def test_address_that_nginx_tells(rf):
    assert client_address(rf.get("/", headers={"X-Real-IP": "203.0.113.7"})) == "203.0.113.7"


def test_address_without_nginx(rf):
    assert client_address(rf.get("/")) == "127.0.0.1"


def test_the_lock_asks_for_it(rf, settings):
    settings.AXES_CLIENT_IP_CALLABLE = "config.proxy.client_address"
    assert get_client_ip_address(rf.get("/", headers={"X-Real-IP": "203.0.113.7"})) == "203.0.113.7"
