"""One click on a finding: what is quoted becomes what is suggested, in the row where it stands."""

import datetime
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from documents.papers import paper
from lib.refusals import Refused
from organisations.models import User
from plans.actions.editing import check, locked_plan, no_faults, recorded
from plans.enums import EditKind
from plans.findings import PlanFinding, findings_of, origins_with
from plans.models import Activity, ActivityLine, Plan, PlanAppendix, PlanLegalBasis, PlanSection
from plans.origins import Origin, Origins
from plans.validity import activity_faults, appendix_faults, plan_faults, section_faults

_ROOMS: dict[type[Model], tuple[str, Callable[[Model], dict[str, str]]]] = {
    Plan: ("head", plan_faults),
    PlanLegalBasis: ("bases", no_faults),
    PlanSection: ("sections", section_faults),
    Activity: ("activities", activity_faults),
    ActivityLine: ("activities", no_faults),
    PlanAppendix: ("appendices", appendix_faults),
}
CHANGED = "Chỗ này đã được sửa từ lúc kiểm tra nên chưa thay gì: hãy xem lại danh sách vừa kiểm tra lại."
NOT_BY_ITSELF = "Phần mềm không tự sửa được chỗ này mà không động đến chỗ khác: hãy bấm vào vị trí để sửa trực tiếp."


class _NotGone(Exception):
    """The finding is still there after a replacement."""


@transaction.atomic
def fix_finding(plan: Plan, *, mark: str, place: str, suggestion: str, by: User, at: datetime.datetime) -> PlanFinding:
    """Put `suggestion` where the finding of that mark at `place` quotes, and return the finding.

    What `by` read must still be so: the plan is checked again with its row locked, and the same rule must still quote
    the same words and suggest the same. Words that stand there several times are replaced where that makes the finding
    go away. Recorded as one edit, which can be undone. Raises PermissionDenied, Refused.
    """
    row = locked_plan(plan, by=by)
    found = findings_of(row, on=localdate(at)).find(mark=mark, place=place)
    if found is None or found.aside is not None or found.finding.suggestion != suggestion:
        raise Refused(CHANGED)
    origins = Origins(paper("plan").find(row.pk)).at(found.finding.place)
    options = list(_options(origins_with(origins, found.finding.quote)))
    for option in options:
        try:
            with transaction.atomic():
                for origin, spans in option:
                    _replace(row, origin, spans, suggestion, by=by, at=at)
                if len(options) > 1 and _is_there(row, found, at=at):
                    raise _NotGone
            return found
        except _NotGone:
            continue
    raise Refused(NOT_BY_ITSELF if options else CHANGED)


def _options(places: list[tuple[Origin, range]]) -> Iterator[list[tuple[Origin, list[range]]]]:
    """What may be replaced: each occurrence alone, then all of one text together."""
    yield from ([(origin, [span])] for origin, span in places)
    if len(places) > 1 and len({(origin.row, origin.field) for origin, _ in places}) == 1:
        yield [(places[0][0], [span for _, span in places])]


def _replace(
    plan: Plan, origin: Origin, spans: list[range], suggestion: str, *, by: User, at: datetime.datetime
) -> None:
    text = origin.text
    for span in sorted(spans, key=lambda span: -span.start):
        text = text[: span.start] + suggestion + text[span.stop :]
    row = plan if origin.row == plan else origin.row
    room, faults = _ROOMS[type(row)]
    setattr(row, origin.field, row._meta.get_field(origin.field).to_python(text))
    check(row, faults)
    with recorded(plan, room, EditKind.FIX, by=by, at=at):
        if hasattr(row, "version"):
            row.version += 1
        row.save()


def _is_there(plan: Plan, found: PlanFinding, *, at: datetime.datetime) -> bool:
    now = findings_of(plan, on=localdate(at)).findings
    return any((other.mark, other.place) == (found.mark, found.place) for other in now)
