"""What stands above the legal bases: letterhead, number and symbol, place and date, kind, title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.content import Head, Paragraph
from documents.places import Part, Place
from documents.reading.kinds import LETTER, in_words, is_plan, kind_in, kind_of_symbol
from documents.reading.letterheads import Letterhead, anchors, read_letterhead
from documents.reading.pieces import Piece, is_capitals, pieces_of, plain
from documents.reading.result import Doubt, Trace
from documents.reading.source import Grid, Line
from documents.reading.tails import ReadTail
from documents.reading.titles import Title, read_title
from documents.reading.wording import OFFICE_IN_TEXT

NO_HEAD = Head(superior=(), issuer=(), issuer_name="", symbol="", place="", date=None)

_FARTHEST = 60  # pieces between the beginning, or the letterhead, and the kind
_LONG = 220  # letters: a paragraph of running text
_MAKES_PLAN = re.compile(r"(?:xây dựng|ban hành|lập|đề ra|triển khai|tổ chức|thống nhất)(?:\s\w+){0,3}?\s+[Kk]ế hoạch")
_NAMELESS = re.compile(r"(?:uy ban nhan dan|ubnd)(?: (?:tinh|huyen|xa|thanh pho|quan|phuong|thi xa|thi tran))?")


@dataclass(frozen=True)
class ReadHead:
    """The head as read. `end` is the first line that no longer belongs to it.

    `kind`, `what` and `is_plan` as in `Reading`; `number_text` is the number as printed («05», «15a»), `attached_to`
    the note «(Kèm theo Quyết định …)» under a title.
    """

    head: Head
    kind: str
    what: str
    is_plan: bool
    title: str
    end: int
    traces: tuple[Trace, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    number_text: str = ""
    attached_to: str = ""


def read_head(lines: Sequence[Line | Grid], start: int, end: int) -> ReadHead:
    """Read the head from `lines[start:end]`, which may go on into the text: it ends after the title."""
    pieces = _first_pieces(lines, start, end)
    at = _kind_at(pieces)
    stop = at if at is not None else _letter_end(pieces)
    above = [
        *pieces[:stop],
        *(p for p in pieces[stop:] if p.line == pieces[stop].line and p.column > pieces[stop].column),
    ]
    sheet = read_letterhead(above)
    if at is not None:
        line = kind_in(pieces[at].text)
        return _found(sheet, line.name, read_title(pieces, at, rest=line.rest, issuer=sheet.issuer))
    if sheet.has_national_name or sheet.has_number_line:
        return _without_kind(sheet, pieces, above)
    return _without_letterhead(pieces, start)


def _found(sheet: Letterhead, kind: str, title: Title, *doubts: Doubt) -> ReadHead:
    return ReadHead(
        head=_head_of(sheet),
        kind=kind,
        what=in_words(kind),
        is_plan=is_plan(kind),
        title=title.text,
        end=title.end,
        traces=_traces(sheet, title.lines),
        doubts=(*_doubts(sheet), *doubts),
        number_text=sheet.number,
        attached_to=title.attached_to,
    )


def _without_kind(sheet: Letterhead, pieces: Sequence[Piece], above: Sequence[Piece]) -> ReadHead:
    """A letter, or a document whose line «KẾ HOẠCH» is missing: then the title stands under number and date."""
    kind, end = _kind_without_name(sheet, pieces), above[-1].line + 1
    if kind in ("", LETTER):
        return _found(sheet, kind, Title(_about(pieces[:_FARTHEST]), end=end))
    taken = {line for lines in sheet.lines.values() for line in lines}
    last = max(i for i, piece in enumerate(pieces) if piece.line in taken)
    title = read_title(pieces, last, rest="", issuer=sheet.issuer)
    title = replace(title, lines=title.lines[1:]) if title.text else Title(end=end)
    words = f"Không thấy dòng ghi tên loại; ký hiệu «{sheet.symbol}» cho biết đây là {in_words(kind)}."
    return _found(sheet, kind, title, Doubt(Place(Part.TITLE), words))


def _without_letterhead(pieces: Sequence[Piece], start: int) -> ReadHead:
    """A page of the web; a plan when its headline says so and its text is built as plans are."""
    headline = _headline(pieces, start)
    if plain(headline.text).startswith("ke hoach ") and _is_plan_text(pieces):
        doubt = Doubt(Place(Part.TITLE), "Tên loại không đứng riêng một dòng; đọc từ dòng tiêu đề.")
        return _found(Letterhead(), "KẾ HOẠCH", replace(headline, text=headline.text[len("Kế hoạch ") :]), doubt)
    return _found(Letterhead(), "", headline)


def complete_head(found: ReadHead, *, tail: ReadTail, opening: Sequence[Paragraph]) -> ReadHead:
    """`found` with the office named in the signature block or the opening sentence where the letterhead is missing."""
    office, where = _office_in(opening), "câu mở đầu"
    if found.head.issuer:
        same = office and plain(office).replace("ubnd", "uy ban nhan dan") == plain(" ".join(found.head.issuer))
        return replace(found, head=replace(found.head, issuer_name=office)) if same else found
    if tail.issuer:
        office, where = " ".join(tail.issuer), "khối chữ ký"
    if not office or not found.is_plan:
        return found
    doubt = Doubt(Place(Part.HEAD, field="issuer"), f"Phần đầu không ghi tên cơ quan; tên này lấy từ {where}.")
    head = replace(found.head, issuer=(office,), issuer_name=office)
    return replace(found, head=head, doubts=(*found.doubts, doubt))


def _first_pieces(lines: Sequence[Line | Grid], start: int, end: int) -> list[Piece]:
    """Pieces from the top, far enough for every head but never the whole of a long document."""
    pieces: list[Piece] = []
    for piece in pieces_of(lines, start, min(end, start + 400)):
        pieces.append(piece)
        if len(pieces) > 400:
            break
    return pieces


def _kind_at(pieces: Sequence[Piece]) -> int | None:
    """The piece that names the kind: below a letterhead if there is one, else near the top."""
    marks = anchors(pieces)
    first = marks[0] if marks else 0
    above = _named_kind(pieces[:first], 0, must_be_capitals=True)
    if above is not None and any(p.plain.startswith("can cu ") or len(p.text) > _LONG for p in pieces[above:first]):
        return above  # the letterhead further down belongs to an appendix
    at = _named_kind(pieces, first, must_be_capitals=not marks)
    if at is None and above is not None:  # a number under the kind: contracts, laws
        return above
    return at if marks or at is None or _is_official(pieces[at + 1 :]) else None


def _is_official(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a kind without letterhead is a document and no menu of a web page."""
    return any(
        piece.plain.startswith(("can cu ", "kinh gui", "noi nhan"))
        or piece.text.endswith("như sau:")
        or _is_heading(piece.text)
        for piece in pieces[:_FARTHEST]
    )


def _named_kind(pieces: Sequence[Piece], first: int, *, must_be_capitals: bool) -> int | None:
    """The first piece from `first` on that names a kind, before the text begins."""
    running = 0
    for i in range(first, min(first + _FARTHEST, len(pieces))):
        piece = pieces[i]
        if piece.plain.startswith(("kinh gui", "can cu ")) or _is_heading(piece.text):
            return None
        found = kind_in(piece.text)
        in_capitals = found is not None and is_capitals(piece.text[: len(found.name)])
        if found and (in_capitals or not must_be_capitals) and (found.is_alone or _stands_apart(piece, found.rest)):
            return i
        running += len(piece.text) > _LONG
        if running > 2 or (running and not must_be_capitals):
            return None
    return None


def _stands_apart(piece: Piece, rest: str) -> bool:
    """Whether a kind with words behind it is a heading («KẾ HOẠCH TỔ CHỨC HỘI THI») and no sentence."""
    return (
        len(piece.text) <= _LONG and not rest.endswith((".", ";", ":")) and not re.match(r"(?:số|Số)\s*:?\s*\d", rest)
    )


def _is_heading(text: str) -> bool:
    return re.match(r"(?:I|II)\s?[.\-/]\s?\S|Điều 1\b|Phần (?:I|thứ nhất)\b|PHẦN (?:I|THỨ NHẤT)\b", text) is not None


def _letter_end(pieces: Sequence[Piece]) -> int:
    """Where the letterhead of a document without kind ends: at «Kính gửi», «V/v» or the first running text."""
    marks = anchors(pieces)
    if not marks:
        return 0
    for i in range(marks[0], min(marks[0] + _FARTHEST, len(pieces))):
        if (
            pieces[i].plain.startswith(("kinh gui", "can cu"))
            or len(pieces[i].text) > _LONG
            or _is_heading(pieces[i].text)
        ):
            return i
    return min(marks[0] + _FARTHEST, len(pieces))


def _kind_without_name(sheet: Letterhead, pieces: Sequence[Piece]) -> str:
    is_letter = any(p.plain.startswith(("kinh gui", "v/v")) for p in pieces[:_FARTHEST])
    by_symbol = kind_of_symbol(sheet.symbol)
    if by_symbol:
        return by_symbol
    return LETTER if is_letter or (sheet.has_number_line and sheet.symbol) else ""


def _about(pieces: Sequence[Piece]) -> str:
    """«V/v …» of a letter, as printed."""
    for i, piece in enumerate(pieces):
        if piece.plain.startswith(("v/v", "ve viec")):
            words = [piece.text]
            for other in pieces[i + 1 : i + 8]:
                if other.column != piece.column or not other.text[:1].islower() or len(other.text) > _LONG:
                    break
                words.append(other.text)
            return " ".join(words)
    return ""


def _headline(pieces: Sequence[Piece], start: int) -> Title:
    """The first line of what has no letterhead and no line for its kind."""
    first = next((p for p in pieces[:10] if len(p.text) > 15 and not p.is_rule), None)
    if first is None or len(first.text) > _LONG:
        return Title(end=start)
    return Title(first.text, (first.line,), end=first.line + 1)


def _is_plan_text(pieces: Sequence[Piece]) -> bool:
    """Whether a text under a headline is built as plans are: legal bases or its announcement, then «I.»."""
    opens = any(p.plain.startswith("can cu ") or _MAKES_PLAN.search(p.text) for p in pieces[1:_FARTHEST])
    return opens and any(_is_heading(p.text) for p in pieces[1:_FARTHEST])


def _head_of(sheet: Letterhead) -> Head:
    return Head(
        superior=sheet.superior,
        issuer=sheet.issuer,
        issuer_name=" ".join(sheet.issuer),
        symbol=sheet.symbol,
        place=sheet.place,
        date=sheet.date,
        number=int(sheet.number) if sheet.number.isdecimal() else None,
    )


def _traces(sheet: Letterhead, title_lines: tuple[int, ...]) -> tuple[Trace, ...]:
    traces = [Trace(Place(Part.HEAD, field=field), at) for field, at in (sheet.lines or {}).items()]
    if sheet.symbol:
        traces.append(Trace(Place(Part.HEAD, field="symbol"), sheet.lines["number"]))
    return (*traces, Trace(Place(Part.TITLE), title_lines)) if title_lines else tuple(traces)


def _doubts(sheet: Letterhead) -> tuple[Doubt, ...]:
    doubts = []
    if sheet.is_impossible:
        words = f"Ngày «{sheet.day_text}» không có trong lịch; hãy xem lại ngày ban hành."
        doubts.append(Doubt(Place(Part.HEAD, field="date"), words))
    if sheet.number and not sheet.number.isdecimal():
        words = f"Số «{sheet.number}» không phải là số nguyên nên để trống; hãy xem lại."
        doubts.append(Doubt(Place(Part.HEAD, field="number"), words))
    for field in sheet.loose:
        words = "Có con số nằm lệch, cạnh hoặc đè lên chỗ này (thường do phần mềm ký đóng vào); hãy so với bản gốc."
        doubts.append(Doubt(Place(Part.HEAD, field=field), words))
    return tuple(doubts)


def _office_in(opening: Sequence[Paragraph]) -> str:
    """The office that says «… xây dựng Kế hoạch …»: «Ủy ban nhân dân huyện Tủa Chùa»; "" when none names itself."""
    for paragraph in reversed(opening):
        for verb in reversed(list(_MAKES_PLAN.finditer(paragraph.text))):
            before = paragraph.text[: verb.start()].rstrip()
            names = [m for m in OFFICE_IN_TEXT.finditer(before) if not re.search(r"[;.:]\s", before[m.end() :])]
            for name in reversed(names):
                office = before[name.start() :].strip(" ,")
                said_by = re.search(r"(?:của|tại|Giám đốc|Chủ tịch|đề nghị|từ)\s*$", before[: name.start()])
                if len(office) <= 120 and not said_by and not _NAMELESS.fullmatch(plain(office)):
                    return office
    return ""
