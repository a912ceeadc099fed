"""Papers of other kinds than plans, for tests: a letter, an invitation, a report, a decision, sheets and forms."""

from dataclasses import replace

from documents.content import (
    Appendix,
    Chart,
    ChartBar,
    Content,
    FormSignatures,
    Head,
    Paragraph,
    PartialDate,
    Section,
    Shape,
    SignatureBlock,
    Table,
)
from tests.factories.contents import REGISTRATION

HEAD = Head(
    superior=("UBND TỈNH ĐIỆN BIÊN",),
    issuer=("SỞ DÂN TỘC VÀ TÔN GIÁO",),
    issuer_name="Sở Dân tộc và Tôn giáo tỉnh Điện Biên",
    symbol="SDTTG-CSDT",
    place="Điện Biên",
    date=PartialDate(2026, 3),
)
DIRECTOR = SignatureBlock(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lò Văn Tiến")


def _paper(kind, symbol, title, **changes):
    content = Content(
        kind=kind,
        head=replace(HEAD, symbol=symbol),
        title=title,
        legal_bases=(),
        opening=(),
        sections=(),
        closing=(),
        recipients=("Như trên", "Lãnh đạo Sở"),
        archive="VT, CSDT",
        signature=DIRECTOR,
    )
    return replace(content, **changes)


def letter(**changes):
    """A CÔNG VĂN to three communes: a reminder."""
    words = {
        "opening": (
            Paragraph(
                "Thực hiện Kế hoạch số 20/KH-UBND ngày 25 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Điện Biên về tập "
                "huấn nâng cao năng lực, Sở Dân tộc và Tôn giáo đã mở đợt đăng ký đến hết ngày 18/3/2026."
            ),
            Paragraph("Đến nay các xã sau đây chưa gửi danh sách. Đề nghị gửi trước ngày 20/3/2026."),
        ),
        "addressees": ("Ủy ban nhân dân xã Mường Báng", "Ủy ban nhân dân xã Sín Chải", "Ủy ban nhân dân xã Tủa Thàng"),
    }
    title = "đôn đốc gửi danh sách đăng ký tham gia tập huấn nâng cao năng lực năm 2026"
    return _paper("CÔNG VĂN", "SDTTG-CSDT", title, **(words | changes))


def invitation(**changes):
    """A GIẤY MỜI in the words of mẫu 1.6."""
    words = {
        "opening": (
            Paragraph("Sở Dân tộc và Tôn giáo tỉnh Điện Biên trân trọng kính mời:"),
            Paragraph("Các đại biểu có tên trong danh sách kèm theo", "-"),
            Paragraph("Tới dự: Lớp tập huấn nâng cao năng lực thứ nhất."),
            Paragraph("Thời gian: 02 ngày, từ 07 giờ 30 phút ngày 20/3/2026."),
            Paragraph("Địa điểm: Hội trường Ủy ban nhân dân xã Tủa Chùa."),
        ),
        "recipients": ("Đại biểu được mời", "Ủy ban nhân dân các xã"),
    }
    return _paper("GIẤY MỜI", "GM-SDTTG", "Tham dự lớp tập huấn nâng cao năng lực", **(words | changes))


def report(**changes):
    """A BÁO CÁO to one office above."""
    words = {
        "addressees": ("Ủy ban nhân dân tỉnh Điện Biên",),
        "opening": (Paragraph("Sở Dân tộc và Tôn giáo báo cáo kết quả tổ chức lớp tập huấn như sau:"),),
        "sections": (
            Section(1, "I.", "Kết quả", (Paragraph("Lớp có 182 học viên, 180 người hoàn thành."),)),
            Section(1, "II.", "Kiến nghị", (Paragraph("Tiếp tục bố trí kinh phí."),)),
        ),
        "closing": (Paragraph("Trên đây là báo cáo kết quả tổ chức lớp tập huấn"),),
    }
    return _paper("BÁO CÁO", "BC-SDTTG", "Kết quả tổ chức lớp tập huấn nâng cao năng lực", **(words | changes))


CHART = Chart(
    "Số người hoàn thành, có mặt trên số được duyệt tham gia",
    "người",
    ("Hoàn thành", "Có mặt", "Được duyệt"),
    (
        ChartBar("Cả lớp", (150, 170, 200)),
        ChartBar("Xã Mường Báng", (60, 80, 100)),
        ChartBar("Xã Sín Chải", (90, 90, 100)),
    ),
    are_nested=True,
)


def charted(chart=CHART, **changes):
    """The same BÁO CÁO with a chart of its results."""
    first, second = report().sections
    return report(sections=(replace(first, blocks=(*first.blocks, chart)), second), **changes)


def decision(**changes):
    """A QUYẾT ĐỊNH with three articles."""
    words = {
        "authority": "GIÁM ĐỐC SỞ DÂN TỘC VÀ TÔN GIÁO TỈNH ĐIỆN BIÊN",
        "legal_bases": (
            "Căn cứ Quyết định số 12/2025/QĐ-UBND ngày 15 tháng 3 năm 2025 của Ủy ban nhân dân tỉnh Điện Biên quy định "
            "chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Dân tộc và Tôn giáo",
            "Theo đề nghị của Trưởng phòng Chính sách dân tộc",
        ),
        "opening": (
            Paragraph("Công nhận 180 học viên hoàn thành lớp tập huấn (có danh sách kèm theo).", "Điều 1."),
            Paragraph("Quyết định này có hiệu lực kể từ ngày ký.", "Điều 2."),
            Paragraph("Trưởng phòng Chính sách dân tộc và các học viên chịu trách nhiệm thi hành.", "Điều 3."),
        ),
        "recipients": ("Như Điều 3",),
    }
    title = "Về việc công nhận kết quả lớp tập huấn nâng cao năng lực"
    return _paper("QUYẾT ĐỊNH", "QĐ-SDTTG", title, **(words | changes))


NAMES = ("Hùng", "Dũng", "Cường", "Páo", "Sình")


def people(count):
    """Rows of a class list."""
    return tuple(
        (f"{n}", f"Vừ A {NAMES[n % 5]}", "Trưởng thôn", "Xã Mường Báng", "", "X", "") for n in range(1, count + 1)
    )


def sheet(count=30, *, landscape=False, **changes):
    """A DANH SÁCH of one class with a total and two places to sign."""
    table = Table(
        header=(
            ("TT", "Họ và tên", "Chức vụ", "Đơn vị", "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN", "Ghi chú"),
        ),
        rows=people(count),
        totals=(("", "Tổng số", f"{count} người", "", "0", f"{count}", ""),),
    )
    form = FormSignatures((("Người lập",), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")), ("", "Lò Văn Tiến"))
    words = {
        "opening": (Paragraph("Thời gian: từ ngày 20/3/2026 đến ngày 21/3/2026"), Paragraph("Địa điểm: Hội trường xã")),
        "sections": (Section(1, "", "", (table, form)),),
        "recipients": (),
        "archive": "",
        "signature": SignatureBlock((), ""),
        "shape": Shape.SHEET,
        "landscape": landscape,
    }
    return _paper("DANH SÁCH HỌC VIÊN", "", "Lớp thứ nhất: Tập huấn nâng cao năng lực", **(words | changes))


def form(count=None, **changes):
    """Phụ lục I of one commune in a file of its own: with rows, or blank."""
    rows = tuple((*row[:3], *row[4:]) for row in people(count)) if count else REGISTRATION.rows
    blocks = (
        replace(REGISTRATION, rows=rows),
        Paragraph("Ghi chú:"),
        Paragraph("Cột 3: Chức vụ ghi rõ là cán bộ, công chức, Bí thư, Trưởng thôn,..."),
        Paragraph('Cột 4,5 tích dấu "X" đúng với chế độ được thụ hưởng'),
        FormSignatures((("Người lập",), ("TM. ỦY BAN NHÂN DÂN",))),
    )
    title = (
        "Danh sách đại biểu đăng ký tham gia tập huấn nâng cao năng lực năm 2026",
        "thuộc Chương trình mục tiêu quốc gia giảm nghèo bền vững",
        "trên địa bàn xã Mường Báng",
    )
    words = {"appendices": (Appendix("Phụ lục I", title, blocks),), "shape": Shape.APPENDICES}
    return _paper("KẾ HOẠCH", "KH-UBND", "Tập huấn", **(words | changes))
