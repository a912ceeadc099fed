"""Letters, invitations, reports, decisions, forms and sheets: what they say and where it stands."""

import io
import re

import pikepdf
import pytest

from documents.content import Paragraph
from documents.layout import Layout
from documents.rendering import render_pdf
from tests.documents.rendering.measuring import measured
from tests.documents.rendering.test_render import text_of
from tests.factories import faces

LEFT, RIGHT, CENTRE = 30.0, 195.0, 112.5


def first_page(content):
    return measured(render_pdf(content, Layout()))[0]


def near(value, within=0.7):
    return pytest.approx(value, abs=within)


def test_letter_has_its_subject_under_the_number_and_no_kind():
    page = first_page(faces.letter())
    number, subject = page.line("Số:"), page.line("V/v đôn đốc")
    assert [line.text for line in page.lines if "CÔNG VĂN" in line.text] == []
    assert (subject.pt, subject.style) == (12, "regular")
    assert subject.centre == near(number.centre)
    assert 6 * 25.4 / 72 <= (subject.baseline - number.baseline) - 12 * 1.149 * 25.4 / 72 + 0.5 < 4
    assert subject.x1 < page.line("CỘNG HÒA").x0


def test_several_addressees_stand_below_each_other_under_the_colon():
    page = first_page(faces.letter())
    to = page.line("Kính gửi:")
    names = [page.line(f"- Ủy ban nhân dân xã {name}") for name in ("Mường Báng;", "Sín Chải;", "Tủa Thàng.")]
    assert (to.pt, to.style) == (14, "regular")
    assert [name.x0 for name in names] == [near(to.x1, 1.5)] * 3
    assert [name.baseline for name in names] == sorted(name.baseline for name in names)


def test_one_addressee_stands_on_the_line_of_kinh_gui_without_end_mark():
    page = first_page(faces.letter(addressees=("Ủy ban nhân dân các xã, phường;",)))
    line = page.line("Kính gửi:")
    assert line.text == "Kính gửi: Ủy ban nhân dân các xã, phường"
    assert line.centre == near(CENTRE)


def test_long_single_addressee_keeps_inside_the_margins():
    name = "Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn tỉnh " * 3
    page = first_page(faces.letter(addressees=(name,)))
    assert max(line.x1 for line in page.lines) <= RIGHT + 0.3


@pytest.mark.parametrize("make", [faces.letter, faces.invitation, faces.report, faces.decision])
def test_end_mark_stands_once(make):
    assert " ".join(text_of(render_pdf(make(), Layout()))).count("./.") == 1


def test_report_has_kinh_gui_below_its_title():
    page = first_page(faces.report())
    title, to = page.line("Kết quả tổ chức"), page.line("Kính gửi:")
    assert page.line("BÁO CÁO").centre == near(CENTRE)
    assert page.rule_under(title).y < to.baseline < page.line("Sở Dân tộc và Tôn giáo báo cáo").baseline


def test_decision_says_who_decides_and_prints_article_numbers_in_bold():
    page = first_page(faces.decision())
    who, resolves = page.line("GIÁM ĐỐC SỞ"), page.line("QUYẾT ĐỊNH:")
    assert [(line.centre, line.style, line.pt) for line in (who, resolves)] == [(near(CENTRE), "bold", 14)] * 2
    assert who.baseline < page.line("Căn cứ Quyết định").baseline < resolves.baseline < page.line("Điều 1.").baseline
    articles = [line for line in page.lines if line.text.startswith("Điều ")]
    assert [(line.text[:7], line.style) for line in articles] == [(f"Điều {n}.", "bold") for n in (1, 2, 3)]
    assert [line.x0 for line in articles] == [near(LEFT + 12.7)] * 3


def test_invitation_is_a_paper_with_a_kind():
    page = first_page(faces.invitation())
    assert page.line("GIẤY MỜI").centre == near(CENTRE)
    assert page.line("Tham dự lớp tập huấn").style == "bold"


def test_form_of_one_commune_begins_with_its_label():
    pages = measured(render_pdf(faces.form(), Layout()))
    texts = [line.text for line in pages[0].lines]
    assert len(pages) == 1
    assert texts[0] == "Phụ lục I"
    assert "".join(texts).count("Kèm theo Kế hoạch số …/KH-UBND ngày … tháng 3 năm 2026") == 1
    assert [text for text in texts if "Nơi nhận" in text or "CỘNG HÒA" in text] == []


def test_long_form_is_drawn_in_parts_and_begins_with_its_label():
    pages = text_of(render_pdf(faces.form(1200), Layout()))
    assert pages[0].startswith("Phụ lục I ")
    numbers = [int(n) for text in pages for n in re.findall(r"(?<!\S)(\d+) Vừ A", text)]
    assert numbers == list(range(1, 1201))


@pytest.mark.parametrize("landscape", [False, True])
def test_sheet_has_letterhead_rows_totals_and_places_to_sign(landscape):
    pages = measured(render_pdf(faces.sheet(40, landscape=landscape), Layout()))
    first, last = pages[0], pages[-1]
    right = 297 - 15 if landscape else RIGHT
    centre = (LEFT + right) / 2
    assert {(round(page.width), round(page.height)) for page in pages} == {(297, 210) if landscape else (210, 297)}
    assert first.line("SỞ DÂN TỘC").baseline == near(first.line("Độc lập").baseline, 0.6)
    assert first.rule_under(first.line("Độc lập")).width == near(first.line("Độc lập").width)
    assert [line.text for line in first.lines if line.text.startswith("Số:")] == []
    assert first.line("DANH SÁCH HỌC VIÊN").centre == near(centre)
    assert [first.line(note).style for note in ("Thời gian", "Địa điểm")] == ["italic", "italic"]
    assert last.line("Tổng số").style == "bold"
    assert last.line("Lò Văn Tiến").baseline - last.line("PHÓ GIÁM ĐỐC").baseline == near(31, 6)
    assert max(line.x1 for page in pages for line in page.lines) <= right + 0.3


def test_pages_of_a_sheet_are_numbered_from_two_and_repeat_the_head():
    pages = text_of(render_pdf(faces.sheet(900), Layout()))
    assert [text.split()[0] for text in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert [("Họ và tên" in text) for text in pages if "Vừ A" in text] == [True] * sum("Vừ A" in t for t in pages)
    numbers = [int(n) for text in pages for n in re.findall(r"(?<!\S)(\d+) Vừ A", text)]
    assert numbers == list(range(1, 901))
    assert sum(text.count("Tổng số") for text in pages) == 1
    assert " ".join(pages).count("./.") == 0


def test_sheet_is_pdf_a_without_dates_and_equal_input_gives_equal_bytes():
    data = render_pdf(faces.sheet(5), Layout())
    assert data == render_pdf(faces.sheet(5), Layout())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "U")
        assert [key for key in ("xmp:CreateDate", "xmp:ModifyDate") if key in metadata] == []
        assert "/CreationDate" not in pdf.docinfo
        assert str(pdf.Root.Lang) == "vi"
        assert str(pdf.docinfo["/Title"]).startswith("DANH SÁCH HỌC VIÊN Lớp thứ nhất")


def test_sheet_without_date_or_notes_has_no_empty_lines_for_them():
    content = faces.sheet(3, opening=())
    head = content.head.__class__(**{**vars(content.head), "date": None})
    page = first_page(faces.sheet(3, opening=(), head=head, closing=(Paragraph("Danh sách có 03 người."),)))
    assert [line.text for line in page.lines if "ngày" in line.text] == []
    assert page.line("Danh sách có 03 người.").x0 == near(LEFT + 12.7)
