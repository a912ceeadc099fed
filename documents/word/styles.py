"""The styles of the Word file: what Nghị định 30/2020, Phụ lục I says about letters, per kind of paragraph."""

from __future__ import annotations

from documents.layout import Layout
from documents.roles import STYLE_NAMES, Role
from documents.word.marks import twips

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TIMES = "".join(f' w:{use}="Times New Roman"' for use in ("ascii", "hAnsi", "cs", "eastAsia"))
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_CENTRE, _JUSTIFY = '<w:jc w:val="center"/>', '<w:jc w:val="both"/>'
_KEPT = "<w:keepNext/><w:keepLines/>"
_EXACT = '<w:spacing w:line="40" w:lineRule="exact"/>'


def stylesheet(layout: Layout, *, has_parts: bool) -> str:
    """word/styles.xml for `layout`; `has_parts` when the outline begins with «Phần I», one level above «I.»."""
    gap = round(20 * layout.paragraph_gap_pt)
    line = f'w:line="{round(240 * layout.line_spacing)}" w:lineRule="auto"'
    running = f'<w:spacing w:before="{gap}" {line}/><w:ind w:firstLine="{twips(layout.first_line_indent)}"/>{_JUSTIFY}'
    hanging = f'<w:ind w:left="{twips(2.6)}" w:right="{twips(6)}" w:hanging="{twips(2.6)}"/>'
    styles = [
        _style("Normal", "Normal", based="", default=True),
        _named("BodyText", Role.TEXT, f"<w:widowControl/>{running}"),
        _style("Header", "header", _CENTRE),
        _style("Letterhead", "Đầu văn bản", _CENTRE, _size(layout.national_pt)),
        _named("Superior", Role.SUPERIOR, based="Letterhead"),
        _named("Issuer", Role.ISSUER, letters=_BOLD, based="Letterhead"),
        _named("Nation", Role.NATION, letters=_BOLD, based="Letterhead"),
        _named("Motto", Role.MOTTO, letters=_BOLD + _size(layout.body_pt), based="Letterhead"),
        _named("Number", Role.NUMBER, f'<w:spacing w:before="200"/>{_CENTRE}', _size(13), based="Letterhead"),
        _named("PlaceDate", Role.DATE, f'<w:spacing w:before="200"/>{_CENTRE}', _ITALIC, based="Letterhead"),
        _named("Subject", Role.SUBJECT, f'<w:spacing w:before="120"/>{_CENTRE}', _size(12), based="Letterhead"),
        _style("Rule", "Nét kẻ", _EXACT, _size(1)),
        _style("Space", "Khoảng trống", "", _size(1)),
        _named("Title", Role.KIND, f'{_KEPT}<w:spacing w:before="360"/>{_CENTRE}', _BOLD),
        _named("Subtitle", Role.TITLE, f"{_KEPT}{_CENTRE}", _BOLD),
        _named("ToWhom", Role.TO_WHOM, f'{_KEPT}<w:spacing w:before="360"/>'),
        _named("Addressee", Role.ADDRESSEE, _KEPT),
        _named("Authority", Role.AUTHORITY, f'{_KEPT}<w:spacing w:before="120"/>{_CENTRE}', _BOLD),
        _named("Resolving", Role.RESOLVING, f'{_KEPT}<w:spacing w:before="240" w:after="120"/>{_CENTRE}', _BOLD),
        _named("SheetNote", Role.SHEET_NOTE, f"{_KEPT}{_CENTRE}", _ITALIC),
        _named("LegalBasis", Role.LEGAL_BASIS, letters=_ITALIC, based="BodyText"),
        _named("Opening", Role.OPENING, based="BodyText"),
        _named("Closing", Role.CLOSING, based="BodyText"),
        *(_heading(level, level + (1 if has_parts else 0), running) for level in range(0 if has_parts else 1, 5)),
        _style("Cell", "Ô bảng", "", _size(layout.national_pt)),
        _named("FormLine", Role.FORM_LINE, _CENTRE),
        _named("RecipientsHead", Role.RECIPIENTS_HEAD, letters=_BOLD + _ITALIC + _size(12)),
        _named("Recipients", Role.RECIPIENT, hanging, _size(11)),
        _named("SignerTitle", Role.SIGNER_TITLE, _CENTRE, _BOLD),
        _named("Signer", Role.SIGNER_NAME, _CENTRE, _BOLD),
        _named("AppendixLabel", Role.APPENDIX_LABEL, f'{_KEPT}{_CENTRE}<w:outlineLvl w:val="0"/>', _BOLD + _size(14)),
        _named("AppendixTitle", Role.APPENDIX_TITLE, f"{_KEPT}{_CENTRE}", _BOLD),
        _named("AppendixNote", Role.APPENDIX_NOTE, f"{_KEPT}{_CENTRE}", _ITALIC),
    ]
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault>'
        f"<w:rPr><w:rFonts{_TIMES}/>{_size(layout.body_pt)}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        f"</w:docDefaults>{''.join(styles)}"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
    )


def _heading(level: int, number: int, running: str) -> str:
    """«Phần I» is centred; «I.», «1.», «1.1.» are bold; «a)» is not (Phụ lục I, II.6.d)."""
    place = f'<w:spacing w:before="240"/>{_CENTRE}' if level == 0 else running
    outline = f'<w:outlineLvl w:val="{number - 1}"/>'
    return _style(f"Heading{number}", f"heading {number}", f"{_KEPT}{place}{outline}", _BOLD if level < 4 else "")


def _named(key: str, role: Role, paragraph: str = "", letters: str = "", *, based: str = "Normal") -> str:
    """The style that says what its paragraphs are."""
    return _style(key, STYLE_NAMES[role], paragraph, letters, based=based)


def _size(pt: float) -> str:
    return f'<w:sz w:val="{round(2 * pt)}"/><w:szCs w:val="{round(2 * pt)}"/>'


def _style(
    key: str, name: str, paragraph: str = "", letters: str = "", *, based: str = "Normal", default: bool = False
) -> str:
    first, parent = ' w:default="1"' * default, f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{key}"><w:name w:val="{name}"/>{parent}<w:qFormat/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{letters}</w:rPr>' if letters else ''}"
        "</w:style>"
    )
