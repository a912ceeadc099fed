"""Ô 1–4 of a document: superior, issuer, number, symbol, place, date (Nghị định 30/2020, Phụ lục I, II.1–4)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.content import PartialDate
from documents.reading.kinds import kind_in
from documents.reading.pieces import Piece, is_capitals, plain
from documents.reading.wording import continues_office, is_incomplete_office, offices_apart, starts_office

_NATIONAL = ["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"]
_PARTY = ["dang", "cong", "san", "viet", "nam"]
_MOTTO = ["doc", "lap", "tu", "do", "hanh", "phuc"]
_LINE = 200  # letters: no line of a letterhead is longer
_NUMBER = re.compile(
    r"(?:Số|SỐ|Sổ|Sô|So)\b\s*[:.;]?\s*[.…_]*\s*(?P<number>\d{1,6}[a-zđA-ZĐ]?(?:\s?[-+]\s?\d+(?=\s?/))?)?[\s.…_]*"
    r"(?:/\s?(?:19|20)\d\d)?\s?(?P<stroke>[/-])\s?"
    r"(?P<symbol>[A-ZĐ][A-ZĐy][\w&.]*(?:\s?[-–/.]\s?[A-ZĐ0-9][\w&]*(?:\([\w, ]+\))?)*)"
)
_BARE_NUMBER = re.compile(r"(?:Số|SỐ)\s*[:.]?\s*(?P<number>\d{1,6})?[\s.…_/]*$")
_NUMBER_HEAD = re.compile(r"(?:Số|SỐ)\s*[:.;]?\s*(?:[\d.…_]*\s*(?:/\s*\w+\s*[-/]?)?)?$")
_GAP = r"[\s.…_]*"
_LONG_DATE = re.compile(
    rf"(?:ngày|Ngày|ngay)?{_GAP}(?P<day>\d{{1,2}})?{_GAP}(?:tháng|Tháng|thàng){_GAP}(?P<month>\d{{1,2}})?{_GAP},?{_GAP}"
    rf"(?:năm|Năm){_GAP}(?P<year>\d{{2,4}})?{_GAP}"
)
_SHORT_DATE = re.compile(
    r"(?:ngày|Ngày)\s*(?P<day>\d{1,2})?[\s.…]*[/.-][\s.…]*(?P<month>\d{1,2})?[\s.…]*[/.-]\s*(?P<year>\d{4})"
)
_WEEKDAY = re.compile(r"(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\b")
_PLACE = re.compile(r"[^\W\d_][^\d,;:()|]{1,40}")
_NOISE = re.compile(
    r"ky boi|nguoi ky|email|co quan:|thoi gian ky|ngay ky|du thao|lan \d|hoa toc|thuong khan|^khan$|^mat$|toi mat|"
    r"tuyet mat|signature|trang \d|page \d|https?:|www\.|so hieu|loai van ban|noi ban hanh|ngay ban hanh|"
    r"tinh trang|doan tncs ho chi minh$"
)


_SAYS = re.compile(r"\b(?:ban hành|tổ chức|triển khai|xây dựng|thông báo|về|kế hoạch|được|đã|năm)\b")


@dataclass(frozen=True)
class Letterhead:
    """What stands in ô 1–4, empty where it does not; `lines` are the source lines of each field."""

    superior: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: str = ""
    symbol: str = ""
    place: str = ""
    day_text: str = ""
    date: PartialDate | None = None
    is_impossible: bool = False
    has_national_name: bool = False
    has_number_line: bool = False
    lines: dict[str, tuple[int, ...]] | None = None
    loose: tuple[str, ...] = ()  # fields beside which figures stand apart


def read_letterhead(pieces: Sequence[Piece]) -> Letterhead:
    """What the pieces above the kind say. Linear in their number."""
    work = _Work([replace(piece, text=text) for piece in pieces for text in offices_apart(piece.text)])
    return work.letterhead()


def anchors(pieces: Sequence[Piece]) -> list[int]:
    """Where letterheads are: orders of the pieces with the national name, the Party's name or a number line."""
    spotted = _run_of(pieces, _NATIONAL, within=6)
    if not spotted:
        spotted = _run_of(pieces, _PARTY, within=3)
    first = min(spotted, default=None)
    return sorted(
        {*([first] if first is not None else []), *[i for i, p in enumerate(pieces) if _NUMBER.match(p.text[:_LINE])]}
    )


def partial_date(day: str | None, month: str | None, year: str | None) -> tuple[PartialDate | None, bool]:
    """The date of figures as printed, and whether it exists in no calendar («31/02»)."""
    if not year or len(year) != 4:
        return None, False
    y, m, d = int(year), int(month) if month else None, int(day) if day else None
    if m is None:
        return PartialDate(y), False
    if not 1 <= m <= 12:
        return PartialDate(y), True
    if d is None:
        return PartialDate(y, m), False
    try:
        datetime.date(y, m, d)
    except ValueError:
        return PartialDate(y, m), True
    return PartialDate(y, m, d), False


class _Work:
    """Takes piece after piece out of what is left: first what has a fixed form, then offices."""

    def __init__(self, pieces: list[Piece]):
        self.pieces = pieces
        self.left = set(range(len(pieces)))
        self.lines: dict[str, tuple[int, ...]] = {}

    def letterhead(self) -> Letterhead:
        national = _run_of(self.pieces, _NATIONAL, within=6) or _run_of(self.pieces, _PARTY, within=3)
        motto = _run_of(self.pieces, _MOTTO, within=5)
        self.left -= set(national) | set(motto)
        first = min((*national, *motto), default=None)
        number, symbol, has_number_line, number_at = self._number(first)
        first = first if first is not None else number_at
        place, day_text, date, is_impossible, date_at = self._date(first)
        number, date, loose = self._filled(number, date, has_number_line=bool(symbol))
        ground = [i for i in (*national, *motto, number_at, date_at) if i is not None]
        superior, issuer = self._offices(ground)
        return Letterhead(
            superior=superior,
            issuer=issuer,
            number=number,
            symbol=symbol,
            place=place,
            day_text=day_text,
            date=date,
            is_impossible=is_impossible,
            has_national_name=bool(national),
            has_number_line=has_number_line,
            lines=self.lines,
            loose=loose,
        )

    def _number(self, first: int | None) -> tuple[str, str, bool, int | None]:
        """Number, symbol, whether there is a number line, and its order; «SỐ 1050/QĐ-SCT» in a name is none.

        `first` is the order of the national name: what stands far above it belongs to a page around the document.
        """
        orders = [i for i in sorted(self.left) if self.pieces[i].plain.startswith("so")]
        for i in sorted(orders, key=lambda i: (_is_far_above(i, first), self.pieces[i].text.startswith("SỐ "))):
            text, used = self._joined(i, _NUMBER_HEAD, 2)
            match = _NUMBER.match(text[:_LINE])
            bare = match or _BARE_NUMBER.match(text[:_LINE])
            symbol = re.sub(r"\s+", "", match["symbol"].replace("–", "-")).rstrip(".-/") if match else ""
            if bare is None or symbol.isdigit():
                continue
            self._take("number", used)
            rest = text[match.end() :].strip() if match else ""
            if rest:
                self.pieces[i] = replace(self.pieces[i], text=rest)
                self.left.add(i)
            return re.sub(r"\s+", "", bare["number"] or ""), symbol, True, i
        return "", "", False, None

    def _date(self, first: int | None) -> tuple[str, str, PartialDate | None, bool, int | None]:
        """Place, date as printed, date, whether it is in no calendar, and its order; `first` as for the number."""
        for i in sorted(self.left):
            words = self.pieces[i].plain
            if not re.search(r"\b(?:ngay|thang)\b", words) or _WEEKDAY.match(words) or _is_far_above(i, first):
                continue
            text, used = self._joined(i, re.compile(r"(?!.*[nN]ăm\s*(?:\d{4}|[.…_]+|$)).*\b(?:ngày|Ngày|tháng)\b.*"), 3)
            match = next(
                (m for m in _LONG_DATE.finditer(text) if m["day"] or m["month"] or m["year"] or "ngày" in m[0].lower()),
                None,
            )
            match = match or _SHORT_DATE.search(text)
            if match is None or len(text) > 120:
                continue
            before = text[: match.start()].strip(" ,;")
            place = before if _is_place(before) else ""
            if before and not place:
                continue
            if place and i - 1 in self.left and self._is_scrap(i - 1):
                place = f"{self.pieces[i - 1].text} {place}"
                used = (i - 1, *used)
            if not place and (first is None or text[match.end() :].strip(" .)")):
                continue
            date, is_impossible = partial_date(match["day"], match["month"], match["year"])
            self._take("date", used)
            if place:
                self.lines["place"] = self.lines["date"]
            return place, " ".join(text[match.start() : match.end()].split()), date, is_impossible, i
        return "", "", None, False, None

    def _filled(
        self, number: str, date: PartialDate | None, *, has_number_line: bool
    ) -> tuple[str, PartialDate | None, tuple[str, ...]]:
        """Blanks of number and date filled with the figures that a signing program has set a little above or below.

        Taken only where it is plain which figure fills which blank.
        """
        figures = {i: int(self.pieces[i].text) for i in self.left if re.fullmatch(r"\d{1,5}", self.pieces[i].text)}
        large = [i for i, value in figures.items() if value > 31]
        small = sorted(i for i, value in figures.items() if 1 <= value <= 31)
        filled = []
        if has_number_line and not number and len(large) == 1:
            number, filled = self.pieces[large[0]].text, ["number"]
            self._take("number", large)
        elif has_number_line and not number:
            return number, date, ()
        if number and date and date.day and any(self._is_near_date(i) for i in small):
            return number, date, ("date",)
        blanks = [] if date is None else [name for name in ("day", "month") if getattr(date, name) is None]
        if blanks and len(small) == len(blanks):
            values = {"day": date.day, "month": date.month} | dict(
                zip(blanks, (figures[i] for i in small), strict=True)
            )
            whole, is_impossible = partial_date(str(values["day"]), str(values["month"]), str(date.year))
            if not is_impossible:
                date, filled = whole, [*filled, "date"]
                self._take("date", small)
        return number, date, tuple(filled)

    def _is_near_date(self, i: int) -> bool:
        return any(abs(self.pieces[i].line - line) <= 1 for line in self.lines["date"])

    def _is_scrap(self, i: int) -> bool:
        """A place broken over two lines: «Sơn» above «La, ngày 11 tháng 3»."""
        text = self.pieces[i].text
        return (
            text.istitle()
            and len(text.split()) <= 2
            and text.isalpha()
            and self.pieces[i].line == self.pieces[i + 1].line - 1
        )

    def _joined(self, i: int, unfinished: re.Pattern[str], most: int) -> tuple[str, tuple[int, ...]]:
        """The text from piece `i` on, with the next pieces as long as it is `unfinished`."""
        text, used = self.pieces[i].text, [i]
        for j in range(i + 1, min(i + 6, len(self.pieces))):
            if len(text) > _LINE or not unfinished.fullmatch(text) or len(used) > most:
                break
            piece = self.pieces[j]
            is_beside = piece.line == self.pieces[i].line and piece.column != self.pieces[i].column
            if j not in self.left or piece.is_rule or (is_beside and not piece.text.startswith("tháng")):
                continue
            if (re.search(r"\bngày\b", piece.text) and re.search(r"\bngày\b", text)) or piece.text.startswith(
                ("V/v", "Về việc", "Số")
            ):
                break
            glue = "" if text.endswith(("-", "/")) else " "
            text, used = f"{text}{glue}{piece.text}", [*used, j]
        return text, tuple(used)

    def _take(self, field: str, orders: Sequence[int]) -> None:
        self.left -= set(orders)
        self.lines[field] = tuple(sorted({*self.lines.get(field, ()), *(self.pieces[i].line for i in orders)}))

    def _offices(self, ground: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Superior and issuer among the lines in capitals that stand next to the rest of the letterhead."""
        found = [i for i in sorted(self.left) if self._is_office_line(i)]
        if ground:
            first, last = min(ground), max(ground)
            before = [i for i in found if i < first]
            run: list[int] = []
            for i in reversed(before):
                nearer = run[-1] if run else first
                if any(j in self.left and not self.pieces[j].is_rule for j in range(i + 1, nearer)):
                    break
                run.append(i)
            found = [*reversed(run), *[i for i in found if first < i < last]]
        groups: list[list[int]] = []
        for i in found:
            text = self.pieces[i].text
            above = [self.pieces[j].text for g in groups[-1:] for j in g]
            is_new = not above or not (continues_office(text) or is_incomplete_office(above[-1]))
            if above and not is_new and self._looks_new(groups[-1][-1], i):
                is_new = True
            if is_new:
                groups.append([i])
            else:
                groups[-1].append(i)
        while len(groups) > 1 and not starts_office(self.pieces[groups[0][0]].text):
            del groups[0]
        if not groups or not (ground or starts_office(self.pieces[groups[0][0]].text)):
            return (), ()
        issuer = groups[-1]
        name = self._words(issuer)
        superior = [i for group in groups[:-1] if self._words(group) != name for i in group]
        self._take("issuer", issuer)
        if superior:
            self._take("superior", superior)
        return tuple(self.pieces[i].text for i in superior), tuple(self.pieces[i].text for i in issuer)

    def _words(self, orders: Sequence[int]) -> str:
        return " ".join(self.pieces[i].plain for i in orders)

    def _looks_new(self, above: int, here: int) -> bool:
        """Where the file tells bold from regular: a superior is regular, the issuer under it bold."""
        return self.pieces[above].is_bold is False and self.pieces[here].is_bold is True

    def _is_office_line(self, i: int) -> bool:
        piece = self.pieces[i]
        text = piece.text.strip(" *_-|")
        named = is_capitals(text) or self._names_office(text)
        return (
            named
            and len(text) <= 110
            and sum(c.isalpha() for c in text) >= 3
            and not piece.is_rule
            and _NOISE.search(plain(text)) is None
            and kind_in(text) is None
            and not text.startswith(("V/v", "V/V", "(", "KÍNH GỬI"))
        )

    def _names_office(self, text: str) -> bool:
        """An office printed in small letters: «Trường Tiểu học Nà Nhạn»."""
        is_name = starts_office(text) and text[0].isupper() and len(text) <= 70 and text[-1] not in ".;:,"
        return is_name and _SAYS.search(text) is None


def _is_far_above(order: int, first: int | None) -> bool:
    """Whether a piece stands too far above the rest of the letterhead to belong to it."""
    return first is not None and order < first - 8


def _is_place(text: str) -> bool:
    """Whether `text` can be a place: up to six words with capital initials, «thành phố», «tỉnh», «xã» aside."""
    words = text.split()
    small = {"thành", "phố", "tỉnh", "huyện", "quận", "thị", "xã", "trấn", "phường", "đặc", "khu", "đảo", "dân", "tộc"}
    named = all(word[0].isupper() or word in small for word in words)
    return bool(_PLACE.fullmatch(text)) and len(words) <= 6 and text[0].isupper() and named


def _run_of(pieces: Sequence[Piece], words: list[str], *, within: int) -> tuple[int, ...]:
    """Orders of the pieces that together say exactly `words`, in one go or broken over several lines."""
    for i, piece in enumerate(pieces):
        said = re.findall(r"\w+", piece.plain)
        if not said or said != words[: len(said)] or (len(said) == 1 and words is not _NATIONAL):
            continue
        used = [i]
        for j in range(i + 1, min(i + within, len(pieces))):
            if len(said) == len(words):
                break
            more = re.findall(r"\w+", pieces[j].plain)
            if more and more == words[len(said) : len(said) + len(more)]:
                said, used = said + more, [*used, j]
        if len(said) == len(words):
            return tuple(used)
    return ()
