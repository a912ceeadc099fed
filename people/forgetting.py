"""Taking from people what tells who they were, and whose time is over."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import F, QuerySet

from lib.name_order import name_key, sort_key
from lib.text import fold
from people import ties
from people.models import Candidate, Merge, Person

NAME = "(đã ẩn danh)"


def forget(person_ids: Collection[int], *, at: datetime) -> None:
    """Take name, year of birth, post, workplace and private data from these people, from the rows that gave way to
    them and from what apps above tie to them. Sex and commune stay, for figures. Merges can no longer be undone."""
    keys = {*person_ids, *Person.objects.filter(merged_into__in=list(person_ids)).values_list("pk", flat=True)}
    for tie in ties.ties().values():
        tie.forget(keys, name=NAME)
    Candidate.objects.filter(person__in=keys).delete()
    Candidate.objects.filter(other__in=keys).delete()
    Merge.objects.filter(kept__in=keys).update(before={})
    Merge.objects.filter(away__in=keys).update(before={})
    Person.objects.filter(pk__in=keys).update(
        full_name=NAME,
        name_key=name_key(NAME),
        sort_key=sort_key(NAME),
        search_key=fold(NAME),
        birth_year=None,
        post="",
        workplace="",
        private={},
        id_index="",
        anonymised_at=at,
        updated_at=at,
        version=F("version") + 1,
    )


def due(*, on: date, years: int) -> QuerySet[Person]:
    """People of whom nothing has been heard for `years` whole years before `on`: not changed, in nothing since."""
    try:
        day = on.replace(year=on.year - years)
    except ValueError:  # 29 February
        day = on.replace(year=on.year - years, day=28)
    rows = Person.objects.standing().filter(anonymised_at=None, updated_at__date__lt=day)
    for tie in ties.ties().values():
        rows = rows.exclude(pk__in=tie.people_since(day))
    return rows.order_by("pk")
