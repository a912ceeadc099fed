"""Rules 18–35: Quốc hiệu, Tiêu ngữ, names of organisations, number, place and date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from statistics import median

from documents.conformity.document import Document
from documents.conformity.findings import Severity, mm, quote
from documents.conformity.registry import Breach, Group, at, rule
from documents.conformity.rules.styles import posture, size_between, sizes_of

NATIONAL = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_GROUP = r"[A-ZĐÂĂÊÔƠƯ0-9&]+"
_DAY, _MONTH = r"(0[1-9]|[12]\d|3[01])", r"(01|02|[3-9]|1[0-2])"


@rule(18, "Quốc hiệu", group=Group.HEAD, source="Phụ lục I, II.1.a", needs=("main",))
def national_name(document: Document) -> Iterator[Breach]:
    """Rule 18. «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM» on one line of page 1."""
    line = document.head.national
    if line is None:
        yield Breach(f"Không thấy Quốc hiệu {quote(NATIONAL[0])} ở đầu trang 1", 1)
    elif line.text not in NATIONAL:
        yield at(line, f"Quốc hiệu ghi {quote(line.text)}; phải là {quote(NATIONAL[0])}, chữ in hoa, trên một dòng")


@rule(19, "Kiểu chữ và vị trí Quốc hiệu", group=Group.HEAD, source="Phụ lục I, II.1.a và V", needs=("national",))
def national_name_set(document: Document) -> Iterator[Breach]:
    """Rule 19. 12–13 pt, bold, upright, at the upper right."""
    line = document.head.national
    yield from size_between(line, "Quốc hiệu", 12, 13)
    yield from posture(line, "Quốc hiệu", bold=True)
    if line.centre < 130:
        yield at(line, "Quốc hiệu không nằm ở nửa phải của trang")
    if line.baseline > 31.3:
        yield at(line, f"Quốc hiệu cách mép trên {mm(line.baseline)} mm; phải ở dòng đầu trang, ngay dưới lề trên")


@rule(20, "Tiêu ngữ", group=Group.HEAD, source="Phụ lục I, II.1.b", needs=("main",))
def motto(document: Document) -> Iterator[Breach]:
    """Rule 20. «Độc lập - Tự do - Hạnh phúc»: hyphens with a blank on both sides, 13–14 pt, bold, upright."""
    line = document.head.motto
    if line is None:
        yield Breach(f"Không thấy Tiêu ngữ {quote(MOTTO)} dưới Quốc hiệu", 1)
        return
    if line.text != MOTTO:
        yield at(line, f"Tiêu ngữ ghi {quote(line.text)}; phải là {quote(MOTTO)}, gạch nối (-) có dấu cách hai bên")
    yield from size_between(line, "Tiêu ngữ", 13, 14)
    yield from posture(line, "Tiêu ngữ", bold=True)


@rule(
    21,
    "Cỡ chữ Quốc hiệu và Tiêu ngữ đi đôi",
    group=Group.HEAD,
    source="Phụ lục I, V, chú thích cỡ chữ",
    needs=("national", "motto"),
)
def paired_sizes(document: Document) -> Iterator[Breach]:
    """Rule 21. Tiêu ngữ is one point larger than Quốc hiệu: 13 with 14, or 12 with 13."""
    upper, lower = document.head.national, document.head.motto
    if abs(lower.size - upper.size - 1) > 0.1:
        yield at(
            lower,
            f"Quốc hiệu cỡ {mm(upper.size)}, Tiêu ngữ cỡ {mm(lower.size)}; phải đi đôi 13 với 14 hoặc 12 với 13",
        )


@rule(22, "Tiêu ngữ ngay dưới Quốc hiệu", group=Group.HEAD, source="Phụ lục I, II.1.b–c", needs=("national", "motto"))
def motto_below(document: Document) -> Iterator[Breach]:
    """Rule 22. Centred under Quốc hiệu, single-spaced."""
    upper, lower = document.head.national, document.head.motto
    if abs(upper.centre - lower.centre) > 0.55:
        yield at(
            lower, f"Tiêu ngữ lệch {mm(abs(upper.centre - lower.centre))} mm so với giữa Quốc hiệu; phải canh giữa"
        )
    step = lower.baseline - upper.baseline
    if not 4.5 <= step <= 6.3:
        yield at(lower, f"Tiêu ngữ cách Quốc hiệu {mm(step)} mm; hai dòng phải cách nhau dòng đơn (4,6–6,2 mm)")


@rule(23, "Đường kẻ dưới Tiêu ngữ", group=Group.HEAD, source="Phụ lục I, II.1.b", needs=("motto",))
def motto_rule(document: Document) -> Iterator[Breach]:
    """Rule 23. A continuous rule, as long as the line of text, right under it; a drawn line, no row of hyphens."""
    line, drawn = document.head.motto, document.head.motto_rule
    if drawn is None:
        yield at(line, "Không thấy đường kẻ liền dưới Tiêu ngữ, dài bằng dòng chữ (nét vẽ, không dùng dấu gạch nối)")
        return
    if abs(drawn.x0 - line.x0) > 1.0 or abs(drawn.x1 - line.x1) > 1.0:
        yield at(line, f"Đường kẻ dưới Tiêu ngữ dài {mm(drawn.width)} mm; phải dài bằng dòng chữ ({mm(line.width)} mm)")
    yield from _rule_set(drawn, line, "Đường kẻ dưới Tiêu ngữ")


def _rule_set(drawn: object, line: object, name: str, *, low: float = 3.5) -> Iterator[Breach]:
    below = drawn.y - line.baseline
    if not 0.4 <= below <= low + 0.1:
        yield at(line, f"{name} cách chân chữ {mm(below)} mm; cần 0,5–{mm(low)} mm")
    thickness = drawn.thickness * 72 / 25.4
    if thickness and not 0.3 <= thickness <= 1.15:
        yield at(line, f"{name} dày {mm(thickness)} pt; cần 0,35–1,1 pt")


@rule(24, "Tên cơ quan", group=Group.HEAD, source="Phụ lục I, II.2.b", needs=("main",))
def organisation(document: Document) -> Iterator[Breach]:
    """Rule 24. Capitals, 12–13 pt, upright; the superior regular, the issuer bold, in this order."""
    lines = document.head.organisation
    if not lines:
        yield Breach("Không thấy tên cơ quan ban hành ở góc trên bên trái trang 1", 1)
        return
    issuer = document.head.issuer
    if not issuer:
        yield at(lines[-1], f"Tên cơ quan ban hành {quote(lines[-1].text)} phải in đậm")
    for line in lines:
        if line in issuer and line is not lines[-1] and _is_superior(line.text, lines[-1].text):
            yield at(line, f"Cơ quan chủ quản {quote(line.text)} không in đậm; chỉ cơ quan ban hành in đậm")
        if line.text != line.text.upper():
            yield at(line, f"Tên cơ quan {quote(line.text)} phải viết chữ in hoa")
        if line.any_italic:
            yield at(line, f"Tên cơ quan {quote(line.text)} phải là chữ đứng")
        if line in issuer and not line.bold:
            yield at(
                line,
                f"{quote(line.text)} chưa đậm cả dòng; cơ quan chủ quản đứng trên (không đậm), cơ quan ban hành "
                "đứng dưới (đậm)",
            )
        yield from size_between(line, f"Tên cơ quan {quote(line.text)}", 12, 13)


def _is_superior(text: str, last: str) -> bool:
    """Whether a line above `last` names another organisation: shortened, as only the superior may be, or a committee
    above an office."""
    offices = ("SỞ ", "BAN ", "PHÒNG ", "VĂN PHÒNG", "TRUNG TÂM", "CHI CỤC")
    return text.startswith(("UBND ", "HĐND ")) or (text.startswith("ỦY BAN NHÂN DÂN ") and last.startswith(offices))


@rule(25, "Vị trí tên cơ quan", group=Group.HEAD, source="Phụ lục I, II.2.b và IV", needs=("organisation", "national"))
def organisation_set(document: Document) -> Iterator[Breach]:
    """Rule 25. Lines centred on each other, left of Quốc hiệu and level with it."""
    lines, national = document.head.organisation, document.head.national
    middle = median(line.centre for line in lines)
    for line in lines:
        if abs(line.centre - middle) > 0.75:
            yield at(
                line,
                f"Tên cơ quan {quote(line.text)} lệch {mm(abs(line.centre - middle))} mm; các dòng phải canh giữa "
                "với nhau",
            )
    widest = max(lines, key=lambda line: line.x1)
    if widest.x1 > national.x0 - 2:
        yield at(widest, f"Tên cơ quan {quote(widest.text)} lấn sang cột Quốc hiệu; hãy ngắt thành hai dòng")
    if abs(lines[0].baseline - national.baseline) > 1.0:
        yield at(
            lines[0],
            f"Dòng đầu tên cơ quan lệch {mm(abs(lines[0].baseline - national.baseline))} mm so với dòng Quốc hiệu; "
            "phải ngang hàng",
        )


@rule(26, "Đường kẻ dưới tên cơ quan", group=Group.HEAD, source="Phụ lục I, II.2.b", needs=("issuer",))
def issuer_rule(document: Document) -> Iterator[Breach]:
    """Rule 26. A rule under the issuer, 1/3 to 1/2 of the text line (last or longest), centred."""
    lines, drawn = document.head.issuer, document.head.issuer_rule
    if drawn is None:
        yield at(
            lines[-1],
            "Không thấy đường kẻ liền dưới tên cơ quan ban hành, dài 1/3 đến 1/2 dòng chữ (nét vẽ, không dùng dấu "
            "gạch nối)",
        )
        return
    yield from share_of_line(drawn, lines, "Đường kẻ dưới tên cơ quan")
    yield from _rule_set(drawn, lines[-1], "Đường kẻ dưới tên cơ quan")


def share_of_line(drawn: object, lines: tuple, name: str) -> Iterator[Breach]:
    """A rule is 1/3 to 1/2 as long as the last or the longest of `lines`, and centred on them (rules 26, 39)."""
    widths = {lines[-1].width, max(line.width for line in lines)}
    if not any(0.313 <= drawn.width / width <= 0.52 for width in widths):
        width = lines[-1].width
        yield at(
            lines[-1],
            f"{name} dài {mm(drawn.width)} mm; phải từ 1/3 đến 1/2 dòng chữ ({mm(width / 3)}–{mm(width / 2)} mm)",
        )
    if min(abs(drawn.centre - line.centre) for line in lines) > 0.75:
        yield at(lines[-1], f"{name} lệch {mm(abs(drawn.centre - lines[-1].centre))} mm; phải cân đối giữa dòng chữ")


@rule(27, "Số, ký hiệu", group=Group.HEAD, source="Phụ lục I, II.3", needs=("main",))
def number_line(document: Document) -> Iterator[Breach]:
    """Rule 27. «Số: 05/KH-BDT», of a letter «Số: 05/BDT-CSDT»: colon right after «Số», no blanks around «/» and «-»,
    symbol in capitals."""
    line, letters = document.head.number, document.letters
    if line is None:
        yield Breach(f"Không thấy dòng số, ký hiệu («Số:      /{letters or 'BDT'}-…») dưới tên cơ quan", 1)
        return
    model = f"{letters}-BDT" if letters else "BDT-CSDT"
    symbol = rf"{letters}(-{_GROUP})+" if letters else rf"{_GROUP}(-{_GROUP})*"
    if not re.fullmatch(rf"Số: ?\d*/{symbol}", line.text):
        yield at(
            line,
            f"Dòng số, ký hiệu ghi {quote(line.text)}; phải theo mẫu «Số: 05/{model}»: dấu hai chấm liền sau chữ «Số», "
            "không có dấu cách quanh «/» và «-», ký hiệu in hoa",
        )


@rule(28, "Số văn bản có số 0 ở trước khi nhỏ hơn 10", group=Group.HEAD, source="Phụ lục I, II.3.c", needs=("number",))
def leading_zero(document: Document) -> Iterator[Breach]:
    """Rule 28. Numbers below 10 have one leading zero, others none."""
    printed = document.printed_number
    if printed and not re.fullmatch(r"0[1-9]|[1-9]\d+", printed):
        wanted = f"{int(printed):02d}"
        asked = f"phải ghi «{wanted}»" if int(printed) else "số bắt đầu từ 01"
        yield at(document.head.number, f"Số văn bản ghi «{printed}»; {asked}")


@rule(29, "Khoảng trống cho số, hoặc số khi đã ban hành", group=Group.HEAD, needs=("number",))
def number_gap(document: Document) -> Iterator[Breach]:
    """Rule 29. Before issue the number is blank and leaves 9 mm for it; an issued document has its number."""
    line = document.head.number
    if document.printed_number:
        if document.issued is False:
            yield at(
                line,
                f"Bản chưa ban hành đã ghi số {document.printed_number}; hãy để trống, văn thư ghi số khi ban hành",
            )
    elif document.issued:
        yield at(line, "Văn bản đã ban hành nhưng chưa ghi số")
    else:
        gap = line.blank_after("Số:")
        if gap is not None and gap < 8.9:
            yield at(line, f"Chỗ trống cho số rộng {mm(gap)} mm; cần ít nhất 9 mm để văn thư ghi số")


@rule(30, "Kiểu chữ và vị trí số, ký hiệu", group=Group.HEAD, source="Phụ lục I, II.3.c", needs=("number",))
def number_set(document: Document) -> Iterator[Breach]:
    """Rule 30. 13 pt, upright, not bold, centred under the organisation, below the rules."""
    head, line = document.head, document.head.number
    if line.sizes != {13.0} and any(abs(size - 13) > 0.1 for size in line.sizes):
        yield at(line, f"Số, ký hiệu cỡ {sizes_of(line)}; phải là cỡ 13")
    yield from posture(line, "Số, ký hiệu", bold=False)
    if head.organisation:
        middle = min((part.centre for part in head.organisation), key=lambda centre: abs(line.centre - centre))
        if abs(line.centre - middle) > 1.6:
            yield at(
                line, f"Số, ký hiệu lệch {mm(abs(line.centre - middle))} mm so với giữa tên cơ quan; phải canh giữa"
            )
    rules = [drawn.y for drawn in (head.issuer_rule, head.motto_rule) if drawn]
    if rules and line.baseline < max(rules) + 2.9:
        yield at(line, "Số, ký hiệu sát đường kẻ phía trên; hãy để cách ít nhất 3 mm")


@rule(31, "Địa danh, ngày tháng năm", group=Group.HEAD, source="Phụ lục I, II.4", needs=("main",))
def date_line(document: Document) -> Iterator[Breach]:
    """Rule 31. «Lạng Sơn, ngày 07 tháng 6 năm 2022»: days below 10 and months 1 and 2 with a zero, months 3–9
    without."""
    line = document.head.date
    if line is None:
        yield Breach("Không thấy dòng địa danh và thời gian («…, ngày … tháng … năm …») dưới Tiêu ngữ", 1)
        return
    parts = re.fullmatch(r"(.+?)(,?) ?ngày ?(\S*) tháng ?(\S*) năm (\d{4})", line.text)
    if not parts:
        yield at(line, f"Dòng thời gian ghi {quote(line.text)}; phải theo mẫu «Lạng Sơn, ngày 07 tháng 6 năm 2022»")
        return
    place, comma, day, month, _ = parts.groups()
    if not comma or "," in place:
        yield at(line, f"Sau địa danh {quote(place)} phải có một dấu phẩy, rồi đến «ngày»")
    if not place[:1].isupper():
        yield at(line, f"Địa danh {quote(place)} phải viết hoa chữ đầu")
    if day and not re.fullmatch(_DAY, day):
        yield at(line, f"Ngày ghi «{day}»; ngày nhỏ hơn 10 phải thêm số 0 ở trước (từ 01 đến 31)")
    if month and not re.fullmatch(_MONTH, month):
        yield at(line, f"Tháng ghi «{month}»; chỉ tháng 1 và 2 thêm số 0 ở trước, tháng 3 đến 9 ghi «tháng 6»")
    if (document.issued or (document.issued is None and document.is_numbered)) and not (day and month):
        yield at(line, "Văn bản đã có số nhưng còn thiếu ngày hoặc tháng ban hành")


@rule(32, "Ngày có thật và đúng sổ", group=Group.HEAD, needs=("date",))
def real_date(document: Document) -> Iterator[Breach]:
    """Rule 32. A date of the calendar, the same as in the register (`Expected.issued_on`)."""
    line = document.head.date
    parts = re.search(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", line.text)
    if not parts:
        return
    day, month, year = map(int, parts.groups())
    try:
        printed = datetime.date(year, month, day)
    except ValueError:
        yield at(line, f"Không có ngày {day} tháng {month} năm {year}; hãy sửa lại ngày")
        return
    wanted = document.expected.issued_on
    if wanted and printed != wanted:
        yield at(line, f"Văn bản ghi {printed:%d/%m/%Y} nhưng sổ ghi {wanted:%d/%m/%Y}; hãy sửa cho khớp")


@rule(33, "Kiểu chữ dòng địa danh, thời gian", group=Group.HEAD, source="Phụ lục I, II.4.c", needs=("date",))
def date_set(document: Document) -> Iterator[Breach]:
    """Rule 33. Italic, not bold, 13–14 pt, the size of Tiêu ngữ (smaller only where the line does not fit)."""
    line, motto_line = document.head.date, document.head.motto
    if not line.italic:
        yield at(line, "Địa danh và thời gian phải in nghiêng")
    if line.any_bold:
        yield at(line, "Địa danh và thời gian không in đậm")
    yield from size_between(line, "Địa danh và thời gian", 13, 14)
    if motto_line and abs(line.size - motto_line.size) > 0.1:
        smaller = line.size < motto_line.size
        if smaller and line.width * motto_line.size / line.size > 98:
            return  # in the size of Tiêu ngữ it would not fit its column
        yield at(
            line,
            f"Địa danh, thời gian cỡ {mm(line.size)}, Tiêu ngữ cỡ {mm(motto_line.size)}; hai dòng nên cùng cỡ",
            severity=Severity.WARNING if smaller else None,
        )


@rule(34, "Vị trí dòng địa danh, thời gian", group=Group.HEAD, source="Phụ lục I, II.4.c", needs=("date",))
def date_placed(document: Document) -> Iterator[Breach]:
    """Rule 34. On the line of the number, centred under Quốc hiệu."""
    head, line = document.head, document.head.date
    if head.national and abs(line.centre - head.national.centre) > 1.0:
        yield at(
            line,
            f"Địa danh, thời gian lệch {mm(abs(line.centre - head.national.centre))} mm so với giữa Quốc hiệu; "
            "phải canh giữa",
        )
    if head.number and abs(line.baseline - head.number.baseline) > 1.0:
        yield at(
            line,
            f"Địa danh, thời gian lệch {mm(abs(line.baseline - head.number.baseline))} mm so với dòng số; phải "
            "cùng một dòng",
        )


@rule(35, "Khoảng trống cho ngày, tháng", group=Group.HEAD, needs=("date",))
def date_gaps(document: Document) -> Iterator[Breach]:
    """Rule 35. A blank day or month leaves 5 mm for two digits."""
    line = document.head.date
    for word, following in (("ngày", "tháng"), ("tháng", "năm")):
        if re.search(rf"{word} {following}", line.text):
            gap = line.blank_after(word)
            if gap is not None and gap < 4.9:
                yield at(line, f"Chỗ trống sau «{word}» rộng {mm(gap)} mm; cần ít nhất 5 mm để ghi hai chữ số")
