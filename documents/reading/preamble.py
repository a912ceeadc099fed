"""Between title and first heading, and after the last one: legal bases, opening, closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.content import Paragraph
from documents.reading.joining import Printed

_BASE = re.compile(
    r"(?:căn cứ|thực hiện|theo|xét|trên cơ sở|tiếp theo|triển khai|nhằm|để|thi hành|chấp hành|được sự|sau khi)\b",
    re.IGNORECASE,
)
_STRICT_BASE = re.compile(r"căn cứ\b", re.IGNORECASE)
_ISSUES = re.compile(
    r"(?:như sau|sau đây|nội dung sau|cụ thể)\s*:?$|"
    r"\b(?:ban hành|xây dựng|lập|đề ra|triển khai|tổ chức)\s+kế hoạch\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<=[^\W_][.;])\s+(?=(?:Căn cứ|Thực hiện|Theo|Xét)\s)")
_END_MARK = re.compile(r"\s*[.;,:]+$")
_CLOSING = re.compile(r"trên đây là", re.IGNORECASE)
_LAST_WORDS = re.compile(
    r"(?:trên đây là|trong quá trình|quá trình|kế hoạch này|căn cứ|yêu cầu|đề nghị|nhận được|giao|ủy ban nhân dân|"
    r"uỷ ban nhân dân|ubnd|các sở|các cơ quan|thủ trưởng|nếu|mọi|với|trường hợp)\b",
    re.IGNORECASE,
)
END_OF_TEXT = re.compile(r"[\s.;,]*\./\.?/?\s*$|\s*\.\s*/\s*\.\s*$|\s*\./$")


@dataclass(frozen=True)
class Words:
    """A paragraph of the tree and the lines that hold it."""

    paragraph: Paragraph
    lines: tuple[int, ...]


def preamble(printed: Sequence[Printed]) -> tuple[list[Words], list[Words]]:
    """Legal bases (without end marks) and the opening, from what stands before the first heading.

    A paragraph that cites and then goes on to «… như sau:» in another sentence is both; one that does it in the same
    sentence is the opening.
    """
    pieces = [piece for part in printed for piece in _sentences(part)]
    strict = sum(bool(_STRICT_BASE.match(_bare(text))) for text, _ in pieces)
    bases: list[Words] = []
    opening: list[Words] = []
    for place, (text, part) in enumerate(pieces):
        words = _bare(text)
        may_be = not opening or (_STRICT_BASE.match(words) and words.endswith(";"))
        if may_be and _is_base(words, is_last=place == len(pieces) - 1, has_strict=bool(strict)):
            bases.append(Words(Paragraph(_END_MARK.sub("", words)), part.lines))
        else:
            marker = part.marker.label if part.marker and text == part.text else ""
            opening.append(Words(Paragraph(words if marker else text, marker), part.lines))
    return bases, opening


def opening_end(printed: Sequence[Printed]) -> int:
    """Behind the sentence that announces the text («… như sau:»); the length of `printed` when there is none."""
    for place, part in enumerate(printed):
        if part.text.endswith(":") and _ISSUES.search(part.text):
            return place + 1
    return len(printed)


def _sentences(part: Printed) -> list[tuple[str, Printed]]:
    if not _STRICT_BASE.match(_bare(part.text)):
        return [(part.text, part)]
    return [(piece, part) for piece in _JOINED.split(part.text)]


def _bare(text: str) -> str:
    return re.sub(r"^(?:[-–—+*•]\s*)+", "", text)


def _is_base(text: str, *, is_last: bool, has_strict: bool) -> bool:
    if _STRICT_BASE.match(text):
        return not _ISSUES.search(text) or (not is_last and text.endswith(";"))
    if not _BASE.match(text) or _ISSUES.search(text):
        return False
    return text.endswith(";") or has_strict or bool(re.search(r"\d/[A-ZĐ]|-[A-Z]+/|\bLuật\b", text))


def closing_start(texts: Sequence[Printed]) -> int:
    """From which of the last paragraphs under the last heading on they close the whole document.

    `texts` is everything that stands there; the length of it when nothing does.
    """
    for place, part in enumerate(texts):
        if part.marker is None and _CLOSING.match(part.text):
            return place
    start = len(texts)
    while start and texts[start - 1].marker is None and _LAST_WORDS.match(texts[start - 1].text):
        start -= 1
    # Text under a heading stays there; only after points does plain text speak of the whole again.
    if start and start < len(texts) and texts[start - 1].marker is not None:
        return start
    return len(texts)
