"""Ids as browsers send them."""

import pytest

from lib.keys import row_key


@pytest.mark.parametrize(("text", "key"), [("7", 7), (7, 7), ("9223372036854775807", 2**63 - 1)])
def test_whole_numbers_that_a_row_may_have(text, key):
    assert row_key(text) == key


@pytest.mark.parametrize("text", [None, "", " ", "abc", "-1", "1.5", "²", "9223372036854775808", "9" * 5000, "1\x00"])
def test_what_no_row_can_have(text):
    assert row_key(text) is None
