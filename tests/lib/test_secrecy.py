"""Marks of secrecy are found; words about secrets, honey and bees are none."""

import unicodedata

import pytest

from lib.secrecy import REFUSAL, secret_mark
from plans.validity import plan_faults
from tests.factories.plans import a_plan, a_user


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Diễn tập khu vực phòng thủ (Mật)", "Mật"),
        ("Diễn tập khu vực phòng thủ [TỐI MẬT]", "TỐI MẬT"),
        ("MẬT Diễn tập khu vực phòng thủ", "MẬT"),
        ("TUYỆT MẬT - KẾ HOẠCH PHÒNG THỦ", "TUYỆT MẬT"),
        ("Độ mật: Tối mật", "Tối mật"),
        ("Tuyệt mật: phòng thủ", "Tuyệt mật"),
        ("Phòng thủ\nMật", "Mật"),
        ("KH-UBND-MẬT năm 2026", "MẬT"),
        ("Tập huấn bảo vệ bí mật nhà nước", ""),
        ("CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC", ""),
        ("Công tác BÍ MẬT nhà nước", ""),
        ("HỖ TRỢ MÔ HÌNH NUÔI ONG LẤY MẬT", ""),
        ("Mật ong rừng U Minh", ""),
        ("Mật độ dân số vùng đồng bào dân tộc thiểu số", ""),
        ("Quản lý tài liệu tối mật", ""),
        ("", ""),
    ],
)
def test_marks(text, mark):
    assert secret_mark(text) == mark
    assert secret_mark(unicodedata.normalize("NFD", text)) == mark


@pytest.mark.django_db
def test_a_plan_with_a_mark_is_refused_beside_its_title():
    plan = a_plan(a_user())
    plan.title = "Phòng thủ (Mật)"
    assert plan_faults(plan) == {"title": REFUSAL}
