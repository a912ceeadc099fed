"""The way of a class from plan to settlement: which act leads from which states where, and when nothing may change."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from django.utils.timezone import localtime

from audit.enums import EntryKind
from audit.models import Entry
from lib.dates import short_date
from lib.refusals import Refused
from organisations.models import User
from trainings.enums import ClassAct, ClassState
from trainings.models import TrainingClass
from trainings.permissions import can_hold, can_settle

_PLANNED, _OPEN, _CLOSED, _INVITED, _HELD, _COMPLETED, _SETTLED, _CANCELLED = ClassState


@dataclass(frozen=True)
class Step:
    """From which states an act is possible and where it leads. RESTORE leads to the state before CANCEL."""

    from_states: Set[ClassState]
    to_state: ClassState


STEPS: dict[ClassAct, Step] = {
    ClassAct.OPEN: Step({_PLANNED}, _OPEN),
    ClassAct.FREEZE: Step({_PLANNED, _OPEN}, _CLOSED),
    ClassAct.INVITE: Step({_CLOSED}, _INVITED),
    ClassAct.BEGIN: Step({_CLOSED, _INVITED}, _HELD),
    ClassAct.FINISH: Step({_HELD}, _COMPLETED),
    ClassAct.SETTLE: Step({_COMPLETED}, _SETTLED),
    ClassAct.UNFREEZE: Step({_CLOSED}, _OPEN),
    ClassAct.REOPEN: Step({_COMPLETED}, _HELD),
    ClassAct.UNSETTLE: Step({_SETTLED}, _COMPLETED),
    ClassAct.RESTORE: Step({_CANCELLED}, _PLANNED),
    ClassAct.CANCEL: Step({_PLANNED, _OPEN, _CLOSED, _INVITED, _HELD}, _CANCELLED),
}
"""In the order in which buttons stand."""

_WAY_BACK = {
    _COMPLETED: "Muốn sửa, hãy bấm «Mở lại để sửa» ở trang của {word} và ghi lý do.",
    _SETTLED: "Đã quyết toán: muốn sửa, hãy bỏ xác nhận quyết toán rồi mở lại, có ghi lý do.",
    _CANCELLED: "Muốn dùng lại, hãy bấm «Khôi phục» ở trang của {word} và ghi lý do.",
}


def can_do(user: User, training_class: TrainingClass, act: ClassAct) -> bool:
    """Whether `act` on `training_class` is for `user` to do, in a state that allows it."""
    if act in (ClassAct.SETTLE, ClassAct.UNSETTLE):
        return can_settle(user, training_class)
    return can_hold(user, training_class)


def is_possible(training_class: TrainingClass, act: ClassAct) -> bool:
    """Whether the state of the class allows `act` by anybody."""
    return training_class.state in STEPS[act].from_states


def open_acts(user: User, training_class: TrainingClass) -> tuple[ClassAct, ...]:
    """What `user` may do with the class now, in the order of the work; no queries when the course is at hand."""
    return tuple(act for act in STEPS if is_possible(training_class, act) and can_do(user, training_class, act))


def require_open(*classes: TrainingClass) -> None:
    """Raise Refused when one of `classes` is finished, settled or cancelled: nothing in it changes then.

    Whoever changes rows of a class (people, attendance, results, days, lecturers, seats) asks this with the row locked,
    best by `locked_open`. Reads `course`.
    """
    for training_class in classes:
        if training_class.is_finished:
            word = "đoàn" if training_class.course.is_tour else "lớp"
            state = ClassState(training_class.state)
            raise Refused(
                f"{training_class.title} đang ở bước «{state.label}» nên không sửa được. "
                + _WAY_BACK[state].format(word=word)
            )


def locked(class_ids: Iterable[int | None]) -> list[TrainingClass]:
    """The classes of these keys (None is passed over), locked in the order of keys until the transaction ends, with
    their courses. Lists and shares are locked before.
    """
    wanted = {class_id for class_id in class_ids if class_id is not None}
    if not wanted:
        return []
    rows = TrainingClass.objects.select_for_update(of=("self",)).select_related("course__organisation", "venue")
    return list(rows.filter(pk__in=wanted).order_by("pk"))


def locked_open(class_ids: Iterable[int | None]) -> list[TrainingClass]:
    """`locked`, raising Refused when one of the classes is finished."""
    classes = locked(class_ids)
    require_open(*classes)
    return classes


def last_step(training_class: TrainingClass) -> Entry | None:
    """The last act that changed the state of the class, from the audit trail."""
    return steps_of(training_class).first()


def steps_of(training_class: TrainingClass):
    """The acts that changed the state of the class, the last one first."""
    table = TrainingClass._meta.label_lower
    return Entry.objects.filter(table=table, row_id=training_class.pk, kind=EntryKind.TRANSITION)


def why_not(training_class: TrainingClass, act: ClassAct, last: Entry | None) -> str:
    """Say why `act` is not possible now: who was faster, and where the class stands."""
    state = ClassState(training_class.state).label
    if last is None:
        where = f"{training_class.title} đang ở bước «{state}»"
    else:
        at = localtime(last.at)
        where = f"{last.actor_name} đã {last.act} lúc {at:%H:%M} ngày {short_date(at.date())}, nay là «{state}»"
    return f"Không {act.label} được: {where}. Hãy tải lại trang để xem việc tiếp theo."
