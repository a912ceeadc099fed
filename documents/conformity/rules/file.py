"""Rules 1–7: the PDF as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.conformity.document import Document
from documents.conformity.findings import Severity
from documents.conformity.registry import Breach, Group, rule
from documents.signature_fields import SIGNATURE_FIELDS, TEXT_FIELDS
from lib.text import fold

_SUBSTITUTES = ("liberationserif", "tinos")  # the same widths as Times New Roman, other outlines
_LEGACY = re.compile(r"^(\.?vn[a-z]|vni-)", re.IGNORECASE)


@rule(1, "Phiên bản PDF", group=Group.FILE)
def version(document: Document) -> Iterator[Breach]:
    """Rule 1. PDF 1.4 or later (Phụ lục I, Phần II, I.2 for digitised copies); we write 1.7, as Thông tư
    15/2025/TT-BKHCN recommends for signing."""
    found = document.container.version
    if found < (1, 7):
        written = ".".join(map(str, found))
        severity = Severity.ERROR if found < (1, 4) else Severity.WARNING
        yield Breach(f"Tệp là PDF {written}; cần PDF 1.7 trở lên để ký số, hãy xuất lại", severity=severity)


@rule(2, "Không khóa, không mã chạy, không ô điền lạ", group=Group.FILE)
def passive(document: Document) -> Iterator[Breach]:
    """Rule 2. A file ready for signature has no encryption, no scripts or actions, no signature, and no form fields
    but those for signature, seal, number and date."""
    container = document.container
    if container.encrypted:
        yield Breach("Tệp bị mã hóa (đặt quyền hoặc mật khẩu); hãy xuất lại PDF không bảo vệ để ký số được")
    if container.active:
        yield Breach(f"Tệp có mã hoặc hành động tự chạy ({', '.join(container.active[:3])}); hãy xuất lại PDF thường")
    strange = [name for name in container.fields if name not in (*SIGNATURE_FIELDS, *TEXT_FIELDS)]
    if strange:
        yield Breach(f"Tệp có {len(strange)} ô điền biểu mẫu («{strange[0]}»); hãy xuất lại PDF thường")
    if container.signatures and not document.issued:
        yield Breach("Tệp đã có chữ ký số; bản đưa kiểm tra trước khi ký phải chưa có chữ ký nào")


@rule(3, "Phông chữ nhúng trong tệp", group=Group.FILE)
def embedded(document: Document) -> Iterator[Breach]:
    """Rule 3. Every font is embedded, has all letters that are used, and they can be read back as text."""
    for font in document.container.fonts:
        name = re.sub(r"^[A-Z]{6}\+", "", font.name)
        if not font.embedded:
            yield Breach(
                f"Phông {name} không nhúng trong tệp; máy khác sẽ in ra phông khác, hãy xuất lại có nhúng phông",
                font.page,
            )
        elif font.lacks_letters:
            yield Breach(
                f"Phông {name} thiếu hình của một vài ký tự nên in ra ô trống; hãy bỏ hoặc thay ký tự lạ", font.page
            )
        elif not font.has_text:
            yield Breach(f"Chữ dùng phông {name} không đọc lại được thành văn bản (thiếu ToUnicode)", font.page)


@rule(4, "Phông Times New Roman", group=Group.FILE, source="Phụ lục I, I.4")
def times_new_roman(document: Document) -> Iterator[Breach]:
    """Rule 4. Font Times New Roman. Liberation Serif and Tinos keep every measure, so they only warn."""
    seen = set()
    for page in document.pages.values():
        for face, place in page.faces.items():
            family = re.sub(r"[^a-z]", "", face.name.lower())
            if family.startswith("timesnewroman"):
                continue
            if family.startswith(_SUBSTITUTES):
                if "substitute" not in seen:
                    yield Breach(
                        f"Chữ in bằng {re.split(r'[-,]Bold|[-,]Italic|[-,]Regular', face.name)[0]}, phông cùng "
                        "kích thước "
                        "thay cho Times New Roman; trước khi ban hành nên cài phông Times New Roman có bản quyền",
                        page.number,
                        place,
                        Severity.WARNING,
                    )
                seen.add("substitute")
            elif face.name not in seen:
                seen.add(face.name)
                legacy = (
                    "; đây là phông bảng mã cũ, hãy chuyển văn bản sang Unicode" if _LEGACY.match(face.name) else ""
                )
                yield Breach(
                    f"Có chữ in bằng phông {face.name}; Nghị định 30 yêu cầu Times New Roman{legacy}",
                    page.number,
                    place,
                )


@rule(5, "Chữ và nét màu đen, không có ảnh", group=Group.FILE, source="Phụ lục I, I.4")
def black(document: Document) -> Iterator[Breach]:
    """Rule 5. Everything is black; before signing there is no picture."""
    for page in document.pages.values():
        kinds = {}
        for what, place in page.coloured:
            kinds.setdefault(what, place)
        for what, place in kinds.items():
            yield Breach(
                f"Trang {page.number} có {what} màu khác đen; Nghị định 30 yêu cầu màu đen", page.number, place
            )
        large = [box for box in page.images if (box[2] - box[0]) * (box[3] - box[1]) > 0.5 * page.width * page.height]
        if large:
            yield Breach(
                f"Trang {page.number} là ảnh quét; hãy dùng PDF xuất thẳng từ văn bản gốc", page.number, large[0]
            )
        elif page.images and not document.issued:
            yield Breach(f"Trang {page.number} có hình ảnh; bản chờ ký không được có hình", page.number, page.images[0])


@rule(6, "Chữ Unicode dựng sẵn", group=Group.FILE, source="Phụ lục I, I.4")
def precomposed(document: Document) -> Iterator[Breach]:
    """Rule 6. Letters of TCVN 6909:2001: precomposed Unicode, no combining marks, no private or invisible
    characters."""
    for page in document.pages.values():
        if page.odd:
            text, place = page.odd[0]
            yield Breach(_odd_sentence(page.number, text, len(page.odd)), page.number, place)
    for skim in document.skims:
        if skim.odd and skim.page not in document.pages:
            yield Breach(_odd_sentence(skim.page, skim.odd[0], len(skim.odd)), skim.page)


def _odd_sentence(page: int, text: str, count: int) -> str:
    codes = " ".join(f"U+{ord(c):04X}" for c in text[:2])
    if any(0x0300 <= ord(c) <= 0x036F for c in text):
        what = "dấu thanh tách rời khỏi chữ (Unicode tổ hợp)"
    elif "\ufffd" in text:
        what = "chữ không đọc được"
    else:
        what = "ký tự lạ hoặc vô hình"
    return f"Trang {page} có {count} {what} ({codes}); hãy dùng bộ gõ Unicode dựng sẵn theo TCVN 6909:2001"


@rule(7, "Ngôn ngữ và tiêu đề của tệp", group=Group.FILE, severity=Severity.WARNING)
def metadata(document: Document) -> Iterator[Breach]:
    """Rule 7. The file says its language (vi) and its title: tên loại and trích yếu."""
    container = document.container
    if not container.lang.lower().startswith("vi"):
        yield Breach("Tệp không ghi ngôn ngữ tiếng Việt (Lang = vi)")
    subject = " ".join(line.text for line in document.head.title).rstrip(" .;:")
    if not container.title.strip():
        yield Breach("Tệp không có tiêu đề; tiêu đề nên là tên loại và trích yếu")
    elif subject and fold(subject) not in fold(container.title):
        yield Breach("Tiêu đề của tệp khác trích yếu trên trang 1")
