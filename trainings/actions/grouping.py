"""Acts that put units into the classes of a course: all of them evenly, or some by hand."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import F, Q

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings import figures
from trainings.actions.seats import is_closed, locked_course, locked_shares, refuse_closed
from trainings.balancing import DoesNotFit, spread
from trainings.enums import ClassState, EnrolmentState
from trainings.models import Course, Enrolment, Share, TrainingClass
from trainings.planned_groups import named_groups
from trainings.seat_table import room_of
from trainings.territory import neighbours_of
from trainings.totals import planned_parts


@transaction.atomic
def spread_units(course: Course, *, by: User, at: datetime.datetime) -> int:
    """Put the units of `course` into its classes anew: sizes even, neighbours together; return how many units moved.

    Classes whose list is closed keep their units. People already accepted go with their unit. Raises PermissionDenied;
    Refused when there is no class to put anybody into, no seats, or not enough room.
    """
    course = locked_course(course, by=by)
    shares = {share.pk: share for share in locked_shares(course).values() if share.seats and not is_closed(share)}
    classes = _open_classes(course)
    if not shares:
        raise Refused("Chưa có chỉ tiêu để chia: hãy đặt quy tắc trước.")
    areas = {share.area_id: pk for pk, share in shares.items() if share.area_id}
    neighbours = neighbours_of([shares[pk].area for pk in areas.values()])
    touching = {areas[area]: [areas[other] for other in others] for area, others in neighbours.items()}
    sizes = {pk: share.seats for pk, share in sorted(shares.items(), key=_place)}
    try:
        groups = spread(sizes, touching, len(classes), [room_of(row) for row in classes])
    except DoesNotFit as error:
        raise Refused(_no_room(error, shares)) from error
    targets = {shares[pk]: row for row, group in zip(classes, groups, strict=True) for pk in group}
    moved = _put(targets)
    if moved:
        record(EntryKind.CHANGE, act="chia đơn vị vào lớp", by=by, at=at, row=course, details={"units": moved})
    return len(moved)


@transaction.atomic
def place_as_planned(course: Course, *, by: User, at: datetime.datetime) -> tuple[int, list[str]]:
    """Put the units of `course` into the classes in which the plan's words name them; return how many moved, and the
    units that no class names. Raises PermissionDenied; Refused when the plan names none, or the list of a class that a
    unit would leave or join is closed.
    """
    course = locked_course(course, by=by)
    shares = {share.pk: share for share in locked_shares(course).values() if share.seats}
    classes = {row.ordinal: row for row in _open_classes(course)}
    names = {pk: share.area.name if share.area else share.organisation.name for pk, share in shares.items()}
    found = named_groups(planned_parts(course), names)
    if not found:
        raise Refused("Kế hoạch không nêu đơn vị nào học ở lớp nào: hãy chia đều hoặc xếp bằng tay.")
    targets = {shares[pk]: classes[ordinal] for pk, ordinal in found.items() if ordinal in classes}
    for share, row in targets.items():
        if share.training_class_id != row.pk:
            refuse_closed(share)
    moved = _put(targets)
    if moved:
        record(
            EntryKind.CHANGE, act="xếp đơn vị vào lớp như kế hoạch", by=by, at=at, row=course, details={"units": moved}
        )
    return len(moved), [str(share) for share in shares.values() if share not in targets]


@transaction.atomic
def move_units(
    course: Course,
    share_ids: Collection[int],
    training_class: TrainingClass | None,
    *,
    by: User,
    at: datetime.datetime,
) -> int:
    """Put some units of `course` into `training_class` (None: into none); return how many moved.

    People already accepted go with their unit. Raises PermissionDenied; Refused when the list of a class is closed.
    """
    course = locked_course(course, by=by)
    shares = [share for share in locked_shares(course).values() if share.pk in share_ids]
    if not shares:
        raise Refused("Hãy chọn ít nhất một đơn vị.")
    if training_class is not None and training_class.course_id != course.pk:
        raise Refused("Lớp này không thuộc khóa này.")
    target = None
    if training_class is not None:
        target = next((row for row in _open_classes(course) if row.pk == training_class.pk), None)
        if target is None:
            raise Refused(f"{training_class.title} không còn nhận đăng ký nên không xếp thêm đơn vị được.")
    for share in shares:
        if share.training_class_id != (target.pk if target else None):
            refuse_closed(share)
    moved = _put(dict.fromkeys(shares, target))
    if moved:
        record(EntryKind.CHANGE, act="chuyển đơn vị sang lớp khác", by=by, at=at, row=course, details={"units": moved})
    return len(moved)


def _open_classes(course: Course) -> list[TrainingClass]:
    """The classes that still take names, locked, in their order. Raises Refused when there is none."""
    rows = TrainingClass.objects.select_for_update(of=("self",)).select_related("course", "venue")
    classes = list(rows.filter(course=course, state__in=ClassState.taking_names()).order_by("pk"))
    if not classes:
        what = "đoàn" if course.is_tour else "lớp"
        raise Refused(f"Chưa có {what} nào đang nhận đăng ký: hãy lập {what} trước rồi chia.")
    return sorted(classes, key=lambda row: row.ordinal)


def _place(item: tuple[int, Share]) -> tuple:
    pk, share = item
    return (share.area is None, share.area.code if share.area else "", pk)


def _put(targets: Mapping[Share, TrainingClass | None]) -> list[str]:
    """Put shares and their accepted people into classes; return what moved, as «Xã Mường Đun → Lớp thứ nhất»."""
    moving = {share: row for share, row in targets.items() if share.training_class_id != (row.pk if row else None)}
    touched: set[int | None] = set()
    for row in set(moving.values()):
        shares = [share for share, target in moving.items() if target == row]
        touched |= {share.training_class_id for share in shares} | {row.pk if row else None}
        _take_people_along(shares, row)
        Share.objects.filter(pk__in=[share.pk for share in shares]).update(training_class=row)
    figures.refresh(touched)
    return [f"{share} → {row.title if row else 'chưa xếp lớp'}" for share, row in moving.items()]


def _take_people_along(shares: Iterable[Share], target: TrainingClass | None) -> None:
    """Whoever was accepted from the unit goes along, also those accepted while the unit had no class yet; who was moved
    into another class by hand stays there."""
    lists = [share.list.pk for share in shares if hasattr(share, "list")]
    people = Enrolment.objects.filter(roster__in=lists, state=EnrolmentState.ACCEPTED)
    sits_with_the_unit = Q(training_class=None) | Q(training_class=F("roster__share__training_class"))
    people.filter(sits_with_the_unit).update(training_class=target)


def _no_room(error: DoesNotFit, shares: Mapping[int, Share]) -> str:
    advice = "Hãy thêm lớp, chọn địa điểm lớn hơn, hoặc bớt chỉ tiêu."
    if error.unit is not None:
        return f"{shares[error.unit]} có {error.total} chỗ, địa điểm lớn nhất chỉ chứa {error.room} người. {advice}"
    if error.total > error.room:
        return f"Có {error.total} chỗ nhưng các địa điểm chỉ chứa {error.room} người. {advice}"
    return (
        f"Không xếp được: các địa điểm chứa {error.room} người, đủ cho {error.total} chỗ, nhưng không có cách nào để "
        f"mỗi đơn vị nằm trọn trong một lớp. {advice}"
    )
