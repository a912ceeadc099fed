"""The table of seats of a course: units × villages × seats × registered × missing × waiting × class, what each class
has, and what somebody should look at."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from lib.dates import short_date
from organisations.models import Area
from trainings.enums import ClassState, EnrolmentState, SeatBasis
from trainings.models import Course, SeatRule, Share, TrainingClass
from trainings.territory import communes_of, day_of

_OLD = datetime.timedelta(days=366)
_NAMED_AT_MOST = 12


@dataclass(frozen=True)
class Row:
    """One unit. `missing` are free seats, `waiting` people without a seat."""

    share: Share
    waiting: int

    @property
    def missing(self) -> int:
        return self.share.free


@dataclass(frozen=True)
class ClassRow:
    """One class: its units, their seats and people, and how many its room holds (None: nobody counted)."""

    training_class: TrainingClass
    units: int
    seats: int
    taken: int
    room: int | None

    @property
    def is_overfull(self) -> bool:
        return self.room is not None and self.seats > self.room


@dataclass(frozen=True)
class SeatTable:
    """Everything that the page «Chỉ tiêu» shows. `warnings` are sentences."""

    rows: tuple[Row, ...]
    classes: tuple[ClassRow, ...]
    rules: tuple[SeatRule, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def totals(self) -> dict[str, int]:
        """Sums over all units, of the columns with numbers."""
        return {
            "villages": sum(row.share.villages or 0 for row in self.rows),
            "by_rule": sum(row.share.by_rule for row in self.rows),
            "seats": sum(row.share.seats for row in self.rows),
            "taken": sum(row.share.taken for row in self.rows),
            "missing": sum(row.missing for row in self.rows),
            "waiting": sum(row.waiting for row in self.rows),
        }

    @property
    def largest_difference(self) -> int | None:
        """By how many seats the largest class exceeds the smallest; None with fewer than two classes in use."""
        sizes = [row.seats for row in self.classes if row.units]
        return max(sizes) - min(sizes) if len(sizes) > 1 else None


def seat_table(course: Course, *, on: datetime.date) -> SeatTable:
    """The table of `course` as it stands on the day `on`. A constant number of queries."""
    waiting = Count(
        "list__enrolments", filter=Q(list__enrolments__state=EnrolmentState.QUEUED, list__enrolments__counts=True)
    )
    shares = course.shares.select_related("area", "organisation", "training_class__course").annotate(waiting=waiting)
    rows = tuple(Row(share, share.waiting) for share in shares)
    rules = tuple(course.seat_rules.select_related("area", "organisation"))
    live = course.classes.exclude(state=ClassState.CANCELLED).select_related("course", "venue").order_by("ordinal")
    classes = tuple(_class_row(training_class, rows) for training_class in live)
    return SeatTable(rows, classes, rules, tuple(_warnings(course, rules, rows, classes, on=on)))


def room_of(training_class: TrainingClass) -> int | None:
    """How many people a class can hold: its seats or its venue's, whichever are fewer. Reads `venue`."""
    venue = training_class.venue.capacity if training_class.venue else None
    return min((room for room in (training_class.seats, venue) if room is not None), default=None)


def _class_row(training_class: TrainingClass, rows: Iterable[Row]) -> ClassRow:
    own = [row.share for row in rows if row.share.training_class_id == training_class.pk and row.share.seats]
    seats, taken = sum(share.seats for share in own), sum(share.taken for share in own)
    return ClassRow(training_class, len(own), seats, taken, room_of(training_class))


def _warnings(course, rules: Sequence[SeatRule], rows: Sequence[Row], classes: Sequence[ClassRow], *, on):
    """What somebody should look at, the gravest first."""
    bases = {rule.basis for rule in rules}
    communes = communes_of(course, on=on) if bases & {SeatBasis.PER_COMMUNE, SeatBasis.PER_VILLAGE} else []
    if bases & {SeatBasis.PER_COMMUNE, SeatBasis.PER_VILLAGE} and not communes:
        yield (
            "Khóa chưa có địa bàn hoặc địa bàn không có xã nào, nên quy tắc theo xã, thôn chưa cho chỗ nào. Hãy chọn "
            "địa bàn ở phần Nội dung."
        )
    if SeatBasis.PER_VILLAGE in bases:
        yield from _about_villages(course, communes, on=on)
    yield from _about_shares(communes, rows)
    unplaced = [str(row.share) for row in rows if row.share.seats and row.share.training_class_id is None]
    if unplaced and classes:
        what = "đoàn" if course.is_tour else "lớp"
        yield f"Chưa xếp {what}: {_named(unplaced)}. Hãy bấm «Chia đều vào các {what}» hoặc chọn từng đơn vị."
    for row in classes:
        if row.is_overfull:
            yield f"{row.training_class.title} có {row.seats} chỗ, nhiều hơn sức chứa {row.room} người."
        if not row.units and any(other.units for other in classes):
            yield f"{row.training_class.title} chưa có đơn vị nào."


def _about_villages(course: Course, communes: Sequence[Area], *, on: datetime.date):
    missing = [str(area) for area in communes if area.village_count is None]
    if missing:
        yield (
            f"Chưa có số thôn, bản: {_named(missing)}. Những xã này chưa được chỗ nào theo thôn: nhờ quản trị ghi số "
            "thôn vào danh mục đơn vị hành chính rồi tính lại."
        )
    day = day_of(course, on=on)
    old = [area for area in communes if area.villages_counted_on and day - area.villages_counted_on > _OLD]
    if old:
        told = [f"{area} ({short_date(area.villages_counted_on)})" for area in old]
        yield f"Số thôn, bản đếm đã quá một năm: {_named(told)}. Hãy kiểm tra lại."


def _about_shares(communes: Sequence[Area], rows: Sequence[Row]):
    by_area = {row.share.area_id: row.share for row in rows if row.share.area_id}
    absent = [str(area) for area in communes if area.pk not in by_area]
    if absent:
        yield f"Chưa tính chỉ tiêu: {_named(absent)}. Hãy bấm «Tính lại»."
    other = [
        f"{area} (đã tính {by_area[area.pk].villages or 'khi chưa có số thôn'}, nay {area.village_count})"
        for area in communes
        if area.pk in by_area and by_area[area.pk].villages != area.village_count and area.village_count is not None
    ]
    if other:
        yield f"Số thôn, bản đã đổi từ lúc tính: {_named(other)}. Hãy bấm «Tính lại»."
    idle = [str(row.share) for row in rows if not row.share.by_rule and row.share.exception is None and row.share.seats]
    if idle:
        yield f"Không còn quy tắc nào cho chỗ nhưng vẫn giữ chỗ được chuyển đến: {_named(idle)}."


def _named(names: Sequence[str]) -> str:
    rest = f" và {len(names) - _NAMED_AT_MOST} nơi khác" if len(names) > _NAMED_AT_MOST else ""
    return ", ".join(names[:_NAMED_AT_MOST]) + rest
