"""Content trees for tests: a plan of a district office with two appendices, and ways to vary it."""

from dataclasses import replace

from documents.content import (
    Appendix,
    Content,
    FormSignatures,
    Head,
    Paragraph,
    PartialDate,
    Section,
    SignatureBlock,
    Table,
)

FILLER = (
    "Tổ chức tuyên truyền, phổ biến chính sách giảm nghèo đến người dân ở các thôn, bản; phối hợp với các cơ quan, "
    "đơn vị liên quan kiểm tra, giám sát việc thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa "
    "bàn."
)

BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025",
    "Căn cứ Quyết định số 90/QĐ-TTg ngày 18 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Chương trình mục tiêu "
    "quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025",
    "Căn cứ Thông tư số 10/2022/TT-BLĐTBXH ngày 31 tháng 5 năm 2022 của Bộ Lao động - Thương binh và Xã hội hướng dẫn "
    "giám sát, đánh giá thực hiện Chương trình",
)

REGISTRATION = Table(
    header=(
        ("TT", "Họ và tên", "Chức vụ", "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN", "Ghi chú"),
        ("1", "2", "3", "4", "5", "6"),
    ),
    rows=(("1", "", "", "", "", ""), ("2", "", "", "", "", ""), ("....", "", "", "", "", "")),
)


def appendix(label="Phụ lục I", *, landscape=False, blocks=None):
    """A registration form with two signature places."""
    return Appendix(
        label=label,
        title=("Danh sách đại biểu đăng ký tham gia tập huấn", "nâng cao năng lực năm 2026"),
        blocks=blocks
        or (
            REGISTRATION,
            Paragraph("Ghi chú: Cột 4, 5 tích dấu “X” đúng với chế độ được hưởng."),
            FormSignatures((("Người lập",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))),
        ),
        landscape=landscape,
    )


def sections(paragraphs=3):
    """Four mục with khoản, điểm and dashes; `paragraphs` under each."""
    points = tuple(Paragraph(FILLER, "-") for _ in range(paragraphs))
    return (
        Section(
            1,
            "I.",
            "Mục đích, yêu cầu",
            (),
            (Section(2, "1.", "Mục đích", points), Section(2, "2.", "Yêu cầu", points)),
        ),
        Section(
            1,
            "II.",
            "NỘI DUNG THỰC HIỆN",
            (),
            (
                Section(
                    2,
                    "1.",
                    "Nâng cao năng lực thực hiện Chương trình",
                    (),
                    (
                        Section(3, "1.1.", "Tập huấn", (), (Section(4, "a)", "Đối tượng tham gia", points),)),
                        Section(3, "1.2.", "Học tập kinh nghiệm", (Paragraph(FILLER, "a)"), Paragraph(FILLER, "+"))),
                    ),
                ),
            ),
        ),
        Section(
            1, "III.", "KINH PHÍ", (Paragraph("Tổng kinh phí: 1.251.000.000 đồng theo Quyết định số 3208/QĐ-UBND."),)
        ),
        Section(
            1, "IV.", "TỔ CHỨC THỰC HIỆN", (Paragraph("Phòng Nội vụ chủ trì thực hiện Phụ lục I, Phụ lục II.", "1."),)
        ),
    )


def plan(**changes):
    """A draft plan of UBND huyện Tủa Chùa: number and day blank, two appendices, the second landscape."""
    content = Content(
        kind="KẾ HOẠCH",
        head=Head(
            superior=(),
            issuer=("ỦY BAN NHÂN DÂN", "HUYỆN TỦA CHÙA"),
            issuer_name="Ủy ban nhân dân huyện Tủa Chùa",
            symbol="KH-UBND",
            place="Tủa Chùa",
            date=PartialDate(2026),
        ),
        title="Thực hiện Dự án 7: Nâng cao năng lực và giám sát, đánh giá thực hiện Chương trình mục tiêu quốc gia "
        "giảm nghèo bền vững năm 2026",
        legal_bases=BASES,
        opening=(
            Paragraph("Ủy ban nhân dân huyện Tủa Chùa xây dựng Kế hoạch thực hiện Dự án 7 trên địa bàn như sau:"),
        ),
        sections=sections(),
        closing=(
            Paragraph(
                "Trên đây là Kế hoạch thực hiện Dự án 7 năm 2026 của Ủy ban nhân dân huyện Tủa Chùa, yêu cầu các "
                "cơ quan, đơn vị thực hiện nghiêm túc."
            ),
        ),
        recipients=("Sở Dân tộc và Tôn giáo", "Thường trực Huyện ủy, HĐND huyện", "UBND các xã, thị trấn"),
        archive="VT, LĐTBXH",
        signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Vừ A Hùng"),
        appendices=(appendix("Phụ lục I"), appendix("Phụ lục II", landscape=True)),
    )
    return replace(content, **changes)


def with_head(content, **changes):
    """`content` with another head."""
    return replace(content, head=replace(content.head, **changes))
