"""What checking has to know about a list or a class, read from the database with a constant number of questions."""

from datetime import date

from people.enums import PrivateField
from trainings.enrolling import list_unit, row_of
from trainings.enums import EnrolmentState, RosterField
from trainings.models import Enrolment, RosterList, TrainingClass
from trainings.rosters.duplicates import content_of
from trainings.rosters.facts import Facts, Known

_COLUMNS = (
    "pk", "roster_id", "training_class_id", "position", "full_name", "birth_year", "id_index", "village", "workplace",
    "roster__share__area_id", "roster__share__organisation_id", "roster__share__area__kind",
    "roster__share__area__name", "roster__share__organisation__name", "training_class__ordinal",
)  # fmt: skip
_OPEN_TO_ALL = frozenset(RosterField.values) - frozenset(PrivateField.values)


def facts_of_list(roster: RosterList, *, on: date, without: int | None = None) -> Facts:
    """The facts for rows of `roster`. `without` is the key of an enrolment that is being changed itself."""
    share = roster.share
    known = _known(share.course_id, without=without, roster_id=roster.pk)
    return Facts(on=on, asks=frozenset(roster.campaign.asks), unit=list_unit(share), free=share.free, known=known)


def facts_of_class(training_class: TrainingClass, *, on: date, without: int | None = None) -> Facts:
    """The facts for rows that the organiser puts straight into a class: what the campaign asks for; without a campaign
    whatever is not private may be kept, and nothing has to be."""
    campaign = getattr(training_class.course, "campaign", None)
    free = None if training_class.seats is None else training_class.seats - training_class.enrolled
    return Facts(
        on=on,
        asks=frozenset(campaign.asks) if campaign else frozenset(),
        takes=frozenset() if campaign else _OPEN_TO_ALL,
        free=free,
        known=_known(training_class.course_id, class_id=training_class.pk, without=without),
    )


def _known(
    course_id: int, *, without: int | None = None, roster_id: int | None = None, class_id: int | None = None
) -> tuple[Known, ...]:
    people = Enrolment.objects.filter(course_id=course_id).exclude(state__in=sorted(EnrolmentState.gone()))
    if without is not None:
        people = people.exclude(pk=without)
    here = people.filter(roster_id=roster_id) if roster_id else people.filter(training_class_id=class_id, roster=None)
    contents = {person.pk: content_of(row_of(person)) for person in here.order_by()}
    rows = people.order_by("position", "pk").values(*_COLUMNS).iterator(chunk_size=2000)
    return tuple(_one(row, contents) for row in rows)


def _one(row: dict, contents: dict[int, str]) -> Known:
    return Known(
        full_name=row["full_name"],
        unit=_unit(row),
        where=_where(row, is_here=row["pk"] in contents),
        birth_year=row["birth_year"],
        id_index=row["id_index"],
        is_here=row["pk"] in contents,
        content=contents.get(row["pk"], ""),
    )


def _unit(row: dict) -> str:
    if row["roster__share__area_id"]:
        return f"area-{row['roster__share__area_id']}"
    if row["roster__share__organisation_id"]:
        return f"office-{row['roster__share__organisation_id']}"
    return row["workplace"].lower() or row["village"].lower()


def _where(row: dict, *, is_here: bool) -> str:
    place = f"số thứ tự {row['position']}"
    if is_here:
        return place
    area = f"{row['roster__share__area__kind']} {row['roster__share__area__name']}"
    name = area if row["roster__share__area_id"] else row["roster__share__organisation__name"]
    if name:
        return f"danh sách {name}, {place}"
    return f"lớp thứ {row['training_class__ordinal']}, {place}" if row["training_class__ordinal"] else "khóa này"
