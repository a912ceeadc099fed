"""Generated parts that plans themselves offer."""

from documents.content import Block, Table
from lib.number_words import number_in_figures
from plans.activity_text import generated, period
from plans.enums import LineRole
from plans.models import Plan
from plans.section_sources import register


@register
class ActivityTable:
    """All activities of a plan in one table."""

    key = "activities"
    label = "Bảng tổng hợp hoạt động"

    def blocks(self, plan: Plan) -> tuple[Block, ...]:
        """One row per activity: name, groups, people, time, leading unit."""
        rows = []
        for number, activity in enumerate(plan.activities.all(), start=1):
            texts = {line.role: line.text or generated(activity, line.role) for line in reversed(activity.lines.all())}
            rows.append(
                (
                    str(number),
                    activity.name,
                    _number(activity.group_count),
                    _number(activity.expected_people),
                    period(activity.starts_on, activity.ends_on) or _first_line(texts.get(LineRole.TIME, "")),
                    _first_line(texts.get(LineRole.LEAD, "")),
                )
            )
        if not rows:
            return ()
        header = ("TT", "Hoạt động", "Số lớp, đoàn, cuộc", "Số người", "Thời gian", "Đơn vị chủ trì")
        return (Table(header=(header,), rows=tuple(rows), widths=(12.0, 55.0, 20.0, 18.0, 30.0, 30.0)),)


def _number(number: int | None) -> str:
    return "" if number is None else number_in_figures(number)


def _first_line(text: str) -> str:
    return " ".join(text.split("\n", 1)[0].split())
