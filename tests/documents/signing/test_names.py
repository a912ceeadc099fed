"""Whose certificate is it?"""

from dataclasses import replace

import pytest

from documents.signing.certificates import Certificate
from documents.signing.names import differs_in_accents, is_organisation, is_person
from tests.factories.certificates import NOW


def _certificate(name, *places):
    blank = Certificate(name="", subject="", issuer="", sha256="", valid_from=NOW, valid_to=NOW)
    return replace(blank, name=name, places=places)


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        ("Vừ A Hùng", "Vừ A Hùng", True),
        ("VỪ A HÙNG", "Vừ A Hùng", True),
        ("Vu A Hung", "Vừ A Hùng", True),
        ("Nguyễn Văn Hòa", "TS. Nguyễn Văn Hoà", True),
        ("Ông Nguyễn Văn Hòa", "Nguyễn Văn Hòa", True),
        ("Nguyễn Văn Hòa (012345678901)", "Nguyễn Văn Hòa", True),
        ("CÔNG TY A - NGUYỄN VĂN HÒA", "Nguyễn Văn Hòa", True),
        ("Nguyễn Văn Hòa", "Nguyễn Văn Hoàng", False),
        ("Hùng Vừ A", "Vừ A Hùng", False),
        ("Vừ A", "Vừ A Hùng", False),
        ("Ủy ban nhân dân huyện Tủa Chùa", "Vừ A Hùng", False),
        ("", "Vừ A Hùng", False),
        ("Vừ A Hùng", "", False),
    ],
)
def test_person(written, name, expected):
    assert is_person(_certificate(written), name) is expected


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        ("Vu A Hung", "Vừ A Hùng", False),  # no accents at all: nothing to compare
        ("VỪ A HÙNG", "Vừ A Hùng", False),
        ("Nguyễn Văn Hoà", "Nguyễn Văn Hòa", False),
        ("Vũ A Hùng", "Vừ A Hùng", True),
    ],
)
def test_accents(written, name, expected):
    assert differs_in_accents(_certificate(written), name) is expected


@pytest.mark.parametrize(
    ("written", "places", "name", "expected"),
    [
        ("Ủy ban nhân dân xã Tủa Chùa", (), "Ủy ban nhân dân xã Tủa Chùa", True),
        ("UBND xã Tủa Chùa", (), "Uỷ ban nhân dân xã Tủa Chùa", True),
        ("ỦY BAN NHÂN DÂN XÃ TỦA CHÙA", (), "UBND xã Tủa Chùa", True),
        ("UBND xã Tủa Chùa, tỉnh Điện Biên", (), "Ủy ban nhân dân xã Tủa Chùa", True),
        ("Sở Dân tộc và Tôn giáo", ("UBND tỉnh Quảng Trị",), "Sở Dân tộc và Tôn giáo tỉnh Quảng Trị", True),
        ("Sở Dân tộc và Tôn giáo", ("Quảng Trị",), "Sở Dân tộc và Tôn giáo tỉnh Quảng Trị", True),
        ("Sở Dân tộc và Tôn giáo", ("UBND tỉnh Lào Cai",), "Sở Dân tộc và Tôn giáo tỉnh Quảng Trị", False),
        ("Sở Dân tộc và Tôn giáo", (), "Sở Dân tộc và Tôn giáo tỉnh Quảng Trị", False),
        ("Ủy ban nhân dân", ("xã Tủa Chùa",), "Ủy ban nhân dân xã Tủa Chùa", True),
        ("Ủy ban nhân dân xã Mường Chà", (), "Ủy ban nhân dân xã Tủa Chùa", False),
        ("Nguyễn Văn Thư", ("Ủy ban nhân dân xã Tủa Chùa",), "Ủy ban nhân dân xã Tủa Chùa", False),
        ("Ủy ban nhân dân xã Tủa Chùa 2", (), "Ủy ban nhân dân xã Tủa Chùa", False),
        ("Sở", ("Nội vụ tỉnh Điện Biên",), "Sở Nội vụ tỉnh Điện Biên", False),
        ("", (), "Ủy ban nhân dân xã Tủa Chùa", False),
    ],
)
def test_organisation(written, places, name, expected):
    assert is_organisation(_certificate(written, *places), name) is expected
