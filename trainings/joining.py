"""What makes registered people members of the class of their unit: their file is found or made, they join."""

import datetime
from collections.abc import Sequence

from lib.refusals import Refused
from people.matching import PersonFacts, find_or_make
from trainings.enums import ClassState, EnrolmentState
from trainings.models import Course, Enrolment, RosterList, Share
from trainings.steps import locked

CLASS_IS_CLOSED = "{class_} đã chốt danh sách nên không nhận thêm. Muốn đổi người thì dùng «Thay người» ở lớp."


def join_classes(lists: Sequence[RosterList], *, at: datetime.datetime) -> dict[int, int]:
    """Accept everybody of `lists`, all of one course and locked, and return how many of each list got a seat.

    Those on a waiting list keep waiting, with their file. Reads `campaign.course.organisation`, `share.training_class`.
    The number of queries does not depend on how many lists there are, nor (below a thousand) how many people. Raises
    Refused when a class is closed or one person would sit in the course twice.
    """
    for training_class in locked(row.share.training_class_id for row in lists):
        if training_class.state not in ClassState.taking_names():
            raise Refused(CLASS_IS_CLOSED.format(class_=training_class.title))
    course, by_key = lists[0].campaign.course, {row.pk: row for row in lists}
    states = [EnrolmentState.REGISTERED, EnrolmentState.QUEUED]
    people = list(Enrolment.objects.filter(roster__in=by_key, state__in=states).order_by("roster", "position", "id"))
    _find_people(course, people, by_key, at=at)
    joined = dict.fromkeys(by_key, 0)
    for enrolment in people:
        if enrolment.state == EnrolmentState.REGISTERED:
            enrolment.state = EnrolmentState.ACCEPTED
            enrolment.training_class = by_key[enrolment.roster_id].share.training_class
            joined[enrolment.roster_id] += 1
        enrolment.version += 1
    Enrolment.objects.bulk_update(people, ["state", "training_class", "person", "version"], batch_size=500)
    return joined


def _find_people(
    course: Course, people: Sequence[Enrolment], lists: dict[int, RosterList], *, at: datetime.datetime
) -> None:
    """Set `person` on those who have none. Raises Refused when somebody is in the course already."""
    there = Enrolment.objects.filter(course=course, person__isnull=False).exclude(state__in=EnrolmentState.gone())
    seated = dict(there.values_list("person", "roster__share"))
    unknown = [enrolment for enrolment in people if enrolment.person_id is None]
    facts = [_facts(enrolment, lists[enrolment.roster_id].share) for enrolment in unknown]
    found = find_or_make(facts, keeper=course.organisation, at=at, apart_from=seated)
    first: dict[int, Enrolment] = {}
    for enrolment, person in zip(unknown, found, strict=True):
        if person.pk in seated or person.pk in first:
            raise Refused(_twice(enrolment, lists, seated.get(person.pk)))
        enrolment.person, first[person.pk] = person, enrolment


def _facts(enrolment: Enrolment, share: Share) -> PersonFacts:
    return PersonFacts(
        full_name=enrolment.full_name,
        sex=enrolment.sex,
        birth_year=enrolment.birth_year,
        post=enrolment.post,
        workplace=enrolment.workplace,
        area_id=share.area_id,
        private=enrolment.private,
    )


def _twice(enrolment: Enrolment, lists: dict[int, RosterList], share_id: int | None) -> str:
    share = Share.objects.select_related("area", "organisation").filter(pk=share_id).first()
    where = f" (danh sách {share.called_in_a_sentence})" if share else ""
    return (
        f"{enrolment.full_name} ở danh sách {lists[enrolment.roster_id].share.called_in_a_sentence} trùng số định danh "
        f"với một người đã có trong khóa{where}. Hãy trả lại danh sách để đơn vị kiểm tra."
    )
