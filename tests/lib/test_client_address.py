"""Behind nginx one looks at the browser's address, not at nginx's; without nginx no header is believed."""

import pytest
from axes.helpers import get_client_ip_address

from lib.client_address import client_address


@pytest.mark.parametrize(
    ("header", "told", "address"),
    [
        ("X-Real-IP", "203.0.113.7", "203.0.113.7"),
        ("X-Real-IP", " 2001:DB8::7 ", "2001:db8::7"),
        ("X-Real-IP", "<script>", "127.0.0.1"),
        ("X-Real-IP", "1.2.3.4, 5.6.7.8", "127.0.0.1"),
        ("X-Real-IP", "", "127.0.0.1"),
        ("", "203.0.113.7", "127.0.0.1"),
    ],
)
def test_address(header, told, address, rf, settings):
    settings.CLIENT_ADDRESS_HEADER = header
    assert client_address(rf.get("/", headers={"X-Real-IP": told})) == address


def test_a_socket_has_no_address_but_is_locked_all_the_same(rf):
    request = rf.get("/", REMOTE_ADDR="")
    assert (client_address(request), get_client_ip_address(request)) == ("", "0.0.0.0")


def test_the_lock_asks_for_it(rf, settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Real-IP"
    assert get_client_ip_address(rf.get("/", headers={"X-Real-IP": "203.0.113.7"})) == "203.0.113.7"
