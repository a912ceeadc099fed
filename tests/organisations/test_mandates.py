"""Who may sign on which day: terms of office, and mandates of those who sign by order or by mandate."""

from datetime import date, timedelta

import pytest

from organisations.enums import Capacity
from organisations.mandates import signing_fault
from organisations.models import Post

DAY = date(2026, 3, 10)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
WHO = "Lý Văn Khi (Chánh văn phòng)"
PAPER = "Quyết định số 12/QĐ-SDTTG ngày 05/01/2026"


def a_signer(**values) -> Post:
    return Post(**{"person_name": "Lý Văn Khi", "title": "CHÁNH VĂN PHÒNG", "capacity": Capacity.HEAD} | values)


@pytest.mark.parametrize("capacity", [Capacity.HEAD, Capacity.ACTING, Capacity.DEPUTY])
def test_head_and_deputies_sign_without_a_mandate_while_in_office(capacity):
    assert signing_fault(a_signer(capacity=capacity), DAY) == ""
    assert signing_fault(a_signer(capacity=capacity, valid_from=DAY, valid_to=DAY), DAY) == ""
    assert (
        signing_fault(a_signer(capacity=capacity, valid_to=BEFORE), DAY)
        == f"{WHO} chỉ giữ chức vụ đến 09/3/2026: hãy chọn người ký khác."
    )
    assert (
        signing_fault(a_signer(capacity=capacity, valid_from=AFTER), DAY)
        == f"{WHO} chỉ giữ chức vụ từ 11/3/2026: hãy chọn người ký khác."
    )


@pytest.mark.parametrize(
    ("capacity", "how"), [(Capacity.BY_ORDER, "Thừa lệnh (TL.)"), (Capacity.BY_MANDATE, "Thừa ủy quyền (TUQ.)")]
)
def test_by_order_and_by_mandate_need_a_paper_in_force(capacity, how):
    def fault(**mandate):
        return signing_fault(a_signer(capacity=capacity, **{"mandate": PAPER} | mandate), DAY)

    assert fault(mandate_from=DAY, mandate_to=DAY) == ""
    assert fault(mandate_from=BEFORE) == ""
    assert fault(mandate_from=AFTER) == f"{PAPER} giao {WHO} ký {how} từ 11/3/2026: hãy chọn người ký khác."
    assert fault(mandate_from=BEFORE, mandate_to=BEFORE) == (
        f"{PAPER} giao {WHO} ký {how} đến hết ngày 09/3/2026: hãy ghi văn bản giao quyền mới, hoặc chọn người ký khác."
    )
    missing = f"Chưa ghi văn bản giao {WHO} ký {how}: hãy ghi ở mục «người ký» của cơ quan."
    assert fault() == missing
    assert fault(mandate="", mandate_from=BEFORE) == missing
