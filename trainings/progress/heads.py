"""Different persons over any classes and areas, from the keys kept with the tallies."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import Aggregate, BinaryField, Sum

from people.models import Person
from trainings.figures import persons_in
from trainings.progress.numbers import Numbers


class JoinedBytes(Aggregate):
    """Bytes of many rows one after another, joined by PostgreSQL."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ''::bytea)"
    output_field = BinaryField()


class Heads:
    """The persons present, gathered under keys. Somebody merged into another person is that person."""

    def __init__(self):
        self._members: dict[Hashable, list] = defaultdict(list)
        self._unmatched: Counter = Counter()
        self._persons: dict[Hashable, set[int]] = {}

    def gather(self, tallies, field: str, key_of: Callable[[Any], Hashable]) -> None:
        """Count the persons of `tallies` under `key_of` of their `field`. Two queries: the tallies, and who was merged
        into whom."""
        if connection.vendor == "postgresql":  # a hundredth of the rows come over the line
            rows = tallies.values_list(field).annotate(joined=JoinedBytes("members"), missing=Sum("unmatched"))
        else:
            rows = tallies.values_list(field, "members", "unmatched")
        for value, members, unmatched in rows:
            key = key_of(value)
            self._members[key].append(members)
            self._unmatched[key] += unmatched
        self._persons = {key: set(persons_in(b"".join(members))) for key, members in self._members.items()}
        merged = dict(Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
        for persons in self._persons.values():
            for away in merged.keys() & persons:
                persons.discard(away)
                persons.add(merged[away])

    def with_persons(self, numbers: Numbers, key: Hashable) -> Numbers:
        """`numbers` with the persons under `key`."""
        return replace(numbers, persons=len(self._persons.get(key, ())), unmatched=self._unmatched[key])

    def with_all_persons(self, numbers: Numbers) -> Numbers:
        """`numbers` with the persons under any key."""
        persons = set().union(*self._persons.values())
        return replace(numbers, persons=len(persons), unmatched=self._unmatched.total())
