"""documents.checking.rules.small_numbers: what is found and what is left alone."""

import pytest

from tests.factories.checking import findings, saying


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mở 02 lớp ở huyện, 03 lớp ở tỉnh, 9 lớp ở xã.", [("9 lớp", "09 lớp")]),
        ("Mở 2 lớp ở huyện, 3 lớp ở tỉnh, 09 lớp ở xã.", [("09 lớp", "9 lớp")]),
        ("Mở 02 lớp, 12 lớp trong 3 ngày, 02 đợt; năm 2026 có 9 tỷ đồng.", []),
    ],
)
def test_numbers_below_ten(text, expected):
    assert findings("typography.padded_numbers", saying(text)) == expected
