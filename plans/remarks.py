"""The remarks on a plan as its pages show them: by section, open ones first, settled ones folded."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from organisations.models import User
from plans.models import Plan, PlanComment
from plans.permissions import can_comment, can_edit_plan


@dataclass
class Thread:
    """The remarks on one section, or on the whole plan (`section_id` 0). `unsent` is a form with what was refused."""

    section_id: int
    open: list["Remark"] = field(default_factory=list)
    settled: list["Remark"] = field(default_factory=list)
    unsent: object = None


@dataclass(frozen=True)
class Remark:
    """A remark, and whether the reader may mark it as dealt with."""

    comment: PlanComment
    may_settle: bool


def threads(plan: Plan, *, reader: User) -> Mapping[int, Thread]:
    """The remarks on `plan` by section id in one query; 0 holds those on the whole plan and on sections that are gone.

    Asking for a section without remarks gives an empty thread.
    """
    found: defaultdict[int, Thread] = _Threads()
    takes_part, edits = can_comment(reader, plan), can_edit_plan(reader, plan)
    for comment in plan.comments.select_related("by", "settled_by"):
        thread = found[comment.section_id or 0]
        if comment.settled_at:
            thread.settled.append(Remark(comment, may_settle=False))
        else:
            thread.open.append(Remark(comment, may_settle=takes_part and (edits or comment.by_id == reader.pk)))
    return found


class _Threads(defaultdict):
    def __missing__(self, section_id: int) -> Thread:
        self[section_id] = Thread(section_id)
        return self[section_id]
