"""Which rows of a table are people, and which are totals, group heads, notes and signatures around them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lib.legacy_encodings import detect, to_unicode
from lib.text import fold
from trainings.rosters.columns import Columns, match_again
from trainings.rosters.marks import is_paid_in_words
from trainings.rosters.rows import Said
from trainings.rosters.sheets import Sheet, letter

_TOTAL = re.compile(r"^(?:tổng(?: cộng| số)?|cộng|danh sách (?:này )?(?:gồm|có)|ấn định)\b")  # but «Tòng» is a name
_NOTE = re.compile(r"^(?:\(?\*|\(?ghi chu|luu y|cot \d|chu thich|noi nhan|nguoi dien|huong dan)")
_SURE_END = re.compile(
    r"^(?:(?:nguoi|can bo) (?:lap|tong hop|ky)\b|lap (?:bang|bieu)\b|t/?m\.? ?(?:uy ban|ubnd|dang uy|ban)\b|kt\. ?\w|"
    r"xac nhan (?:cua|ubnd)|\(ky\b|ky ten\b|ky, ghi\b|dai dien don vi\b|(?:phe )?duyet (?:cua|danh sach)\b|phe duyet$)"
)
_END = re.compile(
    r"^(?:(?:pho )?chu tich|thu truong(?: don vi)?|xac nhan|duyet|ke toan(?: truong)?|hieu truong|to truong|"
    r"(?:pho )?(?:giam doc|bi thu(?: dang uy| chi bo)?|truong (?:phong|thon|ban|khu|xom|ap|buon|lang|tram)))$"
)
_PLACE_AND_DAY = re.compile(r"\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b|, ?ngay [\d .…]*/[\d .…]*/ ?\d{2,4}$")
_GROUP = re.compile(
    r"^(?:thôn|bản|tổ dân phố|tdp|ấp|xóm|buôn|khu|khối|làng|cấp|xã|phường|thị trấn|nhóm|đảng ủy|hđnd|ubnd|mttq|ub mttq|"
    r"lãnh đạo|các|danh sách|đối tượng|cán bộ|công chức)\b"
)  # with accents: «Bàn», «Lang» and «Đoàn» are family names
_ROMAN = re.compile(r"^(?:[ivxlc]+|[a-z]|[ivx]+\.\d+|\d+\.\d+)$")
_TALLEST = 2_000
_MOST_TABLES = 100
_LONGEST_MARK = 20
"""Longer texts in a column for marks are places, days and signatures below the table."""
_MARKS = ("paid", "unpaid", "payroll")
_SEEN_IN_ALL_ROWS = ("village", "workplace", "ethnic_group", "sex", "post", *_MARKS)
"""Fields of which a cell merged over several rows means all of these people."""
_REPEATED = ("village", "workplace", "ethnic_group", "post")
_DITTO = frozenset({"nt", "n/t", '"', "''", "”", "“", "〃", "nhu tren"})
_STANDS_IN = {
    "full_name": ("family", "given"), "payroll": ("paid", "unpaid"), "paid": ("payroll", "unpaid"),
    "unpaid": ("payroll", "paid"), "sex": ("male", "female", "male_year", "female_year"),
    "birth_year": ("male_year", "female_year"),
}  # fmt: skip
"""In which column a field is to be mended that the table has no column of its own for."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row with text that is no person: why, in two or three words, and what stands there."""

    row: int
    reason: str
    quote: str


@dataclass(frozen=True, slots=True)
class Picked:
    """The people of a table in their writers' words, and the rows that were left out. `converted` names the columns
    whose old letters (TCVN3, VNI) were made Unicode: letter → encoding."""

    said: tuple[Said, ...]
    skipped: tuple[Skipped, ...]
    converted: Mapping[str, str] = field(default_factory=dict)


def pick(sheet: Sheet, columns: Columns) -> Picked:
    """The people below the heads, which may stand again on every page. Every row with text is either picked or named
    among those left out."""
    rows = [(index, *row) for index, row in enumerate(sheet.rows) if row[0] > columns.last_row]
    encodings = _encodings(rows, columns)
    letters, headings = _told(columns)
    merged = _merged(sheet, columns)
    said, skipped, has_ended, group, above, tables = [], [], False, "", {}, 0
    for index, number, raw in rows:
        cells = dict(_cells(raw, columns, encodings)) | merged.get(number, {})
        is_person = _is_plainly_a_person(cells)
        if not is_person and tables < _MOST_TABLES and (again := match_again(sheet, index, columns)):
            has_ended = False
            tables += raw != columns.heads[0]
            if again.by_field != columns.by_field:
                merged = _merged(sheet, again)
            columns = again
            letters, headings = _told(columns)
        if number <= columns.last_row:
            reason = "tiêu đề lặp lại"
        else:
            reason = "" if is_person else _reason(raw, cells, has_ended=has_ended)
        if reason:
            has_ended = has_ended or reason == "chữ ký"
            group = _group_name(cells, raw) if reason == "tên nhóm" else group
            skipped.append(Skipped(number, reason, " ".join(" ".join(raw).split())[:80]))
            continue
        if not any(text.strip() for name, text in cells.items() if name != "number"):
            skipped.append(Skipped(number, "dòng trống", "")) if any(cells.values()) else None
            continue
        if group and "village" not in columns.by_field:
            cells["village"] = group
        for name in _REPEATED:
            if fold(cells.get(name, "")).strip(" -.") in _DITTO:
                cells[name] = above.get(name, cells[name])
        above = cells
        said.append(Said(number, _person(cells), letters, headings))
    converted = {letter(column): encoding for column, encoding in encodings.items()}
    return Picked(tuple(said), tuple(skipped), converted)


def _told(columns: Columns) -> tuple[dict[str, str], dict[str, str]]:
    """Field → letter of its column, and field → its heading."""
    headings = {name: columns.headings.get(places[0], "") for name, places in columns.by_field.items()}
    letters = dict(columns.letters)
    for name, others in _STANDS_IN.items():
        other = next((other for other in others if other in letters), None)
        if name not in letters and other:
            letters[name], headings[name] = letters[other], headings[other]
    return letters, headings


def _merged(sheet: Sheet, columns: Columns) -> dict[int, dict[str, str]]:
    """Row → what its fields say by cells that are merged over rows from above on."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    fields = {columns.by_field[name][0]: name for name in _SEEN_IN_ALL_ROWS if name in columns.by_field}
    texts = dict(sheet.rows) if sheet.merged else {}
    for top, left, bottom, _ in sheet.merged:
        cells = texts.get(top + 1, ())
        if left in fields and columns.last_row <= top < bottom and left < len(cells) and cells[left].strip():
            for row in range(top + 2, min(bottom + 1, top + _TALLEST) + 1):
                found[row][fields[left]] = cells[left]
    return found


def _cells(raw: tuple[str, ...], columns: Columns, encodings: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    for name, places in columns.by_field.items():
        text = raw[places[0]] if places[0] < len(raw) else ""
        encoding = encodings.get(places[0])
        if encoding and text and not text.isascii():
            text = to_unicode(text, encoding)
        yield name, text


def _encodings(rows: list[tuple[int, int, tuple[str, ...]]], columns: Columns) -> dict[int, str]:
    """Columns written with the letters of old fonts: a single name is too short to be sure, a whole column is not."""
    found = {}
    for name, places in columns.by_field.items():
        column = places[0]
        if name in {"paid", "unpaid"}:
            continue  # «ü» is a tick of Wingdings
        texts = [cells[column] for *_, cells in rows if column < len(cells) and not cells[column].isascii()]
        if texts and (encoding := detect("\n".join(texts[:500]))):
            found[column] = encoding
    return found


def _person(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a person by the fields that checking knows: halves of a name joined, the year of birth that stands
    under «Nam» or «Nữ» taken apart, a single column about pay understood as words."""
    said = {name: text for name, text in cells.items() if text and name != "number"}
    if "family" in said or "given" in said:
        said["full_name"] = f"{said.pop('family', '')} {said.pop('given', '')}".strip()
    for half, sex in (("male_year", "Nam"), ("female_year", "Nữ")):
        if year := said.pop(half, "").strip():
            said["sex"] = said.get("sex", "") or sex
            if any(c.isdigit() for c in year):
                said["birth_year"] = year
    if "paid" in cells and "unpaid" not in cells and "paid" in said:
        said["payroll"] = said.pop("paid")
    return said


def _reason(raw: tuple[str, ...], cells: Mapping[str, str], *, has_ended: bool) -> str:
    """Why a row is no person; empty when it is one."""
    texts = [text.strip() for text in raw if text.strip()]
    row = _Seen(texts, cells)
    if row.name and len(texts) >= 3 and _numbers_columns(texts):
        return "số thứ tự cột"
    if row.is_total():
        return "dòng tổng cộng"
    if row.begins_with(_NOTE) and not row.is_person:
        return "ghi chú"
    if row.is_closing(has_ended=has_ended):
        return "chữ ký"
    return "tên nhóm" if len(texts) <= 2 and not row.is_person and _is_group(cells, texts) else ""


def _is_plainly_a_person(cells: Mapping[str, str]) -> bool:
    """The quick answer for nearly all rows: numbered, with a name of several words and a mark."""
    return _is_numbered(cells) and " " in cells.get("full_name", "").strip() and _is_marked(cells)


class _Seen:
    """A row as the eye sees it: what stands first, whether it looks like a person."""

    def __init__(self, texts: list[str], cells: Mapping[str, str]):
        self.texts, self.cells = [fold(text) for text in texts], cells
        self.first = self.texts[0] if texts else ""
        self.said = next((text.lower() for text in texts if any(c.isalpha() for c in text)), "")
        self.name = fold(cells.get("full_name", "") or cells.get("given", "") or cells.get("family", ""))
        self.has_post = bool(cells.get("post", "").strip())
        self.is_person = bool(self.name) and (_is_marked(cells) or self.has_post)

    def begins_with(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.match(self.first) or pattern.match(self.name))

    def is_total(self) -> bool:
        """«Tổng cộng», with numbers in place of the marks or without."""
        return bool(_TOTAL.match(self.said)) and not (self.has_post and _is_numbered(self.cells))

    def is_closing(self, *, has_ended: bool) -> bool:
        """Place and day, «Người lập», «TM. ỦY BAN NHÂN DÂN», and the names below them."""
        if _is_numbered(self.cells) or _is_marked(self.cells):
            return False
        post = self.cells.get("post", "").strip()
        signers = [text for text in self.texts if post.isupper() or text != fold(post)]  # «Trưởng bản» is a post, too
        is_signature = any(map(_SURE_END.match, self.texts)) or (not self.is_person and any(map(_END.match, signers)))
        is_day = bool(_PLACE_AND_DAY.search(" ".join(self.texts))) and not self.is_person
        return has_ended or is_signature or is_day


def _numbers_columns(texts: list[str]) -> bool:
    """Whether a row only numbers the columns: «1 2 3 4», «(1) (2) (3)», «A B 1 2»."""
    signs = [text.strip("() ") for text in texts]
    numbers = [int(sign) for sign in signs if sign.isdecimal() and len(sign) < 3]
    letters = [sign for sign in signs if len(sign) == 1 and sign.isalpha()]
    return len(numbers) + len(letters) == len(signs) and len(numbers) >= 2 and numbers == sorted(set(numbers))


def _is_group(cells: Mapping[str, str], texts: list[str]) -> bool:
    number = fold(cells.get("number", "")).strip(" .)")
    if number.isdigit():
        return False
    alone = re.sub(r"^(?:[ivx]+|[a-zđ]|\d+)[.)/]\s*", "", texts[-1].lower())
    return bool(_ROMAN.match(number)) or bool(_GROUP.match(alone))


def _is_marked(cells: Mapping[str, str]) -> bool:
    """Whether a column for marks holds one, or something short that may be meant as one."""
    texts = [cells.get(mark, "").strip() for mark in _MARKS]
    return any(
        0 < len(text) <= _LONGEST_MARK and (len(text) < 4 or is_paid_in_words(text) is not None) for text in texts
    )


def _is_numbered(cells: Mapping[str, str]) -> bool:
    return cells.get("number", "").strip(" .)").isdigit()


def _group_name(cells: Mapping[str, str], raw: tuple[str, ...]) -> str:
    """«II. Bản Cáp» → «Bản Cáp»; empty when the group is no village."""
    texts = [text.strip() for text in raw if text.strip()]
    name = re.sub(r"^(?:[IVXivx]+|[A-Za-z]|\d+)[.)/]\s*", "", texts[-1] if texts else "").strip(" :.")
    return name if re.match(r"(?:thon|ban|to dan pho|tdp|ap|xom|buon|khu|khoi|lang)\b", fold(name)) else ""
