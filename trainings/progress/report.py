"""A progress table as people read it: lines with names, the total, and what may be told of women and minorities."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.urls import reverse

from plans.models import Activity, Plan, Programme
from trainings.progress.areas import AreaLine, lines_as_on, lines_as_then
from trainings.progress.counting import Line, table
from trainings.progress.numbers import Numbers, Portion
from trainings.progress.scope import Scope


class By(StrEnum):
    """What the lines of a table are about; the value stands in addresses."""

    PROGRAMME = "chuong-trinh"
    PLAN = "ke-hoach"
    YEAR = "nam"
    COURSE = "khoa"
    AREA_THEN = "dia-ban"
    AREA_NOW = "dia-ban-nay"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def is_area(self) -> bool:
        return self in (By.AREA_THEN, By.AREA_NOW)


LABELS = {
    By.PROGRAMME: "Chương trình, dự án",
    By.PLAN: "Kế hoạch",
    By.YEAR: "Năm",
    By.COURSE: "Khóa tập huấn, đợt tham quan",
    By.AREA_THEN: "Xã, phường khi đó",
    By.AREA_NOW: "Xã, phường hiện nay",
}
NO_PROGRAMME = "Không thuộc chương trình nào"
OFFICES = "Cơ quan, đơn vị (không theo xã)"


@dataclass(frozen=True)
class Row:
    """One line: a name, an address to look closer (or none), numbers, portions, and what must be said besides. `key` is
    what it is about: a year, or the key of a programme, plan, activity or area; None of nothing in particular."""

    label: str
    numbers: Numbers
    women: Portion
    minorities: Portion
    key: Hashable = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Report:
    """`total` is of all rows. By area there are no numbers of classes: people of many areas share one."""

    by: By
    rows: tuple[Row, ...]
    total: Row

    @property
    def counts_classes(self) -> bool:
        return not self.by.is_area


def report(scope: Scope, by: By, *, on: date) -> Report:
    """The table of `scope` by `by`; areas of today are those of `on`. A constant number of queries."""
    if by.is_area:
        found = lines_as_then(scope) if by == By.AREA_THEN else lines_as_on(scope, day=on)
        rows = [
            _row(_area_label(line), line.numbers, key=line.area and line.area.pk, note=line.note)
            for line in found.lines
        ]
        return _guarded(by, rows, found.total)
    found = table(scope, _KEYS[by])
    names = _NAMES[by](found.rows)
    rows = [_row(names[key][0], numbers, key=key, url=names[key][1]) for key, numbers in found.rows.items()]
    if by == By.YEAR:
        rows.sort(key=lambda row: row.label)
    elif by != By.COURSE:
        rows.sort(key=lambda row: (row.label == NO_PROGRAMME, -row.numbers.seats, row.label))
    return _guarded(by, rows, found.total)


def _row(label: str, numbers: Numbers, **more) -> Row:
    return Row(label, numbers, numbers.of_women, numbers.of_minorities, **more)


def _guarded(by: By, rows: list[Row], total: Numbers) -> Report:
    """The report with portions that could be had by subtracting the others from the total hidden, too."""
    sum_row = _row("Cộng", total)
    for field in ("women", "minorities"):
        hidden = [n for n, row in enumerate(rows) if getattr(row, field).is_hidden]
        told = [n for n, row in enumerate(rows) if getattr(row, field).percent is not None]
        if len(hidden) == 1 and told and not getattr(sum_row, field).is_hidden:
            least = min(told, key=lambda n: getattr(rows[n], field).known)
            rows[least] = replace(rows[least], **{field: replace(getattr(rows[least], field), is_hidden=True)})
    return Report(by, tuple(rows), sum_row)


def _area_label(line: AreaLine) -> str:
    if line.area is None:
        return OFFICES
    ended = f" (đến {line.area.valid_to:%d/%m/%Y})" if line.area.valid_to else ""
    above = f", {line.area.parent}" if line.area.parent else ""
    return f"{line.area}{above}{ended}"


def _years(keys: Iterable[Hashable]) -> dict[Hashable, tuple[str, str]]:
    return {year: (str(year), f"{reverse('figures:overview')}?tu={year}&den={year}") for year in keys}


def _programmes(keys: Iterable[Hashable]) -> dict[Hashable, tuple[str, str]]:
    found = Programme.objects.in_bulk([key for key in keys if key is not None])
    address = reverse("figures:overview")
    named = {key: (str(row), f"{address}?theo={By.PLAN}&chuong_trinh={key}") for key, row in found.items()}
    return named | {None: (NO_PROGRAMME, "")}


def _plans(keys: Iterable[Hashable]) -> dict[Hashable, tuple[str, str]]:
    titles = Plan.objects.filter(pk__in=list(keys)).order_by().values_list("pk", "title")
    return {pk: (" ".join(title.split()), reverse("figures:plan", args=[pk])) for pk, title in titles}


def _courses(keys: Iterable[Hashable]) -> dict[Hashable, tuple[str, str]]:
    rows = Activity.objects.filter(pk__in=list(keys)).order_by().values_list("pk", "name", "course", "course__name")
    return {
        pk: (course_name or name, reverse("trainings:course", args=[course]) if course else "")
        for pk, name, course, course_name in rows
    }


_KEYS: dict[By, Callable[[Line], Hashable]] = {
    By.PROGRAMME: lambda line: line.programme,
    By.PLAN: lambda line: line.plan,
    By.YEAR: lambda line: line.year,
    By.COURSE: lambda line: line.activity,
}
_NAMES = {By.PROGRAMME: _programmes, By.PLAN: _plans, By.YEAR: _years, By.COURSE: _courses}
