"""Pairs of people that may be one person, for a human to look at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from people.likeness import evidence, ids_differ
from people.models import Candidate, Person

MOST_PER_PERSON = 5
_COLUMNS = ("full_name", "name_key", "sex", "birth_year", "post", "workplace", "area_id", "id_index")


def note_candidates(
    people: Sequence[Person], *, keepers: Iterable[int], at: datetime, apart_from: Iterable[int] = ()
) -> list[Candidate]:
    """Note for each of `people`, just made or changed, the namesakes among standing people of `keepers` who may be the
    same person: at most five, those for whom most speaks.

    Pairs among `people`, and with `apart_from`, are left out: they stand in one course, where somebody has let them
    stand. A fixed number of queries for each 500; what is noted already stays as it is.
    """
    own = [person.pk for person in people]
    namesakes = defaultdict(list)
    if own:
        keys = {person.name_key for person in people if person.name_key}
        standing = Person.objects.standing().filter(keeper__in=list(keepers), name_key__in=keys, anonymised_at=None)
        for row in standing.exclude(pk__in={*own, *apart_from}).only(*_COLUMNS):
            namesakes[row.name_key].append(row)
    likely = []
    for person in people:
        scored = [(evidence(person, other), other) for other in namesakes[person.name_key]]
        best = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], -pair[1].pk))
        likely += [(person, other) for _, other in best[:MOST_PER_PERSON]]
    two_cards = {other.pk for person, other in likely if person.id_index and other.id_index}
    cards = dict(Person.objects.filter(pk__in=two_cards).values_list("pk", "private")) if two_cards else {}
    pairs = [_pair(one, other, at) for one, other in likely if not ids_differ(one.private, cards.get(other.pk, {}))]
    return Candidate.objects.bulk_create(pairs, ignore_conflicts=True, batch_size=500)


def _pair(one: Person, other: Person, at: datetime) -> Candidate:
    later, earlier = sorted((one, other), key=lambda person: -person.pk)
    return Candidate(person=later, other=earlier, found_at=at)
