"""Which passwords are taken, and what is said of the others, in Vietnamese."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from organisations.models import Organisation, User

GUESSABLE = (
    "Mật khẩu này dễ đoán: chỉ gồm một từ quen thuộc hoặc tên cơ quan kèm chữ số, hoặc lặp lại vài ký tự. "
    "Hãy ghép vài từ không liên quan thành một câu ngắn."
)


@pytest.fixture
def person():
    office = Organisation(name="Sở Dân tộc và Tôn giáo", short_name="SỞ DTTG", symbol="SDTTG")
    return User(username="hoanglan", full_name="Hoàng Thị Lan", organisation=office)


def said(password, person):
    try:
        validate_password(password, person)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    ["cay da ben nuoc", "Trời mưa ướt áo ai", "x7#kQ29!mLp", "matkhau cua toi dai", "😀🙂🙃😉😊😇🥰😍🤩😘"],
)
def test_good_passwords(password, person):
    assert said(password, person) == []


@pytest.mark.parametrize(
    ("password", "sentences"),
    [
        ("ngan-qua-1", []),
        ("ngan-12", ["Mật khẩu ngắn quá: cần ít nhất 10 ký tự."]),
        ("Matkhau@2026", [GUESSABLE]),
        ("Mật khẩu 123456", [GUESSABLE]),
        ("SDTTG-2026-2027", [GUESSABLE]),
        ("sodantocvatongiao", [GUESSABLE]),
        ("VietNam!!!2026", [GUESSABLE]),
        ("ababababab", [GUESSABLE]),
        ("x" * 5 + "yzabc" * 40, ["Mật khẩu dài quá 128 ký tự. Một câu ngắn dễ nhớ là đủ."]),
    ],
)
def test_bad_passwords(password, sentences, person):
    assert said(password, person) == sentences


@pytest.mark.parametrize("password", ["hoanglan2026", "password123456", "8364920175", "Hoàng Thị Lan 1"])
def test_djangos_own_rules_speak_vietnamese(password, person):
    sentences = said(password, person)
    assert sentences
    assert all("ật khẩu" in sentence for sentence in sentences)


@pytest.mark.django_db
def test_the_password_in_use_is_not_a_new_one(person):
    user = User.objects.create_user("an", password="cay da ben nuoc")
    assert said("cay da ben nuoc", user) == ["Mật khẩu mới giống mật khẩu đang dùng. Hãy đặt mật khẩu khác."]
