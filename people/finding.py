"""Lists of people in the order of given names, a page at a time, among a million rows.

Words are looked for in two places. Those whose given name begins with one of them stand close together in the order:
that part of it is read. Those who have all the words before their given name are spread over the order: the database
reads it until a page is full where many are called so, and asks the index of words where few are. No page is found by
counting rows from the beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge

from django.db import connections
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

from lib.keys import row_key
from lib.name_order import given_range
from lib.word_index import by_reading, words_asked
from organisations.models import Organisation
from people.enums import PrivateField
from people.models import Person
from people.private import id_index

PER_PAGE = 50
_MOST_OFFICES = 20
_READ_AHEAD = 20_000


@dataclass(frozen=True)
class Spot:
    """A place in the order: right after (or, going back, right before) the row with this key."""

    sort_key: str
    pk: int
    backwards: bool = False


@dataclass(frozen=True)
class Page:
    """Some people in order; `before` and `after` name the rows where the neighbouring pages begin, if there are any."""

    people: tuple[Person, ...]
    before: int | None = None
    after: int | None = None


def offices_of(user) -> list[int]:
    """Keys of the offices whose people `user` may see: the own one and those that it continues; for who reads
    everything those with people at all (at most twenty). One query."""
    if user.sees_everything:
        kept = Person.objects.visible_to(user).order_by().values("keeper").distinct()
        return list(
            Organisation.objects.filter(pk__in=kept).order_by("pk").values_list("pk", flat=True)[:_MOST_OFFICES]
        )
    if not user.has_perm("people.view_person") or user.organisation_id is None:
        return []
    own = Q(pk=user.organisation_id) | Q(successor=user.organisation_id)
    return list(Organisation.objects.filter(own).order_by("pk").values_list("pk", flat=True))


def spot_from(visible: QuerySet[Person], *, after: object = None, before: object = None) -> Spot | None:
    """The place named by the id of the last row seen (`after`) or the first (`before`), as browsers send it."""
    key = row_key(after) or row_key(before)
    row = visible.filter(pk=key).values_list("sort_key", "pk").first() if key else None
    return Spot(*row, backwards=row_key(after) is None) if row else None


def page_of(
    offices: Sequence[int],
    *,
    words: str = "",
    area_id: int | None = None,
    spot: Spot | None = None,
    size: int = PER_PAGE,
    with_keepers: bool = False,
) -> Page:
    """The page of standing people of `offices` that begins at `spot` (the first one without).

    `words`: what was typed, the beginnings of words of the name in any order. For each office at most three queries
    and three more for each word, and one for the rows.
    """
    backwards = spot is not None and spot.backwards
    asked = words_asked(words)
    if words.strip() and not asked:
        return Page(())
    found = [_keys(office, asked, area_id=area_id, spot=spot, most=size + 1) for office in offices]
    ordered = list(merge(*found, reverse=backwards))[: size + 1]
    has_more, shown = len(ordered) > size, ordered[:size]
    if backwards:
        shown.reverse()
    related = ("area", "keeper") if with_keepers else ("area",)
    rows = Person.objects.select_related(*related).in_bulk([pk for _, pk in shown])
    people = tuple(rows[pk] for _, pk in shown if pk in rows)
    if not people:
        return Page(())
    has_before, has_after = (has_more, True) if backwards else (spot is not None, has_more)
    return Page(people, people[0].pk if has_before else None, people[-1].pk if has_after else None)


def by_card(offices: Sequence[int], number: str) -> Person | None:
    """Who has the identity card with this number, in any spelling; the row that was kept, if it was merged."""
    index = id_index({PrivateField.ID_NUMBER: number})
    rows = Person.objects.filter(keeper__in=offices, id_index=index).exclude(id_index="").select_related("merged_into")
    found = rows.order_by(F("merged_into").asc(nulls_first=True), "pk").first()
    return found and (found.merged_into or found)


def _keys(
    office: int, words: Sequence[str], *, area_id: int | None, spot: Spot | None, most: int
) -> list[tuple[str, int]]:
    """(sort key, id) of the first `most` people from `spot` on."""
    rows = Person.objects.standing().filter(keeper=office)
    if area_id is not None:
        rows = rows.filter(area=area_id)
    backwards = spot is not None and spot.backwards
    if spot is not None:
        rows = rows.filter(_beyond(spot))
    order = ["-sort_key", "-id"] if backwards else ["sort_key", "id"]
    ordered = rows.order_by(*order).values_list("sort_key", "pk")
    if not words:
        return list(ordered[:most])
    found = set(_first(ordered, words, backwards=backwards, most=most))
    for given in words:
        first, past = given_range(given)
        part = ordered.filter(sort_key__gte=first, sort_key__lt=past).filter(by_reading("name_key", [given]))
        others = [word for word in words if word != given]
        found.update(_first(part, others, backwards=backwards, most=most) if others else part[:most])
    return sorted(found, reverse=backwards)[:most]


def _first(ordered: QuerySet[Person], words: Sequence[str], *, backwards: bool, most: int) -> list[tuple[str, int]]:
    """The first `most` of `ordered` who have all of `words` before the given name (or elsewhere in it, for some).

    Where many are called so, a full page stands among the next rows of the order; where few, the index of words names
    all of them. Which it is, is tried: the planner does not know how many begin with a word that it has not counted.
    """
    if connections[ordered.db].vendor != "postgresql":
        return list(ordered.filter(by_reading("name_key", words))[:most])
    step = "gte" if backwards else "lte"
    end = next(iter(ordered[_READ_AHEAD : _READ_AHEAD + 1]), None)
    near = ordered.filter(**{f"sort_key__{step}": end[0]}) if end else ordered
    found = list(near.filter(by_reading("name_key", words))[:most])
    if len(found) >= most:
        return found
    key = Concat(F("sort_key"), Value(""))  # no column of an index: the planner must not walk the order for the few
    order = [key.desc(), "-id"] if backwards else [key.asc(), "id"]
    return list(ordered.filter(name_key__has_words=words).order_by(*order)[:most])


def _beyond(spot: Spot) -> Q:
    step = "lt" if spot.backwards else "gt"
    later = Q(**{f"sort_key__{step}": spot.sort_key})
    return Q(**{f"sort_key__{step}e": spot.sort_key}) & (later | Q(**{f"pk__{step}": spot.pk}))
