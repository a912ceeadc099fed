"""Sentences about organisations that are no longer, or not yet, there."""

from datetime import date

import pytest

from organisations.models import Organisation
from organisations.validity import absence, heir_on, with_last_day

HEIR = Organisation(name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", valid_from=date(2025, 3, 1))
BOARD = Organisation(name="Ban Dân tộc tỉnh Lạng Sơn", valid_to=date(2025, 2, 28), successor=HEIR)
DISTRICT = Organisation(name="Ủy ban nhân dân huyện Tủa Chùa", valid_to=date(2025, 6, 30))
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("organisation", "day", "sentence"),
    [
        (
            BOARD,
            TODAY,
            "Ban Dân tộc tỉnh Lạng Sơn chỉ tồn tại đến 28/02/2025; cơ quan kế tục: "
            "Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn.",
        ),
        (DISTRICT, TODAY, "Ủy ban nhân dân huyện Tủa Chùa chỉ tồn tại đến 30/6/2025; chưa ghi cơ quan kế tục."),
        (HEIR, date(2025, 2, 28), "Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn chỉ có từ 01/3/2025."),
        (BOARD, date(2025, 2, 28), ""),
        (HEIR, date(2025, 3, 1), ""),
    ],
)
def test_absence(organisation, day, sentence):
    assert absence(organisation, day) == sentence


def test_with_last_day():
    assert with_last_day("Tỉnh Quảng Trị", date(2025, 6, 30)) == "Tỉnh Quảng Trị (đến 30/6/2025)"
    assert with_last_day("Tỉnh Quảng Trị", None) == "Tỉnh Quảng Trị"


def test_heir_on():
    assert [heir_on(BOARD, day) for day in (date(2025, 2, 28), date(2025, 3, 1), TODAY)] == [BOARD, HEIR, HEIR]
    assert heir_on(DISTRICT, TODAY) == DISTRICT
    one, two = Organisation(name="A", valid_to=date(2025, 1, 1)), Organisation(name="B", valid_to=date(2025, 1, 1))
    one.successor, two.successor = two, one
    assert heir_on(one, TODAY) is one
