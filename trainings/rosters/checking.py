"""Every row of a list is checked, and every fault is said at its cell in plain words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from people.enums import PrivateField, Sex
from people.masking import masked
from trainings.enums import RosterField
from trainings.rosters import cells, duplicates, ethnic_groups, marks, names, numbers
from trainings.rosters.facts import Facts
from trainings.rosters.faults import Fault, Severity
from trainings.rosters.posts import post_of
from trainings.rosters.rows import HEADINGS, LONGEST, Row, Said

__all__ = ["Checked", "Facts", "Fault", "Severity", "apply_suggestions", "check"]

_QUOTED = 60
_TELL_AFTER = 500
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE, "m": Sex.MALE, "f": Sex.FEMALE, "trai": Sex.MALE, "gai": Sex.FEMALE}
_REQUIRED = {RosterField.SEX, RosterField.BIRTH_YEAR, RosterField.ID_NUMBER}
_NO_MARK = "Chưa đánh dấu: đánh X vào đúng một trong hai cột Hưởng lương, Không hưởng lương."
_BOTH_MARKS = "Đánh dấu cả hai cột lương: chỉ để X ở một cột."


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the rows that may be kept, in the order of the list, and all faults in the order of cells.

    `rows` are those without errors; `bad` are the numbers of the rows with errors.
    """

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    bad: frozenset[int]

    def faults_of(self, sheet_row: int) -> tuple[Fault, ...]:
        """The faults of one row."""
        return tuple(fault for fault in self.faults if fault.row == sheet_row)


def check(
    said: Iterable[Said], facts: Facts, *, apart: frozenset[int] = frozenset(),
    progress: Callable[[int], None] = lambda rows: None,
) -> Checked:  # fmt: skip
    """Check every row of a list, typed or read from a file. Linear in their number.

    `apart` are the numbers of rows that a person declared to be somebody else than a row which looks the same. A typed
    row is checked with the same words as a row of a file: pass one Said. `progress` is told how many rows were read.
    """
    read = [_Reading(one, facts) for one in said]
    rows = []
    for reading in read:
        rows.append(reading.row(is_another=reading.said.sheet_row in apart))
        if len(rows) % _TELL_AFTER == 0:
            progress(len(rows))
    pairs = list(zip(read, rows, strict=True))
    for reading, kind, sentence, severity in duplicates.find(pairs, facts):
        reading.fault(kind, "full_name", sentence, severity=severity)
    good = [(reading, row) for reading, row in pairs if not reading.has_errors]
    _check_seats(good, facts)
    faults = tuple(fault for reading in read for fault in reading.faults)
    bad = frozenset(reading.said.sheet_row for reading in read if reading.has_errors)
    return Checked(tuple(row for _, row in good), faults, bad)


def apply_suggestions(rows: Sequence[Row], faults: Iterable[Fault]) -> list[Row]:
    """The rows with what warnings suggest for name and post, when the person has agreed to it."""
    offered: dict[int, dict[str, str]] = {}
    for fault in faults:
        if fault.suggestion and not fault.is_error and fault.field in {"full_name", "post"}:
            offered.setdefault(fault.row, {})[fault.field] = fault.suggestion
    return [replace(row, **offered.get(row.sheet_row, {})) for row in rows]


def _check_seats(good: list[tuple["_Reading", Row]], facts: Facts) -> None:
    if facts.free is None:
        return
    kept = {known.content for known in facts.known if known.is_here}
    new = [
        reading
        for reading, row in good
        if not reading.contents(row) & kept and all(fault.kind != "changes_row" for fault in reading.faults)
    ]
    for reading in new[max(facts.free, 0) :]:
        left = f"chỉ còn {facts.free} chỗ" if facts.free > 0 else "đã hết chỗ"
        sentence = f"Đơn vị {left}: người này vào danh sách chờ, trừ khi ban tổ chức thêm chỉ tiêu."
        reading.fault("no_seat", "full_name", sentence, severity=Severity.WARNING)


class _Reading:
    """One row while it is read; collects its faults."""

    def __init__(self, said: Said, facts: Facts):
        self.said, self.facts, self.faults = said, facts, []
        self.has_errors = False

    def fault(
        self, kind: str, field: str, sentence: str, *, severity: Severity = Severity.ERROR, suggestion: str = ""
    ) -> None:
        said = self.said
        self.has_errors = self.has_errors or severity == Severity.ERROR
        self.faults.append(
            Fault(
                kind, said.sheet_row, field, said.letters.get(field, ""),
                said.headings.get(field) or HEADINGS[field], _quote(field, said.cells), sentence, severity, suggestion,
            )
        )  # fmt: skip

    def warn(self, kind: str, field: str, sentence: str, suggestion: str = "") -> None:
        self.fault(kind, field, sentence, severity=Severity.WARNING, suggestion=suggestion)

    def contents(self, row: Row) -> set[str]:
        """The keys under which this row may stand in the list already: as written, and as suggested."""
        return {duplicates.content_of(one) for one in (row, *apply_suggestions([row], self.faults))}

    def row(self, *, is_another: bool) -> Row:
        """The row as far as it can be read; faults are noted on the way."""
        name, post = self._name(), self._text("post")
        is_paid = self._payroll()
        self._check_post(post, is_paid)
        asked = self.facts.fields
        sex = self._sex() if RosterField.SEX in asked else ""
        year = self._birth_year() if RosterField.BIRTH_YEAR in asked else None
        id_number = self._number("id_number", numbers.id_number_of) if RosterField.ID_NUMBER in asked else ""
        if id_number and (sentence := numbers.id_number_contradicts(id_number, sex=sex, birth_year=year)):
            self.warn("id_number_contradicts", "id_number", sentence)
        return Row(
            sheet_row=self.said.sheet_row,
            full_name=name,
            post=post,
            is_paid=is_paid,
            sex=sex,
            birth_year=year,
            village=self._asked_text("village"),
            workplace=self._asked_text("workplace"),
            ethnic_group=self._ethnic_group() if RosterField.ETHNIC_GROUP in asked else "",
            id_number=id_number,
            phone=self._number("phone", numbers.phone_of) if RosterField.PHONE in asked else "",
            note=self._text("note"),
            is_another=is_another,
        )

    def _cell(self, field: str) -> str:
        return self.said.cells.get(field, "")

    def _text(self, field: str) -> str:
        """The cell as it will be kept; says what had to be repaired and what cannot be kept."""
        raw = self._cell(field)
        if not raw:
            return ""
        text, repairs = cells.tidied(raw)
        if cells.is_error_value(text):
            sentence = f"Công thức trong ô bị lỗi ({text}): hãy gõ chữ vào ô."
            self.fault("formula_error", field, sentence)
            return ""
        if cells.is_formula(text):
            self.fault("formula", field, "Ô này là công thức chưa có kết quả: hãy gõ chữ thay cho công thức.")
            return ""
        for kind, sentence in repairs:
            self.warn(kind, field, sentence)
        if len(text) > LONGEST[field]:
            sentence = f"Dài {len(text)} chữ, chỉ ghi được {LONGEST[field]}: hãy viết ngắn lại."
            self.fault("too_long", field, sentence)
            return text[: LONGEST[field]]
        return text

    def _asked_text(self, field: str) -> str:
        if field not in self.facts.fields:
            return ""
        text = self._text(field)
        if not text:
            self._missing(field)
        return text

    def _missing(self, field: str) -> None:
        is_needed = field in _REQUIRED
        if self.said.letters and field not in self.said.letters and not is_needed:
            return  # a table without that column is told so once, not in every row
        if field in self.facts.asks and not any(fault.field == field for fault in self.faults):
            severity = Severity.ERROR if is_needed else Severity.WARNING
            self.fault("asked_missing", field, f"Chưa ghi «{HEADINGS[field]}»: hãy bổ sung.", severity=severity)

    def _name(self) -> str:
        name = self._text("full_name")
        if not name:
            if not self.has_errors:
                self.fault("name_missing", "full_name", "Thiếu họ và tên: hãy ghi họ tên, hoặc xóa cả dòng.")
            return ""
        if found := names.fault_of(name):
            kind, sentence, suggestion = found
            self.fault(kind, "full_name", sentence, suggestion=suggestion)
            return name
        if names.is_single_word(name):
            self.warn("name_single", "full_name", "Họ tên chỉ có một chữ: hãy ghi đủ họ, tên đệm và tên.")
        if suggestion := names.suggested(name):
            self.warn("name_capitals", "full_name", f"Nên viết là «{suggestion}».", suggestion)
        return name

    def _payroll(self) -> bool | None:
        if words := self._cell("payroll").strip():
            is_paid = marks.is_paid_in_words(words)
            if is_paid is None:
                self.fault("payroll_unclear", "payroll", "Không hiểu: hãy ghi «Có» (hưởng lương) hoặc «Không».")
            return is_paid
        paid, unpaid = marks.is_marked(self._cell("paid")), marks.is_marked(self._cell("unpaid"))
        for field, mark in (("paid", paid), ("unpaid", unpaid)):
            if mark is None:
                self.fault("payroll_unclear", field, "Không hiểu dấu này: chỉ đánh X vào một trong hai cột lương.")
        if None in (paid, unpaid):
            return None
        if paid == unpaid:
            kind, sentence = ("payroll_both", _BOTH_MARKS) if paid else ("payroll_missing", _NO_MARK)
            self.fault(kind, "paid", sentence)
            return None
        return paid

    def _check_post(self, text: str, is_paid: bool | None) -> None:
        if not text:
            if not any(fault.field == "post" for fault in self.faults):
                self.fault("post_missing", "post", "Chưa ghi chức vụ: ghi rõ cán bộ, công chức, Bí thư, Trưởng thôn…")
            return
        if not any(c.isalpha() for c in text):
            self.fault("post_unclear", "post", "Ô này không phải chức vụ: ghi rõ cán bộ, công chức, Trưởng thôn…")
            return
        post = post_of(text)
        if not post.is_known:
            hint = f"có phải «{post.suggestion}»?" if post.suggestion else "hãy kiểm tra, đúng thì cứ giữ."
            self.warn("post_unknown", "post", f"Chức vụ chưa có trong danh mục: {hint}", post.suggestion)
        elif is_paid is not None and post.is_paid is not None and post.is_paid != is_paid:
            usual = "hưởng lương" if post.is_paid else "không hưởng lương (chỉ có phụ cấp)"
            sentence = f"«{text[:_QUOTED]}» thường {usual} từ NSNN, nhưng X ở cột kia: hãy kiểm tra lại."
            self.warn("post_against_payroll", "paid" if is_paid else "unpaid", sentence)

    def _sex(self) -> str:
        said = cells.tidied(self._cell("sex"))[0]
        ticked = [sex for sex, field in ((Sex.MALE, "male"), (Sex.FEMALE, "female")) if self._is_ticked(field)]
        if not said and len(ticked) == 1:
            return ticked[0].value
        if len(ticked) == 2:
            self.fault("sex_both", "sex", "Đánh dấu cả Nam và Nữ: chỉ để một.")
            return ""
        if not said and self._is_man_by_silence():
            return Sex.MALE.value
        if not said:
            self._missing("sex")
            return ""
        sex = _SEXES.get(cells.key(said), "")
        if not sex:
            self.fault("sex_unclear", "sex", "Không hiểu giới tính: hãy ghi «Nam» hoặc «Nữ».")
        return str(sex)

    def _is_man_by_silence(self) -> bool:
        """Whether the table has only a column «Nữ» to tick, and it is not ticked."""
        return "female" in self.said.letters and "male" not in self.said.letters and not self._is_ticked("female")

    def _is_ticked(self, field: str) -> bool:
        return bool(self._cell(field).strip()) and marks.is_marked(self._cell(field)) is not False

    def _birth_year(self) -> int | None:
        said = cells.tidied(self._cell("birth_year"))[0]
        if not said:
            self._missing("birth_year")
            return None
        read = numbers.birth_year_of(said, on=self.facts.on)
        self._note(read, "birth_year")
        return int(read.value) if read.value else None

    def _number(self, field: str, reader) -> str:
        said = cells.tidied(self._cell(field))[0]
        if not said:
            self._missing(field)
            return ""
        read = reader(said)
        self._note(read, field)
        return read.value

    def _note(self, read: numbers.Read, field: str) -> None:
        if read.kind:
            severity = Severity.WARNING if read.value else Severity.ERROR
            self.fault(read.kind, field, read.sentence, severity=severity)

    def _ethnic_group(self) -> str:
        said = cells.tidied(self._cell("ethnic_group"))[0]
        if not said:
            self._missing("ethnic_group")
            return ""
        group = ethnic_groups.official(said)
        if not group:
            sentence = "Tên dân tộc không có trong danh mục 54 dân tộc: hãy ghi tên chính thức, ví dụ Mông, Thái, Kinh."
            self.fault("ethnic_group_unknown", "ethnic_group", sentence)
        return group


def _quote(field: str, said: Mapping[str, str]) -> str:
    text = said.get(field, "")
    if field in PrivateField.values:
        return masked(field, text)
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
