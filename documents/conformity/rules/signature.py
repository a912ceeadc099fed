"""Rules 59–65: who signs, and the room for signature and seal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from statistics import median

from documents.conformity.document import Document
from documents.conformity.findings import Box, Severity, mm, quote
from documents.conformity.lines import Line
from documents.conformity.reading import Page
from documents.conformity.registry import Breach, Group, NotApplicable, at, rule
from documents.conformity.rules.styles import posture, size_between
from lib.text import fold

_MARK = re.compile(r"^(TM|KT|TL|TUQ|Q)\b(\.?)(\s*)")
_HONOURS = re.compile(r"^(ThS|Th\.S|TS|PGS|GS|BS|BSCK\w*|KS|CN|CVC|DS|LS|NGƯT|NGND|Đ/c|Đồng chí)\b[. ]", re.IGNORECASE)
_ADDRESS = re.compile(r"^(Ông|Bà)( \S+){3,}$")  # in a shorter name Ông is the family's


@rule(
    59, "Kiểu chữ và vị trí chức vụ người ký", group=Group.SIGNATURE, source="Phụ lục I, II.7.đ và V", needs=("main",)
)
def office_set(document: Document) -> Iterator[Breach]:
    """Rule 59. Capitals, bold, upright, 13–14 pt, centred on each other in the right half."""
    lines = document.closing.titles
    if not lines:
        yield Breach("Không thấy quyền hạn, chức vụ của người ký ở cuối văn bản", document.main[-1].number)
        return
    middle = median(line.centre for line in lines)
    for line in lines:
        if line.text != line.text.upper():
            yield at(line, f"Chức vụ {quote(line.text)} phải viết chữ in hoa")
        yield from posture(line, f"Chức vụ {quote(line.text)}", bold=True)
        yield from size_between(line, f"Chức vụ {quote(line.text)}", 13, 14)
        if abs(line.centre - middle) > 0.75:
            yield at(
                line,
                f"Chức vụ {quote(line.text)} lệch {mm(abs(line.centre - middle))} mm; các dòng phải canh giữa với nhau",
            )
        if line.centre < 120:
            yield at(line, f"Chức vụ {quote(line.text)} không nằm ở nửa phải của trang")


@rule(60, "Quyền hạn TM., KT., TL., TUQ., Q.", group=Group.SIGNATURE, source="Phụ lục I, II.7.b", needs=("signature",))
def authority(document: Document) -> Iterator[Breach]:
    """Rule 60. TM. before the collective, KT./TL./TUQ. before the head's title with the signer's own title below; mark,
    dot, one blank. A committee that decides collectively is signed for with TM. (Nghị định 30, Điều 13)."""
    lines = document.closing.titles
    for i, line in enumerate(lines):
        mark = _MARK.match(line.text.upper())
        if not mark:
            continue
        sign = mark[1]
        below = lines[i + 1].text if i + 1 < len(lines) else ""
        if mark[2] != "." or mark[3] != " ":
            yield at(line, f"{quote(line.text)} phải viết «{sign}. » (có dấu chấm và một dấu cách)")
        if sign == "TM" and i:
            yield at(line, f"{quote(line.text)} phải là dòng đầu của khối chữ ký")
        if sign != "Q" and not below:
            what = "chức vụ của cấp phó" if sign == "KT" else "chức vụ của người ký"
            yield at(line, f"Dưới {quote(line.text)} thiếu {what}")
        elif sign == "KT" and not any(re.match(r"PHÓ |KT\.", other.text) for other in lines[i + 1 :]):
            yield at(line, f"Dưới {quote(line.text)} phải là chức vụ của cấp phó, ở đây là {quote(below)}")
        if sign in ("KT", "TL", "TUQ") and line.text[mark.end() :].startswith("PHÓ "):
            yield at(
                line,
                f"«{sign}.» phải đứng trước chức vụ của người đứng đầu, không đứng trước "
                f"{quote(line.text[mark.end() :])}",
            )
    if _collective(document) and not re.match(r"(TM|TL|TUQ)\b", lines[0].text):
        yield at(lines[0], f"{document.head.issuer_name} làm việc theo chế độ tập thể; dòng đầu phải là «TM. …»")


def _collective(document: Document) -> bool:
    return fold(document.head.issuer_name).startswith(("uy ban nhan dan", "hoi dong nhan dan"))


@rule(61, "Chức vụ đúng của người ký", group=Group.SIGNATURE, source="Phụ lục I, II.7.c", needs=("signature",))
def office(document: Document) -> Iterator[Breach]:
    """Rule 61. A deputy signs with KT.; the lines are those of the signer's post (`Expected.signature_lines`)."""
    lines = [line.text for line in document.closing.titles]
    if lines[0].startswith("PHÓ ") or (len(lines) == 2 and lines[0].startswith("TM.") and lines[1].startswith("PHÓ ")):
        wrong = next(line for line in document.closing.titles if line.text.startswith("PHÓ "))
        yield at(wrong, f"{quote(wrong.text)} ký thay phải có dòng «KT. …» ở trên")
    wanted = document.expected.signature_lines
    if wanted and _plain(" ".join(lines)).upper() != _plain(" ".join(wanted)).upper():
        yield at(
            document.closing.titles[0],
            f"Khối chữ ký ghi {quote(' / '.join(lines))}; theo chức vụ của người ký phải là "
            f"{quote(' / '.join(wanted))}",
        )


@rule(62, "Họ tên người ký", group=Group.SIGNATURE, source="Phụ lục I, II.7.c–đ", needs=("signature",))
def name(document: Document) -> Iterator[Breach]:
    """Rule 62. Bold, upright, 13–14 pt, not in capitals, centred under the title; no academic title, rank or honour."""
    line = document.closing.name
    if line is None:
        yield at(document.closing.titles[-1], "Không thấy họ tên người ký dưới chức vụ")
        return
    wanted = document.expected.signer_name
    yield from posture(line, "Họ tên người ký", bold=True)
    yield from size_between(line, "Họ tên người ký", 13, 14)
    if line.caps:
        yield at(line, f"Họ tên {quote(line.text)} phải viết chữ thường, hoa chữ đầu mỗi tiếng")
    middle = median(title.centre for title in document.closing.titles)
    if abs(line.centre - middle) > 0.75:
        yield at(line, f"Họ tên lệch {mm(abs(line.centre - middle))} mm so với chức vụ; phải canh giữa")
    if _HONOURS.match(line.text):
        yield at(line, f"Trước họ tên {quote(line.text)} không ghi học hàm, học vị, danh hiệu")
    elif _ADDRESS.match(line.text) and not wanted:
        yield at(line, f"Trước họ tên {quote(line.text)} không ghi «Ông», «Bà»", severity=Severity.WARNING)
    if wanted and _plain(line.text) != _plain(wanted):
        yield at(line, f"Họ tên ghi {quote(line.text)}; người ký trong sổ là {quote(wanted)}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


@rule(63, "Khoảng trống để ký", group=Group.SIGNATURE, needs=("signature", "name"))
def signing_room(document: Document) -> Iterator[Breach]:
    """Rule 63. 25–45 mm from the last title to the name (about 26 in the decree's model), nothing printed in
    between."""
    title, signer = document.closing.titles[-1], document.closing.name
    if title.page != signer.page:
        raise NotApplicable("chức vụ và họ tên ở hai trang khác nhau")
    room = signer.baseline - title.baseline
    if not 25 - 0.2 <= room <= 45 + 0.2:
        yield at(signer, f"Khoảng từ chức vụ đến họ tên là {mm(room)} mm; cần 25–45 mm để ký và đóng dấu")
    box = (title.centre - 30, title.bottom + 0.3, title.centre + 30, signer.top - 0.3)
    own = _printed_parts(document)
    if box[3] > box[1] and _page(document, title.page).touching(box, but=own):
        yield Breach("Chỗ ký giữa chức vụ và họ tên có chữ hoặc nét in; phải để trống", title.page, box)


def _printed_parts(document: Document) -> list[Line]:
    """Titles and name, with the office title that members of a committee have right above the name (II.7.c)."""
    closing = document.closing
    return [*closing.titles, closing.name, *(line for line in closing.between if line.caps and line.bold)]


@rule(64, "Chỗ đóng dấu", group=Group.SIGNATURE, severity=Severity.WARNING, needs=("signature", "name"))
def seal_room(document: Document) -> Iterator[Breach]:
    """Rule 64. A circle of 38 mm left of the signature stays empty for the seal (Nghị định 30, Điều 33)."""
    title, signer = document.closing.titles[-1], document.closing.name
    if title.page != signer.page:
        raise NotApplicable("chức vụ và họ tên ở hai trang khác nhau")
    x, y = title.centre - 16, (title.bottom + signer.top) / 2
    own = _printed_parts(document)
    box = (x - 19, y - 19, x + 19, y + 19)
    near = [p for p in _page(document, title.page).touching(box, but=own) if _distance(p, x, y) < 19]
    if near:
        yield Breach(
            "Chỗ đóng dấu bên trái chữ ký có chữ in (thường do dòng nơi nhận dài); hãy ngắt dòng nơi nhận",
            title.page,
            near[0],
        )


def _distance(box: Box, x: float, y: float) -> float:
    """From a point to the nearest point of a box."""
    dx = max(box[0] - x, 0, x - box[2])
    dy = max(box[1] - y, 0, y - box[3])
    return (dx * dx + dy * dy) ** 0.5


@rule(65, "Chữ ký và nơi nhận cùng một trang", group=Group.SIGNATURE, needs=("signature", "name", "recipients_head"))
def together(document: Document) -> Iterator[Breach]:
    """Rule 65. Title, name and nơi nhận stand on one page."""
    closing = document.closing
    lines = [*closing.titles, closing.name, *closing.recipient_lines()]
    pages = sorted({line.page for line in lines})
    if len(pages) > 1:
        yield at(
            closing.name, f"Chức vụ, họ tên và nơi nhận nằm trên trang {pages[0]} và {pages[-1]}; phải cùng một trang"
        )


def _page(document: Document, number: int) -> Page:
    return document.pages[number]
