"""People of a class who change one by one: somebody comes instead, leaves, comes late."""

import datetime
from dataclasses import replace

from lib.refusals import Refused
from people.matching import PersonFacts, find_or_make
from trainings import seating
from trainings.enrolling import enrol
from trainings.enums import EnrolmentState, RosterState
from trainings.models import Enrolment, RosterList, TrainingClass
from trainings.roster_facts import facts_of_class, facts_of_list
from trainings.rosters.checking import Checked, check
from trainings.rosters.facts import Facts
from trainings.rosters.rows import Row, Said
from trainings.seat_table import room_of


def facts_for(
    training_class: TrainingClass, roster: RosterList | None, *, on: datetime.date, without: int | None = None
) -> Facts:
    """What checking has to know about somebody who comes into the class, in the list of a unit or in none.

    `without` is the enrolment whose place is taken. Seats are asked by the act, not by the check.
    """
    if roster is None:
        facts = facts_of_class(training_class, on=on, without=without)
    else:
        facts = facts_of_list(roster, on=on, without=without)
    return replace(facts, free=None)


def check_person(cells: dict[str, str], facts: Facts, *, is_another: bool = False) -> Checked:
    """One typed person checked like a row of a list; `is_another` says that somebody who looks the same is meant to be
    two people."""
    return check([Said(1, cells)], facts, apart=frozenset({1}) if is_another else frozenset())


def lists_of(training_class: TrainingClass):
    """The accepted lists of the units whose people are in the class."""
    lists = RosterList.objects.filter(share__training_class=training_class, state=RosterState.ACCEPTED)
    return lists.select_related("share__area", "share__organisation", "campaign__course").order_by("share__area__code")


def waiting_for(enrolment: Enrolment):
    """Who waits for a seat of the same unit, in the order of registration."""
    queued = Enrolment.objects.filter(state=EnrolmentState.QUEUED, counts=True)
    if enrolment.roster_id is None:
        return queued.none()
    return queued.filter(roster=enrolment.roster_id).order_by("created_at", "id")


def put_in(
    training_class: TrainingClass,
    roster: RosterList | None,
    row: Row,
    *,
    at: datetime.datetime,
    counts: bool = True,
    replaces: Enrolment | None = None,
) -> Enrolment:
    """A new person in the class, accepted and with a file. A seat of the unit is taken where there is a list.

    Raises Refused: the row is of somebody who is there, the unit has no free seat, the class is full.
    """
    if roster is None and counts and replaces is None:
        require_room(training_class)
    stored = enrol(roster or training_class, [row], at=at)
    if not stored.new:
        raise Refused(f"{row.full_name} đã có trong danh sách của lớp.")
    if stored.queued:
        raise Refused(
            f"{roster.share} đã hết chỉ tiêu. Hãy thay một người trong danh sách của đơn vị, hoặc chuyển thêm chỉ tiêu "
            "cho đơn vị ở trang «Chỉ tiêu» của khóa."
        )
    new = Enrolment.objects.select_related("roster__share").get(pk=stored.enrolments[0])
    new.counts, new.replaces = counts, replaces
    return join(new, training_class, at=at)


def join(enrolment: Enrolment, training_class: TrainingClass, *, at: datetime.datetime) -> Enrolment:
    """Let somebody registered be an accepted member of the class, with a file found or made."""
    enrolment.state, enrolment.training_class = EnrolmentState.ACCEPTED, training_class
    if enrolment.person_id is None:
        enrolment.person_id = _file_of(enrolment, training_class, at=at)
    enrolment.version += 1
    enrolment.save(
        update_fields=["state", "training_class", "person", "counts", "replaces", "version"],
    )
    return enrolment


def leave(enrolment: Enrolment, state: EnrolmentState, *, reason: str) -> None:
    """Let somebody leave the class (REPLACED or WITHDRAWN); the seat of the unit is free then. Marks stay."""
    held_seat = enrolment.state in EnrolmentState.holding_a_seat()
    enrolment.state, enrolment.gone_reason, enrolment.version = state, reason, enrolment.version + 1
    enrolment.save(update_fields=["state", "gone_reason", "version"])
    if enrolment.roster_id and held_seat:
        seating.give_back(enrolment.roster.share_id)


def come_back(enrolment: Enrolment) -> None:
    """Let somebody who withdrew be in the class again. Raises Refused without a free seat, or when the person sits in
    the course already."""
    if enrolment.roster_id and not seating.take(enrolment.roster.share_id):
        raise Refused(f"{enrolment.roster.share} đã hết chỉ tiêu nên không nhận lại được.")
    if enrolment.roster_id is None and enrolment.counts:
        require_room(enrolment.training_class)
    there = Enrolment.objects.filter(course=enrolment.course_id, person=enrolment.person_id, person__isnull=False)
    if there.exclude(state__in=EnrolmentState.gone()).exists():
        raise Refused(f"{enrolment.full_name} đã có một tên khác trong khóa này.")
    enrolment.state, enrolment.gone_reason = EnrolmentState.ACCEPTED, ""
    enrolment.version += 1
    enrolment.save(update_fields=["state", "gone_reason", "version"])


def require_room(training_class: TrainingClass, coming: int = 1) -> None:
    """Raise Refused unless `coming` more people who count fit into the class: its seats, or those of its venue. Reads
    `venue`; the caller holds the row of the class."""
    room = room_of(training_class)
    people = Enrolment.objects.filter(
        training_class=training_class, counts=True, state__in=sorted(EnrolmentState.holding_a_seat())
    )
    if room is None or not coming or (there := people.count()) + coming <= room:
        return
    free = (
        f"đã đủ {room} chỗ"
        if there >= room
        else f"chỉ còn {room - there} chỗ trong {room}, không đủ cho {coming} người"
    )
    raise Refused(
        f"{training_class.title} {free}. Hãy tăng số chỗ của lớp, chọn địa điểm lớn hơn, hoặc ghi người này là "
        "«Đi cùng, không tính vào chỉ tiêu»."
        if coming == 1
        else f"{training_class.title} {free}. Hãy chọn ít người hơn, tăng số chỗ của lớp, hoặc chọn địa điểm lớn hơn."
    )


def _file_of(enrolment: Enrolment, training_class: TrainingClass, *, at: datetime.datetime) -> int:
    there = Enrolment.objects.filter(course=enrolment.course_id, person__isnull=False)
    seated = set(there.exclude(state__in=EnrolmentState.gone()).values_list("person", flat=True))
    facts = PersonFacts(
        full_name=enrolment.full_name,
        sex=enrolment.sex,
        birth_year=enrolment.birth_year,
        post=enrolment.post,
        workplace=enrolment.workplace,
        area_id=enrolment.roster.share.area_id if enrolment.roster_id else None,
        private=enrolment.private,
    )
    (person,) = find_or_make([facts], keeper=training_class.course.organisation, at=at, apart_from=seated)
    if person.pk in seated:
        raise Refused(f"{enrolment.full_name} trùng số định danh với một người đã có trong khóa. Hãy xem lại số.")
    return person.pk
