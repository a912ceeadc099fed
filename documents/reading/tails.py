"""What stands under the text: recipients with the «Lưu» line, signature block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.citing import CAPITAL
from documents.content import SignatureBlock
from documents.places import Part, Place
from documents.reading.pieces import Piece, is_capitals, pieces_of
from documents.reading.result import Doubt, Trace
from documents.reading.source import Grid, Line
from documents.reading.wording import MARK, is_person, starts_office, starts_position

_HEAD = re.compile(r"\W*n[oơ]i\s+nh[aậ]n\s*(?:[:;.]|$|(?=\s*-))\W*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-–—+•●▪*−]|\d{1,2}[.)])\s*(?=\S)")
_ARCHIVE = re.compile(r"\s*[Ll]ưu\s*(?:[:;.]|(?=VT\b)|(?=\s[A-ZĐ]))\s*|\s*[Ll]ưu\s*$")
_MORE_ITEMS = re.compile(rf"(?<=[;.])\s+[-–]\s?(?={CAPITAL})")
_SEVERAL_TITLES = re.compile(rf"(?<=\w)\s+(?=(?:KT|TL|TUQ|K/T|T/L)\s?\.\s?[A-ZĐ])|(?<={CAPITAL})\s+(?=PHÓ [A-ZĐ])")
_SIGNED = re.compile(
    r"\W*(?:da ?ky|ky ten|ky va ghi ro|ky, |\(ky|chu ky|dong dau|da dong dau|signature|ky boi|ky so|nguoi ky|"
    r"thoi gian ky|email)"
)
_PAGE = re.compile(r"[-–]?\s?(?:trang|page)?\s*\d{1,3}(?:\s?/\s?\d{1,3})?\s?[-–]?")
_STOP = re.compile(r"(?:phu luc|bieu (?:mau|so)|mau so|mau \d|danh sach|phan cong|\(kem theo|kem theo|cong hoa xa hoi)")
_BEHIND_ITEM = re.compile(r"(?P<item>.*[;.])\s+(?P<rest>[^;.]+)")


@dataclass(frozen=True)
class ReadTail:
    """The tail as read. `end` is the first line that no longer belongs to it (appendices); `issuer` the office as
    printed where only the signature block names it; `archive_text` the «Lưu» line as printed («Lưu VT»)."""

    recipients: tuple[str, ...]
    archive: str
    signature: SignatureBlock
    end: int
    issuer: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    archive_text: str = ""


def read_tail(lines: Sequence[Line | Grid], start: int, end: int) -> ReadTail:
    """Read recipients and signature from `lines[start:end]`, in whatever order the columns came out."""
    pieces = list(pieces_of(lines, start, end))
    others = _of_other_signers(pieces)
    work = _Work(start)
    for number, piece in enumerate(pieces):
        if number in others:
            work.end = max(work.end, piece.line + 1)
        elif not work.takes(piece):
            break
    return work.tail(has_more=bool(others))


def _of_other_signers(pieces: Sequence[Piece]) -> set[int]:
    """Places of the pieces of further signatures side by side: a joint plan, or who wrote it beside who signs it."""
    columns: dict[int, str] = {}
    for piece in pieces:
        if _STOP.match(piece.plain):
            break
        if not piece.is_alone and is_capitals(piece.text) and (MARK.match(piece.text) or starts_position(piece.text)):
            columns.setdefault(piece.column, piece.plain)
    if len(columns) < 2:
        return set()
    writers = ("nguoi lap", "nguoi viet", "ke toan", "dai dien")
    kept = next((column for column, words in sorted(columns.items()) if not words.startswith(writers)), min(columns))
    return {i for i, p in enumerate(pieces) if not p.is_alone and p.column in columns and p.column != kept}


class _Work:
    """Goes through the pieces once; each is a recipient, a line of the signature, a name, or the end."""

    def __init__(self, start: int):
        self.begin: int | None = None
        self.end = start
        self.items: list[str] = []
        self.item_lines: list[list[int]] = []
        self.titles: list[str] = []
        self.title_lines: list[int] = []
        self.offices: list[str] = []
        self.name = ""
        self.name_line: int | None = None
        self.in_items = self.has_dashes = self.was_signed = False
        self.last_title: Piece | None = None
        self.last_item: Piece | None = None

    def takes(self, piece: Piece) -> bool:
        """Use `piece`; False when the tail has ended before it."""
        if piece.is_rule or _SIGNED.match(piece.plain) or _PAGE.fullmatch(piece.plain):
            self.was_signed |= _SIGNED.match(piece.plain) is not None
            if self.begin is not None and piece.line - self.end <= 1:
                self.end = piece.line + 1
            return True
        used = self._use(piece)
        if used:
            self.begin = piece.line if self.begin is None else self.begin
            self.end = piece.line + 1
        return used or (self.begin is None and len(piece.text) < 400)

    def _use(self, piece: Piece) -> bool:
        text = piece.text
        if head := _HEAD.match(text):
            self.in_items, rest = True, text[head.end() :]
            return not self.items and (not rest or self._add_items(rest, piece))
        if _STOP.match(piece.plain) and not _ITEM.match(text) and (self.titles or self.items):
            return False
        if self._is_title(piece):
            self._add_title(text, piece)
        elif self._is_name(piece):
            self.name, self.name_line = text, piece.line
        else:
            belongs = self.in_items and (_ITEM.match(text) is not None or self._continues_item(piece))
            return belongs and self._add_items(text, piece)
        return True

    def _add_title(self, text: str, piece: Piece) -> None:
        self.titles += _SEVERAL_TITLES.split(text)
        self.title_lines.append(piece.line)
        self.last_title = piece

    def _is_title(self, piece: Piece) -> bool:
        text = piece.text
        if self.name or len(text) > 120 or _ITEM.match(text):
            return False
        if MARK.match(text):
            return True
        if not self.titles:
            return (
                starts_position(text)
                and text[-1] not in ";,"
                and (is_capitals(text) or (self.in_items and bool(self.items) and len(text) < 40))
            )
        if self._is_left_of_titles(piece):
            return False
        in_small = starts_position(text) and len(text) < 40 and text[-1] not in ";,."
        return (is_capitals(text) or in_small) and not self._is_name(piece)

    def _is_name(self, piece: Piece) -> bool:
        stands_apart = self.was_signed or (self.last_title is not None and piece.line - self.last_title.line > 3)
        if not self.titles or self.name or not is_person(piece.text, stands_apart=stands_apart):
            return False
        return not (self.in_items and self._is_left_of_titles(piece))

    def _is_left_of_titles(self, piece: Piece) -> bool:
        return self.last_title is not None and not piece.is_alone and piece.column < self.last_title.column

    def _continues_item(self, piece: Piece) -> bool:
        if not self.items:
            return not is_capitals(piece.text) or piece.text.startswith("UBND")
        is_next = self.last_item is not None and piece.line - self.last_item.line <= 1
        if len(piece.text) > 200 or (self.name and not is_next and not self._same_column(piece)):
            return False
        if self.titles and not self._same_column(piece) and self.last_item and piece.line - self.last_item.line > 2:
            return False
        if is_archive(self.items[-1]):
            is_open = not self.items[-1].endswith(".") and piece.line - self.end <= 1
            return is_open and (self.items[-1].endswith(",") or not is_capitals(piece.text))
        return True

    def _same_column(self, piece: Piece) -> bool:
        return self.last_item is not None and not piece.is_alone and piece.column == self.last_item.column

    def _add_items(self, text: str, piece: Piece) -> bool:
        self.last_item = piece
        for number, part in enumerate(_MORE_ITEMS.split(text)):
            match = _ITEM.match(part)
            words = part[match.end() :] if match else part
            self.has_dashes |= match is not None
            split = _BEHIND_ITEM.fullmatch(words) if not self.name else None
            if split and self.titles and is_person(split["rest"]):
                words, self.name, self.name_line = split["item"], split["rest"], piece.line
            elif split and is_capitals(split["rest"]) and starts_position(split["rest"]):
                words = split["item"]
                self._add_title(split["rest"], piece)
            if match or number or not self.items or self._starts_item(words):
                self.items.append(words.strip())
                self.item_lines.append([piece.line])
            else:
                self.items[-1] = f"{self.items[-1]} {words.strip()}"
                self.item_lines[-1].append(piece.line)
        return True

    def _starts_item(self, words: str) -> bool:
        """A line without dash that is an item of its own: «Lưu: VT», or each in a list without dashes."""
        apart = not self.has_dashes and self.items[-1].endswith(";") and words[:1].isupper()
        return apart or _ARCHIVE.match(words) is not None

    def tail(self, *, has_more: bool) -> ReadTail:
        """What was gathered; `has_more` when others signed besides."""
        lines = _whole_titles(self.titles)
        lines, issuer = _without_office(lines)
        kept = [
            (_unmarked(item), tuple(dict.fromkeys(at))) for item, at in zip(self.items, self.item_lines, strict=True)
        ]
        kept = [(item, at) for item, at in kept if item]
        archive = [(item, at) for item, at in kept if is_archive(item)][-1:]
        recipients = [(item, at) for item, at in kept if (item, at) not in archive]
        traces = [Trace(Place(Part.RECIPIENTS, i), at) for i, (_, at) in enumerate(recipients)]
        traces += [Trace(Place(Part.ARCHIVE), at) for _, at in archive]
        if lines:
            traces.append(Trace(Place(Part.SIGNATURE, field="lines"), tuple(dict.fromkeys(self.title_lines))))
        if self.name_line is not None:
            traces.append(Trace(Place(Part.SIGNATURE, field="name"), (self.name_line,)))
        doubts = []
        if self.name and is_capitals(self.name):
            doubts.append(Doubt(Place(Part.SIGNATURE, field="name"), "Tên người ký viết chữ in hoa; hãy xem lại."))
        if has_more:
            sentence = "Văn bản có nhiều người ký; chỉ một người được đọc, hãy xem lại."
            doubts.append(Doubt(Place(Part.SIGNATURE, field="lines"), sentence))
        return ReadTail(
            recipients=tuple(item for item, _ in recipients),
            archive="".join(item[_ARCHIVE.match(item).end() :].strip() for item, _ in archive),
            signature=SignatureBlock(lines, self.name),
            end=self.end,
            issuer=issuer,
            traces=tuple(traces),
            doubts=tuple(doubts),
            archive_text="".join(item for item, _ in archive),
        )


def is_archive(item: str) -> bool:
    """Whether a recipient is the «Lưu» line."""
    return _ARCHIVE.match(item) is not None


def split_authority(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signature lines as authority («TM. …», «KT. …») and position («PHÓ CHỦ TỊCH»)."""
    marked = [i for i, line in enumerate(lines) if MARK.match(line)]
    cut = marked[-1] + 1 if marked else 0
    if cut and cut == len(lines) and lines[-1].startswith("Q"):  # «Q. GIÁM ĐỐC» is the position itself
        cut -= 1
    return tuple(lines[:cut]), tuple(lines[cut:])


def _unmarked(item: str) -> str:
    """An item without its end mark; a bracket that never closes is kept as printed."""
    item = item.strip()
    if item.count("(") > item.count(")"):
        return item
    return re.sub(r"[\s;,]+$|\s*\./?\.?$", "", item).strip() if not item.endswith("...") else item


def _whole_titles(titles: Sequence[str]) -> tuple[str, ...]:
    """Signature lines with what was broken over two lines joined: «TM. ỦY BAN NHÂN» + «DÂN»."""
    whole: list[str] = []
    for text in titles:
        opens = MARK.match(text) or text.startswith("PHÓ ") or starts_position(text)
        is_new = opens or (whole and starts_office(text) and not MARK.match(whole[-1]))
        if whole and not is_new:
            whole[-1] = f"{whole[-1]} {text}"
        else:
            whole.append(text)
    return tuple(whole)


def _without_office(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An office printed under the position (a seal typed off) apart: «TRƯỞNG BAN», «BAN DÂN TỘC TỈNH QUẢNG TRỊ»."""
    if len(lines) > 1 and starts_office(lines[-1]) and not starts_position(lines[-1]) and not MARK.match(lines[-1]):
        return lines[:-1], (lines[-1],)
    return lines, ()
