"""The same plan for every engine: as content tree, as HTML and as Typst markup."""

import html
import json

from documents.content import (
    Appendix,
    Content,
    Head,
    Paragraph,
    PartialDate,
    Section,
    SignatureBlock,
    Table,
)

SENTENCE = (
    "Tổ chức tuyên truyền, phổ biến chính sách giảm nghèo đến người dân ở các thôn, bản; phối hợp với các cơ quan, đơn "
    "vị liên quan kiểm tra, giám sát việc thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa bàn."
)
PARAGRAPHS_PER_PAGE = 9


def plan(pages: int, *, variant: int = 0) -> Content:
    """A plan of about that many pages; another `variant` says something else, so that nothing is found in a cache."""
    sections = []
    for number in range(1, max(1, pages * PARAGRAPHS_PER_PAGE // 6) + 1):
        blocks = tuple(Paragraph(f"Đợt {variant}.{number}: {SENTENCE}", "-") for _ in range(6 if pages > 1 else 2))
        sections.append(Section(2, f"{number}.", f"Nhiệm vụ số {number}", blocks))
    return Content(
        kind="KẾ HOẠCH",
        head=Head(
            superior=(),
            issuer=("ỦY BAN NHÂN DÂN", "HUYỆN TỦA CHÙA"),
            issuer_name="Ủy ban nhân dân huyện Tủa Chùa",
            symbol="KH-UBND",
            place="Tủa Chùa",
            date=PartialDate(2026),
        ),
        title=f"Thực hiện Dự án {variant} trong {pages} trang",
        legal_bases=("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",),
        opening=(Paragraph("Ủy ban nhân dân huyện Tủa Chùa xây dựng Kế hoạch như sau:"),),
        sections=tuple(sections) if pages > 1 else tuple(sections[:2]),
        closing=(Paragraph("Trên đây là Kế hoạch, yêu cầu các cơ quan, đơn vị thực hiện nghiêm túc."),),
        recipients=("UBND tỉnh", "Thường trực Huyện ủy", "UBND các xã, thị trấn"),
        archive="VT",
        signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Vừ A Hùng"),
    )


def with_list(rows: int) -> Content:
    """A short plan with an appendix of that many rows in five columns."""
    table = Table(
        header=(("TT", "Họ và tên", "Năm sinh", "Nơi ở", "Ghi chú"),),
        rows=tuple(
            (
                str(i),
                f"Giàng Thị Páo {i}",
                str(1960 + i % 45),
                f"Thôn {i % 90}, xã Tủa Chùa",
                "Hộ nghèo" if i % 3 else "",
            )
            for i in range(1, rows + 1)
        ),
        widths=(12, 52, 20, 56, 25),
    )
    content = plan(1)
    return Content(**vars(content) | {"appendices": (Appendix("Phụ lục", ("DANH SÁCH HỌC VIÊN",), (table,)),)})


def _lines(content: Content) -> list[tuple[str, str]]:
    """(style, text) for engines which do not know the content tree; styles: title, heading, text."""
    lines = [("title", content.kind), ("title", content.title)]
    lines += [("text", basis) for basis in content.legal_bases]
    lines += [("text", paragraph.text) for paragraph in content.opening]
    for section in content.walk_sections():
        lines.append(("heading", f"{section.label} {section.title}"))
        lines += [("text", f"{block.marker} {block.text}") for block in section.blocks]
    return lines + [("text", paragraph.text) for paragraph in content.closing]


def as_html(content: Content) -> str:
    """A plain page on A4 with the margins and letter size of an official document."""
    tags = {"title": 'p align="center"', "heading": "h4", "text": "p"}
    body = "".join(
        f"<{tags[style]}>{html.escape(text)}</{tags[style].split()[0]}>\n" for style, text in _lines(content)
    )
    style = (
        "@page{size:A4;margin:20mm 15mm 20mm 30mm} body{font:14pt/1.15 'Liberation Serif','Times New Roman',serif}"
        " p{margin:6pt 0;text-indent:12.7mm;text-align:justify}"
    )
    return f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{style}</style><body>{body}</body></html>'


def as_typst(content: Content) -> tuple[str, dict[str, str]]:
    """A Typst template and its inputs."""
    template = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: "1")
#set text(lang: "vi", size: 14pt)
#set par(justify: true, first-line-indent: 12.7mm)
#for line in json(bytes(sys.inputs.lines)) {
  if line.at(0) == "text" { par(line.at(1)) }
  else if line.at(0) == "title" { align(center, strong(line.at(1))) }
  else { par(strong(line.at(1))) }
}
"""
    return template, {"lines": json.dumps(_lines(content), ensure_ascii=False)}
