"""The title (trích yếu) under the kind: several lines, centred or not, until rule, legal bases or opening sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.reading.pieces import Piece, is_capitals, plain
from documents.reading.wording import starts_office

_LONGEST = 900  # letters of a title
_BASIS = re.compile(
    r"(?:can cu|xet|theo de nghi|tren co so|thi hanh|kinh gui|theo quyet dinh|theo cong van|theo ke hoach)\b"
)
_SENTENCE = re.compile(
    r"(?:thuc hien|de |nham |trong |nam |ngay |hien nay|tiep tuc thuc hien|trien khai|phat huy|quan triet|sau khi|"
    r"qua |voi |de nghi|chap hanh|hang nam)"
)
_HEADING = re.compile(
    r"(?!V/v)(?:"
    r"(?:PHẦN|Phần|CHƯƠNG|Chương|ĐIỀU|Điều|MỤC|Mục) (?:[IVXL\d]+|thứ|THỨ)\b|[IVX]{1,5}\s?[.)\-/–:]\s?\S|"
    r"\d{1,2}\s?[.)/]\s?\D|"
    r"[A-ZĐ][.)](?:\s|$)|[-+•–]\s?(?!\d{4}\b)\S|[IVX]{1,4}[.)/]?$|\d{1,2}[.)/]$|[a-zđ]\)\s)"
)
_YEARS = re.compile(r"(?:Năm(?: học)?|Giai đoạn|Quý [IV\d]+ năm) \d{4}(?:\s?[-–]\s?\d{4})?")
_SAYS = re.compile(r"\b(?:xây dựng|ban hành|triển khai|tổ chức|đề nghị|thông báo|yêu cầu)\b")
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?(?:kem theo|dinh kem|keo theo)\b")
_DRAFT = re.compile(r"^\(?\s*[Dd][Ựự]\s*[Tt][Hh][Ảả][Oo][^()]*\)\s*|\s*\(\s*[Dd][Ựự]\s*[Tt][Hh][Ảả][Oo][^()]*\)$")
_JOINS = re.compile(
    r".*(?:[,\-–(“\"]|\b(?:của|và|tại|cho|trên|về|với|trong|do|các|theo|thuộc|đến|từ|cấp|tỉnh|huyện|xã|số|năm|"
    r"giai đoạn|thành phố))$"
)


@dataclass(frozen=True)
class Title:
    """The title on one line, its source lines, the note «(Kèm theo …)» under it, and the first line after it all."""

    text: str = ""
    lines: tuple[int, ...] = ()
    attached_to: str = ""
    end: int = 0


def read_title(pieces: Sequence[Piece], at: int, *, rest: str, issuer: Sequence[str]) -> Title:
    """The title below piece `at` (the kind, with `rest` behind it on its line)."""
    rest = _DRAFT.sub("", rest)
    words, lines, attached = ([rest] if rest else []), [pieces[at].line], ""
    stop = at + 1
    for i in range(at + 1, len(pieces)):
        piece = pieces[i]
        stop = i
        if attached:
            if attached.count("(") > attached.count(")") and len(attached) < 300:
                attached = f"{attached} {piece.text}"
                stop = i + 1
                continue
            break
        if piece.is_rule:
            stop = i + 1
            if words:
                break
            continue
        if _ATTACHED.match(piece.plain):
            attached = piece.text
            stop = i + 1
            continue
        if not _goes_on(piece, pieces[i - 1], words, issuer) or sum(map(len, words)) + len(piece.text) > _LONGEST:
            break
        words.append(piece.text)
        lines.append(piece.line)
        stop = i + 1
    end = pieces[stop].line if stop < len(pieces) else pieces[-1].line + 1
    title = _DRAFT.sub("", " ".join(words)).strip()
    if title.endswith(".") and not title.endswith(("..", "TP.")):
        title = title[:-1]
    return Title(title, tuple(dict.fromkeys(lines)) if words else (), attached, end)


def _goes_on(piece: Piece, above: Piece, words: list[str], issuer: Sequence[str]) -> bool:
    """Whether `piece` still belongs to the title of which `words` are the lines so far."""
    text = piece.text
    in_capitals = bool(words) and is_capitals(words[-1]) and len(words[-1]) > 3
    if _BASIS.match(piece.plain) and (not in_capitals or not is_capitals(text) or piece.plain.startswith("can cu")):
        return False
    if _HEADING.match(text) and (not words or not _JOINS.match(words[-1]) or re.match(r"[-+•]|I\b", text)):
        return False
    if not words:
        return len(text) <= 600 and not text.endswith(("như sau:", ";"))
    if text.endswith((":", ";")) or len(text) > 300 or (issuer and plain(text) == plain(" ".join(issuer))):
        return False
    if in_capitals:
        return is_capitals(text) or (text[:1].isdigit() and len(text) < 30)
    return _follows(piece, above, words)


def _follows(piece: Piece, above: Piece, words: list[str]) -> bool:
    """Whether `piece` goes on with a title printed in small letters."""
    text = piece.text
    if _YEARS.fullmatch(text):
        return True
    if above.is_bold is True and piece.is_bold is False:
        return False
    if text[:1].islower() or text[:1] in '("“' or (_JOINS.match(words[-1]) and not piece.follows_blank):
        return True
    if piece.follows_blank or _SENTENCE.match(piece.plain) or is_capitals(text):
        return piece.is_bold is True and above.is_bold is True and not is_capitals(text) and len(text) < 160
    return len(text) <= 100 and not (starts_office(text) and _SAYS.search(text)) and not text.endswith((".", ";"))
