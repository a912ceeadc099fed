"""What the checker says of a document made for one rule."""

from documents.checking import Facts, check
from documents.content import Content, Paragraph, Section
from tests.factories.contents import plan


def saying(*lines: str | Paragraph, title: str = "NỘI DUNG THỰC HIỆN") -> Content:
    """A plan whose only section says `lines`; «- text» is written as Paragraph(text, "-")."""
    blocks = tuple(line if isinstance(line, Paragraph) else _paragraph(line) for line in lines)
    return plan(
        title="Thực hiện nhiệm vụ",
        legal_bases=("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",),
        opening=(Paragraph("Ủy ban nhân dân huyện Tủa Chùa xây dựng Kế hoạch như sau:"),),
        sections=(Section(1, "I.", title, blocks),),
        closing=(),
        appendices=(),
    )


def outlined(*sections: Section) -> Content:
    """A plan with `sections` and no appendix."""
    return plan(sections=sections, appendices=())


def findings(key: str, content: Content, facts: Facts | None = None) -> list[tuple[str, str | None]]:
    """(quote, suggestion) of each finding of the rule `key`, in order."""
    return [(finding.quote, finding.suggestion) for finding in check(content, facts) if finding.rule == key]


def messages(key: str, content: Content, facts: Facts | None = None) -> list[str]:
    """The sentence of each finding of the rule `key`, in order."""
    return [finding.message for finding in check(content, facts) if finding.rule == key]


def _paragraph(line: str) -> Paragraph:
    for marker in ("- ", "+ "):
        if line.startswith(marker):
            return Paragraph(line.removeprefix(marker), marker.strip())
    return Paragraph(line)
