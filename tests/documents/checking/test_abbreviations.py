"""documents.checking.rules.abbreviations: what is found and what is left alone."""

from dataclasses import replace

import pytest

from tests.factories.checking import findings, saying


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quản lý kho VLNCN và VLNCN khác.", ["kho VLNCN và"]),
        ("Quản lý vật liệu nổ công nghiệp (VLNCN); kho VLNCN.", []),
        ("Vật liệu nổ công nghiệp (sau đây viết tắt là VLNCN); kho VLNCN.", []),
        ("Quản lý vật liệu nổ (sau đây gọi tắt là “VLN”); kho VLN.", []),
        ("UBND, HĐND, MTTQ, DTTS, NTM, KT-XH, NSNN, Mục IV, Phụ lục II, ODA.", []),
        ("Theo Quyết định số 12/QĐ-SKHCN ngày 01/02/2026 và mẫu 02/BCGS.", []),
    ],
)
def test_abbreviation_that_nobody_explains(text, expected):
    assert [quote for quote, _ in findings("names.abbreviations", saying(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BCĐ và TDP họp; BCĐ kết luận.", ["BCĐ và"]),
        ("Ban Chỉ đạo (BCĐ) họp; BCĐ kết luận.", []),
        ("UBND, HĐND, MTTQ, VT; Quyết định số 12/QĐ-BCĐ ngày 01/02/2026 của UBND tỉnh.", []),
    ],
)
def test_abbreviations_of_a_field_are_said_once(text, expected):
    assert [quote for quote, _ in findings("names.field_abbreviations", saying(text))] == expected


def test_abbreviation_of_the_issuer_is_known():
    content = saying("Kế hoạch của SCT và SCT.")
    content = replace(content, head=replace(content.head, symbol="KH-SCT"))

    assert findings("names.abbreviations", content) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các thôn đặc biệt khó khăn (ĐBKK).", ["khăn (ĐBKK)."]),
        ("Các thôn đặc biệt khó khăn (ĐBKK), xã ĐBKK.", []),
    ],
)
def test_abbreviation_that_is_never_used(text, expected):
    assert [quote for quote, _ in findings("names.abbreviation_used", saying(text))] == expected


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [
        (("Sở LĐTB-XH", "Phòng LĐTBXH huyện", "Phòng LĐTBXH xã"), ["Sở LĐTB-XH"]),
        (("Sở LĐTB-XH", "Phòng LĐTBXH-DT huyện", "Phòng LĐTBXH"), ["Sở LĐTB-XH"]),
        (("Thành viên BCD huyện", "BCĐ xã"), ["viên BCD huyện"]),
        (("Sở LĐTBXH", "Phòng LĐTBXH huyện"), []),
        (("HĐND huyện", "UBND huyện", "TU", "HU"), []),
    ],
)
def test_two_forms_of_one_abbreviation(recipients, expected):
    content = replace(saying("Nội dung."), recipients=recipients)

    assert [quote for quote, _ in findings("names.abbreviation_forms", content)] == expected
