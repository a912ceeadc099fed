"""documents.checking.rules.offices with the facts that ship: what is found and what is left alone."""

import datetime
from dataclasses import replace

import pytest

from documents.checking import Facts, check
from documents.checking.facts import KnownOffice
from documents.checking.findings import Severity
from documents.checking.shipped import shipped_areas, shipped_facts, shipped_offices
from documents.content import PartialDate, SignatureBlock
from tests.factories.checking import findings, messages, saying
from tests.factories.contents import with_head

IN_2024 = datetime.date(2024, 3, 1)
IN_2026 = datetime.date(2026, 11, 21)


def facts(on):
    """What ships, on the day `on`."""
    return Facts(issued_on=on, areas=shipped_areas(), offices=shipped_offices())


def province(*lines, recipients=()):
    """A plan of a province that says `lines`."""
    content = replace(
        saying(*lines), recipients=recipients, opening=(), signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN",), "")
    )
    return with_head(content, issuer=("ỦY BAN NHÂN DÂN", "TỈNH ĐIỆN BIÊN"), issuer_name="", place="Điện Biên")


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Phối hợp với Ban Dân tộc tỉnh.", IN_2026, ["Ban Dân tộc"]),
        ("Phối hợp với Ban Dân tộc tỉnh.", IN_2024, []),
        ("Phối hợp với Sở Lao động - Thương binh và Xã hội.", IN_2026, ["Sở Lao động - Thương binh và Xã hội"]),
        ("Sở Dân tộc và Tôn giáo chủ trì.", IN_2024, ["Sở Dân tộc và Tôn giáo"]),
        ("Sở Dân tộc và Tôn giáo chủ trì.", IN_2026, []),
        ("Sở Nội vụ, Sở Tài chính chủ trì.", IN_2026, []),
        ("Theo Thông tư số 10/2022/TT-BLĐTBXH ngày 31/5/2022 của Bộ Lao động - Thương binh và Xã hội.", IN_2026, []),
        ("Ban Dân tộc (cũ) đã bàn giao hồ sơ.", IN_2026, []),
        ("Ban Dân tộc HĐND tỉnh giám sát.", IN_2026, []),
        ("Ban Dân tộc đã bàn giao hồ sơ.", IN_2026, []),
        ("Giấy phép do Bộ Tài nguyên và Môi trường (nay là Bộ Nông nghiệp và Môi trường) cấp.", IN_2026, []),
    ],
)
def test_offices_on_the_day(text, on, expected):
    assert [quote for quote, _ in findings("offices.ended", province(text), facts(on))] == expected


LANG_SON = KnownOffice("Ban Dân tộc tỉnh Lạng Sơn", "BAN DÂN TỘC", valid_to=datetime.date(2025, 2, 28))
QUANG_TRI = replace(LANG_SON, name="Ban Dân tộc tỉnh Quảng Trị", successor="Sở Dân tộc và Tôn giáo tỉnh Quảng Trị")


@pytest.mark.parametrize(
    ("issuer", "place", "offices", "expected"),
    [
        ("Sở Dân tộc và Tôn giáo tỉnh Quảng Trị", "Đông Hà", (LANG_SON, QUANG_TRI), "Ban Dân tộc tỉnh Quảng Trị"),
        ("Ủy ban nhân dân tỉnh Quảng Trị", "Quảng Trị", (LANG_SON, QUANG_TRI), "Ban Dân tộc tỉnh Quảng Trị"),
        ("Ủy ban nhân dân tỉnh Điện Biên", "Điện Biên", (LANG_SON, *shipped_offices()), "Ban Dân tộc"),
        ("Ủy ban nhân dân tỉnh Điện Biên", "Điện Biên", (LANG_SON, QUANG_TRI), "BAN DÂN TỘC"),
    ],
)
def test_office_of_another_province_is_not_named(issuer, place, offices, expected):
    content = with_head(province(recipients=("Ban Dân tộc",)), issuer_name=issuer, place=place)

    [message] = messages("offices.ended", content, Facts(issued_on=IN_2026, offices=offices))
    assert message.partition(" không còn từ ngày 01/03/2025")[0] == expected


def test_abbreviated_recipient_is_found():
    content = province("Nội dung.", recipients=("Sở LĐ-TB&XH", "Sở NN&PTNT (p/h)"))

    assert [quote for quote, _ in findings("offices.ended", content, facts(IN_2026))] == ["Sở LĐ-TB&XH", "Sở NN&PTNT"]


def test_sentence_may_look_back_but_a_recipient_may_not():
    content = province("Theo báo cáo của Ban Dân tộc.", recipients=("Sở TN&MT", "Phòng Dân tộc"))

    assert [
        (finding.quote, finding.severity)
        for finding in check(content, facts(IN_2026))
        if finding.rule == "offices.ended"
    ] == [
        ("Ban Dân tộc", Severity.WARNING),
        ("Sở TN&MT", Severity.ERROR),
        ("Phòng Dân tộc", Severity.WARNING),
    ]


def test_successor_is_named():
    assert messages("offices.ended", province("Ban Dân tộc tỉnh chủ trì."), facts(IN_2026)) == [
        "Ban Dân tộc không còn từ ngày 01/03/2025; nay là Sở Dân tộc và Tôn giáo."
    ]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Tại huyện Tủa Chùa và huyện Tủa Chùa.", IN_2026, ["huyện Tủa Chùa"]),
        ("Tại huyện Tủa Chùa.", IN_2024, []),
        ("Tại thành phố Đông Hà.", IN_2026, ["thành phố Đông Hà"]),
        ("Tại tỉnh Quảng Nam.", IN_2026, ["tỉnh Quảng Nam"]),
        ("Tại xã Tủa Chùa, tỉnh Điện Biên.", IN_2026, []),
        ("Địa bàn huyện Tủa Chùa trước đây.", IN_2026, []),
        ("Mỏ tại xã An Thịnh, huyện Văn Yên, tỉnh Yên Bái (nay là xã Mậu A, tỉnh Lào Cai).", IN_2026, []),
        ("Thanh tra tỉnh Yên Bái (trước hợp nhất) có 03 cuộc.", IN_2026, []),
    ],
)
def test_areas_on_the_day(text, on, expected):
    assert [quote for quote, _ in findings("offices.areas", province(text), facts(on))] == expected


@pytest.mark.parametrize(("on", "expected"), [(IN_2026, ["UBND các huyện"]), (IN_2024, [])])
def test_district_level_on_the_day(on, expected):
    content = province("UBND các huyện chỉ đạo; cấp huyện báo cáo.")

    assert [quote for quote, _ in findings("offices.districts", content, facts(on))] == expected


def test_without_a_day_nothing_is_said():
    content = with_head(province("Ban Dân tộc và UBND các huyện."), date=None)

    assert findings("offices.ended", content, facts(None)) == findings("offices.districts", content, facts(None)) == []


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2026, 3, 5), ["Ban Dân tộc"]),
        (PartialDate(2025, 3), ["Ban Dân tộc"]),
        (PartialDate(2025), []),
        (PartialDate(2025, 2, 30), []),
        (None, []),
    ],
)
def test_day_of_the_head_counts_where_no_other_is_known(date, expected):
    content = with_head(province("Ban Dân tộc tỉnh chủ trì."), date=date)

    assert [quote for quote, _ in findings("offices.ended", content, facts(None))] == expected


def test_shipped_facts_know_old_units():
    known = shipped_facts()

    assert [(a.kind, a.province, a.valid_to) for a in known.areas if a.name == "Huổi Só"] == [
        ("xã", "Điện Biên", datetime.date(2025, 6, 30))
    ]
