"""documents.checking.rules.structure: what is found and what is left alone."""

from dataclasses import replace

import pytest

from documents.checking import Facts, check
from documents.checking.labels import Series, label_of
from documents.content import Appendix, Paragraph, PartialDate, Section, SignatureBlock
from documents.places import Part, Place
from tests.factories.checking import findings, messages, outlined, saying
from tests.factories.contents import plan, with_head


def points(*markers):
    """A plan with one section whose paragraphs bear `markers`."""
    return saying(*(Paragraph(f"Điểm thứ {number}.", marker) for number, marker in enumerate(markers, start=1)))


def headed(*labels):
    """A plan with a section I. that has subsections with `labels`."""
    children = tuple(
        Section(2, label, f"Khoản {number}", (Paragraph("Nội dung."),)) for number, label in enumerate(labels, start=1)
    )
    return outlined(Section(1, "I.", "NỘI DUNG", (), children))


@pytest.mark.parametrize(
    ("text", "series", "number"),
    [
        ("IV.", Series.ROMAN, 4),
        ("12.", Series.ARABIC, 12),
        ("2.10.", Series.DOTTED, 10),
        ("đ)", Series.LETTER, 5),
        ("- g.", Series.LETTER, 7),
        ("f)", Series.LETTER, 0),
        ("Phần thứ hai", Series.PART, 2),
        ("Phần II", Series.PART, 2),
        ("Điều 5.", Series.ARTICLE, 5),
        ("- +", Series.SIGN, 0),
        ("C.", Series.CAPITAL, 0),
    ],
)
def test_label_is_taken_apart(text, series, number):
    label = label_of(text)

    assert (label.series, label.number) == (series, number)


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        (("a)", "b)", "c)", "d)", "e)"), ["Sau «d)» phải là «đ)», không phải «e)»."]),
        (("a)", "b)", "b)"), ["«b)» trùng với «b)» ở trên; ở đây phải là «c)»."]),
        (("b)", "c)"), ["Thứ tự bắt đầu bằng «b)» mà không phải «a)»."]),
        (("1.", "2.", "4."), ["Sau «2.» phải là «3.», không phải «4.»."]),
        (
            ("a)", "b)", "c)", "d)", "đ)", "e)", "f)"),
            ["«f)» không có trong thứ tự dùng để đánh số (a, b, c, d, đ, e, g, h, …)."],
        ),
    ],
)
def test_gap_is_found_in_markers(markers, expected):
    assert messages("structure.numbering", points(*markers)) == expected


@pytest.mark.parametrize(
    "markers",
    [
        ("a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)", "l)", "m)"),
        ("a)", "-", "-", "b)", "-", "+", "c)"),
        ("1.", "a)", "b)", "2.", "a)", "b)", "3."),
        ("a)", "1.", "2.", "b)", "1.", "2."),
        ("-", "-", "+", "+", "-"),
    ],
)
def test_series_that_run_on_are_left_alone(markers):
    assert messages("structure.numbering", points(*markers)) == []


def test_gap_is_found_in_headings():
    content = outlined(
        Section(1, "I.", "MỤC ĐÍCH", (Paragraph("Một."),)),
        Section(1, "III.", "NỘI DUNG", (Paragraph("Hai."),)),
        Section(1, "III.", "TỔ CHỨC THỰC HIỆN", (Paragraph("Ba."),)),
    )

    assert messages("structure.numbering", content) == [
        "Sau «I.» phải là «II.», không phải «III.».",
        "«III.» trùng với «III.» ở trên; ở đây phải là «IV.».",
    ]


def test_numbers_begin_again_under_each_heading():
    assert messages("structure.numbering", headed("1.", "2.", "3.")) == []


def test_dotted_number_of_another_parent_is_found():
    child = Section(3, "1.2.", "Tập huấn", (Paragraph("Nội dung."),))
    first = Section(2, "1.", "Một", (), (replace(child, label="1.1."), child))
    second = Section(2, "2.", "Hai", (), (replace(child, label="1.1."), replace(child, label="2.2.")))

    content = outlined(Section(1, "I.", "NỘI DUNG", (), (first, second)))

    assert messages("structure.dotted", content) == ["«1.1.» đứng dưới «2.»: số đầu phải là 2."]


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        (("- a.", "- b."), ["Đoạn có hai dấu đầu dòng «- a.» (và các đoạn sau cùng kiểu); chỉ dùng một: «a)»."]),
        (("- +", "- +"), ["Đoạn có hai dấu đầu dòng «- +» (và các đoạn sau cùng kiểu); chỉ dùng một: «+»."]),
        (("a.", "b."), ["Điểm ghi «a.» (và các điểm sau cùng kiểu); phải ghi chữ cái và ngoặc đơn: «a)»."]),
        (("•", "•"), ["Dấu đầu dòng «•» không dùng trong văn bản hành chính; dùng «-» hoặc «+»."]),
        (("a)", "b)"), []),
        (("-", "+"), []),
    ],
)
def test_odd_markers_are_found_once_for_each_list(markers, expected):
    assert messages("structure.markers", points(*markers)) == expected


def test_second_marker_in_the_text_is_found():
    content = saying(Paragraph("a. Số lớp: 02 lớp.", "-"), Paragraph("b. Đối tượng: Cán bộ xã.", "-"))

    assert findings("structure.markers", content) == [("a. Số lớp: 02 lớp.", None)]


def test_list_inside_a_list_with_the_same_sign_is_found():
    content = saying("- Nội dung:", "- Chuyên đề một.", "- Chuyên đề hai.")

    assert findings("structure.levels", content) == [("Chuyên đề một.", None)]


def test_list_under_a_lead_in_is_left_alone():
    assert findings("structure.levels", saying("Nội dung:", "- Mức hỗ trợ:", "+ Bò: 02 con.", "- Khác.")) == []


def test_single_subsection_is_found():
    assert findings("structure.single", headed("1.")) == [("Khoản 1", None)]
    assert findings("structure.single", headed("1.", "2.")) == []


def test_heading_with_a_mark_is_found_once_for_its_siblings():
    children = tuple(Section(2, f"{n}.", f"Khoản {n}:", (Paragraph("Nội dung."),)) for n in (1, 2))

    content = outlined(Section(1, "I.", "NỘI DUNG", (), children))

    assert findings("structure.headings", content) == [("Khoản 1:", "Khoản 1")]


def test_heading_that_leads_on_to_its_points_is_left_alone():
    child = Section(2, "1.", "Tổng kinh phí: 900.000 đồng, trong đó:", (Paragraph("Lớp học."), Paragraph("Tài liệu.")))

    assert findings("structure.headings", outlined(Section(1, "I.", "KINH PHÍ", (), (child,)))) == []


def test_empty_section_is_found():
    content = outlined(Section(1, "I.", "MỤC ĐÍCH", (Paragraph("Một."),)), Section(1, "II.", "NỘI DUNG"))

    assert findings("structure.empty", content) == [("NỘI DUNG", None)]
    assert findings("structure.empty", outlined(Section(1, "I.", "KINH PHÍ: Ngân sách tỉnh"))) == []


def test_heading_that_repeats_its_parent_is_found():
    child = Section(3, "1.1.", "Giám sát, đánh giá", (Paragraph("Nội dung."),))
    content = outlined(Section(2, "1.", "Tiểu dự án 2: Giám sát, đánh giá", (), (child,)))

    assert findings("structure.repeated_heading", content) == [("Giám sát, đánh giá", None)]


def test_words_twice_in_one_heading_are_found():
    twice = "kiểm tra, giám sát, đánh giá công tác giảm nghèo bền vững"
    content = outlined(Section(2, "1.", f"Tăng cường kỷ cương; {twice}; ứng dụng công nghệ, {twice}"))

    assert findings("structure.repeated_text", content) == [("kiểm tra, giám sát, đánh giá công", None)]


def test_paragraph_twice_in_a_section_is_found():
    said = "- Cử cán bộ, công chức tham gia hướng dẫn các nội dung thuộc dự án, tiểu dự án được giao;"

    assert findings("structure.repeated_text", saying(said, "- Khác;", said)) == [
        ("Cử cán bộ, công chức tham gia hướng", None)
    ]


def test_end_mark_inside_is_found():
    content = saying("Tổng kinh phí: 5 triệu đồng./.", "Nguồn vốn: ngân sách.")

    assert findings("structure.end_mark", content) == [("phí: 5 triệu đồng./.", "phí: 5 triệu đồng.")]


@pytest.mark.parametrize(("printed", "is_found"), [("Nội dung cuối./.", False), ("Nội dung cuối.", True)])
def test_end_mark_that_a_file_lacks_is_found(printed, is_found):
    facts = Facts(printed={Place(Part.SECTIONS, 0, 0): printed})

    assert findings("structure.end_mark", saying("Nội dung cuối."), facts) == (
        [("Nội dung cuối.", None)] if is_found else []
    )


def test_opening_without_colon_is_found():
    content = replace(saying("Nội dung."), opening=(Paragraph("Ủy ban nhân dân huyện ban hành Kế hoạch như sau."),))

    assert findings("structure.opening", content) == [("như sau.", "như sau:")]


def test_missing_parts_are_found():
    content = replace(saying("Nội dung."), legal_bases=(), opening=())

    assert messages("structure.parts", content) == [
        "Kế hoạch không có phần mục đích, yêu cầu.",
        "Kế hoạch không có phần tổ chức thực hiện.",
        "Kế hoạch không nói gì về kinh phí: ghi nguồn kinh phí, hoặc ghi rõ không phát sinh kinh phí.",
        "Kế hoạch chưa nêu căn cứ ban hành.",
    ]
    assert messages("structure.parts", plan()) == []


def test_missing_end_is_found():
    content = replace(plan(), recipients=(), archive="", signature=SignatureBlock((), ""))

    assert messages("structure.end", content) == [
        "Văn bản thiếu phần nơi nhận.",
        "Văn bản thiếu quyền hạn, chức vụ của người ký.",
    ]
    assert messages("structure.end", plan()) == []


def test_missing_head_is_found():
    content = plan()
    bare = replace(content, head=replace(content.head, issuer=(), place="", date=None))

    assert messages("structure.head", bare) == [
        "Phần đầu văn bản thiếu tên cơ quan ban hành, địa danh, ngày, tháng, năm."
    ]
    assert messages("structure.head", content) == []


def appended(text, *labels):
    """A plan that says `text` and has appendices with `labels`."""
    appendices = tuple(Appendix(label, ("Danh sách",), (Paragraph("Một."),)) for label in labels)
    return replace(saying(text), appendices=appendices)


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("Đăng ký theo Phụ lục I và Phụ lục II.", ("Phụ lục I", "Phụ lục II"), []),
        ("Đăng ký theo Phụ lục I, Phụ lục III.", ("Phụ lục I", "Phụ lục II"), ["Phụ lục III", "Phụ lục II"]),
        ("Thực hiện như sau.", ("Phụ lục",), ["Phụ lục"]),
        ("Báo cáo theo mẫu tại Phụ lục đính kèm.", ("Phụ lục số 01",), []),
        ("Có danh sách kèm theo.", ("Phụ lục",), []),
        ("Theo Phụ lục II Nghị định số 30/2020/NĐ-CP.", (), []),
        ("Theo Phụ lục II kèm theo Kế hoạch này.", (), ["Phụ lục II"]),
    ],
)
def test_appendices_and_text_name_each_other(text, labels, expected):
    assert [quote for quote, _ in findings("structure.appendices", appended(text, *labels))] == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Phụ lục I DANH SÁCH (Kèm theo Kế hoạch số 5/KH-UBND)", []),
        ("Phụ lục I DANH SÁCH", [("Phụ lục I", None)]),
    ],
)
def test_appendix_of_a_file_without_its_document_is_found(printed, expected):
    facts = Facts(printed={Place(Part.APPENDICES, 0): printed})

    assert findings("structure.appendix_reference", appended("Theo Phụ lục I.", "Phụ lục I"), facts) == expected


def test_appendices_out_of_order_are_found():
    content = appended("Theo Phụ lục I, Phụ lục III.", "Phụ lục I", "Phụ lục III")

    assert messages("structure.appendix_numbers", content) == ["«Phụ lục III»: phụ lục thứ 2 phải ghi «Phụ lục II»."]


def test_unfinished_title_is_found():
    content = replace(plan(), appendices=(Appendix("Phụ lục I", ("DANH SÁCH ĐĂNG KÝ", "TRÊN ĐỊA BÀN")),))

    assert findings("structure.unfinished", content) == [("DANH SÁCH ĐĂNG KÝ TRÊN ĐỊA BÀN", None)]


def test_complete_plan_is_left_alone():
    keys = (
        "numbering",
        "dotted",
        "markers",
        "levels",
        "headings",
        "empty",
        "repeated_heading",
        "repeated_text",
        "opening",
    )

    assert {key: messages(f"structure.{key}", plan()) for key in keys} == {key: [] for key in keys} | {
        "repeated_text": messages("structure.repeated_text", plan())
    }


@pytest.mark.parametrize(
    ("number", "day", "fields", "expected"),
    [
        (None, None, ("symbol",), ["issuer", "number"]),
        (5, None, ("symbol", "issuer"), ["date"]),
        (5, 3, ("symbol", "issuer"), []),
        (None, None, (), []),
    ],
)
def test_what_a_file_leaves_blank(number, day, fields, expected):
    facts = Facts(printed={Place(Part.HEAD, field=field): "Số: /KH-UBND" for field in fields})
    content = with_head(saying("Nội dung."), number=number, date=PartialDate(2026, 3, day))

    found = [finding.place.field for finding in check(content, facts) if finding.rule == "structure.blanks"]

    assert found == expected


def test_file_without_letterhead():
    facts = Facts(printed={Place(Part.SIGNATURE, field="lines"): "TRƯỞNG BAN"})
    content = with_head(saying("Nội dung."), symbol="", number=None)

    found = [finding.place.field for finding in check(content, facts) if finding.rule == "structure.blanks"]

    assert found == ["issuer"]
