"""The table of a class list."""

from collections.abc import Sequence

from documents.content import Block, Paragraph, Table
from lib.number_words import number_in_figures
from trainings.enums import RosterField
from trainings.models import Enrolment, TrainingClass
from trainings.papers import parts

_MOST_ASKED_UPRIGHT = 1


def is_wide(fields: Sequence[RosterField]) -> bool:
    """Whether the list lies on its side."""
    return len(_columns(fields)) > _MOST_ASKED_UPRIGHT


def blocks(training_class: TrainingClass, fields: Sequence[RosterField], *, reveal: bool) -> list[Block]:
    """Those who count, with a total; below them those who come along; places to sign."""
    people = parts.people_of(training_class)
    counted = [person for person in people if person.counts]
    others = [person for person in people if not person.counts]
    found: list[Block] = [_table(counted, fields, reveal=reveal)]
    if others:
        found.append(Paragraph("Người đi cùng, phục vụ (không tính vào chỉ tiêu):"))
        found.append(_table(others, fields, reveal=reveal))
    return [*found, parts.signatures(training_class.course.organisation)]


def _columns(fields: Sequence[RosterField]) -> tuple[RosterField, ...]:
    """The workplace has a column of its own anyway: the unit."""
    return tuple(field for field in fields if field != RosterField.WORKPLACE)


def _table(people: Sequence[Enrolment], fields: Sequence[RosterField], *, reveal: bool) -> Table:
    columns = _columns(fields)
    shows_workplace = RosterField.WORKPLACE in fields
    header = ("TT", "Họ và tên", *map(parts.heading, columns), "Chức vụ", "Đơn vị", parts.PAID, parts.UNPAID, "Ghi chú")
    rows = tuple(
        (
            str(number),
            person.full_name,
            *(parts.value(person, field, reveal=reveal) for field in columns),
            person.post,
            _unit(person, shows_workplace=shows_workplace),
            *parts.payroll(person),
            person.note,
        )
        for number, person in enumerate(people, start=1)
    )
    widths = (10.0, 40.0, *map(parts.width, columns), 26.0, 32.0, 20.0, 22.0, 16.0)
    total = f"Tổng số: {number_in_figures(len(people))} người"
    totals = (("", total, *[""] * len(columns), "", "", *parts.payroll_totals(people), ""),)
    return Table((header,), rows, widths, totals=totals)


def _unit(person: Enrolment, *, shows_workplace: bool) -> str:
    unit = parts.unit_of(person)
    if shows_workplace and person.workplace and person.workplace != unit:
        return f"{person.workplace}, {unit}"
    return unit
