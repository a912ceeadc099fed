"""What follows the signature."""

from documents.content import Appendix, FormSignatures, Paragraph, Table
from documents.reading import read, source_of_text

PLAN = """KẾ HOẠCH
Tập huấn năm 2024
Sở Nội vụ xây dựng Kế hoạch như sau:
I. NỘI DUNG
Tổ chức tập huấn (Phụ lục kèm theo).
II. TỔ CHỨC THỰC HIỆN
Các phòng thực hiện./.
Nơi nhận:
- Lãnh đạo Sở;
- Lưu: VT.
GIÁM ĐỐC

Nguyễn Văn An
"""


def reading_of(text):
    """The reading of a plan with `text` behind its signature."""
    return read(source_of_text(PLAN + text))


def test_label_title_table_note_and_signatures():
    reading = reading_of(
        "\nPhụ lục I\nDANH SÁCH ĐĂNG KÝ\nNĂM 2024\n(Kèm theo Kế hoạch số 05/KH-SNV của Sở Nội vụ)\n"
        "TT\tHọ và tên\tGhi chú\n1\t\t\n\nGhi chú: Ghi rõ chức vụ.\nNgười lập\nGIÁM ĐỐC\n"
        "PHỤ LỤC II. DỰ TOÁN KINH PHÍ\nTT\tNội dung\tTiền\n1\tTập huấn\t100\n"
    )
    assert reading.content.appendices == (
        Appendix(
            "Phụ lục I",
            ("DANH SÁCH ĐĂNG KÝ", "NĂM 2024"),
            (
                Table((("TT", "Họ và tên", "Ghi chú"),), (("1", "", ""),)),
                Paragraph("Ghi chú: Ghi rõ chức vụ."),
                FormSignatures((("Người lập",), ("GIÁM ĐỐC",))),
            ),
        ),
        Appendix(
            "PHỤ LỤC II",
            ("DỰ TOÁN KINH PHÍ",),
            (Table((("TT", "Nội dung", "Tiền"),), (("1", "Tập huấn", "100"),)),),
        ),
    )
    assert (reading.content.signature.name, reading.content.archive) == ("Nguyễn Văn An", "VT")


def test_title_above_the_note_is_an_appendix_without_label():
    reading = reading_of("\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số   /KH-SNV)\nTT\tViệc\n1\tRa đề\n")
    assert reading.content.appendices == (
        Appendix("", ("PHÂN CÔNG NHIỆM VỤ",), (Table((("TT", "Việc"),), (("1", "Ra đề"),)),)),
    )


def test_what_a_web_page_adds_is_said_and_not_read():
    reading = reading_of("\nTin liên quan\nThống kê truy cập\n")
    assert reading.content.appendices == ()
    assert reading.remarks == ("Từ dòng 15 trở đi, sau khối chữ ký, có chữ không thuộc văn bản nên không được đọc.",)


def test_mention_of_an_appendix_in_the_text_begins_none():
    assert reading_of("").content.appendices == ()
