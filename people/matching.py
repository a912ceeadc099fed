"""Finding people again, or making them, for the rows of an accepted list.

A row is a known person only by proof: the same identity card number, or the same name, year of birth and commune when
both have them. All others become new people; namesakes that may be one person are noted for a human to look at.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from lib.name_order import name_key
from organisations.models import Organisation
from people.candidates import note_candidates
from people.likeness import are_proved_one
from people.models import Person
from people.private import id_index

SLICE = 1_000
_FILLED = ("sex", "birth_year")
_LATEST = ("post", "workplace", "area_id")


@dataclass(frozen=True)
class PersonFacts:
    """What one row of a list says of a person. `private` by PrivateField, as people.private.kept gives it."""

    full_name: str
    sex: str = ""
    birth_year: int | None = None
    post: str = ""
    workplace: str = ""
    area_id: int | None = None
    private: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def find_or_make(
    rows: Sequence[PersonFacts], *, keeper: Organisation, at: datetime, apart_from: Collection[int] = ()
) -> list[Person]:
    """The person of each of `rows`, in their order; new ones are made, what was not known of others is filled in.

    `keeper`: the organising office; people of offices that it continues are found too. `apart_from`: keys of people who
    have a seat in the course already: no row becomes one of them by its name alone, nor do two rows of one call become
    one person that way. By the same identity card number they do: who calls then refuses the list. A fixed number of
    queries for each thousand rows. Locks the keeper's row: call it after locks of lists and shares, before the trail.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=keeper.pk)
    keepers = [keeper.pk, *keeper.predecessors.values_list("pk", flat=True)]
    found: list[Person] = []
    for start in range(0, len(rows), SLICE):
        batch = _Batch(rows[start : start + SLICE], keepers=keepers, taken={*apart_from, *(p.pk for p in found)})
        found += batch.people(keeper=keeper, at=at)
    return found


class _Batch:
    """Some rows, and the people of `keepers` whom they may be."""

    def __init__(self, rows: Sequence[PersonFacts], *, keepers: list[int], taken: set[int]):
        self.rows, self.keepers, self.taken = rows, keepers, taken
        self.numbers = [id_index(row.private) for row in rows]
        self.names = [name_key(row.full_name) for row in rows]
        self.changed: dict[int, Person] = {}

    def people(self, *, keeper: Organisation, at: datetime) -> list[Person]:
        by_number, by_name = self._known_by_number(), self._known_by_name()
        matched = [by_number.get(number) for number in self.numbers]
        self.taken |= {person.pk for person in matched if person is not None}
        people = [
            person or self._by_proof(row, by_name[name]) or self._new(row, number, by_number, keeper=keeper, at=at)
            for person, row, name, number in zip(matched, self.rows, self.names, self.numbers, strict=True)
        ]
        new = list({id(person): person for person in people if person.pk is None}.values())
        Person.objects.bulk_create(new, batch_size=500)
        for person, row, number in zip(people, self.rows, self.numbers, strict=True):
            self._fill(person, row, number, by_number)
        self._store(at)
        note_candidates(new, keepers=self.keepers, at=at, apart_from=self.taken)
        return people

    def _known_by_number(self) -> dict[str, Person]:
        wanted = {number for number in self.numbers if number}
        rows = Person.objects.filter(keeper__in=self.keepers, id_index__in=wanted).select_related("merged_into")
        found: dict[str, Person] = {}
        for row in rows.order_by(F("merged_into").desc(nulls_last=True), "-pk") if wanted else ():
            found[row.id_index] = row.merged_into or row
        return found

    def _known_by_name(self) -> dict[str, list[Person]]:
        wanted = [row for row in self.rows if row.birth_year is not None and row.area_id is not None]
        found: dict[str, list[Person]] = defaultdict(list)
        if wanted:
            rows = Person.objects.filter(
                keeper__in=self.keepers,
                name_key__in={name_key(row.full_name) for row in wanted},
                birth_year__in={row.birth_year for row in wanted},
                area__in={row.area_id for row in wanted},
            ).select_related("merged_into")
            for row in rows:
                found[row.name_key].append(row)
        return found

    def _by_proof(self, row: PersonFacts, namesakes: list[Person]) -> Person | None:
        proved = {(p.merged_into or p).pk: p.merged_into or p for p in namesakes if are_proved_one(row, p)}
        if len(proved) != 1:
            return None
        ((key, person),) = proved.items()
        if key in self.taken:
            return None
        self.taken.add(key)
        return person

    def _new(self, row: PersonFacts, number: str, by_number: dict[str, Person], *, keeper, at) -> Person:
        if number and number in by_number:
            return by_number[number]
        person = Person(
            keeper=keeper,
            full_name=row.full_name,
            sex=row.sex,
            birth_year=row.birth_year,
            post=row.post,
            workplace=row.workplace,
            area_id=row.area_id,
            private=dict(row.private),
            id_index=number,
            created_at=at,
            updated_at=at,
        )
        if number:
            by_number[number] = person
        return person

    def _fill(self, person: Person, row: PersonFacts, number: str, by_number: dict[str, Person]) -> None:
        """Write into `person` what was not known, and the latest post, workplace and commune."""
        before = _picture(person)
        for name in _FILLED:
            if not getattr(person, name) and getattr(row, name):
                setattr(person, name, getattr(row, name))
        for name in _LATEST:
            if getattr(row, name):
                setattr(person, name, getattr(row, name))
        person.private = row.private | person.private
        if number and not person.id_index and by_number.setdefault(number, person) is person:
            person.id_index = number
        if _picture(person) != before:
            self.changed[person.pk] = person

    def _store(self, at: datetime) -> None:
        for person in self.changed.values():
            person.updated_at, person.version = at, person.version + 1
        columns = [*_FILLED, "post", "workplace", "area", "private", "id_index", "updated_at", "version"]
        Person.objects.bulk_update(self.changed.values(), columns, batch_size=200)


def _picture(person: Person) -> tuple:
    return (*(getattr(person, name) for name in (*_FILLED, *_LATEST)), dict(person.private), person.id_index)
