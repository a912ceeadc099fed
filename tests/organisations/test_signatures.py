"""Lines above a signature and letterheads, against the blocks of Nghị định 30/2020, Phụ lục I, II.2 and II.7."""

import pytest

from organisations.enums import Capacity, Regime
from organisations.models import Organisation, Post
from organisations.signatures import letterhead, signature_lines

COMMITTEE = Organisation(
    name="Ủy ban nhân dân tỉnh Lạng Sơn",
    letterhead="ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN",
    short_name="UBND TỈNH LẠNG SƠN",
    prints_superior=False,
    regime=Regime.COLLECTIVE,
    collective_name="Ủy ban nhân dân",
    head_title="Chủ tịch",
    deputy_title="PHÓ CHỦ TỊCH",
)
BOARD = Organisation(
    name="Ban Dân tộc tỉnh Lạng Sơn",
    letterhead="Ban Dân tộc",
    short_name="BAN DÂN TỘC",
    superior=COMMITTEE,
    head_title="TRƯỞNG BAN",
    deputy_title="PHÓ TRƯỞNG BAN",
)


@pytest.mark.parametrize(
    ("organisation", "capacity", "title", "stands_in_for", "lines"),
    [
        (COMMITTEE, Capacity.HEAD, "CHỦ TỊCH", "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (COMMITTEE, Capacity.ACTING, "Chủ tịch", "", ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        (
            COMMITTEE,
            Capacity.DEPUTY,
            "Phó Chủ tịch",
            "",
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (COMMITTEE, Capacity.BY_ORDER, "CHÁNH VĂN PHÒNG", "", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (COMMITTEE, Capacity.BY_MANDATE, "GIÁM ĐỐC SỞ NỘI VỤ", "", ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
        (BOARD, Capacity.HEAD, "Trưởng ban", "", ("TRƯỞNG BAN",)),
        (BOARD, Capacity.ACTING, "Q. TRƯỞNG BAN", "", ("Q. TRƯỞNG BAN",)),
        (BOARD, Capacity.DEPUTY, "PHÓ TRƯỞNG BAN", "", ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
        (BOARD, Capacity.BY_ORDER, "CHÁNH VĂN PHÒNG", "", ("TL. TRƯỞNG BAN", "CHÁNH VĂN PHÒNG")),
        (
            BOARD,
            Capacity.BY_ORDER,
            "PHÓ CHÁNH VĂN PHÒNG",
            "Chánh Văn phòng",
            ("TL. TRƯỞNG BAN", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
    ],
)
def test_signature_lines(organisation, capacity, title, stands_in_for, lines):
    post = Post(
        organisation=organisation,
        person_name="Vi Minh Tú",
        title=title,
        capacity=capacity,
        stands_in_for=stands_in_for,
    )
    assert signature_lines(post) == lines


def test_letterhead_of_a_people_committee_has_no_superior():
    assert letterhead(COMMITTEE) == ((), ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"))


def test_letterhead_of_an_office_names_its_superior_in_short():
    assert letterhead(BOARD) == (("UBND TỈNH LẠNG SƠN",), ("BAN DÂN TỘC",))


def test_letterhead_of_a_people_committee_under_another_one_still_stands_alone():
    district = Organisation(letterhead="ỦY BAN NHÂN DÂN\nHUYỆN TỦA CHÙA", superior=COMMITTEE, prints_superior=False)
    assert letterhead(district) == ((), ("ỦY BAN NHÂN DÂN", "HUYỆN TỦA CHÙA"))
