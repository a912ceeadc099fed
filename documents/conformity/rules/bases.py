"""Rules 41–44: căn cứ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.conformity.document import Document
from documents.conformity.findings import Severity, mm, quote
from documents.conformity.registry import Breach, Group, at, rule

_LAW = re.compile(r"^Căn cứ (Bộ luật|Luật|Pháp lệnh)\b")
_WITHOUT_NUMBER = re.compile(r"^Căn cứ (Hiến pháp|Bộ luật|Luật|Pháp lệnh)\b")
_DATE = re.compile(r"\bngày \d{1,2}(/\d{1,2}/| tháng \d{1,2} năm |-\d{1,2}-)\d{4}\b")
_ISSUER = re.compile(r"\bcủa \S|/QĐ-TTg|/CT-TTg|Thủ tướng|Chính phủ|Quốc hội")
_CLOSING = ("Theo đề nghị ", "Xét ")


@rule(41, "Căn cứ in nghiêng", group=Group.BODY, source="Phụ lục I, II.6.a và V", needs=("bases",))
def italic(document: Document) -> Iterator[Breach]:
    """Rule 41. Italic, not bold, in the size of the text."""
    size = document.body.measure.size
    for basis in document.body.bases:
        if not basis.italic:
            yield at(basis.first, f"Căn cứ {quote(basis.text)} phải in nghiêng")
        if any(line.any_bold for line in basis.lines):
            yield at(basis.first, f"Căn cứ {quote(basis.text)} không in đậm")
        odd = next((line for line in basis.lines if any(abs(s - size) > 0.15 for s in line.sizes)), None)
        if odd:
            yield at(
                odd, f"Căn cứ {quote(basis.text)} có chữ cỡ {mm(max(odd.sizes))}; phải cùng cỡ nội dung ({mm(size)})"
            )


@rule(42, "Mỗi căn cứ một đoạn, dấu chấm phẩy", group=Group.BODY, source="Phụ lục I, II.6.a", needs=("bases",))
def end_marks(document: Document) -> Iterator[Breach]:
    """Rule 42. Each basis is a paragraph of its own that starts with «Căn cứ»; «;» at the end, «.» after the last."""
    bases = document.body.bases
    for i, basis in enumerate(bases):
        last = i == len(bases) - 1
        if not basis.text.startswith("Căn cứ ") and not (last and basis.text.startswith(_CLOSING)):
            yield at(basis.first, f"Đoạn căn cứ {quote(basis.text)} phải bắt đầu bằng «Căn cứ»")
        wanted = "." if last else ";"
        if not basis.text.endswith(wanted):
            where = "Căn cứ cuối cùng" if last else "Căn cứ"
            yield at(basis.last, f"{where} {quote(basis.text)} phải kết thúc bằng dấu «{wanted}»")
        if re.search(r"[;.] Căn cứ ", basis.text):
            yield at(basis.first, f"Đoạn {quote(basis.text)} chứa hai căn cứ; mỗi căn cứ phải xuống dòng riêng")
        elif re.search(r"; (Quyết định|Nghị quyết|Nghị định|Thông tư|Kế hoạch|Chỉ thị) số ", basis.text):
            yield at(
                basis.first,
                f"Đoạn {quote(basis.text)} nêu hai văn bản; nên tách thành hai căn cứ",
                severity=Severity.WARNING,
            )


@rule(43, "Luật, pháp lệnh không ghi số", group=Group.BODY, source="Phụ lục I, II.6.a", needs=("bases",))
def laws_without_number(document: Document) -> Iterator[Breach]:
    """Rule 43. Luật and Pháp lệnh are cited without number, symbol and issuer."""
    for basis in document.body.bases:
        if _LAW.match(basis.text) and re.search(r"\bsố \d", basis.text.split(";")[0]):
            yield at(basis.first, f"Căn cứ {quote(basis.text)}: luật, pháp lệnh không ghi số, ký hiệu")


@rule(44, "Căn cứ ghi đủ số, ngày, cơ quan", group=Group.BODY, source="Phụ lục I, II.6.a", needs=("bases",))
def complete(document: Document) -> Iterator[Breach]:
    """Rule 44. Every other basis names number and symbol, date and issuer."""
    for basis in document.body.bases:
        if not basis.text.startswith("Căn cứ ") or _WITHOUT_NUMBER.match(basis.text):
            continue
        missing = []
        if not re.search(r"\bsố \d+[\w/.&-]*", basis.text):
            missing.append("số, ký hiệu")
        if not _DATE.search(basis.text):
            missing.append("ngày tháng năm ban hành")
        if not _ISSUER.search(basis.text):
            missing.append("cơ quan ban hành")
        if missing:
            yield at(basis.first, f"Căn cứ {quote(basis.text)} thiếu {', '.join(missing)}")
