"""Whether a line goes on in the next one. Each question below knows yes, no, or leaves it to those after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.reading.breaking import ENDS_WITH_MARK, ENDS_WITH_STOP, INDENT, Breaking, reach
from documents.reading.markers import Form, Marker, is_capitals, marker_of
from documents.reading.rows import Row

_LONGEST_HEADING = 250  # letters
_LONGEST_IN_BRACKETS = 400
_SHORT_NAME = 40
_SHORTEST_CUT = 50  # letters of a heading in capitals that may have been broken though the text was not
_UNFINISHED = re.compile(
    r"(?:[,(/–-]|\b(?:và|của|các|với|về|theo|số|ngày|tháng|năm|tại|cho|do|từ|đến|tới|trong|trên|để|là|hoặc|những|được|"
    r"quý|điều|khoản|điểm|dự án|tiểu dự án|thứ|không|có|bằng|ở|như|sự|nhằm|qua|bởi|giai đoạn))$",
    re.IGNORECASE,
)
_WHOLE = re.compile(  # words that end as phrases do that go on, and are whole
    r"\b(?:thiểu số|chỉ số|hệ số|dân số|một số|chuyển đổi số|kinh tế số|xã hội số|(?:hàng|hằng) (?:ngày|tháng|quý|năm)|"
    r"(?:trong|cả|cuối|đầu) năm|tồn tại|hiện tại|tự do|lý do|(?:thời gian|năm|sắp) tới|(?:thời gian|năm|vừa) qua|"
    r"(?:nêu|nói|ở) trên|(?:đạt|làm) được|(?:địa|thời|đặc|quan|trọng|thí|ưu|khuyết|nhược) điểm|(?:tài|điều) khoản|"
    r"(?:nhà|chỗ|nơi) ở|(?:nhân|dân|quân|hình) sự|công bằng|văn bằng|(?:hiện|nếu|sẵn) có|"
    r"(?:quản lý|chủ|của|các|tên) (?:tiểu )?dự án)$",
    re.IGNORECASE,
)
_NUMBER_EXPECTED = re.compile(
    r"(?:[/–-]|\b(?:số|ngày|tháng|năm|quý|điều|khoản|điểm|mục|phần|chương|dự án|đợt|lần|lớp|đến|từ|và|khoá|khóa|thứ))$",
    re.IGNORECASE,
)
_ROMAN_EXPECTED = re.compile(r"\b(?:phụ lục|phần|mục|chương|quý|khu vực|vùng|loại|hạng|bậc)$", re.IGNORECASE)
_CUT_NAME = re.compile(
    r"(?:sở|ban|phòng|bộ|công an|đề nghị|ubnd|hội|văn phòng|chi cục|cục|trung tâm|các|ủy ban|uỷ ban|đài|báo)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:Căn cứ|Xét đề nghị|Theo đề nghị|Trên đây là)\b")
_NAME = re.compile(
    r"(?:thủ tướng|thủ trưởng|chủ tịch|phó|bộ|sở|ban|phòng|cục|vụ|viện|đoàn|hội|chi cục|trung tâm|công an|tổ|văn phòng|"
    r"thanh tra|tòa án|toà án|kho bạc|ngân hàng|bảo hiểm|ủy ban|uỷ ban|mặt trận|đảng|nhà nước|nhân dân|trung ương|"
    r"tỉnh ủy|huyện ủy|thành ủy|quốc hội|chính phủ|luật|nghị|quyết định|chỉ thị|kế hoạch|chương trình|đề án|dự án|"
    r"tiểu dự án|thông|công văn|tờ trình|báo cáo|điều|phụ lục|quỹ|trường|bệnh viện|đài|báo|cổng|tết|thành phố|giám đốc|"
    r"bí thư|tổng)\b",
    re.IGNORECASE,
)


@dataclass
class Growing:
    """A paragraph while its lines are collected."""

    marker: Marker | None
    rows: list[Row] = field(default_factory=list)
    length: int = 0
    open_brackets: int = 0

    def add(self, row: Row) -> None:
        """Take one more line."""
        self.rows.append(row)
        self.length += len(row.text) + 1
        # A bracket that was never closed is forgotten after a while.
        self.open_brackets += row.text.count("(") - row.text.count(")")
        if self.length > _LONGEST_IN_BRACKETS:
            self.open_brackets = 0

    @property
    def may_be_heading(self) -> bool:
        """Whether it looks like a numbered heading so far, with no text run into it."""
        if self.marker is None or self.marker.form == Form.BULLET or self.length > _LONGEST_HEADING:
            return False
        return ": " not in self.rows[0].text


@dataclass(frozen=True)
class Seam:
    """The place between a growing paragraph and the next line, with the line after that."""

    paragraph: Growing
    row: Row
    marker: Marker | None  # what the next line seems to begin with
    after: Row | None
    breaking: Breaking
    is_expected: bool = False  # the marker carries the number that comes next

    @property
    def last(self) -> Row:
        """The last line of the paragraph."""
        return self.paragraph.rows[-1]

    @property
    def begins_small(self) -> bool:
        """Whether the next line certainly begins no sentence, nor a paragraph."""
        return self.row.text[0].islower() if self.marker is None else self.is_in_sentence

    @property
    def leaves_room(self) -> bool:
        """Whether the last line was ended on purpose."""
        return self.breaking.leaves_room(self.last, self.row, is_first=len(self.paragraph.rows) == 1)

    @property
    def is_in_sentence(self) -> bool:
        """Whether what looks like a marker is the middle of a sentence: «kinh tế\\n- xã hội», «tháng\\n12. Các»."""
        text, form = self.last.text, self.marker.form
        if not self.breaking.is_wrapped or ENDS_WITH_MARK.search(text) or is_capitals(text):
            return False
        if form == Form.BULLET:
            return self.marker.rest[:1].islower() and len(text) >= 0.6 * self.breaking.width
        if form == Form.ARABIC:
            return not self.is_expected and not self.leaves_room and bool(_NUMBER_EXPECTED.search(text))
        if form == Form.ROMAN:
            return _ROMAN_EXPECTED.search(text) is not None
        return form in (Form.ARTICLE, Form.DIVISION, Form.PART, Form.CHAPTER) and _is_unfinished(text)


def goes_on(seam: Seam) -> bool:
    """Whether the paragraph goes on in the next line."""
    return next((answer for ask in _QUESTIONS if (answer := ask(seam)) is not None), False)


def _by_file(seam: Seam) -> bool | None:
    """What the file knows: paragraphs, tabs. A number alone has its words in the next line."""
    row, last = seam.row, seam.last
    if _names_part(seam):
        return True
    return False if row.is_whole or last.is_whole or "\t" in row.raw.strip() or "\t" in last.raw.strip() else None


def _names_part(seam: Seam) -> bool:
    """«Phần I» has its name on the next lines, in capitals or looking like a heading; a cut «1.» on the next one."""
    head, rows, row = seam.paragraph.marker, seam.paragraph.rows, seam.row
    if head is None or head.rest or head.form == Form.BULLET or seam.marker is not None:
        return False
    if head.form > Form.DIVISION:
        return len(rows) == 1 and not rows[0].is_whole and not row.has_gap
    if is_capitals(row.text):
        return len(rows) == 1 or is_capitals(rows[1].text)
    return len(rows) == 1 and (row.is_bold is True or row.is_centred is True) and len(row.text) < _LONGEST_HEADING


def _by_gap(seam: Seam) -> bool | None:
    """An empty line ends a paragraph, unless a page ends in the middle of a sentence."""
    breaking = seam.breaking
    if not seam.row.has_gap or (breaking.is_wrapped and not breaking.gaps_count):
        return None
    is_full = breaking.is_wrapped and len(seam.last.text) >= 0.8 * breaking.width
    return is_full and seam.begins_small and not ENDS_WITH_MARK.search(seam.last.text)


def _by_marker(seam: Seam) -> bool | None:
    """A marker begins a paragraph."""
    return False if seam.marker is not None and not seam.is_in_sentence else None


def _by_look(seam: Seam) -> bool | None:
    """Bold ends, capitals end, a line break inside a paragraph of Word, a heading in capitals that goes on."""
    row, last, paragraph = seam.row, seam.last, seam.paragraph
    if None not in (last.is_bold, row.is_bold) and last.is_bold != row.is_bold:
        return False
    if row.starts_paragraph is not None:
        return not row.starts_paragraph and not (row.text[0].isupper() and ENDS_WITH_MARK.search(last.text))
    if not paragraph.may_be_heading or seam.begins_small:
        return None
    if is_capitals(row.text) != is_capitals(last.text):
        return False
    may_be_cut = seam.breaking.is_wrapped or last.text[-1] in ",-–" or len(last.text) >= _SHORTEST_CUT
    in_capitals = may_be_cut and not row.has_gap and seam.marker is None and is_capitals(paragraph.marker.rest)
    return True if in_capitals and is_capitals(row.text) and not ENDS_WITH_STOP.search(last.text) else None


def _by_breaking(seam: Seam) -> bool | None:
    """How the text was broken: not at all; with indented first lines; with empty lines between paragraphs."""
    breaking = seam.breaking
    if not breaking.is_wrapped:
        text = seam.last.text
        is_cut = text[-1].isalpha() and not is_capitals(text) and _is_unfinished(text)
        return (seam.begins_small and not ENDS_WITH_MARK.search(text)) or is_cut
    if breaking.indents_separate:
        return seam.row.indent < INDENT
    if breaking.indents_count and seam.row.indent >= INDENT and seam.row.indent > seam.last.indent + 1:
        return False
    is_separate = breaking.gaps_surround if seam.paragraph.may_be_heading else breaking.gaps_separate
    return True if is_separate else None


def _by_beginning(seam: Seam) -> bool | None:
    """How the next line begins, and whether the last one can end there at all."""
    text = seam.last.text
    if seam.begins_small or seam.row.text[0] in ",;.)]%":
        return not (ENDS_WITH_STOP.search(text) and seam.leaves_room)
    if _BEGINS.match(seam.row.text) and text[-1] in ".,;:”":
        return False
    if _is_unfinished(text) or seam.paragraph.open_brackets > 0:
        return True
    return not seam.leaves_room if seam.row.text[0].isdigit() and not ENDS_WITH_MARK.search(text) else None


def _by_end(seam: Seam) -> bool | None:
    """After «.», «;» or «:» a paragraph goes on only where the line was full."""
    breaking, text = seam.breaking, seam.last.text
    if not ENDS_WITH_MARK.search(text):
        return None
    if text[-1] == ":" and seam.paragraph.may_be_heading:
        return _completes_heading(seam) and _ends_unit(seam.row, seam.after)
    if not breaking.is_exact and not ENDS_WITH_STOP.search(text):
        return False
    is_told = len(seam.paragraph.rows) > 1 or (breaking.is_exact and not breaking.first_widths)
    return is_told and not seam.leaves_room


def _by_length(seam: Seam) -> bool:
    """A line without a stop goes on, unless it was ended on purpose."""
    return _completes_heading(seam) if seam.paragraph.may_be_heading else not seam.leaves_room


_QUESTIONS = (_by_file, _by_gap, _by_marker, _by_look, _by_breaking, _by_beginning, _by_end, _by_length)


def _completes_heading(seam: Seam) -> bool:
    """Whether a line that begins with a capital belongs to the heading above it.

    In a full line, when it begins with a name («… của\\nSở Công Thương»). Where first lines are broken early
    («3. Sở\\nKhoa học và Công nghệ\\nPhối hợp với …»), when it ends a unit without a stop.
    """
    paragraph, last, row, widths = seam.paragraph, seam.last, seam.row, seam.breaking.first_widths
    if len(paragraph.rows) > 1 or not widths:
        ends_in_name = paragraph.length > 60 and last.text.rsplit(" ", 1)[-1][:1].isupper()
        is_name = ends_in_name or _begins_with_name(row.text) or paragraph.length > 200
        return is_name and not seam.leaves_room
    if _CUT_NAME.fullmatch(paragraph.marker.rest.strip()):
        return True
    width = widths.get(paragraph.marker.form.name, 0)
    if not _ends_unit(row, seam.after):
        return 0 < width < reach(last, row) and _begins_with_name(row.text)
    if len(row.text) <= _SHORT_NAME and seam.after is not None and seam.after.text[0] in "-+":
        return True
    return 0.6 * width <= len(last.text) <= widths[""] if width else len(row.text) <= _SHORT_NAME


def _is_unfinished(text: str) -> bool:
    """Whether no sentence, and no heading, can end with the words of `text`."""
    return _UNFINISHED.search(text) is not None and _WHOLE.search(text) is None


def _begins_with_name(text: str) -> bool:
    """Whether a line goes on with a name: «Công Thương», «UBND tỉnh», «Thủ tướng Chính phủ», «“Mỗi xã …»."""
    first, second = [*text.split(" ", 2), "", ""][:2]
    return second[:1].isupper() or not first[:1].isalpha() or first.isupper() or bool(_NAME.match(text))


def _ends_unit(row: Row, after: Row | None) -> bool:
    """Whether a line without a stop is followed by something new."""
    if ENDS_WITH_MARK.search(row.text):
        return False
    return after is None or after.has_gap or marker_of(after.text) is not None or after.text[0].isupper()
