"""Activities that a text describes, and the lines that they take over."""

from dataclasses import replace

import pytest

from documents.content import Paragraph, Section
from documents.reading import read, source_of_text
from plans.proposing import proposals
from tests.factories.contents import plan
from tests.factories.readings import seed


def proposed(*sections):
    return proposals(replace(plan(appendices=()), sections=sections))


CLASS = (
    Paragraph("Số lớp: Tổ chức 02 lớp (84 học viên/lớp).", "a)"),
    Paragraph("Đối tượng: Cán bộ xã", "b)"),
    Paragraph("Thời gian: 3 ngày/lớp (dự kiến thực hiện vào tháng 5-6/2020)", "c)"),
    Paragraph("Nội dung:", "d)"),
    Paragraph("Quản lý dự án (10 tiết)", "-"),
    Paragraph("Báo cáo viên: Cán bộ Ban Dân tộc.", "đ)"),
)


def test_a_class_takes_its_lines_with_it():
    (found,) = proposed(Section(2, "1.", "Đối với nhóm cán bộ xã:", CLASS))
    assert (found.kind, found.name, found.first, found.notes) == ("class", "Tập huấn đối với nhóm cán bộ xã", 0, ())
    assert {name: str(value) for name, value in found.figures.items()} == {
        "group_count": "2", "group_size": "84", "days": "3", "starts_on": "2020-05-01", "ends_on": "2020-06-30"
    }  # fmt: skip
    assert [line[0] for line in found.lines] == ["quantity", "audience", "time", "content", "speakers"]


def test_letters_out_of_order_are_said():
    blocks = (*CLASS[:5], replace(CLASS[5], marker="e)"))
    (found,) = proposed(Section(2, "1.", "Tập huấn", blocks))
    assert found.notes == ("Các điểm đánh theo chữ cái tiếng Việt (Nghị định 30/2020, Phụ lục I): «e)» in là «đ)».",)


def test_lines_that_would_print_otherwise_stay_where_they_are():
    blocks = tuple(replace(block, marker=f"{n}.") for n, block in enumerate(CLASS, start=1))
    (found,) = proposed(Section(2, "1.", "Tập huấn", blocks))
    assert (found.figures["group_count"], found.lines, found.first) == (2, (), None)


def test_parts_under_headings_of_their_own_give_figures_alone():
    parts = (
        Section(4, "a)", "Đối tượng", (Paragraph("Cán bộ xã"),)),
        Section(4, "b)", "Số lượng: 03 lớp, mỗi lớp 50 học viên"),
        Section(4, "c)", "Thời gian", (Paragraph("Quý II/2024, 02 ngày"),)),
    )
    (found,) = proposed(Section(3, "1.1.", "Tập huấn cán bộ", (), parts))
    assert (found.section, found.figures["group_count"], found.figures["group_size"], found.lines) == (0, 3, 50, ())


@pytest.mark.parametrize(
    ("title", "text", "kind", "figures"),
    [
        ("Tham quan", "Đoàn có 22 người, thời gian 7 ngày.", "study_tour", {"people": 22, "days": 7}),
        (
            "Giám sát",
            "Tổ chức 02 cuộc giám sát, mỗi cuộc 10 người.",
            "monitoring",
            {"group_count": 2, "group_size": 10},
        ),
        ("Kinh phí", "Mở 03 lớp tập huấn cho 150 học viên.", "class", {"group_count": 3, "people": 150}),
    ],
)
def test_single_sentences(title, text, kind, figures):
    (found,) = proposed(Section(1, "I.", title, (Paragraph(text),)))
    assert (found.kind, found.figures) == (kind, figures)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("TỔ CHỨC THỰC HIỆN", "Thường xuyên kiểm tra, giám sát việc thực hiện; báo cáo trước ngày 15/12/2024."),
        ("MỤC ĐÍCH", "Nâng cao năng lực cho cán bộ làm công tác tập huấn."),
        ("Tập huấn", "Trên cơ sở 02 lớp đã mở năm trước, tiếp tục bồi dưỡng cán bộ."),
        ("Đối tượng", "Cán bộ xã: 120 người; thôn: 80 người."),
    ],
)
def test_what_counts_nothing_proposes_nothing(title, text):
    assert proposed(Section(1, "I.", title, (Paragraph(text, "-"),))) == ()


def test_two_equal_sentences_are_two_proposals():
    text = "Tổ chức 02 lớp tập huấn, 50 học viên/lớp."
    found = proposed(Section(1, "I.", "A", (Paragraph(text), Paragraph(text))))
    assert len({proposal.key for proposal in found}) == 2


def test_the_activities_of_a_real_plan():
    read_ = read(source_of_text(seed("tua_chua_2024")))
    found = [(p.kind, p.figures.get("group_count"), p.figures.get("people"), p.figures.get("days")) for p in
             proposals(read_.content)]  # fmt: skip
    assert found == [
        ("class", 4, 708, 2),
        ("study_tour", 1, 48, 8),
        ("monitoring", None, None, None),
        ("class", None, 380, None),
        ("monitoring", 1, 21, None),
    ]
