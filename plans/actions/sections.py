"""Acts on the outline of a plan. Every one is recorded and can be undone."""

import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F

from lib.refusals import Refused
from organisations.models import User
from plans.actions.editing import StaleEdit, check, locked_plan, present, recorded
from plans.actions.ordering import renumber
from plans.enums import EditKind, SectionLevel
from plans.models import Plan, PlanSection
from plans.outline import moved, parents, place_after, subtree
from plans.validity import section_faults


@transaction.atomic
def save_section(
    section: PlanSection,
    *,
    title: str,
    body: str,
    version: int,
    by: User,
    at: datetime.datetime,
    is_numbered: bool | None = None,
    source: str | None = None,
) -> PlanSection:
    """Save title and text of `section`, which the writer read as `version`; return the row as saved.

    Saving what already stands there changes nothing, whatever the version. Raises PermissionDenied, StaleEdit, Refused.
    """
    plan = locked_plan(section.plan_id, by=by)
    row = present(section, name="Mục")
    wanted = {"title": title, "body": body}
    wanted |= {} if is_numbered is None else {"is_numbered": is_numbered}
    wanted |= {} if source is None else {"source": source}
    wanted = {name: PlanSection._meta.get_field(name).to_python(value) for name, value in wanted.items()}
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    check(row, section_faults)
    with recorded(plan, "sections", EditKind.TEXT, by=by, at=at):
        saved = PlanSection.objects.filter(pk=row.pk, version=version).update(**wanted, version=F("version") + 1)
        if not saved:
            raise StaleEdit(present(section, name="Mục"), plan=plan)
    return PlanSection.objects.get(pk=row.pk)


@transaction.atomic
def add_section(
    plan: Plan,
    *,
    after: PlanSection | None,
    level: int,
    title: str,
    by: User,
    at: datetime.datetime,
    body: str = "",
    is_numbered: bool = True,
    source: str = "",
) -> PlanSection:
    """Add a section of `level` behind `after` and all that stands under it; None: at the end. Return the new row.

    Raises PermissionDenied, Refused.
    """
    plan = locked_plan(plan, by=by)
    rows = _rows(plan)
    new = PlanSection(plan=plan, level=level, title=title, body=body, is_numbered=is_numbered, source=source)
    check(new, section_faults)
    with recorded(plan, "sections", EditKind.ADD, by=by, at=at):
        new.save()
        place = len(rows) if after is None else place_after(rows, _index(rows, after), level)
        rows.insert(place, new)
        renumber(rows)
    return new


@transaction.atomic
def move_section(section: PlanSection, *, step: Literal[-1, 1], by: User, at: datetime.datetime) -> None:
    """Move `section` with all that stands under it past its sibling above (−1) or below (+1).

    Raises PermissionDenied, Refused.
    """
    plan = locked_plan(section.plan_id, by=by)
    rows = _rows(plan)
    order = moved(rows, _index(rows, section), step)
    if order is None:
        raise Refused(
            f"Mục này đã ở {'đầu' if step < 0 else 'cuối'} nhóm của nó. Muốn sang nhóm khác, hãy đổi cấp trước."
        )
    with recorded(plan, "sections", EditKind.MOVE, by=by, at=at):
        renumber(order)


@transaction.atomic
def indent_section(section: PlanSection, *, step: Literal[-1, 1], by: User, at: datetime.datetime) -> None:
    """Put `section` with all that stands under it one level deeper (+1) or higher (−1).

    Raises PermissionDenied, Refused.
    """
    plan = locked_plan(section.plan_id, by=by)
    rows = _rows(plan)
    index = _index(rows, section)
    group = [rows[i] for i in subtree(rows, index)]
    if step > 0:
        has_sibling = any(parent == parents(rows)[index] for parent in parents(rows)[:index])
        if not has_sibling:
            raise Refused("Phía trên chưa có mục nào cùng nhóm để đặt mục này vào trong.")
        if max(row.level for row in group) == SectionLevel.LETTER:
            raise Refused("Không hạ cấp được nữa: mục này hoặc mục bên trong đã ở cấp a).")
    elif rows[index].level == SectionLevel.PART:
        raise Refused("Không nâng cấp được nữa: mục này đã ở cấp cao nhất (Phần).")
    with recorded(plan, "sections", EditKind.INDENT, by=by, at=at):
        PlanSection.objects.filter(pk__in=[row.pk for row in group]).update(level=F("level") + step)


@transaction.atomic
def delete_section(section: PlanSection, *, by: User, at: datetime.datetime) -> None:
    """Delete `section` with all that stands under it; activities printed there stay, without a place.

    Raises PermissionDenied, Refused.
    """
    plan = locked_plan(section.plan_id, by=by)
    rows = _rows(plan)
    group = subtree(rows, _index(rows, section))
    with recorded(plan, "sections", EditKind.DELETE, by=by, at=at):
        PlanSection.objects.filter(pk__in=[rows[i].pk for i in group]).delete()
        renumber([row for i, row in enumerate(rows) if i not in group])


def _rows(plan: Plan) -> list[PlanSection]:
    return list(PlanSection.objects.filter(plan=plan).defer("body").order_by("position", "id"))


def _index(rows: list[PlanSection], section: PlanSection) -> int:
    for index, row in enumerate(rows):
        if row.pk == section.pk:
            return index
    raise Refused("Mục này đã bị xóa trong lúc bạn sửa: hãy tải lại trang.")
