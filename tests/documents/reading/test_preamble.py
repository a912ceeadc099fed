"""Legal bases, opening and closing."""

from documents.content import Paragraph
from documents.reading import read, source_of_text

BASE = "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình"
SECTION = "I. MỤC ĐÍCH\nNâng cao nhận thức của người dân.\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ\n- Chủ trì thực hiện."


def content_of(*lines):
    """The content of a plan of these lines, from its title on."""
    return read(source_of_text("KẾ HOẠCH\nTuyên truyền năm 2024\n" + "\n".join(lines))).content


def test_bases_lose_their_end_marks_and_the_opening_keeps_its_own():
    opening = "Theo đề nghị của Sở Nội vụ, UBND tỉnh ban hành Kế hoạch như sau:"
    content = content_of(f"{BASE};", f"- {BASE}.", opening, SECTION)
    assert (content.legal_bases, content.opening) == ((BASE, BASE), (Paragraph(opening),))


def test_base_and_opening_in_one_paragraph_are_parted_between_sentences():
    opening = "Căn cứ chức năng, nhiệm vụ, Ban Dân tộc tỉnh xây dựng kế hoạch như sau:"
    content = content_of(f"{BASE}. {opening}", SECTION)
    assert (content.legal_bases, content.opening) == ((BASE,), (Paragraph(opening),))


def test_base_that_announces_the_text_is_the_opening():
    opening = "Thực hiện Quyết định số 90/QĐ-TTg ngày 18/01/2022, UBND tỉnh ban hành Kế hoạch như sau:"
    content = content_of(opening, SECTION)
    assert (content.legal_bases, content.opening) == ((), (Paragraph(opening),))


def test_closing_is_parted_from_the_last_section():
    content = content_of(SECTION, "Trên đây là Kế hoạch năm 2024.", "Yêu cầu các đơn vị thực hiện nghiêm túc./.")
    assert content.closing == (
        Paragraph("Trên đây là Kế hoạch năm 2024."),
        Paragraph("Yêu cầu các đơn vị thực hiện nghiêm túc."),
    )
    assert content.sections[1].sections[0].blocks == (Paragraph("Chủ trì thực hiện.", "-"),)


def test_plain_text_after_points_closes():
    content = content_of(SECTION, "Quá trình thực hiện, nếu có vướng mắc, báo cáo UBND tỉnh./.")
    assert content.closing == (Paragraph("Quá trình thực hiện, nếu có vướng mắc, báo cáo UBND tỉnh."),)


def test_the_only_text_under_the_last_heading_stays_there():
    content = content_of("I. NỘI DUNG", "Tuyên truyền trên báo.", "II. TỔ CHỨC", "Giao Văn phòng Sở chủ trì./.")
    assert content.closing == ()
    assert content.sections[1].blocks == (Paragraph("Giao Văn phòng Sở chủ trì."),)
