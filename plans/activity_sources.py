"""Texts of an activity's blank lines that come from rows of apps above: from its course, say.

An app offers them by a class in its `activity_sources.py`, which is found the way `admin.py` is:

    @register
    class CourseTexts:
        key = "courses"
        def texts(self, activity_ids): ...   # {activity id: {role of a line: text}}, in a constant number of queries

A line in which something is typed is printed as typed. While the wording of the plan may change, blank lines follow
the rows above at every look; what they said when the plan was submitted is kept with the activity (`keep`), so that
nobody reviews one text and approves another.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from django.utils.module_loading import autodiscover_modules

from plans.models import Activity, Plan


class ActivitySource(Protocol):
    """What gives texts to activities."""

    key: str

    def texts(self, activity_ids: Collection[int]) -> Mapping[int, Mapping[str, str]]:
        """Texts by activity and by role of line (LineRole); roles about which it knows nothing are left out."""


_sources: dict[str, ActivitySource] = {}


def register(source: type) -> type:
    """Class decorator: ask an instance of `source`. Raises ValueError when its key is taken."""
    known = _sources.get(source.key)
    if known is not None and type(known) is not source:
        raise ValueError(f"Activity source {source.key!r} is registered twice")
    _sources[source.key] = source()
    return source


def unregister(key: str) -> None:
    """Take a source back. Raises KeyError."""
    del _sources[key]


def given_text(activity: Activity, role: str) -> str:
    """The text for a blank line of `role`; empty when nobody gives one.

    Asks for this activity alone unless `fill` has asked for all of its plan.
    """
    if activity.pk is None:
        return ""
    if not hasattr(activity, "given_now"):
        fill([activity], is_live=activity.plan.is_editable)
    return activity.given_now.get(role, "")


def fill(activities: Iterable[Activity], *, is_live: bool) -> None:
    """Read the texts of all `activities` of one plan at once. `is_live`: whether the plan's wording may change now."""
    activities = list(activities)
    found = _asked(activities) if is_live else {row.pk: row.given for row in activities}
    for row in activities:
        row.given_now = found.get(row.pk, {})


def keep(plan: Plan) -> None:
    """Keep what is given to the activities of `plan` now, with them. Whoever calls holds the plan's row."""
    activities = list(plan.activities.all())
    found = _asked(activities)
    for row in activities:
        row.given = found.get(row.pk, {})
    Activity.objects.bulk_update(activities, ["given"])


def _asked(activities: list[Activity]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    ids = [row.pk for row in activities]
    for source in _sources.values() if ids else ():
        for activity_id, texts in source.texts(ids).items():
            found.setdefault(activity_id, {}).update({role: text for role, text in texts.items() if text})
    return found


def autodiscover() -> None:
    """Import every app's `activity_sources` module; called once by `PlansConfig.ready`."""
    autodiscover_modules("activity_sources")
