"""documents.checking.rules.recipients: what is found and what is left alone."""

from dataclasses import replace

import pytest

from documents.checking import Facts
from documents.checking.office_names import initials_match, office_name, written_out
from documents.content import Paragraph, Section
from documents.places import Part, Place
from tests.factories.checking import findings, messages, outlined
from tests.factories.contents import with_head

SAID = (Paragraph("Chủ trì, phối hợp với các cơ quan, đơn vị liên quan thực hiện."),)


def tasks(*offices, to=(), archive="VT, NV", issuer=("ỦY BAN NHÂN DÂN", "HUYỆN TỦA CHÙA")):
    """A plan that gives `offices` a task each, sent to the recipients `to`."""
    bearers = tuple(Section(2, f"{n}.", office, SAID) for n, office in enumerate(offices, start=1))
    content = outlined(Section(1, "I.", "TỔ CHỨC THỰC HIỆN", (), bearers))
    return with_head(replace(content, recipients=to, archive=archive), issuer=issuer, issuer_name="")


def saying(*lines, to):
    """A plan whose TỔ CHỨC THỰC HIỆN says `lines`."""
    content = outlined(Section(1, "I.", "TỔ CHỨC THỰC HIỆN", tuple(Paragraph(line) for line in lines)))
    return replace(content, recipients=to, archive="VT, TH")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở LĐ-TB&XH", "so lao dong thuong binh va xa hoi"),
        ("Phòng LĐTBXH-DT huyện Văn Lãng", "phong lao dong thuong binh va xa hoi dt huyen van lang"),
        ("Sở Lao động - Thương binh và Xã hội", "so lao dong thuong binh va xa hoi"),
        ("Sở NN&PTNT (t/h)", "so nong nghiep va phat trien nong thon"),
        ("UB MTTQ VN tỉnh", "mat tran to quoc tinh"),
    ],
)
def test_abbreviations_are_written_out(text, expected):
    assert written_out(text) == expected


def test_kind_and_group_of_an_office():
    assert [
        (office.kind, office.is_group)
        for office in map(
            office_name, ("Các Sở, Ban, ngành tỉnh", "Phòng Tài chính huyện", "UBND các xã", "Hội Nông dân")
        )
    ] == [("so", True), ("phong", False), ("ubnd", False), ("union", False)]


@pytest.mark.parametrize(
    ("abbreviation", "office", "expected"),
    [
        ("CSTT", "Phòng Chính sách - Tuyên truyền", True),
        ("CN", "phòng Quản lý Công nghiệp", True),
        ("KTTH", "Phòng Chính sách - Tuyên truyền", False),
    ],
)
def test_initials_stand_for_a_unit(abbreviation, office, expected):
    assert initials_match(abbreviation, office) is expected


@pytest.mark.parametrize(
    ("offices", "to"),
    [
        (("Sở Tài chính",), ("Sở Tài chính",)),
        (("Sở Tài chính", "Sở Nông nghiệp và Môi trường"), ("Các sở, ban, ngành tỉnh",)),
        (("Sở Lao động - Thương binh và Xã hội",), ("Sở LĐTB&XH",)),
        (("Phòng Nội vụ huyện", "Phòng Kinh tế"), ("Các phòng, ban, ngành huyện",)),
        (("UBND các xã, thị trấn",), ("UBND các xã, thị trấn",)),
        (("UBND cấp xã",), ("Các xã, phường",)),
        (("Văn phòng UBND tỉnh",), ("CVP, PCVP UBND tỉnh",)),
        (("UBND các huyện và xã được nhận kết nghĩa",), ("UBND các huyện, thị xã, thành phố",)),
        (("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",), ("UB MTTQ VN tỉnh",)),
        (("Hội Nông dân huyện",), ("Các hội, đoàn thể huyện",)),
        (("Các cơ quan, đơn vị, địa phương liên quan",), ("Các cơ quan, đơn vị liên quan",)),
        (("Phòng Kinh tế",), ("Các đơn vị có tên tại Mục I",)),
        (("Phòng Nội vụ",), ("Lãnh đạo huyện",)),  # NV of the line Lưu
    ],
)
def test_bearers_who_receive_are_left_alone(offices, to):
    assert messages("recipients.tasks", tasks(*offices, to=to)) == []


def test_bearer_beside_another_is_found():
    content = tasks("UBND các xã, thị trấn và Công an huyện", to=("UBND các xã, thị trấn",))

    assert messages("recipients.tasks", content) == ["Được giao việc nhưng không có trong nơi nhận: «Công an huyện»."]


def test_bearers_who_do_not_receive_are_found_once():
    content = tasks(
        "Phòng Kinh tế huyện", "Phòng Tài chính", "UBND các xã", to=("Lãnh đạo UBND huyện", "Phòng Tài chính")
    )

    assert messages("recipients.tasks", content) == [
        "Được giao việc nhưng không có trong nơi nhận: «Phòng Kinh tế huyện» và «UBND các xã».",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Giao Phòng Nghiệp vụ chủ trì, phối hợp với các cơ quan liên quan thực hiện.", ["Phòng Nghiệp vụ"]),
        ("Các phòng thuộc Ban căn cứ nhiệm vụ được giao phối hợp thực hiện.", ["Các phòng thuộc Ban"]),
        ("Sở Y tế: Hướng dẫn khám sức khỏe.", ["Sở Y tế"]),
        ("Trong quá trình thực hiện, nếu có vướng mắc thì báo cáo Lãnh đạo Ban.", []),
        ("Báo cáo viên phối hợp với lớp học.", []),
    ],
)
def test_bearers_in_sentences_are_found(line, expected):
    assert [quote for quote, _ in findings("recipients.tasks", saying(line, to=("Lãnh đạo Ban",)))] == expected


@pytest.mark.parametrize(
    ("recipient", "is_found"),
    [
        ("UBND huyện Văn Lãng (p/h thực hiện)", True),
        ("Phòng LĐTBXH huyện Văn Lãng", True),
        ("Đài Phát thanh và Truyền hình (p/h)", False),
        ("Sở Y tế (t/h)", True),
        ("Sở Y tế", False),
        ("UBND tỉnh (b/c)", False),
        ("Các sở, ngành (t/h)", False),
    ],
)
def test_recipient_without_a_task_is_found(recipient, is_found):
    content = saying("Phối hợp với Đài Phát thanh và Truyền hình, các Sở liên quan tuyên truyền.", to=(recipient,))

    assert findings("recipients.strangers", content) == ([(recipient, None)] if is_found else [])


@pytest.mark.parametrize(
    ("archive", "expected"),
    [
        ("VT, CSTT (2 bản)", []),
        ("VT, HCTC, KGVX", []),
        ("VT (2b), NV", []),
        ("VT", ["Dòng «Lưu» chưa ghi đơn vị soạn thảo sau «VT»."]),
        ("CSTT", ["Dòng «Lưu» bắt đầu bằng «VT» (văn thư)."]),
        ("VT-NV", ["Sau «VT» là dấu phẩy rồi đến đơn vị soạn thảo: «VT, …»."]),
        ("", ["Nơi nhận thiếu dòng «Lưu: VT, …»."]),
    ],
)
def test_archive_line(archive, expected):
    assert messages("recipients.archive", tasks(to=("Sở Tài chính",), archive=archive)) == expected


def test_archive_line_without_colon_is_found():
    content = tasks(to=("Sở Tài chính",), archive="VT, NV")
    facts = Facts(printed={Place(Part.ARCHIVE): "- Lưu VT, NV."})

    assert messages("recipients.archive", content, facts) == ["Sau «Lưu» phải có dấu hai chấm: «Lưu: VT, NV.»."]


def test_as_above_is_found():
    assert [quote for quote, _ in findings("recipients.as_above", tasks(to=("Như trên", "Sở Tài chính")))] == [
        "Như trên"
    ]


def test_recipient_twice_is_found():
    content = tasks(to=("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài chính"))

    assert findings("recipients.repeated", content) == [("Sở Nông nghiệp và Phát triển nông thôn", None)]


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        ("Các phòng thuộc Ban; (t/h)", [("Các phòng thuộc Ban; (t/h)", "Các phòng thuộc Ban (t/h)")]),
        ("Ủy ban Dân tộc (B/c)", [("Ủy ban Dân tộc (B/c)", "Ủy ban Dân tộc (b/c)")]),
        ("Ủy ban Dân tộc (để b/c)", []),
    ],
)
def test_notes(recipient, expected):
    assert findings("recipients.notes", tasks(to=(recipient,))) == expected


@pytest.mark.parametrize(
    ("printed", "is_found"), [("- Sở Tài chính;", False), ("- Sở Tài chính.", True), ("- Sở Tài chính", True)]
)
def test_end_marks_of_a_file(printed, is_found):
    facts = Facts(printed={Place(Part.RECIPIENTS, 0): printed})

    assert bool(findings("recipients.end_marks", tasks(to=("Sở Tài chính",)), facts)) is is_found
