"""What acts inside a class that is held share: the locked class, who may, the line in the trail."""

import datetime

from django.core.exceptions import PermissionDenied

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings.enums import ClassState
from trainings.models import TrainingClass
from trainings.permissions import can_hold
from trainings.steps import locked_open

GONE = "Người này không còn trong danh sách của lớp: hãy tải lại trang."


def held(training_class: TrainingClass, *, by: User, needs_list: bool = True) -> TrainingClass:
    """The class with its course, locked until the transaction ends.

    Raises PermissionDenied; Refused when it is finished, or, with `needs_list`, when its list is not closed yet.
    """
    if not can_hold(by, training_class):
        raise PermissionDenied
    locked = locked_open([training_class.pk])
    if not locked:
        raise Refused("Lớp này không còn: hãy tải lại trang.")
    if needs_list and locked[0].state not in ClassState.being_held():
        raise Refused("Danh sách chưa chốt nên chưa làm được việc này. Hãy bấm «Chốt danh sách» ở trang «Tổng quan».")
    return locked[0]


def tell(act: str, row: TrainingClass, *, by: User, at: datetime.datetime, details: dict) -> None:
    """Write what was done in the class into the audit trail: the last thing that an act does."""
    organisation = row.course.organisation_id
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=row, organisation_id=organisation, details=details)
