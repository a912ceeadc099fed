"""What a paragraph of our own Word files is, by its style: written by documents.word, read by documents.reading."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is, by its style; headings are «heading-0» (phần) to «heading-4» (a))."""

    SUPERIOR = "superior"
    ISSUER = "issuer"
    NATION = "nation"
    MOTTO = "motto"
    NUMBER = "number"
    SUBJECT = "subject"
    DATE = "date"
    KIND = "kind"
    TITLE = "title"
    TO_WHOM = "to-whom"
    ADDRESSEE = "addressee"
    AUTHORITY = "authority"
    RESOLVING = "resolving"
    SHEET_NOTE = "sheet-note"
    LEGAL_BASIS = "legal-basis"
    OPENING = "opening"
    TEXT = "text"
    CLOSING = "closing"
    FORM_LINE = "form-line"
    RECIPIENTS_HEAD = "recipients-head"
    RECIPIENT = "recipient"
    SIGNER_TITLE = "signer-title"
    SIGNER_NAME = "signer-name"
    APPENDIX_LABEL = "appendix-label"
    APPENDIX_TITLE = "appendix-title"
    APPENDIX_NOTE = "appendix-note"


# Names as offices see them in Word; those of Word's own styles are English in the file and translated by Word.
STYLE_NAMES = {
    Role.SUPERIOR: "Cơ quan chủ quản",
    Role.ISSUER: "Cơ quan ban hành",
    Role.NATION: "Quốc hiệu",
    Role.MOTTO: "Tiêu ngữ",
    Role.NUMBER: "Số, ký hiệu",
    Role.SUBJECT: "Trích yếu công văn",
    Role.DATE: "Địa danh, ngày tháng",
    Role.KIND: "Title",
    Role.TITLE: "Subtitle",
    Role.TO_WHOM: "Kính gửi",
    Role.ADDRESSEE: "Nơi kính gửi",
    Role.AUTHORITY: "Thẩm quyền ban hành",
    Role.RESOLVING: "Dòng quyết định",
    Role.SHEET_NOTE: "Ghi chú đầu danh sách",
    Role.LEGAL_BASIS: "Căn cứ",
    Role.OPENING: "Mở đầu",
    Role.TEXT: "Body Text",
    Role.CLOSING: "Kết thúc",
    Role.FORM_LINE: "Ký trong biểu mẫu",
    Role.RECIPIENTS_HEAD: "Nơi nhận",
    Role.RECIPIENT: "Mục nơi nhận",
    Role.SIGNER_TITLE: "Quyền hạn, chức vụ",
    Role.SIGNER_NAME: "Người ký",
    Role.APPENDIX_LABEL: "Phụ lục",
    Role.APPENDIX_TITLE: "Tên phụ lục",
    Role.APPENDIX_NOTE: "Kèm theo",
}
HEADINGS = {f"heading-{level}": level for level in range(5)}
# A file that has them was written here, whoever saved it since: Word and LibreOffice keep the names of styles.
OUR_STYLES = frozenset(STYLE_NAMES[role].lower() for role in (Role.ISSUER, Role.LEGAL_BASIS, Role.RECIPIENT))


def roles_by_style_name(*, has_parts: bool) -> dict[str, str]:
    """Roles by names of styles in small letters; `has_parts` when «heading 1» is «Phần I», one level above «I.»."""
    headings = {f"heading {level + has_parts}": role for role, level in HEADINGS.items() if level or has_parts}
    return {name.lower(): role.value for role, name in STYLE_NAMES.items()} | headings
