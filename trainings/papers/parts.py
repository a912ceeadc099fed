"""What the lists of trainings have in common: names of classes and units, columns, letterhead, who signs."""

from collections.abc import Iterable, Sequence
from datetime import date

from documents.content import Block, Content, FormSignatures, Head, Paragraph, Section, Shape, SignatureBlock
from documents.layout import HOUSE_LAYOUT, Layout
from documents.models import PageLayout
from lib.dates import short_date
from lib.number_words import number_in_figures
from organisations.enums import Regime
from organisations.models import Organisation
from organisations.signatures import letterhead
from people.enums import PrivateField, Sex
from people.masking import masked
from trainings.enums import EnrolmentState, RosterField
from trainings.models import Course, Enrolment, TrainingClass

PAID, UNPAID = "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN"
_MARK = "X"
_WIDTHS = {
    RosterField.SEX: 13.0,
    RosterField.BIRTH_YEAR: 14.0,
    RosterField.VILLAGE: 28.0,
    RosterField.WORKPLACE: 34.0,
    RosterField.ETHNIC_GROUP: 20.0,
    RosterField.ID_NUMBER: 31.0,
    RosterField.PHONE: 26.0,
}
"""Millimetres of the columns that a campaign may ask for."""
_SHORT = {RosterField.SEX: "Giới tính", RosterField.ID_NUMBER: "Số định danh (CCCD)"}


def asked(course: Course) -> tuple[RosterField, ...]:
    """What the campaign of `course` asks beside name, post and payroll, in the order of the form. None: nothing."""
    campaign = getattr(course, "campaign", None)
    asks = set(campaign.asks) if campaign else set()
    return tuple(field for field in RosterField if field in asks)


def heading(field: RosterField) -> str:
    """How the column is headed."""
    return _SHORT.get(field, field.label)


def width(field: RosterField) -> float:
    """How wide the column is in mm, before all are fitted to the page."""
    return _WIDTHS[field]


def value(person: Enrolment, field: RosterField, *, reveal: bool) -> str:
    """What the list says in that column. Personal data are masked unless `reveal` (people.masking)."""
    if field in PrivateField.values:
        known = person.private.get(field, "")
        return known if reveal else masked(field, known)
    if field == RosterField.SEX:
        return Sex(person.sex).label if person.sex else ""
    if field == RosterField.BIRTH_YEAR:
        return str(person.birth_year or "")
    return getattr(person, field)


def payroll(person: Enrolment) -> tuple[str, str]:
    """One X in one of the two columns."""
    return (_MARK, "") if person.is_paid else ("", _MARK)


def payroll_totals(people: Sequence[Enrolment]) -> tuple[str, str]:
    """How many stand in each of the two columns."""
    paid = sum(person.is_paid for person in people)
    return number_in_figures(paid), number_in_figures(len(people) - paid)


def unit_of(person: Enrolment) -> str:
    """The commune or organisation that sent the person; else what the list says. Reads `roster.share` and its area."""
    if person.roster is not None:
        return str(person.roster.share)
    return person.workplace or person.village


def people_of(training_class: TrainingClass) -> list[Enrolment]:
    """Who is in the class, by given name: nobody who waits for a seat, left or was replaced. One query."""
    people = training_class.enrolments.exclude(state__in=[*sorted(EnrolmentState.gone()), EnrolmentState.QUEUED])
    related = people.select_related("roster__share__area", "roster__share__organisation")
    return list(related.order_by("sort_key", "pk"))


def class_title(training_class: TrainingClass) -> str:
    """«Lớp thứ nhất: Tập huấn nâng cao năng lực»; a tour is «Đoàn thứ nhất: …»."""
    return f"{training_class.title}: {training_class.course.name}"


def days_of(training_class: TrainingClass) -> tuple[date | None, date | None]:
    """First and last day: as held, else as expected."""
    first = training_class.starts_on or training_class.expected_from
    last = training_class.ends_on or training_class.expected_to
    return first, last or first


def class_notes(training_class: TrainingClass) -> tuple[Paragraph, ...]:
    """«Thời gian: …» and «Địa điểm: …» under the title, as far as known."""
    first, last = days_of(training_class)
    notes = []
    if first and last and first != last:
        notes.append(f"Thời gian: từ ngày {short_date(first)} đến ngày {short_date(last)}")
    elif first:
        notes.append(f"Thời gian: ngày {short_date(first)}")
    venue = training_class.venue
    place = ", ".join(filter(None, (venue.name, venue.address))) if venue else training_class.course.place
    if place:
        notes.append(f"Địa điểm: {' '.join(place.split()).rstrip('.')}")
    return tuple(map(Paragraph, notes))


def leader_line(organisation: Organisation) -> str:
    """Who signs a list for an office: «TM. ỦY BAN NHÂN DÂN», «GIÁM ĐỐC» (Nghị định 30/2020, Điều 13)."""
    if organisation.regime == Regime.COLLECTIVE:
        return f"TM. {organisation.collective_name}".upper()
    return organisation.head_title.upper()


def signatures(organisation: Organisation, *others: str) -> FormSignatures:
    """Places for those who made the list and for the head of `organisation`."""
    places = [(title, "(Ký, ghi rõ họ tên)") for title in others or ("Người lập",)]
    return FormSignatures((*places, (leader_line(organisation), "(Ký tên, đóng dấu)")))


def sheet(
    organisation: Organisation,
    *,
    kind: str,
    title: str,
    notes: Iterable[Paragraph],
    blocks: tuple[Block, ...],
    landscape: bool = False,
) -> Content:
    """A list of `organisation` with its letterhead; who prints it writes the day by hand."""
    superior, issuer = letterhead(organisation)
    head = Head(superior, issuer, organisation.name, symbol="", place=organisation.place_name, date=None)
    return Content(
        kind=kind,
        head=head,
        title=" ".join(title.split()),
        legal_bases=(),
        opening=tuple(notes),
        sections=(Section(1, "", "", blocks),),
        closing=(),
        recipients=(),
        archive="",
        signature=SignatureBlock((), ""),
        shape=Shape.SHEET,
        landscape=landscape,
    )


def layout_of(organisation: Organisation) -> Layout:
    """How the office lays out its papers. Reads `organisation.page_layout`."""
    try:
        return organisation.page_layout.as_layout()
    except PageLayout.DoesNotExist:
        return HOUSE_LAYOUT
