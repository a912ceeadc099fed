"""The marks that the decree fixes and the content tree therefore leaves out, and which words stay on one line.

Every function takes plain text and returns plain text: NBSP (U+00A0) is the only typographic sign added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.content import Content, Head, Paragraph, PartialDate, Shape
from lib.dates import long_date
from lib.text import clean_line

NBSP = "\u00a0"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END = "./."

# Gaps that văn thư, or the signing tool, fills in: at least 9 mm after «Số:», 5 mm after «ngày» and «tháng».
NUMBER_GAP = NBSP * 9
_DAY_GAP = NBSP * 4
DAY_GAP = NBSP * 6  # with the blanks before and after
WORD_AND_GAP = re.compile(rf"\w+:?(?:{NUMBER_GAP}|{DAY_GAP})")

_UNITS = r"đồng|nghìn|ngàn|triệu|tỷ|tỉ|ha|km|m2|m3|tấn|kg"
_AMOUNT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)")
_COUNTED = re.compile(
    r"\b(ngày|tháng|năm|quý|điều|khoản|chương|mục|phần|phụ lục|dự án) (?!\d{1,2}[/-]\d)(?=[\d…]|[IVXLC]+\b)",
    re.IGNORECASE,
)
# Not «ngày 18/3/2024»: so long a word would leave wide gaps in the line before.
_DASH = re.compile(r" ([-–]) ")
_ENDLESS = re.compile(r"(\S{300})(?=\S)")
_BIG_UNIT = re.compile(r"(?<=\u00a0)(nghìn|triệu|tỷ|tỉ) (?=đồng)")

REFERENCE = re.compile(
    r"((?:\d+(?:/\d{4})?/[A-ZĐ][\w&]{0,20}(?:-[\w&]{1,20}){0,3}|\d{1,5}-[A-ZĐ]{1,10}/[A-ZĐ]{1,10})(?!\w))"
)
# «3702/QĐ-UBND», «10/2022/TT-BLĐTBXH», of the Party «16-CT/TU»: the engine would break them at dashes and slashes.


def bound(text: str) -> str:
    """`text` with NBSP where a line must not end: before a dash, in amounts, «ngày 5», «Điều 3»."""
    text = _AMOUNT.sub(NBSP, _DASH.sub(rf"{NBSP}\1 ", text))
    text = _BIG_UNIT.sub(rf"\1{NBSP}", text)
    return _COUNTED.sub(rf"\1{NBSP}", text)


def portions(text: str, size: int) -> Iterator[str]:
    """`text` cut at blanks into portions of about `size` letters.

    A «word» of many lines, such as pasted program data, gets blanks: the engine's time grows with its square.
    """
    words, length = [], 0
    for word in _ENDLESS.sub(r"\1 ", text).split(" "):
        words.append(word)
        length += len(word) + 1
        if length > size:
            yield " ".join(words)
            words, length = [], 0
    if words:
        yield " ".join(words)


def unbroken_pieces(text: str) -> list[str]:
    """`text` in pieces; those at odd places are references to documents that must stay on one line."""
    return REFERENCE.split(bound(text))


def paragraph_text(paragraph: Paragraph) -> str:
    """Marker and text on one line; empty when there is neither."""
    return f"{clean_line(paragraph.marker)}{NBSP}{clean_line(paragraph.text)}".strip()


_ARTICLE = re.compile(r"Điều \d+[a-zđ]?\.")


def is_article(paragraph: Paragraph) -> bool:
    """Whether it is an article of a decision, whose number is printed in bold (Phụ lục I, II.6.đ)."""
    return bool(_ARTICLE.fullmatch(clean_line(paragraph.marker)))


def number_line(head: Head) -> str:
    """Ô 3, «Số: 05/KH-BDT»; two digits at least, a gap where the number is not yet given (Phụ lục I, II.3)."""
    number = NUMBER_GAP if head.number is None else f"{NBSP}{head.number:02d}"
    return f"Số:{number}/{clean_line(head.symbol)}"


def date_words(date: PartialDate) -> str:
    """«ngày 05 tháng 01 năm 2020»: days below 10 and months 1, 2 are padded, others not (Phụ lục I, II.4.b)."""
    return long_date(date.year, date.month, date.day, gap=_DAY_GAP).replace(" ", NBSP)


def place_line(head: Head) -> str:
    """Ô 4, «Lạng Sơn, ngày 05 tháng 6 năm 2022»; empty on a sheet that bears no date."""
    return f"{clean_line(head.place)}, {date_words(head.date)}" if head.date else ""


def subject_line(content: Content) -> str:
    """Ô 5b of a letter, «V/v gửi danh sách đăng ký» (Phụ lục I, II.5.b)."""
    subject = re.sub(r"^(v/v|về việc)\s+", "", clean_line(content.title), flags=re.IGNORECASE).rstrip(" .;")
    return f"V/v {subject}" if subject else ""


def addressees(items: tuple[str, ...]) -> list[str]:
    """Ô 9a after «Kính gửi:»: one as it is, several each with a dash, «;» and a last «.» (Phụ lục I, II.9.d)."""
    texts = [text for item in items if (text := clean_line(item).lstrip("-–+ ").rstrip(" ;.,"))]
    if len(texts) == 1:
        return texts
    return [f"-{NBSP}{text}{'.' if n == len(texts) else ';'}" for n, text in enumerate(texts, 1)]


def resolving_line(content: Content) -> str:
    """«QUYẾT ĐỊNH:» between the bases and the articles of a decision (Phụ lục III, mẫu 1.1, 1.2)."""
    return f"{clean_line(content.kind).upper()}:"


def bases(items: tuple[str, ...]) -> list[str]:
    """Legal bases with their end marks: «;», the last «.» (Phụ lục I, II.6.a)."""
    texts = [text for item in items if (text := clean_line(item).rstrip(" ;.,"))]
    return [text + ("." if n == len(texts) else ";") for n, text in enumerate(texts, 1)]


def recipients(items: tuple[str, ...], archive: str) -> list[str]:
    """Ô 9b: «- Như Điều 3;» … «- Lưu: VT, CSTT.» (Phụ lục I, II.9.d)."""
    texts = [text for item in items if (text := clean_line(item).lstrip("-–+ ").rstrip(" ;.,"))]
    kept = re.sub(r"^lưu\s*:?\s*", "", clean_line(archive), flags=re.IGNORECASE).rstrip(" ;.,") or "VT"
    return [f"-{NBSP}{text};" for text in texts] + [f"-{NBSP}Lưu: {kept}."]


def ended(text: str) -> str:
    """`text` with the mark that closes a document, once (models 1.1–1.10 in Phụ lục III)."""
    text = text.removesuffix(END).rstrip()
    return text.rstrip(" .;,") + END


def attached_to(content: Content) -> str:
    """The line under an appendix's name (Phụ lục I, III.1.c); number and date stay blank until they are given."""
    head = content.head
    kind = clean_line(content.kind).lower().capitalize()
    number = "…" if head.number is None else f"{head.number:02d}"
    day = long_date(head.date.year, head.date.month, head.date.day, gap="…")
    return f"(Kèm theo {kind} số {number}/{clean_line(head.symbol)} {day} của {clean_line(head.issuer_name)})"


def document_title(content: Content) -> str:
    """«Kế hoạch Thực hiện …», «Công văn V/v …»: the title in the file's properties."""
    if content.is_letter:
        return f"Công văn {subject_line(content)}".strip()
    if content.shape == Shape.APPENDICES:
        return " ".join(clean_line(line) for a in content.appendices[:1] for line in (a.label, *a.title))
    return f"{clean_line(content.kind)} {clean_line(content.title)}".strip()
