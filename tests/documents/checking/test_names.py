"""documents.checking.rules.names, with documents.checking.areas: what is found and what is left alone."""

from dataclasses import replace

import pytest

from documents.checking import Facts
from documents.checking.areas import is_slip, mentions
from documents.checking.facts import KnownArea
from documents.checking.subject import Subject
from tests.factories.checking import findings, messages, saying

AREAS = Facts(
    areas=(
        KnownArea("Tỉnh", "Điện Biên", province="Điện Biên"),
        KnownArea("Huyện", "Tủa Chùa", province="Điện Biên"),
        KnownArea("Thị trấn", "Tủa Chùa", province="Điện Biên"),
        KnownArea("Xã", "Huổi Só", province="Điện Biên"),
        KnownArea("Xã", "Xín Chải", province="Điện Biên"),
        KnownArea("Xã", "Huổi Tó", province="Sơn La"),
        KnownArea("Phường", "Lào Cai", province="Lào Cai"),
    )
)


@pytest.mark.parametrize(
    ("name", "right", "expected"),
    [
        ("Tòa Chùa", "Tủa Chùa", True),
        ("Huổi Sớ", "Huổi Só", True),
        ("Tủa Trùa", "Tủa Chùa", True),
        ("Tủa Chùa", "Tủa Chùa", False),
        ("Hoà Bình", "Hòa Bình", False),
        ("Sín Chải", "Xín Chải", False),
        ("Nam Giang", "Đông Giang", False),
        ("Tả Phìn", "Tả Sìn Thàng", False),
    ],
)
def test_slip_is_one_syllable_one_letter_away(name, right, expected):
    assert is_slip(name, right) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tại huyện Ea H'leo, thị xã Buôn Hồ.", [("huyện", "Ea H'leo"), ("thị xã", "Buôn Hồ")]),
        ("Các xã đặc biệt khó khăn, huyện được giao, xã ít người.", []),
        ("Gồm các huyện: Đăk Tô và Ía Grai.", [("huyện", "Đăk Tô"), ("huyện", "Ía Grai")]),
    ],
)
def test_names_of_areas_begin_with_capitals(text, expected):
    found = mentions(Subject(saying(text), Facts()).body[-1])
    assert [(mention.kind, mention.name) for mention in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tại UBND thị trấn Tòa Chùa.", [("Tòa Chùa", "Tủa Chùa")]),
        ("Đại biểu thuộc các xã: Huổi Sớ, Sín Chải.", [("Huổi Sớ", "Huổi Só")]),
        ("Tại thị trấn Tủa Chùa, xã Huổi Só.", []),
        ("Tại xã Mường Lạn.", []),
    ],
)
def test_area_that_the_catalogue_does_not_have(text, expected):
    assert findings("names.areas", saying(text), AREAS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trên địa bàn huyện tủa chùa.", [("huyện tủa chùa.", "huyện Tủa Chùa.")]),
        ("Trên địa bàn huyện Tủa Chùa, xã đặc biệt.", []),
    ],
)
def test_area_in_small_letters(text, expected):
    assert findings("names.small_areas", saying(text), AREAS) == expected


def test_without_a_catalogue_nothing_is_said():
    assert findings("names.areas", saying("Tại thị trấn Tòa Chùa.")) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("Tại huyện Mường Lạn.", "Người dân Mường Lạn.", "Ở xã Mường Lan."),
            [("Mường Lan", "Mường Lạn")],
        ),
        (("Ở xã Nam Giang và Nam Giang.", "Ở xã Đông Giang."), []),
        (("Ông Nguyễn Văn Hùng.", "Với Nguyễn Văn Hùng.", "Bà Nguyễn Văn Hưng."), []),
        (
            ("Bà Nguyễn Thúy Nhung.", "Với Nguyễn Thúy Nhung.", "Bà Nguyễn Thuy Nhung."),
            [("Nguyễn Thuy Nhung", "Nguyễn Thúy Nhung")],
        ),
    ],
)
def test_name_in_two_spellings(lines, expected):
    assert findings("names.places", saying(*lines)) == expected


def test_person_with_a_small_letter_is_found():
    content = saying("Bà Nguyễn Thị Thúy Nhung.", "Giao Nguyễn Thị Thúy Nhung.", "Bà Nguyễn Thị thúy Nhung.")

    assert findings("names.places", content) == [("Nguyễn Thị thúy Nhung", "Nguyễn Thị Thúy Nhung")]


def test_name_that_the_catalogue_has_is_no_slip():
    facts = replace(AREAS, areas=(*AREAS.areas, KnownArea("Xã", "Mường Lan", province="Điện Biên")))

    assert findings("names.places", saying("Xã Mường Lạn.", "Ở Mường Lạn.", "Ở xã Mường Lan."), facts) == []


def test_programme_without_its_whole_name_is_found_once():
    content = saying(
        "Chương trình mục tiêu quốc gia giảm nghèo năm 2026.",
        "Chương trình mục tiêu quốc gia giảm nghèo bền vững.",
        "Chương trình mục tiêu quốc gia giảm nghèo.",
    )

    assert findings("names.programmes", content) == [("giảm nghèo", "giảm nghèo bền vững")]


def test_project_under_two_names_is_found():
    content = saying(
        "Thực hiện Dự án 7: Nâng cao năng lực và giám sát, đánh giá Chương trình.",
        "Kinh phí tiêu dự án 2, dự án 7: Nâng cao năng lực giám sát, đánh giá Chương trình.",
    )

    assert findings("names.programmes", content) == [("phí tiêu dự", "phí tiểu dự"), ("2, dự án 7:", "2, Dự án 7:")]
    assert len(messages("names.programmes", saying(
        "Tiểu dự án 2: Nâng cao năng lực và giám sát, đánh giá Chương trình.",
        "Tiểu dự án 2: Nâng cao năng lực giám sát, đánh giá Chương trình.",
    ))) == 1  # fmt: skip


def test_numbered_project_in_small_letters_is_found():
    content = saying("Thực hiện Dự án 7 của Chương trình.", "Kinh phí dự án 7 và các dự án khác.")

    assert findings("names.programmes", content) == [("phí dự án 7", "phí Dự án 7")]


def test_project_under_one_name_is_left_alone():
    content = saying(
        "Tiểu dự án 1: Nâng cao năng lực thực hiện Chương trình.",
        "Tiểu dự án 2: Giám sát, đánh giá.",
        "Tiểu dự án 1: Nâng cao năng lực thực hiện Chương trình (NCNL).",
    )

    assert findings("names.programmes", content) == []
