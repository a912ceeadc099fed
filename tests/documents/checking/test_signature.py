"""documents.checking.rules.signature: what is found and what is left alone."""

import pytest

from documents.checking import Facts
from documents.content import SignatureBlock
from documents.places import Part, Place
from tests.factories.checking import findings, messages
from tests.factories.contents import plan, with_head

UBND = ("ỦY BAN NHÂN DÂN", "HUYỆN TỦA CHÙA")
SO = ("SỞ CÔNG THƯƠNG",)
BAN = ("BAN DÂN TỘC",)
RULES = ("marks", "order", "collective", "title", "expected", "name")


def signed(*lines, issuer=UBND, name="Vừ A Hùng"):
    """A plan of `issuer` signed with `lines`."""
    return with_head(plan(signature=SignatureBlock(lines, name)), issuer=issuer, issuer_name="")


def broken(content, facts=None):
    """The keys of the signature rules that `content` breaks."""
    return [key for key in RULES if findings(f"signature.{key}", content, facts)]


@pytest.mark.parametrize(
    ("issuer", "lines"),
    [
        (UBND, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (UBND, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (UBND, ("TM. UỶ BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC")),
        (UBND, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (UBND, ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
        (UBND, ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN")),
        (SO, ("GIÁM ĐỐC",)),
        (SO, ("Q. GIÁM ĐỐC",)),
        (SO, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (SO, ("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
        (BAN, ("TRƯỞNG BAN",)),
        (BAN, ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
        (("BAN CHỈ ĐẠO 389",), ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC")),
        (("BAN THƯỜNG TRỰC ỦY BAN MẶT TRẬN TỔ QUỐC",), ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH")),
        (("VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI",), ("GIÁM ĐỐC",)),
        (("BỘ NỘI VỤ",), ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")),
        (("BAN QUẢN LÝ KHU KINH TẾ",), ("GIÁM ĐỐC",)),
        (("CỤC THUẾ TỈNH",), ("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG")),
    ],
)
def test_right_signature_is_left_alone(issuer, lines):
    assert broken(signed(*lines, issuer=issuer)) == []


@pytest.mark.parametrize(
    ("issuer", "lines", "rules"),
    [
        (UBND, ("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"), ["order"]),
        (UBND, ("TM. ỦY BAN NHÂN DÂN", "KT. PHÓ CHỦ TỊCH"), ["order"]),
        (UBND, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ["collective"]),
        (UBND, ("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"), ["collective"]),
        (UBND, ("TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ["title"]),
        (UBND, ("KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"), ["order"]),
        (SO, ("TM. SỞ CÔNG THƯƠNG", "GIÁM ĐỐC"), ["collective"]),
        (SO, ("TRƯỞNG BAN",), ["title"]),
        (SO, ("KT. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), ["order"]),
        (SO, ("TL. GIÁM ĐỐC",), ["order"]),
        (SO, ("KT. Q. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ["order"]),
        (SO, ("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ["marks"]),
        (SO, ("KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ["marks"]),
        (BAN, ("GIÁM ĐỐC",), ["title"]),
        (BAN, ("PHÓ TRƯỞNG BAN",), ["order"]),
    ],
)
def test_wrong_signature_is_found(issuer, lines, rules):
    assert broken(signed(*lines, issuer=issuer)) == rules


def test_mark_is_corrected():
    assert findings("signature.marks", signed("T/M ỦY BAN NHÂN DÂN", "KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH")) == [
        ("T/M ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
        ("KT.CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ]


def test_collective_in_short_is_found():
    assert findings("signature.marks", signed("TM. UBND HUYỆN", "CHỦ TỊCH")) == [
        ("TM. UBND HUYỆN", "TM. ỦY BAN NHÂN DÂN HUYỆN")
    ]


def test_lines_of_another_post_are_found():
    facts = Facts(signature_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))

    assert messages("signature.expected", plan(), facts) == [
        "Theo chức vụ của người ký, phần ký phải là: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH."
    ]
    assert messages("signature.expected", signed(*facts.signature_lines), facts) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TS. Vừ A Hùng", [("TS. Vừ A Hùng", "Vừ A Hùng")]),
        ("PGS.TS Vừ A Hùng", [("PGS.TS Vừ A Hùng", "Vừ A Hùng")]),
        ("Ông Vừ A Hùng", [("Ông Vừ A Hùng", "Vừ A Hùng")]),
        ("VỪ A HÙNG", [("VỪ A HÙNG", "Vừ A Hùng")]),
        ("Vừ A Hùng", []),
        ("Bàn Văn Tám", []),
        ("", []),
    ],
)
def test_name_without_title(name, expected):
    assert findings("signature.name", signed("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", name=name)) == expected


@pytest.mark.parametrize(
    ("issuer", "lines", "printed", "is_found"),
    [
        (BAN, ("TRƯỞNG BAN",), "**TRƯỞNG BAN** BAN DÂN TỘC TỈNH QUẢNG TRỊ", True),
        (BAN, ("TRƯỞNG BAN",), "**TRƯỞNG BAN**", False),
        (UBND, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", False),
    ],
)
def test_office_is_not_named_under_the_post(issuer, lines, printed, is_found):
    facts = Facts(printed={Place(Part.SIGNATURE, field="lines"): printed})

    assert bool(findings("signature.office_again", signed(*lines, issuer=issuer), facts)) == is_found
