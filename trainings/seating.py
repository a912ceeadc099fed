"""Taking seats, giving them back, and moving up those who wait. The only place where `Share.taken` changes.

A seat is taken by one conditional UPDATE («if that many are free»), so two databases and fifty people at once give the
same answer without anybody counting rows. Callers hold the row of the RosterList; shares are touched in the order of
their keys.
"""

from collections.abc import Iterable

from django.db.models import F

from trainings.enums import ClassState, EnrolmentState, RosterState
from trainings.models import Enrolment, RosterList, Share
from trainings.steps import locked


def take(share_id: int, wanted: int = 1) -> int:
    """Take up to `wanted` seats of a share and return how many were free to take: the others have to wait."""
    while wanted > 0:
        free = _free(share_id)
        if free <= 0:
            return 0
        if _occupied(share_id, min(free, wanted)):
            return min(free, wanted)
    return 0


def give_back(share_id: int, seats: int = 1) -> None:
    """Make `seats` seats of a share free again. Call `promote` afterwards: somebody may be waiting for them.

    Raises ValueError when fewer are taken, which says that rows and seats have come apart.
    """
    if seats < 0 or not Share.objects.filter(pk=share_id, taken__gte=seats).update(taken=F("taken") - seats):
        raise ValueError(f"Share {share_id}: {seats} seats given back that were not taken.")


def resize(share_id: int, seats: int) -> bool:
    """Let a share have `seats` seats; False, and nothing done, when more of them are taken by now."""
    return Share.objects.filter(pk=share_id, taken__lte=seats).update(seats=seats) == 1


def pass_on(giver_id: int, receiver_id: int, seats: int) -> bool:
    """Move `seats` free seats from one share to another; False, and nothing done, when the giver has fewer free."""
    free = Share.objects.filter(pk=giver_id, seats__gte=F("taken") + seats)
    if not free.update(seats=F("seats") - seats, passed=F("passed") - seats):
        return False
    Share.objects.filter(pk=receiver_id).update(seats=F("seats") + seats, passed=F("passed") + seats)
    return True


def promote(share_ids: Iterable[int]) -> list[Enrolment]:
    """Give the free seats of the shares to those who wait there, first come, first served; return who moved up.

    In a list that is accepted they are accepted and join the class. Nobody moves into a class whose list is closed:
    from then on people are replaced one by one. Locks the lists, so call it inside the transaction of an act.
    """
    lists = RosterList.objects.filter(share__in=set(share_ids)).order_by("pk").select_for_update()
    moved = []
    for roster in sorted(lists, key=lambda roster: roster.share_id):
        moved += _promoted(roster)
    return moved


def _promoted(roster: RosterList) -> list[Enrolment]:
    waiting = Enrolment.objects.filter(roster=roster, state=EnrolmentState.QUEUED, counts=True)
    first = list(waiting.select_related("roster").order_by("created_at", "id"))
    if not first:
        return []
    share = Share.objects.select_related("training_class").get(pk=roster.share_id)
    if any(found.state not in ClassState.taking_names() for found in locked([share.training_class_id])):
        return []
    moved = first[: take(share.pk, len(first))]
    is_accepted = roster.state == RosterState.ACCEPTED
    state = EnrolmentState.ACCEPTED if is_accepted else EnrolmentState.REGISTERED
    for enrolment in moved:
        enrolment.state, enrolment.version = state, enrolment.version + 1
        enrolment.training_class = share.training_class if is_accepted else None
    Enrolment.objects.bulk_update(moved, ["state", "version", "training_class"], batch_size=500)
    return moved


def _free(share_id: int) -> int:
    seats, taken = Share.objects.values_list("seats", "taken").get(pk=share_id)
    return seats - taken


def _occupied(share_id: int, seats: int) -> bool:
    return Share.objects.filter(pk=share_id, seats__gte=F("taken") + seats).update(taken=F("taken") + seats) == 1
