"""The outline as it is numbered on paper: sections and the activities that print their names as headings."""

from dataclasses import dataclass

from plans.enums import SectionLevel
from plans.models import Activity, Plan, PlanSection
from plans.outline import Heading, headings


@dataclass(frozen=True)
class OutlineRow:
    """One printed heading. Either `section` or `activity` is what stands behind it."""

    level: int
    is_numbered: bool
    title: str
    section: PlanSection
    activity: Activity | None = None


def outline(plan: Plan, *, with_text: bool = False) -> list[tuple[OutlineRow, Heading]]:
    """The printed headings of `plan` with their labels, in two queries; `with_text` reads the sections' bodies too."""
    named: dict[int | None, list[Activity]] = {}
    for activity in plan.activities.filter(prints_name=True):
        named.setdefault(activity.section_id, []).append(activity)
    rows: list[OutlineRow] = []
    for section in plan.sections.all() if with_text else plan.sections.defer("body"):
        rows.append(OutlineRow(section.level, section.is_numbered, section.title, section))
        below = min(section.level + 1, int(SectionLevel.LETTER))
        rows += [OutlineRow(below, True, a.name, section, a) for a in named.get(section.pk, [])]
    return list(zip(rows, headings(rows), strict=True))
